"""One file brought into the base: read in a child process, a fate for every row, continued after a crash."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from leaddesk.actions.count import Counted
from leaddesk.actions.deciding import Item, decide
from leaddesk.actions.desk import Desk
from leaddesk.actions.fate import Fate
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.moved import Moved
from leaddesk.actions.ports import REVERTING, Progress
from leaddesk.actions.questions import Defined, People
from leaddesk.app.drafts import Reader, Told
from leaddesk.app.file_mark import mark_of
from leaddesk.app.ledger_reader import LedgerReader
from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.files import Head, Options
from leaddesk.intake.ledgers import LEDGERS
from leaddesk.intake.parse_child import ParseChild
from leaddesk.intake.refusals import NOTHING_SAID, ParserDied
from leaddesk.intake.rejects import RejectsFile

ROWS = 500
"""Rows of one short transaction, so that a person at work never waits for an import."""

Said = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class RowFate:
    """What became of one row: its number in the file, its fate, the key of the reason, its lead if any."""

    row: int
    fate: str
    reason: str
    lead_id: str = ""
    said: Mapping[str, object] = field(default_factory=dict)
    who: tuple[str, str, str] = ("", "", "")
    """Name, company and a contact of the row, for a rehearsal that a person looks through."""


@dataclass
class Report:
    """What an import did (CLI.md)."""

    head: Head
    import_id: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    fates: list[RowFate] = field(default_factory=list)
    rejects_file: Path | None = None
    seconds: float = 0.0
    cancelled: bool = False
    kind: str = ""
    """requests or cold, as the rows were brought in."""
    asking: int = 0
    """Rows of a rehearsal that carry a request."""

    @property
    def rows(self) -> int:
        """Rows with a fate."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be imported; `told` None leaves requests or cold to what the rows look like."""

    path: Path
    options: Options = field(default_factory=Options)
    told: Told | None = None
    rejects: Path | None = None
    keep_fates: bool = False
    update_by: str = ""


class Importer:
    """Brings one file in through a desk; `say` makes the sentence of a rejected row."""

    def __init__(
        self,
        desk: Desk,
        wish: Wish,
        say: Callable[[Rejected], str],
        written: Callable[[int], None] | None = None,
        child: Callable[[], ParseChild] = ParseChild,
    ) -> None:
        """`written` hears how many rows are in the base so far; `child` gives what reads the file."""
        self._desk = desk
        self._child = child
        self._written = written
        self._wish = wish
        self._say = say
        self._rows: dict[int, list[int]] = {}
        self._rows_out = 0
        self._own: set[str] = set()
        self._open_tx: str | None = None
        self._waiting: dict[int, list[Fate]] = {}

    def run(self, said: Said | None = None, cancelled: Callable[[], bool] | None = None) -> Report:
        """Write the rows; raises FileRefused before anything is written where the file cannot be read."""
        began = time.monotonic()
        with self._child() as child:
            head = self._opened(child, cancelled)
            report = Report(head)
            if child.cancelled:
                return replace(report, cancelled=True)
            about = mark_of(self._wish.path)
            self._open_tx = self._left_open(about)
            kept = self._desk.attachments
            reader = self._reader(head, kept.put if kept else None)
            report.kind = reader.kind
            with self._rejects(head) as rejects:
                batches = self._batches(child, reader, report, rejects, said)
                told = self._told_to(report)
                action = ImportRows(batches, told, about, self._wish.update_by)
                heard = _only_reverting(said) if said else None
                change = self._desk.do(action, said=heard, cancelled=cancelled, tx=self._open_tx)
                self._settle(report, None)
                report.rejects_file = rejects.path if rejects.count else None
        self._remember(head)
        report.import_id = change.tx or self._open_tx or ""
        report.cancelled = not change.tx and bool(cancelled and cancelled())
        report.seconds = round(time.monotonic() - began, 3)
        return report

    def rehearse(self, said: Said | None = None, cancelled: Callable[[], bool] | None = None) -> Report:
        """The fates that `run` would give, with nothing written; later rows know of earlier ones."""
        began = time.monotonic()
        with self._child() as child:
            head = self._opened(child, cancelled)
            report = Report(head)
            reader = self._reader(head)
            report.kind = reader.kind
            items: list[Item] = []
            rows: list[int] = []
            for batch in child:
                found = self._read(reader, batch.drafts, report)
                rows += [row for row, _ in found]
                items += [item for _, item in found]
                report.fates += (self._rejected(row, report) for row in batch.rejected)
                if said:
                    said(Progress(batch.done, head.size))
                if cancelled and cancelled():
                    break
        if cancelled and cancelled():
            report.cancelled = True
            return report
        with self._desk.store.view() as read:
            decided = decide(items, read, self._desk.context(), self._wish.update_by)
            for row, item, fate in zip(rows, items, decided, strict=True):
                report.counts[fate.kind] += 1
                report.fates.append(RowFate(row, fate.kind, fate.reason, fate.lead_id, who=_who(item)))
        report.asking = sum(1 for item in items if isinstance(item, Incoming) and item.need)
        report.fates.sort(key=lambda one: one.row)
        report.seconds = round(time.monotonic() - began, 3)
        return report

    def _opened(self, child: ParseChild, cancelled: Callable[[], bool] | None) -> Head:
        """What is known of the file; as good as nothing where the person said stop before that."""
        child.stopped = cancelled or child.stopped
        try:
            return child.open(self._wish.path, self._wish.options)
        except ParserDied:
            if not child.cancelled:
                raise
            return Head(self._wish.path.name, "csv", 0)

    def _reader(self, head: Head, keep: Callable[[bytes], str] | None = None) -> Reader | LedgerReader:
        users = self._desk.ask(People())
        if head.kind in LEDGERS:
            told = self._wish.told or Told()
            return LedgerReader(head, self._wish.options, self._desk.ask(Defined()), users, told.campaign)
        kind = "cold" if head.kind == "cold" else "request"
        told = self._wish.told or Told(kind)
        told = replace(told, kind=told.kind or kind)
        return Reader(told, self._desk.ask(Defined()), users, keep)

    def _rejects(self, head: Head) -> RejectsFile:
        ending = ".rejects.eml" if head.format == "letter" else ".rejects.csv"
        path = self._wish.rejects or self._wish.path.with_name(self._wish.path.stem + ending)
        return RejectsFile(
            path,
            self._say,
            header=head.header,
            encoding=head.encoding or "utf-8-sig",
            delimiter=head.delimiter or ",",
            cards=head.format in ("vcard", "letter"),
        )

    def _remember(self, head: Head) -> None:
        """What a person said of the columns holds for the next file with this header row."""
        if self._wish.options.columns and head.header_row and self._desk.mappings:
            self._desk.mappings.put(head.header, head.mapping.as_json())

    def _left_open(self, about: str) -> str | None:
        """The import of the same file that a crash or kill left open."""
        steps = self._desk.store.unfinished()
        return next(
            (s.tx for s in steps if s.action == "import" and s.state == "open" and s.about == about), None
        )

    def _batches(
        self,
        child: ParseChild,
        reader: Reader | LedgerReader,
        report: Report,
        rejects: RejectsFile,
        said: Said | None,
    ) -> Iterator[Sequence[Item]]:
        number = 0
        for batch in child:
            for row in batch.rejected:
                rejects.add(row)
                kept = self._rejected(row, report)
                report.fates += [kept] if self._wish.keep_fates else []
            for start in range(0, len(batch.drafts), ROWS):
                found = self._read(reader, batch.drafts[start : start + ROWS], report)
                self._rows[number] = [row for row, _ in found]
                yield [item for _, item in found]
                number += 1
                self._rows_out += len(found)
                if self._written:
                    self._written(self._rows_out)
            if said:
                said(Progress(batch.done, report.head.size))

    def _read(
        self, reader: Reader | LedgerReader, drafts: Sequence[Draft], report: Report
    ) -> list[tuple[int, Item]]:
        """Rows with their items; a row that says nothing (a line of totals) is rejected."""
        found = []
        for draft in drafts:
            item = reader.read(draft)
            if item is not None:
                found.append((draft.row, item))
                continue
            rejected = self._rejected(Rejected(draft.row, NOTHING_SAID, {}, draft.raw), report)
            report.fates += [rejected] if self._wish.keep_fates else []
        return found

    def _rejected(self, row: Rejected, report: Report) -> RowFate:
        report.counts["rejected"] += 1
        return RowFate(row.row, "rejected", row.reason, said=row.said)

    def _told_to(self, report: Report) -> Callable[[int, list[Fate]], None]:
        """Keeps the last telling of each batch: one may be planned again when its transaction is."""

        def told(number: int, decided: list[Fate]) -> None:
            self._settle(report, number)
            self._waiting[number] = decided

        return told

    def _settle(self, report: Report, before: int | None) -> None:
        """Count the batches that cannot be planned again."""
        for number in sorted(self._waiting):
            if before is not None and number >= before:
                return
            decided = self._waiting.pop(number)
            ours = self._ours(decided)
            for row, fate in zip(self._rows.pop(number), decided, strict=True):
                kind: str = fate.kind
                if kind == "duplicate" and fate.lead_id in ours and fate.lead_id not in self._own:
                    self._own.add(fate.lead_id)
                    kind = "new"
                report.counts[kind] += 1
                if self._wish.keep_fates:
                    report.fates.append(RowFate(row, kind, fate.reason, fate.lead_id))

    def _ours(self, decided: Sequence[Fate]) -> frozenset[str]:
        """Leads that the same import had brought in before it was cut off: they are new, no duplicates."""
        if self._open_tx is None:
            return frozenset()
        ids = [fate.lead_id for fate in decided if fate.kind == "duplicate"]
        with self._desk.store.view() as read:
            return frozenset(row.id for row in read.rows(ids) if row.import_id == self._open_tx)


def _only_reverting(said: Said) -> Said:
    """Of what the store says, that a cancelled import is being taken back: the rows are told elsewhere."""
    return lambda progress: said(progress) if progress.stage == REVERTING else None


def _who(item: Item) -> tuple[str, str, str]:
    if isinstance(item, Counted):
        return item.campaign, item.channel, item.day
    item = item.item if isinstance(item, Moved) else item
    best = next((one for one in item.contacts if one.normal), None) or next(iter(item.contacts), None)
    name, company = (item.name, item.company) if isinstance(item, Incoming) else (item.kind, "")
    return name, company, best.value if best else ""

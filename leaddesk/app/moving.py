"""Moving in from another system: its files read as one set, joined by their ids into leads with a past."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from leaddesk.actions.deciding import decide
from leaddesk.actions.desk import Desk
from leaddesk.actions.fate import Fate
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.moved import Moved, PastDeal, PastNote, PastTask
from leaddesk.actions.questions import Defined, History, People
from leaddesk.app.drafts import Reader, Told
from leaddesk.app.file_mark import mark_of
from leaddesk.app.importing import ROWS
from leaddesk.domain.log import moment
from leaddesk.domain.money import read_money
from leaddesk.domain.normal import fold
from leaddesk.domain.refusals import Refused
from leaddesk.intake.draft import Draft
from leaddesk.intake.moving import KINDS, Foreign, kind_of
from leaddesk.intake.options import Options
from leaddesk.intake.parse_child import ParseChild


@dataclass
class Arrived:
    """What moving in did: rows of each file with what it holds, counts of fates of leads."""

    files: list[tuple[str, str, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    import_id: str = ""
    unlinked: int = 0
    seconds: float = 0.0


@dataclass
class _Row:
    """One row of a file: read as a lead is, and as it stands."""

    draft: Draft
    foreign: Foreign

    @property
    def id(self) -> str:
        return self.foreign.said("id") or str(self.draft.row)


_Head = tuple[str, _Row, _Row | None, _Row | None]
"""What becomes a lead: its key, the row that it is made of, its contact and its company."""


@dataclass
class _Past:
    notes: list[PastNote] = field(default_factory=list)
    tasks: list[PastTask] = field(default_factory=list)
    deals: list[PastDeal] = field(default_factory=list)


class MovingIn:
    """Joins the files of one export; raises FileRefused, and Refused where a file's kind is not known."""

    def __init__(self, desk: Desk, paths: Sequence[Path], options: Options, system: str = "") -> None:
        self._desk = desk
        self._paths = paths
        self._options = options
        self._system = system
        self._users = {fold(one.name): one.id for one in desk.ask(People()) if one.active}
        self._currency = str(desk.ask(Defined()).settings.get("currency", ""))
        self._rows: dict[str, list[_Row]] = {kind: [] for kind in KINDS}
        self._past: defaultdict[str, _Past] = defaultdict(_Past)
        self.done = Arrived()

    def run(self, *, dry: bool = False, cancelled: Callable[[], bool] | None = None) -> Arrived:
        """Bring all in as one step that can be taken back; `dry` only counts the fates."""
        began = time.monotonic()
        for path in self._paths:
            self._read(path)
        items = list(self._items())
        if dry:
            with self._desk.store.view() as read:
                self.done.counts.update(fate.kind for fate in decide(items, read, self._desk.context()))
        else:
            self._write(items, cancelled)
        self.done.seconds = round(time.monotonic() - began, 3)
        return self.done

    def _write(self, items: Sequence[Moved], cancelled: Callable[[], bool] | None) -> None:
        told: dict[int, list[Fate]] = {}
        batches = (items[start : start + ROWS] for start in range(0, len(items), ROWS))
        about = "+".join(map(mark_of, self._paths))[:400]
        steps = self._desk.ask(History(50))
        left = (s.tx for s in steps if (s.action, s.state, s.about) == ("import", "open", about))
        tx = next(left, None)
        action = ImportRows(batches, told.__setitem__, about)
        change = self._desk.do(action, cancelled=cancelled, tx=tx)
        self.done.import_id = change.tx or tx or ""
        self.done.counts.update(fate.kind for found in told.values() for fate in found)

    def _read(self, path: Path) -> None:
        with ParseChild() as child:
            head = child.open(path, replace(self._options, kind="requests"))
            kind = kind_of(path.name, head.header)
            if not kind:
                raise Refused("intake.move_what", name=path.name)
            rows = self._rows[kind]
            before = len(rows)
            with ParseChild() as bare:
                bare.open(path, replace(self._options, kind="rows"))
                cells = {draft.row: draft.extra for batch in bare for draft in batch.drafts}
            for batch in child:
                self.done.counts["rejected"] += len(batch.rejected)
                for draft in batch.drafts:
                    row = cells.get(draft.row, {})
                    rows.append(_Row(draft, Foreign(kind, row, self._options.tzinfo)))
            self.done.files.append((path.name, kind, len(rows) - before))

    def _items(self) -> Iterator[Moved]:
        """A lead for each lead, for each deal that has none, and for each contact that has neither."""
        users = self._desk.ask(People())
        reader = Reader(Told("request"), self._desk.ask(Defined()), users)
        companies, contacts = _by_key(self._rows["companies"]), _by_key(self._rows["contacts"])
        owners: dict[str, str] = {}
        heads: list[_Head] = []
        for row in self._rows["leads"]:
            contact = _linked(row, "contact", contacts)
            heads.append((f"lead:{row.id}", row, contact, _company_of(row, contact, companies)))
            owners.setdefault(f"lead:{row.id}", f"lead:{row.id}")
            if contact is not None:
                owners.setdefault(f"contact:{contact.id}", f"lead:{row.id}")
        for row in self._rows["deals"]:
            key = next((k for k in _keys_of(row) if k in owners), "")
            contact = _linked(row, "contact", contacts)
            if not key and contact is not None:
                key = owners.get(f"contact:{contact.id}", "")
            if not key:
                key = f"deal:{row.id}"
                heads.append((key, row, contact, _company_of(row, contact, companies)))
                owners |= {f"contact:{contact.id}": key} if contact is not None else {}
            owners[f"deal:{row.id}"] = key
            self._past[key].deals.append(self._deal(row))
        for row in self._rows["contacts"]:
            key = f"contact:{row.id}"
            if key not in owners:
                owners[key] = key
                heads.append((key, row, None, _company_of(row, None, companies)))
        self._link_companies(heads, owners)
        self._hang(owners)
        for key, row, contact, company in heads:
            yield self._moved(key, row, contact, company, reader)

    def _link_companies(
        self, heads: Iterable[tuple[str, _Row, _Row | None, _Row | None]], owners: dict[str, str]
    ) -> None:
        """A note on a company goes to its first lead."""
        for key, _row, _contact, company in heads:
            if company is not None:
                owners.setdefault(f"company:{company.id}", key)

    def _hang(self, owners: dict[str, str]) -> None:
        """Notes and tasks to the lead of whatever they are linked to."""
        for row in (*self._rows["notes"], *self._rows["tasks"]):
            key = next((owners[k] for k in _keys_of(row) if k in owners), "")
            if not key:
                self.done.unlinked += 1
                continue
            at = _moment(row.foreign.when("at")) or self._desk.session.now()
            if row.foreign.kind == "notes":
                text = row.foreign.said("text") or row.foreign.said("title")
                self._past[key].notes += [PastNote(text, at)] if text else []
            else:
                due = _moment(row.foreign.when("due")) or at
                title = row.foreign.said("title") or row.foreign.said("text")
                done = row.foreign.is_stage("done", "done")
                to = self._users.get(fold(row.foreign.said("owner")))
                self._past[key].tasks += [PastTask(title, due, min(at, due), to, done)] if title else []

    def _deal(self, row: _Row) -> PastDeal:
        said = row.foreign.said
        money = (
            read_money(said("amount"), said("currency").upper() or self._currency) if said("amount") else None
        )
        named = (money.high or money.low) if money else None
        won, lost = row.foreign.is_stage("won"), row.foreign.is_stage("lost")
        at = _moment(row.foreign.when("at")) or self._desk.session.now()
        return PastDeal(
            need=said("title"),
            at=at,
            state="won" if won and not lost else "lost" if lost else "open",
            closed=max(at, _moment(row.foreign.when("closed")) or at),
            amount_minor=int(named.amount * Decimal(100)) if named else None,
            currency=named.currency if named else "",
            to=self._users.get(fold(said("owner"))),
            text=said("reason"),
        )

    def _moved(
        self, key: str, row: _Row, contact: _Row | None, company: _Row | None, reader: Reader
    ) -> Moved:
        item = _named(reader.read(row.draft), row)
        kind = key.partition(":")[0]
        if kind == "deal":
            item = replace(item, name="", need=row.foreign.said("title"), temperature=None)
        if kind == "contact":
            item = replace(item, kind="cold")
        for other in (contact, company):
            if other is not None:
                item = _filled(item, _named(reader.read(other.draft), other), company=other is company)
        item = replace(item, external_id=row.id, extra=_without_links(item.extra))
        past = self._past[key]
        stage = (
            "junk" if row.foreign.is_stage("junk") else "in_work" if row.foreign.is_stage("work") else "new"
        )
        stage = stage if kind == "lead" else "new"
        return Moved(
            item, f"{self._system}:{key}", stage, tuple(past.notes), tuple(past.tasks), tuple(past.deals)
        )


def _by_key(rows: Sequence[_Row]) -> dict[str, _Row]:
    """Rows by id, and by name where only one has it."""
    names = Counter(fold(row.draft.name or row.draft.fields.get("company", "")) for row in rows)
    found = {}
    for row in rows:
        name = fold(row.draft.name or row.draft.fields.get("company", ""))
        if name and names[name] == 1:
            found[name] = row
    return found | {row.id: row for row in rows}


def _linked(row: _Row, to: str, known: dict[str, _Row]) -> _Row | None:
    for one in row.foreign.links(to):
        found = known.get(one) or known.get(fold(one))
        if found is not None:
            return found
    return None


def _company_of(row: _Row, contact: _Row | None, known: dict[str, _Row]) -> _Row | None:
    """The company of a row, else that of its contact."""
    found = _linked(row, "company", known)
    return _linked(contact, "company", known) if found is None and contact is not None else found


def _named(item: Incoming, row: _Row) -> Incoming:
    """The item without a company that is but the id of one."""
    ids = [one for one in row.foreign.links("company") if one.isdecimal()]
    return replace(item, company="") if ids and item.company.partition(";")[0].strip() in ids else item


def _keys_of(row: _Row) -> Iterator[str]:
    """What a row may belong to, the nearest first."""
    for kind in ("lead", "deal", "contact", "company"):
        for one in row.foreign.links(kind):
            yield f"{kind}:{one}"


def _filled(item: Incoming, other: Incoming, *, company: bool) -> Incoming:
    """The item with what only the contact or company it belongs to says."""
    held = {(one.kind, one.normal or one.value) for one in item.contacts}
    added = tuple(
        one._replace(shared=one.shared or company)
        for one in other.contacts
        if (one.kind, one.normal or one.value) not in held
    )
    names = ("company", "website", "city", "country") if company else (
        "name", "title", "company", "language", "zone", "city", "country", "website", "owner",
    )  # fmt: skip
    told = {name: getattr(item, name) or getattr(other, name) for name in names}
    return replace(item, **told, contacts=(*item.contacts, *added), extra={**other.extra, **item.extra})


def _without_links(extra: object) -> dict[str, object]:
    told = dict(extra) if isinstance(extra, dict) else {}
    return {name: value for name, value in told.items() if not fold(str(name)).endswith((" id", " ids"))}


def _moment(text: str) -> datetime | None:
    return moment(text) if text else None

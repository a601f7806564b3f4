"""The port to foreign texts for the window: files, pasted text, one line and cards, read as arrivals."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leaddesk.actions.desk import Desk
from leaddesk.actions.files import FateRow, FileAsk, FileHead, Imported, Pasted, Rehearsed, Said, Stopped
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.keeping import Box
from leaddesk.actions.ports import Progress
from leaddesk.actions.questions import Defined, People
from leaddesk.app.drafts import Reader, Told
from leaddesk.app.importing import Importer, Report, RowFate, Wish
from leaddesk.domain.card_evidence import card_evidence
from leaddesk.domain.roles import check_right
from leaddesk.intake.card_reading import CardPhone, CardReading, to_draft
from leaddesk.intake.draft import CONTACT_OF, TEXT_FIELDS, Draft, Rejected
from leaddesk.intake.files import Head, Options
from leaddesk.intake.parse_child import ParseChild
from leaddesk.intake.pasted import line_draft, read_pasted
from leaddesk.intake.rejects import RejectsFile
from leaddesk.texts.keys import say


class DeskFiles:
    """Reads by the country, zone, channels and users of one desk's base."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._spare: ParseChild | None = None

    def close(self) -> None:
        """End what waits for the next file."""
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def fields(self) -> Sequence[str]:
        """What a column can mean."""
        return (*CONTACT_OF, *TEXT_FIELDS)

    def code(self, text: str) -> tuple[int, bytes]:
        """A QR code to show."""
        from leaddesk.intake.qr_codes import modules_of

        return modules_of(text)

    def head(self, ask: FileAsk) -> FileHead:
        """How a file would be read; raises FileRefused."""
        with ParseChild() as child:
            return _head(child.open(Path(ask.path), self._options(ask)))

    def rehearse(self, ask: FileAsk, said: Said, stopped: Stopped) -> Rehearsed:
        """The fates of all rows, with nothing written."""
        done = self._importer(ask).rehearse(said, stopped)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(done.fates):
            places[one.fate].append(place)
        rows = tuple(_row(one) for one in done.fates)
        if self._spare is None and not done.cancelled:
            self._spare = ParseChild()  # it starts while the person looks at the rehearsal (P3)
        return Rehearsed(_head(done.head), rows, {key: tuple(at) for key, at in places.items()}, done.asking)

    def run(self, ask: FileAsk, said: Said, stopped: Stopped) -> Imported:
        """Bring the file in; a stopped import leaves nothing behind, its rejects file neither."""
        check_right("import", self._desk.session.user.roles, self._desk.ask(Defined()).roles)
        importer = self._importer(ask, lambda rows: said(Progress(rows, ask.rows)))
        done = importer.run(lambda progress: said(progress) if progress.stage else None, stopped)
        if done.cancelled and done.rejects_file is not None:
            done.rejects_file.unlink(missing_ok=True)
        return _imported(done)

    def save_rejects(self, ask: FileAsk, path: str) -> int:
        """Write the rows that cannot be read, each with its reason; how many they are."""
        with ParseChild() as child:
            head = child.open(Path(ask.path), self._options(ask))
            encoding, delimiter = head.encoding or "utf-8-sig", head.delimiter or ","
            cards = head.format == "vcard"
            with RejectsFile(
                Path(path), _why, header=head.header, encoding=encoding, delimiter=delimiter, cards=cards
            ) as file:
                for batch in child:
                    for row in batch.rejected:
                        file.add(row)
                return file.count

    def line(self, line: str, channel: str) -> Incoming:
        """The arrival of one typed line."""
        return self._reader(channel).read(line_draft(line, self._base_options()))

    def pasted(self, text: str, channel: str) -> Pasted:
        """The arrivals of a pasted signature, vCard, spreadsheet rows or line."""
        found = read_pasted(text, self._base_options())
        reader = self._reader(channel)
        items = tuple(reader.read(one) for one in found if isinstance(one, Draft))
        return Pasted(items, tuple((one.reason, one.said) for one in found if isinstance(one, Rejected)))

    def card(
        self, fields: Sequence[tuple[str, str]], picture: str, regions: Mapping[str, Box] | None = None
    ) -> Incoming:
        """The arrival of a card as a person confirmed it; several phones and e-mails are several fields."""
        told = [(name.partition("."), value.strip()) for name, value in fields if value.strip()]
        texts = {name: value for (name, _dot, _kind), value in told if name not in ("phone", "email")}
        reading = CardReading(
            image=picture,
            emails=tuple(value for (name, _dot, _kind), value in told if name == "email"),
            phones=tuple(CardPhone(value, kind) for (name, _dot, kind), value in told if name == "phone"),
            full_name=texts.get("full_name", ""),
            job_title=texts.get("job_title", ""),
            company=texts.get("company", ""),
            website=texts.get("website", ""),
            address=texts.get("address", ""),
            country=texts.get("country", ""),
        )
        draft = to_draft(reading)
        draft.fields.update({name: texts[name] for name in ("need", "event") if texts.get(name)})
        arrival = self._reader("card").read(draft)
        if not picture:
            return arrival
        return replace(arrival, extra={**arrival.extra, **card_evidence(picture, regions or {})})

    def _base_options(self) -> Options:
        settings = self._desk.ask(Defined()).settings
        return Options(
            country=str(settings.get("country", "")) or None, zone=str(settings.get("zone", "UTC"))
        )

    def _options(self, ask: FileAsk) -> Options:
        base = self._base_options()
        remembered = self._desk.mappings.all() if self._desk.mappings else {}
        return Options(
            ask.encoding, ask.delimiter, ask.columns, base.country, base.zone, remembered=remembered
        )

    def _reader(self, channel: str) -> Reader:
        users = self._desk.ask(People())
        return Reader(Told("request", channel), self._desk.ask(Defined()), users)

    def _importer(self, ask: FileAsk, written: Callable[[int], None] | None = None) -> Importer:
        told = Told(ask.kind, ask.channel, ask.campaign, ask.owner)
        wish = Wish(Path(ask.path), self._options(ask), told)
        return Importer(self._desk, wish, _why, written, self._reader_process if written else ParseChild)

    def _reader_process(self) -> ParseChild:
        child, self._spare = self._spare, None
        return child or ParseChild()


def _why(row: Rejected) -> str:
    return say(row.reason, row.said)


def _head(head: Head) -> FileHead:
    return FileHead(
        head.name,
        head.format,
        head.size,
        head.encoding,
        head.delimiter,
        head.header,
        head.columns,
        head.kind,
        head.preview,
    )


def _row(one: RowFate) -> FateRow:
    return FateRow(one.row, one.fate, one.reason, one.said, *one.who, one.lead_id)


def _imported(done: Report) -> Imported:
    rejects = "" if done.rejects_file is None or done.cancelled else str(done.rejects_file)
    return Imported(
        "" if done.cancelled else done.import_id, dict(done.counts), rejects, done.seconds, done.cancelled
    )

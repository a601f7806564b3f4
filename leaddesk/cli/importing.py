"""`leaddesk import`: files become leads, with a fate for every row."""

import argparse
import json
import re
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.parameters import Parameter
from leaddesk.actions.questions import Defined
from leaddesk.actions.updating import KEYS
from leaddesk.actions.values import read_value
from leaddesk.app.compose import open_desk
from leaddesk.app.drafts import Told
from leaddesk.app.importing import Importer, Report, RowFate, Wish
from leaddesk.app.moving import MovingIn
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import typing_of
from leaddesk.domain.refusals import Refused
from leaddesk.intake.draft import Rejected
from leaddesk.intake.files import Options
from leaddesk.texts import _
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say
from leaddesk.texts.names import name_of

_KINDS = {"requests": "request", "cold": "cold", "signals": "", "calls": "", "numbers": ""}
_FATES = ("new", "updated", "duplicate", "junk", "rejected")
_SHOWN = 20
# How columns of a file without a header are called; other names in a map are those of a header row.
_UNNAMED = re.compile(r"column \d+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `import`."""
    add = parser.add_argument
    add("files", nargs="+", type=Path, metavar="FILE", help=_("CSV, TSV, XLSX, VCF, EML or JSON"))
    add(
        "--kind",
        choices=tuple(_KINDS),
        help=_("requests, a cold list, signals, a call list, daily numbers of advertising"),
    )
    add("--channel", metavar="C", help=_("how they came; `leaddesk do --list` names the channels"))
    add("--campaign", default="", metavar="X", help=_("the campaign of them all"))
    add("--owner", metavar="U", help=_("whose leads they become"))
    add("--map", type=Path, metavar="MAP.json", help=_("a JSON object: name of a column to field or null"))
    add("--encoding", metavar="E", help=_("utf-8, cp1251 ...; found out where it is not said"))
    add(
        "--me",
        action="append",
        default=[],
        metavar="NAME",
        help=_("our own name or address in chats and letters"),
    )
    by = _("a row with a known id, e-mail or phone brings its lead up to date")
    add("--update-by", choices=KEYS, help=by)
    set_of = _("the files are one export of another system (leads, contacts, companies, deals, notes, tasks)")
    add("--move-in", action="store_true", help=set_of)
    add("--dry-run", action="store_true", help=_("only say what would become of each row"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Import each file in turn."""
    results = []
    lines: list[str] = []
    with open_desk(options.opening) as desk, stoppable() as stopped:
        wishes = _wishes(options, desk)
        if options.move_in:
            return _move_in(options, desk, wishes[0].options, terminal, stopped)
        for wish in wishes:
            meter = terminal.progress(_("Import"))
            importer = Importer(desk, wish, row_reason)
            done = importer.rehearse(meter) if options.dry_run else importer.run(meter, stopped.is_set)
            meter.close()
            results.append(as_json(done, fates=options.dry_run))
            lines += _lines(done)
            if done.cancelled:
                terminal.say(_("Cancelled: nothing of this file was kept."))
                return 1
    terminal.result(results[0] if len(results) == 1 else results, lines)
    return 0


def _move_in(
    options: argparse.Namespace, desk: Desk, reading: Options, terminal: Terminal, stopped: threading.Event
) -> int:
    """All files, or those of a folder, as one step."""
    paths = [one for path in options.files for one in (sorted(path.iterdir()) if path.is_dir() else [path])]
    done = MovingIn(desk, [one for one in paths if one.is_file()], reading, options.campaign).run(
        dry=options.dry_run, cancelled=stopped.is_set
    )
    told: dict[str, Any] = {"import_id": done.import_id or None}
    told |= {fate: done.counts[fate] for fate in _FATES}
    files = [{"file": name, "kind": kind, "rows": rows} for name, kind, rows in done.files]
    told |= {"rows": sum(rows for _, _, rows in done.files), "files": files, "unlinked": done.unlinked}
    counts = ", ".join(f"{name_of('fate', fate)} {number(done.counts[fate])}" for fate in _FATES)
    lines = [f"{name}: {number(rows)}" for name, _, rows in done.files] + [counts]
    if done.import_id:
        lines.append(_("To take it back: leaddesk revert {tx}").format(tx=done.import_id))
    terminal.result(told | {"seconds": done.seconds}, lines)
    return 0


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Ctrl+C stops the import between two short transactions, so that it can be taken back whole."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _wishes(options: argparse.Namespace, desk: Desk) -> list[Wish]:
    typing = typing_of(desk)
    settings = desk.ask(Defined()).settings
    channel = Parameter("channel", "text", "", False, False, "channels")
    owner = Parameter("owner", "text", None, False, True, "users")
    told = Told(
        kind=_KINDS.get(options.kind, ""),
        channel=read_value(options.channel, channel, typing) if options.channel else "",
        campaign=options.campaign,
        owner=read_value(options.owner, owner, typing) if options.owner else None,
    )
    columns = column_map(options.map) if options.map else None
    reading = Options(
        encoding=options.encoding,
        columns=columns,
        header=True if columns and not all(map(_UNNAMED.fullmatch, columns)) else None,
        country=str(settings.get("country", "")) or None,
        zone=str(settings.get("zone", "UTC")),
        kind=options.kind or "",
        remembered=desk.mappings.all() if desk.mappings else {},
        own=frozenset(one.casefold() for one in options.me),
    )
    return [
        Wish(path, reading, told, None, options.dry_run, options.update_by or "") for path in options.files
    ]


def column_map(path: Path) -> Mapping[str, str | None]:
    """The map of columns from a JSON file; raises Refused where it is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise Refused("intake.map_unreadable", name=path.name, why=str(fault)) from fault
    if not isinstance(told, dict) or {type(value) for value in told.values()} - {str, type(None)}:
        raise Refused("intake.map_unreadable", name=path.name, why='{"header": "field"}')
    return told


def row_reason(row: Rejected) -> str:
    """Why a row was rejected, in words."""
    return say(row.reason, row.said)


def as_json(done: Report, *, fates: bool) -> dict[str, Any]:
    """The result of an import in the shape of CLI.md."""
    told: dict[str, Any] = {"import_id": done.import_id or None, "rows": done.rows}
    told |= {fate: done.counts[fate] for fate in _FATES}
    told |= {"waiting": done.counts["waiting"]} if done.counts["waiting"] else {}
    told |= {
        "encoding": done.head.encoding,
        "delimiter": done.head.delimiter,
        "mapping": done.head.mapping.as_json(),
        "kind": done.kind,
        "rejects_file": None if done.rejects_file is None else str(done.rejects_file),
        "seconds": done.seconds,
    }
    if fates:
        told["fates"] = [_fate_json(one) for one in done.fates]
    return told


def _fate_json(one: RowFate) -> dict[str, Any]:
    """A row of a rehearsal; a lead that would be made has no id yet."""
    known = one.lead_id if one.fate in ("updated", "duplicate") else None
    return {"row": one.row, "fate": one.fate, "reason": reason(one), "lead_id": known}


def reason(one: RowFate) -> str:
    """Why a row has its fate, in words."""
    return say(one.reason) if one.fate == "rejected" else name_of("fate_reason", one.reason)


def _shown(done: Report) -> tuple[str, ...]:
    """Fates that are named: signals may wait for their lead as well."""
    return (*_FATES, "waiting") if done.counts["waiting"] else _FATES


def _lines(done: Report) -> Iterator[str]:
    counts = ", ".join(f"{name_of('fate', fate)} {number(done.counts[fate])}" for fate in _shown(done))
    yield _("{file}: rows {rows}; {counts}; {seconds} s").format(
        file=done.head.name, rows=number(done.rows), counts=counts, seconds=done.seconds
    )
    if done.import_id:
        yield _("To take it back: leaddesk revert {tx}").format(tx=done.import_id)
    if done.rejects_file is not None:
        yield _("Rejected rows are in {file}").format(file=done.rejects_file)
    for one in done.fates[:_SHOWN]:
        yield f"  {one.row}  {name_of('fate', one.fate)}  {reason(one)}"

"""`leaddesk export`: everything out, safe to open in a spreadsheet, and readable by import again."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Defined
from leaddesk.app.compose import open_desk
from leaddesk.app.exporting import COLUMNS, Exporter
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import without_minus
from leaddesk.domain.refusals import BaseRefused, Refused
from leaddesk.domain.roles import check_right
from leaddesk.intake.export_rows import Written, write_csv, write_xlsx
from leaddesk.intake.export_vcards import write_vcards
from leaddesk.texts import _
from leaddesk.texts.formats import number

_FORMATS = ("csv", "xlsx", "vcf")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `export`."""
    add = parser.add_argument
    add("target", type=Path, metavar="FILE|DIR", help=_("a file for one part, a folder for several"))
    add("query", nargs="*", metavar=_("QUERY"), help=_("only leads that this search finds"))
    add("--what", default="", metavar="A,B", help=_("parts: {parts}").format(parts=", ".join(COLUMNS)))
    add("--format", choices=_FORMATS, help=_("else by the ending of FILE"))
    add("--raw", action="store_true", help=_("without the mark before cells that look like formulas"))
    add("--force", action="store_true", help=_("overwrite what stands there"))


own_words = without_minus


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Write the parts asked for: one file each."""
    parts = _parts(options)
    paths = _paths(options, parts)
    for path in paths.values():
        if path.exists() and not options.force:
            raise BaseRefused("export.exists", path=str(path))
    with open_desk(options.opening) as desk:
        _check(desk)
        exporter = Exporter(desk, " ".join(options.query).strip())
        written = [_write(exporter, part, path, raw=options.raw) for part, path in paths.items()]
    rows = sum(one.rows for one in written)
    lines = [_("{file}: {rows} rows").format(file=one.path, rows=number(one.rows)) for one in written]
    terminal.result({"files": [str(one.path) for one in written], "rows": rows}, lines)
    return 0


def _check(desk: Desk) -> None:
    """What leaves the base needs the right to it, as every action does."""
    check_right("export", desk.session.user.roles, desk.ask(Defined()).roles)


def _parts(options: argparse.Namespace) -> list[str]:
    parts = [part.strip() for part in options.what.split(",") if part.strip()]
    for part in parts:
        if part not in COLUMNS:
            raise Refused("export.no_such_part", part=part, known=", ".join(COLUMNS))
    return parts or (["leads"] if options.target.suffix else list(COLUMNS))


def _paths(options: argparse.Namespace, parts: Sequence[str]) -> dict[str, Path]:
    """One part goes to the file itself; several to files of their names in a folder."""
    target: Path = options.target
    ending = options.format or target.suffix.lower().removeprefix(".")
    if target.suffix and len(parts) == 1 and not target.is_dir():
        if ending not in _FORMATS:
            raise Refused("export.no_such_part", part=target.suffix, known=", ".join(_FORMATS))
        return {parts[0]: target}
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refused("export.cannot_write", path=str(target), reason=fault.strerror) from fault
    return {part: target / f"{part}.{options.format or 'csv'}" for part in parts}


def _write(exporter: Exporter, part: str, path: Path, *, raw: bool) -> Written:
    ending = path.suffix.lower()
    if ending == ".vcf":
        return write_vcards(path, exporter.rows(part))
    columns = exporter.columns(part)
    if ending == ".xlsx":
        return write_xlsx(path, columns, exporter.rows(part), sheet=part)
    return write_csv(path, columns, exporter.rows(part), raw=raw)

"""`leaddesk scan`: business cards and badges become fields, and leads where they are saved."""

import argparse
from pathlib import Path
from typing import Any

from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Defined, People
from leaddesk.app.compose import open_desk, recogniser
from leaddesk.app.drafts import Reader, Told
from leaddesk.cli.terminal import Terminal
from leaddesk.intake.card_reading import CardReading, as_json, to_draft
from leaddesk.texts import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `scan`."""
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help=_("JPEG, PNG, WebP or TIFF"))
    parser.add_argument("--save", action="store_true", help=_("make a lead of each card"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Read each picture, and save where asked."""
    readings: list[CardReading] = []
    reader = recogniser()
    try:
        readings = [reader.read(str(path)) for path in options.images]
    finally:
        reader.close()
    told: list[dict[str, Any]] = [dict(as_json(reading)) for reading in readings]
    if options.save:
        with open_desk(options.opening) as desk:
            for one, reading in zip(told, readings, strict=True):
                one["lead_id"] = _save(desk, reading)
    terminal.result(told, [line for one in told for line in _lines(one)])
    return 0


def _save(desk: Desk, reading: CardReading) -> str | None:
    """The lead of a card: a new one, or the one that the same card is already."""
    users = desk.ask(People())
    reader = Reader(Told("request", "card"), desk.ask(Defined()), users)
    change = desk.do(Capture(reader.read(to_draft(reading))))
    return next(iter(change.ids), None)


def _lines(one: dict[str, Any]) -> list[str]:
    lines = [str(one["image"])]
    for key, value in one.items():
        if key not in ("image", "boxes", "confidence", "seconds") and value:
            mark = "?" if key in one["low_confidence"] else " "
            lines.append(f" {mark} {key}: {_words(value)}")
    return lines


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    return str(value["number"]) if isinstance(value, dict) and "number" in value else str(value)

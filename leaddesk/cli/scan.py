"""`leaddesk scan`: business cards and badges become fields, and leads where they are saved."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk
from leaddesk.actions.files import PICTURES
from leaddesk.actions.questions import Defined, People
from leaddesk.app.compose import open_desk
from leaddesk.app.drafts import Reader, Told
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.card_evidence import card_evidence, regions_of
from leaddesk.intake.badges import Visitors
from leaddesk.intake.card_child import CardChild
from leaddesk.intake.card_reading import CardReading, as_json, both_sides, to_draft, with_visitor
from leaddesk.intake.draft import Draft
from leaddesk.intake.files import open_file
from leaddesk.texts import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `scan`."""
    add = parser.add_argument
    add("images", nargs="+", type=Path, metavar="IMAGE", help=_("JPEG, PNG, WebP, HEIC, PDF, or a folder"))
    add("--save", action="store_true", help=_("make a lead of each card"))
    add("--two-sided", action="store_true", help=_("pictures are fronts and backs by turns"))
    add("--visitors", type=Path, metavar="FILE", help=_("the organiser's list, for badges with a number"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Read each picture, and save where asked."""
    visitors = _visitors(options.visitors)
    reader = CardChild()
    try:
        read = [(path, one) for path in _pictures(options.images) for one in reader.read_all(str(path))]
    finally:
        reader.close()
    paths, readings = [path for path, _one in read], [one for _path, one in read]
    if options.two_sided:
        readings = [both_sides(*pair) if len(pair) == 2 else pair[0] for pair in _pairs(readings)]
        paths = paths[::2]
    found = [(one, visitors.find(one.codes)) for one in readings]
    readings = [one if visitor is None else with_visitor(one, visitor) for one, visitor in found]
    told: list[dict[str, Any]] = [dict(as_json(reading)) for reading in readings]
    if options.save:
        with open_desk(options.opening) as desk:
            for one, path, reading in zip(told, paths, readings, strict=True):
                one["lead_id"] = _save(desk, path, reading)
    terminal.result(told, [line for one in told for line in _lines(one)])
    return 0


def _pictures(paths: list[Path]) -> Iterator[Path]:
    """The pictures told, and of a folder those in it by name; what is no picture there is passed over."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.suffix.lower() in PICTURES)
        else:
            yield path


def _pairs(readings: list[CardReading]) -> Iterator[list[CardReading]]:
    return (readings[at : at + 2] for at in range(0, len(readings), 2))


def _visitors(path: Path | None) -> Visitors:
    if path is None:
        return Visitors(())
    with open_file(path) as source:
        return Visitors(one for one in source if isinstance(one, Draft))


def _save(desk: Desk, path: Path, reading: CardReading) -> str | None:
    """The lead of a card, its picture kept as evidence: a new one, or the one that it is already."""
    users = desk.ask(People())
    arrival = Reader(Told("request", "card"), desk.ask(Defined()), users).read(to_draft(reading))
    if desk.attachments is not None:
        picture = desk.attachments.put(path.read_bytes())
        regions = regions_of((fact.key, fact.box) for fact in reading.facts)
        arrival = replace(arrival, extra={**arrival.extra, **card_evidence(picture, regions)})
    change = desk.do(Capture(arrival))
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

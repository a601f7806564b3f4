"""A picture of a card or a badge becomes fields with confidence and boxes; a code beats the print."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from leaddesk.intake.badges import facts_of_badge
from leaddesk.intake.card_codes import facts_of, find_codes
from leaddesk.intake.card_facts import TEXTS, Placed, facts_in, lines_in
from leaddesk.intake.card_fields import Field, Fields, fields_of, with_code
from leaddesk.intake.card_lines import ReadLine, read_lines
from leaddesk.intake.card_page import lay_flat
from leaddesk.intake.card_picture import LONGEST_SIDE, Picture, open_pictures
from leaddesk.intake.card_reading import FIELDS, LOW, Box, CardPhone, CardReading, as_json, to_draft
from leaddesk.intake.card_region import Kept, Seen, Spot, name_of
from leaddesk.intake.card_several import spots_of
from leaddesk.intake.card_text import Engines

__all__ = ["FIELDS", "LOW", "CardPhone", "CardReading", "as_json", "scan", "scan_all", "to_draft"]

SHARPEST = 6000
"""Pixels of the long side of a page whose cards are cut out: a sheet of A4 at 500 dpi."""


def scan(path: Path | str, engines: Engines | None = None) -> CardReading:
    """The first card of a file; see `scan_all`."""
    return next(scan_all(path, engines))


def scan_all(
    path: Path | str, engines: Engines | None = None, seen: Seen | None = None
) -> Iterator[CardReading]:
    """Read every card of a picture or a PDF, one after another; `engines` stay warm where they are given.

    `seen` keeps the flat pages, so that a region of a card can be read again.

    Raises PictureRefused for a picture that is none, is too large or moves (S7), and where the data of a
    language is not installed. Runs untrusted pictures in this process: the program itself goes through
    `card_child`.
    """
    path = Path(path)
    own = engines or Engines()
    name = name_of(path) if seen is not None else ""
    try:
        begun = time.perf_counter()
        for part, picture in enumerate(_cards(path), 1):
            read, kept = _read(path.name, picture, own)
            if seen is not None:
                seen.keep(name, part, kept)
            yield replace(read, part=part, seconds=round(time.perf_counter() - begun, 3))
            begun = time.perf_counter()
    finally:
        if engines is None:
            own.close()


def _cards(path: Path) -> Iterator[Picture]:
    """The pages of a file, and of a page with several cards each card by itself, from sharper pixels."""
    for page, picture in enumerate(open_pictures(path)):
        spots = spots_of(picture.pixels)
        if not spots:
            yield picture
            continue
        largest = max(max(right - left, bottom - top) for left, top, right, bottom in spots)
        sharp = open_pictures(path, min(SHARPEST, round(LONGEST_SIDE / largest)))[page]
        height, width = sharp.pixels.shape[:2]
        for left, top, right, bottom in spots:
            x, y = round(left * width), round(top * height)
            pixels = sharp.pixels[y : round(bottom * height), x : round(right * width)]
            yield replace(sharp, pixels=pixels, corner=(x, y), shown=picture.shown)


def _read(name: str, picture: Picture, engines: Engines) -> tuple[CardReading, Kept]:
    codes = find_codes(picture.pixels)
    square = [code for code in codes if code.square]
    page = lay_flat(picture, square, engines)
    lines, language = read_lines(page, engines, " ".join(code.text for code in codes))
    told = (facts_of(code) or facts_of_badge(code) for code in codes)
    facts = next((found for found in told if found), None)
    fields = fields_of(lines, language, facts)
    if facts:
        fields = with_code(fields, facts)
    spot = Spot(page, picture.corner, picture.scale)
    coded = spot.around(facts.corners) if facts is not None and facts.corners is not None else None

    def placed(found: Sequence[ReadLine]) -> Box | None:
        return spot.of(found) or coded

    reading = replace(
        _reading(name, fields, _boxes(fields, placed)),
        codes=tuple(code.text for code in codes),
        shown=picture.shown,
        shown_scale=picture.shown_scale,
        facts=facts_in(fields, placed),
        lines=lines_in(lines, spot.of),
    )
    return reading, Kept(spot.light(), tuple(lines), language, fields.country.value)


def _reading(name: str, fields: Fields, boxes: dict[str, Box]) -> CardReading:
    sure = {
        **{
            key: getattr(fields, key).sure
            for key in ("full_name", "job_title", "company", "website", "address")
        },
        "emails": min((mail.sure for mail in fields.emails), default=0.85),
        "phones": min((phone.sure for _, phone in fields.phones), default=0.85),
        "country": fields.country.sure,
        "language": 0.95,
    }
    sure = {key: round(max(0.0, min(1.0, value)), 2) for key, value in sure.items()}
    return CardReading(
        image=name,
        full_name=fields.full_name.value,
        job_title=fields.job_title.value,
        company=fields.company.value,
        emails=tuple(mail.value for mail in fields.emails),
        phones=tuple(CardPhone(phone.value, kind) for kind, phone in fields.phones),
        website=fields.website.value,
        address=fields.address.value,
        country=fields.country.value,
        language=fields.language,
        confidence=sure,
        low_confidence=tuple(key for key in FIELDS if sure[key] < LOW),
        boxes=boxes,
    )


def _boxes(fields: Fields, placed: Placed) -> dict[str, Box]:
    """Where each field stands in the file's own pixels, around all its values."""
    found: dict[str, list[Field]] = {
        **{key: [getattr(fields, key)] for key in TEXTS},
        "emails": list(fields.emails),
        "phones": [phone for _, phone in fields.phones],
    }
    boxes = {}
    for key, parts in found.items():
        spots = [box for part in parts if part.value and (box := placed(part.lines))]
        if spots:
            left, top = min(box[0] for box in spots), min(box[1] for box in spots)
            right, bottom = max(box[0] + box[2] for box in spots), max(box[1] + box[3] for box in spots)
            boxes[key] = (left, top, right - left, bottom - top)
    return boxes

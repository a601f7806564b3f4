"""A picture of a card or a badge becomes fields with confidence and boxes; a code beats the print."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from leaddesk.intake.badges import facts_of_badge
from leaddesk.intake.card_codes import CodeFacts, facts_of, find_codes
from leaddesk.intake.card_fields import Field, Fields, fields_of, with_code
from leaddesk.intake.card_lines import read_lines
from leaddesk.intake.card_page import Page, lay_flat
from leaddesk.intake.card_picture import LONGEST_SIDE, Picture, open_pictures
from leaddesk.intake.card_reading import FIELDS, LOW, CardPhone, CardReading, as_json, to_draft
from leaddesk.intake.card_several import spots_of
from leaddesk.intake.card_text import Engines

__all__ = ["FIELDS", "LOW", "CardPhone", "CardReading", "as_json", "scan", "scan_all", "to_draft"]

SHARPEST = 6000
"""Pixels of the long side of a page whose cards are cut out: a sheet of A4 at 500 dpi."""


def scan(path: Path | str, engines: Engines | None = None) -> CardReading:
    """The first card of a file; see `scan_all`."""
    return next(scan_all(path, engines))


def scan_all(path: Path | str, engines: Engines | None = None) -> Iterator[CardReading]:
    """Read every card of a picture or a PDF, one after another; `engines` stay warm where they are given.

    Raises PictureRefused for a picture that is none, is too large or moves (S7), and where the data of a
    language is not installed. Runs untrusted pictures in this process: the program itself goes through
    `card_child`.
    """
    path = Path(path)
    own = engines or Engines()
    try:
        begun = time.perf_counter()
        for part, picture in enumerate(_cards(path), 1):
            read = replace(_read(path.name, picture, own), part=part)
            yield replace(read, seconds=round(time.perf_counter() - begun, 3))
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


def _read(name: str, picture: Picture, engines: Engines) -> CardReading:
    codes = find_codes(picture.pixels)
    square = [code for code in codes if code.square]
    page = lay_flat(picture, square, engines)
    lines, language = read_lines(page, engines, " ".join(code.text for code in codes))
    told = (facts_of(code) or facts_of_badge(code) for code in codes)
    facts = next((found for found in told if found), None)
    fields = fields_of(lines, language, facts)
    if facts:
        fields = with_code(fields, facts)
    reading = _reading(name, fields, _boxes(fields, page, picture, facts))
    scale = picture.shown_scale
    texts = tuple(code.text for code in codes)
    return replace(reading, codes=texts, shown=picture.shown, shown_scale=scale)


def _reading(name: str, fields: Fields, boxes: dict[str, tuple[int, int, int, int]]) -> CardReading:
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


def _boxes(
    fields: Fields, page: Page, picture: Picture, facts: CodeFacts | None
) -> dict[str, tuple[int, int, int, int]]:
    """Where each field stands in the file's own pixels; the first line of several."""
    found: dict[str, list[Field]] = {
        **{
            key: [getattr(fields, key)] for key in ("full_name", "job_title", "company", "website", "address")
        },
        "emails": list(fields.emails),
        "phones": [phone for _, phone in fields.phones],
    }
    boxes = {}
    for key, parts in found.items():
        corners = [page.in_picture(line.line.box) for part in parts for line in part.lines]
        if not corners and facts is not None and facts.corners is not None and parts and parts[0].value:
            low, high = facts.corners.min(axis=0), facts.corners.max(axis=0)
            corners = [(float(low[0]), float(low[1]), float(high[0]), float(high[1]))]
        if corners:
            left, top = min(c[0] for c in corners), min(c[1] for c in corners)
            right, bottom = max(c[2] for c in corners), max(c[3] for c in corners)
            spot = (left + picture.corner[0], top + picture.corner[1], right - left, bottom - top)
            boxes[key] = tuple(round(v * picture.scale) for v in spot)
    return {key: (b[0], b[1], b[2], b[3]) for key, b in boxes.items()}

"""A picture of a card or a badge becomes fields with confidence and boxes; a code beats the print."""

import time
from dataclasses import replace
from pathlib import Path

from leaddesk.intake.card_codes import CodeFacts, facts_of, find_codes
from leaddesk.intake.card_fields import Field, Fields, fields_of, with_code
from leaddesk.intake.card_lines import read_lines
from leaddesk.intake.card_page import Page, lay_flat
from leaddesk.intake.card_picture import Picture, open_picture
from leaddesk.intake.card_reading import FIELDS, LOW, CardPhone, CardReading, as_json, to_draft
from leaddesk.intake.card_text import Engines

__all__ = ["FIELDS", "LOW", "CardPhone", "CardReading", "as_json", "scan", "to_draft"]


def scan(path: Path | str, engines: Engines | None = None) -> CardReading:
    """Read one picture; `engines` stay warm for the next one where they are given.

    Raises PictureRefused for a picture that is none, is too large or moves (S7), and where the data of a
    language is not installed. Runs untrusted pictures in this process: the program itself goes through
    `card_child`.
    """
    begun = time.perf_counter()
    path = Path(path)
    own = engines or Engines()
    try:
        picture = open_picture(path)
        codes = find_codes(picture.pixels)
        page = lay_flat(picture, codes, own)
        lines, language = read_lines(page, own, " ".join(code.text for code in codes))
    finally:
        if engines is None:
            own.close()
    facts = next((f for code in codes if (f := facts_of(code))), None)
    fields = fields_of(lines, language, facts)
    if facts:
        fields = with_code(fields, facts)
    reading = _reading(path.name, fields, _boxes(fields, page, picture, facts))
    return replace(reading, seconds=round(time.perf_counter() - begun, 3))


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
            spot = (left, top, right - left, bottom - top)
            boxes[key] = tuple(round(v * picture.scale) for v in spot)
    return {key: (b[0], b[1], b[2], b[3]) for key, b in boxes.items()}

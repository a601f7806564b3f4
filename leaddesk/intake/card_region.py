"""A region of a card that a person points at, read again: the flat page is kept, so that it takes no scan."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leaddesk.intake.card_ink import Box as Corners
from leaddesk.intake.card_ink import text_lines
from leaddesk.intake.card_lines import ReadLine, read_piece
from leaddesk.intake.card_net import emails_in, sites_in
from leaddesk.intake.card_page import Page
from leaddesk.intake.card_phones import find_phones
from leaddesk.intake.card_reading import Box, CardFact
from leaddesk.intake.card_text import Engines

MOST_KEPT = 24
"""Pages of at most 2000 pixels a side, a byte a pixel: under 100 MB."""
_POINT = 6  # pixels of the file: a smaller drag is a click
_LEAST_SURE = 0.3
_LEAST_CONTRAST = 24  # grey levels of 256 between paper and ink: below it there is only paper
_WHOLE = 0.85  # of a line within the region: the person meant the line


@dataclass(frozen=True)
class Spot:
    """Where the page of a card lies in its file."""

    page: Page
    corner: tuple[int, int]
    scale: float

    def of(self, lines: Sequence[ReadLine]) -> Box | None:
        """The box around lines, in pixels of the file."""
        boxes = [self.page.in_picture(line.line.box) for line in lines]
        if not boxes:
            return None
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
        return self._in_file(left, top, right, bottom)

    def around(self, corners: npt.NDArray[np.float64]) -> Box:
        """The box around points of the decoded picture, such as the corners of a code."""
        low, high = corners.min(axis=0), corners.max(axis=0)
        return self._in_file(float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def on_page(self, box: Box) -> Corners:
        """A box of the file as left, top, right, bottom on the flat page."""
        left, top, wide, high = (side / self.scale for side in box)
        left, top = left - self.corner[0], top - self.corner[1]
        ring = [[left, top], [left + wide, top], [left + wide, top + high], [left, top + high]]
        lifted = np.c_[np.array(ring), np.ones(4)] @ np.linalg.inv(self.page.matrix).T
        flat = lifted[:, :2] / lifted[:, 2:]
        low, high_ = flat.min(axis=0), flat.max(axis=0)
        return round(float(low[0])), round(float(low[1])), round(float(high_[0])), round(float(high_[1]))

    def light(self) -> "Spot":
        """The same with its page in a quarter of the memory."""
        return replace(self, page=replace(self.page, pixels=self.page.pixels.astype(np.uint8)))

    def _in_file(self, left: float, top: float, right: float, bottom: float) -> Box:
        x, y = left + self.corner[0], top + self.corner[1]
        sides = (x * self.scale, y * self.scale, (right - left) * self.scale, (bottom - top) * self.scale)
        return round(sides[0]), round(sides[1]), round(sides[2]), round(sides[3])


@dataclass(frozen=True)
class Kept:
    """What stays of a card that was read."""

    spot: Spot
    lines: tuple[ReadLine, ...]
    language: str
    country: str


def name_of(path: Path | str) -> str:
    """What a file is known by: the sha256 of its bytes; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


class Seen:
    """The pages of the cards that were read last, by name of their file and part."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], Kept] = OrderedDict()

    def keep(self, name: str, part: int, kept: Kept) -> None:
        """Keep a page; the oldest one goes."""
        self._kept[name, part] = kept
        self._kept.move_to_end((name, part))
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def find(self, name: str, part: int) -> Kept | None:
        """The page of a card, where it is still here."""
        return self._kept.get((name, part))


def read_region(kept: Kept, box: Box, key: str, engines: Engines) -> CardFact:
    """What stands in a region as the value of a field; a click is a region of no size. No text: nothing."""
    point = max(box[2], box[3]) < _POINT * max(1.0, kept.spot.scale)
    found = _pointed(kept, box) if point else _enclosed(kept, box, engines)
    text, sure = _value(found, key, kept.country)
    return CardFact(key, text, round(sure, 2), "", kept.spot.of(found) or (None if point else box))


def _pointed(kept: Kept, box: Box) -> list[ReadLine]:
    """The line under a point, else the nearest within half its height."""
    left, top, _right, _bottom = kept.spot.on_page(box)

    def away(line: ReadLine) -> float:
        x, y, right, bottom = line.line.box
        return float(max(x - left, left - right, 0) + max(y - top, top - bottom, 0))

    nearest = min(kept.lines, key=away, default=None)
    return [nearest] if nearest is not None and away(nearest) <= 0.5 * nearest.line.height else []


def _enclosed(kept: Kept, box: Box, engines: Engines) -> list[ReadLine]:
    """Lines in the region, cut to it; print that was no line before is looked for anew."""
    page = kept.spot.page
    high, wide = page.pixels.shape
    left, top, right, bottom = kept.spot.on_page(box)
    left, top, right, bottom = max(0, left), max(0, top), min(wide, right), min(high, bottom)
    if right - left < 8 or bottom - top < 8:
        return []
    inside = [line for line in kept.lines if _within(line.line.box, (left, top, right, bottom))]
    if inside:
        return [_cut(line, left, right, kept, engines) for line in inside]
    part = page.pixels[top:bottom, left:right].astype(np.float32)
    fresh = [
        (b[0] + left, b[1] + top, b[2] + left, b[3] + top) for b in (one.box for one in text_lines(part))
    ]
    if not fresh and np.ptp(part) < _LEAST_CONTRAST:
        return []
    pieces = fresh or [(left, top, right, bottom)]
    read = [read_piece(page, piece, engines, kept.language) for piece in pieces]
    return [line for line in read if line.sure >= _LEAST_SURE and any(c.isalnum() for c in line.text)]


def _within(line: Corners, region: Corners) -> bool:
    middle = (line[1] + line[3]) / 2
    shared = min(line[2], region[2]) - max(line[0], region[0])
    return region[1] <= middle <= region[3] and shared > 0.5 * (line[3] - line[1])


def _cut(line: ReadLine, left: int, right: int, kept: Kept, engines: Engines) -> ReadLine:
    x, y, end, bottom = line.line.box
    if min(end, right) - max(x, left) >= _WHOLE * (end - x):
        return line
    return read_piece(kept.spot.page, (max(x, left), y, min(end, right), bottom), engines, kept.language)


def _value(found: list[ReadLine], key: str, country: str) -> tuple[str, float]:
    """The text as its field takes it: the address out of its line, the number as E.164."""
    if not found:
        return "", 0.0
    sure = min(line.sure for line in found)
    if key == "email" and (mails := emails_in(found)):
        return mails[0].value, mails[0].sure
    if key == "website" and (sites := sites_in(found)):
        return sites[0].value, sites[0].sure
    if key == "phone" and (phones := find_phones(found, country or None)):
        return phones[0].normal, phones[0].sure
    # a cut goes through strokes of the sign beside it: they are read as bars and dots
    return re.sub(r"^[^\w«„“\"(+]+|[|¦]+$", "", " ".join(line.text for line in found)).strip(), sure

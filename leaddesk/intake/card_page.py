"""The card as a page: flat, upright, clean, with its lines of print and the way back to the picture."""

from dataclasses import dataclass

import numpy as np

from leaddesk.intake.card_codes import Code
from leaddesk.intake.card_ink import Box, Line, clean, text_lines
from leaddesk.intake.card_outline import Floats, Points, find_outline, flatten
from leaddesk.intake.card_picture import Picture, Pixels
from leaddesk.intake.card_text import Engines

_SURE_SLOPE = 0.005  # a third of a degree: below it the recogniser does not care
_SURE_OUTLINE = 0.95
_SMOOTH = 7.0  # grey levels along the picture's rim
_MOST_LINES = 60
_PROBES = 3  # lines read upside down before the card is turned


@dataclass(frozen=True)
class Page:
    """A clean page; `matrix` (3, 3) takes its pixels to pixels of the picture."""

    pixels: Pixels
    lines: tuple[Line, ...]
    matrix: Floats

    def in_picture(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom around `box` in picture pixels."""
        left, top, right, bottom = box
        spots = _mapped(self.matrix, [[left, top], [right, top], [right, bottom], [left, bottom]])
        low, high = spots.min(axis=0), spots.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _mapped(matrix: Floats, spots: list[list[float]] | Floats) -> Floats:
    lifted = np.c_[np.asarray(spots, np.float64), np.ones(len(spots))] @ matrix.T
    return np.asarray(lifted[:, :2] / lifted[:, 2:], np.float64)


def lay_flat(picture: Picture, codes: list[Code], engines: Engines) -> Page:
    """Outline, flatten, turn (by a code, else by reading) and clean the card of the picture."""
    held = np.concatenate([code.corners for code in codes]) if codes else None
    outline = find_outline(picture.pixels, held)
    whole = _whole(picture.pixels)
    corners = whole if outline is None else outline.corners
    if outline and outline.sureness < _SURE_OUTLINE and _cuts_text(picture.pixels, outline.corners):
        corners = whole
    if codes:
        page = _page(picture.pixels, _turned_by_code(corners, codes[0]), codes)
        return _straightened(picture.pixels, page, codes)
    page = _along_lines(_page(picture.pixels, corners, codes))
    return _head_up(_straightened(picture.pixels, page, codes), engines)


def _whole(pixels: Pixels) -> Points:
    height, width = pixels.shape[:2]
    return np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float64)


def _cuts_text(pixels: Pixels, corners: Points) -> bool:
    """True where the table is smooth (a scanner's lid) and print stands outside of the outline."""
    rim = max(4, min(pixels.shape[:2]) // 40)
    edges = [
        pixels[:rim],
        pixels[-rim:],
        pixels[:, :rim].transpose(1, 0, 2),
        pixels[:, -rim:].transpose(1, 0, 2),
    ]
    along = np.concatenate([edge.mean(axis=(0, 2)) for edge in edges])
    if float(np.std(along)) > _SMOOTH:
        return False
    page = _page(pixels, _whole(pixels), [])
    if _lineness(page.lines) < _lineness(other := text_lines(np.ascontiguousarray(np.rot90(page.pixels)))):
        page = _quarter(page, 1, other)
    low, high = corners.min(axis=0), corners.max(axis=0)
    out = [line for line in page.lines if not _within(page.in_picture(line.box), low, high)]
    return _lineness(out) > 0.12 * _lineness(page.lines)


def _within(box: tuple[float, float, float, float], low: Floats, high: Floats) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = low[0] <= x <= high[0] and low[1] <= y <= high[1]
    return bool(inside and min(box[2], high[0]) - max(box[0], low[0]) > 0.9 * (box[2] - box[0]))


def _page(pixels: Pixels, corners: Points, codes: list[Code]) -> Page:
    flat, matrix = flatten(pixels, corners)
    page = clean(flat)
    return Page(page, _foremost(text_lines(page, _code_boxes(matrix, codes))), matrix)


def _foremost(lines: list[Line]) -> tuple[Line, ...]:
    """The lines that look most like print, where a cloth or a table gives hundreds: no card has so many."""
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    ranked = sorted(lines, key=lambda line: -min(line.box[2] - line.box[0], 12 * line.height))
    kept = {id(line) for line in ranked[:_MOST_LINES]}
    return tuple(line for line in lines if id(line) in kept)


def _code_boxes(matrix: Floats, codes: list[Code]) -> tuple[Box, ...]:
    boxes = []
    for code in codes:
        spots = _mapped(np.linalg.inv(matrix).astype(np.float64), code.corners)
        margin = 0.08 * float(np.ptp(spots[:, 0]))
        low, high = spots.min(axis=0) - margin, spots.max(axis=0) + margin
        boxes.append((int(low[0]), int(low[1]), int(high[0]), int(high[1])))
    return tuple(boxes)


def _turned_by_code(corners: Points, code: Code) -> Points:
    """The corner order whose upper side runs as the code's: codes are printed upright."""
    up = code.corners[1] - code.corners[0]
    sides = np.roll(corners, -1, axis=0) - corners
    along = (sides @ up) / (np.hypot(sides[:, 0], sides[:, 1]) + 1e-9)
    return np.asarray(np.roll(corners, -int(np.argmax(along)), axis=0), np.float64)


def _quarter(page: Page, turns: int, lines: list[Line] | tuple[Line, ...]) -> Page:
    """The page turned by quarters against the clock; `lines` are already those of the turned page."""
    height, width = page.pixels.shape
    back = {
        1: np.array([[0.0, -1, width - 1], [1, 0, 0], [0, 0, 1]]),
        2: np.array([[-1.0, 0, width - 1], [0, -1, height - 1], [0, 0, 1]]),
    }[turns]
    return Page(np.ascontiguousarray(np.rot90(page.pixels, turns)), tuple(lines), page.matrix @ back)


def _lineness(lines: list[Line] | tuple[Line, ...]) -> float:
    """How much of the page looks like lines of text: long, low boxes."""
    return float(
        sum(min(w, 12 * line.height) for line in lines if (w := line.box[2] - line.box[0]) > 3 * line.height)
    )


def _along_lines(page: Page) -> Page:
    other = text_lines(np.ascontiguousarray(np.rot90(page.pixels)))
    if _lineness(other) > 1.25 * _lineness(page.lines):
        return _quarter(page, 1, _foremost(other))
    return page


def _straightened(pixels: Pixels, page: Page, codes: list[Code]) -> Page:
    """Once more from the picture, turned by the slope that most lines share."""
    slopes = [(line.slope, line.box[2] - line.box[0]) for line in page.lines if line.slope is not None]
    if len(slopes) < 2:
        return page
    slope = float(np.median([s for s, w in slopes for _ in range(w // 100)]))
    if not _SURE_SLOPE < abs(slope) < 0.3:
        return page
    height, width = page.pixels.shape
    middle = np.array([width / 2, height / 2])
    angle = np.arctan(slope)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    ring = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) - middle
    return _page(pixels, _mapped(page.matrix, ring @ turn.T + middle), codes)


def _head_up(page: Page, engines: Engines) -> Page:
    """Read a few lines both ways; upside-down print gives nonsense with little confidence."""
    probes = sorted(page.lines, key=lambda line: -min(line.box[2] - line.box[0], 14 * line.height))[:_PROBES]
    if not probes:
        return page
    height, width = page.pixels.shape
    flipped = np.ascontiguousarray(page.pixels[::-1, ::-1])
    here = there = 0.0
    for line in probes:
        left, top, right, bottom = line.box
        over = (width - right, height - bottom, width - left, height - top)
        here += max(engines.read(page.pixels, line.box, code).sure for code in _probing(engines))
        there += max(engines.read(flipped, over, code).sure for code in _probing(engines))
    if there <= here:
        return page
    return _quarter(page, 2, _foremost(text_lines(flipped)))  # anew: icons stand before the text only now


def _probing(engines: Engines) -> tuple[str, ...]:
    return tuple(code for code in ("en", "uk") if code in engines.languages) or engines.languages[:1]

"""Several cards on one page of a scanner or on one photo: where each lies, so that each is read alone."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from leaddesk.intake.card_picture import Pixels

Spot = tuple[float, float, float, float]
"""Left, top, right, bottom as shares (0..1) of the picture's width and height."""

_WORK = 220  # pixels of the long side while looking for cards
_CALM = 14.0  # grey levels that the rim may vary by: a scanner's lid, a cloth, a table of one colour
_UNLIKE = 16.0  # a card differs from the ground by so many levels in some channel
_LEAST, _MOST = 0.015, 0.6  # shares of the picture that a card among others covers
_FILLED = 0.5  # of its upright box, even where it lies aslant
_LIKE = 2.4  # the largest card is at most so many times the smallest
_MARGIN, _WIDE = 0.03, 0.12
_SMALL = 0.2  # share of the page below which one card is looked at from nearer
MOST_CARDS = 24
Mask = npt.NDArray[np.bool_]


def spots_of(pixels: Pixels) -> list[Spot]:
    """Where the cards lie, from the upper left on; empty where the picture is that of one card, or unclear.

    A page counts as one of several cards only where they lie apart on a calm ground and are alike in size:
    the picture of one card is never cut. One small card on a large page is one spot.
    """
    height, width = pixels.shape[:2]
    factor = max(height, width) / _WORK
    small = Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).resize(
        (max(8, round(width / factor)), max(8, round(height / factor))), Image.Resampling.BOX
    )
    ground = _ground(small)
    if ground is None:
        return []
    mask = _closed(_unlike(small.filter(ImageFilter.MedianFilter(3)), ground))
    boxes = [box for box in _islands(mask) if _card_like(box, mask.shape)]
    areas = [(right - left) * (bottom - top) for (left, top, right, bottom), _filled in boxes]
    if len(boxes) < 2 or len(boxes) > MOST_CARDS or max(areas) > _LIKE * min(areas):
        return _lost_on_page(_unlike(small, ground))
    return sorted((_share(box, mask.shape) for box, _filled in boxes), key=lambda spot: (_row(spot), spot[0]))


def _lost_on_page(ink: Mask) -> list[Spot]:
    """The one spot of all that is no ground, where it is a small part of the page."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return []
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    small = (box[2] - box[0]) * (box[3] - box[1]) < _SMALL * ink.size
    return [_share(box, ink.shape, _WIDE)] if small else []


def _ground(small: Image.Image) -> Pixels | None:
    """The colour of the ground by the rim of the picture; None where it is not calm enough to tell."""
    soft = np.asarray(small, dtype=np.float32)
    rim = np.concatenate([soft[:3].reshape(-1, 3), soft[-3:].reshape(-1, 3), soft[:, :3].reshape(-1, 3)])
    rim = np.concatenate([rim, soft[:, -3:].reshape(-1, 3)])
    ground = np.median(rim, axis=0)
    if float(np.percentile(np.abs(rim - ground).max(axis=1), 90)) > _CALM:
        return None
    return np.asarray(ground, np.float32)


def _unlike(small: Image.Image, ground: Pixels) -> Mask:
    return np.asarray(np.abs(np.asarray(small, np.float32) - ground).max(axis=2) > _UNLIKE, np.bool_)


def _closed(unlike: Mask) -> Mask:
    """Print and specks closed over."""
    spots = Image.fromarray(unlike.astype(np.uint8) * 255)
    closed = spots.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))
    opened = closed.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(5))
    return np.asarray(opened) > 0


Box = tuple[int, int, int, int]


def _islands(mask: Mask) -> list[tuple[Box, int]]:
    """Upright box (left, top, right, bottom) and number of pixels of each connected part."""
    left = mask.copy()
    found = []
    height, width = mask.shape
    for y, x in np.argwhere(mask):
        if not left[y, x]:
            continue
        stack, spots = [(int(y), int(x))], []
        left[y, x] = False
        while stack:
            row, column = stack.pop()
            spots.append((row, column))
            for near in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if 0 <= near[0] < height and 0 <= near[1] < width and left[near]:
                    left[near] = False
                    stack.append(near)
        rows, columns = [s[0] for s in spots], [s[1] for s in spots]
        found.append(((min(columns), min(rows), max(columns) + 1, max(rows) + 1), len(spots)))
    return found


def _card_like(island: tuple[Box, int], shape: tuple[int, ...]) -> bool:
    (left, top, right, bottom), filled = island
    wide, high = right - left, bottom - top
    whole = shape[0] * shape[1]
    longer, shorter = max(wide, high), min(wide, high)
    sized = _LEAST * whole <= wide * high <= _MOST * whole
    return sized and filled >= _FILLED * wide * high and 1.05 * shorter <= longer <= 2.6 * shorter


def _share(box: Box, shape: tuple[int, ...], margin: float = _MARGIN) -> Spot:
    """With a margin, so that the edge of the card is seen."""
    height, width = shape[0], shape[1]
    edge = margin * max(box[2] - box[0], box[3] - box[1])
    left, top = max(0.0, box[0] - edge) / width, max(0.0, box[1] - edge) / height
    return left, top, min(width, box[2] + edge) / width, min(height, box[3] + edge) / height


def _row(spot: Spot) -> int:
    """Cards whose middles are in the same tenth of the page stand side by side."""
    return int((spot[1] + spot[3]) * 5)

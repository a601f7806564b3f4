"""Print parted from paper: even light, dark letters on white, and the boxes of the lines of text."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from leaddesk.intake.card_bands import bands_turned
from leaddesk.intake.card_picture import Pixels

Box = tuple[int, int, int, int]  # left, top, right, bottom
Mask = npt.NDArray[np.bool_]

_POOL = 2  # blobs are sought at half size
_TALLEST = 0.10  # of the long side: what is taller is a picture, not a letter
_LEAST = 7  # pixels; lower things are dust


@dataclass(frozen=True)
class Line:
    """One line of print on the flat card and, where the line begins with one, the box of its icon."""

    box: Box
    icon: Box | None = None
    slope: float | None = None  # pixels down for each pixel to the right; None where too short to tell

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


def clean(flat: Image.Image) -> Pixels:
    """Dark letters (0) on white paper (255), whatever the colours, shadows and glare of the picture."""
    red, green, blue = (np.asarray(band) for band in flat.split())
    grey = np.asarray(flat.convert("L"), dtype=np.float32)
    # a coloured letter is farthest from white paper in its weakest channel, from black in its strongest
    if _light_on_dark(grey):
        level = 255.0 - 0.5 * (grey + np.maximum(np.maximum(red, green), blue))
    else:
        level = 0.5 * (grey + np.minimum(np.minimum(red, green), blue))
    level = bands_turned(level)
    even = level / np.maximum(_paper(level), 12.0)
    dark = float(np.quantile(even[::4, ::4], 0.01))
    return np.asarray(((even - dark) / max(0.25, 0.97 - dark)).clip(0, 1) * 255.0, np.float32)


def _light_on_dark(grey: Pixels) -> bool:
    small = Image.fromarray(grey.astype(np.uint8)).reduce(2)
    around = np.asarray(small.filter(ImageFilter.BoxBlur(14)), dtype=np.float32)
    away = np.asarray(small, dtype=np.float32) - around
    edge = max(4, min(away.shape) // 20)
    inner = away[edge:-edge, edge:-edge] / 255.0
    return float((inner**3).mean()) > 0


def _paper(level: Pixels) -> Pixels:
    """What the paper would show without print: closing wider than a letter's stroke, then a soft blur."""
    height, width = level.shape
    small = Image.fromarray(level.clip(0, 255).astype(np.uint8)).reduce(8)
    closed = (
        small.filter(ImageFilter.MedianFilter(3))
        .filter(ImageFilter.MaxFilter(9))
        .filter(ImageFilter.MinFilter(9))
    )
    soft = closed.filter(ImageFilter.GaussianBlur(3))
    return np.asarray(soft.resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32)


def text_lines(page: Pixels, blank: tuple[Box, ...] = ()) -> list[Line]:
    """Boxes of the lines of print from top to bottom; `blank` are boxes (codes) that hold no text."""
    mask = _mask(page, blank)
    longest = max(page.shape)
    blobs = [b for blob in _blobs(mask, gap=3) for b in _unchained(blob, mask) if _letterlike(b, longest)]
    groups = [part for group in _grouped(blobs) for part in _without_logo(group)]
    lines = [line for group in _with_marks(groups) if (line := _line(group, mask)) is not None]
    return sorted(lines, key=lambda line: (line.box[1] + line.box[3], line.box[0]))


def _mask(page: Pixels, blank: tuple[Box, ...]) -> Mask:
    height, width = page.shape[0] // _POOL * _POOL, page.shape[1] // _POOL * _POOL
    pooled = page[:height, :width].reshape(height // _POOL, _POOL, width // _POOL, _POOL).mean(axis=(1, 3))
    mask = np.asarray(pooled < _ink_level(pooled), np.bool_)
    rim = max(2, min(mask.shape) // 90)
    mask[:rim], mask[-rim:], mask[:, :rim], mask[:, -rim:] = False, False, False, False
    for left, top, right, bottom in blank:
        mask[max(0, top) // _POOL : bottom // _POOL, max(0, left) // _POOL : right // _POOL] = False
    return mask


def _ink_level(pooled: Pixels) -> float:
    """Below this is ink: thin faint letters count on quiet paper, noise does not on rough paper."""
    paper = pooled[pooled > 190]
    if paper.size < 100:
        return 150.0
    middle = float(np.median(paper))
    noise = 1.48 * float(np.median(np.abs(paper - middle)))
    return float(np.clip(min(middle, 250.0) - 7.0 * noise - 30.0, 140.0, 212.0))


def _runs(mask: Mask) -> npt.NDArray[np.int64]:
    """Rows of (y, start, end) of the stretches of ink."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), np.int8)
    padded[:, 1:-1] = mask
    step = np.diff(padded, axis=1)
    y, start = np.nonzero(step == 1)
    _, end = np.nonzero(step == -1)
    return np.stack([y, start, end], axis=1)


def _blobs(mask: Mask, gap: int) -> list[Box]:
    """Boxes, in page pixels, of what hangs together when letters `gap` pixels apart count as touching."""
    runs = _joined_runs(_runs(mask), gap)
    parent = list(range(len(runs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    above: list[int] = []
    here: list[int] = []
    row = -2
    for i, (y, start, end) in enumerate(runs):
        if y != row:
            above = here if y == row + 1 else []
            here, row = [], y
            pointer = 0
        while pointer < len(above) and runs[above[pointer]][2] <= start:
            pointer += 1
        at = pointer
        while at < len(above) and runs[above[at]][1] < end:
            parent[root(above[at])] = root(i)
            at += 1
        here.append(i)
    return _boxes(runs, [root(i) for i in range(len(runs))])


def _joined_runs(runs: npt.NDArray[np.int64], gap: int) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    for y, start, end in runs.tolist():
        if joined and joined[-1][0] == y and start - joined[-1][2] <= gap:
            joined[-1] = (y, joined[-1][1], end)
        else:
            joined.append((y, start, end))
    return joined


def _boxes(runs: list[tuple[int, int, int]], roots: list[int]) -> list[Box]:
    boxes: dict[int, list[int]] = {}
    for (y, start, end), name in zip(runs, roots, strict=True):
        box = boxes.setdefault(name, [start, y, end, y + 1])
        box[0], box[2] = min(box[0], start), max(box[2], end)
        box[1], box[3] = min(box[1], y), max(box[3], y + 1)
    return [(b[0] * _POOL, b[1] * _POOL, b[2] * _POOL, b[3] * _POOL) for b in boxes.values()]


def _unchained(blob: Box, mask: Mask) -> list[Box]:
    """A column of round icons that touch each other, cut at its waists; anything else as it is."""
    width, height = blob[2] - blob[0], blob[3] - blob[1]
    if width < 24 or not 1.6 * width < height < 12 * width:
        return [blob]
    part = mask[blob[1] // _POOL : blob[3] // _POOL, blob[0] // _POOL : blob[2] // _POOL]
    places = np.arange(part.shape[1])
    extent = np.where(part, places, -1).max(axis=1) - np.where(part, places, part.shape[1]).min(axis=1)
    thick = extent > 0.6 * part.shape[1]
    step = np.diff(np.concatenate([[0], thick.astype(np.int8), [0]]))
    starts, ends = np.nonzero(step == 1)[0], np.nonzero(step == -1)[0]
    pieces = [
        (s, e) for s, e in zip(starts.tolist(), ends.tolist(), strict=True) if e - s > 0.4 * part.shape[1]
    ]
    if len(pieces) < 2 or any(e - s > 1.1 * part.shape[1] for s, e in pieces):
        return [blob]
    grow = part.shape[1] // 10
    return [(blob[0], blob[1] + (s - grow) * _POOL, blob[2], blob[1] + (e + grow) * _POOL) for s, e in pieces]


def _letterlike(box: Box, longest: int) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    if height > _TALLEST * longest or (width <= 4 and height <= 4):
        return False
    thin_rule = (height <= 10 and width > 90) or (width <= 10 and height > 90)
    return not thin_rule


def _grouped(blobs: list[Box]) -> list[list[Box]]:
    """Blobs gathered into lines: neighbours on one height, no farther apart than the letters are high."""
    order = sorted(blobs, key=lambda b: b[0])
    parent = list(range(len(order)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, one in enumerate(order):
        for j in range(i + 1, len(order)):
            two = order[j]
            if two[0] - one[2] > 170:
                break
            if _neighbours(one, two):
                parent[root(j)] = root(i)
    groups: dict[int, list[Box]] = {}
    for i, box in enumerate(order):
        groups.setdefault(root(i), []).append(box)
    return list(groups.values())


def _around(group: list[Box]) -> Box:
    left, top, right, bottom = zip(*group, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _with_marks(groups: list[list[Box]]) -> list[list[Box]]:
    """Dots, breves and accents above the letters, and commas behind them, join the line they belong to."""
    boxes = [_around(group) for group in groups]
    heights = [box[3] - box[1] for box in boxes]
    joined = [list(group) for group in groups]
    gone: set[int] = set()
    for i, (left, top, right, bottom) in enumerate(boxes):
        for j, line in enumerate(boxes):
            high = heights[j]
            if i == j or j in gone or heights[i] > 0.45 * high or right - left > 1.2 * high or high < 14:
                continue
            over = left >= line[0] - 4 and right <= line[2] + 4 and -high < top - line[1] < 0.5 * high
            over = over and line[1] - bottom < 0.35 * high
            behind = 0 <= left - line[2] < 0.6 * high and line[1] + 0.5 * high < top < line[3] + 0.1 * high
            if over or behind:
                joined[j] += groups[i]
                gone.add(i)
                break
    return [group for i, group in enumerate(joined) if i not in gone]


def _without_logo(group: list[Box]) -> list[list[Box]]:
    """A logo beside two lines of text glues them together; taken away, each line stands alone."""
    logos = [b for b in group if 0.7 < (b[2] - b[0]) / (b[3] - b[1]) < 1.4 and b[3] - b[1] > 60]
    rest = [b for b in group if b not in logos]
    if not logos or not rest or max(b[3] - b[1] for b in rest) * 1.6 > max(b[3] - b[1] for b in logos):
        return [group]
    return [logos, *_grouped(rest)]


def _neighbours(one: Box, two: Box) -> bool:
    first, second = one[3] - one[1], two[3] - two[1]
    overlap = min(one[3], two[3]) - max(one[1], two[1])
    taller, lower = max(first, second), min(first, second)
    if overlap < 0.55 * lower:
        return False
    if taller > 2.4 * lower and lower > 14:
        return False
    return max(one[0], two[0]) - min(one[2], two[2]) < 1.25 * max(taller, 18)


def _line(group: list[Box], mask: Mask) -> Line | None:
    heights = sorted(b[3] - b[1] for b in group)
    if heights[-1] < _LEAST:
        return None
    group = sorted(group, key=lambda b: b[0])
    icon = group[0] if len(group) > 1 and _iconlike(group[0], group[1:], mask) else None
    if icon:
        group = group[1:]
    box = _around(group)
    if box[2] - box[0] < 1.2 * (box[3] - box[1]) and _solid(box, mask) > 0.62:
        return None
    return Line(box, icon, _slope(group, box))


def _slope(group: list[Box], box: Box) -> float | None:
    words = [b for b in group if b[3] - b[1] > 0.5 * (box[3] - box[1]) or b[2] - b[0] > 40]
    if len(words) < 2 or box[2] - box[0] < 250:
        return None
    x = np.array([(b[0] + b[2]) / 2 for b in words])
    y = np.array([(b[1] + b[3]) / 2 for b in words])
    weight = np.array([float(b[2] - b[0]) for b in words])
    weight /= weight.sum()
    dx, dy = x - weight @ x, y - weight @ y
    spread = float(weight @ (dx * dx))
    return float(weight @ (dx * dy)) / spread if spread > 2500 else None


def _solid(box: Box, mask: Mask) -> float:
    part = mask[box[1] // _POOL : box[3] // _POOL, box[0] // _POOL : box[2] // _POOL]
    return float(part.mean()) if part.size else 0.0


def _iconlike(first: Box, rest: list[Box], mask: Mask) -> bool:
    """A round filled sign before the text: as wide as high, a gap behind it, ink all along its rim."""
    width, height = first[2] - first[0], first[3] - first[1]
    letters = max(b[3] - b[1] for b in rest)
    square = 0.8 < width / max(1, height) < 1.25
    if not square or height < 1.08 * letters or height < 20 or rest[0][0] - first[2] <= 0.25 * height:
        return False
    part = mask[first[1] // _POOL : first[3] // _POOL, first[0] // _POOL : first[2] // _POOL]
    y, x = np.mgrid[: part.shape[0], : part.shape[1]]
    far = np.hypot((y + 0.5) / part.shape[0] - 0.5, (x + 0.5) / part.shape[1] - 0.5)
    rim = part[(far > 0.34) & (far < 0.46)]
    return bool(rim.mean() > 0.9 and part.mean() > 0.5)

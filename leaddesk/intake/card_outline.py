"""The card found on the table: its four corners by straight edges, and the picture pulled flat."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from leaddesk.intake.card_picture import Pixels

_WORK = 320  # pixels of the long side while looking for edges
_LINES = 14  # candidate edges in each direction
_AREA_WEIGHT = 0.5
_LEAST_SURE = 0.4
_DOUBTFUL = 0.6
FLAT_LONG = 1720  # long side of the flat card: text of 7 pt becomes ~40 pixels high

Floats = npt.NDArray[np.float64]
Points = Floats
Line = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """Corners (4, 2) in picture pixels, clockwise from the upper left, and how sure the edges are, 0..1."""

    corners: Points
    sureness: float


def find_outline(pixels: Pixels, inside: Points | None = None) -> Outline | None:
    """The card's corners, or None where no four edges hold together (a scan cut at the card's edge).

    `inside` are points (4 n, 2) that the card must hold: the corners of its codes.
    """
    height, width = pixels.shape[:2]
    factor = max(height, width) / _WORK
    small = Image.fromarray(pixels.astype(np.uint8)).resize(
        (max(8, round(width / factor)), max(8, round(height / factor))), Image.Resampling.BOX
    )
    soft = np.asarray(small.filter(ImageFilter.GaussianBlur(1.0)), dtype=np.float32)
    held = np.zeros((0, 2)) if inside is None else inside / factor
    best = _found(soft, held)
    if best is None or best[1] < _DOUBTFUL:
        # on wood and cloth the edge changes its sign; the card's own colour does not
        other = _found(_one_coloured(small), held)
        best = other if other is not None and other[1] > _DOUBTFUL else best
    if best is None:
        return None
    corners, sureness = best
    return Outline((corners + 0.5) * factor - 0.5, sureness)


def _found(soft: Pixels, held: Points) -> tuple[Points, float] | None:
    gx, gy = _gradients(soft)
    flat_lines, steep_lines = _candidates(gx, gy)
    if len(flat_lines) < 2 or len(steep_lines) < 2:
        return None
    return _best_quad(flat_lines, steep_lines, (gx, gy), _gradients(soft, 5), held)


def _one_coloured(small: Image.Image) -> Pixels:
    """White where the picture has the colour that fills most of its middle, print and specks closed over."""
    pixels = np.asarray(small.filter(ImageFilter.MedianFilter(3)), dtype=np.float32)
    height, width = pixels.shape[:2]
    middle = pixels[height // 4 : -height // 4, width // 4 : -width // 4].reshape(-1, 3)
    coarse = (middle // 16).astype(np.int64) @ np.array([1, 16, 256])
    names, counts = np.unique(coarse, return_counts=True)
    paper = np.median(middle[coarse == names[np.argmax(counts)]], axis=0)
    shade = pixels / (pixels.sum(axis=2, keepdims=True) + 30.0) - paper / (paper.sum() + 30.0)
    like = (np.abs(pixels - paper).max(axis=2) < 34.0) & (np.abs(shade).max(axis=2) < 0.05)
    mask = Image.fromarray(like.astype(np.uint8) * 255)
    closed = mask.filter(ImageFilter.MaxFilter(13)).filter(ImageFilter.MinFilter(13))
    opened = closed.filter(ImageFilter.MinFilter(9)).filter(ImageFilter.MaxFilter(9))
    soft = np.asarray(opened.filter(ImageFilter.GaussianBlur(1.5)), dtype=np.float32)
    return np.repeat(soft[..., None], 3, axis=2)


def _gradients(soft: Pixels, reach: int = 1) -> tuple[Pixels, Pixels]:
    """Slope of the channel that changes most, so that a red card on a grey table of equal light shows."""
    gx = np.zeros_like(soft)
    gy = np.zeros_like(soft)
    gx[:, reach:-reach] = soft[:, 2 * reach :] - soft[:, : -2 * reach]
    gy[reach:-reach] = soft[2 * reach :] - soft[: -2 * reach]
    strongest = np.argmax(gx * gx + gy * gy, axis=2)[..., None]
    return (
        np.take_along_axis(gx, strongest, 2)[..., 0],
        np.take_along_axis(gy, strongest, 2)[..., 0],
    )


def _candidates(gx: Pixels, gy: Pixels) -> tuple[Floats, Floats]:
    """Strong straight lines (angle of the normal, distance from the origin) by a Hough vote."""
    size = np.hypot(gx, gy)
    floor = max(6.0, float(np.quantile(size, 0.80)))
    ys, xs = np.nonzero(size > floor)
    angle = np.arctan2(gy[ys, xs], gx[ys, xs]) % np.pi
    weight = np.minimum(size[ys, xs], floor * 3).astype(np.float64)
    bins, reach = 120, int(np.hypot(*gx.shape)) + 2
    votes = np.zeros((bins, 2 * reach), np.float64)
    for shift in (-2, -1, 0, 1, 2):
        index = (np.round(angle * bins / np.pi).astype(int) + shift) % bins
        theta = index * (np.pi / bins)
        rho = np.round(xs * np.cos(theta) + ys * np.sin(theta)).astype(int) + reach
        np.add.at(votes, (index, rho), weight)
    votes[:, 1:-1] = votes[:, 1:-1] + 0.6 * (votes[:, 2:] + votes[:, :-2])
    flat = _peaks(votes, range(bins // 4 + 1, 3 * bins // 4), reach)
    steep = _peaks(votes, [*range(bins // 4), *range(3 * bins // 4, bins)], reach)
    x, y, turn = xs.astype(np.float64), ys.astype(np.float64), angle.astype(np.float64)
    one = [_refined(line, x, y, turn, weight) for line in flat]
    two = [_refined(line, x, y, turn, weight) for line in steep]
    return np.array(one).reshape(-1, 2), np.array(two).reshape(-1, 2)


def _peaks(votes: npt.NDArray[np.float64], rows: Sequence[int], reach: int) -> list[Line]:
    bins = votes.shape[0]
    part = np.zeros_like(votes)
    part[list(rows)] = votes[list(rows)]
    found: list[Line] = []
    for _ in range(_LINES):
        row, column = np.unravel_index(int(np.argmax(part)), part.shape)
        if part[row, column] <= 0:
            break
        found.append((float(row) * np.pi / bins, float(column) - reach))
        for shift in range(-5, 6):
            there = (int(row) + shift) % bins
            middle = int(column) if 0 <= int(row) + shift < bins else 2 * reach - int(column)
            part[there, max(0, middle - 3) : middle + 4] = 0
    return found


def _refined(line: Line, xs: Floats, ys: Floats, angle: Floats, weight: Floats) -> Line:
    """The line laid through its own edge pixels; the vote alone is coarse by three pixels at the ends."""
    theta, rho = line
    for reach in (4.0, 2.0):
        away = xs * np.cos(theta) + ys * np.sin(theta) - rho
        turned = np.abs((angle - theta + np.pi / 2) % np.pi - np.pi / 2)
        near = (np.abs(away) < reach) & (turned < 0.2)
        if near.sum() < 20:
            break
        share = weight[near] / weight[near].sum()
        mx, my = float(share @ xs[near]), float(share @ ys[near])
        dx, dy = xs[near] - mx, ys[near] - my
        along = 0.5 * np.arctan2(2 * (share @ (dx * dy)), share @ (dx * dx) - share @ (dy * dy))
        theta = float(along + np.pi / 2)
        rho = float(mx * np.cos(theta) + my * np.sin(theta))
    return theta, rho


def _crossings(flat: Floats, steep: Floats) -> Floats:
    """Points (flat, steep, 2) where each flat line meets each steep one."""
    c1, s1, r1 = np.cos(flat[:, :1]), np.sin(flat[:, :1]), flat[:, 1:]
    c2, s2, r2 = np.cos(steep[:, 0])[None], np.sin(steep[:, 0])[None], steep[:, 1][None]
    det = c1 * s2 - s1 * c2
    det = np.where(np.abs(det) < 1e-6, 1e-6, det)
    return np.stack([(r1 * s2 - s1 * r2) / det, (c1 * r2 - r1 * c2) / det], axis=2)


def _supports(lines: Floats, points: Floats, gx: Pixels, gy: Pixels, floor: float) -> Floats:
    """For each line and two of its points: the share between them that is one edge of one sign.

    Text and wood have both signs and gaps. `points` is (lines, others, 2), the answer one float
    for each line and pair.
    """
    reach = int(np.hypot(*gx.shape)) + 20
    steps = np.arange(-reach, reach + 1)
    answer = np.zeros((len(lines), points.shape[1], points.shape[1]))
    for n, (theta, rho) in enumerate(lines):
        cos, sin = np.cos(theta), np.sin(theta)
        best = np.zeros(len(steps))
        for offset in (-1.0, 0.0, 1.0):
            x = np.round((rho + offset) * cos - steps * sin).astype(int)
            y = np.round((rho + offset) * sin + steps * cos).astype(int)
            inside = (x >= 0) & (x < gx.shape[1]) & (y >= 0) & (y < gx.shape[0])
            x, y = x.clip(0, gx.shape[1] - 1), y.clip(0, gx.shape[0] - 1)
            value = (gx[y, x] * cos + gy[y, x] * sin) / floor * inside
            best = np.where(np.abs(value) > np.abs(best), value, best)
        total = np.concatenate([[0.0], np.cumsum(best.clip(-1, 1))])
        spot = np.round(-points[n, :, 0] * sin + points[n, :, 1] * cos).astype(int) + reach
        at = total[spot.clip(0, len(steps))]
        length = np.abs(spot[:, None] - spot[None, :]) + 1.0
        answer[n] = np.abs(at[:, None] - at[None, :]) / length
    return answer


def _best_quad(
    flat: Floats, steep: Floats, near: tuple[Pixels, Pixels], wide: tuple[Pixels, Pixels], held: Points
) -> tuple[Points, float] | None:
    height, width = near[0].shape
    floor = max(6.0, float(np.quantile(np.hypot(*near), 0.9)) * 0.8)
    points = _crossings(flat, steep)
    other = points.transpose(1, 0, 2)
    # a printed rule is dark between two light banks: a slope near by, none five pixels apart
    across, banks_across = (_supports(flat, points, *g, floor) for g in (near, wide))
    down, banks_down = (_supports(steep, other, *g, floor) for g in (near, wide))
    across = np.where(banks_across < 0.45 * across, 0.0, across)
    down = np.where(banks_down < 0.45 * down, 0.0, down)
    i, j = np.array(list(combinations(range(len(flat)), 2))).T
    k, m = np.array(list(combinations(range(len(steep)), 2))).T
    i, j, k, m = i[:, None], j[:, None], k[None], m[None]
    sides = np.stack([across[i, k, m], across[j, k, m], down[k, i, j], down[m, i, j]])
    quads = np.stack([points[i, k], points[i, m], points[j, m], points[j, k]], axis=2)
    area = _areas(quads) / (width * height)
    least = sides.min(axis=0)
    score = least + 0.5 * sides.mean(axis=0) + _AREA_WEIGHT * area
    fits = _card_like(quads, width, height) & _holding(quads, held)
    score = np.where(fits & (least > _LEAST_SURE), score, 0.0)
    row, column = np.unravel_index(int(np.argmax(score)), score.shape)
    if score[row, column] <= 0:
        return None
    return _clockwise(quads[row, column]), float(least[row, column])


def _areas(quads: Floats) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    twice = (x * np.roll(y, -1, axis=-1) - y * np.roll(x, -1, axis=-1)).sum(axis=-1)
    return np.asarray(np.abs(twice) / 2, np.float64)


def _card_like(quads: Floats, width: int, height: int) -> npt.NDArray[np.bool_]:
    """Inside the picture, neither tiny nor thin, corners near 90 degrees, no crossing sides."""
    inside = (quads.min(axis=(2, 3)) > -8) & (quads[..., 0].max(axis=2) < width + 8)
    inside &= quads[..., 1].max(axis=2) < height + 8
    edges = np.roll(quads, -1, axis=2) - quads
    length = np.hypot(edges[..., 0], edges[..., 1]) + 1e-9
    one, two = (length[..., 0] + length[..., 2]) / 2, (length[..., 1] + length[..., 3]) / 2
    longer, shorter = np.maximum(one, two), np.minimum(one, two)
    shape = (shorter > 0.25 * min(width, height)) & (longer > 1.15 * shorter) & (longer < 2.3 * shorter)
    after = np.roll(edges, -1, axis=2)
    turn = edges[..., 0] * after[..., 1] - edges[..., 1] * after[..., 0]
    sine = turn / (length * np.roll(length, -1, axis=2))
    square = np.abs(sine).min(axis=2) > 0.85
    same = (turn > 0).all(axis=2) | (turn < 0).all(axis=2)
    return np.asarray(inside & shape & square & same, np.bool_)


def _holding(quads: Floats, held: Points) -> npt.NDArray[np.bool_]:
    """Whether each quad has all of `held` inside, a pixel of slack given, and is no code itself."""
    answer = _areas(quads) > 2.5 * sum(float(_areas(code)) for code in held.reshape(-1, 4, 2))
    edges = np.roll(quads, -1, axis=2) - quads
    length = np.hypot(edges[..., 0], edges[..., 1]) + 1e-9
    for point in held:
        away = edges[..., 0] * (point[1] - quads[..., 1]) - edges[..., 1] * (point[0] - quads[..., 0])
        away = away / length
        answer &= (away > -1.5).all(axis=2) | (away < 1.5).all(axis=2)
    return answer


def _clockwise(quad: Points) -> Points:
    middle = quad.mean(axis=0)
    ring = quad[np.argsort(np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0]))]
    return np.asarray(np.roll(ring, -int(np.argmin(ring.sum(axis=1))), axis=0), np.float64)


def _sides(quad: Points) -> tuple[float, float]:
    edges = np.hypot(*(np.roll(quad, -1, axis=0) - quad).T)
    return float(edges[0] + edges[2]) / 2, float(edges[1] + edges[3]) / 2


def flatten(pixels: Pixels, corners: Points) -> tuple[Image.Image, npt.NDArray[np.float64]]:
    """The card alone, seen from straight above, and the 3x3 matrix from flat pixels to picture pixels."""
    across, down = _sides(corners)
    factor = FLAT_LONG / max(across, down)
    width, height = round(across * factor), round(down * factor)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    matrix = perspective(flat, corners)
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    data = tuple((matrix / matrix[2, 2]).ravel()[:8])
    return image.transform(
        (width, height), Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC
    ), matrix


def perspective(source: Points, target: Points) -> npt.NDArray[np.float64]:
    """The 3x3 matrix that takes four source points to four target points."""
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        right += [u, v]
    solved = np.linalg.solve(np.array(rows), np.array(right))
    return np.append(solved, 1.0).reshape(3, 3)

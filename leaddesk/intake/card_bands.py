"""Bands of colour on a card: light print on them is turned, so that all print is dark on light."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from leaddesk.intake.card_picture import Pixels

Mask = npt.NDArray[np.bool_]

_BAND_GRID = 12  # pixels of the page for one of the grid on which bands are sought
_BAND_DARK, _BAND_LEAST = 0.62, 0.03  # of the light ground; share of the page
_BAND_LIGHTER = 2e-5


def bands_turned(level: Pixels) -> Pixels:
    """Light print on a band of colour turned dark on light, as the rest of the card is.

    A band is a dark part of the ground whose print is lighter than itself; under a shadow print is darker.
    """
    small = Image.fromarray(level.clip(0, 255).astype(np.uint8)).reduce(_BAND_GRID)
    ground = np.asarray(small.filter(ImageFilter.MedianFilter(5)), np.float32)
    dark = ground < _BAND_DARK * float(np.percentile(ground, 90))
    if not _BAND_LEAST < float(dark.mean()) < 0.6:
        return level
    fine = np.asarray(small, np.float32) - ground
    turned = np.zeros(dark.shape, np.bool_)
    for rows, columns in _parts(dark):
        inner = fine[rows, columns] / 255.0
        if len(rows) >= _BAND_LEAST * dark.size and float((inner**3).mean()) > _BAND_LIGHTER:
            turned[rows, columns] = True
    if not turned.any():
        return level
    grown = Image.fromarray(turned).resize((level.shape[1], level.shape[0]), Image.Resampling.NEAREST)
    return np.where(np.asarray(grown), 255.0 - level, level).astype(np.float32)


def _parts(mask: Mask) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """The connected parts of a coarse mask: rows and columns of each."""
    left = mask.copy()
    found = []
    while left.any():
        seed = np.zeros(mask.shape, np.bool_)
        seed[np.unravel_index(int(left.argmax()), mask.shape)] = True
        size = 0
        while int(seed.sum()) > size:
            size = int(seed.sum())
            wide = np.pad(seed, 1)
            seed = (
                wide[1:-1, 1:-1] | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
            ) & left
        found.append(np.nonzero(seed))
        left &= ~seed
    return [(rows, columns) for rows, columns in found]

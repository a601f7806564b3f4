"""Signs before the lines of a card: what a small picture of a telephone means."""

import numpy as np
from PIL import Image

from leaddesk.intake.card_ink import Box
from leaddesk.intake.card_picture import Pixels


def icon_kind(page: Pixels, icon: Box) -> str:
    """mobile for an upright frame, fax for a box with a sheet above it, else "" (handset, letter, globe)."""
    left, top, right, bottom = icon
    part = Image.fromarray(page[top:bottom, left:right].astype(np.uint8))
    sign = np.asarray(part.resize((48, 48), Image.Resampling.BICUBIC), dtype=np.float32)
    y, x = np.mgrid[:48, :48]
    disk = (y - 23.5) ** 2 + (x - 23.5) ** 2 < 17.0**2
    low, high = np.percentile(sign[disk], (5, 98))
    light = disk & (sign > (low + high) / 2)
    ys, xs = np.nonzero(light)
    if len(ys) < 20:
        return ""
    tall = float(np.ptp(np.percentile(ys, (3, 97)))) / (float(np.ptp(np.percentile(xs, (3, 97)))) + 0.1)
    middle = float(light[20:28, 20:28].mean())
    if tall > 1.3 and middle < 0.4:
        return "mobile"
    heavy = float(light[26:].sum() - light[:22].sum()) / len(ys)
    return "fax" if tall < 1.0 and middle > 0.6 and heavy > 0.08 else ""

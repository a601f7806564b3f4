"""The picture of a card made safe: kind by magic bytes, size limits, turned by EXIF, decoded scaled."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from leaddesk.intake.card_refusals import PictureRefused

Pixels = npt.NDArray[np.float32]

LONGEST_SIDE = 2000  # a card of 85 mm at 600 dpi; more pixels only cost time
MOST_BYTES = 200 * 1024 * 1024
MOST_PIXELS = 160_000_000  # a phone photo of 108 or 150 megapixels is real, a bomb is larger (S7)
MOST_UNSCALED = 50_000_000  # png and webp cannot be decoded scaled
LEAST_SIDE = 24
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


@dataclass(frozen=True)
class Picture:
    """RGB pixels (height, width, 3; float32 0..255) and the factor back to pixels of the upright file."""

    pixels: Pixels
    scale: float


def kind_of(head: bytes) -> str:
    """Kind by the first bytes, whatever the name says: jpeg, png, webp, or a name for what is refused."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"%PDF"):
        return "pdf"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return "heic"
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        return "svg"
    return "unknown"


def open_picture(path: Path) -> Picture:
    """Decode the file at most `LONGEST_SIDE` long; raises PictureRefused (S7)."""
    kind = _checked_kind(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=[_FORMATS[kind]]) as image:
                return _decoded(image, kind)
    except Image.DecompressionBombError as bomb:
        raise PictureRefused(
            "intake_picture_too_large", width=0, height=0, most_mp=MOST_PIXELS // 10**6
        ) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError) as broken:
        raise PictureRefused("intake_picture_broken") from broken


def _checked_kind(path: Path) -> str:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as missing:
        raise PictureRefused("intake_picture_missing") from missing
    if size == 0:
        raise PictureRefused("intake_picture_empty")
    if size > MOST_BYTES:
        raise PictureRefused("intake_picture_too_heavy", mb=size >> 20, most_mb=MOST_BYTES >> 20)
    kind = kind_of(head)
    if kind not in _FORMATS:
        raise PictureRefused("intake_picture_kind", kind=kind)
    return kind


def _decoded(image: Image.Image, kind: str) -> Picture:
    width, height = image.size
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and kind != "jpeg":  # a phone's JPEG may carry a depth map as its second frame
        raise PictureRefused("intake_picture_animated", frames=frames)
    most = MOST_PIXELS if kind == "jpeg" else MOST_UNSCALED
    if width * height > most:
        raise PictureRefused("intake_picture_too_large", width=width, height=height, most_mp=most // 10**6)
    if min(width, height) < LEAST_SIDE:
        raise PictureRefused("intake_picture_too_small", width=width, height=height)
    if kind == "jpeg":
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(_as_rgb(image))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    scale = max(width, height) / max(upright.size)
    return Picture(np.asarray(upright, dtype=np.float32), scale)


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        deep = np.asarray(image, dtype=np.float32)
        top = 65535.0 if deep.max() > 255 else 255.0
        return Image.fromarray((deep * (255.0 / top)).clip(0, 255).astype(np.uint8)).convert("RGB")
    if "transparency" in image.info or image.mode in ("LA", "RGBA", "PA"):
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")

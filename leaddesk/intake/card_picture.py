"""The picture of a card made safe: kind by magic bytes, size limits, turned by EXIF, decoded scaled."""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from leaddesk.intake.card_refusals import PictureRefused

Pixels = npt.NDArray[np.float32]

LONGEST_SIDE = 2000  # a card of 85 mm at 600 dpi; more pixels only cost time
MOST_BYTES = 200 * 1024 * 1024
MOST_PIXELS = 160_000_000  # a phone photo of 108 or 150 megapixels is real, a bomb is larger (S7)
MOST_UNSCALED = 50_000_000
LEAST_SIDE = 24
MOST_PAGES = 20
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, RuntimeError)
"""What the readers raise for a damaged file; pdfium and libheif say RuntimeError and ValueError."""
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_LATE_SIZE = ("png", "webp")  # cannot be decoded scaled
_OF_SEVERAL = ("jpeg", "heic")  # a phone's picture may carry a depth map or a thumbnail as its second frame
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


@dataclass(frozen=True)
class Picture:
    """RGB pixels (height, width, 3; float32 0..255) and the factor back to pixels of the upright file.

    `corner` is where the pixels lie in the picture that they were cut from. `shown` is a JPEG of the whole
    for the eye, where the window's own reader knows no such file (HEIC, PDF), `shown_scale` its factor.
    """

    pixels: Pixels
    scale: float
    corner: tuple[int, int] = (0, 0)
    shown: bytes = b""
    shown_scale: float = 1.0


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
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "heic"
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        return "svg"
    return "unknown"


def open_pictures(path: Path, longest: int = LONGEST_SIDE) -> tuple[Picture, ...]:
    """Decode the file, each page of a PDF, at most `longest` pixels long; raises PictureRefused (S7)."""
    kind = _checked_kind(path)
    try:
        if kind == "pdf":
            return _pages(path, longest)
        if kind == "heic":
            _know_heic()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=[_FORMATS[kind]]) as image:
                return (_decoded(image, kind, longest),)
    except Image.DecompressionBombError as bomb:
        raise PictureRefused(
            "intake_picture_too_large", width=0, height=0, most_mp=MOST_PIXELS // 10**6
        ) from bomb
    except _BROKEN as bad:
        raise PictureRefused("intake_picture_broken") from bad


def _know_heic() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)


def _pages(path: Path, longest: int) -> tuple[Picture, ...]:
    """The pages of a PDF as pictures; pdfium's own errors are RuntimeErrors."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(path)
    try:
        if len(document) > MOST_PAGES:
            raise PictureRefused("intake_picture_pages", pages=len(document), most=MOST_PAGES)
        pictures = []
        for page in document:
            scale = longest / max(1.0, *page.get_size())
            image = page.render(scale=scale).to_pil().convert("RGB")
            pixels = np.asarray(image, dtype=np.float32)
            pictures.append(Picture(pixels, LONGEST_SIDE / longest, shown=_for_the_eye(image)))
        return tuple(pictures)
    finally:
        document.close()


def _for_the_eye(image: Image.Image) -> bytes:
    told = io.BytesIO()
    image.save(told, "JPEG", quality=85)
    return told.getvalue()


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
    if kind != "pdf" and kind not in _FORMATS:
        raise PictureRefused("intake_picture_kind", kind=kind)
    return kind


def _decoded(image: Image.Image, kind: str, longest: int) -> Picture:
    width, height = image.size
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and kind not in _OF_SEVERAL:
        raise PictureRefused("intake_picture_animated", frames=frames)
    most = MOST_UNSCALED if kind in _LATE_SIZE else MOST_PIXELS
    if width * height > most:
        raise PictureRefused("intake_picture_too_large", width=width, height=height, most_mp=most // 10**6)
    if min(width, height) < LEAST_SIDE:
        raise PictureRefused("intake_picture_too_small", width=width, height=height)
    if kind == "jpeg":
        image.draft("RGB", (longest, longest))
    upright = ImageOps.exif_transpose(_as_rgb(image))
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    scale = max(width, height) / max(upright.size)
    shown = _for_the_eye(upright) if kind == "heic" else b""
    return Picture(np.asarray(upright, dtype=np.float32), scale, shown=shown, shown_scale=scale)


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

"""The recogniser of print: one Tesseract engine a language, kept warm, fed with single lines."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from leaddesk.intake.card_ink import Box
from leaddesk.intake.card_picture import Pixels
from leaddesk.intake.card_refusals import PictureRefused

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read by libtesseract when it is loaded

LANGUAGES = {"en": "eng", "uk": "ukr", "ru": "rus", "de": "deu", "pl": "pol"}
CYRILLIC = ("uk", "ru")
_RIM = 3
_LINE_HEIGHT = 44  # pixels; the network works on 36 and shrinks better than it blows up


@dataclass(frozen=True)
class Reading:
    """What one language's engine saw in one line, and how sure it was, 0..1."""

    text: str
    sure: float


def tessdata() -> Path | None:
    """The folder of Tesseract's language data: TESSDATA_PREFIX, then Debian's, then usual other places."""
    named = os.environ.get("TESSDATA_PREFIX")
    places = [Path(named), Path(named) / "tessdata"] if named else []
    places += sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    places += [Path("/usr/share/tessdata"), Path("/usr/share/tesseract/tessdata")]
    places += [Path("/opt", "homebrew", "share", "tessdata"), Path("C:/Program Files/Tesseract-OCR/tessdata")]
    return next((place for place in places if any(place.glob("*.traineddata"))), None)


def missing_languages(languages: Iterable[str] = tuple(LANGUAGES), folder: Path | None = None) -> list[str]:
    """Codes (ISO 639-1) whose data is not installed; a scan refuses to begin without them."""
    place = folder or tessdata()
    return [c for c in languages if place is None or not (place / f"{LANGUAGES[c]}.traineddata").exists()]


class Engines:
    """Warm engines by language; not to be shared between threads."""

    def __init__(self, languages: Iterable[str] = tuple(LANGUAGES), folder: Path | None = None) -> None:
        """Raises PictureRefused `intake_picture_languages {missing}` where a language has no data."""
        self.languages = tuple(languages)
        missing = missing_languages(self.languages, folder)
        if missing:
            raise PictureRefused("intake_picture_languages", missing=missing)
        self._folder = folder or tessdata()
        self._engines: dict[str, Any] = {}

    def close(self) -> None:
        """Give the memory of all engines back."""
        for engine in self._engines.values():
            engine.End()
        self._engines.clear()

    def read(
        self, page: Pixels, box: Box, language: str, pad: float = 0.25, height: int = _LINE_HEIGHT
    ) -> Reading:
        """The text of one line of a clean page in one language."""
        image = _cut(page, box, pad, height)
        engine = self._engine(language)
        engine.SetImage(image)
        engine.Recognize()
        text = " ".join(str(engine.GetUTF8Text()).split())
        return Reading(text, max(0, int(engine.MeanTextConf())) / 100.0 if text else 0.0)

    def _engine(self, language: str) -> Any:
        if language not in self._engines:
            import tesserocr  # loads 20 MB of libraries: only where cards are read

            self._engines[language] = tesserocr.PyTessBaseAPI(
                path=str(self._folder),
                lang=LANGUAGES[language],
                psm=tesserocr.PSM.SINGLE_LINE,
                oem=tesserocr.OEM.LSTM_ONLY,
            )
        return self._engines[language]


def _cut(page: Pixels, box: Box, pad: float, height: int) -> Image.Image:
    left, top, right, bottom = box
    tall = bottom - top
    margin = int(tall * pad) + 2
    # the margin is blank: strokes of the lines above and below make the engine see two lines, and read none
    part = page[max(0, top - _RIM) : bottom + _RIM, max(0, left - 2 * _RIM) : right + 2 * _RIM]
    image = Image.fromarray(np.pad(part, margin, constant_values=255.0).astype(np.uint8))
    factor = height / tall
    size = (max(8, round(image.width * factor)), max(8, round(image.height * factor)))
    return image.resize(size, Image.Resampling.BICUBIC if factor > 1 else Image.Resampling.BOX)

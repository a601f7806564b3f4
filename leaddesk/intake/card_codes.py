"""Codes on cards and badges (QR, DataMatrix, PDF417, Aztec, bars) and what they say: a vCard, a site."""

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PIL import Image

from leaddesk.intake.card_outline import Points
from leaddesk.intake.card_picture import Pixels
from leaddesk.intake.vcard_lines import Property, properties

_MOST_CONTACTS = 20
MOST_TEXT = 20_000  # characters of one code


@dataclass(frozen=True)
class Code:
    """Text of a code and its four corners (4, 2) in picture pixels, the upper left of the code first.

    `square` tells a matrix code, whose sides say how the card lies, from the bars of Code 128.
    """

    text: str
    corners: Points
    square: bool = True


@dataclass(frozen=True)
class CodeFacts:
    """What a code states of the person; empty where it says nothing. Phone types are mobile, work, fax."""

    full_name: str = ""
    job_title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    website: str = ""
    address: str = ""
    corners: Points | None = field(default=None, compare=False)


def find_codes(pixels: Pixels) -> list[Code]:
    """Every code of the picture; a second look at a smaller, sharper one where the first sees none."""
    grey = np.ascontiguousarray(pixels.mean(axis=2).astype(np.uint8))
    return _read(grey, 1.0) or _read(np.asarray(Image.fromarray(grey).reduce(2)), 2.0)


def _read(grey: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", factor: float) -> list[Code]:
    import zxingcpp

    formats: Any = [
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.Code39,
    ]
    bars = {zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.Code39}
    codes = []
    for found in zxingcpp.read_barcodes(grey, formats=formats):
        spot = found.position
        ring = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
        corners = np.array([[p.x, p.y] for p in ring], np.float64) * factor
        codes.append(Code(found.text[:MOST_TEXT], corners, found.format not in bars))
    return sorted(codes, key=lambda code: not code.square)


def facts_of(code: Code) -> CodeFacts | None:
    """The facts in a code, or None for a text of no known form (an organiser's plain id)."""
    text = code.text.strip()
    upper = text[:20].upper()
    if upper.startswith("BEGIN:VCARD"):
        return _vcard(text, code.corners)
    if upper.startswith("MECARD:"):
        return _mecard(text, code.corners)
    if upper.startswith(("HTTP://", "HTTPS://", "WWW.")):
        return CodeFacts(website=text, corners=code.corners)
    if upper.startswith("MAILTO:"):
        return CodeFacts(emails=(text[7:].partition("?")[0],), corners=code.corners)
    if upper.startswith("TEL:"):
        return CodeFacts(phones=((text[4:], ""),), corners=code.corners)
    return None


def _plain(value: str) -> str:
    return re.sub(r"\\([\\;,:\"nN])", lambda m: " " if m[1] in "nN" else m[1], value).strip()


def _split(value: str, mark: str = ";") -> list[str]:
    return [_plain(part) for part in re.split(rf"(?<!\\){mark}", value)]


def _phone_type(types: frozenset[str]) -> str:
    if "fax" in types:
        return "fax"
    if types & {"cell", "mobile"}:
        return "mobile"
    return "work" if types & {"work", "voice", "main", "home"} else ""


def _vcard(text: str, corners: Points) -> CodeFacts:
    said: dict[str, Property] = {}
    emails: list[str] = []
    phones: list[tuple[str, str]] = []
    lines = [line.encode() for line in text.splitlines() if line.strip()]
    for one in properties(lines[1:], "utf-8"):
        value = one.text.strip()
        if one.name == "EMAIL" and value:
            emails.append(value)
        elif one.name == "TEL" and value:
            phones.append((value.removeprefix("tel:"), _phone_type(one.types)))
        elif value:
            said.setdefault(one.name, one)
    texts = {name: one.text.strip() for name, one in said.items()}
    names = said["N"].parts if "N" in said else []
    return CodeFacts(
        full_name=texts.get("FN") or " ".join(part for part in (names[1:3] + names[:1]) if part),
        job_title=texts.get("TITLE", ""),
        company=said["ORG"].parts[0] if "ORG" in said else "",
        emails=tuple(emails[:_MOST_CONTACTS]),
        phones=tuple(phones[:_MOST_CONTACTS]),
        website=texts.get("URL", ""),
        address=" ".join(part for part in said["ADR"].parts if part) if "ADR" in said else "",
        corners=corners,
    )


def _mecard(text: str, corners: Points) -> CodeFacts:
    """MeCard (NTT DoCoMo): `MECARD:N:last,first;TEL:...;EMAIL:...;ORG:...;;`, a backslash escapes."""
    said: dict[str, list[str]] = {}
    for part in re.split(r"(?<!\\);", text[7:]):
        name, _, value = part.partition(":")
        if value.strip():
            said.setdefault(name.strip().upper(), []).append(value)
    name = _split(said.get("N", [""])[0], ",")
    return CodeFacts(
        full_name=" ".join(reversed(name)) if len(name) == 2 else " ".join(name),
        job_title=_plain(said.get("TITLE", [""])[0]),
        company=_plain(said.get("ORG", [""])[0]),
        emails=tuple(_plain(v) for v in said.get("EMAIL", [])),
        phones=tuple((_plain(v), "") for v in said.get("TEL", [])),
        website=_plain(said.get("URL", [""])[0]),
        address=_plain(said.get("ADR", [""])[0]),
        corners=corners,
    )

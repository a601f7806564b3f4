"""The words of a letter: plain text of HTML, what is new in it, the signature under it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

from leaddesk.domain.normal import clean, fold
from leaddesk.resources import resource

_BLOCKS = frozenset(
    ("p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dt", "dd")
)
_SILENT = frozenset(("script", "style", "head", "title", "template", "svg"))
_QUOTED = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "divrplyfwdmsg")
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source"))
_SPACES = re.compile(r"\s+")
_WIDE = re.compile(r"[ \xa0]+")
_GAPS = re.compile(r"\n{3,}")
_DASHES = re.compile(r"\A--\s*\Z|\A[—–-]{2,}\s*\Z")
_CONTACT = re.compile(r"@|(?:\d[\s()-]*){9,}|\bwww\.|https?://")
_SIGNATURE_LINES = 12
_CLOSING_WORDS = 6


@cache
def letter_words() -> dict[str, Any]:
    """The declared words and patterns of `resources/intake/letters.toml`."""
    with resource("intake", "letters.toml").open("rb") as file:
        told: dict[str, list[str]] = tomllib.load(file)
    with resource("intake", "signature.toml").open("rb") as file:
        closing = tomllib.load(file)["closing"]
    return {
        "robots": frozenset(told["robots"]),
        "postmen": frozenset(told["postmen"]),
        "quotes": [re.compile(one, re.I) for one in told["quotes"]],
        "footers": [re.compile(rf"(?:{one})\Z", re.I) for one in told["footers"]],
        "asked": frozenset(map(fold, told["asked"])),
        "closing": tuple(map(fold, closing)),
    }


class _Plain(HTMLParser):
    """Text of HTML; nothing is fetched. Cells of a row are parted by tabs, quoted lines begin with ">"."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []
        self._quoted = self._silent = -1
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._line(tag)
            return
        self._open.append(tag)
        marks = " ".join(value or "" for name, value in attrs if name in ("class", "id")).lower()
        if self._quoted < 0 and (tag == "blockquote" or any(mark in marks for mark in _QUOTED)):
            self._quoted = len(self._open)
        if self._silent < 0 and tag in _SILENT:
            self._silent = len(self._open)
        if tag in ("td", "th"):
            self.parts.append("\t" if self._cells else "")
            self._cells += 1
        else:
            self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        self._quoted = -1 if len(self._open) < self._quoted else self._quoted
        self._silent = -1 if len(self._open) < self._silent else self._silent
        self._line(tag)

    def handle_data(self, data: str) -> None:
        if self._silent < 0:
            self.parts.append(_SPACES.sub(" ", data))

    def _line(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n> " if self._quoted >= 0 else "\n")
            self._cells = 0 if tag in ("tr", "table") else self._cells


def plain_of(html: str) -> str:
    """The words of HTML, one line a paragraph; cells of a row are parted by tabs."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    lines = (_WIDE.sub(" ", line).strip(" ") for line in "".join(reader.parts).split("\n"))
    text = "\n".join("\t".join(map(str.strip, line.split("\t"))) for line in lines if line != ">")
    return _GAPS.sub("\n\n", text).strip("\n")


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's own words, its signature, and what it quotes."""

    said: str
    signature: str = ""
    quoted: str = ""
    own: str = ""
    """Words and signature together, as they were sent."""


def parted(text: str) -> Words:
    """What the sender wrote this time, apart from quotes, footers of programs and the signature."""
    lines = [line.rstrip() for line in clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    own, quoted = _unquoted(lines)
    known = letter_words()
    own = [line for line in own if not any(one.match(line.strip()) for one in known["footers"])]
    place = _signature_at(own)
    said = "\n".join(own[:place]).strip("\n")
    signature = "\n".join(own[place:]).strip("\n-— ")
    return Words(said, signature, "\n".join(quoted), "\n".join(own).strip("\n"))


def _unquoted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines before and between quotes; from a line like "On ... wrote:" on all is quoted."""
    own: list[str] = []
    quoted: list[str] = []
    for place, line in enumerate(lines):
        if line.lstrip().startswith(">"):
            quoted.append(line)
            continue
        if any(one.match(line.strip()) for one in letter_words()["quotes"]) and any(map(str.strip, own)):
            return own, [*quoted, *lines[place:]]
        own.append(line)
    return (own, quoted) if any(map(str.strip, own)) else (lines, [])


def _signature_at(lines: list[str]) -> int:
    """Where the signature begins: after dashes, at "З повагою", or the last lines with a contact."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if len(filled) < 2:
        return len(lines)
    for place in filled[1:]:
        if _DASHES.match(lines[place]) and filled[-1] - place <= 2 * _SIGNATURE_LINES:
            return place
    for place in reversed(filled[1:]):
        folded = fold(lines[place]).strip(" ,.!-")
        short = len(folded.split()) <= _CLOSING_WORDS
        if short and folded.startswith(letter_words()["closing"]) and filled[-1] - place <= _SIGNATURE_LINES:
            return place
    last = [place for place in range(filled[-1] + 1) if not lines[place].strip()]
    start = last[-1] + 1 if last else 0
    block = lines[start : filled[-1] + 1]
    if start and len(block) <= _SIGNATURE_LINES and any(map(_CONTACT.search, block)):
        return start
    return len(lines)

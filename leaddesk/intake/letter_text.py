"""The words of a letter: plain text of HTML, what is new in it, the signature under it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import unescape
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
_DEPTH = 200  # of tags inside each other that are remembered
_TOKENS = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,30})(?P<rest>[^<>]{0,2000})>|<[^<>]{0,2000}>|(?P<text>[^<]+|<)"
)
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


def plain_of(html: str) -> str:
    """The words of HTML, one line a paragraph; nothing is fetched.

    Cells of a row are parted by tabs, quoted lines begin with ">". Each sign is looked at once: the parser
    of the standard library takes hours for a megabyte of tags that never end.
    """
    reader = _Plain()
    for token in _TOKENS.finditer(_without_comments(html)):
        if token["name"]:
            reader.tag(token["name"].lower(), token["rest"], ends=bool(token["end"]))
        elif token["text"]:
            reader.text(unescape(token["text"]))
    lines = (_WIDE.sub(" ", line).strip(" ") for line in "".join(reader.parts).split("\n"))
    text = "\n".join("\t".join(map(str.strip, line.split("\t"))) for line in lines if line != ">")
    return _GAPS.sub("\n\n", text).strip("\n")


def _without_comments(html: str) -> str:
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0:
        kept.append(html[place:start])
        end = html.find("-->", start)
        if end < 0:
            return "".join(kept)
        place = end + 3
    return "".join((*kept, html[place:]))


class _Plain:
    """Words of HTML as its tags come: what is hidden, what is quoted, where lines end."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._open: list[str] = []
        self._quoted = self._silent = -1
        self._cells = 0

    def tag(self, name: str, rest: str, *, ends: bool) -> None:
        """A tag begins or ends."""
        if ends:
            self._close(name)
        elif name not in _VOID and len(self._open) < _DEPTH:
            self._begin(name, rest)
        if name in ("td", "th") and not ends:
            self.parts.append("\t" if self._cells else "")
            self._cells += 1
        elif name in _BLOCKS:
            self.parts.append("\n> " if self._quoted >= 0 else "\n")
            self._cells = 0 if name in ("tr", "table") else self._cells

    def text(self, words: str) -> None:
        """Words between tags."""
        if self._silent < 0:
            self.parts.append(_SPACES.sub(" ", words))

    def _begin(self, name: str, rest: str) -> None:
        self._open.append(name)
        told = rest.lower()
        if self._quoted < 0 and (name == "blockquote" or any(mark in told for mark in _QUOTED)):
            self._quoted = len(self._open)
        if self._silent < 0 and name in _SILENT:
            self._silent = len(self._open)

    def _close(self, name: str) -> None:
        if name in self._open:
            while self._open.pop() != name:
                pass
        self._quoted = -1 if len(self._open) < self._quoted else self._quoted
        self._silent = -1 if len(self._open) < self._silent else self._silent


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

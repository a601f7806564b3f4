"""vCard files (2.1, 3.0, 4.0) taken apart: cards, folded lines, parameters, encodings, escapes."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from leaddesk.domain.normal import clean
from leaddesk.intake.lines import Lines
from leaddesk.intake.refusals import DamagedFile

CARD_LIMIT = 1 << 20  # without pictures and keys, which are not read
_RAW_LIMIT = 16 << 20
_BLOBS = (b"PHOTO", b"LOGO", b"SOUND", b"KEY", b"X-MS-CARDPICTURE")
_NAME = re.compile(rb"(?:[\w-]+\.)?([\w-]+)(?=[;:])")
_PARTED = re.compile(r"""((?:[^;:"]|"[^"]*")*)([;:])""")
_SEMICOLON = re.compile(r"\\.|;", re.S)
_ENCODINGS = {"QUOTED-PRINTABLE": "Q", "Q": "Q", "BASE64": "B", "B": "B", "8BIT": "", "7BIT": ""}
_CARET = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}


class Card(NamedTuple):
    """One card: its number in the file, its lines without BEGIN and END, its original bytes.

    `lines` is None where the card is larger than a megabyte without its pictures.
    """

    number: int
    lines: list[bytes] | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: `item1.TEL;CELL:067...` has the group item1, the name TEL, the type cell."""

    name: str
    group: str
    types: frozenset[str]
    params: dict[str, str]
    value: str

    @property
    def parts(self) -> list[str]:
        """The value parted at semicolons that are not escaped, each unescaped and stripped."""
        starts = [0]
        starts += [match.end() for match in _SEMICOLON.finditer(self.value) if match[0] == ";"]
        ends = [start - 1 for start in starts[1:]] + [len(self.value)]
        return [unescape(self.value[start:end]).strip() for start, end in zip(starts, ends, strict=True)]

    @property
    def text(self) -> str:
        """The value as one text, unescaped."""
        return unescape(self.value)


def unescape(text: str) -> str:
    r"""`\n`, `\,`, `\;` and `\\` as what they stand for."""
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text, flags=re.S)


def cards(lines: Lines, name: str) -> Iterator[Card]:
    """The cards of a file in their order; a card without its END ends where the next one begins.

    A card inside another one (AGENT) belongs to the outer one and is not read by itself.
    """
    wide = lines.encoding.startswith(("utf-16", "utf-32"))
    number = depth = 0
    current: _Collected | None = None
    for text in lines:
        line = text.encode("utf-8", "replace") if wide else lines.taken[-1]
        lines.taken.clear()
        mark = line.strip().upper().removeprefix(b"\xef\xbb\xbf")
        if mark.startswith(b"BEGIN:VCARD") and current is not None and current.inside_agent:
            depth += 1
        elif mark.startswith(b"BEGIN:VCARD"):
            if current is not None:
                yield current.card(number)
            number, depth, current = number + 1, 0, _Collected(name)
        if current is None:
            continue
        current.add(line, read=depth == 0 and not mark.startswith((b"BEGIN:VCARD", b"END:VCARD")))
        if mark.startswith(b"END:VCARD"):
            depth -= 1
            if depth < 0:
                yield current.card(number)
                current = None
    if current is not None:
        yield current.card(number)


class _Collected:
    """A card while its lines come."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._raw: list[bytes] = []
        self._lines: list[bytes] = []
        self._size = self._raw_size = 0
        self._blob = self.inside_agent = False

    def add(self, line: bytes, *, read: bool) -> None:
        self._raw.append(line)
        self._raw_size += len(line)
        if self._raw_size > _RAW_LIMIT:
            raise DamagedFile("intake.damaged_file", name=self._name, why="a card of more than 16 MB")
        if not read or not line.strip():
            return
        folded = line[:1] in b" \t"
        if not folded:
            match = _NAME.match(line)
            # A blob of version 2.1 goes on in lines without a colon.
            self._blob = match[1].upper() in _BLOBS if match else self._blob
            self.inside_agent = match is not None and match[1].upper() == b"AGENT"
        if not self._blob:
            self._size += len(line)
            if self._size <= CARD_LIMIT:
                self._lines.append(line)

    def card(self, number: int) -> Card:
        return Card(number, self._lines if self._size <= CARD_LIMIT else None, b"".join(self._raw))


def properties(lines: list[bytes], encoding: str) -> Iterator[Property]:
    """The properties of a card; a line that is none is left out (it stays in the card's bytes)."""
    default = "utf-8" if encoding.startswith("utf-") else encoding
    for line in _unfolded(lines):
        head, value = _parted(line)
        if not head:
            continue
        group, _, name = head[0].rpartition(".")
        params, types = _params(head[1:])
        charset = params.get("CHARSET", default)
        text = _decoded(value, params.get("ENCODING", ""), charset, default)
        yield Property(name.upper(), group.lower(), types, params, clean(text))


def _unfolded(lines: list[bytes]) -> Iterator[bytes]:
    """Logical lines: folded ones joined, and the soft breaks of quoted-printable."""
    parts: list[bytes] = []
    soft = False
    for line in lines:
        bare = line.rstrip(b"\r\n")
        if parts and (soft or bare[:1] in (b" ", b"\t")):
            parts.append(bare.lstrip(b" \t") if soft else bare[1:])
        else:
            if parts:
                yield b"".join(parts)
            parts = [bare]
            quoted = b"QUOTED-PRINTABLE" in bare.split(b":", 1)[0].upper()
            soft = quoted
        soft = soft and parts[-1].endswith(b"=")
        if soft:
            parts[-1] = parts[-1][:-1]
    if parts:
        yield b"".join(parts)


def _parted(line: bytes) -> tuple[list[str], bytes]:
    """(name and parameters, value) of a logical line; ([], b"") where it has no colon."""
    head: list[str] = []
    text = line[:65_536].decode("latin-1")
    place = 0
    while match := _PARTED.match(text, place):
        head.append(match[1].strip())
        place = match.end()
        if match[2] == ":":
            return head, line[place:]
    name, colon, value = line.partition(b":")
    return ([name.decode("latin-1").split(";")[0].strip()], value) if colon else ([], b"")


def _params(given: list[str]) -> tuple[dict[str, str], frozenset[str]]:
    """Parameters by name, and all types in lower case, bare ones of version 2.1 (TEL;CELL) among them."""
    params: dict[str, str] = {}
    types: set[str] = set()
    for one in given:
        name, equals, value = one.partition("=")
        name = name.strip().upper()
        value = re.sub(r"\^[nN'^]", lambda match: _CARET[match[0]], value.strip().strip('"'))
        if not equals:
            if name in _ENCODINGS:
                params["ENCODING"] = name
            else:
                types.add(name.lower())
        elif name == "TYPE":
            types.update(part.strip().strip('"').lower() for part in value.split(","))
        else:
            params[name] = value
    return params, frozenset(types - {""})


def _decoded(value: bytes, encoding: str, charset: str, default: str) -> str:
    kind = _ENCODINGS.get(encoding.upper(), "")
    if kind == "Q":
        value = quopri.decodestring(value)
    for name in (charset, default):
        try:
            return value.decode(name)
        except (LookupError, ValueError):
            continue
    return value.decode("utf-8", "replace")

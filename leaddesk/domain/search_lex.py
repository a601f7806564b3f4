"""Cuts a typed query into brackets, operators, texts and terms; every input gives tokens, none an error."""

import re
from dataclasses import dataclass
from typing import Literal

from leaddesk.domain.normal import clean, digits, fold
from leaddesk.domain.search_fields import Field, find_field

TokenKind = Literal["(", ")", "or", "not", "word", "phrase", "term"]
LONGEST = 200
"""Characters of one word, phrase or value; the rest of it is left out."""

_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“”"}
_ENDS = "()|" + '"«»“”„'
_WORD = re.compile(rf"[^\s{re.escape(_ENDS)}]+")
_VALUE = re.compile(rf"[^\s,{re.escape(_ENDS)}]+")
_FIELD = re.compile(r"([^\W\d](?:[\w.'ʼ’-]{0,40}\w)?)(:(?:<=|>=|<|>|=)?|<=|>=|<|>|=)")
# A number with its area code in brackets would fall apart at the brackets.
_BRACKETED_PHONE = re.compile(
    r"(?:\+?\d{1,4}[ .-]?|\+)?\(\d{2,5}\)[ .-]?\d[\d .-]{3,14}\d(?![.-]*\w)", re.ASCII
)
_PHONE = re.compile(r"\+?\d{0,4}[ .-]?(?:\(\d{2,5}\)[ .-]?)?\d[\d .-]{3,16}\d(?![.-]*[\w*~:])", re.ASCII)
_OR = frozenset(("або", "или"))
_NOT = "не"


@dataclass(frozen=True, slots=True)
class Raw:
    """A value as typed, between `start` and `end` of the query."""

    text: str
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query; terms have the typed name, its field (None if unknown), operator and values."""

    kind: TokenKind
    start: int
    end: int
    text: str = ""
    field: Field | None = None
    op: str = ":"
    values: tuple[Raw, ...] = ()


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, in order. NUL and lone surrogates count as U+FFFD."""
    text = clean(text)
    found: list[Token] = []
    at = 0
    while at < len(text):
        token = _token(text, at)
        if token is None:
            at += 1
        else:
            found.append(token)
            at = token.end
    return found


def _token(text: str, at: int) -> Token | None:
    """The token that begins at `at`; None for white space and marks that mean nothing there."""
    mark = text[at]
    if mark.isspace():
        return None
    phone = _BRACKETED_PHONE.match(text, at)
    if phone and 7 <= len(digits(phone[0])) <= 15:
        plus = "+" if phone[0].startswith("+") else ""
        return Token("word", at, phone.end(), plus + digits(phone[0]))
    if mark in "()":
        return Token("(" if mark == "(" else ")", at, at + 1)
    if mark == "|":
        return Token("or", at, at + 1)
    if mark in _QUOTES:
        raw = _phrase(text, at)
        return Token("phrase", at, raw.end, raw.text)
    if mark in "-−":
        follows = text[at + 1 : at + 2]
        starts = follows != "" and not follows.isspace() and follows not in ")|"
        return Token("not", at, at + 1) if starts else None
    return _term(text, at) or _word(text, at)


def _word(text: str, at: int) -> Token | None:
    match = _WORD.match(text, at)
    if match is None:
        return None
    word, end = match[0], match.end()
    if word == "OR" or fold(word) in _OR:
        return Token("or", at, end)
    if word == "NOT" or fold(word) == _NOT:
        return Token("not", at, end)
    if word == "AND":
        return Token("word", at, end)
    return Token("word", at, end, word[:LONGEST])


def _phrase(text: str, at: int) -> Raw:
    """The quoted text that opens at `at`; one that is never closed ends with the query."""
    closing = _QUOTES[text[at]]
    end = next((i for i in range(at + 1, len(text)) if text[i] in closing), len(text))
    said = " ".join(text[at + 1 : end].replace('"', " ").split())
    return Raw(said[:LONGEST].rstrip(), at, min(end + 1, len(text)), quoted=True)


def _term(text: str, at: int) -> Token | None:
    match = _FIELD.match(text, at)
    if match is None:
        return None
    name, op = match[1], match[2]
    field = find_field(name)
    if field is None and (not op.startswith(":") or text.startswith("//", match.end())):
        return None  # a < b and https://... are texts
    values, end = _values(text, match.end(), field)
    return Token("term", at, end, name, field, op if op.startswith(":") else ":" + op, values)


def _values(text: str, at: int, field: Field | None) -> tuple[tuple[Raw, ...], int]:
    values: list[Raw] = []
    while True:
        raw = _value(text, at, field)
        if raw is not None:
            at = raw.end
            if raw.text:
                values.append(raw)
        if text[at : at + 1] != ",":
            return tuple(values), at
        at += 1


def _value(text: str, at: int, field: Field | None) -> Raw | None:
    if text[at : at + 1] in _QUOTES:
        return _phrase(text, at)
    if field is not None and field.kind == "digits":
        phone = _PHONE.match(text, at)
        if phone and 7 <= len(digits(phone[0])) <= 15:
            return Raw(phone[0], at, phone.end())
    match = _VALUE.match(text, at)
    if match is None:
        return None
    said = match[0].lstrip("<>=")[:LONGEST]
    return Raw(said, match.end() - len(match[0].lstrip("<>=")), match.end())

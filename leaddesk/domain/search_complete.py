"""What a person may be about to type: fields, their values and states, offered after one letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from leaddesk.domain.normal import fold
from leaddesk.domain.search_ast import Choice
from leaddesk.domain.search_fields import COMPARED, FIELDS, Field, lookup_name
from leaddesk.domain.search_flags import FLAGS, states_of
from leaddesk.domain.search_lex import Token, tokens
from leaddesk.domain.search_print import print_value
from leaddesk.domain.search_values import DAY_NAMES, known_values
from leaddesk.domain.search_vocabulary import PLAIN, Vocabulary

MOST = 12
"""Offers for the beginning of a word; the values of a field are all offered."""

_LENGTHS = ("15m", "1h", "1d", "3d", "1w", "1mo")


@dataclass(frozen=True, slots=True)
class Completion:
    """Replace [start, end) of the typed text by `insert`; `matched` is the name or alias that was begun."""

    start: int
    end: int
    insert: str
    matched: str
    kind: Literal["field", "value", "state"]


@dataclass(frozen=True, slots=True)
class _Offer:
    insert: str
    names: tuple[str, ...]
    kind: Literal["field", "value", "state"]


def complete(text: str, cursor: int, vocabulary: Vocabulary = PLAIN) -> list[Completion]:
    """Completions of the word or value at `cursor`, the best first; nothing inside quotes.

    After the first letter: fields and states (`is:hot` for "г"); after a colon or comma: values at once.
    Whole canonical names come before beginnings, and those before aliases.
    """
    cursor = min(max(cursor, 0), len(text))
    token = next((token for token in tokens(text) if token.start < cursor <= token.end), None)
    if token is None or token.kind not in ("word", "term"):
        return []
    if token.kind == "term":
        return _values(text, cursor, token, vocabulary)
    typed = text[token.start : cursor]
    return _ranked(_beginnings(), typed, token.start, token.end)[:MOST] if lookup_name(typed) else []


def _values(text: str, cursor: int, token: Token, vocabulary: Vocabulary) -> list[Completion]:
    head = token.start + len(token.text)
    if cursor <= head:
        return _ranked(_fields_only(), text[token.start : cursor], token.start, head + 1)[:MOST]
    if token.field is None:
        return []
    start = max(head + len(token.op) if text[head] == ":" else head + len(token.op) - 1, head)
    start = max(start, text.rfind(",", start, cursor) + 1)
    if cursor < start or text[start:cursor].startswith(tuple('"«“„')):
        return []
    typed = text[start:cursor]
    minus = typed[:1] in ("-", "+")
    end = next(
        (raw.end for raw in token.values if raw.start <= cursor <= raw.end and raw.start >= start), cursor
    )
    offers = list(_offers(token.field, vocabulary))
    return _ranked(offers, "" if minus and len(typed) == 1 else typed, start, end)


def _fields_only() -> Iterator[_Offer]:
    for field in FIELDS:
        if field.kind != "order":
            yield _Offer(field.name + ":", field.names, "field")


def _beginnings() -> Iterator[_Offer]:
    yield from _fields_only()
    for state in FLAGS:
        yield _Offer("is:" + state.id, state.names, "state")


def _offers(field: Field, vocabulary: Vocabulary) -> Iterator[_Offer]:
    """What can stand after the colon of a field."""
    if field.kind in ("flag", "have"):
        for state in states_of(field.name):
            yield _Offer(state.id, state.names, "value")
    elif field.kind in ("sort", "group"):
        for by in FIELDS:
            if by.sorts if field.kind == "sort" else by.groups:
                yield _Offer(by.name, by.names, "value")
    elif field.kind == "day":
        yield from _days()
    elif field.kind in COMPARED:
        for length in _LENGTHS if field.kind in ("since", "left", "duration") else ():
            yield _Offer(length, (length,), "value")
    for known in known_values(field, vocabulary):
        id_ = known.names[0] if field.typed and known.names else known.id
        yield _Offer(print_value(Choice(id_), field.name), (known.id, *known.names), "value")


def _days() -> Iterator[_Offer]:
    for day in dict.fromkeys(DAY_NAMES.values()):
        yield _Offer(day, tuple(name for name, named in DAY_NAMES.items() if named == day), "value")


def _ranked(offers: Iterator[_Offer] | list[_Offer], typed: str, start: int, end: int) -> list[Completion]:
    said = lookup_name(typed)
    found: list[tuple[int, int, Completion]] = []
    for number, offer in enumerate(offers):
        best = min(
            ((_grade(said, name, canonical=at == 0), at) for at, name in enumerate(offer.names)),
            default=(9, 0),
        )
        if best[0] < 9:
            done = Completion(start, end, offer.insert, offer.names[best[1]], offer.kind)
            found.append((best[0], number, done))
    found.sort(key=lambda entry: entry[:2])
    return [done for _, _, done in found]


def _grade(said: str, name: str, *, canonical: bool) -> int:
    """0 whole canonical name, 1 whole alias, 2 canonical beginning, 3 alias beginning, 4 inner word, 9 no."""
    plain = fold(name)
    if plain == said:
        return 0 if canonical else 1
    if plain.startswith(said):
        return 2 if canonical else 3
    inner = plain.replace(" ", "_").split("_")[1:]
    return 4 if any(word.startswith(said) for word in inner) else 9


def replaced(text: str, completion: Completion) -> tuple[str, int]:
    """The text after a completion was taken, and where the cursor stands then."""
    done = text[: completion.start] + completion.insert + text[completion.end :]
    return done, completion.start + len(completion.insert)

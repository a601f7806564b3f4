"""Reads one typed value of a field: number, length of time, date, range, choice or words."""

import re
from datetime import date
from decimal import Decimal
from typing import NoReturn

from leaddesk.domain.normal import digits, fold, words
from leaddesk.domain.search_ast import (
    Choice,
    Day,
    Duration,
    Named,
    Nothing,
    Number,
    Offset,
    Point,
    Range,
    Text,
    TextMode,
    Unit,
    Value,
)
from leaddesk.domain.search_dates import zone_names
from leaddesk.domain.search_fields import COMPARED, Field
from leaddesk.domain.search_flags import find_state, states_of
from leaddesk.domain.search_lex import Raw
from leaddesk.domain.search_vocabulary import Known, Vocabulary


class ValueRefused(Exception):
    """A value that its field does not understand: kind of the problem and what may have been meant."""

    def __init__(self, kind: str, suggestion: str | None = None) -> None:
        super().__init__(kind, suggestion)
        self.kind = kind
        self.suggestion = suggestion


_UNIT_WORDS: dict[Unit, str] = {
    "m": "m min хв мин хвилин минут",
    "h": "h год ч час годин часов",
    "d": "d д дн день дні дней",
    "w": "w т тиж тижні нед недели н",
    "mo": "mo міс мес місяці месяца",
    "y": "y р рік роки років года лет",
}
UNITS: dict[str, Unit] = {word: unit for unit, said in _UNIT_WORDS.items() for word in said.split()}

_DAY_WORDS = {
    "today": "today сьогодні сегодня",
    "tomorrow": "tomorrow завтра",
    "yesterday": "yesterday вчора вчера",
    "now": "now зараз сейчас",
    "mon": "mon monday пн понеділок понедельник",
    "tue": "tue tuesday вт вівторок вторник",
    "wed": "wed wednesday ср середа среда",
    "thu": "thu thursday чт четвер четверг",
    "fri": "fri friday пт пятниця пятница",
    "sat": "sat saturday сб субота суббота",
    "sun": "sun sunday нд неділя вс воскресенье",
    "eow": "eow кін_тижня кінець_тижня конец_недели",
    "eom": "eom кін_місяця кінець_місяця конец_месяца",
    "eoy": "eoy кін_року кінець_року конец_года",
}
DAY_NAMES = {word: day for day, said in _DAY_WORDS.items() for word in said.split()}

NONE_WORDS = frozenset(("none", "немає", "нет"))
_UNKNOWN = NONE_WORDS | {"unknown", "невідомо", "неизвестно", "?"}
_THOUSANDS = {"k": 1000, "к": 1000, "тис": 1000, "тыс": 1000, "m": 10**6, "м": 10**6, "млн": 10**6}
_NUMBER = re.compile(r"([+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?)(%|[^\W\d_]{1,3})?")
_LENGTH = re.compile(r"([+-]?[0-9]{1,6}(?:\.[0-9]{1,3})?)([^\W\d_]{1,8})")
_OFFSET = re.compile(r"([+-][0-9]{1,6})([^\W\d_]{1,8})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{4}))?")


def read_value(field: Field, raw: Raw, vocabulary: Vocabulary) -> Value:
    """The value of `raw` for `field`; raises ValueRefused where it has no meaning there."""
    if not fold(raw.text):
        raise ValueRefused("empty_value")
    if field.kind in ("flag", "have"):
        return _state(field, raw)
    if field.kind in COMPARED:
        return _compared(field, raw)
    if not raw.quoted and fold(raw.text) in NONE_WORDS and not _called(field, raw, vocabulary):
        return Nothing()
    if field.kind == "digits":
        return _digits(raw)
    if field.kind in ("text", "labels"):
        return text_of(raw) if field.kind == "text" else Choice(raw.text)
    return _zone(raw) if field.kind == "zone" else _choice(field, raw, vocabulary)


def text_of(raw: Raw) -> Text:
    """Words as typed: a trailing * asks for beginnings, ~ for similar words, quotes for a phrase."""
    if raw.quoted:
        return Text(raw.text, "phrase")
    stem = raw.text.rstrip("*~")
    marks = raw.text[len(stem) :]
    mode: TextMode = "word" if not marks else "start" if marks[0] == "*" else "fuzzy"
    if not stem:
        raise ValueRefused("empty_value")
    return Text(stem, mode)


def nearest(typed: str, names: list[str]) -> str | None:
    """The name that a typed word comes nearest to; None where all are far."""
    # The import costs 30 ms, so it waits for the first misspelt word (P1).
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    said = fold(typed)
    found = process.extractOne(
        said, names, scorer=DamerauLevenshtein.normalized_similarity, processor=fold, score_cutoff=0.5
    )
    return found[0] if found else None


PEOPLE = frozenset(("contacted_by", "decided_by", "sales"))
"""Fields that name the same people as `owner`."""


def known_values(field: Field, vocabulary: Vocabulary) -> tuple[Known, ...]:
    """Values of a field, those of the company first."""
    ours = vocabulary.of("owner" if field.name in PEOPLE else field.name)
    taken = {known.id for known in ours}
    return (*ours, *(known for known in field.values if known.id not in taken))


def _state(field: Field, raw: Raw) -> Choice:
    state = find_state(field.name, raw.text)
    if state is not None:
        return Choice(state.id)
    owners = {name: other.id for other in states_of(field.name) for name in other.names}
    found = nearest(raw.text, list(owners))
    raise ValueRefused("unknown_value", owners[found] if found else None)


def _called(field: Field, raw: Raw, vocabulary: Vocabulary) -> Known | None:
    """The known value that `raw` names: one of the company's, or a declared one that the company kept."""
    said, ours = fold(raw.text), vocabulary.of(field.name)
    found = next((known for known in ours if known.called(said)), None)
    if found is not None:
        return found
    kept = {known.id for known in ours}
    declared = (known for known in field.values if field.closed or not kept or known.id in kept)
    return next((known for known in declared if known.called(said)), None)


def _choice(field: Field, raw: Raw, vocabulary: Vocabulary) -> Choice:
    found = _called(field, raw, vocabulary)
    if field.typed and (fold(raw.text) in ("me", "я")):
        return Choice("me")
    if found is not None:
        return Choice(raw.text if field.typed else found.id)
    values = known_values(field, vocabulary)
    said = fold(raw.text)
    listed = field.closed or bool(vocabulary.of(field.name))
    if not listed or (not field.closed and any(known.begins(said) for known in values)):
        return Choice(raw.text)
    said_as = {known.id: known for known in values}
    said_as.update((part, known) for known in values for name in known.names for part in (*words(name), name))
    near = nearest(raw.text, list(said_as))
    raise ValueRefused("unknown_value", _shown(field, said_as[near]) if near else None)


def _shown(field: Field, known: Known) -> str:
    """How a value is proposed: people by their name, the rest by id."""
    return known.names[0] if field.typed and known.names else known.id


def _zone(raw: Raw) -> Choice:
    """A zone by its name or a part of it: Europe/Kyiv, kyiv, america."""
    said = fold(raw.text).replace(" ", "_")
    if any(said in name.casefold() for name in zone_names()):
        return Choice(said)
    cities = {name.rpartition("/")[2]: name for name in zone_names()}
    found = nearest(raw.text, list(cities))
    raise ValueRefused("unknown_value", cities[found] if found else None)


def _digits(raw: Raw) -> Text:
    stem = raw.text.rstrip("*~")
    found = digits(stem)
    if not found:
        raise ValueRefused("bad_value")
    return Text(found, "start" if raw.text.endswith("*") else "word")


def _compared(field: Field, raw: Raw) -> Value:
    if fold(raw.text) in _UNKNOWN:
        return Nothing()
    low, dots, high = raw.text.partition("..")
    if not dots:
        return _point(field, raw.text)
    if not low and not high:
        raise ValueRefused("bad_value")
    return Range(_point(field, low) if low else None, _point(field, high) if high else None)


def _point(field: Field, text: str) -> Point:
    if field.kind in ("number", "level"):
        return _number(text)
    if field.kind == "day":
        return _day(field, text)
    return _length(field, text)


def _number(text: str) -> Number:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueRefused("bad_number")
    unit = fold(match[2] or "")
    if unit not in ("", "%", *_THOUSANDS):
        raise ValueRefused("bad_number", match[1])
    value = Decimal(match[1]) * _THOUSANDS.get(unit, 1)
    if abs(value) >= 10**15:
        raise ValueRefused("bad_number")
    return Number(value)


def _length(field: Field, text: str) -> Duration:
    match = _LENGTH.fullmatch(text)
    unit = UNITS.get(fold(match[2])) if match else None
    if match is None or unit is None:
        number = _NUMBER.fullmatch(text)
        raise ValueRefused("bad_duration", f"{number[1]}h" if number else None)
    count = Decimal(match[1])
    if count < 0 and field.kind != "left":
        raise ValueRefused("bad_duration", f"{-count:f}{unit}")
    return Duration(count, unit)


def _day(field: Field, text: str) -> Day | Named | Offset:
    said = fold(text)
    if (name := said.replace(" ", "_")) in DAY_NAMES:
        return Named(DAY_NAMES[name])
    offset = _OFFSET.fullmatch(said)
    if offset and offset[2] in UNITS:
        return Offset(int(offset[1]), UNITS[offset[2]])
    if iso := _ISO.fullmatch(said):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    if dotted := _DOTTED.fullmatch(said):
        return _checked(int(dotted[3]) if dotted[3] else None, int(dotted[2]), int(dotted[1]))
    return _no_day(field, said)


def _checked(year: int | None, month: int, day: int) -> Day:
    try:
        date(2024 if year is None else year, month, day)
    except ValueError:
        raise ValueRefused("bad_date") from None
    return Day(year, month, day)


def _no_day(field: Field, said: str) -> NoReturn:
    """3d does not say which way: the suggestion points where the field points."""
    length = _LENGTH.fullmatch(said)
    if length and length[2] in UNITS and "." not in length[1]:
        raise ValueRefused("bad_date", f"{'-' if field.past else '+'}{length[1]}{UNITS[length[2]]}")
    raise ValueRefused("bad_date", nearest(said, list(dict.fromkeys(DAY_NAMES.values()))))

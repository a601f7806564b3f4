"""The parts of a person's name by sound, whichever order, script or state they were typed in."""

import re
from functools import lru_cache

from leaddesk.domain.matching_names import names_of
from leaddesk.domain.matching_sound import sound, words_of
from leaddesk.domain.matching_words import NOBODY, TITLES
from leaddesk.domain.names import split_name

_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_GLUED = re.compile(r"(?<=[^\W\d_]{2})(?=[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ]{2})")
_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.")


def read_person(name: str, first: str = "", last: str = "", patronymic: str = "") -> tuple[str, str, str]:
    """(family, given, patronymic) by sound, whichever order they were typed in."""
    if first or last:
        return _sounded(last), _sounded(first), _sounded(patronymic)
    return _read_name(name)


@lru_cache(maxsize=1 << 12)
def _read_name(name: str) -> tuple[str, str, str]:
    tokens = words_of(_INITIALS.sub(r"\1. ", _HYPHEN.sub("", name)))
    if len(tokens) == 1 and len(parted := _GLUED.sub(" ", name).split()) == 2:
        tokens = words_of(" ".join(parted))
    if not tokens or any(token in NOBODY for token in tokens):
        return "", "", ""
    tokens = [token for token in tokens if token not in TITLES] or tokens
    if len(tokens) == 1:
        alone = sound(tokens[0])
        return ("", alone, "") if names_of(alone) else (alone, "", "")
    long = [token for token in tokens if len(token) > 1]
    short = [token for token in tokens if len(token) == 1]
    if short and len(long) == 1:
        return sound(long[0]), sound(short[0])[:1], sound(short[1])[:1] if len(short) > 1 else ""
    if short and len(long) == 2:
        tokens = long
    if len(tokens) == 2:
        return (*_two(sound(tokens[0]), sound(tokens[1]), name), "")
    parts = split_name(name)
    if not parts.patronymic and len(long) == 3:
        return _three(long)
    return _sounded(parts.family), _sounded(parts.given), _sounded(parts.patronymic)


def _two(first: str, second: str, name: str) -> tuple[str, str]:
    """(family, given) of two sounded words: a known given name tells, else the rules of names."""
    one, other = bool(names_of(first)), bool(names_of(second))
    if one != other:
        return (second, first) if one else (first, second)
    family = sound("".join(words_of(split_name(name).family)))
    return (first, second) if family == first else (second, first)


def _three(words: list[str]) -> tuple[str, str, str]:
    """The same of three words without a patronymic; a given name may be torn in two (Jac Ob Lanyon)."""
    for place in (0, 1):
        if (
            names_of(torn := sound(words[place] + words[place + 1]))
            and min(map(len, words[place : place + 2])) < 4
        ):
            return sound(words[2 - 2 * place]), torn, ""
    sounds = [sound(word) for word in words]
    known = [i for i, word in enumerate(sounds) if len(word) > 2 and names_of(word)]
    if not known:
        return sounds[2], sounds[0] + sounds[1], ""
    place = known[0]
    return "".join(word for i, word in enumerate(sounds) if i != place), sounds[place], ""


def _sounded(text: str) -> str:
    return "".join(map(sound, words_of(text)))

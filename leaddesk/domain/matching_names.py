"""Given names: which spellings, languages and pet names are one name, as data, and what a token may mean."""

from functools import cache, lru_cache

from leaddesk.domain.matching_given import GIVEN
from leaddesk.domain.matching_sound import sound


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(GIVEN.split(";")):
        for form in line.replace("'", "").split():
            found.setdefault(sound(form), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@cache
def _by_deletion() -> dict[str, frozenset[int]]:
    """Groups by each form with one letter left out: what a typing slip leads to."""
    found: dict[str, set[int]] = {}
    for form, numbers in _groups().items():
        if len(form) >= 5:
            for place in range(len(form)):
                found.setdefault(form[:place] + form[place + 1 :], set()).update(numbers)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@lru_cache(maxsize=1 << 16)
def names_of(sounded: str) -> frozenset[int]:
    """Numbers of the given names that a sounded word is a form of; empty for any other word."""
    return _groups().get(sounded, frozenset())


@lru_cache(maxsize=1 << 16)
def near_names_of(sounded: str) -> frozenset[int]:
    """The same for a word with one letter too many, too few or wrong; empty where that says nothing."""
    exact = names_of(sounded)
    if exact or len(sounded) < 4:
        return exact
    deleted = _by_deletion()
    found = set(deleted.get(sounded, ())) | names_of(sounded.replace("rn", "m"))
    for place in range(len(sounded)):
        less = sounded[:place] + sounded[place + 1 :]
        found |= names_of(less) | deleted.get(less, frozenset())
    return frozenset(found) if len(found) <= 3 else frozenset()


@cache
def initials_of(number: int) -> frozenset[str]:
    """First sounds of the forms of a name, for comparing with an initial."""
    return frozenset(form[0] for form, numbers in _groups().items() if number in numbers)

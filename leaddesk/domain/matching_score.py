"""How probable it is that two leads are one client: Fellegi and Sunter's log-odds, field by field.

Each field gives ln(m / u): m is how often it agrees for one client, u how often for strangers, which the
base itself tells (a rare family name says more than a frequent one). No labels are needed.
"""

import math
from collections.abc import Callable

from rapidfuzz.distance import OSA

from leaddesk.domain.matching_alike import alike, given_alike, given_class
from leaddesk.domain.matching_names import names_of
from leaddesk.domain.matching_shared import company, contacts, places
from leaddesk.domain.matching_sound import skeleton
from leaddesk.domain.matching_traits import Traits
from leaddesk.domain.matching_verdict import DUPLICATE, USUAL, Habits, Said, Verdict


def compare(one: Traits, other: Traits, habits: Habits) -> Verdict:
    """The verdict on a pair; the same whichever of the two comes first."""
    if other < one:
        one, other = other, one
    return _weighed(one, other, shared_by(one, other, habits), habits)


def compare_shared(one: Traits, other: Traits, habits: Habits) -> Verdict | None:
    """The same, but None at once where only a name could be in common: that is never one client."""
    if other < one:
        one, other = other, one
    said = shared_by(one, other, habits)
    return _weighed(one, other, said, habits) if _identified(said) else None


def shared_by(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    """What two leads have in common beside their names."""
    return [*contacts(one, other, habits), *company(one, other, habits), *places(one, other, habits)]


def _weighed(one: Traits, other: Traits, shared: list[Said], habits: Habits) -> Verdict:
    said = [*shared, *_person(one, other, habits)]
    if any(part[:2] == ("given", "other") for part in said) and any(part[:2] in _AT_WORK for part in said):
        # Another first name at the same company is a colleague, and relatives work together.
        said.append(Said("colleague", "given", -2.0))
    odds = habits.prior + sum(part.weight for part in said)
    if not _identified(shared):
        odds = min(odds, _NAMESAKE)
    probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
    kind = "duplicate" if probability >= DUPLICATE else "new"
    if kind == "new" and any(part[:2] in _TIES for part in said):
        kind = "related"
    return Verdict(probability, kind, tuple(sorted(said, key=lambda part: -part.weight)))


def _person(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    said = _parts(one.family, one.given, other.family, other.given, habits)
    total = sum(part.weight for part in said)
    if total < 2 and _may_be_swapped(one, other):
        swapped = _parts(one.family, one.given, other.given, other.family, habits, _any_rarity)
        if swapped and sum(part.weight for part in swapped) - 1 > total:
            said = [*swapped, Said("name", "swapped", -1.0)]
            total = sum(part.weight for part in said)
    if total < 2 and (whole := _whole(one, other, habits)) is not None and whole.weight > total:
        said = [whole]
    if one.patronymic and other.patronymic and one.given and other.given:
        said.append(_patronymic(one.patronymic, other.patronymic))
    return said


def _whole(one: Traits, other: Traits, habits: Habits) -> Said | None:
    """Names whose words were glued or torn: Jac Ob Lanyon, Шевченкоолена."""
    name, name2 = one.given + one.family, other.given + other.family
    long = max(len(name), len(name2))
    if long < 7 or not (one.given and other.given):
        return None
    allowed = 1 + (long >= 10)
    if min(OSA.distance(name, name2), OSA.distance(one.family + one.given, name2)) > allowed:
        return None
    rare = min(_family_rarity(name, habits) for name in (one.family, other.family))
    return Said("name", "near", rare)


def _may_be_swapped(one: Traits, other: Traits) -> bool:
    """Where two words are known, or a single word of a side may be either of them."""
    return bool((one.family and other.given) or (one.given and other.family))


def _patronymic(one: str, other: str) -> Said:
    if min(len(one), len(other)) == 1:
        return Said("patronymic", "initial", 0.7 if one[0] == other[0] else -2.0)
    same = skeleton(one)[:4] == skeleton(other)[:4] or OSA.normalized_similarity(one, other) > 0.7
    return Said("patronymic", "same", 2.0) if same else Said("patronymic", "other", -3.0)


def _family_rarity(name: str, habits: Habits) -> float:
    return habits.rarity("f", skeleton(name), USUAL["f"])


def _given_rarity(name: str, habits: Habits) -> float:
    return habits.rarity("g", given_class(name), USUAL["g"])


def _any_rarity(name: str, habits: Habits) -> float:
    return min(_family_rarity(name, habits), _given_rarity(name, habits))


Rarity = Callable[[str, Habits], float]


def _parts(
    family: str, given: str, family2: str, given2: str, habits: Habits, swapped: Rarity | None = None
) -> list[Said]:
    said = []
    if family and family2:
        said.append(
            _part("family", alike(family, family2), (family, family2), habits, swapped or _family_rarity)
        )
    if given and given2:
        said.append(
            _part("given", given_alike(given, given2), (given, given2), habits, swapped or _given_rarity)
        )
    return said


def _part(field: str, how: str, names: tuple[str, str], habits: Habits, rarity: Rarity) -> Said:
    if how == "other":
        return Said(field, how, -4.0 if field == "family" or not all(map(names_of, names)) else -5.5)
    if how == "initial":
        return Said(field, how, 1.5)
    return Said(field, how, min(rarity(name, habits) for name in names) - _LESS[how])


_LESS = {"same": 0.1, "sounds": 0.7, "near": 2.3, "far": 4.2, "pet": 0.3}


_AT_WORK = frozenset((("company", "same"), ("company", "near")))
_TIES = frozenset(
    (("company", "same"), ("company", "near"), ("line", "same"), ("phone", "same"), ("email", "same"))
)
_IDENTIFYING = frozenset(("phone", "email", "company", "birth", "line"))
_PLACES = frozenset(("street", "house", "zip", "city"))
_NAMESAKE = -0.4


def _identified(shared: list[Said]) -> bool:
    """A name alone, however rare, is a namesake: something else must say the same."""
    if any(part.field in _IDENTIFYING and part.weight > 1 for part in shared):
        return True
    return sum(part.weight for part in shared if part.field in _PLACES and part.weight > 0) >= 5

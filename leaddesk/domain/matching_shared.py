"""What two leads share beside a name: contacts, a company, a place; each as a part of the log-odds."""

import math
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from leaddesk.domain.emails import is_free_mail
from leaddesk.domain.matching_alike import (
    bare_local,
    near_number,
    numbers_of,
    org_alike,
    same_number,
    street_alike,
)
from leaddesk.domain.matching_keys import bones_of_org, street_words
from leaddesk.domain.matching_sound import skeleton, sound
from leaddesk.domain.matching_traits import Traits, bones
from leaddesk.domain.matching_verdict import SMALLEST, USUAL, Habits, Said


def company(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    """How the companies compare; of several names of each the pair that says most."""
    if not one.orgs or not other.orgs:
        return []
    best = Said("company", "other", -2.5)
    for how, bare, bare2 in _alike_orgs(one.orgs, other.orgs):
        if how in _UNLIKE_ORG:
            weight = _UNLIKE_ORG[how]
        else:
            rare = min(habits.rarity("c", bare, USUAL["c"]), habits.rarity("c", bare2, USUAL["c"]))
            weight = rare - _LESS_ORG[how]
        if weight > best.weight or best.how == "other":
            best = Said("company", how, weight)
    return [best]


@lru_cache(maxsize=1 << 16)
def _alike_orgs(orgs: tuple[str, ...], orgs2: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """(how, key of one, key of the other) of every pair of names that is not of two other companies."""
    found = ((org_alike(a, b), bones_of_org(a), bones_of_org(b)) for a in orgs for b in orgs2)
    return tuple(one for one in found if one[0] != "other")


_UNLIKE_ORG = {"number": -3.5, "some": -0.3}
_LESS_ORG = {"same": 0.1, "near": 1.5, "part": 3.0}


def contacts(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    return [*_phones(one, other, habits), *_emails(one, other, habits)]


def _phones(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    if one.phones and other.phones:
        for a in one.phones:
            for b in other.phones:
                if same_number(a, b):
                    return [Said("phone", "same", _contact_weight("p", a[-7:], habits))]
        if any(near_number(a, b) for a in one.phones for b in other.phones):
            return [Said("phone", "near", 1.5)]
    every, every2 = one.phones + one.lines, other.phones + other.lines
    if (one.lines or other.lines) and any(same_number(a, b) for a in every for b in every2):
        return [Said("line", "same", 2.0)]
    return [Said("phone", "other", -0.8)] if one.phones and other.phones else []


def _contact_weight(kind: str, value: str, habits: Habits) -> float:
    """A contact of one person says nearly all; each further lead that has it says less."""
    seen = max(1, habits.held(kind + value))
    return math.log(max(habits.n, SMALLEST)) + 3.0 - 1.5 * math.log(seen)


def _emails(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    best: Said | None = None
    for a in one.emails:
        for b in other.emails:
            found = _email(a, b, habits, (one.family, other.family))
            if best is None or found.weight > best.weight:
                best = found
    if best is None and set(one.boxes) & set(other.boxes):
        best = Said("line", "same", 2.0)
    return [best] if best else []


def _email(one: str, other: str, habits: Habits, families: tuple[str, str]) -> Said:
    if one == other:
        return Said("email", "same", _contact_weight("e", one, habits) + 0.5)
    local, _, domain = one.partition("@")
    local2, _, domain2 = other.partition("@")
    bare, bare2 = bare_local(local), bare_local(local2)
    close = domain == domain2 or (
        OSA.distance(domain, domain2, score_cutoff=2) <= 2 and numbers_of(domain) == numbers_of(domain2)
    )
    if bare == bare2 and len(bare) >= 5:
        return Said("email", "near", 7.0) if close else Said("email", "local", _local_weight(bare, families))
    if close:
        numbers = numbers_of(bare)
        if len(bare) >= 6 and numbers == numbers_of(bare2) and OSA.distance(bare, bare2, score_cutoff=2) <= 1:
            return Said("email", "near", 6.5 if len(numbers) >= 2 else 3.0)
        return Said("email", "other", -1.0 if is_free_mail(domain) else -0.5)
    if is_free_mail(domain) and is_free_mail(domain2):
        return Said("email", "other", -0.8)
    return Said("email", "other", -0.2)


def _local_weight(bare: str, families: tuple[str, str]) -> float:
    """A mailbox of one name elsewhere; where it is only made of the person's name, the name has said it."""
    if len(numbers_of(bare)) >= 2:
        return 3.5
    bones = skeleton(sound(bare))
    named = any(family and skeleton(family).lstrip("a") in bones for family in families)
    return 0.7 if named else 3.5


def places(one: Traits, other: Traits, habits: Habits) -> list[Said]:
    said = []
    if one.street and other.street:
        how = street_alike(one.street, other.street)
        rare = min(_street_rarity(one.street, habits), _street_rarity(other.street, habits))
        said.append(
            Said(
                "street",
                how,
                {"same": rare - 0.5, "near": rare - 2.0, "part": 2.0, "far": 1.0, "other": -3.0}[how],
            )
        )
    if one.house and other.house:
        if set(one.house) & set(other.house):
            said.append(Said("house", "same", 2.5))
        else:
            said.append(Said("house", "other", -1.5))
    if one.zip and other.zip:
        same = one.zip == other.zip
        near = not same and OSA.distance(one.zip, other.zip, score_cutoff=2) <= 1
        said.append(Said("zip", *(("same", 3.5) if same else ("near", 2.0) if near else ("other", -1.5))))
    if one.city and other.city:
        same = bones(one.city) == bones(other.city) or fuzz.ratio(one.city, other.city) >= 80
        if one.street or other.street:
            said.append(Said("city", *(("same", 3.0) if same else ("other", -1.0))))
        else:
            said.append(Said("city", *(("same", 1.2) if same else ("other", -0.6))))
    if one.birth and other.birth:
        same = one.birth == other.birth
        near = not same and OSA.distance(one.birth, other.birth, score_cutoff=2) <= 1
        said.append(Said("birth", *(("same", 6.0) if same else ("near", 1.0) if near else ("other", -5.0))))
    return said


def _street_rarity(street: str, habits: Habits) -> float:
    return max(habits.rarity("s", word, USUAL["s"]) for word in street_words(street))

"""Narrow compound keys: two leads of one client share at least one of them, two strangers hardly any."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain, pairwise

from leaddesk.domain.matching_names import names_of, near_names_of
from leaddesk.domain.matching_sound import skeleton
from leaddesk.domain.matching_traits import Traits, bones

_BONES = "bcdfhklmnprstvz"
KEY_BITS = 40
"""So many bits has the hash of a key: with a lead's number of 24 bits it fits one 64-bit word."""


def key_hash(key: str) -> int:
    """The stable hash of a key (KEY_BITS bits); equal in every process and on every machine."""
    return int.from_bytes(blake2b(key.encode(), digest_size=KEY_BITS // 8).digest(), "big")


def keys_of(traits: Traits) -> set[int]:
    """Hashes of the keys under which a lead is kept."""
    return {key_hash(key) for key in key_texts(traits)}


def key_texts(traits: Traits) -> Iterator[str]:
    """The keys in words; the first letter is the kind."""
    family, given, orgs = _families(traits), _givens(traits), [bones_of_org(org) for org in traits.orgs]
    for phone in traits.phones + traits.lines:
        yield f"p{phone[-7:]}"
    for address in traits.emails + traits.boxes:
        yield f"e{address}"
        local = address.partition("@")[0]
        if len(local) >= 6 and address in traits.emails:
            yield f"l{''.join(filter(str.isalnum, local))}"
    for name in family:
        for one in given:
            yield f"n{name}|{one}"
        if not given:
            yield f"n{name}|"
        for org in orgs:
            yield f"o{name}|{org}"
    for one in given:
        for org in orgs:
            yield f"o{one}|{org}"
    for org in orgs:
        yield f"c{org}"
    yield from _address_keys(
        traits, [skeleton(name) for name in (traits.family, traits.given) if len(name) > 1]
    )


def _families(traits: Traits) -> list[str]:
    return [skeleton(traits.family)] if len(traits.family) > 1 else []


def _givens(traits: Traits) -> list[str]:
    """Numbers of the given name; the bones of a name that no table has; the letter of an initial as it is."""
    if len(traits.given) < 2:
        return []
    known = names_of(traits.given) or near_names_of(traits.given)
    return [f"#{number}" for number in sorted(known)] or [skeleton(traits.given)]


def bones_of_org(org: str) -> str:
    """The skeleton of a company's name with its numbers."""
    name, numbers, _ = org.split("#")
    return f"{bones(name)}{numbers}"


def _address_keys(traits: Traits, names: list[str]) -> Iterator[str]:
    words = [skeleton(word) for word in street_words(traits.street)]
    house = traits.house[0] if traits.house else ""
    for word in words[:3]:
        if house:
            yield f"h{house}|{word}"
        for name in names:
            yield f"s{name}|{word}"
    for first, second in pairwise(words[:4]):
        yield f"w{min(first, second)}|{max(first, second)}"
    if traits.city and (house or words):
        town = bones(traits.city)
        for name in [*names, house] if house else names:
            yield f"t{name}|{town}"
    if traits.zip and (house or words):
        for name in names:
            yield f"z{name}|{traits.zip}"
        if house:
            yield f"z{house}|{traits.zip}"


def street_words(street: str) -> list[str]:
    """The first words of an address, in whichever line."""
    return street.replace("|", " ").split()[:4]


def search_texts(traits: Traits) -> Iterator[tuple[str, bool]]:
    """(key, is it a guess): a lead's own keys, then those that one slip of a finger would have made.

    Only the side that searches guesses, so the base keeps few keys a lead.
    """
    own = dict.fromkeys(key_texts(traits))
    for key in own:
        yield key, False
    guesses: dict[str, None] = {}
    family, given = _families(traits), _givens(traits)
    orgs = [bones_of_org(org) for org in traits.orgs]
    for near in chain.from_iterable(map(_slips, family)):
        guesses.update((f"n{near}|{one}", None) for one in given)
    if given and not names_of(traits.given):
        for near in chain.from_iterable(map(_slips, given)):
            guesses.update((f"n{name}|{near}", None) for name in family)
    if len(traits.given) > 1 and traits.family and not names_of(traits.given):
        # Nobody knows which of the two words was the family name.
        bare, other = skeleton(traits.given), _givens(traits._replace(given=traits.family))
        guesses.update((f"n{near}|{one}", None) for near in {bare, *_slips(bare)} for one in other)
        guesses.update((f"n{bare}|{near}", None) for near in _slips(skeleton(traits.family)))
    for org in orgs:
        for near in _slips(org):
            guesses.update((f"o{name}|{near}", None) for name in chain(family, given))
    for phone in traits.phones:
        guesses.update((f"p{near}", None) for near in _digit_slips(phone[-7:]))
    yield from ((key, True) for key in guesses if key not in own)


def _slips(bare: str) -> set[str]:
    """Every skeleton one letter away; none of a skeleton too short to tell."""
    if len(bare) < 3 or len(bare) > 14:
        return set()
    splits = [(bare[:i], bare[i:]) for i in range(len(bare) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in splits if right for letter in _BONES}
    found |= {left + letter + right for left, right in splits for letter in _BONES}
    found.discard(bare)
    return found


def _digit_slips(tail: str) -> set[str]:
    found = {
        tail[:i] + digit + tail[i + 1 :]
        for i in range(len(tail))
        for digit in "0123456789"
        if digit != tail[i]
    }
    found |= {tail[:i] + tail[i + 1] + tail[i] + tail[i + 2 :] for i in range(len(tail) - 1)}
    return found


def slip_keys_of(traits: Traits) -> set[int]:
    """Hashes of the keys under which two leads of one base meet although one family name has a slip.

    Symmetric deletion: of two names one letter apart, one with a letter left out is the other so shortened.
    """
    keys: set[int] = set()
    for one in _givens(traits):
        for name in _families(traits):
            shorter = (
                {name[:place] + name[place + 1 :] for place in range(len(name))} if len(name) > 2 else set()
            )
            keys.update(key_hash(f"d{less}|{one}") for less in (name, *shorter))
    return keys

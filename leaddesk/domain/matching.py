"""Did they contact us before? One engine for a single newcomer and for all pairs of a base (A10, B3)."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from leaddesk.domain.matching_alike import bare_local, given_class
from leaddesk.domain.matching_keys import (
    bones_of_org,
    key_hash,
    keys_of,
    search_texts,
    slip_keys_of,
    street_words,
)
from leaddesk.domain.matching_score import compare, compare_shared
from leaddesk.domain.matching_sound import skeleton
from leaddesk.domain.matching_traits import Traits, bones, pack, read_traits, unpack
from leaddesk.domain.matching_verdict import Habits, Verdict

NUMBER_BITS = 24
"""A lead's number in an index has so many bits: up to 16.7 million leads."""
_BROAD = 500
_MOST = 300
_WHOLE_BLOCK = 40
_WINDOW = 12
_PIECES = (3, 4)
_OFTEN = 5_000
_JOINED, _SURE, _AGAINST = 40, 0.8, -2.5


def _silent(_blocks: int) -> None:
    """Nobody hears it."""


class Found(NamedTuple):
    """A lead of the base that a newcomer may be."""

    number: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Digest:
    """Leads made ready for an index, in built-in types: children prepare parts of a base side by side.

    `words` are key hashes with numbers that count from 0 in this part.
    """

    packed: list[str]
    words: bytes
    counts: Counter[str]


def digest(rows: Iterable[Mapping[str, str]], *, slips: bool = False) -> Digest:
    """The leads of `rows` (fields of `read_traits`); with `slips` also the keys that only all pairs need."""
    return digest_traits(map(read_traits, rows), slips=slips)


def digest_packed(packed: Iterable[str], *, slips: bool = False) -> Digest:
    """The same of leads that were read and packed before."""
    return digest_traits(map(unpack, packed), slips=slips)


def digest_traits(leads: Iterable[Traits], *, slips: bool = False) -> Digest:
    """The same of leads that were read before."""
    packed: list[str] = []
    words = array("Q")
    counts: Counter[str] = Counter()
    for number, traits in enumerate(leads):
        packed.append(pack(traits))
        counts.update(habit_texts(traits))
        keys = keys_of(traits)
        words.extend(
            (key << NUMBER_BITS) | number for key in (keys | slip_keys_of(traits) if slips else keys)
        )
    return Digest(packed, words.tobytes(), counts)


def habit_texts(one: Traits) -> Iterator[str]:
    """What is counted of a lead for the rarity of its values."""
    if one.family:
        yield f"f{skeleton(one.family)}"
    if len(one.given) > 1:
        yield f"g{given_class(one.given)}"
    for org in {bones_of_org(org) for org in one.orgs}:
        yield f"c{org}"
    for word in street_words(one.street):
        yield f"s{word}"


class Index:
    """The keys of all leads of a base in one sorted array of words: a key's hash, then the lead's number."""

    def __init__(self, parts: Iterable[Digest]) -> None:
        self.packed: list[str] = []
        counts: Counter[str] = Counter()
        words = array("Q")
        for part in parts:
            first = len(self.packed)
            own = array("Q", part.words)
            words.extend(array("Q", (word + first for word in own)) if first else own)
            self.packed += part.packed
            counts.update(part.counts)
        self.words = array("Q", sorted(words))
        self.habits = Habits(len(self.packed), counts, self.held)

    def held(self, key: str) -> int:
        """How many leads are kept under a key."""
        head = key_hash(key) << NUMBER_BITS
        return bisect_left(self.words, head + (1 << NUMBER_BITS)) - bisect_left(self.words, head)

    def under(self, key: str) -> list[int]:
        """Numbers of leads under a key, at most so many as a narrow key ever has."""
        head = key_hash(key) << NUMBER_BITS
        words, end = self.words, head + (1 << NUMBER_BITS)
        place = first = bisect_left(words, head)
        last = min(len(words), first + _BROAD)
        while place < last and words[place] < end:
            place += 1
        return [word - head for word in words[first:place]]

    def came_before(self, newcomer: Traits, most: int = 5) -> list[Found]:
        """The leads that a newcomer most probably is, best first; equal ones by their number."""
        votes: dict[int, float] = {}
        for key, guess in search_texts(newcomer):
            numbers = self.under(key)
            if numbers:
                vote = (0.3 if guess else 1.0) / len(numbers)
                for number in numbers:
                    votes[number] = votes.get(number, 0.0) + vote
        chosen = sorted(votes, key=votes.__getitem__, reverse=True)[:_MOST]
        found = [Found(n, compare(newcomer, unpack(self.packed[n]), self.habits)) for n in chosen]
        found.sort(key=lambda one: (-one.verdict.probability, one.number))
        return found[:most]

    def pairs(self, heard: Callable[[int], None] = _silent) -> set[tuple[int, int]]:
        """All pairs that share a key and anything beside a name, each once; of very many only neighbours.

        `heard` is told now and then how many blocks of leads were looked through.
        """
        known = [traces(unpack(text)) for text in self.packed]
        found: set[tuple[int, int]] = set()
        for place, block in enumerate(self._blocks()):
            if place % _OFTEN == 0:
                heard(place)
            if len(block) == 2:
                if not known[block[0]].isdisjoint(known[block[1]]):
                    found.add((block[0], block[1]))
                continue
            groups: dict[str, list[int]] = {}
            for number in block:
                for trace in known[number]:
                    groups.setdefault(trace, []).append(number)
            for group in groups.values():
                found.update(self._within(group))
        return found

    def _within(self, group: list[int]) -> Iterator[tuple[int, int]]:
        """The pairs of a group; of a large one only neighbours by name, which `whole_groups` joins again."""
        if len(group) <= _WHOLE_BLOCK:
            yield from combinations(group, 2)
            return
        near = sorted(group, key=self.packed.__getitem__)
        for place, one in enumerate(near):
            for other in near[place + 1 : place + _WINDOW]:
                yield (one, other) if one < other else (other, one)

    def _blocks(self) -> Iterator[list[int]]:
        mask = (1 << NUMBER_BITS) - 1
        block: list[int] = []
        before = -1
        for word in self.words:
            key = word >> NUMBER_BITS
            if key != before:
                if len(block) > 1:
                    yield block
                block, before = [], key
            block.append(word & mask)
        if len(block) > 1:
            yield block


class Judge:
    """Verdicts on pairs of an index; it remembers the leads that it has unpacked."""

    def __init__(self, packed: Sequence[str], habits: Habits) -> None:
        self._packed = packed
        # Here both leads of a pair are in the base, so that one who shares a contact is the other of them.
        self._habits = replace(habits, held=lambda key: habits.held(key) - 1)
        self._known: dict[int, Traits] = {}

    def _lead(self, number: int) -> Traits:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = unpack(self._packed[number])
        return known

    def verdict(self, one: int, other: int) -> Verdict:
        """The verdict on two leads of the index."""
        return compare(self._lead(one), self._lead(other), self._habits)

    def duplicates(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, float]]:
        """Those of `pairs` that are duplicates, with their probability."""
        found = []
        for one, other in pairs:
            verdict = compare_shared(self._lead(one), self._lead(other), self._habits)
            if verdict is not None and verdict.kind == "duplicate":
                found.append((one, other, verdict.probability))
        return found


def whole_groups(judge: Judge, edges: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """`edges` and the pairs that follow from them: two that one lead joins, if nothing forbids it.

    A lead with only a phone and one with only an e-mail have nothing to compare; a third has both.
    """
    known: dict[int, dict[int, float]] = {}
    for one, other, probability in edges:
        known.setdefault(one, {})[other] = probability
        known.setdefault(other, {})[one] = probability
    found = {(one, other): p for one, near in known.items() for other, p in near.items() if one < other}
    for near in known.values():
        joined = sorted(near, key=near.__getitem__, reverse=True)[:_JOINED]
        for place, one in enumerate(joined):
            for other in joined[place + 1 :]:
                pair = (one, other) if one < other else (other, one)
                through = min(near[one], near[other])
                if pair not in found and through >= _SURE and not _forbidden(judge.verdict(*pair)):
                    found[pair] = through
    return [(one, other, probability) for (one, other), probability in sorted(found.items())]


def _forbidden(verdict: Verdict) -> bool:
    return any(part.weight <= _AGAINST for part in verdict.said)


def traces(one: Traits) -> frozenset[str]:
    """Short pieces of everything but the name: two leads of one client share at least one, slips and all."""
    found = [f"z{one.zip}"] if one.zip else []
    for phone in one.phones + one.lines:
        found += (f"p{phone[-7:-3]}", f"q{phone[-4:]}")
    for address in one.emails + one.boxes:
        local = bare_local(address.partition("@")[0])
        found += (f"e{local[:5]}", f"f{local[-5:]}")
    for org in one.orgs:
        name, numbers, _ = org.split("#")
        bare, tail = bones(name), "" if name.count(" ") >= 2 else f"#{numbers}"
        for size in _PIECES if len(bare) == 7 else _PIECES[1:] if len(bare) > 7 else _PIECES[:1]:
            found += (f"c{bare[:size]}{tail}", f"d{bare[-size:]}{tail}")
    found += [f"s{skeleton(word)[:3]}" for word in street_words(one.street)]
    return frozenset(found)

"""What people corrected on the cards of one company, and the next card of that company read by it.

A layout holds what is the same on every card of a company (its name, site, address, the host of its mail) and
where on the card the rest stands. It holds nothing of a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from leaddesk.intake.card_reading import FIELDS, LOW, Box, CardFact, CardLine, CardReading
from leaddesk.intake.card_words import latin, words

KNOWN, PLACED = 0.99, 0.93
"""How sure a value is that the company has on every card; one that stands where a person said it stands."""

_SAME = ("company", "website", "address")
_BY_PLACE = ("full_name", "job_title", "company", "phone", "email")
_LIKE = {"company": 0.6, "website": 0.8, "address": 0.75}
_NEAR = 0.07  # of the print's width and height
_READ_WELL = 0.75
Place = tuple[float, float, float, float]


class Told(NamedTuple):
    """A field as a person left it: `fact` is the place of the reading's own value (None: added by hand)."""

    key: str
    text: str
    fact: int | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Layout:
    """One company's cards: the values that stay, places by field, places that are no field at all."""

    values: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    idle: tuple[Place, ...] = ()


def company_keys(reading: CardReading, told: Sequence[Told] = ()) -> tuple[str, ...]:
    """What a company is told by: the hosts of its mail and site, else its name; free mail tells nothing."""
    said = [(one.key, one.text) for one in told] or [(one.key, one.text) for one in reading.facts]
    free = words().set_of("sites", "free_mail")
    hosts = [text.rpartition("@")[2] for key, text in said if key == "email"]
    hosts += [_host(text) for key, text in said if key == "website"]
    keys = [host.casefold() for host in hosts if "." in host and host.casefold() not in free]
    keys += [f"={latin(text)}" for key, text in said if key == "company" and len(latin(text)) > 3]
    return tuple(dict.fromkeys(keys))


def known_key(keys: Iterable[str], known: Iterable[str]) -> str | None:
    """The remembered key of these: the same, or a long host with one letter read otherwise."""
    there = list(known)
    for key in keys:
        if key in there:
            return key
    for key in keys:
        near = (one for one in there if min(len(one), len(key)) > 8 and one[:1] != "=" != key[:1])
        found = next((one for one in near if Levenshtein.distance(one, key, score_cutoff=1) <= 1), None)
        if found:
            return found
    return None


def learned(reading: CardReading, told: Sequence[Told], before: Layout | None = None) -> Layout:
    """The layout after a person confirmed a card."""
    old = before or Layout()
    values = {key: one.text.strip() for one in told if (key := one.key) in _SAME and one.text.strip()}
    hosts = [one.text.rpartition("@")[2].casefold() for one in told if one.key == "email" and "@" in one.text]
    free = words().set_of("sites", "free_mail")
    own = [host for host in hosts if host not in free]
    places = {one.key: place for one in reversed(told) if (place := _place_of(one, reading)) is not None}
    taken = {one.fact for one in told if one.text.strip()}
    gone = (fact for at, fact in enumerate(reading.facts) if at not in taken and fact.key != "country")
    idle = [place for fact in gone if fact.box and (place := _place_in(fact.box, reading.lines))]
    return Layout(
        {**old.values, **values, **({"host": own[0]} if own else {})},
        {**old.places, **places},
        tuple(dict.fromkeys([*old.idle, *idle]))[-12:],
    )


def applied(reading: CardReading, layout: Layout) -> CardReading:
    """The reading mended by what is known of the company's cards."""
    facts = [fact for fact in reading.facts if not _is_idle(fact, reading, layout)]
    facts = _by_place(facts, reading, layout)
    facts = [_by_value(fact, layout) for fact in facts]
    facts += [
        CardFact(key, layout.values[key], KNOWN)
        for key in ("company", "website")
        if key in layout.values and all(fact.key != key for fact in facts)
    ]
    return _with_facts(reading, facts)


def _by_value(fact: CardFact, layout: Layout) -> CardFact:
    """A value that every card of the company has, as a person wrote it; the mail's host."""
    known = layout.values.get(fact.key)
    if known and fuzz.ratio(fact.text.casefold(), known.casefold()) / 100 >= _LIKE[fact.key]:
        return fact._replace(text=known, sure=KNOWN, others=())
    host = layout.values.get("host", "")
    user, at, own = fact.text.rpartition("@")
    if fact.key == "email" and at and host and Levenshtein.distance(own, host) <= max(1, len(host) // 5):
        return fact._replace(text=f"{user}@{host}", sure=max(fact.sure, PLACED if own == host else fact.sure))
    return fact


def _by_place(facts: list[CardFact], reading: CardReading, layout: Layout) -> list[CardFact]:
    """Name, title and company from the lines where a person said that they stand."""
    mended = list(facts)
    for key in ("full_name", "job_title", "company"):
        place = layout.places.get(key)
        line = _line_at(place, reading.lines) if place else None
        if line is None:
            continue
        at = next((n for n, fact in enumerate(mended) if fact.key == key), None)
        if at is not None and mended[at].box == line.box:
            sure = max(mended[at].sure, PLACED if line.sure >= _READ_WELL else 0.0)
            mended[at] = mended[at]._replace(sure=sure)
        elif at is not None and _says(mended[at], line):
            continue
        else:
            found = CardFact(key, line.text, min(PLACED, line.sure), "", line.box)
            mended = [fact for fact in mended if fact.key != key] + [found]
    return mended


def _says(fact: CardFact, line: CardLine) -> bool:
    """Whether the line is one of those that the value was read from."""
    return line.text.casefold() in fact.text.casefold()


def _line_at(place: Place, lines: Sequence[CardLine]) -> CardLine | None:
    """The line at a place: as high, at the same level, begun, centred or ended alike."""
    fitting = [(away, line) for line in lines if (away := _away(place, line.place)) is not None]
    return min(fitting, default=(0.0, None), key=lambda pair: pair[0])[1]


def _away(one: Place, two: Place) -> float | None:
    level = abs(one[1] + one[3] / 2 - two[1] - two[3] / 2)
    begun, ended = abs(one[0] - two[0]), abs(one[0] + one[2] - two[0] - two[2])
    centred = abs(one[0] + one[2] / 2 - two[0] - two[2] / 2)
    aside = min(begun, ended, centred)
    tall = min(one[3], two[3]) / max(one[3], two[3], 1e-6)
    return level + aside if level <= _NEAR and aside <= _NEAR and tall > 0.5 else None


def _is_idle(fact: CardFact, reading: CardReading, layout: Layout) -> bool:
    """Whether the value stands where a person threw one away."""
    place = _place_in(fact.box, reading.lines) if fact.box else None
    return place is not None and any((_away(one, place) or 1.0) <= _NEAR / 2 for one in layout.idle)


def _place_of(one: Told, reading: CardReading) -> Place | None:
    """Where a value stands: the region pointed at, that of the reading, else the line that says it."""
    if one.key not in _BY_PLACE or not one.text.strip():
        return None
    if one.box is not None and (place := _place_in(one.box, reading.lines)) is not None:
        return place
    like = max(reading.lines, key=lambda line: fuzz.ratio(line.text, one.text), default=None)
    return like.place if like is not None and fuzz.ratio(like.text, one.text) >= 80 else None


def _place_in(box: Box, lines: Sequence[CardLine]) -> Place | None:
    """The place of the uppermost line whose middle lies in a box."""
    for line in lines:
        x, y = line.box[0] + line.box[2] / 2, line.box[1] + line.box[3] / 2
        if box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]:
            return line.place
    return None


def _host(site: str) -> str:
    return site.casefold().partition("//")[2].partition("/")[0] or site.casefold().partition("/")[0]


def _with_facts(reading: CardReading, facts: list[CardFact]) -> CardReading:
    """The reading with other values; its plain fields follow."""
    texts: dict[str, Any] = dict.fromkeys(("full_name", "job_title", *_SAME), "")
    sure = dict(reading.confidence)
    for fact in facts:
        if fact.key in texts:
            texts[fact.key] = fact.text
            sure[fact.key] = fact.sure
    mails = [fact for fact in facts if fact.key == "email"]
    if mails:
        sure["emails"] = min(fact.sure for fact in mails)
    numbers = {fact.text for fact in facts if fact.key == "phone"}
    return replace(
        reading,
        **texts,
        emails=tuple(fact.text for fact in mails),
        phones=tuple(phone for phone in reading.phones if phone.number in numbers),
        confidence=sure,
        low_confidence=tuple(key for key in FIELDS if sure.get(key, 0.0) < LOW),
        facts=tuple(facts),
    )


def as_json(layout: Layout) -> dict[str, Any]:
    """A layout in built-in types."""
    return {
        "values": dict(layout.values),
        "places": {key: list(place) for key, place in layout.places.items()},
        "idle": [list(place) for place in layout.idle],
    }


def from_json(told: Mapping[str, Any]) -> Layout:
    """The layout that `as_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    values = {str(key): str(value) for key, value in told["values"].items()}
    places = {str(key): _place(place) for key, place in told["places"].items()}
    return Layout(values, places, tuple(map(_place, told["idle"])))


def _place(told: Sequence[Any]) -> Place:
    left, top, wide, high = map(float, told)
    return left, top, wide, high

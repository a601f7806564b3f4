"""The fate of what arrives: new, updated, duplicate or junk, by exact contacts and needs (A4, A6, A10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any

from leaddesk.actions.action import Context
from leaddesk.actions.births import born_lead, born_person, company_of, contact_id, contact_value, notes_of
from leaddesk.actions.fate import Fate as Fate
from leaddesk.actions.fate import FateKind
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.actions.ports import Brief, Read
from leaddesk.actions.simple_mode import Sellers, sellers_of, straight, without_leads
from leaddesk.actions.threads import keys_of, registers, said, wakes
from leaddesk.actions.turning import turned
from leaddesk.actions.waiting import Waiting, gives
from leaddesk.domain.companies import skeleton
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.fold import fold_person
from leaddesk.domain.lead import PersonState
from leaddesk.domain.log import Set, ms_of, to_text
from leaddesk.domain.normal import fold, words
from leaddesk.domain.refusals import Refused
from leaddesk.domain.repeats import heir


@dataclass
class Seen:
    """What earlier rows of the same file or chunk have added and the base does not show yet.

    `sellers` are there only where the base works without leads (C22).
    """

    persons: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    prints: dict[str, str] = field(default_factory=dict)
    companies: dict[str, str] = field(default_factory=dict)
    briefs: dict[str, list[Brief]] = field(default_factory=dict)
    states: dict[str, PersonState] = field(default_factory=dict)
    births: dict[str, dict[str, Any]] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    asleep: dict[str, tuple[Set, ...]] = field(default_factory=dict)
    waiting: dict[tuple[str, str], list[Waiting]] = field(default_factory=dict)
    cold: set[str] = field(default_factory=set)
    known: Definitions = field(default_factory=Definitions)
    heirs: dict[str, str] = field(default_factory=dict)
    sellers: Sellers | None = None

    def state(self, person: str) -> PersonState | None:
        """A person whom the base or an earlier row holds."""
        if person not in self.states and person in self.births:
            return fold_person(person, [], self.births[person])
        return self.states.get(person)


def fingerprint(item: Incoming) -> str:
    """The same for two arrivals equal in all but the id their sender gave and what the import was told."""
    told = [
        item.name, item.title, item.company, item.need, item.product, item.original, item.source, item.event,
        item.city, item.country, item.website, item.note, str(ms_of(item.received)) if item.received else "",
        to_text(dict(item.extra)) if item.extra else "",
    ]  # fmt: skip
    for contact in item.contacts:
        told += contact[:2]
    # Lengths first: the same letters parted otherwise are another row.
    text = f"{','.join(map(str, map(len, told)))}|{''.join(told)}"
    return sha1(text.encode("utf8", "replace")).hexdigest()[:32]


def fates(
    items: Sequence[Incoming], read: Read, context: Context, *, imported: bool = False
) -> Iterator[Fate]:
    """The fate of each item in order, with the registers to write; few reads for all together."""
    if not items:
        return
    prints = [fingerprint(item) for item in items]
    seen = _look_up(items, prints, read)
    if without_leads(read.definitions()):
        seen.sellers = sellers_of(read, context.actor)
    for item, printed in zip(items, prints, strict=True):
        if item.message is None:
            yield _fate(item, printed, seen, context, imported)
        else:
            yield _message(item, item.message, printed, seen, context, imported)


def _look_up(items: Sequence[Incoming], prints: Sequence[str], read: Read) -> Seen:
    _need_owners(items, read)
    held = {key for item in items for key in held_by(item)}
    names = sorted({skeleton(item.company) for item in items if item.company})
    read.arriving(prints, sorted(held), names)
    seen = Seen(prints=read.fingerprints(prints))
    wanted = {key for item in items for key in (held_by if item.message else identifying)(item)}
    for known in read.known(sorted(wanted)):
        seen.persons.setdefault((known.kind, known.normal), []).append((known.person_id, known.name))
    ids = sorted({person for found in seen.persons.values() for person, _ in found})
    for brief in read.briefs(ids) if ids else ():
        seen.briefs.setdefault(brief.person_id, []).append(brief)
    if ids:
        seen.states.update(read.persons(ids))
        seen.heirs.update(_heirs(seen, read))
    seen.companies.update(read.companies(names) if names else {})
    for one in read.waiting(sorted(held)):
        seen.waiting.setdefault((one.kind, one.normal), []).append(one)
    keys = keys_of(items)
    if keys:
        seen.threads.update(read.threads(keys))
        open_ones = [brief.id for found in seen.briefs.values() for brief in found]
        seen.asleep.update(wakes(read, [*seen.threads.values(), *open_ones]))
        seen.cold.update(lead.id for lead in read.leads(sorted(seen.asleep)) if lead.kind == "cold")
        seen.known = read.definitions()
    return seen


def _message(
    item: Incoming, message: Message, printed: str, seen: Seen, context: Context, imported: bool
) -> Fate:
    """The fate of what was said: it goes to the lead of its conversation, else it is an arrival as any."""
    if message.key in seen.threads:
        return Fate("duplicate", seen.threads[message.key], "same_message")
    lead_id = next((seen.threads[key] for key in message.thread if key in seen.threads), None)
    why = "same_thread"
    if lead_id is None and (message.joins or message.way == "out"):
        person, why = _person(item, seen)
        opened = [brief for brief in seen.briefs.get(person or "", []) if brief.active]
        lead_id = max(opened, key=lambda b: (b.received, b.id)).id if opened else None
    if lead_id is None and message.way == "out" and not message.joins:
        return Fate("rejected", "", "own_message")
    if lead_id is None:
        fate = _fate(item, printed, seen, context, imported)
        sets = fate.sets
        born = fate.kind in ("new", "junk")
        ours = message.way == "out" or message.call is not None
        if ours if born else fate.reason != "same_row":
            sets += (said(item, message, fate.lead_id, context, seen.known),)
    else:
        wake = seen.asleep.pop(lead_id, ()) if message.way == "in" else ()
        told = said(item, message, lead_id, context, seen.known)
        fate = Fate("updated", lead_id, why, (told, *wake))
        sets = fate.sets
    if message.way == "in" and fate.lead_id in seen.cold:
        seen.cold.discard(fate.lead_id)
        sets = (*sets, *turned(fate.lead_id, item.received or context.at))
    fresh = [key for key in (message.key, *message.thread) if key not in seen.threads]
    seen.threads.update(dict.fromkeys(fresh, fate.lead_id))
    kind: FateKind = "updated" if fate.kind == "duplicate" and len(sets) > len(fate.sets) else fate.kind
    return fate._replace(kind=kind, sets=(*sets, *registers(fresh, fate.lead_id)))


def _straight(
    item: Incoming, lead_id: str, born: dict[str, Any], reachable: bool, seen: Seen
) -> Iterator[Set]:
    """Without leads a request goes straight to a deal; a cold list and what has no contact do not (C22)."""
    if seen.sellers is None or not reachable or item.kind != "request":
        return
    told = {name: born.get(name) for name in ("person", "company", "need", "amount")}
    yield from straight({**told, "to": seen.sellers.take(born.get("owner"))}, lead_id)


def _heirs(seen: Seen, read: Read) -> dict[str, str]:
    """Who gets another lead of a person whom the base knows (A10); nobody where all go to the queue."""
    if not read.definitions().settings.get("repeat_to_owner", True):
        return {}
    active = {user.id for user in read.users() if user.active}
    found = {person: heir(briefs, active) for person, briefs in seen.briefs.items()}
    return {person: owner for person, owner in found.items() if owner is not None}


def _need_owners(items: Sequence[Incoming], read: Read) -> None:
    """Raise Refused for an owner whom the base does not know, or who works here no more."""
    owners = {item.owner for item in items if item.owner}
    unknown = owners - {user.id for user in read.users() if user.active} if owners else owners
    if unknown:
        raise Refused("capture.no_such_owner", user=min(unknown))


def identifying(item: Incoming) -> Iterator[tuple[str, str]]:
    """Contacts that tell who somebody is; never a shared one or an address (decision 7)."""
    if not item.name:
        return
    for contact in item.contacts:
        if contact.normal and not contact.shared and contact.kind != "address":
            yield contact.kind, contact.normal


def held_by(item: Incoming) -> Iterator[tuple[str, str]]:
    """Contacts of an arrival that could be read, but for shared ones."""
    return ((c.kind, c.normal) for c in item.contacts if c.normal and not c.shared)


def _fate(item: Incoming, printed: str, seen: Seen, context: Context, imported: bool) -> Fate:
    if printed in seen.prints:
        return Fate("duplicate", seen.prints[printed], "same_row")
    person, why = _person(item, seen)
    if person:
        same = _same_need(item, seen.briefs.get(person, []))
        if same:
            sets = (*_updates(item, person, seen.state(person)), *_turns(item, same, seen, context))
            seen.prints[printed] = same.id
            return Fate("updated" if sets else "duplicate", same.id, why, sets)
    return _new(item, printed, person, why, seen, context, imported)


def _person(item: Incoming, seen: Seen) -> tuple[str | None, str]:
    # A chat or a call may show no name: then the number alone says who it is.
    for key in (identifying if item.name or not item.message else held_by)(item):
        for person, name in seen.persons.get(key, ()):
            state = seen.states.get(person)
            if any(names_agree(item.name, one) for one in (name, *(state.names if state else ()))):
                return person, f"same_{key[0]}"
    return None, "new_contact"


def names_agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: one is missing, or they share a word of two letters or more."""
    a, b = ({w for w in words(name) if len(w) > 1} for name in (one, other))
    return not a or not b or bool(a & b)


def _same_need(item: Incoming, briefs: Sequence[Brief]) -> Brief | None:
    """The lead of this person that the arrival repeats: the same words or none, while one is open.

    What was put away or won is over: the same words a year later are a new need of that person (C25).
    """
    newest = sorted(briefs, key=lambda b: (b.received, b.id), reverse=True)
    asked = fold(item.need)
    if asked:
        return next((brief for brief in newest if brief.open and fold(brief.need) == asked), None)
    return next((brief for brief in newest if brief.active), None)


def _turns(item: Incoming, same: Brief, seen: Seen, context: Context) -> Iterator[Set]:
    """A cold record that a request in words arrives for becomes that request (decision 13)."""
    if same.kind != "cold" or item.kind != "request" or not (item.need or item.original).strip():
        return
    at = item.received or context.at
    yield from turned(same.id, at)
    if not same.need.strip() and item.need.strip():
        yield Set("lead", same.id, "need", item.need)
    seen.cold.discard(same.id)
    now = same._replace(kind="request", need=same.need.strip() or item.need, received=ms_of(at))
    seen.briefs[same.person_id] = [now if b.id == same.id else b for b in seen.briefs[same.person_id]]


def _updates(item: Incoming, person: str, state: PersonState | None) -> Iterator[Set]:
    """Blanks that the arrival fills; a blank or another value never overwrites."""
    held = {(c.kind, c.normal or c.value) for c in state.contacts} if state else set()
    for contact in item.contacts:
        if (contact.kind, contact.normal or contact.value) not in held:
            yield Set("person", person, f"contact/{contact_id(person, contact)}", contact_value(contact))
    if state is None:
        return
    for register in ("title", "language", "city", "country"):
        value = getattr(item, register)
        if value and not getattr(state, register):
            yield Set("person", person, register, value)


def _new(
    item: Incoming, printed: str, person: str | None, why: str, seen: Seen, context: Context, imported: bool
) -> Fate:
    lead_id = context.new_id()
    received = item.received or context.at
    born: dict[str, Any] = {"lead": born_lead(item, printed, context, imported)}
    company = company_of(item, seen.companies, born, context)
    extra: tuple[Set, ...] = ()
    if person is None:
        person = context.new_id()
        born["person"] = born_person(item, person, company)
        seen.births[person] = born["person"]
        reachable = item.reachable
    else:
        extra = tuple(_updates(item, person, seen.state(person)))
        reachable = True
    born["lead"] |= {"person": person} | ({"company": company} if company else {})
    if item.owner is None and item.kind == "request" and person in seen.heirs:
        born["lead"]["owner"] = seen.heirs[person]
    if not reachable:
        born["lead"]["position"] = {"stage": "new", "place": "junk", "reason": "no_contact"}
    for key in identifying(item):
        seen.persons.setdefault(key, []).append((person, item.name))
    waited = [one for key in dict.fromkeys(held_by(item)) for one in seen.waiting.pop(key, ())]
    seen.prints[printed] = lead_id
    place = None if reachable else "junk"
    brief = Brief(lead_id, person, item.need, ms_of(received), place, reachable, reachable, item.kind)
    seen.briefs.setdefault(person, []).append(brief)
    sets = (
        Set("lead", lead_id, "*", born),
        *extra,
        *notes_of(item, lead_id, context),
        *gives(waited, lead_id),
        *_straight(item, lead_id, born["lead"], reachable, seen),
    )
    return Fate("new" if reachable else "junk", lead_id, why if reachable else "no_contact", sets)

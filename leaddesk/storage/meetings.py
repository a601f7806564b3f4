"""Who came before: earlier leads of everybody who shares an identifying contact (A10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.domain.before import Earlier, before
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.log import ms_of
from leaddesk.domain.newcomer import KEY_KINDS
from leaddesk.domain.row import Before, LeadRow
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.rows import Rows

_KIND, _NORMAL, _SHARED = (list(t.contact.c.keys()).index(name) for name in ("kind", "normal", "shared"))
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Befores:
    """What came before each lead of a batch, and before the later leads of the same clients."""

    own: dict[str, Before]
    others: dict[str, Before]


class Meetings:
    """The base's contacts and leads with a batch's states laid over them."""

    def __init__(
        self,
        rows: Rows,
        states: Mapping[str, LeadState],
        persons: Mapping[str, PersonState],
        hidden: Iterable[str],
    ) -> None:
        self.rows = rows
        self.states = states
        self.persons = persons
        self.hidden = set(hidden) | set(states)
        self.by_key: dict[Key, set[str]] = {}
        for person in persons.values():
            for key in keys_of(person):
                self.by_key.setdefault(key, set()).add(person.id)
        self.by_person: dict[str, list[Earlier]] = {}
        for state in states.values():
            if state.person_id:
                self.by_person.setdefault(state.person_id, []).append(earlier_of(state))

    def keys(self, persons: set[str]) -> dict[str, set[Key]]:
        """Identifying contacts of persons."""
        found = {p: set(keys_of(self.persons[p])) for p in persons if p in self.persons}
        asked = persons - found.keys()
        return found | self.stored_keys(asked)

    def stored_keys(self, persons: set[str]) -> dict[str, set[Key]]:
        """Identifying contacts of persons as the base holds them."""
        return {
            person: {
                (c[_KIND], c[_NORMAL])
                for c in contacts
                if c[_NORMAL] is not None and not c[_SHARED] and c[_KIND] in KEY_KINDS
            }
            for person, contacts in self.rows.fetch(asks.CONTACT, persons).items()
        }

    def holders(self, keys: set[Key]) -> dict[Key, set[str]]:
        """Persons who hold each contact."""
        found = {key: set(self.by_key.get(key, ())) for key in keys}
        for normal, held in self.rows.fetch(asks.HOLDER, {normal for _, normal in keys}).items():
            for kind, person, shared, _ in held:
                if (kind, normal) in found and not shared and person not in self.persons:
                    found[kind, normal].add(person)
        return found

    def leads(self, persons: set[str]) -> dict[str, list[Earlier]]:
        """Leads of persons."""
        found = {person: list(self.by_person.get(person, ())) for person in persons}
        for person, rows in self.rows.fetch(asks.OF_PERSON, persons).items():
            found[person].extend(Earlier(row[0], *row[2:]) for row in rows if row[0] not in self.hidden)
        return found

    def groups(self, persons: set[str]) -> dict[str, list[Earlier]]:
        """For each person: leads of everybody who shares a contact with them, their own included."""
        keys = self.keys(persons)
        holders = self.holders({key for held in keys.values() for key in held})
        circles = {p: {p}.union(*(holders[key] for key in keys[p])) for p in persons}
        leads = self.leads(set().union(*circles.values())) if circles else {}
        return {p: [lead for member in circle for lead in leads[member]] for p, circle in circles.items()}


def keys_of(person: PersonState) -> Iterable[Key]:
    """Contacts that identify a person (decision 7)."""
    return ((c.kind, c.normal) for c in person.contacts if c.normal and not c.shared and c.kind in KEY_KINDS)


def earlier_of(state: LeadState) -> Earlier:
    """A lead of the batch as the strip of another one would show it."""
    won = [ms_of(d.closed_at) for d in state.deals if d.stage == "won" and d.closed_at]
    lost = [ms_of(d.closed_at) for d in state.deals if d.stage == "lost" and d.closed_at]
    position = state.position
    return Earlier(
        id=state.id,
        kind=state.kind,
        received=ms_of(state.received),
        stage=position.stage,
        place=position.place,
        place_reason=position.reason,
        won_at=min(won, default=None),
        lost_at=max(lost, default=None),
        owner=state.owner,
    )


def befores(
    rows: Rows, states: Mapping[str, LeadState], persons: Mapping[str, PersonState], stale: Sequence[str]
) -> Befores:
    """What came before each lead of `states`; `stale` are the ids that the base held already."""
    gone = [row_id for row_id in stale if row_id not in states]
    meetings = Meetings(rows, states, persons, gone)
    asked = {state.person_id for state in states.values() if state.person_id}
    groups = meetings.groups(asked)
    own = {
        state.id: before(state.id, ms_of(state.received), groups[state.person_id])
        for state in states.values()
        if state.person_id
    }
    later = {lead.id for group in groups.values() for lead in group} - states.keys()
    later |= _formerly(meetings, stale)
    return Befores(own, _others(meetings, later - set(gone)))


def _formerly(meetings: Meetings, stale: Sequence[str]) -> set[str]:
    """Leads that shared a contact with the stale ones before this change."""
    if not stale:
        return set()
    was = {person for _, person, _ in _received(meetings, stale)}
    keys = {key for held in meetings.stored_keys(was).values() for key in held}
    holders = set().union(*meetings.holders(keys).values()) if keys else set()
    return {lead.id for leads in meetings.leads(holders).values() for lead in leads} - meetings.states.keys()


def _others(meetings: Meetings, ids: set[str]) -> dict[str, Before]:
    if not ids:
        return {}
    found = _received(meetings, sorted(ids))
    groups = meetings.groups({person for _, person, _ in found})
    return {lead: before(lead, received, groups[person]) for lead, person, received in found}


def _received(meetings: Meetings, ids: Sequence[str]) -> list[tuple[str, str, int]]:
    """Stored leads that have a person: id, person, when received."""
    found = (LeadRow(*row) for row in meetings.rows.lead_rows(ids).values())
    return [(row.id, row.person_id, row.received) for row in found if row.person_id]

"""What a merge or an un-merge would do, asked before it is done: field by field, and whose merges end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from leaddesk.actions.merge import of_lead, result_of, result_of_person, same_needs, value_of
from leaddesk.actions.ports import Read, Store
from leaddesk.actions.questions import Question
from leaddesk.actions.unmerge import split
from leaddesk.domain.clocks import clocks
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.fold import fold_lead
from leaddesk.domain.lead import ContactState, LeadState, PersonState
from leaddesk.domain.log import Op
from leaddesk.domain.matching_verdict import Verdict as Likeness
from leaddesk.domain.merging import Edge, lead_ops
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from leaddesk.domain.score import Verdict, verdict
from leaddesk.domain.users import User

_SHOWN = (
    *("need", "product", "kind", "position", "owner", "amount", "channel", "source", "campaign", "event"),
    *("company", "need_type", "temperature", "priority", "external_id", "language"),
)
_PERSON = ("name", "title", "city", "country", "language", "zone", "consent")
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a merge: what each record says, in the order of `MergeView.leads`, and what will count."""

    name: str
    values: tuple[Any, ...]
    result: Any

    @property
    def differs(self) -> bool:
        """Whether the records say different things; a blank says nothing."""
        said = [value for value in self.values if value not in (None, "", ())]
        return any(value != said[0] for value in said[1:])


@dataclass(frozen=True, slots=True)
class MergeView:
    """Leads in the order of their ids, the groups of them that become one, and every field side by side.

    `likeness` compares the person of the first lead with that of each other one; None where they are one
    already. `worth` is the verdict on the one lead, None where there are several needs.
    """

    leads: tuple[LeadState, ...]
    groups: tuple[tuple[str, ...], ...]
    fields: tuple[FieldView, ...]
    contacts: tuple[tuple[str, str], ...]
    apart: bool = False
    """Whether somebody said that these are different people."""
    people: tuple[PersonState | None, ...] = ()
    person: PersonState | None = None
    rows: tuple[LeadRow, ...] = ()
    likeness: tuple[Likeness | None, ...] = ()
    companies: Mapping[str, str] = field(default_factory=dict)
    worth: Verdict | None = None
    definitions: Definitions = field(default_factory=Definitions)
    users: Mapping[str, User] = field(default_factory=dict)
    now: datetime = _NEVER


@dataclass(frozen=True, slots=True)
class MergePreview(Question[MergeView]):
    """What `Merge` with the same values would do; nothing is written."""

    ids: tuple[str, ...]
    need: str = "auto"
    keep: tuple[tuple[str, object], ...] = ()

    def answer(self, store: Store, now: datetime, me: User) -> MergeView:
        with store.view() as read:
            return _Preview(read, self, now).view()


@dataclass(frozen=True, slots=True)
class UnmergePreview(Question[tuple[Edge, ...]]):
    """The merges that `Unmerge` with the same values would end: whose and of when they are."""

    lead_id: str
    apart: tuple[str, ...] = ()

    def answer(self, store: Store, now: datetime, me: User) -> tuple[Edge, ...]:
        with store.view() as read:
            found = split(read.lead(self.lead_id), read, self.apart)
        return (*found.edges, *found.people)


class _Preview:
    """A merge as it would be, made in one view of the base."""

    def __init__(self, read: Read, asked: MergePreview, now: datetime) -> None:
        self.read, self.keep, self.now = read, asked.keep, now
        self.leads = sorted(read.leads(asked.ids), key=lambda lead: lead.id)
        if len(self.leads) < 2:
            raise Refused("merge.needs_two")
        self.groups = same_needs(self.leads, asked.need)
        self.known = read.persons(sorted({lead.person_id for lead in self.leads if lead.person_id}))
        self.one = self._one_lead() if len(self.groups) == 1 else None
        self.person = self._one_person()

    def view(self) -> MergeView:
        read, people = self.read, self._people()
        definitions = read.definitions()
        return MergeView(
            leads=tuple(self.leads),
            groups=tuple(tuple(lead.id for lead in group) for group in self.groups),
            fields=(*self._lead_fields(), *self._person_fields()),
            contacts=tuple((c.kind, c.normal or c.value) for c in self._contacts()),
            apart=any(other.id in person.apart for person in people for other in people),
            people=tuple(self.known.get(lead.person_id or "") for lead in self.leads),
            person=self.person,
            rows=tuple(read.rows([lead.id for lead in self.leads])),
            likeness=tuple(self._likeness()),
            companies=self._companies(),
            worth=self._worth(definitions),
            definitions=definitions,
            users={user.id: user for user in read.users()},
            now=self.now,
        )

    def _people(self) -> list[PersonState]:
        found = {person.id: person for person in self.known.values()}
        return [found[row_id] for row_id in sorted(found)]

    def _contacts(self) -> tuple[ContactState, ...]:
        return self.person.contacts if self.person else ()

    def _one_lead(self) -> LeadState | None:
        """The leads as one, with what is chosen as the last word."""
        members: dict[str, list[Op]] = {}
        edges: list[Edge] = []
        for lead in self.leads:
            group = self.read.together(lead.id)
            edges += group.edges
            members |= {one: [] for one in group.members}
            for op in self.read.ops(lead.id):
                members[op.row_id].append(op)
        told = lead_ops({row_id: ops for row_id, ops in members.items() if ops}, edges)
        if not told:
            return None
        chosen = result_of(self.groups[0], of_lead(self.keep))
        said = [replace(told[-1], field=name, value=value, at=self.now) for name, value in chosen.items()]
        deals = {deal.id: deal for lead in self.leads for deal in lead.deals}
        return fold_lead(min(members), [*told, *said], deals.values())

    def _one_person(self) -> PersonState | None:
        """The persons as one, with what is chosen as the last word."""
        one = self.read.as_one([person.id for person in self._people()])
        chosen = result_of_person(self.leads, self.known, self.keep)
        if one is None or not chosen:
            return one
        names = {one.name, *one.names} - {str(chosen.get("name", one.name))} - {""}
        return replace(one, **{**chosen, "names": tuple(sorted(names))})

    def _lead_fields(self) -> Iterator[FieldView]:
        """Fields of the leads; where all become one, what that one will say."""
        for name in _SHOWN:
            values = tuple(value_of(lead, name) for lead in self.leads)
            yield FieldView(name, values, value_of(self.one, name) if self.one else None)

    def _person_fields(self) -> Iterator[FieldView]:
        people = [self.known.get(lead.person_id or "") for lead in self.leads]
        for name in _PERSON:
            values = tuple(getattr(person, name, None) or "" for person in people)
            yield FieldView(f"person.{name}", values, getattr(self.person, name, None) or "")

    def _likeness(self) -> Iterator[Likeness | None]:
        first, *others = (self.known.get(lead.person_id or "") for lead in self.leads)
        for other in others:
            known = first is not None and other is not None and first.id != other.id
            yield self.read.likeness(first.id, other.id) if known and first and other else None

    def _companies(self) -> dict[str, str]:
        ids = {lead.company_id for lead in self.leads} | {p.company_id for p in self.known.values()}
        found = (self.read.company(one) for one in sorted(filter(None, ids)))
        return {company.id: company.name for company in found if company is not None}

    def _worth(self, definitions: Definitions) -> Verdict | None:
        if self.one is None:
            return None
        reachable = self.person is not None and self.person.reachable
        return verdict(self.one, clocks(self.one, definitions), definitions, self.now, reachable=reachable)

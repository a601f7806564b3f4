"""Who is like whom among all persons of the fake, by the engine of files: the reference of keys in a base."""

from collections.abc import Iterable

from leaddesk.actions.ports import Alike, Pair
from leaddesk.domain.lead import CompanyState, PersonState
from leaddesk.domain.matching import Index, Judge, digest
from leaddesk.domain.matching_traits import person_fields, read_traits
from leaddesk.domain.matching_verdict import Verdict
from leaddesk.domain.row import LeadRow


class Crowd:
    """The persons of rows, each with what their newest lead says of a company."""

    def __init__(
        self,
        rows: Iterable[LeadRow],
        persons: dict[str, PersonState],
        companies: dict[str, CompanyState],
    ) -> None:
        told: dict[str, dict[str, str]] = {}
        for row in sorted(rows, key=lambda row: (row.received, row.id)):
            person = persons.get(row.person_id or "")
            if person is not None:
                company = companies.get(row.company_id or "")
                contacts = [(c.kind, c.normal or c.value, c.shared) for c in person.contacts]
                firm = (company.name, company.website, company.city) if company else ("", "", "")
                told[person.id] = person_fields(person.name, *firm[:2], person.city or firm[2], contacts)
        self._told = told
        self.ids = sorted(told)
        self._index = Index([digest(told[one] for one in self.ids)])

    def met(self, who: dict[str, str]) -> set[str]:
        """Whom the engine calls the one of whom these fields are told."""
        found = self._index.came_before(read_traits(who), 50)
        return {self.ids[one.number] for one in found if one.verdict.kind == "duplicate"}

    def alike(self, person_id: str) -> list[Alike]:
        """The others who may be this person."""
        if person_id not in self._told:
            return []
        found = self._index.came_before(read_traits(self._told[person_id]), 51)
        others = (self.ids[one.number] for one in found)
        return [Alike(other, self.likeness(person_id, other)) for other in others if other != person_id]

    def likeness(self, one: str, other: str) -> Verdict:
        """The verdict on two of them."""
        judge = Judge(self._index.packed, self._index.habits)
        return judge.verdict(self.ids.index(one), self.ids.index(other))

    def packed(self) -> list[tuple[str, str]]:
        """What is compared of each."""
        return list(zip(self.ids, self._index.packed, strict=True))

    def pairs(self) -> list[Pair]:
        """All who are probably one, the most probable first."""
        told = ((one, met) for one in self.ids for met in self.alike(one))
        found = {
            Pair(min(one, met.person_id), max(one, met.person_id), round(met.likeness.probability, 3))
            for one, met in told
            if met.likeness.kind == "duplicate"
        }
        return sorted(found, key=lambda pair: (-pair.probability, pair.one, pair.other))

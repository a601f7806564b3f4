"""The evening of a show day: what the base says of the visitors, for paper and letters."""

from dataclasses import dataclass
from datetime import datetime

from leaddesk.actions.ports import Store
from leaddesk.actions.questions import Question
from leaddesk.domain.users import User


@dataclass(frozen=True, slots=True)
class Guest:
    """A visitor as the base has them; `refused` where they do not want to be written to (B31)."""

    lead_id: str
    name: str
    company: str
    phone: str
    email: str
    language: str
    temperature: str
    need: str
    step: str
    due: int | None
    refused: bool


@dataclass(frozen=True, slots=True)
class Guests(Question[dict[str, Guest]]):
    """Visitors by the id of their lead; those that no longer exist are left out."""

    lead_ids: tuple[str, ...]

    def answer(self, store: Store, now: datetime, me: User) -> dict[str, Guest]:
        with store.view() as read:
            rows = read.rows(tuple(dict.fromkeys(self.lead_ids)))
            people = read.persons(sorted({row.person_id for row in rows if row.person_id}))
        found = {}
        for row in rows:
            person = people.get(row.person_id or "")
            consent = (person.consent if person else None) or {}
            found[row.id] = Guest(
                row.id, row.name, row.company, row.phone, row.email, row.language, row.temperature, row.need,
                row.next_step, row.next_due, consent.get("state") == "no",
            )  # fmt: skip
        return found

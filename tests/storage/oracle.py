"""The reference filter over a whole base: which leads a query finds, in plain Python."""

from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.ports import Store
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_facts import Facts
from leaddesk.domain.search_logic import Resolved
from leaddesk.domain.search_match import holds
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve
from leaddesk.domain.search_vocabulary import Known, Vocabulary, vocabulary_of
from tests.fakes.facts import facts_of, owners_of


class Oracle:
    """Rows and facts of every lead of a store, folded from its log when made."""

    def __init__(self, store: Store, ids: list[str]) -> None:
        with store.view() as read:
            self.definitions = read.definitions()
            states = read.leads(ids)
            persons = read.persons(sorted({state.person_id for state in states if state.person_id}))
            self.rows: dict[str, LeadRow] = {row.id: row for row in read.rows(ids)}
            owners = [Known(user.id, (user.name,)) for user in read.users()]
        clients = {s.person_id for s in states if s.person_id and any(d.stage == "won" for d in s.deals)}
        whose = owners_of(self.rows.values())
        self.vocabulary: Vocabulary = vocabulary_of(self.definitions, {"owner": owners})
        self.facts: dict[str, Facts] = {
            state.id: facts_of(
                self.rows[state.id],
                state,
                persons.get(state.person_id or ""),
                self.definitions,
                clients,
                whose,
            )
            for state in states
        }

    def meant(self, text: str, now: datetime, me: str) -> Resolved:
        """What a text asks."""
        zone = ZoneInfo(self.definitions.setting("zone"))
        return resolve(parse(text, self.vocabulary), now, zone, me, self.vocabulary)

    def ids(self, asked: Resolved) -> set[str]:
        """Leads that satisfy a resolved query."""
        return {lead_id for lead_id, facts in self.facts.items() if holds(asked, facts)}

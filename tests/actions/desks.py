"""Short ways to say what an action did, for the tests of the verbs."""

from collections.abc import Sequence

import pytest

from leaddesk.actions.action import Action
from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Card, CardView
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import add_user, as_user, capture
from tests.fakes.sample import make_desk as make_desk


def card(desk: Desk, lead: str) -> CardView:
    return desk.ask(Card(lead))


def lead_of(desk: Desk, lead: str) -> LeadState:
    return card(desk, lead).lead


def person_of(desk: Desk, lead: str) -> PersonState:
    person = card(desk, lead).person
    assert person is not None
    return person


def row_of(desk: Desk, lead: str) -> LeadRow:
    return card(desk, lead).row


def ops_of(desk: Desk, tx: str) -> list[tuple[str, str]]:
    """Entity and register of each op of a step."""
    assert isinstance(desk.store, MemoryStore)
    return [(op.entity, op.field) for op in desk.store.ledger.ops if op.tx_id == tx]


def refused(desk: Desk, action: Action, kind: type[Refused] = Refused) -> Refused:
    """The refusal of an action, which wrote nothing."""
    assert isinstance(desk.store, MemoryStore)
    before = len(desk.store.ledger.ops)
    with pytest.raises(kind) as found:
        desk.do(action)
    assert len(desk.store.ledger.ops) == before
    return found.value


def junk_lead(desk: Desk) -> str:
    """A record without any contact (A6)."""
    return capture(desk, name="Хтось Невідомий", phone=None)


def sales_of(desk: Desk, roles: Sequence[str] = ("sales",)) -> Desk:
    """A salesperson's desk on the same base."""
    return as_user(desk, add_user(desk, "Ірина Мельник", tuple(roles)))


def handed_over(desk: Desk) -> str:
    """A lead that awaits acceptance by sales."""
    from leaddesk.actions.hand_over import HandOver

    lead = capture(desk)
    desk.do(HandOver((lead,), "показати на їхній деталі", reason="urgent"))
    return lead

"""What two sites said without knowing of each other: the winner is shown, the loser stays readable."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from leaddesk.actions.desk import Desk
from leaddesk.actions.edit import Edit
from leaddesk.actions.marks import Priority
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Card
from leaddesk.cli.show import card_json
from leaddesk.domain.lead import Said
from leaddesk.domain.log import Op, OpId, ms_of, to_text
from leaddesk.storage import schema as t
from leaddesk.storage.rows import parents_text
from tests.fakes.sample import capture
from tests.storage.contract.bases import Base

LAPTOP = 7
HOSTILE = "у дорозі \u202e<img>'; DROP TABLE op; --"


def _came(shared: Base, *ops: Op) -> None:
    """Ops of a laptop, put into the log as an exchange would, and the rest brought up to it."""
    store: Any = shared.store
    with store.transaction() as connection:
        known = connection.execute(sa.select(t.site.c.site_no)).scalars().all()
        if LAPTOP not in known:
            connection.execute(sa.insert(t.site).values(site_no=LAPTOP, site_key="laptop", next_seq=100))
        last = connection.execute(sa.select(sa.func.max(t.op.c.server_seq))).scalar()
        for number, op in enumerate(ops, 1):
            serial = None if last is None else last + number
            connection.execute(sa.insert(t.op).values(**_row(op), server_seq=serial))
        if last is not None:
            connection.execute(sa.update(t.head).values(server_seq=last + len(ops)))
    shared.rebuild()


def _row(op: Op) -> dict[str, Any]:
    names = (
        "hlc_ms",
        "hlc_c",
        "made_zone",
        "entity",
        "row_id",
        "field",
        "actor",
        "tx_id",
        "undoes",
        "schema_v",
    )
    told = {name: getattr(op, name) for name in names}
    told |= {"site_no": op.id.site_no, "site_seq": op.id.site_seq, "value": to_text(op.value)}
    told |= {"made_at": ms_of(op.made_at), "occurred_at": ms_of(op.at), "parents": parents_text(op.parents)}
    return told


def _said_on_the_way(shared: Base, seen: Op, value: Any, *, earlier: bool, number: int = 1) -> Op:
    """An op of the laptop on the same register, whose writer had seen what `seen` had seen."""
    by = -60_000 if earlier else 60_000
    tx = f"{number:032x}"
    return replace(seen, id=OpId(LAPTOP, number), hlc_ms=seen.hlc_ms + by, value=value, tx_id=tx)


def _last(shared: Base, field: str) -> Op:
    return next(op for op in shared.log()[::-1] if op.field == field)


def _conflicts(shared: Base, lead: str) -> tuple[Said, ...]:
    with shared.store.view() as read:
        return read.lead(lead).conflicts


def _found(shared: Base) -> list[str]:
    page = shared.store.page(PageAsk(query="is:conflict"), shared.clock(), shared.me)
    return [row.id for row in page.rows]


@pytest.mark.parametrize("earlier", [True, False])
def test_the_larger_clock_wins_and_the_other_word_stays_readable(shared: Base, earlier: bool) -> None:
    """ARCHITECTURE 4: losers are leaves of the op tree; card, show and is:conflict tell them."""
    lead = capture(shared.desk)
    shared.desk.do(Edit((lead,), "need", "в офісі"))
    office = _last(shared, "need")
    _came(shared, _said_on_the_way(shared, office, HOSTILE, earlier=earlier))

    winner, loser = ("в офісі", HOSTILE) if earlier else (HOSTILE, "в офісі")
    assert shared.row(lead).need == winner
    assert [(said.field, said.value, said.by) for said in _conflicts(shared, lead)] == [
        ("need", loser, shared.me)
    ]
    assert _found(shared) == [lead]
    told = card_json(shared.desk.ask(Card(lead)))["conflicts"]
    assert [(one["field"], one["value"], one["by"]) for one in told] == [
        ("need", loser, shared.desk.session.user.name)
    ]
    checked = shared.store.check()
    assert checked.projections, checked.problems


def test_who_edits_after_having_seen_both_ends_the_conflict(shared: Base) -> None:
    """ARCHITECTURE 4: the conflict set is a pure function of the log: a word that saw all ends it."""
    lead = capture(shared.desk)
    shared.desk.do(Edit((lead,), "need", "в офісі"))
    _came(shared, _said_on_the_way(shared, _last(shared, "need"), HOSTILE, earlier=True))
    assert len(_conflicts(shared, lead)) == 1

    _came(shared, _agreed(shared, lead))

    assert _conflicts(shared, lead) == ()
    assert _found(shared) == []


def _agreed(shared: Base, lead: str) -> Op:
    """A word whose writer had seen all leaves, as the resolving of a conflict writes it."""
    said = [op for op in shared.log() if op.field == "need" and op.row_id == lead]
    parents = tuple(op.id for op in said)
    made = _said_on_the_way(shared, said[-1], "узгоджено", earlier=False, number=50)
    return replace(made, hlc_ms=max(op.hlc_ms for op in said) + 1000, parents=parents)


def test_a_person_of_whom_two_things_were_said_is_told_too(shared: Base) -> None:
    """A10: every conflicting value stays readable, also of the client."""
    lead = capture(shared.desk)
    shared.desk.do(Edit((lead,), "person.name", "Дмитро К."))
    _came(shared, _said_on_the_way(shared, _last(shared, "name"), "Дмитрій", earlier=True))

    card = shared.desk.ask(Card(lead))
    assert card.person is not None
    assert [said.value for said in card.person.conflicts] == ["Дмитрій"]
    assert _found(shared) == [lead]


def test_two_desktops_at_one_base_never_differ(shared: Base) -> None:
    """ARCHITECTURE 4: who writes at the base has seen its last word, whichever site they are."""
    lead = capture(shared.desk)
    other = Desk(shared.again("another"), shared.desk.session)
    for number in range(4):
        desk = other if number % 2 else shared.desk
        desk.do(Edit((lead,), "need", f"{number}"))
        desk.do(Priority((lead,), ("high", "low")[number % 2]))
    other.undo()

    assert shared.row(lead).priority == "high"
    assert _conflicts(shared, lead) == ()
    assert _found(shared) == []


def test_the_same_word_twice_is_no_conflict(shared: Base) -> None:
    """Nobody has to decide between two that agree."""
    lead = capture(shared.desk)
    shared.desk.do(Edit((lead,), "need", "те саме"))
    _came(shared, _said_on_the_way(shared, _last(shared, "need"), "те саме", earlier=True))

    assert _conflicts(shared, lead) == ()

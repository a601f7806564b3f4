"""How ops become states: a pure function of the log, whatever order they came in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.deal_fold import fold_deal
from leaddesk.domain.fold import (
    contact_of,
    fold_company,
    fold_lead,
    fold_person,
    position_of,
)
from leaddesk.domain.lead import LeadState, Position
from leaddesk.domain.log import Op, in_order
from tests.domain.leads import START, at, born, op

TASK = {"title": "ціна", "due": "2026-11-21T09:00:00.000Z"}


def folded(*ops: Op) -> LeadState:
    found = fold_lead("1" * 32, in_order(ops))
    assert found is not None
    return found


def test_what_was_never_created_is_nothing() -> None:
    """Ops of a lead whose capture was undone fold to no lead."""
    assert fold_lead("1" * 32, []) is None
    assert fold_lead("1" * 32, [op("need", "x")]) is None
    assert fold_person("2" * 32, [op("name", "x", entity="person")], None) is None
    assert fold_company("3" * 32, [], None) is None
    assert fold_deal("4" * 32, [op("state", {"stage": "won"}, entity="deal")]) is None


def test_a_captured_lead_has_its_fields_and_defaults() -> None:
    """A2: the request verbatim stays as it came."""
    found = folded(born(need="верстат", original="Потрібен верстат!", amount={"minor": 5, "currency": "UAH"}))

    assert (found.need, found.original, found.amount_minor, found.currency) == (
        "верстат", "Потрібен верстат!", 5, "UAH",
    )  # fmt: skip
    assert (found.kind, found.channel, found.position, found.priority) == (
        "request", "other", Position("new"), "normal",
    )  # fmt: skip
    assert (found.received, found.created_by, found.import_id) == (START, "me", None)
    assert len(found.way) == 1


def test_the_verbatim_request_cannot_be_edited() -> None:
    """A2: original is what arrived; the need is what we made of it."""
    found = folded(born(original="як прийшло", need="а"), op("original", "змінено", 1), op("need", "б", 1))

    assert (found.original, found.need) == ("як прийшло", "б")


def test_an_import_is_known_by_its_tx() -> None:
    """A lead remembers the file it came with."""
    assert folded(born(imported=True)).import_id == f"{1:032x}"


def test_the_way_tells_every_step_in_order_with_who_and_why() -> None:
    """D4: each step dated."""
    found = folded(
        born(),
        op("position", {"stage": "in_work"}, 5, actor="she"),
        op("position", {"stage": "in_work", "place": "junk", "reason": "spam"}, 9),
    )

    assert [(step.at, step.by, step.stage, step.place, step.reason) for step in found.way] == [
        (START, "me", "new", None, ""),
        (at(5), "she", "in_work", None, ""),
        (at(9), "me", "in_work", "junk", "spam"),
    ]


def test_a_stage_and_a_place_never_split() -> None:
    """ARCHITECTURE 4: the position is one register."""
    assert position_of(None) == Position("new")
    assert position_of(
        {"stage": "ready", "place": "nurture", "until": "2026-11-20T08:05:00.000Z"}
    ) == Position("ready", "nurture", until=at(5))


def test_rounds_of_nurture_are_entries_not_new_dates() -> None:
    """Decision 6: a stay that got another date is one round."""
    nurture = {"stage": "new", "place": "nurture"}
    dated = nurture | {"until": "2027-01-01T08:00:00.000Z"}
    found = folded(
        born(),
        op("position", nurture, 1),
        op("position", dated, 2),
        op("position", {"stage": "in_work"}, 3),
        op("position", nurture, 4),
    )

    assert found.nurture_rounds == 2


def test_a_task_remembers_when_it_was_due_first() -> None:
    """Decision 4: moving a due date never improves % overdue."""
    found = folded(
        born(),
        op("task/a", TASK, 1, actor="she"),
        op("task/a/due", "2026-11-25T09:00:00.000Z", 2),
        op("task/a/done", {"at": "2026-11-24T09:00:00.000Z", "result": "зроблено"}, 3),
        op("task/b", TASK | {"to": "he"}, 4),
    )
    other, moved = found.tasks

    assert (moved.first_due.day, moved.due.day, moved.result, moved.by) == (21, 25, "зроблено", "she")
    assert [task.id for task in found.open_tasks] == ["b"]
    assert (other.to, moved.to) == ("he", "she")


def test_what_is_dated_stands_in_the_order_of_its_dates() -> None:
    """Late ops of a laptop take their place."""
    one = {"kind": "message", "at": "2026-11-20T08:09:00.000Z"}
    two = {"kind": "message", "at": "2026-11-20T08:03:00.000Z"}
    found = folded(born(), op("signal/a", one, 10), op("signal/b", two, 11), op("touch/c", one, 12))

    assert [signal.id for signal in found.signals] == ["b", "a"]
    assert (found.touches[0].at, found.touches[0].way, found.touches[0].by) == (at(9), "out", "me")


def test_a_register_set_to_nothing_is_gone() -> None:
    """None takes a label, an owner or a snooze back."""
    found = folded(
        born(owner="she"),
        op("owner", None, 1),
        op("snooze", {"until": "2026-11-21T08:00:00.000Z"}, 2),
        op("snooze", None, 3),
        op("label/форум", True, 4),
        op("label/форум", False, 5),
        op("label/важливо", True, 6),
    )

    assert (found.owner, found.snoozed_until, found.labels) == (None, None, ("важливо",))


def test_an_answer_tells_who_said_when_from_where() -> None:
    """B25: each answer stores who, when, from what source."""
    evidence = {"kind": "call", "at": "2026-11-20T08:00:00.000Z"}
    told = {"level": 2, "text": "до 80 тисяч", "evidence": evidence}
    found = folded(born(), op("answer/budget", told, 7, actor="she")).answers["budget"]

    assert (found.level, found.text, found.evidence, found.at, found.by) == (
        2, "до 80 тисяч", evidence, at(7), "she",
    )  # fmt: skip


def test_a_person_has_a_union_of_contacts_with_their_marks() -> None:
    """A9: a mark is a register of its own, so that two people can mark and edit at once."""
    phone = {"kind": "phone", "value": "050", "normal": "+380501234567"}
    found = fold_person(
        "2" * 32,
        [
            op("contact/b", {"kind": "email", "value": "?", "reason": "email.bad"}, 1, entity="person"),
            op("contact/a/mark", "wrong", 2, entity="person"),
            op("name", "Дмитро", 3, entity="person"),
        ],
        {"id": "2" * 32, "name": "Діма", "contact/a": phone},
    )
    assert found is not None
    assert found.name == "Дмитро"
    assert [(c.id, c.kind, c.mark, c.usable) for c in found.contacts] == [
        ("b", "email", None, False),
        ("a", "phone", "wrong", False),
    ]
    assert not found.reachable


@pytest.mark.parametrize(
    ("mark", "usable"), [(None, True), ("verified", True), ("bounced", False), ("wrong", False)]
)
def test_a_bounced_or_wrong_contact_reaches_nobody(mark: str | None, usable: bool) -> None:
    """A5, A9."""
    value = {"kind": "phone", "value": "050", "normal": "+380501234567", "mark": mark}
    assert contact_of("a", value).usable is usable


def test_a_company_is_edited_field_by_field() -> None:
    """A company born in a capture and renamed later."""
    found = fold_company(
        "3" * 32, [op("name", "Завод 2", entity="company")], {"name": "Завод", "city": "Львів"}
    )
    assert found is not None
    assert (found.name, found.city, found.website) == ("Завод 2", "Львів", "")


def test_two_handovers_of_one_round_are_one_deal_of_the_last_words() -> None:
    """ARCHITECTURE 4: a handover after a return reopens the same deal."""
    found = fold_deal(
        "4" * 32,
        [
            op("*", {"lead": "1" * 32, "advice": "перше", "round": 0}, 0, entity="deal"),
            op("state", {"stage": "awaiting"}, 0, entity="deal", seq=2),
            op("state", {"stage": "returned", "reason": "not_ready"}, 5, entity="deal"),
            op("*", {"lead": "1" * 32, "advice": "друге", "round": 0}, 9, entity="deal"),
            op("state", {"stage": "awaiting"}, 9, entity="deal", seq=900),
        ],
    )
    assert found is not None
    assert (found.stage, found.advice, found.reason, found.at) == ("awaiting", "друге", "", START)


@pytest.mark.parametrize(
    ("stage", "closed"), [("accepted", False), ("won", True), ("lost", True), ("postponed", True)]
)
def test_a_deal_is_closed_when_it_is_won_lost_or_postponed(stage: str, closed: bool) -> None:
    """A25: postponed is closed, not lost."""
    ops = [
        op("*", {"lead": "1" * 32}, 0, entity="deal"),
        op("state", {"stage": "accepted"}, 5, entity="deal"),
        op("state", {"stage": stage}, 9, entity="deal"),
    ]
    found = fold_deal("4" * 32, ops)
    assert found is not None
    assert (found.accepted_at, found.closed_at) == (at(5), at(9) if closed else None)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "need": st.text(max_size=5),
    "owner": st.none() | st.sampled_from(("she", "he")),
    "position": st.fixed_dictionaries(
        {
            "stage": st.sampled_from(("new", "in_work", "ready")),
            "place": st.sampled_from((None, "nurture", "junk")),
        }
    ),
    "starred": st.booleans(),
    "label/x": st.booleans() | st.none(),
    "answer/budget": st.none() | st.fixed_dictionaries({"level": st.none() | st.integers(0, 3)}),
    "note/a": st.none() | st.fixed_dictionaries({"text": st.text(max_size=3)}),
    "task/a": st.just(TASK),
    "task/a/done": st.none() | st.just({"at": "2026-11-22T09:00:00.000Z"}),
    "snooze": st.none() | st.just({"until": "2026-11-22T09:00:00.000Z"}),
    "amount": st.none() | st.just({"minor": 7, "currency": "UAH"}),
    "a_field_of_tomorrow": st.just({"x": [1]}),
    "family/of/tomorrow": st.just(1),
}
EDITS = st.lists(
    st.sampled_from(sorted(FIELDS)).flatmap(lambda field: st.tuples(st.just(field), FIELDS[field])),
    max_size=12,
)


@given(EDITS, st.randoms())
def test_the_state_does_not_depend_on_the_order_in_which_ops_arrived(
    edits: list[tuple[str, Any]], random: Any
) -> None:
    """ARCHITECTURE 4: equal op sets give equal states; unknown newer fields are kept and not in the way."""
    ops = [born(), *(op(field, value, n + 1) for n, (field, value) in enumerate(edits))]
    mixed = list(ops)
    random.shuffle(mixed)

    assert fold_lead("1" * 32, in_order(mixed)) == fold_lead("1" * 32, ops)


@given(EDITS)
def test_each_register_has_the_value_of_its_last_op(edits: list[tuple[str, Any]]) -> None:
    """ARCHITECTURE 4: the largest clock wins, for each register alone."""
    found = folded(born(), *(op(field, value, n + 1) for n, (field, value) in enumerate(edits)))
    last = dict(edits)

    assert found.need == (last.get("need") or "")
    assert found.owner == last.get("owner")
    assert found.starred == bool(last.get("starred"))
    assert found.labels == (("x",) if last.get("label/x") else ())
    assert ("budget" in found.answers) == (last.get("answer/budget") is not None)
    assert found.position == position_of(last.get("position"))
    assert [task.done is not None for task in found.tasks] == (
        [last.get("task/a/done") is not None] if "task/a" in last else []
    )

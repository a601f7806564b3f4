"""Definitions as lists: another order, and which fields go together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions, default_rows, definitions_from
from leaddesk.actions.define import OrderDefinitions, fits, keys_of, row_key
from leaddesk.actions.questions import Defined
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import NotAllowed
from tests.actions.desks import make_desk, refused
from tests.fakes.sample import add_user, as_user

QUESTIONS = ["budget", "authority", "need", "timing", "priority"]


@given(st.permutations(QUESTIONS))
def test_definitions_stand_in_the_order_that_was_given(order: list[str]) -> None:
    """B24: order; every field of them stays."""
    desk = make_desk()
    before = {one.id: one for one in desk.ask(Defined()).questions}
    desk.do(OrderDefinitions("question", tuple(order)))
    after = desk.ask(Defined()).questions

    assert [one.id for one in after] == order
    assert {one.id: one for one in after} == before


def test_those_that_are_not_named_come_after_and_one_undo_takes_it_back() -> None:
    """One gesture, one step."""
    desk = make_desk()
    desk.do(OrderDefinitions("question", ("timing",)))
    assert [one.id for one in desk.ask(Defined()).questions] == [
        "timing",
        "budget",
        "authority",
        "need",
        "priority",
    ]
    desk.undo()

    assert [one.id for one in desk.ask(Defined()).questions] == QUESTIONS


def test_a_hidden_definition_keeps_its_place() -> None:
    """Hide and show again: it stands where it stood."""
    desk = make_desk()
    desk.do(OrderDefinitions("question", ("need", "budget")))
    desk.do(SetDefinition("question", "budget", (("hidden", True),)))
    assert keys_of("question", desk.ask(Defined()))[-1] == "budget"
    desk.do(SetDefinition("question", "budget", (("hidden", False),)))

    assert [one.id for one in desk.ask(Defined()).questions][:2] == ["need", "budget"]


@pytest.mark.parametrize(
    ("entity", "keys", "key"),
    [
        ("question", ("budget", "fortune"), "define.no_such_row"),
        ("stage", ("ready", "new"), "define.no_such_entity"),
        ("moon", (), "define.no_such_entity"),
        ("setting", ("zone",), "define.no_such_entity"),
    ],
)
def test_what_has_no_order_is_refused(entity: str, keys: tuple[str, ...], key: str) -> None:
    """Stages of the board stand in the order of the work."""
    assert refused(make_desk(), OrderDefinitions(entity, keys)).key == key


def test_only_who_may_configure_puts_them_in_order() -> None:
    """C7: a right of the administrator."""
    desk = make_desk()
    sales = as_user(desk, add_user(desk, "Ірина", ("sales",)))
    refused(sales, OrderDefinitions("question", ("need",)), NotAllowed)


def test_a_base_of_an_older_program_can_edit_one_field_of_a_newer_definition() -> None:
    """ARCHITECTURE 4: files in resources are first defaults; an edit sets only what was edited."""
    old = [row for row in default_rows() if row[0] != "action"]
    edited = definitions_from([*old, ("action", "invoice", {"points": 40})])

    invoice = next(one for one in edited.actions if one.id == "invoice")
    assert invoice.points == 40
    assert invoice.names["en"] == "Asked for an invoice"
    assert len(edited.actions) == len(default_definitions().actions)


@pytest.mark.parametrize(
    ("entity", "told", "reason"),
    [
        ("criterion", {"rule": "answer", "question": ""}, "question"),
        ("criterion", {"rule": "answer", "question": "fortune"}, "question"),
        ("criterion", {"rule": "answer", "question": "need"}, ""),
        ("criterion", {"rule": "contact"}, ""),
        ("question", {"names": {"uk": " ", "en": ""}}, "names"),
        ("question", {"names": {"uk": "Так"}}, ""),
        ("level_rule", {"clauses": [{"is": "answer", "question": "x", "level": 1}]}, "question"),
        ("level_rule", {"clauses": [{"is": "signal", "of": ["invoice", "dance"]}]}, "signal"),
        ("level_rule", {"clauses": [{"is": "signal", "of": ["invoice", "order"]}]}, ""),
        ("stage", {"limit": 5}, "stage"),
    ],
)
def test_fields_that_do_not_go_together_are_told(entity: str, told: dict[str, Any], reason: str) -> None:
    """A rule about a question that nobody asks would hold for nobody."""
    assert fits(entity, "own", told, default_definitions()) == reason


def test_a_choice_is_known_by_its_group_too() -> None:
    """ "other" is a reason of several lists."""
    reasons = default_definitions().choices

    assert len({row_key("choice", one) for one in reasons}) == len(reasons)

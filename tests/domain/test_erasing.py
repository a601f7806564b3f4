"""What is left of a person: no text that anybody typed, and every id, time and kind."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.erasing import NOTHING, blanked, digests_of
from leaddesk.domain.fold import fold_lead, fold_person
from leaddesk.domain.log import to_text
from tests.domain.leads import born, op

SECRET = "Пелагея Стиранко"
words = st.text(min_size=1, max_size=8).map(lambda text: f"{SECRET}{text}")
values = st.recursive(
    words | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(("lead", "person", "deal")), st.text("abc/", min_size=1, max_size=9), values)
def test_no_text_of_an_unknown_register_is_left(entity: str, field: str, value: Any) -> None:
    """ARCHITECTURE 4: a newer version's register is blanked too: better too much than a name."""
    left = blanked(op(f"x{field}", value, entity=entity))

    assert SECRET not in to_text(_leaves(left.value))


def _leaves(value: Any) -> list[Any]:
    """Values of a tree; keys are declared words, never typed ones."""
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("need", SECRET, ""),
        ("channel", "email", "email"),
        ("amount", {"minor": 100, "currency": "UAH"}, {"minor": 100, "currency": "UAH"}),
        ("position", {"stage": "new", "place": "junk", "reason": "spam", "text": SECRET},
         {"stage": "new", "place": "junk", "reason": "spam", "text": ""}),
        ("touch/1", {"kind": "call", "at": "2026", "seconds": 9, "text": SECRET},
         {"kind": "call", "at": "2026", "seconds": 9, "text": ""}),
        ("answer/need", {"level": 2, "text": SECRET, "evidence": {"quote": SECRET}},
         {"level": 2, "text": "", "evidence": {"quote": ""}}),
        ("task/1", {"title": SECRET, "due": "2026", "to": "x"}, {"title": "", "due": "2026", "to": "x"}),
        ("task/1/due", "2026", "2026"),
        ("label/VIP", True, True),
        ("merge/1", {"a": "1", "b": "2", "result": {"need": SECRET, "channel": "form"}},
         {"a": "1", "b": "2", "result": {"need": "", "channel": "form"}}),
        ("extra", {"inn": SECRET}, {"inn": ""}),
    ],
)  # fmt: skip
def test_words_go_and_what_is_declared_stays(field: str, value: Any, left: Any) -> None:
    """ARCHITECTURE 4: figures and ids stay."""
    assert blanked(op(field, value)).value == left


def test_a_birth_loses_its_person_and_keeps_its_company() -> None:
    """An organisation is no person."""
    told = born(
        0, {"name": SECRET, "contact/1": {"kind": "phone", "value": "1", "normal": "+1"}}, need=SECRET
    )
    told.value["company"] = {"id": "9", "name": "Завод"}
    left = blanked(told)

    assert SECRET not in to_text(left.value)
    assert left.value["company"] == {"id": "9", "name": "Завод"}
    state, person = fold_lead("1" * 32, [left]), fold_person("2" * 32, [], left.value["person"])
    assert state is not None
    assert person is not None
    assert (state.received.isoformat()[:4], state.person_id, state.need) == ("2026", "2" * 32, "")
    assert [(c.kind, c.normal, c.shared) for c in person.contacts] == [("phone", NOTHING, True)]
    assert person.reachable


def test_a_contact_that_nobody_could_read_stays_unreadable() -> None:
    """A6: an erased record without a contact is in no figure, as it was."""
    left = blanked(op("contact/1", {"kind": "phone", "value": SECRET, "reason": "short"}, entity="person"))

    assert left.value == {"kind": "phone", "value": NOTHING, "reason": "empty"}
    assert blanked(op("contact/1", None, entity="person")).value is None
    assert blanked(op("contact/1/mark", "wrong", entity="person")).value in ("wrong", "")


@given(st.sampled_from(("user", "setting", "company", "tx", "thread")), values)
def test_what_is_no_persons_is_left_alone(entity: str, value: Any) -> None:
    """Only persons, leads and deals hold what a client is or said."""
    told = op("*", value, entity=entity)
    assert blanked(told) is told


@given(values)
def test_blanking_twice_is_blanking_once(value: Any) -> None:
    """A restored backup may be blanked again."""
    once = blanked(op("need", value))
    assert blanked(once) == once


def test_the_files_of_an_op_are_those_that_it_names() -> None:
    """Attachments go by their sha256."""
    one, two, three = ("1" * 64, "2" * 64, "3" * 64)
    told = {"message": {"files": [{"name": "a", "sha256": one}, {"sha256": two}], "key": "k"}, "sha256": 3}
    card = {"lead": {"extra": {"picture": three, "website": one}}}
    path = {"extra": {"picture": "D:\\cards\\card.png"}}

    assert digests_of(op("signal/1", told)) == {one, two}
    assert digests_of(op("*", card)) == {three}
    assert digests_of(op("*", path)) == set()

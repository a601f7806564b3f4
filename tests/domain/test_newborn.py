"""The quick way of a birth gives what the folds give, for every birth that it takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.fold import fold_lead, fold_person
from leaddesk.domain.log import iso
from leaddesk.domain.newborn import newborn_lead, person_of
from tests.domain.births import LEAD, LEADS, PERSON, PERSONS, birth
from tests.domain.leads import START, op


@given(LEADS, st.one_of(st.none(), PERSONS))
def test_the_quick_way_gives_the_same_states_as_the_folds(
    lead: dict[str, Any], person: dict[str, Any] | None
) -> None:
    """P2, ARCHITECTURE 4: the state of a birth, whichever way it is made."""
    born = birth(lead, person)
    quick, slow = newborn_lead(LEAD, born), fold_lead(LEAD, [born])

    assert person_of(PERSON, [], person) == fold_person(PERSON, [], person)
    if quick is not None:
        assert quick == slow


@pytest.mark.parametrize(
    "told",
    [
        {"position": {"stage": "ready"}},
        {"position": {"stage": "new", "place": "deal"}},
        {"starred": True},
        {"label/vip": True},
        {"note/" + "5" * 32: {"text": "х"}},
    ],
)
def test_a_birth_with_a_history_takes_the_long_way(told: dict[str, Any]) -> None:
    """Samples and restored leads are born with more than a capture gives."""
    assert newborn_lead(LEAD, birth({"received": iso(START), **told})) is None


def test_what_an_import_writes_takes_the_quick_way() -> None:
    """P2: the fields of an arrival, junk without a contact among them."""
    junk = {"stage": "new", "place": "junk", "reason": "no_contact"}

    assert newborn_lead(LEAD, birth({"received": iso(START), "imported": True, "channel": "import"}))
    assert newborn_lead(LEAD, birth({"received": iso(START), "position": junk}))


def test_a_person_edited_since_is_folded() -> None:
    """Later ops win over the birth."""
    found = person_of(PERSON, [op("name", "Ірина", entity="person", row_id=PERSON)], {"name": "Ira"})

    assert found is not None
    assert found.name == "Ірина"

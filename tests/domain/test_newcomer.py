"""A newcomer's rows are what the folds give, for every birth that is taken as one."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.definitions import ProductGroup
from leaddesk.domain.figures import contribution
from leaddesk.domain.fold import fold_company, fold_lead, fold_person
from leaddesk.domain.log import iso
from leaddesk.domain.newcomer import NO_FIRM, Newcomers, company_in, firm_of, is_newcomer, keys_in
from leaddesk.domain.row import Before, lead_row
from leaddesk.domain.sought import sought_of, words_of
from tests.domain.births import COMPANY, LEAD, LEADS, MOMENT, PERSON, PERSONS, TEXT, birth
from tests.domain.leads import DEFINED, START

COMPANIES = st.fixed_dictionaries(
    {"id": st.just(COMPANY), "name": st.sampled_from(("Завод", "ТОВ «Агро»"))},
    optional={"website": TEXT, "city": TEXT, "country": TEXT},
)
PRICED = replace(DEFINED, product_groups=(ProductGroup("machines", {}, 1000, "UAH", ("верстат",)),))

RULED = replace(
    DEFINED,
    stages=tuple(replace(stage, days=3) if stage.id == "new" else stage for stage in DEFINED.stages),
    level_rules=(replace(DEFINED.level_rules[0], clauses=({"is": "stage", "of": ["new"]},), every=False),),
    questions=(replace(DEFINED.questions[0], required_for=("handover",)), *DEFINED.questions[1:]),
)
"""A limit of days, a level that a new lead has, a question that a handover asks for."""


@given(LEADS, PERSONS, st.one_of(st.none(), COMPANIES), MOMENT, st.sampled_from((DEFINED, PRICED, RULED)))
def test_all_rows_of_a_newcomer_are_those_that_the_folds_give(
    lead: dict[str, Any], person: dict[str, Any], company: dict[str, Any] | None, as_of: datetime, told: Any
) -> None:
    """P2, ARCHITECTURE 4: row, search facts, words, contacts and figures, whichever way they are made."""
    lead = lead | {"person": PERSON} | ({"company": COMPANY} if company else {"company": None})
    person = person | {"company": COMPANY if company else None}
    born = birth(lead, person, company)
    made = Newcomers(told, as_of)
    if not is_newcomer(born.value) or not made.takes(lead):
        return
    state, who = fold_lead(LEAD, [born]), fold_person(PERSON, [], person)
    assert state is not None
    assert who is not None
    firm = fold_company(COMPANY, [], company)
    slow = lead_row(state, who, firm, Before(), told, as_of)

    quick = made.rows(LEAD, born, firm_of(company) if company else NO_FIRM)

    assert quick.row == slow
    assert [type(value) for value in quick.row] == [type(value) for value in slow]
    assert quick.sought == sought_of(state, who, told)
    assert quick.words == words_of(slow, state, who)
    assert quick.person == (
        who.id, who.name, who.title, who.company_id, who.language, who.zone, who.city, who.country,
    )  # fmt: skip
    assert quick.contacts == [
        (PERSON, c.id, c.kind, c.value, c.normal, c.reason, c.label, c.mark, c.shared) for c in who.contacts
    ]
    kyiv = ZoneInfo("Europe/Kyiv")
    assert contribution(quick.row, kyiv) == contribution(slow, kyiv)


def arrived(**lead: Any) -> dict[str, Any]:
    """The value of a birth as an import writes it."""
    told = {"received": iso(START), "imported": True, "channel": "import", "person": PERSON, **lead}
    contact = {"kind": "phone", "value": "067 123 45 67", "normal": "+380671234567"}
    return {"lead": told, "person": {"id": PERSON, "name": "Ірина", "contact/1": contact}}


def test_what_an_import_writes_is_taken() -> None:
    """P2: the fields of an arrival, junk without a contact among them."""
    made = Newcomers(DEFINED, START)

    assert is_newcomer(arrived())
    assert is_newcomer(arrived() | {"company": {"id": COMPANY, "name": "Завод", "city": "Львів"}})
    assert made.takes(arrived()["lead"])
    assert made.takes({"position": {"stage": "new", "place": "junk", "reason": "no_contact"}})


@pytest.mark.parametrize(
    "value",
    [
        arrived(person="7" * 32),
        arrived(starred=True),
        arrived() | {"person": {"id": PERSON, "consent": {"state": "given"}}},
        arrived() | {"person": {"id": PERSON, "contact/1/mark": "bounced"}},
        arrived() | {"person": {"id": PERSON, "contact/1": None}},
        arrived() | {"company": {"id": COMPANY, "skeleton": "завод"}},
        arrived() | {"deal": {"id": "8" * 32}},
        {"lead": arrived()["lead"]},
    ],
)
def test_a_birth_with_more_in_it_takes_the_long_way(value: dict[str, Any]) -> None:
    """Somebody's second lead, samples, restored leads: they have more than an arrival gives."""
    assert not is_newcomer(value)


def test_a_lead_that_began_elsewhere_or_is_judged_by_its_budget_takes_the_long_way() -> None:
    """A13: whether a budget is enough is asked of the price list."""
    amount = {"minor": 500, "currency": "UAH"}

    assert not Newcomers(DEFINED, START).takes({"position": {"stage": "ready"}})
    assert not Newcomers(DEFINED, START).takes({"position": {"stage": "new", "place": "nurture"}})
    assert Newcomers(DEFINED, START).takes({"amount": amount})
    assert not Newcomers(PRICED, START).takes({"amount": amount})


def test_only_contacts_of_ones_own_tell_who_somebody_is() -> None:
    """Decision 7: a shared mailbox or an address makes nobody the same client."""
    person = {
        "id": PERSON,
        "contact/1": {"kind": "email", "value": "a@b.ua", "normal": "a@b.ua"},
        "contact/2": {"kind": "email", "value": "info@b.ua", "normal": "info@b.ua", "shared": True},
        "contact/3": {"kind": "address", "value": "Львів", "normal": "львів"},
        "contact/4": {"kind": "phone", "value": "12", "reason": "too_short"},
    }

    assert keys_in(person) == ["a@b.ua"]


def test_a_person_stands_for_the_company_where_the_lead_names_none() -> None:
    """The lead shows its own company, else its person's."""
    value = arrived()
    value["person"]["company"] = COMPANY

    assert company_in(value) == COMPANY
    assert company_in(arrived(company="5" * 32)) == "5" * 32
    assert company_in(arrived()) is None

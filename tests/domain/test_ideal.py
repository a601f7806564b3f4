"""How close a lead is to the ideal client (D24): distance, explained trait by trait."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.definitions import Definitions, read_definitions
from leaddesk.domain.ideal import FACTS, About, Fit, fit_of
from leaddesk.domain.lead import Answer, CompanyState, LeadState, PersonState
from leaddesk.domain.trait import Trait
from tests.domain.leads import DEFINED, START, answers, lead

CITY = Trait("city", {"en": "City"}, "city", values=("Київ", "Львів"), weight=10)
BUDGET = Trait("budget", {"en": "Budget"}, "amount", least=500_000, most=5_000_000, weight=30)
BOSS = Trait("boss", {"en": "Decides"}, "answer.authority", least=3, weight=10)


def defined(*traits: Trait, **settings: Any) -> Definitions:
    return replace(DEFINED, traits=traits, settings={**DEFINED.settings, **settings})


def person(**told: Any) -> PersonState:
    return replace(PersonState("p1"), **told)


def fit(subject: LeadState, *traits: Trait, who: PersonState | None = None, **settings: Any) -> Fit:
    company = CompanyState("c1", "ТОВ Агро-Схід", city="Полтава")
    return fit_of(About(subject, who, company, defined(*traits, **settings), START))


def test_an_ideal_client_is_at_no_distance() -> None:
    """D24: 0 is the ideal client, so the fit is 100."""
    subject = lead(amount_minor=100_000_000, currency="UAH", answers=answers(authority=3))
    found = fit(subject, CITY, BUDGET, BOSS, who=person(city="м. Київ"))

    assert (found.distance, found.fit) == (0, 100)


def test_each_trait_counts_by_its_weight_and_is_told() -> None:
    """D24: explained by attribute."""
    subject = lead(amount_minor=100_000_000, currency="UAH", answers=answers(authority=0))
    found = fit(subject, CITY, BUDGET, BOSS, who=person(city="Одеса"))

    assert found.distance == round(100 * 20 / 50)
    told = [(part.trait, part.said, part.distance, part.weight) for part in found.parts]
    assert told == [("city", "Одеса", 1, 10), ("budget", "1000000", 0, 30), ("boss", "0", 1, 10)]


def test_a_number_near_the_bound_is_nearer_than_one_far_from_it() -> None:
    """Half of the least budget is half away; nothing is further than 1."""
    half = fit(lead(amount_minor=25_000_000, currency="UAH"), BUDGET)
    double = fit(lead(amount_minor=1_000_000_000, currency="UAH"), BUDGET)
    tiny = fit(lead(amount_minor=100, currency="UAH"), BUDGET)

    assert (half.distance, double.distance, tiny.distance) == (50, 100, 100)


def test_another_currency_is_compared_by_the_rate_of_the_day() -> None:
    """A13: currency-aware; without a rate nothing is known."""
    euros = lead(amount_minor=1_000_000, currency="EUR")

    assert fit(euros, BUDGET, rates={"EUR": [["2026-01-01", "50"]]}).distance == 0
    assert fit(euros, BUDGET, rates={}).distance is None


def test_what_is_not_known_is_half_a_distance() -> None:
    """Unknown is neither ideal nor a reason to turn away (D24, D25: 30 is the threshold)."""
    found = fit(lead(answers=answers(authority=3)), CITY, BOSS, who=person(city=""))
    nothing = fit(lead(answers=answers(authority=None)), BOSS)

    assert found.distance == 50  # the company's own city is known, and is another one
    assert fit(lead(answers=answers(authority=3)), BUDGET, BOSS).distance == round(100 * 15 / 40)
    assert (nothing.distance, nothing.fit) == (None, None)


def test_without_declared_traits_there_is_no_fit() -> None:
    """Not 0 and not 100: nobody said who is ideal."""
    assert fit(lead()) == Fit(None, ())
    assert fit(lead(answers=answers(authority=3)), replace(BOSS, weight=0)).fit is None


def test_sensitive_traits_can_be_switched_off() -> None:
    """B14: sensitive ones can be switched off (privacy)."""
    married = Trait("single", {"en": "Single"}, "extra.одружений", values=("ні",), sensitive=True)
    subject = lead(extra={"одружений": "так"})

    assert fit(subject, married).distance == 100
    assert fit(subject, married, sensitive_traits=False) == Fit(None, ())


@pytest.mark.parametrize(
    ("trait", "extra", "distance"),
    [
        (Trait("x", {}, "extra.авто", values=("так",)), "Так", 0),
        (Trait("x", {}, "extra.авто", values=("так",)), "ні", 100),
        (Trait("x", {}, "extra.авто", least=2), "4", 0),
        (Trait("x", {}, "extra.авто", least=2), "1", 50),
        (Trait("x", {}, "extra.авто", most=10), "1 000", 100),
        (Trait("x", {}, "extra.авто", least="2020-01-01"), "2024-05-06", 0),
        (Trait("x", {}, "extra.авто", most="2020-01-01"), "2024-05-06T10:00", 100),
        (Trait("x", {}, "extra.авто", most="2020-01-01"), "колись", None),
        (Trait("x", {}, "extra.авто", least="soon"), "4", None),
        (Trait("x", {}, "extra.авто"), "будь-що", 0),
        (Trait("x", {}, "extra.авто", values=("",)), "так", 100),
    ],
)
def test_own_criteria_are_lists_numbers_days_and_yes_or_no(
    trait: Trait, extra: str, distance: int | None
) -> None:
    """B14: custom criteria fields of types list, number, bool, date; they come with a file."""
    assert fit(lead(extra={"авто": extra}), trait).distance == distance


def test_the_horizon_and_the_group_of_the_need_are_traits_too() -> None:
    """D25 asks both: who they are, and when they buy."""
    until = Answer("timing", 2, at=START, until=START + timedelta(days=60))
    soon = Trait("soon", {}, "horizon", values=("month", "quarter"))
    grown = Trait("grown", {}, "maturity", values=("formed", "comparing", "ready"))
    subject = lead(answers={"timing": until, **answers(need=2)})

    assert fit(subject, soon, grown).distance == 0
    assert fit(lead(), grown).distance == 100


def test_a_trait_is_a_definition_of_the_base() -> None:
    """D24: ideal profile editor; B14: criteria are data."""
    told = {"names": {"en": "City"}, "of": "city", "values": ["Київ"], "weight": 5}
    (trait,) = read_definitions([("trait", "city", told)]).traits

    assert (trait.of, tuple(trait.values), trait.weight, trait.sensitive) == ("city", ("Київ",), 5, False)


_TRAITS = st.lists(
    st.builds(
        Trait,
        id=st.text(max_size=5),
        names=st.just({}),
        of=st.sampled_from((*FACTS, "answer.budget", "extra.x", "nothing known")),
        values=st.lists(st.text(max_size=5), max_size=2),
        least=st.none() | st.integers(-5, 5) | st.text(max_size=8),
        most=st.none() | st.integers(-5, 5) | st.text(max_size=8),
        weight=st.integers(0, 30),
    ),
    max_size=6,
)


@given(_TRAITS, st.text(max_size=12), st.none() | st.integers(0, 3))
def test_the_distance_lies_between_0_and_100_and_is_the_mean_of_its_parts(
    traits: list[Trait], said: str, level: int | None
) -> None:
    """D24: 0-100, summing from what is told, whatever was typed into the editor."""
    found = fit(lead(extra={"x": said}, answers=answers(budget=level)), *traits, who=person(city=said))

    assert found.distance is None or 0 <= found.distance <= 100
    assert (found.distance is None) == all(part.distance is None for part in found.parts)
    if found.distance is not None:
        weights = sum(part.weight for part in found.parts)
        far = sum((Decimal("0.5") if p.distance is None else p.distance) * p.weight for p in found.parts)
        assert found.distance == round(100 * far / weights)

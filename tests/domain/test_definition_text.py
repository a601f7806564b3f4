"""Fields of definitions as a person types them: what is written is read again, what is wrong is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions
from leaddesk.domain.definition_text import FIELD_KINDS, Unfit, key_for
from leaddesk.domain.levels import KINDS, levels_of
from tests.domain.leads import DEFINED, START, lead


def read(kind: str, typed: str) -> Any:
    return FIELD_KINDS[kind][1](typed)


def write(kind: str, value: Any) -> str:
    return FIELD_KINDS[kind][0](value)


_KEYS = st.from_regex(r"\A[a-z][a-z0-9_]{0,12}\Z")
_CLAUSES = st.lists(
    st.one_of(
        st.builds(lambda of: {"is": "signal", "of": of}, st.lists(_KEYS, min_size=1, max_size=3)),
        st.builds(lambda of: {"is": "stage", "of": of}, st.lists(_KEYS, min_size=1, max_size=3)),
        st.builds(lambda q, n: {"is": "answer", "question": q, "level": n}, _KEYS, st.integers(0, 3)),
        st.builds(lambda n, m: {"is": "answers", "n": n, "level": m}, st.integers(0, 9), st.integers(0, 3)),
        st.builds(lambda n: {"is": "within", "days": n}, st.integers(0, 3660)),
        st.sampled_from(({"is": "interest"}, {"is": "with_sales"})),
    ),
    max_size=5,
)


@given(_CLAUSES)
def test_clauses_are_read_as_they_were_written(clauses: list[dict[str, Any]]) -> None:
    """B13, decision 12: editable rules; parse after print is the identity."""
    assert read("clauses", write("clauses", clauses)) == clauses


def test_the_rules_of_the_program_can_be_typed() -> None:
    """Nothing that is declared is out of reach of the editor."""
    for rule in default_definitions().level_rules:
        assert read("clauses", write("clauses", rule.clauses)) == list(rule.clauses)


@pytest.mark.parametrize(
    "typed",
    ["fly", "signal", "answer timing", "answer timing 4", "answer timing x", "answers 2", "within",
     "within -1", "within 99999", "interest now", "with_sales 1", "stage ,"],
)  # fmt: skip
def test_a_clause_that_means_nothing_is_refused(typed: str) -> None:
    """A rule with a slip would hold for nobody, silently."""
    with pytest.raises(Unfit) as found:
        read("clauses", f"interest\n{typed}")

    assert str(found.value) in ("clause", "whole")


def test_every_kind_of_clause_that_can_be_typed_is_one_that_is_computed() -> None:
    """What the editor lets through, the rules know."""
    typed = "signal demo\ninterest\nanswer need 1\nanswers 1 1\nstage new\nwith_sales\nwithin 14"
    assert {one["is"] for one in read("clauses", typed)} == set(KINDS)
    assert levels_of(lead(), DEFINED, START)


_RATES = st.dictionaries(
    st.from_regex(r"\A[A-Z]{3}\Z"),
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.decimals("0.0001", "9999", places=4)),
        min_size=1,
        max_size=3,
        unique_by=lambda row: row[0],
    ),
    max_size=3,
)


@given(_RATES)
def test_dated_rates_are_read_as_they_were_written(told: dict[str, list[tuple[date, Decimal]]]) -> None:
    """Issue 4, point 4: currency-aware with dated rates entered by hand."""
    value = {
        code: sorted([day.isoformat(), format(rate.normalize(), "f")] for day, rate in rows)
        for code, rows in sorted(told.items())
    }

    assert read("rates", write("rates", value)) == value


@pytest.mark.parametrize(
    "typed", ["EUR", "EUR 48", "EUR 2026-13-01 48", "EURO 2026-01-01 48", "EUR 2026-01-01 -1",
              "EUR 2026-01-01 0", "EUR 2026-01-01 nan", "EUR 2026-01-01 1 2", "EUR 01.01.2026 48"]
)  # fmt: skip
def test_a_rate_that_is_none_is_refused(typed: str) -> None:
    """A budget compared by a wrong rate would turn a client away."""
    with pytest.raises(Unfit):
        read("rates", typed)


@given(st.integers(0, 10**13))
def test_an_amount_is_read_as_it_was_written(minor: int) -> None:
    """A13: the least price of a product group, to the kopeck."""
    assert read("money", write("money", minor)) == minor


@pytest.mark.parametrize(
    ("typed", "minor"), [("500 000", 50_000_000), ("1\u00a0000,50", 100_050), ("0", 0), ("12.3", 1_230)]
)
def test_an_amount_is_typed_as_people_write_it(typed: str, minor: int) -> None:
    """Blanks, a comma, a point."""
    assert read("money", typed) == minor


@pytest.mark.parametrize("typed", ["", "багато", "-1", "1.234", "1e99", "inf", "nan"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unfit):
        read("money", typed)


@pytest.mark.parametrize(
    ("typed", "views"),
    [
        ("bant B, champ M", {"bant": "B", "champ": "M"}),
        ("  meddic  Ch ", {"meddic": "Ch"}),
        ("модель_наша П", {"модель_наша": "П"}),
        ("", {}),
    ],
)
def test_views_are_named_with_their_letters(typed: str, views: dict[str, str]) -> None:
    """Issue 4, point 1: own models too: a view of any name."""
    assert read("views", typed) == views
    assert read("views", write("views", views)) == views


@pytest.mark.parametrize("typed", ["bant", "bant Budget", "b!nt B", " , champ"])
def test_a_view_without_its_letter_is_refused(typed: str) -> None:
    """The badge has room for two signs."""
    with pytest.raises(Unfit):
        read("views", typed)


@pytest.mark.parametrize("typed", ["один\nдва\nтри", "а\n\nв\nг", "1\n2\n3\n4\n5"])
def test_sentences_are_one_for_each_level_or_none(typed: str) -> None:
    """Issue 4, point 1: for each level one sentence that says what it means."""
    with pytest.raises(Unfit):
        read("sentences", typed)


def test_four_sentences_are_kept_in_order() -> None:
    """The first is that of level 0."""
    told = ["ні", "колись", "назвав", "підписав"]

    assert read("sentences", write("sentences", told)) == told
    assert read("sentences", "  \n ") == []


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("list", " лазер ,, верстат,", ["лазер", "верстат"]),
        ("number", " 14 ", 14),
        ("number", "", None),
        ("bound", "3", 3),
        ("bound", "2026-01-01", "2026-01-01"),
        ("bound", " ", None),
        ("currency", " eur ", "EUR"),
        ("currency", "", ""),
        ("text", "  слово ", "слово"),
    ],
)
def test_small_fields_are_read_in_one_form(kind: str, typed: str, value: object) -> None:
    """The base holds clean values."""
    assert read(kind, typed) == value
    assert read(kind, write(kind, value)) == value


@pytest.mark.parametrize(
    ("kind", "typed"), [("number", "-1"), ("number", "1.5"), ("number", "²"), ("currency", "€")]
)
def test_small_fields_refuse_what_does_not_fit(kind: str, typed: str) -> None:
    with pytest.raises(Unfit):
        read(kind, typed)


@given(st.sampled_from(tuple(FIELD_KINDS)), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_words(kind: str, typed: str) -> None:
    """Nothing else is ever raised, and what was read can be written and read again."""
    try:
        value = read(kind, typed)
    except Unfit:
        return

    assert read(kind, write(kind, value)) == value


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ({"en": "Site visit"}, "site_visit"),
        ({"uk": "Об'єкт", "ru": "", "en": ""}, "own"),
        ({"en": "Budget"}, "budget_3"),
        ({"en": "---"}, "own"),
    ],
)
def test_a_new_definition_gets_a_key_that_nobody_has(names: dict[str, str], key: str) -> None:
    """Keys are names in the log: of Latin letters, and never those of another row."""
    assert key_for(names, ("budget", "budget_2")) == key

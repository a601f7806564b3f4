"""Levels explained clause by clause, purchase horizons read from words, and texts for both."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_rows
from leaddesk.domain.clocks import clocks
from leaddesk.domain.definitions import Definitions, read_definitions
from leaddesk.domain.horizon import Horizon, bucket, read_horizon
from leaddesk.domain.lead import Answer, LeadState
from leaddesk.domain.levels import KINDS, level_changes_at, level_of, levels_of
from leaddesk.domain.score import verdict
from leaddesk.texts import LANGUAGES, set_language
from leaddesk.texts.levels import HORIZONS, MATURITIES, clause_words, horizon_name, level_words, maturity_name
from tests.domain.leads import DEFINED, START, answers, lead, signal

NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
KYIV = "Europe/Kyiv"


def ruled(**rules: dict[str, object]) -> Definitions:
    """Definitions with other rules of levels."""
    rows = [row for row in default_rows() if row[0] != "level_rule"]
    return read_definitions(
        [*rows, *(("level_rule", key, {"names": {}, **told}) for key, told in rules.items())]
    )


def buying(days: int) -> LeadState:
    return lead(answers={"timing": Answer("timing", 2, at=START, until=START + timedelta(days=days))})


def test_each_level_is_told_clause_by_clause() -> None:
    """B13: each lead shows which clause holds."""
    subject = lead(signals=(signal("invoice", 1),), answers=answers(budget=2))
    told = {
        why.level: (why.ok, [(c.kind, c.ok) for c in why.clauses])
        for why in levels_of(subject, DEFINED, START)
    }

    assert told == {
        "mql": (True, [("interest", True), ("answers", True)]),
        "sal": (False, [("with_sales", False), ("stage", False), ("answers", False)]),
        "sql": (True, [("signal", True), ("answer", False), ("within", False)]),
    }
    assert level_of(subject, DEFINED, START) == "sql"


def test_a_company_edits_the_rules_and_the_level_follows() -> None:
    """Issue 4: levels by editable rules; `every` asks for each clause."""
    strict = ruled(
        mql={"clauses": [{"is": "answers", "n": 1, "level": 1}]},
        vip={
            "every": True,
            "clauses": [{"is": "interest"}, {"is": "answer", "question": "budget", "level": 3}],
        },
    )
    assert level_of(lead(answers=answers(budget=3)), strict, START) == "mql"
    assert level_of(lead(answers=answers(budget=3), signals=(signal("demo", 1),)), strict, START) == "vip"
    assert level_of(lead(signals=(signal("demo", 1),)), strict, START) is None


def test_a_rule_without_clauses_or_of_a_newer_kind_never_holds() -> None:
    """One bad edit must not turn every lead into SQL, nor close the base."""
    odd = ruled(
        mql={"clauses": []}, sal={"every": True, "clauses": []}, sql={"clauses": [{"is": "moon_phase"}]}
    )

    assert level_of(lead(answers=answers(budget=3)), odd, START) is None
    assert KINDS == ("signal", "interest", "answer", "answers", "stage", "with_sales", "within")


@pytest.mark.parametrize(("days", "level"), [(13, "sql"), (14, "sql"), (15, "mql")])
def test_a_purchase_within_fourteen_days_inclusive_is_sql(days: int, level: str) -> None:
    """B16: a purchase date within N days (default 14, inclusive)."""
    assert level_of(buying(days), DEFINED, START) == level


def test_the_minute_job_knows_when_a_purchase_comes_near() -> None:
    """ARCHITECTURE 4: `next_change_at` is when the level would differ."""
    subject = buying(40)
    opens = START + timedelta(days=26)
    assert level_changes_at(subject, DEFINED, START) == opens
    assert level_changes_at(subject, DEFINED, opens) is None
    told = verdict(subject, clocks(subject, DEFINED), DEFINED, opens - timedelta(minutes=1), reachable=True)
    assert told.next_change_at is not None
    assert told.next_change_at <= opens
    assert told.level == "mql"
    assert verdict(subject, clocks(subject, DEFINED), DEFINED, opens, reachable=True).level == "sql"


@pytest.mark.parametrize("language", LANGUAGES)
def test_levels_maturities_and_horizons_are_said_in_words(language: str) -> None:
    """A24, B13: explained, in three languages."""
    set_language(language)
    try:
        for why in levels_of(lead(), DEFINED, START):
            assert why.level.upper() in level_words(why, DEFINED)
            assert all(clause_words(one, DEFINED) for one in why.clauses)
        assert all(maturity_name(key) != key for key in MATURITIES)
        assert all(horizon_name(key) != key for key in HORIZONS)
    finally:
        set_language("en")


# -- Horizons --


@pytest.mark.parametrize(
    ("text", "since_days", "until_days"),
    [
        ("1–3 міс", 30, 91),
        ("1-3 months", 30, 91),
        ("3 .. 12 мес", 91, 365),
        ("до 1 міс", None, 30),
        ("within 2 months", None, 61),
        ("через 2 тижні", None, 14),
        ("десь за 3 тижні", None, 21),
        ("запуск 12.12, бо контракт", None, 22),
        ("tomorrow", None, 1),
    ],
)
def test_what_is_typed_about_time_is_read_as_a_range(
    text: str, since_days: int | None, until_days: int
) -> None:
    """C5: purchase horizon is a date range; issue 4: dates and horizon are parsed from what is typed."""
    found = read_horizon(text, NOW, KYIV)

    assert found is not None
    assert abs((found.until - NOW).days - until_days) <= 1
    assert (found.since is None) == (since_days is None)
    if found.since is not None and since_days is not None:
        assert abs((found.since - NOW).days - since_days) <= 1


@pytest.mark.parametrize("text", ["", "не знає", "колись", "верстат 5 осей", "2026"])
def test_words_without_a_time_mean_no_horizon(text: str) -> None:
    """Nothing is guessed."""
    assert read_horizon(text, NOW, KYIV) is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_of_horizons(text: str) -> None:
    """Foreign text is data."""
    found = read_horizon(text, NOW, KYIV)

    assert found is None or isinstance(found, Horizon)
    assert found is None or found.since is None or found.since <= found.until


@given(st.integers(-10, 3000))
def test_the_bucket_grows_with_the_days(days: int) -> None:
    """D25: up to 1 and 1-3 are the near ones."""
    names = ("month", "quarter", "year", "long")
    here, later = (bucket(NOW + timedelta(days=d), NOW) for d in (days, days + 1))

    assert names.index(here) <= names.index(later)
    assert bucket(None, NOW) == "unknown"

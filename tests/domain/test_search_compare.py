"""How comparisons fit together: complements, ranges and units, over any value and any fact."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.search_facts import Facts
from leaddesk.domain.search_logic import And, Cmp
from leaddesk.domain.search_match import matches
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)

DAYS = ["today", "tomorrow", "mon", "eow", "-3d", "+2w", "-1mo", "20.11", "2026-11-19"]
INSTANTS = ["now", "-2h", "+30m"]
LENGTHS = ["0m", "15m", "2h", "1.5h", "3d", "1w", "1mo"]
moments = st.integers(-60 * 86400, 60 * 86400).map(lambda s: NOW + timedelta(seconds=s))


def found(typed: str, facts: Facts) -> bool:
    query = parse(typed)
    assert query.problems == ()
    return matches(query, facts, NOW, KYIV)


@given(st.sampled_from(DAYS + INSTANTS), moments)
def test_before_and_from_share_every_moment_of_a_date(date: str, at: datetime) -> None:
    """A dated lead is either before a date or from it on, either up to it or after it."""
    facts = Facts(received=at)

    assert found(f"added:<{date}", facts) != found(f"added:>={date}", facts)
    assert found(f"added:<={date}", facts) != found(f"added:>{date}", facts)


@given(st.sampled_from(DAYS), moments)
def test_on_a_day_is_from_it_and_up_to_it(date: str, at: datetime) -> None:
    """`added:D` is `added:>=D added:<=D`, and so is the range D..D."""
    facts = Facts(received=at)

    assert found(f"added:{date}", facts) == found(f"added:>={date} added:<={date}", facts)
    assert found(f"added:{date}", facts) == found(f"added:{date}..{date}", facts)


@given(st.sampled_from(DAYS + INSTANTS), st.sampled_from(DAYS + INSTANTS), moments)
def test_a_range_of_dates_reads_the_same_both_ways(one: str, other: str, at: datetime) -> None:
    """UX 4.3: malformed input never silently gives no row."""
    facts = Facts(received=at)

    if found(f"added:{one}", facts) and one in DAYS:
        assert found(f"added:{one}..{other}", facts)
    if one in DAYS and other in DAYS:
        assert found(f"added:{one}..{other}", facts) == found(f"added:{other}..{one}", facts)


@given(st.sampled_from(LENGTHS), moments)
def test_younger_and_at_least_as_old_share_every_lead(length: str, at: datetime) -> None:
    """age counts from arrival to now; the bounds belong where the operator says."""
    facts = Facts(received=at, norm_due=at)

    for field in ("age", "sla"):
        assert found(f"{field}:<{length}", facts) != found(f"{field}:>={length}", facts)
        assert found(f"{field}:<={length}", facts) != found(f"{field}:>{length}", facts)


@given(moments)
def test_whole_units_of_age_follow_each_other_without_gap(at: datetime) -> None:
    """age:0d, age:1d, age:2d ... put every past lead in exactly one."""
    facts = Facts(received=at)

    hits = [n for n in range(61) if found(f"age:{n}d", facts)]

    assert len(hits) == (1 if at <= NOW else 0)


@given(st.integers(-50, 150), st.integers(-50, 150), st.integers(0, 100))
def test_a_range_of_numbers_is_its_two_bounds(one: int, other: int, score: int) -> None:
    """Both ends belong to it, whichever is written first."""
    facts = Facts(score=score)

    assert found(f"score:{one}..{other}", facts) == (min(one, other) <= score <= max(one, other))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_money_is_compared_to_the_hundredth(amount: int, bound: int) -> None:
    """budget: is in units of the currency, the fact in hundredths."""
    typed = f"budget:>={bound // 100}.{bound % 100:02d}"

    assert found(typed, Facts(amount_minor=amount)) == (amount >= bound)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("score:80", 80), ("budget:1.5k", 150_000), ("airtime:<1h", 3600), ("calls:>2", 2)],
)
def test_whole_numbers_are_compiled_as_whole_numbers(typed: str, value: int) -> None:
    """An integer column is compared with an integer, so that its index is used."""
    leaf = resolve(parse(typed), NOW, KYIV)

    assert isinstance(leaf, Cmp)
    assert leaf.value == value
    assert type(leaf.value) is int


@pytest.mark.parametrize(
    "typed", ["added:today", "age:3d", "due:<eoy", "cooled:>2h", "sla:1h..2h", "wake:+2h"]
)
def test_times_are_compiled_as_aware_utc(typed: str) -> None:
    """Storage turns them into milliseconds without asking for a zone."""
    tree = resolve(parse(typed), NOW.astimezone(KYIV), KYIV)

    leaves = tree.items if isinstance(tree, And) else (tree,)
    times = [leaf.value for leaf in leaves if isinstance(leaf, Cmp) and not isinstance(leaf.value, str)]
    assert times
    assert all(isinstance(at, datetime) and at.tzinfo is UTC for at in times)


@pytest.mark.parametrize(
    "typed",
    ["age:>999999y", "added:<-999999y", "due:<+999999y", "sla:<999999y", "added:0001-01-01..9999-12-31"],
)
def test_lengths_out_of_time_are_queries_too(typed: str) -> None:
    """No date overflows on its way to the store."""
    assert isinstance(found(typed, Facts(received=NOW, next_due=NOW, norm_due=NOW)), bool)

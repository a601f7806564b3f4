"""What one lead adds to each figure."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.figures import (
    BIN_EDGES_MIN,
    Contribution,
    contact_bin,
    contribution,
    counted,
    day_of,
    difference,
    week_of,
)
from leaddesk.domain.lead import Passed, Position
from leaddesk.domain.log import ms_of
from leaddesk.domain.row import Before, LeadRow, lead_row
from tests.domain.leads import DEFINED, START, at, call, lead, reachable

KYIV = ZoneInfo("Europe/Kyiv")


def row(person: Any = "known", **told: Any) -> LeadRow:
    who = reachable() if person == "known" else person
    return lead_row(lead(**told), who, None, Before(), DEFINED, START)


def way(*steps: tuple[float, str, str | None]) -> dict[str, Any]:
    passed = tuple(Passed(at(minutes), "me", stage, place) for minutes, stage, place in steps)
    return {"way": passed, "position": Position(passed[-1].stage, passed[-1].place)}


def keys(found: Contribution, start: str = "") -> set[str]:
    return {key for key in found if key.startswith(start)}


def test_a_day_is_that_of_the_base_zone() -> None:
    """One day for everybody who works in a base."""
    late = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert (day_of(late, KYIV), day_of(late, ZoneInfo("UTC"))) == ("2026-11-21", "2026-11-20")
    assert week_of(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), KYIV) == "2026-11-23"
    assert week_of(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), KYIV) == "2026-11-16"


@pytest.mark.parametrize(
    ("minutes", "found"), [(0, 0), (4.99, 0), (5, 1), (29, 1), (30, 2), (479, 5), (2879, 7), (2880, 8)]
)
def test_the_time_to_first_contact_falls_into_a_bin(minutes: float, found: int) -> None:
    """UX 3.5: 0, 5, 30 min, 1, 2, 4, 8 h, 1, 2 d."""
    assert contact_bin(0, round(minutes * 60_000)) == found
    assert contact_bin(0, None) is None
    assert found <= len(BIN_EDGES_MIN)


def test_a_contact_before_the_arrival_is_in_the_first_bin() -> None:
    """History brought in from elsewhere may be out of order."""
    assert contact_bin(100_000, 0) == 0


def test_only_requests_with_a_contact_that_are_no_junk_count_in_conversion() -> None:
    """A6, decision 13."""
    assert counted(row())
    assert not counted(row(kind="cold"))
    assert not counted(row(person=None))
    assert not counted(row(**way((0, "new", None), (5, "new", "junk"))))
    assert counted(row(**way((0, "new", None), (5, "new", "archive"))))


def test_a_lead_on_the_board_is_counted_in_each_facet_with_its_amount() -> None:
    """PERFORMANCE P8."""
    found = contribution(row(amount_minor=5_000, currency="EUR", owner="9" * 32), KYIV)

    assert found["stage|new|EUR"] == (1, 5_000)
    assert found["active"] == (1, 5_000)
    assert keys(found, "owner") == {f"owner|{'9' * 32}"}
    assert keys(found, "temperature") == {"temperature|cold"}
    assert keys(found, "channel") == {"channel|form"}
    assert not keys(found, "place")


def test_a_lead_off_the_board_is_counted_in_its_place_only() -> None:
    """Decision 14: places are not on the active board; a cohort keeps it."""
    found = contribution(row(**way((0, "new", None), (5, "in_work", None), (9, "in_work", "nurture"))), KYIV)

    assert keys(found, "place") == {"place|nurture"}
    assert not keys(found, "stage") | keys(found, "active")
    assert "cohort|received|2026-11-20|form" in found
    assert "cohort|taken|2026-11-20|form" in found


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"kind": "cold"}, {"kind|cold"}),
        ({"person": None}, {"place|no_contact"}),
        (way((0, "new", None), (5, "new", "junk")), {"place|junk"}),
    ],
)
def test_what_is_no_lead_is_counted_apart_and_nowhere_else(told: dict[str, Any], expected: set[str]) -> None:
    """A6, decision 13: outside every conversion."""
    found = keys(contribution(row(**told), KYIV))

    # Who decided is told of whatever became of it (D14); all else is silent.
    assert {key for key in found if key.split("|")[0] not in ("speed", "hour")} == expected


def test_steps_count_on_the_day_received_and_on_their_own_day() -> None:
    """Decision 5: by the day received is the default, by event date the switch."""
    day = 24 * 60
    subject = row(**way((0, "new", None), (2 * day, "handed_over", None)))
    found = contribution(subject, KYIV)

    assert found["cohort|handed|2026-11-20|form"] == (1, 0)
    assert found["event|handed|2026-11-22|form"] == (1, 0)
    assert found["cohort|taken|2026-11-20|form"] == (1, 0)


def test_a_lead_waits_in_its_hour_until_it_is_contacted() -> None:
    """The Kaplan-Meier curve has those still waiting and those met."""
    waiting = contribution(row(), KYIV)
    met = contribution(row(touches=(call(45, 60, "talked"),)), KYIV)

    assert keys(waiting, "waiting") == {"waiting|2026-11-20T10|form"}
    assert not keys(waiting, "met") | keys(waiting, "contact")
    assert keys(met, "met") == {"met|2026-11-20|form|45"}
    assert keys(met, "contact|") == {"contact|2026-11-20|form|cold|2"}
    assert not keys(met, "waiting")


@pytest.mark.parametrize(
    ("minutes", "grain"), [(119, 119), (125, 120), (2879, 2870), (2899, 2880), (3000, 3000)]
)
def test_minutes_to_contact_are_exact_first_and_coarser_later(minutes: int, grain: int) -> None:
    """So that a year of leads needs few rows."""
    (found,) = keys(contribution(row(touches=(call(minutes, 60, "talked"),)), KYIV), "met")
    assert found == f"met|2026-11-20|form|{grain}"


CONTRIBUTIONS = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.integers(1, 3), st.integers(-5, 5)), max_size=6
)


@given(CONTRIBUTIONS, CONTRIBUTIONS)
def test_old_plus_the_difference_is_new(old: Contribution, new: Contribution) -> None:
    """ARCHITECTURE 4: new minus old in the same transaction, keys in sorted order."""
    delta = difference(old, new)
    total = {
        key: tuple(a + b for a, b in zip(old.get(key, (0, 0)), delta.get(key, (0, 0)), strict=True))
        for key in old.keys() | delta.keys()
    }

    assert {key: value for key, value in total.items() if value != (0, 0)} == new
    assert list(delta) == sorted(delta)
    assert (0, 0) not in delta.values()


@given(
    st.datetimes(datetime(1972, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(("Europe/Kyiv", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "UTC")),
)
def test_the_day_and_hour_of_an_arrival_are_those_of_its_own_moment(moment: datetime, zone: str) -> None:
    """They are remembered by the quarter of an hour, within which no zone moves its clock."""
    where = ZoneInfo(zone)

    found = contribution(row()._replace(received=ms_of(moment)), where)

    local = moment.astimezone(where)
    assert f"cohort|received|{local.date().isoformat()}|form" in found
    assert f"waiting|{local:%Y-%m-%dT%H}|form" in found


def test_a_lead_that_never_moved_has_no_events() -> None:
    """Most leads of an import: nothing but the facets, the cohort and the waiting."""
    untouched = contribution(row(), KYIV)
    moved = contribution(row(**way((0, "new", None), (5, "in_work", None))), KYIV)

    assert {key.split("|")[0] for key in untouched} <= {
        "active", "stage", "temperature", "owner", "channel", "cohort", "came", "waiting",
    }  # fmt: skip
    assert keys(moved, "event|taken")
    assert keys(moved, "stay|new")

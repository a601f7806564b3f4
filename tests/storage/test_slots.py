"""Times of a query: taken out of the statement, and known to be absent before a meaning is kept."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.search_flags import FLAGS, HAVE, SPLITS
from leaddesk.domain.search_logic import Resolved
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve
from leaddesk.storage.slots import timeless, without_times
from tests.storage.world import queries

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Kyiv")
ME = "0123456789abcdef" * 2
TEXTS = (
    *(f"is:{flag.id}" for flag in FLAGS),
    *(f"has:{one.id} -no:{one.id}" for one in HAVE),
    *(split.query for split in SPLITS),
    *queries(5, 300),
)
later = st.timedeltas(min_value=timedelta(seconds=-1), max_value=timedelta(days=400))


def meant(text: str, now: datetime) -> Resolved:
    return resolve(parse(text), now, ZONE, ME)


def kept(text: str) -> bool:
    return timeless(parse(text).node, meant(text, NOW))


@given(st.sampled_from(TEXTS), later)
def test_a_meaning_that_is_kept_is_the_same_at_any_time(text: str, after: timedelta) -> None:
    """PERFORMANCE P4: what a search means is worked out once, unless the clock has a say in it."""
    if kept(text):
        assert meant(text, NOW + after) == meant(text, NOW)


@pytest.mark.parametrize("text", ["", "is:active", "is:hot stage:new", "завод -склад", "score>50", "is:mine"])
def test_a_search_without_a_time_is_kept(text: str) -> None:
    """The common lists are among them."""
    assert kept(text)


@pytest.mark.parametrize(
    "text",
    ["is:snoozed", "is:overdue", "due:today", "received:<2d", "a OR -is:late", "open:now", "hours:open"],
)
def test_a_search_with_a_time_is_worked_out_each_time(text: str) -> None:
    """A list of what is overdue differs tomorrow."""
    assert parse(text).problems or not kept(text)


@given(st.sampled_from(TEXTS), later)
def test_the_shape_of_a_search_holds_no_time(text: str, after: timedelta) -> None:
    """PERFORMANCE P4: a minute later it is the same statement with other values."""
    asked = meant(text, NOW + after)
    (shape,), values = without_times((asked,))

    assert all(isinstance(name, str) and isinstance(value, int) for name, value in values.items())
    if "norm_due" not in repr(asked):
        assert "datetime.datetime" not in repr(shape)

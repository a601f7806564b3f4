"""What a store knows of the queue makes queries plainer without changing what they find."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.search_facts import Facts
from leaddesk.domain.search_logic import And, Cmp, Flag, Not, Null, Or, Resolved
from leaddesk.domain.search_match import holds
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve
from leaddesk.storage.access import gathering
from leaddesk.storage.piles import ACTIVE, by_pile
from leaddesk.storage.queued import plain

LEAVES: list[Resolved] = [
    Flag("queued"),
    Null("owner"),
    Flag("starred"),
    Cmp("stage", "=", "new"),
    Null("next_due"),
]
trees = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda items: And(tuple(items)), st.lists(inner, max_size=3)),
        st.builds(lambda items: Or(tuple(items)), st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)
facts = st.builds(
    lambda owner, starred, stage: Facts(owner=owner, starred=starred, stage=stage, queued=owner is None),
    st.sampled_from([None, "u1"]),
    st.booleans(),
    st.sampled_from(["new", "ready"]),
)


@given(trees, facts)
def test_a_plainer_query_finds_the_same(asked: Resolved, lead: Facts) -> None:
    """B3: in a store the queue is every lead without an owner."""
    assert holds(plain(asked), lead) == holds(asked, lead)


@given(trees)
def test_nothing_is_left_to_make_plainer(asked: Resolved) -> None:
    """Once is enough."""
    assert plain(plain(asked)) == plain(asked)


def test_the_meter_of_the_lost_has_an_index_of_its_own() -> None:
    """PERFORMANCE P8: what is lost is counted without looking at what is not."""
    now = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
    asked = plain(resolve(parse("is:forgotten"), now, UTC, "0" * 32))
    ((pile, left),) = by_pile(asked)

    assert pile == ACTIVE
    assert "ix_lead_lost" in {access.index for access in gathering(left)}


@pytest.mark.parametrize("text", ["is:forgotten -is:forgotten", "-is:forgotten", "is:forgotten OR is:new"])
def test_around_the_meter_every_query_keeps_its_meaning(text: str) -> None:
    """UX 4.3: NOT and OR of it."""
    now = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
    asked = resolve(parse(text), now, UTC, "0" * 32)

    for lead in (Facts(owner="u1"), Facts(owner=None, queued=True), Facts(owner="u1", next_due=now)):
        assert holds(plain(asked), lead) == holds(asked, lead)

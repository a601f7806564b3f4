"""Junk and archive: off the board with one reason; nothing is deleted (B6)."""

import pytest

from leaddesk.actions.junk import Archive, Junk, PutAway
from leaddesk.actions.restore import Restore
from leaddesk.actions.snooze import Snooze
from leaddesk.domain.refusals import MoveRefused
from tests.actions.desks import card, handed_over, junk_lead, make_desk, refused, row_of
from tests.fakes.sample import NOW, Clock, capture

AWAY = [(Junk, "spam"), (Archive, "not_fit")]


@pytest.mark.parametrize(("action", "reason"), AWAY)
def test_a_lead_goes_away_with_its_reason_and_keeps_everything(action: type[PutAway], reason: str) -> None:
    """B6: kept, promotable."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(action((lead,), reason))
    row = row_of(desk, lead)

    assert (row.place, row.place_reason, row.stage) == (action.place, reason, "new")
    assert row.name
    assert len(card(desk, lead).events) == 2


@pytest.mark.parametrize(("action", "other"), [(Junk, "not_fit"), (Archive, "spam"), (Junk, ""), (Junk, "x")])
def test_a_reason_of_another_list_is_refused(action: type[PutAway], other: str) -> None:
    """B6: one reason of the place's own list."""
    desk = make_desk()
    assert refused(desk, action((capture(desk),), other)).key == "place.no_such_reason"


@pytest.mark.parametrize("action", [Junk, Archive])
def test_another_reason_needs_own_words(action: type[PutAway]) -> None:
    """ "Other" alone tells nothing."""
    desk = make_desk()
    lead = capture(desk)
    assert refused(desk, action((lead,), "other", " ")).key == "place.other_needs_words"
    desk.do(action((lead,), "other", "жартував"))
    assert card(desk, lead).lead.position.text == "жартував"


@pytest.mark.parametrize(("action", "reason"), AWAY)
def test_what_sales_hold_is_not_put_away(action: type[PutAway], reason: str) -> None:
    """Only a return leads back."""
    desk = make_desk()
    assert refused(desk, action((handed_over(desk),), reason), MoveRefused).key == "funnel.return_only"


def test_junk_leaves_every_figure_of_conversion_and_the_archive_stays_in_them() -> None:
    """A6: junk is outside every conversion; an archived lead was one."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Archive((lead,), "not_fit"))
    assert "cohort|received|2026-11-20|form" in {rollup.key for rollup in desk.store.rollups(["cohort"])}
    desk.do(Junk((lead,), "spam"))
    assert desk.store.rollups(["cohort"]) == []


def test_a_snooze_ends_with_it() -> None:
    """Nothing that is put away is waited for."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Snooze((lead,), Clock().forward(days=1)))
    desk.do(Junk((lead,), "spam"))

    assert row_of(desk, lead).snoozed_until is None


def test_a_person_can_decide_about_a_record_without_contact() -> None:
    """A6: until a person decides it is listed in New; then it is not."""
    desk = make_desk()
    lead = junk_lead(desk)
    assert desk.store.page(_new(), NOW, "").rows != ()
    desk.do(Junk((lead,), "accidental"))

    assert row_of(desk, lead).place_reason == "accidental"
    assert desk.store.page(_new(), NOW, "").rows == ()


def _new() -> object:
    from leaddesk.actions.ports import PageAsk

    return PageAsk(split="new")


def test_what_was_put_away_is_restored_to_its_stage() -> None:
    """B6: all of it can come back."""
    desk = make_desk()
    lead = capture(desk)
    for action, reason in AWAY:
        desk.do(action((lead,), reason))
        desk.do(Restore((lead,)))
        assert (row_of(desk, lead).stage, row_of(desk, lead).place) == ("new", None)

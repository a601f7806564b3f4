"""Consent per person: text version, date, channel; searchable, and obeyed by what goes out."""

from datetime import timedelta

import pytest

from leaddesk.actions.consent import STATES, SetConsent
from leaddesk.actions.nurture_questions import SegmentOf
from leaddesk.actions.ports import PageAsk
from leaddesk.domain.log import iso
from tests.actions.desks import make_desk, person_of, refused
from tests.fakes.sample import NOW, capture


def test_consent_is_the_persons_with_text_day_and_channel() -> None:
    """B31: text version, date, channel; every lead of the person shows it."""
    desk = make_desk()
    first, second = capture(desk), capture(desk, need="Зовсім інша потреба")
    day = NOW - timedelta(days=2)
    desk.do(SetConsent((first,), "yes", "2026-03", "form", day))

    expected = {"state": "yes", "version": "2026-03", "channel": "form", "at": iso(day)}
    assert person_of(desk, first).consent == person_of(desk, second).consent == expected


def test_without_a_version_it_is_to_the_text_in_force_now() -> None:
    """Decision 15: set by itself where the program knows."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(SetConsent((lead,)))

    assert person_of(desk, lead).consent == {"state": "yes", "version": "1", "at": iso(NOW)}


@pytest.mark.parametrize("state", STATES)
def test_consent_is_found_by_the_search(state: str) -> None:
    """Issue 4: shown and searchable."""
    desk = make_desk()
    lead = capture(desk)
    capture(desk, name="Хтось Інший", phone="+380670000000")
    desk.do(SetConsent((lead,), state))
    found = list(desk.store.ids_where(PageAsk(query=f"consent:{state}"), NOW, desk.session.user.id))

    assert lead in found
    assert state == "unknown" or found == [lead]


def test_who_refused_is_on_no_list_that_goes_out_until_they_agree() -> None:
    """B27, B31."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(SetConsent((lead,), "no"))
    assert desk.ask(SegmentOf()).ids == ()
    assert [(one.reason, one.n) for one in desk.ask(SegmentOf()).left] == [("refused", 1)]
    desk.do(SetConsent((lead,), "yes"))
    assert desk.ask(SegmentOf()).ids == (lead,)
    desk.undo()
    assert desk.ask(SegmentOf()).ids == ()


def test_several_leads_of_one_person_are_one_consent() -> None:
    """One register, whichever lead was chosen."""
    desk = make_desk()
    leads = (capture(desk), capture(desk, need="Зовсім інша потреба"))
    change = desk.do(SetConsent(leads, "yes"))

    assert set(change.ids) == set(leads)
    desk.undo()
    assert person_of(desk, leads[0]).consent is None


@pytest.mark.parametrize(
    ("action", "key"),
    [
        (lambda i: SetConsent((i,), "maybe"), "consent.no_such_state"),
        (lambda i: SetConsent((i,), channel="pigeon"), "consent.no_such_channel"),
    ],
)
def test_a_state_or_channel_that_is_none_is_refused(action: object, key: str) -> None:
    """Nothing is guessed."""
    desk = make_desk()
    assert refused(desk, action(capture(desk))).key == key  # type: ignore[operator]

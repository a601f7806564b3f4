"""Signals keyed by a contact, on every base: for the leads that are there and those that come later (B9)."""

from datetime import timedelta

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.hear import Hear, Heard
from leaddesk.actions.ports import Change
from leaddesk.actions.snooze import Snooze
from tests.fakes.sample import NOW, capture, contact
from tests.storage.contract.bases import Base

ANN = (contact("email", "ann@example.com"),)


def heard(base: Base, *items: Heard) -> tuple[Change, list[Fate]]:
    told: list[list[Fate]] = []
    change = base.desk.do(Hear(items, told.append))
    return change, told[-1]


def signals(base: Base, lead: str) -> list[str]:
    with base.store.view() as read:
        return [signal.kind for signal in read.lead(lead).signals]


def test_a_signal_goes_to_the_newest_open_lead_of_its_contact_once(base: Base) -> None:
    """B9: by e-mail or phone; the same file again changes nothing."""
    lead = capture(base.desk, email="ann@example.com")
    base.desk.do(Snooze((lead,), NOW + timedelta(days=2)))
    item = Heard(ANN, "Просит демо", NOW, "хочу глянути", "сайт")
    _, (first, twin) = heard(base, item, item)
    _, (again,) = heard(base, item)

    assert (first.kind, first.lead_id) == ("updated", lead)
    assert (twin.kind, again.kind) == ("duplicate", "duplicate")
    assert signals(base, lead) == ["demo"]
    with base.store.view() as read:
        assert read.lead(lead).snoozed_until is None


def test_a_signal_of_a_stranger_waits_for_the_lead_that_comes_later(base: Base) -> None:
    """B9: to leads that come later, with its own time; it is given once."""
    _, (first, twin) = heard(base, Heard(ANN, "visits", NOW), Heard(ANN, "visits", NOW))
    _, (again,) = heard(base, Heard(ANN, "visits", NOW))
    lead = capture(base.desk, email="ann@example.com")
    other = capture(base.desk, email="ann@example.com", need="ще одне")

    assert [one.kind for one in (first, twin, again)] == ["waiting", "duplicate", "duplicate"]
    assert (signals(base, lead), signals(base, other)) == (["visits"], [])
    assert base.store.check().problems == ()


def test_what_was_given_waits_again_when_the_lead_is_undone(base: Base) -> None:
    heard(base, Heard(ANN, "visits", NOW))
    capture(base.desk, email="ann@example.com")
    base.desk.undo()
    lead = capture(base.desk, email="ann@example.com")

    assert signals(base, lead) == ["visits"]


def test_signals_without_a_contact_or_of_no_kind_are_rejected(base: Base) -> None:
    _, fates = heard(
        base, Heard((), "visits"), Heard(ANN, "танці"), Heard((contact("email", "?", None),), "visits")
    )

    assert [fate.reason for fate in fates] == ["no_contact", "no_such_signal", "no_contact"]
    assert base.ids() == []

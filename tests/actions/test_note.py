"""Note: own words about a lead (key I)."""

import pytest

from leaddesk.actions.note import WriteNote
from tests.actions.desks import lead_of, make_desk, refused
from tests.fakes.sample import capture, clock_of


def test_a_note_is_kept_as_written_with_who_and_when() -> None:
    """Words are data: markup stays letters."""
    desk = make_desk()
    lead = capture(desk)
    text = "<b>Ї</b>\n  два рядки "
    clock_of(desk).forward(minutes=3)
    desk.do(WriteNote((lead,), text))
    (note,) = lead_of(desk, lead).notes

    assert (note.text, note.by, note.at) == (text, desk.session.user.id, clock_of(desk)())


def test_one_note_on_several_leads_is_one_step() -> None:
    """A selection is one step."""
    desk = make_desk()
    leads = (capture(desk), capture(desk, name="Хтось", phone="+380970000000"))
    desk.do(WriteNote(leads, "були на стенді"))
    assert all(lead_of(desk, lead).notes for lead in leads)
    desk.undo()
    assert not any(lead_of(desk, lead).notes for lead in leads)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_note_is_refused(text: str) -> None:
    """Nothing was said."""
    desk = make_desk()
    assert refused(desk, WriteNote((capture(desk),), text)).key == "note.empty"

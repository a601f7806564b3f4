"""Materials: what was sent to whom is logged (C9)."""

from leaddesk.actions.desk import Desk
from leaddesk.actions.send_material import SendMaterial
from leaddesk.actions.users import SetDefinition
from tests.actions.desks import card, junk_lead, lead_of, make_desk, refused, row_of
from tests.fakes.sample import capture


def with_material(desk: Desk) -> None:
    fields = (("names", {"uk": "Презентація"}), ("place", "https://example.com/a.pdf"))
    desk.do(SetDefinition("material", "deck", fields))


def test_what_was_sent_is_a_touch_with_the_material_and_its_place() -> None:
    """C9: log what was sent to whom."""
    desk = make_desk()
    with_material(desk)
    lead = capture(desk)

    desk.do(SendMaterial((lead,), "deck", "Презентація"))
    event = card(desk, lead).events[0]

    assert event.value["message"] == {"material": "deck", "place": "https://example.com/a.pdf"}
    assert lead_of(desk, lead).touches[-1].text == "Презентація"
    assert row_of(desk, lead).norm_since is None, "it is an outgoing attempt"


def test_undo_takes_it_back() -> None:
    desk = make_desk()
    with_material(desk)
    lead = capture(desk)
    desk.do(SendMaterial((lead,), "deck"))

    desk.undo()

    assert lead_of(desk, lead).touches == ()


def test_a_material_that_is_not_in_the_library_is_refused() -> None:
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, SendMaterial((lead,), "none")).key == "material.no_such_material"


def test_nobody_without_a_contact_is_sent_anything() -> None:
    """A6."""
    desk = make_desk()
    with_material(desk)

    assert refused(desk, SendMaterial((junk_lead(desk),), "deck")) is not None

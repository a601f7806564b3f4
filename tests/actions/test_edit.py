"""Edit: fields of the lead, its person and company; contacts and their marks."""

import pytest

from leaddesk.actions.edit import LEAD_FIELDS, AddContact, Edit, MarkContact
from tests.actions.desks import lead_of, make_desk, person_of, refused, row_of
from tests.fakes.sample import capture, contact

GOOD = {"amount": {"minor": 150_000, "currency": "EUR"}, "channel": "call"}


@pytest.mark.parametrize("field", sorted(LEAD_FIELDS))
def test_each_field_of_a_lead_can_be_edited(field: str) -> None:
    """B24: one register each."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Edit((lead,), field, GOOD.get(field, "нове")))
    found = lead_of(desk, lead)

    if field == "amount":
        assert (found.amount_minor, found.currency) == (150_000, "EUR")
    else:
        assert getattr(found, field) == GOOD.get(field, "нове")


def test_a_person_and_a_company_are_edited_through_their_lead() -> None:
    """A4: they may have several leads; all show it."""
    desk = make_desk()
    one = capture(desk, need="а", company="Завод")
    two = capture(desk, need="б")
    desk.do(Edit((one,), "person.name", "Дмитро Новий"))
    desk.do(Edit((one,), "person.zone", "America/New_York"))
    desk.do(Edit((one,), "company.name", "Завод 2"))

    assert row_of(desk, two).name == "Дмитро Новий"
    assert row_of(desk, two).zone == "America/New_York"
    assert row_of(desk, one).company == "Завод 2"


@pytest.mark.parametrize(
    "field",
    ["", "id", "original", "received", "person.id", "person.consent", "company.id", "company.name", "x.y"],
)
def test_what_cannot_be_edited_is_refused(field: str) -> None:
    """A2: the original stays; ids are not edited; a lead without a company has no company's name."""
    desk = make_desk()
    assert refused(desk, Edit((capture(desk),), field, "x")).key == "edit.no_such_field"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("need", None), ("need", 5), ("person.name", ["x"]), ("amount", "80000"), ("amount", 5),
        ("amount", {"minor": 1.5, "currency": "UAH"}), ("amount", {"minor": 1}),
        ("amount", {"minor": True, "currency": "UAH"}), ("person.zone", "Kyiv"), ("channel", "pigeon"),
        ("channel", ["form"]),
    ],
)  # fmt: skip
def test_a_value_that_the_field_cannot_hold_is_refused(field: str, value: object) -> None:
    """The log keeps for good what is written: the fold must never meet a value that it cannot read."""
    desk = make_desk()
    assert refused(desk, Edit((capture(desk),), field, value)).key == "edit.no_such_value"


def test_an_amount_and_a_zone_can_be_taken_back() -> None:
    """None is "not known"."""
    desk = make_desk()
    lead = capture(desk, amount_minor=5, currency="UAH", zone="Europe/Kyiv")
    desk.do(Edit((lead,), "amount", None))
    desk.do(Edit((lead,), "person.zone", None))

    assert (row_of(desk, lead).amount_minor, row_of(desk, lead).zone) == (None, None)


def test_a_contact_added_twice_is_one() -> None:
    """Derived ids: the same contact from two laptops is one."""
    desk = make_desk()
    lead = capture(desk)
    for _ in range(2):
        desk.do(AddContact((lead,), contact("email", "dk@example.com", label="робоча")))

    assert [(c.kind, c.label) for c in person_of(desk, lead).contacts] == [("email", "робоча"), ("phone", "")]


def test_a_mark_is_put_on_a_contact_and_taken_off() -> None:
    """A9: verified, bounced, wrong."""
    desk = make_desk()
    lead = capture(desk, email="dk@example.com")
    phone = next(c for c in person_of(desk, lead).contacts if c.kind == "phone")
    for mark in ("verified", "bounced", "wrong", None):
        desk.do(MarkContact((lead,), phone.id, mark))
        assert next(c for c in person_of(desk, lead).contacts if c.id == phone.id).mark == mark
    assert refused(desk, MarkContact((lead,), phone.id, "nice")).key == "edit.no_such_mark"


def test_a_usable_contact_is_shown_before_one_that_is_not() -> None:
    """A9: the row shows what one can call."""
    desk = make_desk()
    lead = capture(desk, contacts=(contact("phone", "+380509999999"),))
    first = row_of(desk, lead).phone
    bad = next(c for c in person_of(desk, lead).contacts if c.normal == first)
    desk.do(MarkContact((lead,), bad.id, "wrong"))

    assert row_of(desk, lead).phone not in ("", first)

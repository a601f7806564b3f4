"""What arrives becomes a lead, a known one, or junk that is kept (A3-A6, A10)."""

import pytest

from leaddesk.actions.capture import Capture
from leaddesk.actions.edit import AddContact
from leaddesk.actions.incoming import IncomingContact
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.sell import Accept, Win
from leaddesk.actions.snooze import Snooze
from tests.actions.desks import card, handed_over, junk_lead, lead_of, make_desk, person_of, row_of, sales_of
from tests.fakes.sample import NOW, Clock, capture, clock_of, contact, incoming


def test_an_arrival_becomes_a_lead_in_new_with_all_that_it_said() -> None:
    """A2, A3: the request verbatim, channel, source, first touch."""
    desk = make_desk()
    lead = capture(
        desk,
        title="директор", company="ТОВ «Меблі Захід»", email="dk@example.com", original="Потрібен верстат!",
        source="google", campaign="осінь", event="виставка", product="SL-3", amount_minor=8_000_000,
        currency="UAH", city="Львів", note="дзвонив двічі", zone="Europe/Kyiv", language="uk",
    )  # fmt: skip
    view = card(desk, lead)

    assert (view.lead.position.stage, view.lead.position.place, view.lead.owner) == ("new", None, None)
    assert (view.lead.original, view.lead.product, view.lead.amount_minor) == (
        "Потрібен верстат!",
        "SL-3",
        8_000_000,
    )
    assert (view.row.name, view.row.title, view.row.company) == (
        "Дмитро Ковальчук",
        "директор",
        "ТОВ «Меблі Захід»",
    )
    assert (view.row.phone, view.row.email, view.row.city) == ("+380501234567", "dk@example.com", "Львів")
    assert view.lead.notes[0].text == "дзвонив двічі"
    assert view.lead.received == NOW


@pytest.mark.parametrize("kind", ["email", "phone", "messenger", "address", "profile"])
def test_any_one_contact_makes_a_lead(kind: str) -> None:
    """A5: e-mail, phone, messenger, postal address or profile."""
    desk = make_desk()
    lead = capture(desk, phone=None, contacts=(contact(kind, "щось"),))

    assert row_of(desk, lead).reachable
    assert row_of(desk, lead).place is None


@pytest.mark.parametrize("contacts", [(), (IncomingContact("phone", "12", None, "phone.short"),)])
def test_without_a_readable_contact_it_is_junk_and_kept(contacts: tuple[IncomingContact, ...]) -> None:
    """A6: not lost, not counted, not scored; what was typed stays."""
    desk = make_desk()
    lead = capture(desk, phone=None, contacts=contacts)
    row = row_of(desk, lead)

    assert (row.place, row.place_reason, row.stage, row.score) == ("junk", "no_contact", "new", None)
    assert [c.value for c in person_of(desk, lead).contacts] == [c.value for c in contacts]
    assert {rollup.key for rollup in desk.store.rollups([""])} == {"place|junk"}
    assert desk.store.split_counts(NOW, desk.session.user.id)["new"] == 0


def test_a_contact_added_later_promotes_junk_with_its_history() -> None:
    """A6: adding a contact later promotes it with its history."""
    desk = make_desk()
    lead = junk_lead(desk)
    clock_of(desk).forward(hours=2)
    desk.do(AddContact((lead,), contact("email", "a@example.com")))
    row = row_of(desk, lead)

    assert (row.place, row.stage, row.reachable) == (None, "new", True)
    assert row.received == round(NOW.timestamp() * 1000)
    assert [event.kind for event in card(desk, lead).events] == ["position", "arrived"]


def test_an_unreadable_contact_does_not_promote_junk() -> None:
    """A5: a contact is one that somebody can be reached by."""
    desk = make_desk()
    lead = junk_lead(desk)
    desk.do(AddContact((lead,), contact("phone", "12", None)))

    assert row_of(desk, lead).place == "junk"


def test_another_need_of_the_same_person_is_another_lead() -> None:
    """A4: one person may have several leads, one per need."""
    desk = make_desk()
    one = capture(desk, need="верстат")
    clock_of(desk).forward(hours=1)
    two = capture(desk, name="Ковальчук Дмитро", need="навчання операторів")

    assert one != two
    assert row_of(desk, one).person_id == row_of(desk, two).person_id
    assert row_of(desk, one).need == "верстат"
    assert (row_of(desk, two).before_n, row_of(desk, two).before_what) == (1, "new")


def test_the_same_need_again_is_a_signal_on_the_lead_and_loses_no_word() -> None:
    """C14, A2: even minimal activity raises the lead; what was said this time is kept."""
    desk = make_desk()
    lead = capture(desk, need="верстат")
    clock_of(desk).forward(hours=3)
    again = capture(
        desk, need="ВЕРСТАТ", original="Ви мені так і не подзвонили", channel="messenger", note="злий"
    )

    assert again == ""
    (signal,) = lead_of(desk, lead).signals
    assert (signal.kind, signal.text, signal.at) == (
        "message",
        "Ви мені так і не подзвонили",
        clock_of(desk)(),
    )
    assert [note.text for note in lead_of(desk, lead).notes] == ["злий"]
    assert row_of(desk, lead).last_signal_at == round(clock_of(desk)().timestamp() * 1000)


def test_words_from_a_channel_that_is_no_signal_are_kept_as_a_note() -> None:
    """A2: nothing that a client said is dropped."""
    desk = make_desk()
    lead = capture(desk)
    clock_of(desk).forward(hours=3)
    capture(desk, channel="event", original="підійшов ще раз")

    assert [note.text for note in lead_of(desk, lead).notes] == ["підійшов ще раз"]


def test_the_very_same_arrival_twice_is_written_once() -> None:
    """A save pressed twice is no second request."""
    desk = make_desk()
    capture(desk)
    change = desk.do(Capture(incoming()))

    assert change.ids == ()


def test_what_repeats_wakes_a_snoozed_lead() -> None:
    """Decision 10: a message restarts the norm; who waits for us is not asleep."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Snooze((lead,), Clock().forward(days=5)))
    clock_of(desk).forward(hours=3)
    capture(desk, channel="email", original="Чекаю")

    assert row_of(desk, lead).snoozed_until is None


def test_what_a_known_person_adds_fills_blanks_and_overwrites_nothing() -> None:
    """Issue 3: a blank or older value never overwrites."""
    desk = make_desk()
    lead = capture(desk, title="", city="Львів")
    capture(desk, title="директор", city="Київ", email="dk@example.com")
    person = person_of(desk, lead)

    assert (person.title, person.city) == ("директор", "Львів")
    assert {c.kind for c in person.contacts} == {"phone", "email"}


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Дмитро Ковальчук", True),
        ("КОВАЛЬЧУК Дмитро Іванович", True),
        ("Дмитро", True),
        ("Ганна Соколова", False),
        ("Д. К.", True),
    ],
)
def test_a_contact_tells_who_it_is_unless_the_names_disagree(name: str, same: bool) -> None:
    """A10: two people may share a phone."""
    desk = make_desk()
    one = capture(desk, need="верстат")
    clock_of(desk).forward(hours=1)
    two = capture(desk, name=name, need="інше")

    assert (row_of(desk, one).person_id == row_of(desk, two).person_id) is same
    assert row_of(desk, two).before_n == 1


def test_a_shared_contact_makes_a_lead_but_identifies_nobody() -> None:
    """Decision 7: info@ and the phone of a reception."""
    desk = make_desk()
    shared = (contact("email", "info@example.com", shared=True),)
    one = capture(desk, phone=None, contacts=shared, need="верстат")
    two = capture(desk, phone=None, contacts=shared, need="інше")

    assert row_of(desk, one).reachable
    assert row_of(desk, one).person_id != row_of(desk, two).person_id
    assert row_of(desk, two).before_n == 0


def test_a_company_is_found_by_its_name_without_the_legal_form() -> None:
    """One company, however its name is written."""
    desk = make_desk()
    one = capture(desk, company="ТОВ «Меблі Захід»")
    two = capture(desk, name="Ганна", phone="+380971111111", company="Меблі Захід, ТОВ")
    three = capture(desk, name="Юрій", phone="+380972222222", company="Меблі Схід")

    assert row_of(desk, one).company_id == row_of(desk, two).company_id
    assert row_of(desk, three).company_id not in (None, row_of(desk, one).company_id)


def test_an_arrival_without_words_belongs_to_the_open_lead_else_it_is_a_new_one() -> None:
    """A10: over every state; what sleeps or is put away is not open."""
    desk = make_desk()
    lead = capture(desk, need="верстат")
    assert capture(desk, need="", original="Добрий день", channel="messenger") == ""
    desk.do(Nurture((lead,), Clock().forward(days=90)))

    clock_of(desk).forward(hours=1)
    again = capture(desk, need="", original="Я знову тут", channel="messenger")

    assert again not in ("", lead)
    assert row_of(desk, again).before_what == "nurture"


def test_a_repeat_of_somebody_who_bought_is_known_as_came_before() -> None:
    """A10, C25: what came of it is on the row."""
    desk = make_desk()
    lead = handed_over(desk)
    sales = sales_of(desk)
    sales.do(Accept((lead,)))
    sales.do(Win((lead,)))
    clock_of(desk).forward(hours=1)
    again = capture(desk, need="запчастини")

    assert row_of(desk, again).before_what == "won"


def test_an_arrival_of_the_past_is_received_then() -> None:
    """History brought in has its own time."""
    then = Clock().forward(days=-30)
    desk = make_desk()
    lead = capture(desk, received=then)

    assert lead_of(desk, lead).received == then
    assert card(desk, lead).events[0].at == then


def test_a_record_of_a_cold_list_is_outside_inbox_clocks_and_conversion() -> None:
    """Decision 13."""
    desk = make_desk()
    lead = capture(desk, kind="cold", need="")
    row = row_of(desk, lead)

    assert (row.norm_since, row.cool_since, row.score) == (None, None, None)
    assert set(desk.store.split_counts(NOW, desk.session.user.id).values()) == {0}
    assert {rollup.key for rollup in desk.store.rollups([""])} == {"kind|cold"}
    clock_of(desk).forward(hours=1)
    again = capture(desk, need="верстат")
    assert (row_of(desk, again).before_n, row_of(desk, again).kind) == (1, "request")

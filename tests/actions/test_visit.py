"""A visit of the stand: a new lead or a touch of a known one, said once however often it is repeated."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined, Leads
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.trade_show import SetShow
from leaddesk.actions.visit import File, RecordVisit, Told
from leaddesk.domain.refusals import NotAllowed
from leaddesk.domain.show import TOUCH
from tests.actions.desks import lead_of, make_desk, person_of, refused, row_of
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, contact, incoming

SHOW = "ІнтерТул 2026"
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def visit(desk: Desk, name: str = "v1", **more: Any) -> RecordVisit:
    """A visit as the stand says it; `more` are its own fields, `item` fields of the arrival."""
    now = clock_of(desk)()
    told: dict[str, Any] = {"name": "Левко Дубас", "phone": "+380675550412", "company": "Агрометал"}
    told |= {"need": "лазер", "product": "лазер", "channel": "event", "event": SHOW, "temperature": "warm"}
    told |= {"received": now, "extra": {"visit": name}} | more.pop("item", {})
    return RecordVisit(incoming(**told), name, more.pop("by", desk.session.user.id), **more)


def leads_of(desk: Desk, query: str = "") -> list[str]:
    return [row.id for row in desk.ask(Leads(PageAsk(query))).rows]


def recorded(desk: Desk, action: RecordVisit) -> str:
    """Do it; the id of its lead."""
    told = [action.lead]
    desk.do(replace(action, told=told.append))
    return told[-1]


def test_a_visitor_becomes_one_lead_with_all_that_was_said_in_one_step() -> None:
    """Issue 6.7, A3, B31: touch, temperature, answer with evidence, promise, consent; one undo takes all."""
    desk = make_desk()
    action = visit(
        desk,
        answers=(Told("timing", 2, "1–3 міс"), Told("product", None, "лазер")),
        step="надіслати ціну", due=MONDAY, promise="price", consent="yes", consent_text="текст 3",
    )  # fmt: skip
    lead_id = recorded(desk, action)
    lead, row = lead_of(desk, lead_id), row_of(desk, lead_id)

    assert (row.name, row.company, row.phone) == ("Левко Дубас", "Агрометал", "+380675550412")
    assert (lead.event, lead.product, lead.channel, row.temperature) == (SHOW, "лазер", "event", "warm")
    (touch,) = lead.touches
    assert (touch.kind, touch.way, touch.by, touch.answered) == (TOUCH, "in", desk.session.user.id, True)
    (step,) = lead.open_tasks
    assert (step.title, step.due, step.to) == ("надіслати ціну", MONDAY, desk.session.user.id)
    answer = lead.answers["timing"]
    assert (answer.level, answer.text, answer.evidence is not None) == (2, "1–3 міс", True)
    assert "product" not in lead.answers
    consent = person_of(desk, lead_id).consent
    assert consent is not None
    assert (consent["state"], consent["version"], consent["channel"]) == ("yes", "текст 3", "event")
    desk.undo()
    assert leads_of(desk) == []


def test_a_visit_said_twice_is_there_once() -> None:
    """Issue 6.8: after a crash between the base and the journal it is said again."""
    desk = make_desk()
    action = visit(desk, step="call", due=MONDAY)
    lead = recorded(desk, action)
    again = desk.do(action)

    assert again.ids == ()
    assert leads_of(desk) == [lead]
    assert len(lead_of(desk, lead).touches) == len(lead_of(desk, lead).tasks) == 1


def test_the_same_visitor_on_the_second_day_is_a_touch_whatever_they_want_today() -> None:
    """Issue 6.7: no new lead; by whom, when, warmer, with a second promise; said twice it is one touch."""
    desk = make_desk()
    lead = recorded(desk, visit(desk))
    clock_of(desk).forward(days=1)
    nadia = add_user(desk, "Надія Дзюба", ("sales",))
    item = {"need": "робот", "email": "ld@agrometal.ua", "temperature": "hot"}
    second = visit(desk, "v2", by=nadia.id, item=item, step="зустріч", due=MONDAY)
    desk.do(second)
    desk.do(second)
    state = lead_of(desk, lead)

    assert leads_of(desk) == [lead]
    assert [touch.by for touch in state.touches] == [desk.session.user.id, nadia.id]
    assert [step.title for step in state.open_tasks] == ["зустріч"]
    assert (row_of(desk, lead).temperature, row_of(desk, lead).email) == ("hot", "ld@agrometal.ua")
    assert state.need == "лазер"


def test_a_known_client_with_another_need_from_elsewhere_gets_a_second_lead() -> None:
    """C25: only the days of one show are one need."""
    desk = make_desk()
    before = capture(desk, name="Левко Дубас", phone="+380675550412", need="сервіс на рік")
    now = recorded(desk, visit(desk))

    assert now != before
    assert person_of(desk, now).id == person_of(desk, before).id
    assert len(leads_of(desk)) == 2


def test_a_known_client_of_whom_no_need_was_said_is_a_touch_of_the_open_lead() -> None:
    """A10: the minimum is a picture or a phone and one key of warmth."""
    desk = make_desk()
    before = capture(desk, name="Левко Дубас", phone="+380675550412", need="сервіс на рік")
    desk.do(visit(desk, item={"need": "", "product": ""}))

    assert leads_of(desk) == [before]
    assert [touch.kind for touch in lead_of(desk, before).touches] == [TOUCH]


def test_a_visitor_wakes_their_sleeping_lead() -> None:
    """B6: who stands before us does not sleep."""
    desk = make_desk()
    lead = recorded(desk, visit(desk))
    desk.do(Nurture((lead,), until=NOW + timedelta(days=90)))
    desk.do(visit(desk, "v2", item={"need": ""}))
    awake = row_of(desk, lead).place
    desk.do(Snooze((lead,), until=NOW + timedelta(days=3)))
    desk.do(visit(desk, "v3", item={"need": ""}))

    assert awake is None
    assert lead_of(desk, lead).snoozed_until is None


def test_without_a_contact_it_is_kept_as_junk_and_a_contact_makes_it_a_lead_with_its_answers() -> None:
    """A6, issue 6.9: missing contacts are cleared in the evening; nothing that was said is lost."""
    desk = make_desk()
    told = {"answers": (Told("timing", 2, "1–3 міс"),), "step": "call", "due": MONDAY}
    lead = recorded(desk, visit(desk, item={"phone": None}, **told))
    before = row_of(desk, lead)
    desk.do(visit(desk, item={"name": "Левко М. Дубас"}, lead=lead, **told))
    after, state = row_of(desk, lead), lead_of(desk, lead)

    assert (before.place, before.place_reason) == ("junk", "no_contact")
    assert (after.place, after.phone, after.name) == (None, "+380675550412", "Левко М. Дубас")
    assert leads_of(desk) == [lead]
    assert state.answers["timing"].level == 2
    assert len(state.touches) == len(state.tasks) == 1


def test_who_stands_there_is_who_did_it_and_the_owner_of_the_show_gets_the_lead() -> None:
    """Issue 6.7: one laptop, three people; default owner of the preset."""
    desk = make_desk()
    romko, owner = add_user(desk, "Павло Ромко", ("sales",)), add_user(desk, "Олена Лисюк", ("sales",))
    lead = recorded(desk, visit(desk, by=romko.id, item={"owner": owner.id}, step="call", due=MONDAY))
    state = lead_of(desk, lead)

    assert (state.owner, state.touches[0].by, state.tasks[0].to) == (owner.id, romko.id, owner.id)


def test_pictures_and_voices_are_named_by_sha256_so_that_an_erase_finds_them() -> None:
    """Issue 6.10: scans are attachments by sha256; the log names them."""
    desk = make_desk()
    digest = "ab" * 32
    recorded(desk, visit(desk, files=(File(digest, "card.jpg"),)))

    assert desk.store.names(digest)


def test_nobody_and_nonsense_are_refused_before_anything_is_written() -> None:
    """A refusal leaves the journal as it is, and says what to do."""
    desk = make_desk()

    assert refused(desk, visit(desk, by="nobody")).key == "assign.no_such_user"
    assert refused(desk, visit(desk, consent="maybe")).key == "consent.no_such_state"


def test_a_record_without_a_person_cannot_be_completed() -> None:
    """An address of a company alone has nobody who could have a phone."""
    desk = make_desk()
    lead = recorded(desk, visit(desk, item={"phone": None, "name": ""}))

    assert recorded(desk, replace(visit(desk), lead=lead)) == lead
    assert row_of(desk, lead).name == "Левко Дубас"


def test_whoever_may_capture_may_set_the_show_up_and_change_it() -> None:
    """scan.event: at the stand there is no administrator."""
    desk = make_desk(roles=("lead_generator",))
    desk.do(SetShow(title="  ІнтерТул ", fields=(("place", "Київ"), ("goal", 40))))
    (show,) = desk.ask(Defined()).shows
    desk.do(SetShow(title="ІнтерТул", key=show.id, fields=(("goal", 50),)))
    (changed,) = desk.ask(Defined()).shows

    assert (show.name, show.place, show.goal) == ("ІнтерТул", "Київ", 40)
    assert (changed.id, changed.place, changed.goal) == (show.id, "Київ", 50)
    desk.undo()
    assert desk.ask(Defined()).shows == (show,)


@pytest.mark.parametrize(
    ("action", "key"),
    [
        (SetShow(), "trade_show.needs_name"),
        (SetShow(title="x", fields=(("colour", "red"),)), "trade_show.needs_name"),
        (SetShow(title="x", key="gone"), "trade_show.no_such"),
        (SetShow(title="x", fields=(("owner", "nobody"),)), "capture.no_such_owner"),
    ],
)
def test_a_show_without_a_name_or_of_nobody_is_refused(action: SetShow, key: str) -> None:
    assert refused(make_desk(), action).key == key


def test_a_role_without_the_right_to_capture_records_nobody() -> None:
    """C7: the right is checked at this door too."""
    desk = make_desk()
    with pytest.raises(NotAllowed):
        as_user(desk, replace(desk.session.user, roles=())).do(visit(desk))
    assert contact("phone", "1").kind == "phone"

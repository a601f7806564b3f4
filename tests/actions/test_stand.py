"""The stand without its screen: the journal first, then the base, once; what lacks something stays whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leaddesk.actions import stand
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined, Leads
from leaddesk.actions.trade_show import SetShow
from leaddesk.app.compose import files
from leaddesk.domain.refusals import Refused
from leaddesk.domain.show import NO_STEP, Visit
from leaddesk.storage.attachments import Attachments
from leaddesk.storage.drafts import DraftsFile
from tests.actions.desks import lead_of, make_desk, person_of, row_of
from tests.fakes.sample import NOW, add_user, capture

SHOW = "ІнтерТул"
ASKS = ({"id": "product", "choices": ["лазер"]}, {"id": "timing", "choices": ["до 1 міс", "1–3 міс"]})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk()
    made.files = files(made)
    made.attachments = Attachments(tmp_path / "attachments")
    made.drafts = DraftsFile(tmp_path / "captures.sqlite")
    made.do(SetShow(title=SHOW, fields=(("campaign", "осінь"), ("questions", ASKS), ("consent", "текст 3"))))
    yield made
    made.drafts.close()


def visit(desk: Desk, number: int = 1, **more: Any) -> Visit:
    """A visitor as they stand before us, confirmed."""
    (show,) = desk.ask(Defined()).shows
    typed = {"name": f"Людина {number}", "phone": f"067 555 04 {number:02d}"} | more.pop("typed", {})
    told: dict[str, Any] = {"state": "saved", "promise": "price", "due": NOW + timedelta(days=3)} | more
    return Visit(f"{number:032x}", NOW, show.id, desk.session.user.id, typed, **told)


def settled(desk: Desk, one: Visit, step: str = "надіслати ціну") -> Visit:
    stand.keep(desk, one)
    return stand.settle(desk, one, step)[0]


def leads(desk: Desk, query: str = "") -> list[str]:
    return [row.id for row in desk.ask(Leads(PageAsk(query))).rows]


# -- The journal --


def test_whoever_is_kept_comes_back_and_whoever_is_forgotten_does_not(desk: Desk) -> None:
    one, two = visit(desk, 1), visit(desk, 2)
    stand.keep(desk, one)
    stand.keep(desk, two)
    stand.forget(desk, one.id)

    assert stand.kept(desk) == [two]


def test_the_place_is_no_visitor(desk: Desk) -> None:
    """Which show, who stands there, which show before."""
    stand.keep_place(desk, "s", "u", "b")

    assert stand.kept(desk) == []
    assert stand.place(desk) == ("s", "u", "b")


def test_a_place_of_which_nobody_said_anything_is_empty(desk: Desk) -> None:
    assert stand.place(desk) == ("", "", "")


def test_a_record_of_another_shape_is_left_alone(desk: Desk) -> None:
    """What a newer program wrote is neither shown nor lost."""
    assert desk.drafts is not None
    desk.drafts.keep("x", {"shape": 2})
    stand.keep(desk, visit(desk))

    assert len(stand.kept(desk)) == 1
    assert len(desk.drafts.all()) == 2


def test_without_a_journal_the_stand_still_works() -> None:
    """A base in memory, as in a training."""
    desk = make_desk()
    stand.keep(desk, Visit("v", NOW))
    stand.forget(desk, "v")
    stand.keep_place(desk, "s", "u")

    assert stand.kept(desk) == []
    assert stand.place(desk) == ("", "", "")


# -- As an arrival --


def test_a_number_without_its_country_is_one_of_ours(desk: Desk) -> None:
    """Typed at the stand as it is said."""
    (contact,) = stand.arrival(desk, visit(desk), None).contacts

    assert (contact.kind, contact.normal) == ("phone", "+380675550401")


def test_several_numbers_and_addresses_of_one_card_are_several_contacts(desk: Desk) -> None:
    typed = {"phone": "067 555 04 01; +48 22 555 04 02", "email": "a@b.ua; c@d.ua"}
    found = stand.arrival(desk, visit(desk, typed=typed), None).contacts

    assert [contact.normal for contact in found] == ["+380675550401", "+48225550402", "a@b.ua", "c@d.ua"]


def test_an_arrival_names_show_campaign_channel_and_the_moment_of_the_visit(desk: Desk) -> None:
    (show,) = desk.ask(Defined()).shows
    item = stand.arrival(desk, visit(desk), show)

    assert (item.event, item.campaign, item.channel, item.received) == (SHOW, "осінь", "event", NOW)
    assert item.extra["visit"] == visit(desk).id


def test_the_need_is_what_was_tapped_else_what_was_noted(desk: Desk) -> None:
    tapped = stand.arrival(desk, visit(desk, answers={"product": "лазер"}, typed={"note": "бачив різ"}), None)
    noted = stand.arrival(desk, visit(desk, typed={"note": "бачив різ"}), None)

    assert (tapped.need, tapped.product, tapped.note) == ("лазер", "лазер", "бачив різ")
    assert (noted.need, noted.product) == ("бачив різ", "")


def test_the_owner_is_that_of_the_show_else_who_stood_there(desk: Desk) -> None:
    (show,) = desk.ask(Defined()).shows

    assert stand.arrival(desk, visit(desk), show).owner == desk.session.user.id
    assert stand.arrival(desk, visit(desk), replace(show, owner="u9")).owner == "u9"


def test_without_the_reader_of_contacts_it_is_refused_and_the_journal_keeps_them(desk: Desk) -> None:
    desk.files = None
    one = visit(desk)
    stand.keep(desk, one)
    with pytest.raises(Refused):
        stand.settle(desk, one)

    assert stand.kept(desk) == [one]


# -- Into the base --


def test_a_settled_visitor_is_a_lead_with_step_answer_and_consent(desk: Desk) -> None:
    done = settled(desk, visit(desk, answers={"timing": "1–3 міс", "product": "лазер"}, consent="yes"))
    lead = lead_of(desk, done.lead)
    consent = person_of(desk, done.lead).consent

    assert [step.title for step in lead.open_tasks] == ["надіслати ціну"]
    assert (lead.answers["timing"].level, lead.product) == (2, "лазер")
    assert consent is not None
    assert consent["version"] == "текст 3"


def test_an_answer_to_a_question_that_the_show_no_longer_asks_keeps_its_words(desk: Desk) -> None:
    """The preset was changed while somebody stood there."""
    done = settled(desk, visit(desk, answers={"budget": "до мільйона"}))

    assert lead_of(desk, done.lead).answers["budget"].text == "до мільйона"
    assert lead_of(desk, done.lead).answers["budget"].level is None


def test_a_promise_of_nothing_is_a_decision_and_no_task(desk: Desk) -> None:
    done = settled(desk, visit(desk, promise="nothing", due=None), "")

    assert done.trouble == ""
    assert lead_of(desk, done.lead).open_tasks == ()


def test_whoever_is_complete_leaves_no_words_in_the_journal(desk: Desk) -> None:
    """Issue 6.10."""
    settled(desk, visit(desk))
    (left,) = stand.kept(desk)

    assert (left.state, dict(left.typed), left.trouble) == ("done", {}, "")


def test_whoever_lacks_a_contact_stays_whole_for_the_evening(desk: Desk) -> None:
    done = settled(desk, visit(desk, typed={"phone": ""}, answers={"timing": "1–3 міс"}))
    (left,) = stand.kept(desk)

    assert done.trouble == stand.NO_CONTACT
    assert (left.typed["name"], left.answers) == ("Людина 1", {"timing": "1–3 міс"})
    assert row_of(desk, done.lead).place == "junk"


def test_a_contact_that_cannot_be_read_is_none(desk: Desk) -> None:
    """A5: some contact must be readable."""
    assert settled(desk, visit(desk, typed={"phone": "12"})).trouble == stand.NO_CONTACT


def test_a_card_that_could_not_be_read_says_so_until_a_contact_is_typed(desk: Desk) -> None:
    blank = visit(desk, typed={"phone": ""}, trouble=stand.UNREADABLE)
    done = settled(desk, blank)
    mended = settled(desk, replace(done, state="saved", typed={**done.typed, "phone": "0675550401"}))

    assert done.trouble == stand.UNREADABLE
    assert mended.trouble == ""
    assert mended.lead == done.lead
    assert leads(desk) == [done.lead]


def test_a_field_that_a_picture_gave_without_certainty_is_looked_at(desk: Desk) -> None:
    unsure = settled(desk, visit(desk, 1, read={"phone": 60}))
    sure = settled(desk, visit(desk, 2, read={"phone": 97}))

    assert (unsure.trouble, sure.trouble) == (stand.UNSURE, "")


def test_without_a_next_step_a_lead_is_on_the_list(desk: Desk) -> None:
    """B3."""
    assert settled(desk, visit(desk, promise="", due=None), "").trouble == NO_STEP


def test_settled_twice_it_is_there_once(desk: Desk) -> None:
    one = visit(desk)
    first, second = settled(desk, one), settled(desk, one)

    assert first.lead == second.lead
    assert leads(desk) == [first.lead]


@pytest.mark.parametrize("microsecond", [0, 499, 831, 202_831, 999_999])
def test_without_a_contact_too_it_is_there_once_at_any_fraction_of_a_second(
    desk: Desk, microsecond: int
) -> None:
    """Issue 6.8: the journal knows milliseconds; a crash between the base and the journal doubles nobody."""
    one = replace(visit(desk, typed={"phone": ""}), at=NOW.replace(microsecond=microsecond))
    first = settled(desk, one)
    stand.keep(desk, one)
    (back,) = stand.kept(desk)
    second, change = stand.settle(desk, back, "надіслати ціну")

    assert (second.lead, change.ids) == (first.lead, ())
    assert leads(desk, "is:junk") == [first.lead]


def test_a_visitor_whom_the_base_knows_is_a_touch_and_the_journal_names_the_known_lead(desk: Desk) -> None:
    known = capture(desk, name="Людина 1", phone="+380675550401", need="")

    assert settled(desk, visit(desk)).lead == known
    assert len(lead_of(desk, known).touches) == 1


def test_pictures_are_in_the_files_of_the_base_and_in_the_log(desk: Desk) -> None:
    assert desk.attachments is not None
    digest = desk.attachments.put(b"picture")
    settled(desk, visit(desk, pictures=(digest,)))

    assert desk.store.names(digest)
    assert desk.attachments.get(digest) == b"picture"


def test_a_visitor_of_a_show_that_is_gone_is_kept_all_the_same(desk: Desk) -> None:
    done = settled(desk, replace(visit(desk), show="gone"))

    assert lead_of(desk, done.lead).event == ""


def test_a_colleague_who_left_cannot_have_stood_there(desk: Desk) -> None:
    """The refusal leaves the visitor in the journal."""
    one = replace(visit(desk), by="0" * 32)
    stand.keep(desk, one)
    with pytest.raises(Refused):
        stand.settle(desk, one)

    assert stand.kept(desk) == [one]


# -- The day --


def test_only_confirmed_visitors_of_the_local_day_are_counted(desk: Desk) -> None:
    known = desk.ask(Defined())
    late = replace(visit(desk, 2), at=NOW.replace(hour=23))  # already tomorrow in Kyiv
    typing = replace(visit(desk, 3), state="open")

    assert stand.day_of([visit(desk), late, typing], NOW.date(), known) == [visit(desk)]


def test_yesterdays_complete_visitors_leave_the_journal_and_the_others_stay(desk: Desk) -> None:
    old = NOW - timedelta(days=1)
    gone = replace(settled(desk, visit(desk, 1)), at=old)
    lacking = replace(settled(desk, visit(desk, 2, typed={"phone": ""})), at=old)
    waiting = replace(visit(desk, 3), at=old)
    today = settled(desk, visit(desk, 4))
    for one in (gone, lacking, waiting):
        stand.keep(desk, one)
    left = stand.cleared(desk, stand.kept(desk), NOW)

    assert {one.id for one in left} == {lacking.id, waiting.id, today.id}
    assert {one.id for one in stand.kept(desk)} == {lacking.id, waiting.id, today.id}


def test_who_stood_there_is_known_of_every_visit(desk: Desk) -> None:
    """One laptop, three people."""
    nadia = add_user(desk, "Надія Дзюба", ("sales",))
    done = settled(desk, replace(visit(desk), by=nadia.id))

    assert (done.by, lead_of(desk, done.lead).touches[0].by) == (nadia.id, nadia.id)

"""Reply: logged as a touch of ours, ends the norm, and the client's answer finds the lead again."""

import pytest

from leaddesk.actions.capture import Capture
from leaddesk.actions.incoming import Incoming, IncomingContact, Message
from leaddesk.actions.reply import Reply
from tests.actions.desks import card, junk_lead, lead_of, make_desk, ops_of, refused, row_of
from tests.fakes.sample import NOW, capture, clock_of


def test_a_reply_is_a_touch_of_ours_that_ends_the_norm_and_not_the_cooling() -> None:
    """C14, decision 10: an outgoing attempt ends the norm; cooling runs until an answered contact."""
    desk = make_desk()
    lead = capture(desk)
    assert row_of(desk, lead).norm_since is not None
    clock_of(desk).forward(minutes=3)

    desk.do(Reply((lead,), "Добрий день!", "email", "i@agro.ua", "Щодо запиту", "first_answer"))
    row, touch = row_of(desk, lead), lead_of(desk, lead).touches[-1]

    assert row.norm_since is None
    assert row.cool_since is not None
    assert row.wait == 180
    assert (touch.kind, touch.way, touch.text, touch.by) == (
        "email", "out", "Добрий день!", desk.session.user.id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("way", "kind"), [("whatsapp", "message"), ("telegram", "message"), ("viber", "message"), ("sms", "sms")]
)
def test_a_message_is_logged_with_its_service(way: str, kind: str) -> None:
    desk = make_desk()
    lead = capture(desk)

    desk.do(Reply((lead,), "Так", way, "+380671234567"))
    event = card(desk, lead).events[0]

    assert event.value["kind"] == kind
    assert event.value["message"]["service"] == way


def test_the_log_remembers_the_template_and_the_address() -> None:
    """C9: what was sent to whom is logged."""
    desk = make_desk()
    lead = capture(desk)

    desk.do(Reply((lead,), "Так", "email", "i@agro.ua", "Тема", "price"))
    told = card(desk, lead).events[0].value["message"]

    assert (told["template"], told["to"], told["subject"]) == ("price", "i@agro.ua", "Тема")


def test_the_client_s_answer_joins_the_lead_of_the_letter() -> None:
    """B2: an answer to what was sent through our server is no second lead."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Reply((lead,), "Добрий день!", "email", "i@agro.ua", key="mail:<one@leaddesk>"))

    clock_of(desk).forward(minutes=5)
    answer = Message("mail:<two@agro>", ("mail:<one@leaddesk>",), "Так, зручно")
    contact = IncomingContact("email", "other@agro.ua", "other@agro.ua")
    desk.do(Capture(Incoming(contacts=(contact,), channel="email", message=answer)))

    assert row_of(desk, lead).replied
    assert lead_of(desk, lead).signals[-1].text == "Так, зручно"


def test_undo_takes_the_touch_and_the_thread_back() -> None:
    desk = make_desk()
    lead = capture(desk)
    change = desk.do(Reply((lead,), "Так", key="mail:<one@leaddesk>"))
    assert len(ops_of(desk, change.tx)) == 2

    desk.undo()

    assert lead_of(desk, lead).touches == ()
    assert row_of(desk, lead).norm_since is not None


def test_a_reply_without_words_or_by_an_unknown_way_is_refused() -> None:
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, Reply((lead,), " \n")).key == "reply.empty"
    assert refused(desk, Reply((lead,), "Так", "pigeon")).key == "reply.no_such_way"


def test_nobody_is_written_to_without_a_contact() -> None:
    """A6."""
    desk = make_desk()

    assert refused(desk, Reply((junk_lead(desk),), "Так")) is not None


def test_the_time_of_a_reply_is_business_time() -> None:
    desk = make_desk()
    lead = capture(desk)

    desk.do(Reply((lead,), "Так"))

    assert lead_of(desk, lead).touches[-1].at == NOW

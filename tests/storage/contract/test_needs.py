"""Which need an arrival is: the same one, a new one of the client, or the first of a cold record."""

from datetime import timedelta

import pytest

from leaddesk.actions.capture import Capture
from leaddesk.actions.contact import Contact
from leaddesk.actions.edit import Edit
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.sell import Accept, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.domain.log import ms_of
from leaddesk.domain.refusals import UndoRefused
from tests.fakes.sample import capture, incoming
from tests.storage.contract.bases import Base

HOSTILE = "верстат \u202e'; DROP TABLE lead; -- <b>\U0001f6e0</b>"


def _won(base: Base, lead: str) -> None:
    base.desk.do(HandOver((lead,), "порада", reason="urgent"))
    base.desk.do(Accept((lead,)))
    base.desk.do(Win((lead,)))


def _later(base: Base, **more: object) -> list[str]:
    """The same words of the same person a year later; ids of the new leads."""
    known = set(base.ids())
    base.clock.forward(days=365)
    base.desk.do(Capture(incoming(received=base.clock(), **more)))  # type: ignore[arg-type]
    return [lead for lead in base.ids() if lead not in known]


# A repeat


@pytest.mark.parametrize("how", ["archived", "junk", "won"])
@pytest.mark.parametrize("need", ["шліфувальний верстат", HOSTILE])
def test_the_same_words_after_the_end_are_a_new_need_of_the_client(base: Base, how: str, need: str) -> None:
    """C25, A10: a lead of its own that came before, and of the same person."""
    first = capture(base.desk, need=need)
    if how == "won":
        _won(base, first)
    else:
        base.desk.do(Archive((first,), "not_fit") if how == "archived" else Junk((first,), "spam"))

    (second,) = _later(base, need=need)

    row = base.row(second)
    assert row.person_id == base.row(first).person_id
    assert (row.need, row.before_n, row.before_what) == (
        base.row(first).need,
        1,
        {"archived": "archive", "junk": "junk", "won": "won"}[how],
    )
    assert base.store.check().problems == ()


@pytest.mark.parametrize("how", ["open", "asleep", "with sales"])
def test_the_same_words_while_the_need_lives_are_the_same_lead(base: Base, how: str) -> None:
    """A4: a second letter about one thing makes no second lead."""
    first = capture(base.desk)
    if how == "asleep":
        base.desk.do(Nurture((first,), base.clock() + timedelta(days=4000)))
    elif how == "with sales":
        base.desk.do(HandOver((first,), "порада", reason="urgent"))
        base.desk.do(Accept((first,)))

    assert _later(base) == []
    with base.store.view() as read:
        assert len(read.lead(first).signals) == 1


def test_the_same_row_of_a_file_is_known_wherever_its_lead_lies(base: Base) -> None:
    """CLI.md: a file imported twice changes nothing, also when its leads were put away meanwhile."""
    item = incoming(received=base.clock())
    base.desk.do(ImportRows([[item]], lambda n, fates: None, "f.csv"))
    (lead,) = base.ids()
    base.desk.do(Archive((lead,), "not_fit"))

    base.desk.do(ImportRows([[item]], lambda n, fates: None, "f.csv"))

    assert base.ids() == [lead]


def test_two_rows_of_one_file_with_one_need_are_one_lead(base: Base) -> None:
    """A10: later rows know of earlier ones."""
    rows = [incoming(note="раз"), incoming(note="два")]
    base.desk.do(ImportRows([rows], lambda n, fates: None, "f.csv"))

    assert len(base.ids()) == 1


# The first need of a cold record


def _cold(base: Base, **more: object) -> str:
    """A record of a list that somebody called once before, in vain."""
    lead = capture(base.desk, kind="cold", need="", channel="import", **more)
    base.clock.forward(days=40)
    base.desk.do(Contact((lead,), "no_answer"))
    base.clock.forward(days=2)
    assert base.row(lead).norm_since is None
    return lead


def _is_asked(base: Base, lead: str, need: str) -> None:
    """It is a request since now, by one step that can be taken back."""
    row, now = base.row(lead), ms_of(base.clock())
    assert (row.kind, row.need, row.received) == ("request", need, now)
    assert f"cohort|received|{base.clock().date().isoformat()}" in {k[:26] for k in base.figures()}
    assert "kind|cold" not in base.figures()
    assert base.store.check().problems == ()
    base.desk.undo()
    row = base.row(lead)
    assert (row.kind, row.need) == ("cold", "")
    assert set(base.figures()) == {"kind|cold"}
    base.desk.redo()
    assert base.row(lead).kind == "request"


def test_a_signal_makes_a_cold_record_a_request_with_a_running_norm(base: Base) -> None:
    """Decision 13: clocks and conversion begin with it, and what was tried before does not count."""
    lead = _cold(base)
    base.desk.do(RecordSignal((lead,), "message", text=HOSTILE))

    row, now = base.row(lead), ms_of(base.clock())
    assert (row.norm_since, row.cool_since, row.first_contact_at, row.wait) == (now, now, None, None)
    assert row.attempts == 0
    _is_asked(base, lead, "")


def test_an_answered_call_with_a_need_makes_a_cold_record_a_request(base: Base) -> None:
    """Decision 13: the words of the talk are the need; the talk is the first contact."""
    lead = _cold(base)
    base.desk.do(Contact((lead,), "talked", text="шукає лінію фарбування"))

    row = base.row(lead)
    assert (row.norm_since, row.wait) == (None, 0)
    _is_asked(base, lead, "шукає лінію фарбування")


@pytest.mark.parametrize(
    "contact",
    [
        {"outcome": "talked"},
        {"outcome": "no_answer", "text": "двічі"},
        {"outcome": "refused", "reason": "no_time", "text": "не дзвоніть"},
        {"outcome": "wrong_number", "text": "інша людина"},
    ],
)
def test_a_talk_without_a_need_leaves_a_cold_record_cold(base: Base, contact: dict[str, str]) -> None:
    """Decision 13: calling somebody is no request of theirs."""
    lead = _cold(base)
    base.desk.do(Contact((lead,), **contact))  # type: ignore[arg-type]

    assert base.row(lead).kind == "cold"
    assert set(base.figures()) == {"kind|cold"}


def test_a_need_written_down_after_the_talk_counts_from_the_talk(base: Base) -> None:
    """Decision 13: people write the card after hanging up."""
    lead = _cold(base)
    base.desk.do(Contact((lead,), "talked"))
    talked = ms_of(base.clock())
    base.clock.forward(minutes=20)
    base.desk.do(Edit((lead,), "need", "верстат"))

    assert (base.row(lead).kind, base.row(lead).received) == ("request", talked)


def test_a_need_typed_about_somebody_who_never_answered_is_a_guess(base: Base) -> None:
    """Decision 13: a need is expressed by the client."""
    lead = _cold(base)
    base.desk.do(Edit((lead,), "need", "мабуть, верстат"))

    assert base.row(lead).kind == "cold"


def test_a_form_without_words_of_somebody_on_a_cold_list_is_their_first_sign(base: Base) -> None:
    """Decision 13: "call me back" is a signal of the client."""
    lead = _cold(base)
    base.desk.do(Capture(incoming(need="", channel="form", source="дзвінок із сайту")))

    assert base.ids() == [lead]
    _is_asked(base, lead, "")


def test_a_request_of_somebody_on_a_cold_list_is_a_lead_that_came_before(base: Base) -> None:
    """Decision 13, A4: a need in other words is a lead of its own; the record is known to came-before."""
    lead = _cold(base)
    base.desk.do(Capture(incoming(need="верстат")))

    (asked,) = set(base.ids()) - {lead}
    assert (base.row(asked).kind, base.row(asked).before_n, base.row(lead).kind) == ("request", 1, "cold")


def test_the_need_that_a_list_guessed_becomes_a_request_when_its_person_says_it(base: Base) -> None:
    """Decision 13, by import: the same words, now asked for; a second need is a second lead."""
    lead = capture(base.desk, kind="cold", need="верстат", channel="import")
    base.clock.forward(days=40)
    rows = [incoming(need="верстат", source="сайт"), incoming(need="сервіс")]
    fates: list[str] = []
    base.desk.do(ImportRows([rows], lambda n, found: fates.extend(f.kind for f in found), "requests.csv"))

    assert fates == ["updated", "new"]
    assert (base.row(lead).kind, base.row(lead).received) == ("request", ms_of(base.clock()))
    assert {row.kind for row in base.rows()} == {"request"}
    assert base.store.check().problems == ()


def test_a_second_list_with_the_same_people_turns_nobody(base: Base) -> None:
    """Decision 13: a list asks for nothing."""
    lead = _cold(base)
    base.desk.do(ImportRows([[incoming(need="", kind="cold", title="директор")]], lambda n, f: None, "l.csv"))

    assert (base.ids(), base.row(lead).kind) == ([lead], "cold")


def test_a_reply_to_our_letter_makes_a_cold_record_a_request(base: Base) -> None:
    """B2, decision 13: the conversation knows its lead; what we write ourselves turns nobody."""
    sent = Message("mail:1", way="out", text="Наш каталог", joins=True)
    lead = _cold(base)
    base.desk.do(Capture(_letter(base, sent)))
    assert base.row(lead).kind == "cold"

    base.desk.do(Capture(_letter(base, Message("mail:2", thread=("mail:1",), text=HOSTILE))))

    assert base.ids() == [lead]
    _is_asked(base, lead, "")


def _letter(base: Base, message: Message) -> Incoming:
    return incoming(need="", channel="email", received=base.clock(), message=message)


# The clock


def test_what_the_clock_woke_is_not_taken_back_but_said_why(base: Base) -> None:
    """A14: waking by the clock would happen again at once; the refusal says what to do instead."""
    lead = capture(base.desk)
    nurtured = base.desk.do(Nurture((lead,), base.clock() + timedelta(days=3))).tx
    woken_at = base.clock.forward(days=4)
    base.store.tick(woken_at)
    assert base.row(lead).place is None
    woken = base.store.history(1)[0]
    assert woken.action == "wake"

    for tx, key in ((woken.tx, "undo.by_clock"), (nurtured, "undo.woken_since")):
        with pytest.raises(UndoRefused) as refused:
            base.desk.undo(tx)
        assert refused.value.key == key

    assert base.row(lead).place is None
    assert base.store.check().problems == ()

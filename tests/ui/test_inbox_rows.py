"""What a row of the inbox says, where it stands, and what a change did to it: the rules, without a window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.contact import Contact
from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Priority, Star, Temperature
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import Cursor, PageAsk
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask
from leaddesk.domain.ids import new_id
from leaddesk.domain.list_row import list_row
from leaddesk.domain.log import ms_of
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_ast import Problem
from leaddesk.domain.search_flags import SPLITS
from leaddesk.texts import set_language
from leaddesk.ui.inbox.marks import Marks
from leaddesk.ui.inbox.moving import next_current
from leaddesk.ui.inbox.newcomers import Arrived, Newcomers, Waiting
from leaddesk.ui.inbox.order import KEYS, cursor_of, descending, flipped, just_before, stands_after
from leaddesk.ui.inbox.reading import MOST_TESTED, Found, Held, InboxPage, Tally, WhatBecame
from leaddesk.ui.inbox.record import RowPaint, look, paint_record, urgency_of
from leaddesk.ui.inbox.session import Session
from leaddesk.ui.inbox.words import (
    OUTCOMES,
    SPLIT_NAMES,
    empty_head,
    found_words,
    late_words,
    lost_words,
    newcomer_words,
    problem_words,
    status_words,
    unowned_words,
)
from tests.fakes.memory_store import NEVER
from tests.fakes.memory_store import SORTS as STORE_SORTS
from tests.fakes.sample import NOW, capture, crowd, fill, incoming, make_desk

DEFINITIONS = default_definitions()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are told in English."""
    set_language("en")
    yield
    set_language("en")


def row_of(desk: Desk, lead_id: str) -> LeadRow:
    """The row of a lead."""
    with desk.store.view() as read:
        return read.rows((lead_id,))[0]


def painted(row: LeadRow, **later: float) -> RowPaint:
    """The record of a row, looked at `later` than NOW."""
    return paint_record(row, look(DEFINITIONS, NOW + timedelta(**later)))


def one(**more: Any) -> tuple[Desk, str]:
    """A base with one lead that came five minutes ago."""
    desk = make_desk()
    return desk, capture(desk, incoming(**{"received": NOW - timedelta(minutes=5), **more}))


# -- What a row says --


@pytest.mark.parametrize(
    ("minutes", "urgency", "ink"),
    [
        (0, "calm", "text2"),
        (4, "calm", "text2"),
        (5, "soon", "warm"),
        (9, "soon", "warm"),
        (10, "late", "hot"),
    ],
)
def test_the_age_is_amber_from_half_of_the_norm_and_red_past_it(minutes: int, urgency: str, ink: str) -> None:
    """UX 3.2 and C24: a form is to be answered within 10 minutes."""
    desk, lead = one(received=NOW - timedelta(minutes=minutes))
    row = row_of(desk, lead)

    assert urgency_of(row, look(DEFINITIONS, NOW)) == urgency
    assert painted(row).age_ink == ink
    assert bool(painted(row).age_icon) == (urgency != "calm")


def test_the_norm_runs_on_duty_hours_and_cooling_round_the_clock() -> None:
    """Decision 10: what came at 17:55 is at 09:04 next day within its 10 minutes, and cools for 15 h."""
    came = NOW.replace(hour=15, minute=55, second=0) - timedelta(days=1)
    desk, lead = one(received=came)
    seen = look(DEFINITIONS, NOW.replace(hour=7, minute=4, second=0))

    record = paint_record(row_of(desk, lead), seen)

    assert urgency_of(row_of(desk, lead), seen) == "soon"
    assert record.age == "15 h 9 min"


def test_an_attempt_ends_the_norm_and_says_which_one_it_was() -> None:
    """UX 4.1: "2 of 5" on the row; decision 10: an attempt ends the norm, cooling goes on."""
    desk, lead = one(received=NOW - timedelta(hours=3))
    desk.do(Contact((lead,), outcome="no_answer"))

    record = painted(row_of(desk, lead))

    assert record.age == "3 h"
    assert record.age_ink == "text2"
    assert record.tail == "attempt 1 of 5, 12:14"


def test_a_row_waits_for_a_call_or_an_answer_and_then_is_past_the_norm() -> None:
    """Screen 01: what is to be done stands after the chips."""
    desk, lead = one()
    _mail, written = desk, capture(desk, incoming(name="А", phone=None, email="a@example.com", received=NOW))

    fair = capture(desk, incoming(name="Б", phone="+380671112233", channel="event", received=NOW))

    assert painted(row_of(desk, lead)).tail == "answer due in 5 min"
    assert painted(row_of(desk, fair)).tail == "waits for a call"
    assert painted(row_of(desk, written)._replace(channel="event")).tail == "waits for an answer"
    assert painted(row_of(desk, lead), minutes=6).tail == "past the norm"


def test_a_row_counts_the_seconds_while_its_norm_runs() -> None:
    """C24: the counter on the row; C14: measured to the second from the signal."""
    desk, lead = one(received=NOW - timedelta(minutes=3, seconds=5))
    row = row_of(desk, lead)

    assert (painted(row).age, painted(row).ticks) == ("3 min 5 s", True)
    assert painted(row, seconds=2).age == "3 min 7 s"
    assert painted(row, minutes=30).ticks
    assert (painted(row, hours=1).age, painted(row, hours=1).ticks) == ("1 h 3 min", False)
    desk.do(Contact((lead,), outcome="no_answer"))
    assert (painted(row_of(desk, lead)).age, painted(row_of(desk, lead)).ticks) == ("3 min", False)


def test_a_row_says_why_it_stands_where_it_does() -> None:
    """Issue 3.5 and decision 17: in words and hours until enough cases are known, then in percent."""
    desk, lead = one(received=NOW - timedelta(minutes=4), zone="Asia/Almaty")
    row = row_of(desk, lead)
    learned = replace(
        DEFINITIONS, channels=tuple(replace(one, cases=40, half_life_h=6) for one in DEFINITIONS.channels)
    )

    words = painted(row)
    percent = paint_record(row._replace(half_life_h=6), look(learned, NOW))

    assert words.why == "still warm, waits 4 min · at the lead 13:14 · answer due in 6 min"
    assert percent.why == "11 % lost per hour · at the lead 13:14 · answer due in 6 min"
    assert words.why in words.spoken
    assert words.spoken.count("13:14") == 1
    assert painted(row, hours=1).why.startswith("cooling fast, waits 1 h 4 min")
    assert painted(row, days=2).why.startswith("nearly cold, waits 2 d")


def test_what_waits_for_nothing_has_no_reason() -> None:
    """A lead that sleeps in nurture or was answered has nothing to hurry for."""
    desk, lead = one()
    desk.do(Contact((lead,), outcome="talked", seconds=60))

    assert painted(row_of(desk, lead)).why == ""


@pytest.mark.parametrize(
    ("zone", "tail"),
    [
        ("Europe/Warsaw", "at the lead 09:14"),
        ("Asia/Almaty", "at the lead 13:14"),
        ("Europe/Bucharest", "answer due in 5 min"),
        ("Mars/Base", "answer due in 5 min"),
        (None, "answer due in 5 min"),
    ],
)
def test_the_clients_clock_is_shown_only_where_it_differs(zone: str | None, tail: str) -> None:
    """UX 1.9 and the screens: local time on the row only where it differs; an unknown zone is none."""
    desk, lead = one()
    row = row_of(desk, lead)._replace(zone=zone)

    assert painted(row).tail == tail


def test_a_record_without_contact_has_a_dashed_ring_and_asks_for_a_contact() -> None:
    """Screen 05 and A6: no number, no temperature, the words say it."""
    desk = make_desk()
    lead = capture(desk, incoming(name="", phone=None, company="Сталь-Інвест", channel="card"))

    record = painted(row_of(desk, lead))

    assert record.ring.score is None
    assert record.name == "No name"
    assert [chip.word for chip in record.chips] == ["no contact", "business card"]
    assert record.tail == "add a contact"


def test_a_client_who_came_before_has_a_chip_with_how_often() -> None:
    """A10: came before, exactly, on the row."""
    desk, first = one(email="x@example.com")
    desk.do(Take((first,)))
    again = capture(desk, incoming(need="Інше питання", email="x@example.com", received=NOW))

    words = [chip.word for chip in painted(row_of(desk, again)).chips]

    assert again != first
    assert "came before ×1" in words


def test_marks_of_a_row_are_seen_and_spoken() -> None:
    """Journey 11: flags; colour never alone."""
    desk, lead = one()
    desk.do(Star((lead,), True))
    desk.do(Priority((lead,), "high"))
    desk.do(Temperature((lead,), "hot"))

    record = painted(row_of(desk, lead))

    assert record.starred
    assert [chip.word for chip in record.chips] == ["hot", "form", "priority"]
    assert record.spoken.endswith("unread, starred")


@pytest.mark.parametrize(
    ("action", "chip", "tail"),
    [
        (lambda i: Nurture((i,), until=NOW + timedelta(days=11)), "nurture", "wakes 01.12"),
        (lambda i: Nurture((i,)), "nurture", "until a signal"),
        (lambda i: Archive((i,), reason="not_fit"), "archive", "Not a fit"),
        (lambda i: Junk((i,), reason="spam"), "junk", "Spam"),
    ],
)
def test_a_lead_off_the_board_says_where_it_is_and_why(action: Any, chip: str, tail: str) -> None:
    """UX 4.3: a search also finds what is archived; the row must not look as if it waited."""
    desk, lead = one()
    desk.do(action(lead))

    record = painted(row_of(desk, lead))

    assert record.chips[0].word == chip
    assert record.tail.startswith(tail.split(" 01.12")[0])
    assert record.age == ""


def test_a_snoozed_lead_says_when_it_wakes_and_is_not_urgent() -> None:
    """UX 1.4."""
    desk, lead = one(received=NOW - timedelta(hours=2))
    desk.do(Snooze((lead,), until=NOW + timedelta(hours=3)))

    assert painted(row_of(desk, lead)).tail == "wakes 13:14"
    assert painted(row_of(desk, lead)).age_ink == "text2"
    assert painted(row_of(desk, lead), hours=4).age_ink == "hot"


def test_a_step_is_told_with_its_time_and_by_how_much_it_is_overdue() -> None:
    """UX 3.2: overdue is said in words."""
    desk, lead = one()
    desk.do(Contact((lead,), outcome="talked"))
    desk.do(AddTask((lead,), title="Надіслати ціну", due=NOW + timedelta(hours=2)))

    assert painted(row_of(desk, lead)).tail == "12:14 Надіслати ціну"
    assert painted(row_of(desk, lead), hours=5).tail == "step overdue by 3 h"


@given(
    name=st.text(max_size=400),
    need=st.text(max_size=400),
    labels=st.text(max_size=20),
    zone=st.one_of(st.none(), st.text(max_size=12)),
    channel=st.text(max_size=12),
    received=st.integers(0, 2**42),
    norm=st.one_of(st.none(), st.integers(0, 2**42)),
)
def test_no_row_can_stop_the_inbox(
    name: str, need: str, labels: str, zone: str | None, channel: str, received: int, norm: int | None
) -> None:
    """Issue 2.4: foreign text is data; whatever a row holds, it is painted and spoken."""
    base = _any_row()
    row = base._replace(
        name=name, need=need, labels=labels, zone=zone, channel=channel, received=received, norm_since=norm
    )

    record = painted(row)

    assert record.spoken
    assert len(record.name) <= 300
    assert "\n" not in record.name + record.need


_KNOWN_ROWS: list[LeadRow] = []


def _any_row() -> LeadRow:
    if not _KNOWN_ROWS:
        desk, lead = one()
        _KNOWN_ROWS.append(row_of(desk, lead))
    return _KNOWN_ROWS[0]


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("uk", 1, "1 новий гарячий"),
        ("uk", 2, "2 нові гарячі"),
        ("uk", 5, "5 нових гарячих"),
        ("ru", 1, "1 новый горячий"),
        ("ru", 2, "2 новых горячих"),
        ("en", 1, "1 new hot lead"),
        ("en", 2, "2 new hot leads"),
    ],
)
def test_what_waits_is_counted_with_the_right_form(language: str, n: int, said: str) -> None:
    """Screen 01: "2 нові гарячі"."""
    set_language(language)

    assert newcomer_words(n, 7) == said


def test_the_status_line_speaks_as_the_screen_does() -> None:
    """Screen 01: "Залишилось 23, зроблено 37", "Загублено 2 з 128"; without pace."""
    set_language("uk")

    assert status_words(23, 37, 0) == "Залишилось 23, зроблено 37"
    assert status_words(23, 37, 4) == "Обрано 4 ліди"
    assert lost_words(2, 128) == "Загублено 2 з 128"
    assert lost_words(0, 128) == ""
    assert empty_head("new") == "Нових немає"
    assert newcomer_words(0, 0) == ""


def test_a_bounded_count_says_so() -> None:
    """PERFORMANCE P8: a split made of a query shows 1,000+ from a bounded count."""
    assert found_words(12, 10_000) == "Found 12 leads"
    assert found_words(10_000, 10_000) == "Found 10,000+ leads"


def test_the_numbers_beside_the_lost_are_told_as_sentences() -> None:
    """B3 and C24: past the norm, share within it, without owner."""
    assert late_words(1, 0, 0) == "1 lead is past the norm"
    assert late_words(5, 5, 7) == "5 leads are past the norm; first contact within the norm today: 71%"
    assert late_words(0, 0, 0) == ""
    assert unowned_words(1) == "1 lead has no owner"
    assert unowned_words(0) == ""


def test_the_share_within_the_norm_is_of_todays_first_contacts() -> None:
    """C24: share within norm reported; yesterday's contacts and leads still waiting are not in it."""
    desk = make_desk()
    fresh = (incoming(name=f"Особа {n}", phone=f"+38067000000{n}", received=NOW) for n in range(6))
    ids = [capture(desk, item) for item in fresh]
    desk.do(Contact(tuple(ids[:2]), outcome="no_answer"))
    waited = capture(desk, incoming(name="Пізня", phone="+380679999999", received=NOW - timedelta(hours=1)))
    desk.do(Contact((waited,), outcome="no_answer"))

    told = desk.ask(Tally(split="new"))
    tomorrow = Tally(split="new").answer(desk.store, NOW + timedelta(days=1), desk.session.user)

    assert (told.met, told.met_of) == (2, 3)
    assert (tomorrow.met, tomorrow.met_of) == (0, 0)
    assert tomorrow.late == desk.store.count(PageAsk(query="is:late"), NOW + timedelta(days=1), "") == 4


def test_every_split_and_every_problem_of_a_search_has_words() -> None:
    """UX 4.3: nothing is left out silently."""
    kinds = (
        *("unknown_field", "unknown_value", "op_not_allowed", "bad_number", "bad_duration", "bad_date"),
        *("bad_value", "empty_value", "not_here", "bracket", "too_long", "too_deep"),
    )

    assert set(SPLIT_NAMES) == {split.id for split in SPLITS}
    for kind in kinds:
        said = problem_words((Problem(0, 4, kind, "stge", "stage:"),))
        assert said.endswith("“stage:”?")
        assert "was refused" not in said
    assert problem_words(()) == ""


def test_each_outcome_has_an_icon_and_a_name() -> None:
    """Screen 16."""
    assert all(icon and name() for icon, name in OUTCOMES.values())


# -- Where a row stands --


def test_the_keys_of_the_list_are_those_of_the_stores() -> None:
    """Pages are asked for by the cursor of a row: another key would skip or repeat rows."""
    row = _any_row()

    assert set(KEYS) == set(STORE_SORTS)
    for name in KEYS:
        for other in (row, row._replace(score=None, cool_since=None, next_due=None, amount_minor=None)):
            assert KEYS[name](other) == STORE_SORTS[name](other)
    assert NEVER == 1 << 52


@pytest.mark.parametrize("sort", [name + down for name in KEYS for down in ("", "-")])
def test_the_cursor_of_the_last_row_is_the_one_that_the_store_gives(sort: str) -> None:
    """Issue 3.10: both ends of the window can be asked on from any held row."""
    desk = make_desk()
    fill(desk, crowd(30))

    page = desk.store.page(PageAsk(sort=sort, limit=10), NOW, desk.session.user.id)

    assert page.next == cursor_of(page.rows[-1], sort)
    assert [r.id for r in desk.store.page(PageAsk(sort=flipped(sort), limit=30), NOW, "").rows][::-1] == [
        r.id for r in desk.store.page(PageAsk(sort=sort, limit=30), NOW, "").rows
    ]


@given(st.integers(0, 2**128 - 1), st.integers(-1, 100), st.sampled_from(["score", "score-"]))
def test_a_row_is_the_first_after_the_cursor_just_before_it(number: int, key: int, sort: str) -> None:
    """One seek tells whether a query still finds a row."""
    at = Cursor(key, f"{number:032x}")

    before = just_before(at, sort)

    edge = number in (0, 2**128 - 1)
    assert stands_after(at, before, sort) or edge
    assert not stands_after(before, at, sort)
    assert len(before.id) == 32


def test_flipping_a_sort_twice_gives_it_back() -> None:
    """A list from its end and from its end again."""
    assert [flipped(flipped(sort)) for sort in ("score", "due-")] == ["score", "due-"]
    assert descending("score-")
    assert not descending("due")


# -- Pages and what a change did --


def ask_page(desk: Desk, ask: PageAsk, *, from_end: bool = False) -> list[str]:
    """Ids of a page."""
    return [held.row.id for held in desk.ask(InboxPage(ask, DEFINITIONS, from_end)).held]


def test_the_last_page_is_read_from_the_end_in_the_order_of_the_list() -> None:
    """UX 4.1: End."""
    desk = make_desk()
    fill(desk, crowd(25))
    everything = ask_page(desk, PageAsk(limit=100))

    last = desk.ask(InboxPage(PageAsk(limit=10), DEFINITIONS, from_end=True))

    assert [held.row.id for held in last.held] == everything[-10:]
    assert last.more
    assert not desk.ask(InboxPage(PageAsk(limit=100), DEFINITIONS, from_end=True)).more


def test_a_page_with_a_limit_of_its_own_is_the_whole_list() -> None:
    """UX 4.3: limit:50 is a number of rows in all, not of a page."""
    desk = make_desk()
    fill(desk, crowd(12))

    page = desk.ask(InboxPage(PageAsk(query="limit:5"), DEFINITIONS))

    assert not page.more
    assert not page.own_order
    assert desk.ask(InboxPage(PageAsk(query="sort:name"), DEFINITIONS)).own_order


def became(desk: Desk, ask: PageAsk, ids: tuple[str, ...], **more: Any) -> tuple[set[str], set[str]]:
    """Ids that changed and are found, and ids that are gone."""
    question = WhatBecame(ask, ids, (), DEFINITIONS, all_changed=True)
    after = desk.ask(replace(question, **more))
    return {held.row.id for held in after.changed}, set(after.gone)


@pytest.mark.parametrize("split", [split.id for split in SPLITS])
def test_a_changed_row_stays_exactly_where_its_queue_still_finds_it(split: str) -> None:
    """UX 1.2: a row leaves its split when, and only when, the split no longer finds it."""
    desk = make_desk()
    ids = fill(desk, crowd(14))
    desk.do(Take(tuple(ids[:3])))
    desk.do(Temperature(tuple(ids[2:6]), "hot"))
    desk.do(Snooze((ids[6],), until=NOW + timedelta(hours=1)))
    desk.do(AddTask((ids[7],), title="x", due=NOW + timedelta(hours=1)))
    desk.do(Junk((ids[8],), reason="spam"))
    ask = PageAsk(split=split)
    wanted = set(ask_page(desk, replace(ask, limit=100)))

    stays, gone = became(desk, ask, tuple(ids))

    assert stays == wanted
    assert gone == set(ids) - wanted


def test_many_changed_rows_are_settled_by_one_page() -> None:
    """A bulk decision over thousands asks one page, not one question a row."""
    desk = make_desk()
    ids = fill(desk, crowd(MOST_TESTED + 20))
    desk.do(Take(tuple(ids[:10])))

    stays, gone = became(desk, PageAsk(split="new"), tuple(ids))

    assert gone == set(ids[:10])
    assert len(stays) == MOST_TESTED + 10


def test_rows_that_show_the_same_are_not_touched() -> None:
    """Exact signals: another process wrote, but not these rows."""
    desk = make_desk()
    ids = fill(desk, crowd(5))
    with desk.store.view() as read:
        before = tuple(map(list_row, read.rows(ids)))
    desk.do(Temperature((ids[1],), "hot"))

    after = desk.ask(WhatBecame(PageAsk(split="new"), tuple(ids), before, DEFINITIONS))

    assert [held.row.id for held in after.changed] == [ids[1]]
    assert after.gone == frozenset()


@pytest.mark.parametrize("query", ["sort:name", "завод sort:due- limit:2", "limit:1"])
def test_an_own_order_or_limit_does_not_hide_a_row_that_is_still_found(query: str) -> None:
    """UX 4.3: sort and limit say how to show, not what is found."""
    desk = make_desk()
    ids = fill(desk, crowd(6))

    stays, _gone = became(desk, PageAsk(query=query), tuple(ids))

    assert stays == ({i for n, i in enumerate(ids) if n % 2} if "завод" in query else set(ids))


def test_in_a_fixed_list_only_what_no_longer_exists_is_gone() -> None:
    """Screen 16: the leads of a decision stay in their list whatever follows."""
    desk, lead = one()
    desk.do(Junk((lead,), reason="spam"))

    stays, gone = became(desk, PageAsk(split="new"), (lead, new_id(ms_of(NOW), b"x" * 10)), fixed=True)

    assert stays == {lead}
    assert len(gone) == 1


def test_all_leads_of_a_queue_are_found_by_id_up_to_a_limit() -> None:
    """UX 4.1: Ctrl+A."""
    desk = make_desk()
    fill(desk, crowd(9))

    assert len(desk.ask(Found(PageAsk(split="new")))) == 9
    assert len(desk.ask(Found(PageAsk(split="new"), most=4))) == 4


def test_the_tally_counts_splits_the_query_the_lost_and_the_next_to_wake() -> None:
    """B3 and screen 16."""
    desk = make_desk()
    ids = fill(desk, crowd(4))
    desk.do(Take((ids[0],)))
    desk.do(Snooze((ids[1],), until=NOW + timedelta(hours=2)))

    here = desk.ask(Tally(split="overdue"))
    found = desk.ask(Tally(query="is:new"))

    assert (here.here, here.lost, here.splits["all"]) == (0, 1, 4)
    assert here.wakes == (NOW + timedelta(hours=2)).replace(microsecond=0)
    assert found.here == 3
    assert found.wakes is None


# -- Going on --


@pytest.mark.parametrize(
    ("current", "gone", "advance", "target"),
    [
        ("b", "b", "next", "c"),
        ("b", "bc", "next", "d"),
        ("d", "d", "next", "c"),
        ("d", "cd", "next", "b"),
        ("b", "b", "previous", "a"),
        ("a", "a", "previous", "b"),
        ("b", "b", "back", "c"),
        ("a", "abcd", "next", ""),
    ],
)
def test_the_eye_goes_to_the_nearest_row_that_stays(
    current: str, gone: str, advance: Any, target: str
) -> None:
    """UX 1.2."""
    assert next_current("abcd", current, set(gone), advance) == target


@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1), st.data())
def test_a_row_is_current_as_long_as_one_stays(order: list[str], data: st.DataObject) -> None:
    """UX 1.2: selection never lost."""
    gone = data.draw(st.sets(st.sampled_from(order)))
    current = data.draw(st.sampled_from(order))
    advance: Any = data.draw(st.sampled_from(["next", "previous", "back"]))

    target = next_current(order, current, gone, advance)

    assert target not in gone
    assert bool(target) == bool(set(order) - gone - {current})


def test_a_session_counts_a_lead_once_by_its_last_decision_and_not_when_taken_back() -> None:
    """Screen 16: 60 leads in 9 min 12 s; a pause is no working time."""
    session = Session()
    session.begin(NOW)
    session.decided("take", ["a", "b"], NOW + timedelta(seconds=20))
    session.decided("snooze", ["a"], NOW + timedelta(seconds=50))
    session.decided("take", ["c"], NOW + timedelta(hours=3))
    session.taken_back(["b", "unknown"])

    assert session.done == 2
    assert sorted(session.by_verb()) == [("snooze", 1), ("take", 1)]
    assert session.ids_of("take") == ("c",)
    assert session.seconds == 50 + 300


def test_marks_outlive_the_rows_and_keep_the_order_of_the_list() -> None:
    """UX 4.1: a choice is by id."""
    marks = Marks()
    marks.add(["c", "far", "a"])
    marks.toggle("b")
    marks.toggle("b")
    marks.toggle("")

    assert marks.in_order(["a", "b", "c"]) == ("a", "c", "far")
    assert len(marks) == 3
    marks.invert(["a", "b", "c"])
    assert marks.in_order(["a", "b", "c"]) == ("b",)
    marks.leave(["b"])
    assert len(marks) == 0


def held(desk: Desk, limit: int) -> tuple[Held, ...]:
    """A page."""
    return desk.ask(InboxPage(PageAsk(split="new", limit=limit), DEFINITIONS)).held


def test_newcomers_are_those_above_the_end_of_the_page_as_it_was_read() -> None:
    """Screen 01: what only moved up because others left is no news."""
    desk = make_desk()
    ids = fill(desk, crowd(12))
    page = held(desk, 10)
    new = Newcomers()
    new.seen([one.place for one in page], whole=False, anywhere=False)
    desk.do(Take((page[0].row.id,)))
    assert desk.ask(new.question(PageAsk(split="new", limit=10), frozenset(), DEFINITIONS)) == ()
    fresh = capture(desk, incoming(name="Новий", phone="+380999999999"))
    desk.do(Temperature((fresh,), "hot"))

    arrived = desk.ask(new.question(PageAsk(split="new", limit=10), frozenset(), DEFINITIONS))

    assert arrived == (Arrived(fresh, hot=True),)
    new.arrived(arrived)
    new.risen([Arrived(ids[5], hot=True)])
    assert new.waiting() == Waiting(hot=2)
    assert new.first() == fresh


def test_a_hot_newcomer_is_gone_to_before_a_cold_one() -> None:
    """Key 0: the lead whose next hour costs most."""
    new = Newcomers()
    new.arrived((Arrived("cold", hot=False), Arrived("hot", hot=True)))

    assert new.first() == "hot"
    assert new.waiting() == Waiting(1, 1)
    new.seen([], whole=True, anywhere=False)
    assert new.first() == ""

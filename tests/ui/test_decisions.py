"""Decisions: what each popup offers, where each key leads, the action that follows, what is said of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.action import LeadAction
from leaddesk.actions.contact import Contact
from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.desk import Desk
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Level, Priority, Star
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.sell import Accept
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User
from leaddesk.texts import set_language
from leaddesk.ui.decisions.asks import Ask, Elsewhere, Outcome, Step, follow
from leaddesk.ui.decisions.decisions import MANY
from leaddesk.ui.decisions.marking import split_title
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.table import DECISIONS
from leaddesk.ui.inbox import feed
from leaddesk.ui.theme.icons import has_icon
from leaddesk.ui.theme.switch import theme_switch
from tests.fakes.sample import NOW, add_user, capture, crowd, fill, incoming, make_desk
from tests.ui.inbox_scene import few, scene

ME = User("0" * 31 + "1", "Ірина Ткач", ("lead_generator",))
DEFINITIONS = default_definitions()
AT_ONCE = {"lead.take", "lead.restore", "lead.wake", "lead.assign_me", "lead.star", "tasks.complete"}
AT_ONCE |= {"deal.accept", "lead.temperature.hot", "lead.temperature.warm", "lead.temperature.cold"}
POPUPS = sorted(set(DECISIONS) - AT_ONCE)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Light, in English."""
    monkeypatch.setattr(feed, "_SETTLE_MS", 1)
    set_language("en")
    theme_switch().start()
    yield
    set_language("en")


def one(**more: Any) -> LeadRow:
    """The row of a lead that has just come."""
    desk = make_desk()
    lead = capture(desk, incoming(name="Роман Шевченко", company="Сталь", received=NOW, **more))
    with desk.store.view() as read:
        return read.rows((lead,))[0]


def about(lead: LeadRow | None = None, now: datetime = NOW, **more: Any) -> Subject:
    """A decision about a lead."""
    lead = one() if lead is None else lead
    return replace(Subject((lead.id,), lead, DEFINITIONS, (ME,), ME, now), **more)


def leads(command: str, to: Subject, *steps: str, typed: str = "") -> Any:
    """Where keys, and then a typed line, lead."""
    path = tuple(Step(key=key) for key in steps) + ((Step(typed=typed),) if typed else ())
    return follow(DECISIONS[command](to), path)


def action(command: str, to: Subject, *steps: str, typed: str = "") -> Any:
    """The action at the end of a path."""
    end = leads(command, to, *steps, typed=typed)
    assert isinstance(end, Outcome)
    return end.action


def kyiv(text: str) -> datetime:
    """A moment of the office's clock in November or December 2026 (UTC+2)."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=2)


# -- Snooze and nurture --


@pytest.mark.parametrize(
    ("key", "until"),
    [
        ("1", NOW + timedelta(minutes=15)),
        ("2", NOW + timedelta(hours=2)),
        ("3", kyiv("2026-11-23T10:00")),
        ("4", kyiv("2026-11-23T10:00")),
        ("5", kyiv("2026-11-23T10:00")),
        ("6", kyiv("2026-12-18T10:00")),
    ],
)
def test_the_snooze_presets_fall_into_the_leads_working_hours(key: str, until: datetime) -> None:
    """UX 4.1 and 1.4: from a Friday, tomorrow is Monday at the wake hour; 30 days stay below the limit."""
    to = about()

    assert action("lead.snooze", to, key) == Snooze(to.ids, until=until)


def test_when_the_budget_opens_is_nurture_until_the_first_working_day_of_december() -> None:
    """Decision 16 and journey 4: H 7."""
    done = action("lead.snooze", about(), "7")

    assert isinstance(done, Nurture)
    assert done.until == kyiv("2026-12-01T10:00")


def test_tomorrow_is_tomorrow_where_it_is_worked() -> None:
    """UX 4.1: from a Tuesday the third preset is Wednesday, and is called so."""
    to = about(now=NOW - timedelta(days=3))
    ask = DECISIONS["lead.snooze"](to)

    assert isinstance(ask, Ask)
    assert ask.options[2].name == "Tomorrow"
    assert action("lead.snooze", to, "3").until == kyiv("2026-11-18T10:00")


def test_presets_are_meant_at_the_leads_clock_and_say_so() -> None:
    """Decision 16: one hour of the lead's local day; C13."""
    to = about(one(zone="Asia/Almaty"))

    ask = DECISIONS["lead.snooze"](to)

    assert isinstance(ask, Ask)
    assert action("lead.snooze", to, "5").until == datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert ask.options[4].consequence == "Mon 23 Nov, 10:00 at the lead's"


def test_several_leads_are_snoozed_at_the_offices_clock() -> None:
    """One action has one moment; leads of several zones take ours."""
    to = about(one(zone="Asia/Almaty"), ids=("a" * 32, "b" * 32), row=None)

    assert action("lead.snooze", to, "5").until == kyiv("2026-11-23T10:00")
    assert to.who() == "2 leads"


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("вт 15:00", kyiv("2026-11-24T15:00")),
        ("через 2 тижні", kyiv("2026-12-04T10:00")),
        ("next tue 3pm", kyiv("2026-11-24T15:00")),
        ("завтра 11:30", kyiv("2026-11-21T11:30")),
    ],
)
def test_a_typed_moment_snoozes_in_three_languages(typed: str, until: datetime) -> None:
    """UX 1.4."""
    assert action("lead.snooze", about(), typed=typed).until == until


def test_a_typed_moment_beyond_the_limit_offers_nurture() -> None:
    """UX 4.1: beyond 30 days it offers nurture; the other way is a snooze of 30 days."""
    far = leads("lead.snooze", about(), typed="1 березня")
    assert isinstance(far, Ask)
    assert "30 days" in far.foot

    to_nurture = follow(far, (Step(key="1"),))
    to_limit = follow(far, (Step(key="2"),))

    assert isinstance(to_nurture, Outcome)
    assert isinstance(to_nurture.action, Nurture)
    assert to_nurture.action.until == datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert isinstance(to_limit, Outcome)
    assert isinstance(to_limit.action, Snooze)
    assert to_limit.action.until == NOW + timedelta(days=30)


@pytest.mark.parametrize("typed", ["колись", "вчора", "1 січня 2020", "!!!", "9" * 300])
def test_what_is_no_moment_ahead_leads_nowhere_and_says_so(typed: str) -> None:
    """UX 4.3, in the small: malformed input never raises and is not taken for something else."""
    ask = DECISIONS["lead.snooze"](about())
    assert isinstance(ask, Ask)
    assert ask.read is not None

    reading = ask.read(typed)

    assert reading.leads is None
    assert "no moment" in reading.preview


def test_nurture_waits_for_months_for_the_budget_or_for_a_signal() -> None:
    """UX 4.1: key N with presets; A14: without a date it wakes by a signal."""
    assert action("lead.nurture", about(), "1").until == kyiv("2026-12-21T10:00")
    assert action("lead.nurture", about(), "4").until == kyiv("2026-12-01T10:00")
    assert action("lead.nurture", about(), "5").until is None
    assert action("lead.nurture", about(), typed="кінець року").until == kyiv("2026-12-01T10:00")


@given(
    st.timedeltas(timedelta(0), timedelta(days=1500)),
    st.sampled_from(["Europe/Kyiv", "Asia/Almaty", "America/New_York", "Australia/Lord_Howe"]),
)
def test_no_preset_is_ever_refused_for_its_time(later: timedelta, zone: str) -> None:
    """Every row of the popup can be taken at any moment, over every change of the clock."""
    to = about(_known()._replace(zone=zone), NOW + later)
    desk_limit = to.now + timedelta(days=30)

    for key in "1234567":
        done = action("lead.snooze", to, key)
        assert to.now < done.until
        assert isinstance(done, Nurture) or done.until <= desk_limit


_ROWS: list[LeadRow] = []


def _known() -> LeadRow:
    if not _ROWS:
        _ROWS.append(one())
    return _ROWS[0]


# -- Reasons and results --


@pytest.mark.parametrize(
    ("command", "key", "kind", "reason"),
    [
        ("lead.junk", "1", Junk, "no_contact"),
        ("lead.junk", "2", Junk, "accidental"),
        ("lead.junk", "3", Junk, "no_need"),
        ("lead.junk", "4", Junk, "spam"),
        ("lead.junk", "5", Junk, "duplicate"),
        ("lead.archive", "1", Archive, "cannot_afford"),
        ("lead.archive", "2", Archive, "not_fit"),
        ("lead.archive", "3", Archive, "not_reached"),
        ("lead.archive", "4", Archive, "competitor"),
        ("lead.archive", "5", Archive, "wrong_region"),
    ],
)
def test_junk_and_archive_take_their_reason_by_its_key(
    command: str, key: str, kind: type[LeadAction], reason: str
) -> None:
    """UX 4.1: the popups' keys."""
    done = action(command, about(), key)

    assert type(done) is kind
    assert done.reason == reason


@pytest.mark.parametrize("command", ["lead.junk", "lead.archive"])
def test_another_reason_is_told_in_own_words(command: str) -> None:
    """UX 4.1: 6 other (text); or the text at once."""
    to = about()
    by_key = action(command, to, "6", typed="просив прибрати")
    at_once = action(command, to, typed="просив прибрати")

    assert (by_key.reason, by_key.text) == ("other", "просив прибрати")
    assert at_once == by_key
    assert leads(command, about(), "6", typed="   ") is None


@pytest.mark.parametrize(
    ("key", "outcome", "advances"),
    [("1", "no_answer", True), ("3", "talked", False), ("4", "wrong_number", True), ("6", "wrote", True)],
)
def test_a_contact_result_is_one_key(key: str, outcome: str, advances: bool) -> None:
    """UX 4.1: one key logs, sets the next step and advances; after a talk the card goes on."""
    end = leads("lead.contact_result", about(), key)

    assert isinstance(end, Outcome)
    assert end.action == Contact(end.action.ids, outcome=outcome)
    assert end.advances is advances


def test_no_answer_says_which_attempt_follows_and_when() -> None:
    """Screen 06: "наступна спроба 2 з 5: сьогодні о 12:14"; after the last one, the archive."""
    set_language("uk")
    first = DECISIONS["lead.contact_result"](about())
    last = DECISIONS["lead.contact_result"](about(one()._replace(attempts=4)))

    assert isinstance(first, Ask)
    assert isinstance(last, Ask)
    assert first.options[0].consequence == "наступна спроба 2 з 5: 12:14"
    assert "остання спроба" in last.options[0].consequence
    assert "+2 год, +22 год, +3 дн, +7 дн" in first.foot


def test_calling_back_asks_when_and_refusing_asks_why() -> None:
    """UX 4.1: 2 call back at …, 5 refused to talk (reason)."""
    back = action("lead.contact_result", about(), "2", "1")
    typed = action("lead.contact_result", about(), "2", typed="15:00")
    refused = action("lead.contact_result", about(), "5", "3")
    own = action("lead.contact_result", about(), "5", "5", typed="кинув слухавку")

    assert (back.outcome, back.due) == ("call_back", NOW + timedelta(hours=1))
    assert typed.due == kyiv("2026-11-20T15:00")
    assert (refused.outcome, refused.reason) == ("refused", "has_supplier")
    assert (own.reason, own.text) == ("other", "кинув слухавку")


# -- Whose and where --


def test_people_are_assigned_by_digit_or_by_the_beginning_of_a_name() -> None:
    """UX 4.1: A assign; a name that fits two is not guessed."""
    users = tuple(
        User(f"{n:032x}", name, ()) for n, name in enumerate(("Дмитро Кулик", "Дарія Дзюба", "Петро"), 2)
    )
    to = about(users=(ME, *users, User("f" * 32, "Колишній", (), active=False)))
    ask = DECISIONS["lead.assign"](to)
    assert isinstance(ask, Ask)
    assert ask.read is not None

    assert [option.name for option in ask.options] == [ME.name, *(user.name for user in users), "Nobody"]
    assert action("lead.assign", to, "2").to == users[0].id
    assert action("lead.assign", to, "0").to is None
    assert action("lead.assign", to, typed="дз").to == users[1].id
    assert ask.read("д").leads is None
    assert "Дмитро" in ask.read("д").preview
    assert ask.read("колишній").leads is None


def test_a_lead_that_somebody_has_already_cannot_be_given_to_them_again() -> None:
    """A row that would change nothing says why."""
    row = one()._replace(owner=ME.id)

    ask = DECISIONS["lead.assign"](about(row))

    assert isinstance(ask, Ask)
    assert ask.options[0].reason == "has it already"
    assert leads("lead.assign", about(row), "1") is None


def test_stages_are_chosen_by_their_number_on_the_board_and_handing_over_goes_on_elsewhere() -> None:
    """UX 4.1: 1…5 move to column, 6 7 8 to nurture, archive, junk."""
    to = about()

    assert leads("lead.move_stage", to, "1") is None
    assert action("lead.move_stage", to, "3") == Move(to.ids, stage="qualifying")
    assert leads("lead.move_stage", to, "5") == Elsewhere("lead.handover")
    assert isinstance(action("lead.move_stage", to, "6", "5"), Nurture)
    assert action("lead.move_stage", to, "7", "2").reason == "not_fit"
    assert action("lead.move_stage", to, "8", "4").reason == "spam"


# -- Marks and additions --


def test_marks_do_not_go_on_to_the_next_lead() -> None:
    """Journey 1: 1 then W are two keys about one lead."""
    to = about()
    paths = [
        ("lead.temperature.hot",),
        ("lead.priority", "1"),
        ("lead.level", "4"),
        ("lead.star",),
        ("lead.temperature", "4"),
    ]

    ends = [leads(command, to, *keys) for command, *keys in paths]

    assert [end.advances for end in ends] == [False] * 5
    assert ends[1].action == Priority(to.ids, "high")
    assert ends[4].action.value is None


def test_a_level_by_hand_asks_why() -> None:
    """Decision 12: with its author and reason."""
    to = about()
    why = leads("lead.level", to, "2")

    assert isinstance(why, Ask)
    assert why.read is not None
    assert why.read("  ").leads is None
    said = why.read("просить договір").leads
    assert isinstance(said, Outcome)
    assert said.action == Level(to.ids, "sal", "просить договір")


def test_a_star_is_put_on_and_taken_off_by_the_same_key() -> None:
    """UX 4.1: S."""
    row = one()

    assert action("lead.star", about(row)) == Star((row.id,), True)
    assert action("lead.star", about(row._replace(starred=True))) == Star((row.id,), False)


def test_a_label_is_typed_on_and_taken_off_by_its_digit() -> None:
    """UX 4.1: L; a label is one word or several without | and /."""
    row = one()._replace(labels="|виставка|vip|")

    assert action("lead.label", about(row), "2") == Label((row.id,), label="vip", on=False)
    assert action("lead.label", about(row), typed="#нова / мітка").label == "нова мітка"
    assert leads("lead.label", about(row), typed="  |  ") is None


@pytest.mark.parametrize(
    ("typed", "title", "due"),
    [
        ("надіслати ціну завтра 15:00", "надіслати ціну", kyiv("2026-11-21T15:00")),
        ("send the offer next tue 3pm", "send the offer", kyiv("2026-11-24T15:00")),
        ("завтра 15:00", "Call again", kyiv("2026-11-21T15:00")),
        ("подумати", "подумати", kyiv("2026-11-23T10:00")),
    ],
)
def test_a_typed_step_is_split_into_what_and_when(typed: str, title: str, due: datetime) -> None:
    """UX 4.1: T task."""
    assert split_title(about(), typed) == (title, due)
    done = action("lead.task", about(), typed=typed)
    assert isinstance(done, AddTask)
    assert (done.title, done.due, done.to) == (title, due, ME.id)


# -- All of them --


@pytest.mark.parametrize("command", POPUPS)
@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_every_popup_has_unique_keys_words_and_icons_that_exist(command: str, language: str) -> None:
    """UX 4.4: popups by number keys; nothing without a name."""
    set_language(language)
    for to in (
        about(_known()),
        about(_known(), ids=("a" * 32, "b" * 32), row=None),
        about(_known(), row=None),
    ):
        stack: list[Any] = [DECISIONS[command](to)]
        while stack:
            ask = stack.pop()
            if not isinstance(ask, Ask):
                continue
            keys = [option.key for option in ask.options]
            assert ask.title
            assert len(keys) == len(set(keys))
            assert all(key.isdecimal() and len(key) == 1 for key in keys)
            assert all(option.name for option in ask.options)
            assert all(has_icon(option.icon) for option in ask.options if option.icon)
            assert ask.options or ask.read is not None
            stack += [option.leads for option in ask.options]


@pytest.mark.parametrize("command", POPUPS)
@given(text=st.text(max_size=60))
def test_no_typed_line_can_stop_a_popup(command: str, text: str) -> None:
    """Foreign text is data; a line is understood or is told not to be."""
    ask = DECISIONS[command](about(_known()))
    assert isinstance(ask, Ask)
    if ask.read is not None:
        reading = ask.read(text)
        assert reading.leads is None or isinstance(reading.leads, Outcome | Ask)


@pytest.mark.parametrize("command", sorted(DECISIONS))
def test_every_outcome_is_accepted_by_the_desk_and_taken_back_by_one_undo(command: str) -> None:
    """UX 1.1 and 4.6: every command is undoable; do and undo give the same row."""
    desk, ids = few(names=("Анна", "Богдан"))
    desk.do(Label((ids[0],), label="vip"))
    if command.startswith("deal.") or command == "lead.return_from_sales":
        desk.do(HandOver((ids[0],), "порада", reason="urgent"))
        if command != "deal.accept":
            desk.do(Accept((ids[0],)))
    if command.startswith("tasks."):
        desk.do(AddTask((ids[0],), title="call", due=NOW + timedelta(hours=1), to=desk.session.user.id))
    before = row(desk, ids[0])
    to = Subject((ids[0],), before, DEFINITIONS, (desk.session.user,), desk.session.user, NOW)

    for outcome in outcomes(DECISIONS[command](to)):
        change = desk.do(outcome.action)
        assert outcome.what
        if change.tx:
            assert to.told(outcome.what, aside=outcome.aside)
            desk.undo()
        assert row(desk, ids[0]) == before


def outcomes(start: Any) -> list[Outcome]:
    """Every outcome that keys lead to."""
    if isinstance(start, Outcome):
        return [start]
    if not isinstance(start, Ask):
        return []
    return [end for option in start.options if not option.reason for end in outcomes(option.leads)]


def row(desk: Desk, lead_id: str) -> LeadRow:
    """The row of a lead now."""
    with desk.store.view() as read:
        return read.rows((lead_id,))[0]


# -- Through the window --


def test_a_popup_is_answered_by_one_key_and_the_toast_names_the_lead(qtbot: QtBot) -> None:
    """UX 1.1: toast with the object's name and the step to take back; screen 01."""
    desk, ids = few()
    made = scene(qtbot, desk)

    made.decide("lead.snooze", "5")

    assert made.told[-1].text == "“Анна Перша” snoozed until Mon 23 Nov, 10:00"
    assert made.ids() == ids[1:]
    made.runner.undo(made.told[-1].tx)
    made.settled()
    assert made.ids() == ids


def test_escape_leaves_everything_as_it_was_and_the_keys_in_the_list(qtbot: QtBot) -> None:
    """UX 4.1."""
    desk, ids = few()
    made = scene(qtbot, desk)
    made.decide("lead.junk")
    popup = made.decisions.popup()
    assert popup is not None

    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    made.settled()

    assert made.decisions.popup() is None
    assert made.ids() == ids
    assert made.told == []
    assert made.panel.view.hasFocus()


def test_a_typed_line_that_is_not_understood_stays_as_it_was_typed(qtbot: QtBot) -> None:
    """UX 4.4: never loses typed text."""
    desk, ids = few()
    made = scene(qtbot, desk)
    made.decide("lead.snooze")
    popup = made.decisions.popup()
    assert popup is not None

    QTest.keyClicks(popup.list, "someday")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)

    again = made.decisions.popup()
    assert again is not None
    assert again.line.text() == "someday"
    assert again.line.hasFocus()
    again.line.setText("mon")
    QTest.keyClick(again.line, Qt.Key.Key_Return)
    made.settled()
    assert made.ids() == ids[1:]


def test_no_answer_is_two_keys_and_the_next_lead_is_there(qtbot: QtBot) -> None:
    """UX 4.1: R, 1: the commonest outcome of a calling day."""
    desk, ids = few()
    made = scene(qtbot, desk)

    made.decide("lead.contact_result", "1")

    assert made.panel.selected_ids() == (ids[1],)
    assert made.panel.model.held(ids[0]).record.tail == "attempt 1 of 5, 12:14"  # type: ignore[union-attr]
    assert "not reached, next attempt 12:14" in made.told[-1].text


def test_the_last_decision_is_repeated_with_its_reason_over_the_next_rows(qtbot: QtBot) -> None:
    """UX 4.1: `.`"""
    desk, ids = few()
    made = scene(qtbot, desk)
    made.decide("lead.repeat_decision")
    assert made.told[-1].text == "Nothing was decided yet"
    made.decide("lead.archive", "5")

    made.decide("lead.repeat_decision")
    made.decide("lead.repeat_decision")

    assert made.ids() == ids[3:]
    with desk.store.view() as read:
        assert {one.place_reason for one in read.rows(ids[:3])} == {"wrong_region"}
    assert made.decisions.last() == "lead.archive"


def test_a_repeated_snooze_is_counted_anew_for_each_lead(qtbot: QtBot) -> None:
    """UX 4.1: the same answers, at the next lead's clock."""
    desk = make_desk()
    capture(desk, incoming(name="Анна", phone="+380670000001", zone="Europe/Kyiv", received=NOW))
    capture(desk, incoming(name="Aigerim", phone="+77010000002", zone="Asia/Almaty", received=NOW))
    made = scene(qtbot, desk)
    ids = made.ids()

    made.decide("lead.snooze", "5")
    made.decide("lead.repeat_decision")

    with desk.store.view() as read:
        woken = {one.zone: one.snoozed_until for one in read.rows(ids)}
    assert woken["Europe/Kyiv"] - woken["Asia/Almaty"] == 3 * 3600 * 1000  # type: ignore[operator]


def test_a_decision_over_several_is_one_step_and_says_how_many(qtbot: QtBot) -> None:
    """UX 1.1: group ops undo as one."""
    desk, ids = few()
    made = scene(qtbot, desk)
    made.panel.choosing.everything()

    made.decide("lead.junk", "4")

    assert made.ids() == []
    assert made.told[-1].text == "5 leads: junked: Spam"
    made.runner.undo(made.told[-1].tx)
    made.settled()
    assert made.ids() == ids


def test_thousands_are_decided_as_a_job_that_can_be_cancelled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UX 1.6: progress and Cancel that rolls back."""
    monkeypatch.setattr("leaddesk.ui.decisions.decisions.MANY", 3)
    desk = make_desk()
    fill(desk, crowd(5))
    made = scene(qtbot, desk)
    made.panel.choosing.everything()
    jobs: list[Any] = []
    made.decisions.long_work.connect(lambda job, text: jobs.append((job, text)))

    made.decide("lead.take")

    assert MANY == 1000
    assert jobs[0][1] == "5 leads: taken on"
    assert made.ids() == []


def test_without_a_lead_there_is_nothing_to_decide(qtbot: QtBot) -> None:
    """A key in an empty queue says so instead of doing nothing."""
    made = scene(qtbot, make_desk())

    made.decisions.decide("lead.take", ())

    assert made.told[-1].text == "Choose a lead first"


def test_a_decision_without_the_row_learns_the_name_afterwards(qtbot: QtBot) -> None:
    """The board and the card may hand over an id alone."""
    desk, ids = few()
    made = scene(qtbot, desk)

    made.decisions.decide("lead.take", (ids[3],))
    made.settled()

    assert made.told[-1].text == "“Ганна Четверта” taken on"


def test_handing_over_is_asked_of_the_window(qtbot: QtBot) -> None:
    """Screen 12 needs more than a popup."""
    desk, ids = few()
    made = scene(qtbot, desk)
    wanted: list[Any] = []
    made.decisions.command_requested.connect(lambda command, whom: wanted.append((command, whom)))

    made.decide("lead.move_stage", "5")

    assert wanted == [("lead.handover", (ids[0],))]
    assert made.ids() == ids


def test_a_person_without_the_right_is_told_and_nothing_moves(qtbot: QtBot) -> None:
    """C7: the right is checked at every door."""
    boss = make_desk()
    ids = fill(boss, crowd(3))
    add_user(boss, "Продавець", ("sales",))
    desk = make_desk(boss.store, roles=("sales",), name="Ще продавець")
    made = scene(qtbot, desk)
    made.panel.choosing.everything()

    made.decide("lead.take")

    assert sorted(made.ids()) == sorted(ids)
    assert made.told[-1].tx == ""
    assert "changing several leads at once" in made.told[-1].text


def test_taking_a_lead_back_from_the_archive_says_so() -> None:
    """UX 4.1: W on sleeping, archived, junk: bring back."""
    to = about(one()._replace(place="archive"))
    end = leads("lead.take", to)

    assert end == Outcome(Take(to.ids), "brought back to work")
    assert to.told(end.what) == "“Роман Шевченко” brought back to work"


@pytest.mark.parametrize(
    ("typed", "until", "why"),
    [
        ("tue 15:00 in a meeting", kyiv("2026-11-24T15:00"), "in a meeting"),
        ("вт 15:00, у відпустці", kyiv("2026-11-24T15:00"), "у відпустці"),
        ("через 2 недели считают смету", kyiv("2026-12-04T10:00"), "считают смету"),
        ("tomorrow", kyiv("2026-11-21T10:00"), ""),
    ],
)
def test_what_is_typed_behind_a_moment_is_why_the_lead_sleeps(typed: str, until: datetime, why: str) -> None:
    """Decision 16: the card tells it to whoever finds the lead awake; three languages."""
    done = action("lead.snooze", about(), typed=typed)

    assert isinstance(done, Snooze)
    assert (done.until, done.text) == (until, why)


def test_a_reason_that_begins_with_a_number_is_no_moment() -> None:
    """ "2 offers" would be two o'clock; it is said to be no moment instead of being misread."""
    to = about()
    ask = DECISIONS["lead.snooze"](to)
    assert isinstance(ask, Ask)
    assert ask.read is not None

    assert ask.read("2 offers are compared").leads is None


def test_the_budget_is_the_reason_of_its_preset() -> None:
    """Journey 4: H 7 says why by itself."""
    assert action("lead.snooze", about(), "7").text == "waits for the budget"
    assert action("lead.nurture", about(), "4").text == "waits for the budget"

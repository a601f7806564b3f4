"""The head's day on the screen: numbers are buttons that open their rows, the title is the finding."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.department import COLUMNS, Department, PersonLine, PlanLine
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.hours import record_of, weekly
from leaddesk.domain.users import User
from leaddesk.texts import set_language
from leaddesk.ui.head.panel import HeadPanel
from leaddesk.ui.head.plan import bar_of, behind
from leaddesk.ui.head.words import finding, plan_words, worked_words
from leaddesk.ui.sections import leading_role, section_of, start_of
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, incoming, make_desk
from tests.ui.panel_scene import Stage, stage
from tests.ui.window_at_work import at_work


@pytest.fixture
def desk() -> Desk:
    """Anna has two new leads, one of them late and without a step; two wait in the queue."""
    made = make_desk()
    anna = add_user(made, "Анна Швидка", ("lead_generator",))
    ids = [
        capture(
            made,
            incoming(name=f"Особа {n}", phone=f"+38067000000{n}", received=NOW + timedelta(seconds=n)),
        )
        for n in range(4)
    ]
    made.do(Assign(tuple(ids[:2]), to=anna.id))
    clock_of(made).forward(minutes=30)
    made.do(Contact((ids[1],), outcome="no_answer"))
    return made


def anna_of(made: Stage) -> str:
    return next(user.id for user in made.link.users.values() if user.name.startswith("Анна"))


def day_with(lost: int = 0, active: int = 9, blamed: User | None = None, worked: float = 0) -> Department:
    numbers = tuple(lost if column == "lost" else 0 for column in COLUMNS)
    people = (PersonLine(blamed, numbers, ("",) * 4),) if blamed else ()
    return Department(people, numbers, active, (), worked, 8 * 3600, ())


def test_the_day_of_a_head_is_a_table_with_a_finding(qtbot: QtBot, desk: Desk) -> None:
    """Screen 13: not processed, past the norm, no next step, not accepted, by person."""
    made = stage(qtbot, desk, HeadPanel)

    anna = anna_of(made)
    numbers = [made.panel.table.buttons[anna, column].text() for column in COLUMNS]
    assert numbers == ["2", "1", "1", "0"]
    assert made.panel.table.buttons["", "new"].text() == "2"
    assert made.panel.head.text() == "Lost 1 of 4: Анна Швидка has no next step"
    assert made.panel.title() == "My day: department"
    assert made.panel.clock.accessibleName() == "Fri 20 Nov, 10:44"


def test_each_number_that_is_not_0_opens_its_rows_by_mouse_and_by_key(qtbot: QtBot, desk: Desk) -> None:
    """B3: each number opens its rows; a 0 is no button."""
    made = stage(qtbot, desk, HeadPanel)
    anna, table = anna_of(made), made.panel.table

    table.buttons[anna, "late"].click()
    table.buttons[anna, "new"].setFocus()
    QTest.keyClick(table.buttons[anna, "new"], Qt.Key.Key_Return)

    assert made.listed == ['is:late owner:"Анна Швидка"', 'is:new -is:snoozed owner:"Анна Швидка"']
    found = [desk.store.count(PageAsk(query=query), clock_of(desk)(), "") for query in made.listed]
    assert found == [1, 2]
    nothing = table.buttons[anna, "accept"]
    assert not nothing.isEnabled()
    assert nothing.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert table.buttons[anna, "late"].accessibleName() == "Анна Швидка: past the norm 1"


def test_what_to_do_now_is_said_by_buttons(qtbot: QtBot, desk: Desk) -> None:
    """Screen 13: the queue first, then what has no step; the longest waiting open their card."""
    made = stage(qtbot, desk, HeadPanel)
    commands: list[str] = []
    made.panel.command_requested.connect(commands.append)
    words = {button.text(): button for button in made.panel.now.findChildren(type(made.panel.duty._open))}

    words["Distribute 2 without owner"].click()
    words["1 lead without a step"].click()
    next(button for text, button in words.items() if text.startswith("Особа 0")).click()

    assert commands == ["go.distribution"]
    assert made.listed == ["is:forgotten"]
    assert len(made.opened) == 1


def test_the_numbers_follow_every_change(qtbot: QtBot, desk: Desk) -> None:
    """B3: the meter is never stale."""
    made = stage(qtbot, desk, HeadPanel)
    late = list(desk.store.ids_where(PageAsk(query='is:late owner:"Анна Швидка"'), clock_of(desk)(), ""))

    with qtbot.waitSignal(made.panel.loaded):
        made.runner.do(Contact(tuple(late), outcome="talked", seconds=60))

    assert made.panel.table.buttons[anna_of(made), "late"].text() == "0"


def test_the_focused_number_stays_focused_when_the_table_is_read_again(qtbot: QtBot, desk: Desk) -> None:
    """The keys do not jump away while somebody else works."""
    made = stage(qtbot, desk, HeadPanel)
    made.panel.table.buttons["", "new"].setFocus()

    made.panel.reload()
    made.settled()

    assert made.panel.table.buttons["", "new"].hasFocus()


def test_who_is_on_duty_and_what_came_outside_the_hours_is_told(qtbot: QtBot, desk: Desk) -> None:
    """C15: duty roster; uncovered arrival hours reported."""
    night = NOW.replace(hour=1)
    capture(desk, incoming(name="Нічна", phone="+380670000099", received=night))
    made = stage(qtbot, desk, HeadPanel)
    everybody = made.panel.duty._who.text()
    week = record_of(weekly("Europe/Kyiv", "12345", 0, 12 * 60))

    with qtbot.waitSignal(made.panel.loaded):
        made.runner.do(SetDefinition("shift", anna_of(made), tuple(week.items())))

    assert everybody == "everybody, in the working hours"
    assert made.panel.duty._who.text() == "Анна Швидка"
    assert made.panel.duty._came.text() == "In seven days nobody came outside the duty hours"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (day_with(0, 1), "Nothing is lost: 1 lead in work"),
        (day_with(0, 128), "Nothing is lost: 128 leads in work"),
        (day_with(2, 128), "Lost 2 of 128: no next step"),
        (day_with(2, 128, User("1", "П. Ромко", ("sales",))), "Lost 2 of 128: П. Ромко has no next step"),
    ],
)
def test_the_title_is_the_finding(day: Department, said: str) -> None:
    """Screen 13."""
    set_language("en")
    assert finding(day) == said


def test_a_figure_behind_its_plan_is_red_and_the_tick_is_where_it_should_be() -> None:
    """Screen 13: the tick is where the plan should be by now."""
    set_language("en")
    share = PlanLine("in_norm", 5, 80, of=7)
    few, enough = PlanLine("handed", 0, 9), PlanLine("won", 1, 3)

    assert (behind(share, 0.1), behind(few, 0.5), behind(enough, 0.3)) == (True, True, False)
    assert bar_of(share, 0.1).mark == 0.8
    assert bar_of(enough, 0.25).mark == 0.25
    assert not behind(PlanLine("new", 0, 0), 1)
    assert bar_of(PlanLine("new", 3, 0), 0.5).mark is None
    assert plan_words(share) == "71%, plan 80%"
    assert plan_words(PlanLine("in_norm", 0, 80)) == "no contacts yet"
    assert plan_words(PlanLine("airtime", 3120, 19800)) == "0:52 of 5:30"
    assert worked_words(day_with(worked=4440), "10:14") == "as of 10:14, 1 h 14 min of 8 h have passed"


@pytest.mark.parametrize(
    ("roles", "start", "panel"),
    [
        (("lead_generator",), "inbox", "inbox"),
        (("marketer",), "nurture", "inbox"),
        (("sales",), "tasks", "inbox"),
        (("head",), "tasks", "head"),
        (("head", "lead_generator"), "inbox", "inbox"),
        ((), "inbox", "inbox"),
    ],
)
def test_each_role_begins_the_day_on_its_own_screen(roles: tuple[str, ...], start: str, panel: str) -> None:
    """C7: lead generator the inbox, marketer nurture, sales what was handed, head this screen."""
    assert start_of(roles) == start
    assert section_of("tasks", roles).panel == panel
    assert section_of("board", roles).panel == "board"
    assert leading_role(("admin", "head")) == "admin"


def test_a_number_leads_from_the_heads_day_to_its_list_and_back(qtbot: QtBot, desk: Desk) -> None:
    """C7, D5: in the whole window, by keys."""
    set_language("en")
    head = as_user(desk, add_user(desk, "Валентина Савчук", ("head",)))
    with at_work(qtbot, head) as work:
        work.open("tasks")
        panel = work.window.pages.page("head")
        qtbot.waitUntil(lambda: panel.day is not None)

        QTest.keyClick(panel.table.buttons["", "new"], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: work.window.pages.inbox_page() is not None)
        inbox = work.window.pages.inbox_page()
        assert inbox is not None
        qtbot.waitUntil(lambda: inbox.inbox.model.rowCount() == 2)

        assert inbox.inbox.query() == "is:new -is:snoozed owner:none"
        work.open("tasks")
        assert work.window.pages.currentWidget() is panel
        assert work.window.frame.bar.title.text() == "My day: department"


def test_the_head_fits_a_small_window(qtbot: QtBot, desk: Desk) -> None:
    """UX 3: every main screen fits 1280x640, without rail and top bar 1224x592."""
    made = stage(qtbot, desk, HeadPanel, 1224, 592)

    assert made.panel.minimumSizeHint().width() <= 1224
    assert made.panel.minimumSizeHint().height() <= 592


def test_a_week_without_leads_is_a_quiet_day(qtbot: QtBot) -> None:
    """UX 4.4: empty states."""
    made = stage(qtbot, make_desk(), HeadPanel)
    clock_of(made.desk).forward(days=1)

    assert made.panel.head.text() == "Nothing is lost: 0 leads in work"
    assert made.panel.duty._came.text() == "In seven days nobody came outside the duty hours"
    assert timedelta(seconds=made.panel.day.worked) > timedelta(hours=1)

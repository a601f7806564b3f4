"""Commands of the look, of help and of next steps, through the whole window."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.note import WriteNote
from leaddesk.actions.questions import Rows
from leaddesk.actions.task import AddTask
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_parse import parse
from leaddesk.texts import LANGUAGES, in_language, set_language
from leaddesk.ui.commands.catalogue import BY_ID
from leaddesk.ui.helping import GRAMMAR, GUIDE
from leaddesk.ui.key_sheet.panel import KeySheet
from leaddesk.ui.kit.popup import ChoicePopup
from leaddesk.ui.lead_history import LeadHistory
from leaddesk.ui.looking import ZOOMS
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.theme.zoom import zoom
from tests.fakes.sample import NOW, crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    theme_switch().choose(mode="light", contrast=False, percent=100)


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    fill(desk, crowd(6))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def run(work: AtWork, command: str) -> None:
    work.window.commander.run(command)
    work.settle()


def sheets(work: AtWork) -> list[KeySheet]:
    return [sheet for sheet in work.shell.findChildren(KeySheet) if sheet.is_open()]


def popup(work: AtWork) -> ChoicePopup:
    (found,) = [one for one in work.shell.findChildren(ChoicePopup) if one.is_open()]
    return found


def row(work: AtWork, lead: str) -> LeadRow:
    return work.desk.ask(Rows((lead,)))[0]


# -- The look --


def test_each_of_the_eight_sizes_is_chosen_by_its_digit(work: AtWork) -> None:
    """UX 1.7: zoom 80-200 %."""
    assert (ZOOMS[0], ZOOMS[-1]) == (80, 200)
    run(work, "view.zoom")

    popup(work).list.choose("5")
    work.settle()

    assert work.kept.get("zoom") == 125


def test_the_size_in_force_is_marked(work: AtWork) -> None:
    """A person sees where they are before they change it."""
    run(work, "view.zoom")

    assert [row.name for row in popup(work).list.rows() if row.consequence] == ["100%"]
    assert zoom() == 100


def test_contrast_is_a_command_and_is_kept(work: AtWork) -> None:
    """UX 1.7: high contrast."""
    run(work, "view.contrast")
    once = work.kept.get("contrast")
    run(work, "view.contrast")

    assert (once, work.kept.get("contrast")) == (True, False)


def test_the_names_of_the_rail_go_and_come_back(qtbot: QtBot) -> None:
    """UX 4.2, view.sidebar: whoever knows the icons takes the room for the card."""
    with at_work(qtbot, make_desk(), QSize(1920, 1010)) as work:
        rail = work.window.frame.rail
        before = (rail.is_wide(), rail.width())

        run(work, "view.sidebar")
        without = (rail.is_wide(), rail.width())
        run(work, "view.sidebar")

        assert (before[0], without[0], rail.is_wide()) == (True, False, True)
        assert before[1] > without[1]


def test_a_narrow_window_has_no_names_whatever_is_wanted(work: AtWork) -> None:
    """UX 3.2: labels from 1500 px on."""
    run(work, "view.sidebar")
    run(work, "view.sidebar")

    assert work.kept.get("labels") is True
    assert not work.window.frame.rail.is_wide()


# -- Help --


@pytest.mark.parametrize("command", ["help.guide", "search.help", "help.keys"])
def test_help_opens_over_the_window_and_escape_closes_it(work: AtWork, command: str) -> None:
    """UX 4.2: no manual is needed for the first day."""
    run(work, command)
    opened = len(sheets(work))

    work.press(K.Key_Escape)

    assert (opened, sheets(work)) == (1, [])


def test_every_example_of_the_grammar_is_understood_whole() -> None:
    """UX 4.3: what help shows, the search reads without a remark."""
    for _caption, lines in GRAMMAR:
        for typed, _words in lines:
            assert parse(typed).problems == (), typed


def test_the_guide_names_commands_that_exist_and_have_a_key() -> None:
    """A guide to keys that are not there would be worse than none."""
    told = [command for _caption, lines in GUIDE for command, _words in lines]

    assert set(told) <= set(BY_ID)
    assert [command for command in told if not BY_ID[command].keys] == []


def test_help_is_told_in_three_languages() -> None:
    """UX: uk, ru and en alike."""
    words = [
        w for part in (GRAMMAR, GUIDE) for caption, lines in part for w in (caption, *(x[1] for x in lines))
    ]

    for language in LANGUAGES:
        said = {in_language(language, one) for one in words}
        assert language == "en" or not said & set(words)


def test_the_guide_shows_the_keys_in_force(work: AtWork) -> None:
    """Whoever rebound a key reads the new one."""
    work.window.keybook.bind("lead.take", "Ctrl+T")
    run(work, "help.guide")

    (sheet,) = sheets(work)

    told = " ".join(child.accessibleDescription() for child in sheet.findChildren(QWidget))
    assert "Ctrl T" in told


# -- Next steps --


def with_step(work: AtWork) -> str:
    """The current lead with a step that was due an hour ago."""
    lead = work.window.pages.selected_ids()[0]
    me = work.desk.session.user.id
    work.runner.do(AddTask((lead,), title="send the offer", due=NOW + timedelta(hours=1), to=me))
    work.settle(lambda: row(work, lead).next_due is not None)
    return lead


def test_a_step_is_done_by_one_command_and_comes_back_by_undo(work: AtWork) -> None:
    """D6: the next action of my leads is worked off from the list."""
    lead = with_step(work)

    run(work, "tasks.complete")
    work.settle(lambda: row(work, lead).next_due is None)
    said = work.toast()
    work.press(K.Key_Z)
    work.settle(lambda: row(work, lead).next_due is not None)

    assert "the step is done" in said


def test_a_step_is_put_off_by_a_digit(work: AtWork) -> None:
    """D6: 1 is two hours from now, at the lead's clock."""
    lead = with_step(work)
    before = row(work, lead).next_due

    run(work, "tasks.reschedule")
    work.press(K.Key_1)
    work.settle(lambda: row(work, lead).next_due != before)

    assert row(work, lead).next_due == int((NOW + timedelta(hours=2)).timestamp() * 1000)


def test_a_lead_without_a_step_says_so(work: AtWork) -> None:
    """Nothing is written, and the reason is told."""
    run(work, "tasks.complete")
    work.settle(lambda: bool(work.toast()))

    assert "step" in work.toast().lower() or "task" in work.toast().lower()


@pytest.mark.parametrize(("command", "split"), [("tasks.today", "today"), ("tasks.overdue", "overdue")])
def test_due_and_overdue_steps_are_one_command_away(work: AtWork, command: str, split: str) -> None:
    """D6: "my leads today", from any section."""
    work.open("board")

    run(work, command)

    assert work.window.pages.section == "inbox"
    assert work.window.pages.main_panel().around.split == split


# -- History --


def test_the_history_of_a_lead_is_read_whole_over_the_window(work: AtWork) -> None:
    """UX 4.2, lead.history: newest first, beyond the four lines that the card has room for."""
    lead = work.window.pages.selected_ids()[0]
    for n in range(12):
        work.runner.do(WriteNote((lead,), text=f"note {n}"))
    work.settle()

    run(work, "lead.history")
    (dialog,) = [one for one in work.shell.findChildren(LeadHistory) if one.is_open()]
    work.settle(lambda: bool(dialog.rows.rows()))

    told = [line.text for line in dialog.rows.rows()]
    assert len(told) >= 13
    assert "note 11" in " ".join(told)
    assert "arrived" in " ".join(told).lower() or "form" in " ".join(told).lower()
    work.press(K.Key_Escape)
    assert not dialog.is_open()


# -- Marks --


@pytest.mark.parametrize("command", ["lead.temperature", "lead.level"])
def test_temperature_and_level_open_their_popup(work: AtWork, command: str) -> None:
    """UX 4.2, decision 12: by hand, or by the rules again."""
    run(work, command)

    assert len(popup(work).list.rows()) == 4


def test_the_search_field_says_only_what_the_open_section_searches(work: AtWork) -> None:
    """UX 3.2: the search of the tasks does not stand over the board."""
    field = work.window.frame.bar.search
    work.open("tasks")
    assert field.text() == "due:<=today is:mine sort:due"

    work.open("board")

    assert field.text() == ""


def test_the_search_field_comes_back_with_its_section(work: AtWork) -> None:
    """UX 3.2: each time the tasks are opened their search is told again."""
    work.open("tasks")
    work.open("charts")

    work.open("tasks")

    assert work.window.frame.bar.search.text() == "due:<=today is:mine sort:due"


def test_an_import_begins_with_the_keys_on_its_button(work: AtWork) -> None:
    """UX 4.5, journey 7: Enter chooses a file as soon as the import is open."""
    work.open("import")

    button = work.focus()

    assert button.isVisible()
    assert work.window.pages.page("import").file_page.empty.isAncestorOf(button)

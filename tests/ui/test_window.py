"""The whole window on a base: keys lead to commands, sections open, decisions and undo come back as words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.commands.catalogue import BY_ID
from leaddesk.ui.deciding import DECIDED
from leaddesk.ui.keys.places import X11
from leaddesk.ui.kit.overlay import Overlay
from leaddesk.ui.menus import lead_menu
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

K, M = Qt.Key, Qt.KeyboardModifier
SECTIONS = ("inbox", "board", "charts", "cards", "import", "history", "settings", "nurture", "tasks")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    fill(desk, crowd(12))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def overlays(work: AtWork) -> list[Overlay]:
    return [overlay for overlay in work.shell.findChildren(Overlay) if overlay.is_open()]


def stage_of(work: AtWork, lead_id: str) -> str:
    with work.desk.store.view() as read:
        return read.rows((lead_id,))[0].stage


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_with_its_title_and_mark(work: AtWork, section: str) -> None:
    """UX 3.2."""
    work.open(section)

    assert work.window.pages.section == section
    assert work.window.frame.bar.title.text()


def test_every_declared_command_is_carried_out_by_somebody(work: AtWork) -> None:
    """UX 4.2: nothing is offered that nobody does; nothing is done that is not declared."""
    handled: set[str] = set()
    for section in (
        "inbox",
        "board",
        "nurture",
        "deals",
        "charts",
        "distribution",
        "cards",
        "booth",
        "import",
        "history",
        "settings",
    ):
        work.open(section)
        handled |= set(work.window.commander.handlers())
    work.open("inbox")
    work.settle(lambda: work.window.pages.inbox_page() is not None)
    handled |= set(work.window.commander.handlers())

    assert handled == set(BY_ID)


def test_the_list_of_decisions_is_that_of_the_decisions(work: AtWork) -> None:
    """It is written a second time, because their import is put off (P1)."""
    known = set(work.window.deciding.decisions.commands())

    assert set(DECIDED) == known & set(BY_ID)


def test_one_key_takes_the_current_lead_and_z_gives_it_back(work: AtWork) -> None:
    """UX 1.1, 4.1: W, then the toast with its undo, then Z."""
    (lead_id,) = work.window.pages.selected_ids()

    work.press(K.Key_W)
    work.settle(lambda: bool(work.toast()))
    taken, said = stage_of(work, lead_id), work.toast()
    work.press(K.Key_Z)
    work.settle(lambda: stage_of(work, lead_id) == "new")

    assert taken == "in_work"
    assert "Undo" in said
    assert "Taken back" in work.toast()


@pytest.mark.parametrize("scan", [25], ids=["W"])
@pytest.mark.parametrize("letter", ["Ц", "ц", "W"])
def test_the_key_of_w_takes_in_every_layout(work: AtWork, scan: int, letter: str) -> None:
    """UX 4.1: letters work in uk and ru layouts, by the native scan code."""
    (lead_id,) = work.window.pages.selected_ids()
    code = ord(letter.upper())
    assert X11[scan] == "W"

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, M.NoModifier, 0 if letter == "Ц" else scan, 0, 0, letter)
        QApplication.sendEvent(work.focus(), event)
    work.settle(lambda: stage_of(work, lead_id) == "in_work")

    assert stage_of(work, lead_id) == "in_work"


def test_a_chord_goes_to_a_section(work: AtWork) -> None:
    """G, then B."""
    work.press(K.Key_G)
    work.press(K.Key_B)
    work.settle()

    assert work.window.pages.section == "board"


def test_a_half_chord_swallows_a_key_that_does_not_end_it(work: AtWork) -> None:
    """G, then W: nobody meant to take a lead."""
    (lead_id,) = work.window.pages.selected_ids()

    work.press(K.Key_G)
    work.press(K.Key_W)
    work.settle()

    assert stage_of(work, lead_id) == "new"


def test_a_text_field_keeps_letters_and_lets_combinations_through(work: AtWork) -> None:
    """UX 4.1: the search takes W as a letter, Ctrl+K opens the palette from it."""
    (lead_id,) = work.window.pages.selected_ids()
    work.press(K.Key_Slash)
    field = work.window.frame.bar.search

    work.qtbot.keyClicks(field, "wz")
    typed = field.text()
    work.press(K.Key_K, M.ControlModifier)

    assert (field is work.focus(), typed) == (False, "wz")
    assert work.window.overlays.palette is not None
    assert stage_of(work, lead_id) == "new"


def test_while_a_popup_is_open_its_keys_are_its_own(work: AtWork) -> None:
    """E opens the reasons of the archive; W is no decision there."""
    (lead_id,) = work.window.pages.selected_ids()
    work.press(K.Key_E)
    opened = len(overlays(work))

    work.press(K.Key_W)
    work.press(K.Key_Escape)
    work.settle()

    assert (opened, len(overlays(work))) == (1, 0)
    assert stage_of(work, lead_id) == "new"


def test_the_search_shows_what_it_finds_and_esc_gives_the_list_back(work: AtWork) -> None:
    """UX 4.1: / , Enter, Esc."""
    work.press(K.Key_Slash)
    work.qtbot.keyClicks(work.window.frame.bar.search, "Brandt")
    work.press(K.Key_Return)
    work.settle(lambda: work.window.pages.main_panel().query() == "Brandt")
    rows = work.window.pages.main_panel().view.model().rowCount()

    work.press(K.Key_Escape)
    work.settle(lambda: work.window.pages.main_panel().query() == "")

    assert 0 < rows < 12
    assert work.window.frame.bar.search.text() == ""


def test_an_impossible_command_says_why(work: AtWork) -> None:
    """UX 4.2: disabled commands show why."""
    work.window.commander.run("charts.table")

    assert work.toast() == "As a table: not on this screen"


def test_a_role_without_the_right_sees_the_reason(qtbot: QtBot) -> None:
    """C7: sales does not import."""
    with at_work(qtbot, make_desk(roles=("sales",))) as work:
        work.window.commander.run("import.file")

        assert work.toast() == "Import a file: your role may not import"
        assert not work.window.commander.action("import.file").isEnabled()


def test_qualification_shows_the_card_alone_and_u_gives_the_list_back(work: AtWork) -> None:
    """Screen 02."""
    page = work.window.pages.inbox_page()
    assert page is not None
    work.settle(lambda: page.card is not None)

    work.press(K.Key_F)
    alone = (page.inbox.isVisible(), page.card.isVisible(), work.window.frame.bar.title.text())
    work.window.commander.run("inbox.back")

    assert alone == (False, True, "Qualification")
    assert page.inbox.isVisible()


def test_a_narrow_window_shows_the_list_and_the_card_in_turns(qtbot: QtBot) -> None:
    """UX 3: below 1280 wide list and card become two steps."""
    desk = make_desk()
    fill(desk, crowd(3))
    with at_work(qtbot, desk, QSize(1024, 600)) as work:
        work.settle(lambda: bool(work.window.pages.selected_ids()))
        page = work.window.pages.inbox_page()
        assert page is not None
        work.settle(lambda: page.card is not None)
        before = (page.inbox.isVisible(), page.card.isVisible())

        work.press(K.Key_Return)
        work.settle(lambda: bool(page.card.isVisible()))

        assert before == (True, False)
        assert (page.inbox.isVisible(), page.card.isVisible()) == (False, True)


def test_preferences_follow_the_keys_that_change_the_look(work: AtWork) -> None:
    """Ctrl+Shift+L keeps the choice for the next start."""
    work.press(K.Key_L, M.ControlModifier | M.ShiftModifier)

    assert work.kept.get("theme") == "dark"


def test_a_rebound_key_acts_and_the_declared_one_no_longer(work: AtWork) -> None:
    """UX 4.1: every binding rebindable."""
    (lead_id,) = work.window.pages.selected_ids()

    assert work.window.keybook.bind("lead.take", "Ctrl+T")
    work.press(K.Key_W)
    work.settle()
    untouched = stage_of(work, lead_id)
    work.press(K.Key_T, M.ControlModifier)
    work.settle(lambda: stage_of(work, lead_id) == "in_work")

    assert untouched == "new"
    assert work.window.commander.key("lead.take") == "Ctrl T"


def test_a_key_of_another_command_is_refused_by_name(work: AtWork) -> None:
    """A key means one thing in one place."""
    assert not work.window.keybook.bind("lead.take", "Q")

    assert work.toast() == "Q belongs to “Hand over to sales”"
    assert work.window.commander.key("lead.take") == "W"


def test_one_action_stands_behind_button_menu_and_key(work: AtWork) -> None:
    """UX 1.3: the same QAction behind all."""
    action = work.window.commander.action("lead.take")
    menu = lead_menu(work.window.commander, work.window)

    assert action in menu.actions()
    assert action.text().partition("\t")[2] == "W"
    menu.deleteLater()


def test_the_menu_bar_comes_by_f10_and_goes_again(work: AtWork) -> None:
    """UX 2: eight menus with mnemonics, reachable without a mouse."""
    work.press(K.Key_F10)
    shown = [child for child in work.window.findChildren(QWidget) if type(child).__name__ == "MenuBar"]

    assert [bar.isVisible() for bar in shown] == [True]
    work.window.toggle_menu()
    assert [bar.isVisible() for bar in shown] == [False]


def test_a_name_that_is_html_stays_letters_in_the_toast(qtbot: QtBot) -> None:
    """RELIABILITY S1: data is plain text everywhere."""
    desk = make_desk()
    fill(desk, [replace(crowd(1)[0], name="<img src=file:///etc/hostname>")])
    with at_work(qtbot, desk) as work:
        work.settle(lambda: bool(work.window.pages.selected_ids()))

        work.press(K.Key_W)
        work.settle(lambda: bool(work.toast()))

        assert "<img src=file:///etc/hostname>" in work.toast()
        assert "<img" not in work.window.frame.toast.toolTip()


def test_every_focusable_widget_of_the_window_has_a_name(work: AtWork) -> None:
    """UX 4.6: unnamed-widget scan."""
    work.settle()
    for section in ("inbox", "board", "settings"):
        work.open(section)
        nameless = [
            type(widget).__name__
            for widget in work.window.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
            and not widget.focusProxy()
            and not isinstance(widget, QScrollArea)
        ]
        assert nameless == [], section

"""The palette: what is found, which row is current, reasons, people after commands, keys of the line."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.texts import LANGUAGES, in_language, set_language
from leaddesk.ui.commands.catalogue import COMMANDS
from leaddesk.ui.finding import find_commands, names_of, other_words, person_entry
from leaddesk.ui.palette.entries import Entry, Shown
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

K, M = Qt.Key, Qt.KeyboardModifier
ROWS = [Entry(str(n), "plus", f"Command {n}") for n in range(12)]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    fill(desk, crowd(8))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def test_the_current_row_is_always_in_sight() -> None:
    """Nine rows are seen, the list is longer."""
    shown = Shown(room=5)
    shown.show_commands(ROWS)

    for _step in range(7):
        shown.step(1)

    assert shown.at == 7
    assert [row for row, _entry in shown.seen()] == [3, 4, 5, 6, 7]


def test_arrows_go_round_at_the_ends() -> None:
    """Up from the first row is the last one."""
    shown = Shown(room=5)
    shown.show_commands(ROWS)

    shown.step(-1)

    assert shown.at == 11
    shown.step(1)
    assert (shown.at, shown.top) == (0, 0)


def test_people_stand_after_commands_and_leave_the_current_row() -> None:
    """Screen 07: people after commands."""
    shown = Shown()
    shown.show_commands(ROWS[:2])
    shown.step(1)

    shown.show_people([Entry("p", "account", "Olena", group="person")])

    current = shown.current()
    assert current is not None
    assert current.id == "1"
    assert [entry.group for _row, entry in shown.seen()] == ["command", "command", "person"]


def test_nothing_found_has_no_current_row() -> None:
    """Enter then does nothing."""
    shown = Shown()
    shown.show_commands([])
    shown.step(1)

    assert shown.current() is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_command_is_found_by_its_title_in_each_language(work: AtWork, code: str) -> None:
    """UX 4.6: the palette finds each command in 3 languages, whichever is in force."""
    lost = []
    for command in COMMANDS:
        if command.id == "app.palette":
            continue
        typed = in_language(code, command.title)
        if command.id not in [entry.id for entry in find_commands(work.window.commander, typed)]:
            lost.append(command.id)

    assert lost == []


def test_other_names_find_their_command(work: AtWork) -> None:
    """Words of `words.toml`, all of them."""
    for command_id, words in other_words().items():
        for name in (name for own in words.values() for name in own):
            found = [entry.id for entry in find_commands(work.window.commander, name)]
            assert command_id in found, name


def test_names_begin_with_the_title_in_force() -> None:
    """The title is what is shown."""
    set_language("uk")

    assert names_of("lead.snooze")[0] == "Відкласти"
    assert "Snooze" in names_of("lead.snooze")


def test_a_command_found_by_another_name_says_both(work: AtWork) -> None:
    """Screen 07: "Передзвонити: підсумок контакту"."""
    set_language("uk")

    found = find_commands(work.window.commander, "передзв")

    assert [(entry.id, entry.title) for entry in found][:1] == [
        ("lead.contact_result", "Передзвонити: підсумок контакту")
    ]


def test_without_letters_recent_commands_come_first(work: AtWork) -> None:
    """UX 4.2: recent first."""
    work.window.commander.run("view.theme")
    work.window.commander.run("go.history")
    work.settle()

    found = [entry.id for entry in find_commands(work.window.commander, "")]

    assert found[:2] == ["go.history", "view.theme"]
    assert len(found) == len(COMMANDS) - 1


def test_ctrl_k_letters_and_enter_run_a_command(work: AtWork) -> None:
    """UX 1.3: a command by Ctrl+K."""
    work.press(K.Key_K, M.ControlModifier)
    palette = work.window.overlays.palette
    assert palette is not None

    work.qtbot.keyClicks(palette.line, "board")
    work.press(K.Key_Return)
    work.settle()

    assert work.window.overlays.palette is None
    assert work.window.pages.section == "board"


def test_an_impossible_command_shows_its_reason_and_stays(work: AtWork) -> None:
    """Screen 07: a disabled one too says why."""
    work.press(K.Key_K, M.ControlModifier)
    palette = work.window.overlays.palette
    assert palette is not None
    work.qtbot.keyClicks(palette.line, "as a table")
    entry = palette.shown.current()

    work.press(K.Key_Return)

    assert entry is not None
    assert (entry.id, entry.reason, entry.possible) == ("charts.table", "not on this screen", False)
    assert work.window.overlays.palette is palette


def test_people_are_found_by_the_base_and_opened(work: AtWork) -> None:
    """UX 4.2: people after commands."""
    work.press(K.Key_K, M.ControlModifier)
    palette = work.window.overlays.palette
    assert palette is not None
    work.qtbot.keyClicks(palette.line, "Brandt")
    work.settle(lambda: bool(palette.shown.people))
    person = palette.shown.people[0]

    palette.shown.move_to(len(palette.shown) - 1)
    work.press(K.Key_Return)
    work.settle()

    assert "Brandt" in person.title
    page = work.window.pages.inbox_page()
    assert page is not None
    assert page.lead_id() in {entry.id for entry in (person, *palette.shown.people)}


def test_an_answer_for_earlier_letters_is_passed_over(work: AtWork) -> None:
    """The base answers later than the fingers."""
    work.press(K.Key_K, M.ControlModifier)
    palette = work.window.overlays.palette
    assert palette is not None
    palette.line.setText("new words")

    palette.show_people("old words", [Entry("p", "account", "Olena", group="person")])

    assert palette.shown.people == ()


def test_a_person_is_shown_with_the_place_and_as_plain_letters(work: AtWork) -> None:
    """Screen 07: "Степан Перегуда, ТехноЛит: у вирощуванні"."""
    with work.desk.store.view() as read:
        (row,) = read.rows(work.window.pages.selected_ids())

    entry = person_entry(row, work.link.definitions)

    assert entry.group == "person"
    assert entry.title.startswith(row.name)
    assert entry.title.endswith(": New")


def test_esc_closes_and_gives_the_focus_back(work: AtWork) -> None:
    """The list goes on where it was."""
    before = work.focus()

    work.press(K.Key_K, M.ControlModifier)
    work.press(K.Key_Escape)

    assert work.window.overlays.palette is None
    assert work.focus() is before

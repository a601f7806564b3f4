"""Keys of a person: rebound, kept in a file, taken from one; menus whose letters answer in every layout."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.texts import LANGUAGES, _, set_language
from leaddesk.ui.commands.catalogue import BY_ID, MENUS, clashes, in_menu, keys_in_force
from leaddesk.ui.keybook import SIGN, read_rebound
from leaddesk.ui.keys.places import X11, place_of_letter
from leaddesk.ui.menus import Menu, MenuBar, meant_by, mnemonics
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

K, M = Qt.Key, Qt.KeyboardModifier
SCAN = {place: scan for scan, place in X11.items()}
UK = dict(zip("QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ", strict=True))
RU = dict(zip("QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", strict=True))
LAYOUTS = {"uk": UK, "ru": RU, "en": {place: place for place in UK}}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    fill(desk, crowd(3))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def pressed(place: str, layout: str, *, scan: bool = True) -> QKeyEvent:
    """The event of a key at a place while a layout is on; without a scan code as programs send it."""
    letter = LAYOUTS[layout][place]
    code = SCAN[place] if scan else 0
    return QKeyEvent(QEvent.Type.KeyPress, ord(letter), M.NoModifier, code, 0, 0, letter.lower())


# -- Menus --


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_of_every_menu_has_a_letter_of_its_own(language: str) -> None:
    """UX 2: every item a mnemonic; no two of a menu share one while letters are left."""
    set_language(language)
    menus = [[_(title) for _id, title in MENUS]]
    menus += [[_(command.title) for command in in_menu(menu)] for menu, _title in MENUS]

    for titles in menus:
        letters = [QKeySequence.mnemonic(title).toString() for title in mnemonics(titles)]
        found = [letter for letter in letters if letter]
        assert len(found) == len(set(found))
        assert len(found) == len(titles) or len(titles) > 20


@pytest.mark.parametrize("shown", LANGUAGES)
@pytest.mark.parametrize("layout", LANGUAGES)
def test_the_letter_of_a_menu_answers_in_every_layout(
    qtbot: QtBot, work: AtWork, shown: str, layout: str
) -> None:
    """UX 4.1: mnemonics tested by scan code in uk, ru, en: the key is meant, not the letter it types."""
    set_language(shown)
    bar = MenuBar(work.window.commander, work.window)

    for action in bar.actions():
        place = place_of_letter(QKeySequence.mnemonic(action.text()).toString().removeprefix("Alt+"))
        if place in UK:
            assert meant_by(bar.actions(), pressed(place, layout)) is action

    bar.deleteLater()


def test_a_letter_goes_to_its_menu_and_another_runs_a_command(work: AtWork) -> None:
    """UX 1.3: F10, a letter, a letter: without a mouse, with the Ukrainian layout on."""
    work.press(K.Key_F10)
    (bar,) = work.window.findChildren(MenuBar)
    bar.keyPressEvent(pressed("V", "uk"))
    (menu,) = [one for one in bar.findChildren(Menu) if one.isVisible()]
    action = next(a for a in menu.actions() if a.objectName() == "go.board")
    place = place_of_letter(QKeySequence.mnemonic(action.text()).toString().removeprefix("Alt+"))

    opened = bar.activeAction().text()
    QApplication.sendEvent(menu, pressed(place, "uk"))
    work.settle()

    assert opened == "&View"
    assert work.window.pages.section == "board"


def test_with_control_held_a_letter_is_no_letter_of_a_menu(work: AtWork) -> None:
    """Ctrl+V over an open menu bar pastes, it does not open the view."""
    bar = MenuBar(work.window.commander, work.window)
    event = QKeyEvent(QEvent.Type.KeyPress, K.Key_V.value, M.ControlModifier, SCAN["V"], 0, 0, "")

    assert meant_by(bar.actions(), event) is None
    bar.deleteLater()


def test_what_is_not_possible_now_is_not_run_by_its_letter(work: AtWork) -> None:
    """A disabled item stays silent, and another with the same place may answer."""
    menu = Menu(work.window)
    action = menu.addAction("&Hot")
    action.setEnabled(False)

    assert meant_by(menu.actions(), pressed("H", "uk")) is None
    menu.deleteLater()


# -- Files of keys --


def test_the_keys_of_one_person_become_those_of_another(work: AtWork, tmp_path: Path) -> None:
    """UX 4.1: every binding rebindable, exportable."""
    book, file = work.window.keybook, str(tmp_path / "keys.json")
    book.bind("lead.take", "Ctrl+T")
    work.kept.set("letters", False)
    book.save(file)
    saved = work.toast()
    book.reset("lead.take")
    work.kept.set("letters", True)

    assert book.load(file)

    assert "keys.json" in saved
    assert work.window.commander.key("lead.take") == "Ctrl T"
    assert work.kept.get("letters") is False


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", '{"keys": {}}', '{"leaddesk keys": 1', "\x00", '"leaddesk keys"']
)
def test_a_file_that_holds_no_keys_changes_nothing(work: AtWork, tmp_path: Path, text: str) -> None:
    """ARCHITECTURE 8.8: what happened, and that nothing was changed."""
    book, file = work.window.keybook, tmp_path / "keys.json"
    book.bind("lead.take", "Ctrl+T")
    file.write_text(text, encoding="utf8")

    assert not book.load(str(file))

    assert "nothing was changed" in work.toast()
    assert work.window.commander.key("lead.take") == "Ctrl T"


def test_keys_that_clash_are_refused_whole(work: AtWork, tmp_path: Path) -> None:
    """UX 4.6: uniqueness per context, also of what a colleague sent."""
    file = tmp_path / "keys.json"
    told = {SIGN: 1, "keys": {"lead.take": [["list", "Ctrl+T"]], "lead.star": [["list", "Ctrl+T"]]}}
    file.write_text(json.dumps(told), encoding="utf8")

    assert not work.window.keybook.load(str(file))

    assert "Take on, Star" in work.toast()
    assert work.window.commander.key("lead.take") == "W"


def test_a_missing_file_and_a_place_that_cannot_be_written_are_told(work: AtWork, tmp_path: Path) -> None:
    """No traceback for a stick that was pulled out."""
    book = work.window.keybook

    assert not book.load(str(tmp_path / "none.json"))
    book.save(str(tmp_path / "no folder" / "keys.json"))

    assert work.toast().startswith("Not saved")


def test_a_key_that_begins_a_chord_cannot_be_given_away(work: AtWork) -> None:
    """G waits for a second key: whoever bound it alone would lose all places of "Go"."""
    assert not work.window.keybook.bind("lead.take", "G")

    assert "G belongs to" in work.toast()
    found = clashes(keys_in_force({"lead.take": (("list", "G"),)}))
    assert [place for place, key, _ids in found if key == "G"] == ["list"]


@given(
    kept=st.recursive(
        st.none() | st.text() | st.integers(),
        lambda one: st.lists(one) | st.dictionaries(st.sampled_from((*sorted(BY_ID)[:4], "x")), one),
    )
)
def test_whatever_stands_in_a_file_only_good_pairs_are_read(kept: object) -> None:
    """RELIABILITY 6: foreign data is never an error."""
    for command, pairs in read_rebound(kept).items():
        assert command in BY_ID
        assert all(len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in pairs)

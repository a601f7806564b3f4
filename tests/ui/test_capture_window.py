"""Capture from the window: Ctrl+N, Ctrl+V, Ctrl+O and the cards reach their dialogs and panels by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from leaddesk.ui.capture.paste import Paste
from leaddesk.ui.capture.quick_add import QuickAdd
from leaddesk.ui.capture.scan import ScanPanel
from leaddesk.ui.capture.wizard import ImportPanel
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.window import Window
from tests.ui.capture_scene import CTRL, CaptureScene, capture_scene


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> CaptureScene:
    return capture_scene(qtbot, tmp_path)


@pytest.fixture
def window(scene: CaptureScene) -> Window:
    made = Window(scene.link, Preferences(None, scene.window), "here", scene.window)
    scene.put(made)
    made.own.open_section("inbox")
    scene.settled()
    return made


def test_ctrl_n_opens_the_line_wherever_one_is(scene: CaptureScene, window: Window) -> None:
    """UX 4.1: Anywhere, Ctrl+N quick add; the cursor stands in its line."""
    scene.key(Qt.Key.Key_N, CTRL)
    (dialog,) = scene.window.findChildren(QuickAdd)

    assert dialog.is_open()
    assert QApplication.focusWidget() is dialog.line
    dialog.cancel()


def test_ctrl_v_in_the_list_shows_what_the_clipboard_holds(scene: CaptureScene, window: Window) -> None:
    """UX 2, clipboard: outside a text field the paste is shown as leads; nothing is written yet."""
    QApplication.clipboard().setText("Іван Коваль +380671234567 потрібен полив")
    scene.key(Qt.Key.Key_V, CTRL)
    (dialog,) = scene.window.findChildren(Paste)
    scene.settled(lambda: len(dialog.chosen()) == 1)

    assert dialog.chosen()[0].name == "Іван Коваль"
    dialog.cancel()


def test_ctrl_v_in_a_text_field_is_the_fields_own(scene: CaptureScene, window: Window) -> None:
    """UX 4.1, text fields: Ctrl+V acts on the text."""
    QApplication.clipboard().setText("Коваль")
    field = window.frame.bar.search
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    scene.settled()

    assert field.text() == "Коваль"
    assert scene.window.findChildren(Paste) == []


def test_an_empty_clipboard_says_so(scene: CaptureScene, window: Window) -> None:
    """A key always answers."""
    QApplication.clipboard().clear()
    scene.key(Qt.Key.Key_V, CTRL)

    assert scene.window.findChildren(Paste) == []


def test_ctrl_o_opens_the_import_and_leaving_it_keeps_its_step(scene: CaptureScene, window: Window) -> None:
    """UX 4.1: Ctrl+O import; the panel is left and returned to as it was."""
    scene.key(Qt.Key.Key_O, CTRL)
    panel = window.pages.main_panel()
    window.own.open_section("inbox")
    window.own.open_section("import")

    assert isinstance(panel, ImportPanel)
    assert window.pages.main_panel() is panel


def test_the_cards_are_a_section_of_the_window(scene: CaptureScene, window: Window) -> None:
    """UX 4.1: G V opens the cards."""
    window.own.open_section("cards")

    assert isinstance(window.pages.main_panel(), ScanPanel)

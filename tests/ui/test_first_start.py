"""The first start: three answers, what lacks is said, Enter begins; the languages and the shared address."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.first_start.answers import LACKING, Answers, lacking, read_time
from leaddesk.ui.first_start.panel import FirstStart
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.switch import theme_switch

FULL = Answers(language="en", name="Iryna Tkach")


@pytest.fixture
def page(qtbot: QtBot) -> FirstStart:
    theme_switch().start()
    made = FirstStart(Answers(language="en"), "Europe/Kyiv", 10)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.take_focus()
    return made


@pytest.mark.parametrize(
    ("answers", "lacks"),
    [
        (FULL, None),
        (replace(FULL, name="  "), "name"),
        (replace(FULL, days=()), "days"),
        (replace(FULL, place="shared"), "address"),
        (replace(FULL, place="shared", address="http://server"), "address"),
        (replace(FULL, place="shared", address="postgresql://a@b/c"), None),
        (replace(FULL, begins="18:00", ends="09:00"), "hours"),
        (replace(FULL, begins="soon"), "hours"),
        (replace(FULL, place="training"), None),
    ],
)
def test_what_lacks_is_named(answers: Answers, lacks: str | None) -> None:
    """Screen 15: three answers, no more, and nothing is guessed that matters."""
    assert lacking(answers) == lacks
    assert lacks is None or lacks in LACKING


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9", "09:00"), ("9.30", "09:30"), ("18-15", "18:15"), ("24:00", None), ("", None), ("9:7x", None)],
)
def test_hours_are_read_as_people_type_them(typed: str, read: str | None) -> None:
    """Dots and dashes too."""
    assert read_time(typed) == read


def test_the_first_user_also_administers_the_base() -> None:
    """Issue 2, who acts."""
    assert FULL.roles == ("lead_generator", "admin")
    assert replace(FULL, role="admin").roles == ("admin",)


def test_a_name_and_enter_begin(page: FirstStart, qtbot: QtBot) -> None:
    """Journey 10: from launch to work by one answer, the others have good values."""
    qtbot.keyClicks(page.name, "Iryna Tkach")

    with qtbot.waitSignal(page.begun) as begun:
        qtbot.keyClick(page.name, Qt.Key.Key_Return)

    assert begun.args == [replace(FULL, name="Iryna Tkach"), False]


def test_without_a_name_nothing_begins_and_it_is_said(page: FirstStart, qtbot: QtBot) -> None:
    """What was answered stays, the cursor goes where it lacks."""
    with qtbot.assertNotEmitted(page.begun):
        qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)

    assert page._remark.text() == LACKING["name"]
    assert page.name.hasFocus()


def test_it_can_begin_with_an_import(page: FirstStart, qtbot: QtBot) -> None:
    """Screen 15, the second button."""
    page.name.setText("Iryna Tkach")

    with qtbot.waitSignal(page.begun) as begun:
        qtbot.mouseClick(page.start_import, Qt.MouseButton.LeftButton)

    assert begun.args is not None
    assert begun.args[1] is True


def test_a_shared_base_asks_for_its_address(page: FirstStart, qtbot: QtBot) -> None:
    """Only then."""
    before = page.address.isVisible()

    qtbot.mouseClick(page.places.button(1), Qt.MouseButton.LeftButton)

    assert (before, page.address.isVisible()) == (False, True)
    assert page.answers().place == "shared"


def test_another_language_is_told_at_once(page: FirstStart, qtbot: QtBot) -> None:
    """The page is made anew in it."""
    with qtbot.waitSignal(page.language_chosen) as chosen:
        qtbot.mouseClick(page.languages.button(0), Qt.MouseButton.LeftButton)

    assert chosen.args == ["uk"]


@pytest.mark.parametrize("code", ["uk", "ru", "en"])
def test_no_word_is_cut_in_any_language(qtbot: QtBot, code: str) -> None:
    """Issue 2.4: 1366x700 without a clipped word in uk, ru, en."""
    theme_switch().start()
    page = FirstStart(Answers(language=code), "Europe/Kyiv", 10)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()

    cut = [
        button.text()
        for button in page.findChildren(KitButton)
        if button.isVisible() and button.sizeHint().width() > button.width() + 1
    ]

    set_language("en")
    assert cut == []

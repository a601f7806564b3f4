"""Every main screen fits its window in every language and in one that is longer than all of them."""

from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from leaddesk import texts
from leaddesk.app.compose import figures
from leaddesk.texts import set_language
from leaddesk.ui.kit.label import ElidedLabel
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.window_at_work import AtWork, at_work

USUAL, SMALL = QSize(1280, 640), QSize(1024, 600)
SECTIONS = (
    "inbox",
    "board",
    "nurture",
    "tasks",
    "distribution",
    "cards",
    "booth",
    "import",
    "history",
    "settings",
)
LONGER = 1.4


class Longer(NullTranslations):
    """Translations that are 40 % longer than those of another catalogue."""

    def __init__(self, inner: NullTranslations) -> None:
        super().__init__()
        self._inner = inner

    def gettext(self, message: str) -> str:
        return longer(self._inner.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(self._inner.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return longer(self._inner.pgettext(context, message))


def longer(text: str) -> str:
    """`text` with its beginning repeated until it is 40 % longer; what is filled in stays as it is."""
    plain = "".join(part.partition("}")[2] if "}" in part else part for part in text.split("{"))
    extra = plain.strip()[: round(len(plain) * (LONGER - 1))]
    return text + extra.replace("{", "").replace("}", "").replace("%", "") if extra else text


@pytest.fixture(params=["uk", "ru", "en", "pseudo"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each language, and Ukrainian made 40 % longer."""
    name: str = request.param
    if name == "pseudo":
        real = texts._catalogue
        monkeypatch.setattr(texts, "_catalogue", lambda code: Longer(real(code)))
    set_language("uk" if name == "pseudo" else name)
    yield name
    monkeypatch.undo()
    set_language("en")


@pytest.fixture(params=[USUAL, SMALL], ids=["1280x640", "1024x600"])
def work(request: pytest.FixtureRequest, qtbot: QtBot, tongue: str) -> Iterator[AtWork]:
    """The window of a size at work on forty leads."""
    desk = make_desk()
    desk.figures = figures(desk)
    fill(desk, crowd(40))
    with at_work(qtbot, desk, request.param) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made


def cut_off(work: AtWork) -> list[str]:
    """Labels and buttons whose words do not fit and are not told by a tooltip either."""
    found = []
    for widget in work.window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton | QComboBox):
            continue
        told = widget.text() if not isinstance(widget, QComboBox) else widget.currentText()
        if not told or isinstance(widget, ElidedLabel) or widget.toolTip():
            continue
        wide = (
            widget.minimumSizeHint().width() if not isinstance(widget, QLabel) else widget.sizeHint().width()
        )
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        high = widget.fontMetrics().height() - 3
        if (not wraps and widget.width() < wide) or widget.height() < high:
            found.append(f"{type(widget).__name__} {told!r} {widget.size().toTuple()} needs {wide}x{high}")
    return found


def outside(work: AtWork) -> list[str]:
    """Widgets that reach over the edge of the window, what scrolls left aside."""
    edge = work.shell.width()
    found = []
    for widget in work.window.findChildren(QWidget):
        if not widget.isVisible() or within_scroll(widget):
            continue
        right = widget.mapTo(work.shell, widget.rect().topRight()).x()
        if right > edge:
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} ends at {right} of {edge}")
    return found


def within_scroll(widget: QWidget) -> bool:
    """Whether it lies in something that scrolls or is a list, which may be wider than it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) or above.inherits("QAbstractScrollArea"):
            return True
        above = above.parentWidget()
    return False


def test_every_main_screen_fits_and_no_words_are_cut(work: AtWork, tongue: str) -> None:
    """UX 3, must hold: 1280x640 in uk, ru, en and +40 %; 1024x600 with list and card as two steps."""
    wrong: list[str] = []
    for section in SECTIONS:
        work.open(section)
        QApplication.processEvents()
        least = work.window.minimumSizeHint()
        if least.width() > work.shell.width() or least.height() > work.shell.height():
            wrong.append(f"{section}: needs {least.width()}x{least.height()}")
        wrong += [f"{section}: {told}" for told in (*outside(work), *cut_off(work))]

    assert wrong == []


def test_the_card_fits_alone(work: AtWork, tongue: str) -> None:
    """UX 3.3: the qualification, in a wide and in a small window."""
    page = work.window.pages.inbox_page()
    assert page is not None
    work.settle(lambda: page.card is not None)
    work.press(Qt.Key.Key_F)
    work.settle()

    least = work.window.minimumSizeHint()

    assert page.focused
    assert (least.width() <= work.shell.width(), outside(work), cut_off(work)) == (True, [], [])


@pytest.mark.parametrize("size", [USUAL, SMALL], ids=["1280x640", "1024x600"])
def test_the_ways_out_of_an_empty_inbox_are_read_whole(qtbot: QtBot, tongue: str, size: QSize) -> None:
    """UX 4.4: import, quick add and sample, whose words were cut in a list of 400."""
    with at_work(qtbot, make_desk(), size) as work:
        work.settle()
        state = work.window.pages.main_panel().around._state
        QApplication.processEvents()

        buttons = state.findChildren(QAbstractButton)

        assert len(buttons) == 3
        assert [b.text() for b in buttons if b.width() < b.sizeHint().width()] == []
        assert all(b.mapTo(work.shell, b.rect().topRight()).x() <= work.shell.width() for b in buttons)

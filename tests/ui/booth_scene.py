"""The stand of a trade show on a SQLite base in a folder: keys, and a fresh start on the same folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined, Leads, Rows
from leaddesk.actions.trade_show import SetShow
from leaddesk.app.compose import files
from leaddesk.domain.row import LeadRow
from leaddesk.storage.attachments import Attachments
from leaddesk.storage.door import open_store
from leaddesk.storage.drafts import DraftsFile
from leaddesk.ui.booth.panel import BoothPanel
from tests.fakes.sample import Clock, make_desk
from tests.ui.window_at_work import AtWork

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
SHOW = "ІнтерТул 2026"
QUESTIONS = (
    {"id": "product", "choices": ["верстат", "лазер", "робот", "сервіс"]},
    {"id": "timing", "choices": ["до 1 міс", "1–3 міс", "3–12 міс", "довгий"]},
)
PRESET = (
    ("place", "Київ, стенд Б-14"), ("first", "2026-11-18"), ("last", "2026-11-20"), ("campaign", "осінь"),
    ("questions", QUESTIONS), ("consent", "Згода, текст 3"), ("goal", 40),
)  # fmt: skip


def booth_desk(folder: Path, clock: Clock | None = None, show: bool = True) -> Desk:
    """A desk with all that the stand needs; every start on one folder finds the same base and journal."""
    clock = clock or Clock()
    desk = make_desk(open_store(f"sqlite:///{folder / 'base.sqlite'}", clock=clock), clock)
    desk.files = files(desk)
    desk.attachments = Attachments(folder / "attachments")
    desk.drafts = DraftsFile(folder / "captures.sqlite")
    if show and not desk.ask(Defined()).shows:
        desk.do(SetShow(title=SHOW, fields=PRESET))
    return desk


def close(desk: Desk) -> None:
    """End what `booth_desk` began."""
    if desk.drafts is not None:
        desk.drafts.close()
    if desk.recogniser is not None:
        desk.recogniser.close()
    desk.store.close()


def everybody(desk: Desk, query: str = "") -> list[LeadRow]:
    """What the base holds, junk too where the query says so."""
    return desk.ask(Rows(tuple(row.id for row in desk.ask(Leads(PageAsk(query))).rows)))


class Booth(AtWork):
    """The real window with the stand in front."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: QSize | None = None) -> None:
        super().__init__(qtbot, desk, size or QSize(1024, 600))
        self.open("booth")
        if not self.panel.keeper.show_id and desk.ask(Defined()).shows:
            self.panel.keeper.use_show(desk.ask(Defined()).shows[0].id)
            self.panel.take_focus()
            self.settle()

    @property
    def panel(self) -> BoothPanel:
        panel = self.window.pages.main_panel()
        assert isinstance(panel, BoothPanel)
        return panel

    def write(self, key: str, text: str) -> None:
        """Type into a field of the form."""
        field = self.panel.form.fields[key]
        field.setFocus()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:  # QTest knows no keys of other letters
            field.insert(text)

    def visitor(self, name: str, phone: str = "", *keys: Qt.Key) -> None:
        """Write somebody down with a few keys, and wait until they are in the base."""
        self.write("name", name)
        if phone:
            self.write("phone", phone)
        for key in (*keys, Qt.Key.Key_Return):
            self.press(key)
        self.settled()

    def settled(self) -> None:
        """Wait until everybody confirmed is in the base."""
        self.settle(lambda: self.panel.keeper.waiting() == 0)

    def drop(self, paths: Sequence[str]) -> None:
        """Pictures for the visitor before us."""
        self.panel.keeper.add_pictures(list(paths))

    def end(self) -> None:
        """Close the window as a person does."""
        self.window.pages.flush()
        self.runner.close()
        self.shell.close()

    def killed(self) -> None:
        """End without a word to the panel, as a power cut does: nothing more is written."""
        self.runner.close()
        self.shell.close()


def focus() -> Any:
    """Where keys go."""
    return QApplication.focusWidget()

"""The head's start screen: the finding as a title, the table by person, the plan, and what to do now."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.department import Department, DepartmentDay
from leaddesk.texts import _
from leaddesk.texts.formats import clock_time, day, weekday
from leaddesk.ui.head.duty import DutyPanel
from leaddesk.ui.head.now import NowPanel
from leaddesk.ui.head.plan import PlanPanel
from leaddesk.ui.head.table import PeopleTable
from leaddesk.ui.head.words import finding
from leaddesk.ui.kit.chip import Chip, ChipData
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

_AFTER_MS, _MINUTE_MS = 400, 60_000


class HeadPanel(QWidget):
    """Asks again when leads change and each minute while it is seen.

    `command_requested(command id)` for what the window does.
    """

    section = "head"
    command_requested = Signal(str)
    loaded = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.day: Department | None = None
        self.clock = Chip(ChipData(""), self)
        self.head = ElidedLabel("", 20, 700, parent=self)
        self.table = PeopleTable()
        self.plan = PlanPanel(self)
        self.now = NowPanel(link, self)
        self.duty = DutyPanel(link, self)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self.reload)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.reload)
        link.changed.connect(lambda _change: self._soon.start())
        for part in (self.table, self.plan, self.now, self.duty):
            part.opened.connect(link.list_requested)
        self.now.command_requested.connect(self.command_requested)

    def _lay_out(self) -> None:
        frame = Panel(padding=8, parent=self)
        scroll = QScrollArea(frame)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setObjectName("people")
        scroll.setStyleSheet("QScrollArea#people, QWidget#table { background: transparent; }")
        self.table.setObjectName("table")
        scroll.setWidget(self.table)
        scroll.viewport().setAutoFillBackground(False)
        frame.body.addWidget(scroll, 1)
        grid = QGridLayout()
        grid.setSpacing(px(16))
        grid.addWidget(frame, 0, 0)
        grid.addWidget(self.plan, 0, 1)
        grid.addWidget(self.duty, 1, 1)
        grid.addWidget(self.now, 1, 0)
        grid.setColumnStretch(0, 65)
        grid.setColumnStretch(1, 35)
        grid.setRowStretch(0, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(px(16), px(16), px(16), px(16))
        lay.setSpacing(px(4))
        lay.addWidget(self.head)
        lay.addWidget(ElidedLabel(_("Press a number to open its list."), 12, 400, "text2", parent=self))
        lay.addSpacing(px(8))
        lay.addLayout(grid, 1)

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("My day: department")

    def bar_widgets(self) -> tuple[QWidget, ...]:
        """The day and hour that the numbers are of."""
        return (self.clock,)

    def selected_ids(self) -> tuple[str, ...]:
        """No lead is chosen here."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """No command of its own: numbers are buttons."""
        return {}

    def take_focus(self) -> None:
        """To the first number."""
        first = next((button for button in self.table.buttons.values() if button.isEnabled()), None)
        (first or self).setFocus()

    def search(self, query: str) -> None:
        """What is searched is shown in the inbox."""
        if query.strip():
            self._link.list_requested.emit(query.strip())

    def reload(self) -> None:
        """Ask again."""
        if self.isVisible():
            self._link.runner.ask(DepartmentDay(), self.show_day, self)

    def show_day(self, told: Department) -> None:
        """Show the day."""
        first = self.day is None
        self.day = told
        now, zone = self._link.now(), ZoneInfo(str(self._link.definitions.setting("zone")))
        clock = clock_time(now, zone)
        stamp = _("{weekday} {day}, {time}").format(
            weekday=weekday(now, zone), day=day(now, zone, now), time=clock
        )
        self.clock.show_chip(ChipData(stamp))
        self.head.show_text(finding(told))
        self.table.show_day(told)
        self.plan.show_day(told, clock)
        self.now.show_day(told)
        self.duty.show_day(told)
        if first:
            self.take_focus()
        self.loaded.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

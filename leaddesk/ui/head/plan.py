"""Plan and fact of today: a bar for each figure, with a tick where the plan should be by now (screen 13)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.department import Department, PlanLine
from leaddesk.texts import _
from leaddesk.ui.head.words import PLANS, plan_words, worked_words
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.meter import Bar, BarData
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.zoom import px


def behind(line: PlanLine, passed: float) -> bool:
    """Whether a figure is behind its plan: a share always has the whole plan, a count what is due by now."""
    if not line.plan:
        return False
    if line.name == "in_norm":
        return line.of > 0 and line.fact * 100 < line.plan * line.of
    return line.fact < line.plan * passed * 0.5


def bar_of(line: PlanLine, passed: float) -> BarData:
    """The bar of a figure: a share on 0-100 %, a count on its plan."""
    tone: ToneName = "hot" if behind(line, passed) else "accent"
    if line.name == "in_norm":
        return BarData(line.fact / max(1, line.of), mark=line.plan / 100 if line.plan else None, tone=tone)
    full = line.fact / line.plan if line.plan else float(line.fact > 0)
    return BarData(full, mark=passed if line.plan else None, tone=tone)


class PlanPanel(Panel):
    """The figures of today. `opened(query)` of a figure whose name was pressed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan and fact today"), padding=16, gap=6, parent=parent)
        self._lines: QWidget | None = None

    def show_day(self, day: Department, clock: str) -> None:
        """Show the figures as of a clock."""
        if self._lines is not None:
            self.body.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        passed = day.worked / day.hours if day.hours else 0.0
        self._lines = QWidget(self)
        lay = QVBoxLayout(self._lines)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(1))
        lay.addWidget(ElidedLabel(worked_words(day, clock), 12, 400, "text2", parent=self._lines))
        for line in day.plan:
            lay.addStretch(1)
            lay.addLayout(self._line(line, passed))
            name = f"{PLANS[line.name]()}: {plan_words(line)}"
            lay.addWidget(Bar(bar_of(line, passed), name, parent=self._lines))
        lay.addStretch(4)
        tick = _("tick: the plan at {time}").format(time=clock)
        lay.addWidget(ElidedLabel(tick, 12, 400, "text2", parent=self._lines))
        self.body.addWidget(self._lines, 1)

    def _line(self, line: PlanLine, passed: float) -> QHBoxLayout:
        row = QHBoxLayout()
        name = Button(PLANS[line.name](), kind="link", height=22, parent=self._lines)
        name.clicked.connect(lambda _on=False, query=line.query: self.opened.emit(query))
        words = ElidedLabel(
            plan_words(line), 13, 600, "hot" if behind(line, passed) else "text", parent=self._lines
        )
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(words)
        return row

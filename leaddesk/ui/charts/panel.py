"""The charts screen: key figures, four charts, and the period and channel that they are about."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.ports import Change
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import name_in
from leaddesk.ui.charts.drawings import Drawing, picture_of
from leaddesk.ui.charts.frame import HEAD, ChartFrame, csv_rows
from leaddesk.ui.charts.kpi import KpiStrip, kpis
from leaddesk.ui.kit.filters import FilterMenu
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

_PERIODS = (12, 4, 26, 52, 104)
_ASKED = ("conversion_handed", "cooling", "waiting", "funnel", "conversion_won")


class ChartsPanel(QWidget):
    """Asks its figures again when leads change, at most every two seconds while it is seen."""

    loaded = Signal()
    csv_requested = Signal(object, str)

    section = "charts"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self._figures: dict[str, Figure] = {}
        self._stale = True
        self.period = FilterMenu(_("Period"), self)
        self.channel = FilterMenu(_("Channel"), self)
        self.by = FilterMenu(_("Count by"), self)
        self.strip = KpiStrip()
        self.frames = self._frames()
        self._lay_out()
        self._fill_choices()
        self._again = QTimer(self, singleShot=True, interval=2000)
        self._again.timeout.connect(self.reload)
        link.changed.connect(self._on_changed)
        link.defined.connect(self._fill_choices)
        for choice in self.bar_widgets():
            choice.picked.connect(self.reload)
            choice.hide()

    def _frames(self) -> dict[str, ChartFrame]:
        names = {
            "conversion_handed": _("Conversion by week"),
            "cooling": _("Conversion by time to first contact"),
            "waiting": _("Leads still without contact"),
            "funnel": _("Funnel"),
        }
        return {name: ChartFrame(picture_of(name, spoken), self) for name, spoken in names.items()}

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(px(12))
        for place, (name, frame) in enumerate(self.frames.items()):
            grid.addWidget(frame, place // 2, place % 2)
            frame.opened.connect(self.link.list_requested)
            frame.csv_requested.connect(self._on_csv)
            frame.setObjectName(name)
        for side in (0, 1):
            grid.setRowStretch(side, 1)
            grid.setColumnStretch(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(12))
        column.addWidget(self.strip)
        column.addLayout(grid, 1)

    def _fill_choices(self) -> None:
        weeks = [(ngettext("{n} week", "{n} weeks", n).format(n=n), n) for n in _PERIODS]
        self.period.show_choices(weeks)
        channels = [(name_in(channel.names), channel.id) for channel in self.link.definitions.channels]
        self.channel.show_choices([(_("All channels"), None), *channels])
        self.by.show_choices([(_("by week of receipt"), "received"), (_("by week it happened"), "event")])

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Charts")

    def bar_widgets(self) -> tuple[FilterMenu, ...]:
        """Filters for the top bar."""
        return (self.period, self.channel, self.by)

    def selected_ids(self) -> tuple[str, ...]:
        """No lead is chosen here."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the charts."""
        return {
            "charts.period": self.period.open,
            "charts.table": self._toggle_table,
            "charts.copy": lambda: self.focused().copy(),
            "charts.export": lambda: self.focused().open_ways(),
            "charts.why": self.explain,
        }

    def take_focus(self) -> None:
        """To the first chart."""
        self.frames["conversion_handed"].drawing.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """Charts show all leads; a search belongs to the list."""
        self.link.list_requested.emit(query)

    def focused(self) -> ChartFrame:
        """The chart with the focus, else the first."""
        return next(
            (f for f in self.frames.values() if f.isAncestorOf(self.focusWidget() or self)), self.first
        )

    @property
    def first(self) -> ChartFrame:
        """The first chart."""
        return self.frames["conversion_handed"]

    def _toggle_table(self) -> None:
        self.focused().toggle_table()

    # Figures

    def ask(self) -> FigureAsk:
        """What the choices ask for."""
        now = self.link.now()
        today = now.astimezone().date()
        monday = today - timedelta(days=today.weekday())
        since: date = monday - timedelta(weeks=self.period.value() - 1)
        return FigureAsk(now, since, today, self.channel.value(), self.by.value())

    def reload(self, _picked: object = None) -> None:
        """Ask all figures again."""
        ask = self.ask()
        self._stale = False
        self.link.runner.look(lambda desk: _all(desk, ask), self._on_figures, self)

    def _on_figures(self, figures: dict[str, Figure]) -> None:
        self._figures = figures
        self.strip.show_kpis(kpis(figures))
        for name, frame in self.frames.items():
            frame.show_figure(figures[name])
        self.loaded.emit()

    def explain(self) -> None:
        """Ask why conversion changed from the period before, and show it over the charts."""
        ask = self.ask()
        step = "won" if self.focused().objectName() == "conversion_won" else "handed"
        self.link.runner.look(lambda desk: desk.chart(f"why_{step}", ask), self._on_reasons, self)

    def _on_reasons(self, figure: Figure) -> None:
        from leaddesk.ui.charts.reasons import ReasonsDialog

        dialog = ReasonsDialog(self.link, self.window(), figure)
        dialog.opened.connect(self.link.list_requested)
        dialog.open_dialog()

    def _on_changed(self, _change: Change) -> None:
        self._stale = True
        if self.isVisible() and not self._again.isActive():
            self._again.start()

    def _on_csv(self, figure: Figure, path: str) -> None:
        self.csv_requested.emit((HEAD, csv_rows(figure)), path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        drawing = self.first.drawing
        if "conversion_handed" in self._figures and isinstance(drawing, Drawing):
            drawing.repaint_figure()


def _all(desk: Desk, ask: FigureAsk) -> dict[str, Figure]:
    return {name: desk.chart(name, ask) for name in _ASKED}

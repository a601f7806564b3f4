"""One plot: axes, grid and marks in the theme's colours, points that are walked by keys and opened."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from leaddesk.actions.figures import Mark
from leaddesk.texts.formats import percent
from leaddesk.ui.kit.plain import tooltip_text
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

Tick = tuple[float, str]


class Stroke(NamedTuple):
    """How a series is drawn: colour, line style and point shape (colour is never the only mark)."""

    colour: QColor
    dash: bool = False
    symbol: str = "o"


class Canvas(pg.PlotWidget):
    """`opened(query)` when a point is clicked or Enter is pressed on it; arrows walk the points."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.plotItem.setContentsMargins(0, px(10), px(6), 0)
        self._marks: tuple[Mark, ...] = ()
        self._at = -1
        self._ring = pg.ScatterPlotItem(size=px(14), pxMode=True)
        theme_switch().changed.connect(self.repaint_figure)
        self._restyle()

    def _restyle(self) -> None:
        theme = current_theme()
        self.setBackground(theme.surface)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(theme.border if side == "bottom" else theme.surface))
            axis.setTextPen(pg.mkPen(theme.text3))
            axis.setStyle(tickFont=face(11).font, tickLength=0, tickTextOffset=px(8), maxTickLevel=0)
        self.getAxis("left").setWidth(px(38))
        self.getAxis("bottom").setHeight(px(36))
        self.showGrid(x=False, y=False)

    def repaint_figure(self) -> None:
        """Draw again in the theme in force; figures that draw themselves extend it."""
        self._restyle()

    def begin(self, marks: Sequence[Mark]) -> None:
        """Forget what was drawn and take the points that can be walked and opened."""
        self.clear()
        self._marks = tuple(mark for mark in marks if mark.value is not None)
        self._at = -1
        self.addItem(self._ring)
        self._ring.setData([])

    def shares(self, top: float) -> None:
        """A left axis of shares from 0 to `top`, with four gridlines."""
        theme = current_theme()
        top = max(top, 0.04)
        step = next(s for s in (0.01, 0.02, 0.05, 0.07, 0.1, 0.2, 0.25, 1.0) if top / s <= 5)
        count = int(-(-top // step))
        self.getAxis("left").setTicks([[(i * step, percent(i * step)) for i in range(count + 1)]])
        for i in range(count + 1):
            line = pg.InfiniteLine(i * step, angle=0, pen=pg.mkPen(theme.border, width=1))
            line.setZValue(-10)
            self.addItem(line)
        self.setYRange(0, count * step, padding=0)

    def bottom(self, ticks: Sequence[Tick], low: float, high: float) -> None:
        """A bottom axis with these words."""
        self.getAxis("bottom").setTicks([list(ticks)])
        self.setXRange(low, high, padding=0)

    def line(self, marks: Sequence[Mark], stroke: Stroke, dash: bool | None = None) -> None:
        """A line through marks."""
        style = Qt.PenStyle.DashLine if (stroke.dash if dash is None else dash) else Qt.PenStyle.SolidLine
        pen = pg.mkPen(stroke.colour, width=px(2), style=style)
        told = [mark for mark in marks if mark.value is not None]
        self.plot([m.x for m in told], [m.value for m in told], pen=pen)

    def points(self, marks: Sequence[Mark], stroke: Stroke) -> None:
        """Filled points, hollow where a cohort still ripens, grey where n is too small."""
        theme = current_theme()
        spots = []
        for mark in marks:
            if mark.value is None:
                continue
            colour = theme.text3 if mark.small else stroke.colour
            hollow = not mark.ripe or mark.small
            spots.append(
                {
                    "pos": (mark.x, mark.value),
                    "size": px(8),
                    "symbol": stroke.symbol,
                    "pen": pg.mkPen(colour, width=px(1.5)),
                    "brush": pg.mkBrush(theme.surface if hollow else colour),
                    "data": mark,
                }
            )
        item = pg.ScatterPlotItem(spots=spots, hoverable=True, tip=_tip)
        item.sigClicked.connect(self._on_clicked)
        self.addItem(item)

    def whiskers(self, marks: Sequence[Mark], stroke: Stroke) -> None:
        """The 95 % interval of each mark as a thin line."""
        told = [m for m in marks if m.value is not None and m.low is not None and m.high is not None]
        for small, colour in ((True, current_theme().text3), (False, stroke.colour)):
            ends = [(m.x, y) for m in told if m.small is small for y in (m.low, m.high)]
            if ends:
                x, y = zip(*ends, strict=True)
                # One item for all: pyqtgraph takes two milliseconds for each that it adds.
                self.addItem(
                    pg.PlotCurveItem(list(x), list(y), connect="pairs", pen=pg.mkPen(colour, width=1))
                )

    def band(self, marks: Sequence[Mark], colour: QColor) -> None:
        """The 95 % interval as a band, the accent at 16 %."""
        told = [mark for mark in marks if mark.value is not None]
        soft = QColor(colour)
        soft.setAlphaF(0.16)
        x = [mark.x for mark in told]
        none = pg.mkPen(None)
        low = pg.PlotCurveItem(x, [m.low or 0.0 for m in told], pen=none)
        high = pg.PlotCurveItem(x, [m.high or 0.0 for m in told], pen=none)
        fill = pg.FillBetweenItem(low, high, brush=pg.mkBrush(soft))
        for item in (low, high, fill):
            item.setZValue(-5)
            self.addItem(item)

    def bar(self, x: float, height: float, colour: QColor) -> None:
        """A bar from the bottom axis."""
        brush, none = pg.mkBrush(colour), pg.mkPen(None)
        self.addItem(pg.BarGraphItem(x=[x], height=[height], width=0.5, brush=brush, pen=none))

    def word(self, text: str, x: float, y: float, colour: QColor, anchor: tuple[float, float]) -> None:
        """A direct label; plain text, never HTML."""
        item = pg.TextItem(text, color=colour, anchor=anchor)
        item.setFont(face(11, 600).font)
        item.setPos(x, y)
        self.addItem(item)

    def _on_clicked(self, _item: object, spots: Sequence[Any], _event: object = None) -> None:
        if len(spots) and spots[0].data() is not None:
            self._open(spots[0].data())

    def _open(self, mark: Mark) -> None:
        if mark.query:
            self.opened.emit(mark.query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and self._marks:
            self._at = min(max(self._at + step, 0), len(self._marks) - 1)
            self._show_ring()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self._open(self._marks[self._at])
        else:
            event.ignore()

    def _show_ring(self) -> None:
        mark = self._marks[self._at]
        pen = pg.mkPen(current_theme().focus, width=px(2))
        self._ring.setData([mark.x], [mark.value], pen=pen, brush=pg.mkBrush(None), symbol="o")
        self.setAccessibleDescription(f"{percent(mark.value or 0.0, 1)}, n={mark.n}")

    def current(self) -> Mark | None:
        """The mark under the ring."""
        return self._marks[self._at] if self._at >= 0 else None

    def place_of(self, mark: Mark) -> QPointF:
        """Where a mark is, in this widget's coordinates."""
        scene = self.plotItem.vb.mapViewToScene(QPointF(mark.x, mark.value or 0.0))
        return QPointF(self.mapFromScene(scene))


def _tip(x: float, y: float, data: Mark) -> str:
    return tooltip_text(f"{percent(y, 1)}  {data.k} / {data.n}")

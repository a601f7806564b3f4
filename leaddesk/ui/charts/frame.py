"""The frame of a chart: its finding as title, its method, the table twin and ways to take it along."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QWidget

from leaddesk.actions.figures import Figure, Mark
from leaddesk.texts import _
from leaddesk.texts.figures import bin_name, definition_of, finding_of, stage_word, step_name, tenth
from leaddesk.texts.formats import percent
from leaddesk.ui.charts.drawings import Drawing
from leaddesk.ui.charts.funnel_view import FunnelView
from leaddesk.ui.kit.button import Button, IconButton
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.twin import TableTwin

HEAD = ("series", "label", "n", "k", "share", "low", "high", "query")
"""Columns of the CSV of a figure."""


def table_head() -> tuple[str, ...]:
    """Words above the columns of the table twin."""
    return (_("Series"), _("Place"), "n", _("Count"), _("Share"), "95 % −", "95 % +")


def table_rows(figure: Figure) -> list[tuple[str, ...]]:
    """The figure as rows of words."""
    return [
        (_series(m), _place(figure, m), str(m.n), str(m.k), _told(figure, m), _share(m.low), _share(m.high))
        for m in figure.marks
    ]


def _series(mark: Mark) -> str:
    names = {
        "hot": _("hot"),
        "warm": _("warm"),
        "now": _("now"),
        "before": _("before"),
        "waiting": _("waiting"),
    }
    return names.get(mark.series) or step_name(mark.series)


def _place(figure: Figure, mark: Mark) -> str:
    if figure.name == "cooling":
        return bin_name(int(mark.label))
    if figure.name == "funnel":
        return step_name(mark.label)
    return _("{n} min").format(n=mark.label) if figure.name == "waiting" else stage_word(mark.label)


def _told(figure: Figure, mark: Mark) -> str:
    """The share of a mark, or where it has none its number among those of the figure."""
    known = figure.numbers.get(mark.label) if mark.value is None else None
    return _share(mark.value) if known is None else tenth(known)


def _share(value: float | None) -> str:
    return "" if value is None else percent(value, 1)


def csv_rows(figure: Figure) -> list[tuple[str, ...]]:
    """The figure as raw values for other programs."""
    rows = []
    for m in figure.marks:
        shares = ("" if value is None else f"{value:.6f}" for value in (m.value, m.low, m.high))
        rows.append((m.series, m.label, str(m.n), str(m.k), *shares, m.query))
    return rows


class ChartFrame(Panel):
    """A drawing with its title; `opened(query)` from a point of it or a row of the table."""

    opened = Signal(str)
    csv_requested = Signal(object, str)

    def __init__(self, drawing: Drawing | FunnelView, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, gap=4)
        self.drawing = drawing
        self._figure: Figure | None = None
        head = QHBoxLayout()
        self._title = ElidedLabel("", 14, 600)
        self._twin_button = Button(_("As a table"), height=24, tight=True)
        self._twin_button.setCheckable(True)
        self._more = IconButton("dots-horizontal", _("Take the chart along"))
        head.addWidget(self._title, 1)
        head.addWidget(self._twin_button)
        head.addWidget(self._more)
        self._method = ElidedLabel("", 12, 400, "text3")
        self._twin = TableTwin(_("The chart as a table"))
        self._stack = QStackedWidget()
        self._stack.addWidget(drawing)
        self._stack.addWidget(self._twin)
        self.body.addLayout(head)
        self.body.addWidget(self._method)
        self.body.addWidget(self._stack, 1)
        self._twin_button.clicked.connect(self.toggle_table)
        self._more.clicked.connect(self.open_ways)
        drawing.opened.connect(self.opened)
        self._twin.opened.connect(self.opened)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure with what it found; one that says the same as before stays as it is drawn."""
        if figure == self._figure:
            return
        self._figure = figure
        self._title.show_text(finding_of(figure))
        self._method.show_text(definition_of(figure))
        self.setAccessibleName(finding_of(figure))
        self.drawing.show_figure(figure)
        self._twin.show_rows(
            table_head(), table_rows(figure), [m.query for m in figure.marks], (2, 3, 4, 5, 6)
        )

    @property
    def figure(self) -> Figure | None:
        """What is shown."""
        return self._figure

    def toggle_table(self) -> None:
        """Picture or table."""
        table = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(int(table))
        self._twin_button.setText(_("As a picture") if table else _("As a table"))
        (self._twin if table else self.drawing).setFocus(Qt.FocusReason.OtherFocusReason)

    def image(self, scale: int = 2) -> QImage:
        """The chart with its title as a picture."""
        picture = QImage(self.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        self.render(picture)
        return picture

    def save_svg(self, path: Path) -> None:
        """The chart as SVG, painted by Qt (pyqtgraph's own exporter fails on every plot)."""
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(self.size())
        generator.setViewBox(self.rect())
        generator.setTitle(self._title.text())
        painter = QPainter(generator)
        self.render(painter, QPoint())
        painter.end()

    def save_png(self, path: Path) -> None:
        """The chart as PNG at twice its size."""
        self.image().save(str(path))

    def copy(self) -> None:
        """The picture to the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())

    def open_ways(self) -> None:
        """The menu of how to take the chart along."""
        menu = QMenu(self)
        for words, slot in self._ways():
            menu.addAction(words, slot)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _ways(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            (_("Copy the picture"), self.copy),
            (_("Save as PNG…"), lambda: self._save("png")),
            (_("Save as SVG…"), lambda: self._save("svg")),
            (_("Save as CSV…"), lambda: self._save("csv")),
        )

    def _save(self, ending: str) -> None:
        if self._figure is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the chart"), f"{self._figure.name}.{ending}", f"*.{ending}"
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Save by the ending of the file's name: .png, .svg or .csv."""
        if path.suffix == ".svg":
            self.save_svg(path)
        elif path.suffix == ".csv":
            self.csv_requested.emit(self._figure, str(path))
        else:
            self.save_png(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.toggle_table()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

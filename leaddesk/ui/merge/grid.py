"""The table of comparing: fields down, leads across, the result at the right; arrows choose (screen 08)."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.choice import paint_radio
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.paint import box, hairline, line_text, ready
from leaddesk.ui.kit.speech import speech
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.merge.rows import Cell, GridRow
from leaddesk.ui.merge.words import CompareWords
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import Theme
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_HEAD, _ROW, _LABEL, _NARROWEST = 56, 50, 148, 200


class CompareGrid(KitWidget):
    """Up and Down move between fields, Left and Right choose whose value counts.

    Signals: `chosen(field, column)`, `pointed(column)` when another column is looked at.
    """

    chosen = Signal(str, int)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: CompareWords | None = None
        self._at = 0
        self._column = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Compare field by field"))

    def show_words(self, words: CompareWords) -> None:
        """Show another comparison; the same field stays current."""
        fresh = self._words is None or len(self._words.heads) != len(words.heads)
        current = self.row() if self._words is not None else None
        at = current.field if current is not None else ""
        self._words = words
        places = [row.field for row in words.rows]
        first = next((place for place, row in enumerate(words.rows) if row.choosable), 0)
        self._at = places.index(at) if at in places and not fresh else first
        self._column = min(self._column, len(words.heads) - 1)
        self._speak()
        self.restyle()

    def row(self) -> GridRow | None:
        """The current field."""
        return self.shown()[self._at] if self._at < len(self.shown()) else None

    def shown(self) -> tuple[GridRow, ...]:
        """All fields."""
        return self._words.rows if self._words else ()

    def cells(self, field: str) -> tuple[Cell, ...]:
        """What the leads say of a field; nothing where it is not shown."""
        return next((row.cells for row in self.shown() if row.field == field), ())

    def _speak(self) -> None:
        row = self.row()
        if row is None:
            self.setAccessibleDescription("")
            return
        told = ", ".join(cell.words or _("nothing") for cell in row.cells)
        words = _("{field}: {values}; becomes {result}")
        self.setAccessibleDescription(words.format(field=row.label, values=told, result=row.result))

    # Measures

    def _columns(self) -> int:
        return len(self._words.heads) if self._words else 2

    def _width_of(self) -> float:
        """The width of one lead's column; the result has the same."""
        room = self.width() - px(_LABEL)
        return max(px(_NARROWEST), room / (self._columns() + 1))

    def _left(self, column: int) -> float:
        return px(_LABEL) + column * self._width_of()

    def sizeHint(self) -> QSize:
        rows = len(self._words.rows) if self._words else 0
        wide = px(_LABEL) + (self._columns() + 1) * px(_NARROWEST)
        return QSize(wide, px(_HEAD) + rows * px(_ROW) + px(2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def row_area(self) -> QRectF:
        """Where the current field stands, so that it can be scrolled into sight."""
        return QRectF(0, px(_HEAD) + self._at * px(_ROW), px(10), px(_ROW))

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._choose(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        rows = self.shown()
        self._at = max(0, min(self._at + by, len(rows) - 1))
        self._speak()
        speech().say(self, self.accessibleDescription())
        self.update()

    def _choose(self, by: int) -> None:
        row = self.row()
        if row is None:
            return
        if not row.choosable:
            self._point(max(0, min(self._column + by, self._columns() - 1)))
            return
        places = [place for place, cell in enumerate(row.cells) if cell.choice]
        now = next((place for place in places if row.cells[place].chosen), places[0])
        at = max(0, min(places.index(now) + by, len(places) - 1))
        self._take(row, places[at])

    def _take(self, row: GridRow, column: int) -> None:
        self._point(column)
        if row.choosable and row.cells[column].choice and not row.cells[column].chosen:
            self.chosen.emit(row.field, column)

    def _point(self, column: int) -> None:
        if column != self._column:
            self._column = column
            self.pointed.emit(column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, column = self._place_at(event.position())
        rows = self.shown()
        if 0 <= row < len(rows) and 0 <= column < self._columns():
            self._at = row
            self._take(rows[row], column)
            self._speak()
            self.update()

    def _place_at(self, point: QPointF) -> tuple[int, int]:
        row = int((point.y() - px(_HEAD)) // px(_ROW))
        return row, int((point.x() - px(_LABEL)) // self._width_of())

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._words is None:
            return
        painter = QPainter(self)
        ready(painter)
        theme, words = current_theme(), self._words
        area = QRectF(self.rect())
        box(painter, area, px(8), theme.surface, theme.border)
        result = QRectF(self._left(self._columns()), 1, area.width(), area.height() - 2)
        painter.fillRect(result.intersected(area.adjusted(1, 1, -1, -1)), theme.accent_bg)
        self._paint_head(painter, theme)
        for place, row in enumerate(words.rows):
            top = px(_HEAD) + place * px(_ROW)
            hairline(painter, px(1), top, area.width() - px(2), theme.border)
            self._paint_row(painter, theme, row, top, current=place == self._at)

    def _paint_head(self, painter: QPainter, theme: Theme) -> None:
        assert self._words is not None
        wide = self._width_of() - px(16)
        line_text(painter, px(16), 0, px(_LABEL - 24), px(_HEAD), _("Field"), face(12, 600), theme.text2)
        heads = (*self._words.heads, (_("Becomes one record"), _("what is chosen at the left")))
        for column, (head, line) in enumerate(heads):
            x = self._left(column) + px(12)
            line_text(painter, x, px(8), wide, px(20), head, face(13, 600), theme.text)
            line_text(painter, x, px(28), wide, px(18), line, face(12), theme.text2)

    def _paint_row(self, painter: QPainter, theme: Theme, row: GridRow, top: float, *, current: bool) -> None:
        label = face(12, 700 if current else 600)
        ink = theme.text if current else theme.text2
        line_text(painter, px(16), top, px(_LABEL - 24), px(_ROW), row.label, label, ink)
        for column, cell in enumerate(row.cells):
            self._paint_cell(painter, theme, row, column, top)
            if current and self.hasFocus() and self._is_ringed(row, cell, column):
                ring = QRectF(
                    self._left(column) + px(4), top + px(6), self._width_of() - px(8), px(_ROW - 12)
                )
                box(painter, ring, px(6), None, theme.focus, px(2))
        x, wide = self._left(len(row.cells)) + px(12), self._width_of() - px(20)
        two = bool(row.result and row.note)
        y, high = (top + px(6), px(22)) if two else (top, px(_ROW))
        line_text(painter, x, y, wide, high, row.result, face(13, 600), theme.text)
        y, high = (top + px(27), px(18)) if two else (top, px(_ROW))
        line_text(painter, x, y, wide, high, row.note, face(12), theme.text2)

    def _is_ringed(self, row: GridRow, cell: Cell, column: int) -> bool:
        return cell.chosen if row.choosable else column == self._column

    def _paint_cell(self, painter: QPainter, theme: Theme, row: GridRow, column: int, top: float) -> None:
        cell = row.cells[column]
        x = self._left(column)
        if cell.choice:
            y = top + (px(_ROW) - px(16)) / 2
            paint_radio(painter, x + px(12), y, theme, chosen=cell.chosen)
        words = cell.words or _("nothing")
        ink = theme.text if cell.words else theme.text3
        weight = 600 if cell.chosen and cell.choice else 400
        room = self._width_of() - px(44)
        line_text(painter, x + px(36), top, room, px(_ROW), words, face(13, weight), ink)


def scrolled(grid: CompareGrid) -> QScrollArea:
    """The table in a place that scrolls, with what becomes of the values that are not chosen below it."""
    inner = QWidget()
    inner.setObjectName("compare")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    column.addWidget(grid)
    column.addWidget(TextLabel(_("Each value that is not chosen stays in the history of the record"), 12))
    column.addStretch(1)
    area = QScrollArea()
    area.setAccessibleName(_("Compare field by field"))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setStyleSheet("QScrollArea, QWidget#compare { background: transparent; }")
    area.setWidget(inner)
    return area

"""One column of the board: its head with count, amounts and limit, its cards, and where a drop would go."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.texts.formats import number
from leaddesk.ui.board.head import ColumnHead
from leaddesk.ui.board.model import ColumnModel, mime_ids
from leaddesk.ui.board.tile import HIGH, STEP, Tile
from leaddesk.ui.board.tiles import ColumnView
from leaddesk.ui.kit.keycap import paint_cap
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_AHEAD = 20
"""Cards that are still to come when more are asked for."""
FOLDED = 36
"""Width of a collapsed column, px."""


class Cell(KitWidget):
    """Cards of one column, or of one lane of it: accent while a drop is welcome, hatched while forbidden."""

    def __init__(self, stage: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage = stage
        self.model = ColumnModel(self)
        self.view = ColumnView(self.model, stage, self)
        self._welcome: bool | None = None

    def has_keys(self) -> bool:
        """Whether keys go to its cards, or to itself while it is collapsed."""
        return self.view.hasFocus() or self.hasFocus()

    def show_welcome(self, welcome: bool | None) -> None:
        """True: a drop may go here; False: it may not; None: no drag is over."""
        if welcome is not True:
            self.model.clear_ghost()
        if welcome is not self._welcome:
            self._welcome = welcome
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        rect = QRectF(self.rect())
        edge = {None: theme.border, True: theme.accent, False: theme.hot}[self._welcome]
        edge = theme.focus if self.hasFocus() else edge
        wide = px(2) if self._welcome is not None or self.hasFocus() else 1
        box(painter, rect, px(8), theme.surface2, edge, wide)
        if self._welcome is False:
            painter.setOpacity(0.25)
            painter.fillRect(rect.adjusted(2, 2, -2, -2), Qt.BrushStyle.BDiagPattern)


class Column(Cell):
    """A column with its head. Whole cards only; the foot says how many are below.

    `more_requested()` when the last loaded cards are near; `unfolded()` after a click on a collapsed column.
    """

    more_requested = Signal()
    unfolded = Signal()

    def __init__(self, stage: str, parent: QWidget) -> None:
        super().__init__(stage, parent)
        self.head = ColumnHead(self)
        self.foot = ElidedLabel("", 12, 400, "text2")
        self.folded = False
        self._count = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), 0, px(8), px(8))
        column.setSpacing(px(4))
        column.addWidget(self.head)
        column.addWidget(self.view)
        column.addStretch(1)
        column.addWidget(self.foot)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_column(self, tiles: list[Tile], count: int) -> None:
        """Show cards out of `count`."""
        self.model.show_tiles(tiles)
        self._count = count
        self._tell_rest()

    def set_folded(self, folded: bool) -> None:
        """Collapse to a strip with name and count, which still takes drops and keys; or open again."""
        if folded == self.folded:
            return
        had_keys = self.has_keys()
        self.folded = folded
        for part in (self.head, self.view, self.foot):
            part.setVisible(not folded)
        self.setAcceptDrops(folded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if folded else Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(px(FOLDED) if folded else 0)
        self.setMaximumWidth(px(FOLDED) if folded else 16_777_215)
        if had_keys:
            (self if folded else self.view).setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def loaded(self) -> int:
        """How many cards are loaded."""
        return self.model.rowCount()

    def below(self) -> int:
        """How many cards of the column are below those seen."""
        bar = self.view.verticalScrollBar()
        seen = (bar.value() + self.view.viewport().height() + px(STEP - HIGH)) // px(STEP)
        return max(0, self._count - seen)

    def _tell_rest(self) -> None:
        below = self.below()
        self.foot.show_text(_("{n} more ↓").format(n=number(below)) if below else "")

    def _on_scrolled(self) -> None:
        self._tell_rest()
        near = self.loaded() - (self._count - self.below()) < _AHEAD
        if near and self.loaded() < self._count:
            self.more_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = self.head.sizeHint().height() + self.foot.sizeHint().height() + px(8 + 3 * 4)
        rows = max(1, (self.height() - taken + px(STEP - HIGH)) // px(STEP))
        self.view.setFixedHeight(rows * px(STEP))
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.folded:
            return
        painter = QPainter(self)
        ready(painter)
        theme, head = current_theme(), self.head.words()
        self.setAccessibleName(_("{column}, collapsed").format(column=f"{head.name} {head.count}"))
        paint_cap(painter, px(9), px(10), head.key, theme)
        painter.translate(self.width(), px(40))
        painter.rotate(90)
        words = f"{head.name}  {head.count}"
        line_text(painter, 0, 0, self.height() - px(48), self.width(), words, face(12, 600), theme.text2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.folded:
            self.unfolded.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        ids = mime_ids(event.mimeData())
        if ids:
            event.acceptProposedAction()
            self.view.drag_entered.emit(ids, 0)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.view.drag_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        ids = mime_ids(event.mimeData())
        self.view.drag_left.emit()
        if ids:
            event.acceptProposedAction()
            self.view.dropped.emit(ids, 0)

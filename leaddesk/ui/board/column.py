"""One column of the board: its head with count, amounts and limit, its cards, and where a drop would go."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from leaddesk.texts import _
from leaddesk.texts.formats import number
from leaddesk.ui.board.head import ColumnHead
from leaddesk.ui.board.model import MIME, ColumnModel, TileRole, mime_ids
from leaddesk.ui.board.tile import HIGH, STEP, Tile, paint_tile
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.paint import box, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_FADED = 0.4
_AHEAD = 20
"""Cards that are still to come when more are asked for."""


class TileDelegate(QStyledItemDelegate):
    """Paints a card from its record; the one being dragged is faded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.dragged: frozenset[str] = frozenset()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile = index.data(TileRole.TILE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        ready(painter)
        if tile.id in self.dragged:
            painter.setOpacity(_FADED)
        place = QRectF(rect.x(), rect.y(), rect.width(), px(HIGH))
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(state & QStyle.StateFlag.State_Selected) and not focused
        paint_tile(painter, place, tile, current_theme(), current=focused, chosen=chosen)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(STEP))


class ColumnView(QListView):
    """Cards of a column. `dropped(ids)` after a drop, `entered/left` while a drag is over it."""

    dropped = Signal(object)
    drag_entered = Signal(object)
    drag_left = Signal()
    opened = Signal(str)

    def __init__(self, model: ColumnModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.tiles = TileDelegate(self)
        self.setItemDelegate(self.tiles)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(TileRole.ID)))
        self.ghost: Tile | None = None

    def chosen_ids(self) -> tuple[str, ...]:
        """Ids of the chosen cards, in order."""
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(TileRole.ID) for index in rows)

    def startDrag(self, actions: Qt.DropAction) -> None:
        ids = self.chosen_ids()
        if not ids:
            return
        index = self.currentIndex()
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        drag.setPixmap(self._picture(index))
        drag.setHotSpot(QPoint(px(60), px(42)))
        self.tiles.dragged = frozenset(ids)
        self.viewport().update()
        drag.exec(Qt.DropAction.MoveAction)
        self.tiles.dragged = frozenset()
        self.viewport().update()

    def _picture(self, index: QModelIndex) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wide = self.viewport().width()
        picture = QPixmap(round(wide * ratio), round(px(HIGH) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        ready(painter)
        paint_tile(
            painter, QRectF(0, 0, wide, px(HIGH)), index.data(TileRole.TILE), current_theme(), current=True,
            chosen=False,
        )  # fmt: skip
        painter.end()
        return picture

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        ids = mime_ids(event.mimeData())
        if ids:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.drag_entered.emit(ids)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drag_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        ids = mime_ids(event.mimeData())
        self.drag_left.emit()
        if ids:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(ids)


class Column(KitWidget):
    """A column with its frame: accent while a drop is welcome, hatched while it is forbidden.

    Whole cards only; the foot says how many are below. `more_requested()` when the last loaded ones are near.
    """

    more_requested = Signal()

    def __init__(self, stage: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage = stage
        self.model = ColumnModel(self)
        self.head = ColumnHead(self)
        self.view = ColumnView(self.model, stage, self)
        self.foot = ElidedLabel("", 12, 400, "text2")
        self._welcome: bool | None = None
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

    def show_welcome(self, welcome: bool | None) -> None:
        """True: a drop may go here; False: it may not; None: no drag is over."""
        if welcome is not self._welcome:
            self._welcome = welcome
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        rect = QRectF(self.rect())
        edge = {None: theme.border, True: theme.accent, False: theme.hot}[self._welcome]
        box(painter, rect, px(8), theme.surface2, edge, 1 if self._welcome is None else px(2))
        if self._welcome is False:
            painter.setOpacity(0.25)
            painter.fillRect(rect.adjusted(2, 2, -2, -2), Qt.BrushStyle.BDiagPattern)

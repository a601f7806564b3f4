"""The cards of one column or cell as a list view: painting, dragging, and where a drop would go."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from leaddesk.ui.board.model import MIME, ColumnModel, TileRole, mime_ids
from leaddesk.ui.board.tile import HIGH, STEP, paint_tile
from leaddesk.ui.kit.paint import ready
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_FADED = 0.4
_OURS = (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right)
"""Keys that the board hears, not the list."""


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
    """Cards of a column. `dropped(ids, place)` after a drop above the card at `place` of the view.

    `drag_entered(ids, place)` while a drag is over it, each time its place is another one.
    """

    dropped = Signal(object, int)
    drag_entered = Signal(object, int)
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
        self.grabbed = False
        self._over = -1

    def chosen_ids(self) -> tuple[str, ...]:
        """Ids of the chosen cards, in order."""
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(TileRole.ID) for index in rows if index.data(TileRole.ID))

    def place_at(self, y: float) -> int:
        """Above which card a drop at this height goes."""
        return max(0, round((y + self.verticalScrollBar().value()) / px(STEP)))

    def show_faded(self, ids: frozenset[str]) -> None:
        """Paint cards as being on their way."""
        if ids != self.tiles.dragged:
            self.tiles.dragged = ids
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OURS or self.grabbed:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        ids = self.chosen_ids()
        if not ids:
            return
        index = self.currentIndex()
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        drag.setPixmap(self._picture(index))
        drag.setHotSpot(QPoint(px(60), px(42)))
        self.show_faded(frozenset(ids))
        drag.exec(Qt.DropAction.MoveAction)
        self.show_faded(frozenset())

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
        if mime_ids(event.mimeData()):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self._over = -1
            self._tell(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self._tell(event)

    def _tell(self, event: QDragMoveEvent) -> None:
        place = self.place_at(event.position().y())
        if place != self._over:
            self._over = place
            self.drag_entered.emit(mime_ids(event.mimeData()), place)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = -1
        self.drag_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        ids, place = mime_ids(event.mimeData()), self.place_at(event.position().y())
        self._over = -1
        self.drag_left.emit()
        if ids:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(ids, place)

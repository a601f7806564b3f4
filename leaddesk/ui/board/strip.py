"""The thin strips at the right edge: places off the board that a card can be dropped on."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.board.model import mime_ids
from leaddesk.ui.kit.keycap import paint_cap
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

ICONS = {"nurture": "sprout-outline", "archive": "archive-outline", "junk": "trash-can-outline"}


class PlaceStrip(KitWidget):
    """`dropped(place, ids)` after a drop, `opened(place)` by a click."""

    dropped = Signal(str, object)
    opened = Signal(str)
    drag_entered = Signal(str, object)
    drag_left = Signal()

    def __init__(self, place: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self._key = key
        self._words = ""
        self._over = False
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_words(self, words: str) -> None:
        """Name and count of the place."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(36), px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        fill = theme.accent_bg if self._over else None
        edge = theme.accent if self._over else theme.border_strong
        box(painter, QRectF(self.rect()), px(6), fill, edge, px(2) if self._over else 1, dashed=True)
        paint_cap(painter, px(10), px(10), self._key, theme)
        draw_icon(painter, px(10), px(40), ICONS[self.place], theme.text2, px(16))
        painter.translate(self.width(), px(68))
        painter.rotate(90)
        room = self.height() - px(76)
        line_text(painter, 0, 0, room, self.width(), self._words, face(12, 600), theme.text2)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        ids = mime_ids(event.mimeData())
        if ids:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.show_over(True)
            self.drag_entered.emit(self.place, ids)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_over(False)
        self.drag_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        ids = mime_ids(event.mimeData())
        self.show_over(False)
        self.drag_left.emit()
        if ids:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(self.place, ids)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.place)

    def show_over(self, over: bool) -> None:
        """Show that a drop may go here."""
        self._over = over
        self.update()

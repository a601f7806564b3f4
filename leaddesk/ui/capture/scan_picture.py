"""The picture of a card with a box for each field, and the thumbs of the queue below it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.capture.scanned import Scanned, State
from leaddesk.ui.kit.paint import CENTRE, box, line_text, ready
from leaddesk.ui.kit.plain import set_tooltip, short
from leaddesk.ui.kit.themed import KitButton, KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_MARGIN = 24
_DRAG = 6
"""Pixels of the screen below which a press and a release are a click."""
_STATES: dict[State, tuple[str, ToneName]] = {
    "waiting": ("clock-outline", "junk"),
    "reading": ("clock-outline", "accent"),
    "check": ("pencil-circle", "accent"),
    "failed": ("alert-circle", "hot"),
    "saved": ("check-circle", "ok"),
    "skipped": ("minus-circle", "junk"),
}


def state_words(state: State) -> str:
    """A state of the queue in a word."""
    return {
        "waiting": _("waits"),
        "reading": _("being read"),
        "check": _("to be checked"),
        "failed": _("not read"),
        "saved": _("saved"),
        "skipped": _("skipped"),
    }[state]


class CardPicture(KitWidget):
    """The picture fitted into the panel; a box has the colour and dash of its field's confidence.

    `pointed(box)` after a click or a drag: left, top, width, height in pixels of the file, 0x0 for a click.
    """

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: Scanned | None = None
        self._pixmap = QPixmap()
        self._at = -1
        self._drag: QRectF | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Picture of the card"))

    def show_card(self, card: Scanned | None) -> None:
        """Show another card."""
        self._card = card
        self._pixmap = QPixmap()
        self._at = -1
        self.update()

    def show_field(self, at: int) -> None:
        """Mark the field that is being checked."""
        self._at = at
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(520), px(340))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(150))

    def _fitted(self, image: QImage) -> QPixmap:
        room = QSize(self.width() - 2 * px(_MARGIN), self.height() - 2 * px(_MARGIN))
        room = room.expandedTo(QSize(1, 1))
        wanted = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if self._pixmap.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._pixmap = QPixmap.fromImage(
                image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            )
        return self._pixmap

    def _laid(self) -> tuple[QPixmap, QPointF, float]:
        """The picture as it is shown, its upper left corner, and its pixels per pixel of the file."""
        card = self._card
        assert card is not None
        shown = self._fitted(card.image)
        corner = QPointF((self.width() - shown.width()) / 2, (self.height() - shown.height()) / 2)
        return shown, corner, card.ratio * shown.width() / max(1, card.image.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        card = self._card
        if event.button() is Qt.MouseButton.LeftButton and card is not None and not card.image.isNull():
            self._drag = QRectF(event.position(), event.position())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.setBottomRight(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None or self._card is None:
            super().mouseReleaseEvent(event)
            return
        self.update()
        _shown, corner, scale = self._laid()
        spot = drag.normalized().translated(-corner)
        sides = (spot.left() / scale, spot.top() / scale, spot.width() / scale, spot.height() / scale)
        left, top, wide, high = map(round, sides)
        self.pointed.emit(
            (left, top, wide, high) if max(spot.width(), spot.height()) >= _DRAG else (left, top, 0, 0)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, area = current_theme(), QRectF(self.rect())
        box(painter, area, px(8), theme.surface2, theme.border)
        card = self._card
        if card is None or card.image.isNull():
            self._paint_nothing(painter, card)
            return
        shown, corner, scale = self._laid()
        painter.drawPixmap(round(corner.x()), round(corner.y()), shown)
        for place in sorted(range(len(card.fields)), key=lambda one: one == self._at):
            found = card.fields[place]
            if found.box is None or not (found.text or place == self._at):
                continue
            x, y, wide, high = (side * scale for side in found.box)
            rect = QRectF(corner.x() + x, corner.y() + y, wide, high).adjusted(-px(4), -px(3), px(4), px(3))
            now = place == self._at
            edge = theme.focus if now else theme.ink(found.tone)
            box(
                painter, rect, px(3), None, edge, px(3 if now else 1.5), dashed=not now and found.tone != "ok"
            )
        if self._drag is not None:
            box(painter, self._drag.normalized(), px(2), None, theme.focus, px(2), dashed=True)

    def _paint_nothing(self, painter: QPainter, card: Scanned | None) -> None:
        theme, area = current_theme(), QRectF(self.rect())
        reading = card is not None and card.state in ("waiting", "reading")
        words = _("Reading the card…") if reading else _("There is no picture to show")
        name = "clock-outline" if reading else "image-off-outline"
        draw_icon(painter, area.center().x() - px(14), area.center().y() - px(36), name, theme.text3, 28)
        line_text(painter, 0, area.center().y(), area.width(), px(20), words, face(13), theme.text2, CENTRE)


class Thumb(KitButton):
    """A card of the queue: 67x56 with the sign of its state, its name below."""

    def __init__(self, card: Scanned, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.card = card
        self._pixmap = QPixmap()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def refresh(self) -> None:
        """Show what became of the card."""
        told = f"{short(self.card.name, 60)}, {state_words(self.card.state)}"
        self.setAccessibleName(told)
        set_tooltip(self, told)
        if self._pixmap.isNull() and not self.card.image.isNull():
            size = QSize(px(67), px(56))
            grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            smooth = Qt.TransformationMode.SmoothTransformation
            big = self.card.image.scaled(size, grown, smooth)
            x, y = (big.width() - size.width()) // 2, (big.height() - size.height()) // 2
            self._pixmap = QPixmap.fromImage(big.copy(x, y, size.width(), size.height()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(67), px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, now = current_theme(), self.isChecked()
        area = QRectF(0, 0, self.width(), px(56))
        box(painter, area, px(4), theme.surface2)
        if not self._pixmap.isNull():
            painter.drawPixmap(0, 0, self._pixmap)
        edge = theme.accent if now or self.hasFocus() else theme.border
        box(painter, area, px(4), None, edge, px(2) if now or self.hasFocus() else 1)
        icon, tone = _STATES[self.card.state]
        spot = QRectF(area.right() - px(20), area.bottom() - px(20), px(18), px(18))
        box(painter, spot, px(9), theme.surface)
        draw_icon(painter, spot.left() + px(1), spot.top() + px(1), icon, theme.ink(tone), 16)
        words = face(11, 600 if now else 400)
        name = short(self.card.name, 30)
        line_text(painter, 0, px(60), self.width(), px(18), name, words, theme.text2, CENTRE)

"""The scrim over a window and what lies on it: keeps the keys inside, gives the focus back at the end."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.ui.kit.paint import box, ratio_of, ready, remembered, shadow
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_SCRIM = QColor(16, 20, 28, 130)
_REACH = 16
_EDGE = 16


class Frame(KitWidget):
    """A surface with radius 8 on the scrim; popups and dialogs are made of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        edge = theme.border_strong if theme.contrast or theme.dark else None
        box(painter, QRectF(self.rect()), px(8), theme.surface, edge)


class Overlay(KitWidget):
    """Covers the window of `parent` and centres `frame` on it; `top` puts the frame at that height instead.

    While it is open no key reaches the window below: every shortcut is overridden, Tab stays inside.
    Signals: `cancelled()` after Esc or a press on the scrim, `closed()` after it is gone either way.
    """

    cancelled = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, frame: QWidget, wanted: QSize, top: int | None = None) -> None:
        window = parent.window()
        super().__init__(window)
        self._window = window
        self._frame, self._wanted, self._top = frame, wanted, top
        self._gave_up_focus: QWidget | None = None
        self._open = False
        self._middle: QPoint | None = None
        frame.setParent(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def set_wanted(self, wanted: QSize) -> None:
        """Another size for the frame, in measures of the screens; it is cut to the window."""
        self._wanted = wanted
        self._place()

    def open(self, first: QWidget | None = None) -> None:
        """Show it and put the focus on `first` (or the frame's first child)."""
        self._gave_up_focus = QApplication.focusWidget()
        self._window.installEventFilter(self)
        self._open = True
        self._place()
        self.show()
        self.raise_()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def is_open(self) -> bool:
        """Whether it covers the window."""
        return self._open

    def close_overlay(self) -> None:
        """Take it away and give the focus back."""
        if not self._open:
            return
        self._open = False
        self._window.removeEventFilter(self)
        self.hide()
        before = self._gave_up_focus
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def cancel(self) -> None:
        """As Esc does."""
        if self._open:
            self.cancelled.emit()
            self.close_overlay()

    def _place(self) -> None:
        area = self._window.rect()
        self.setGeometry(area)
        wide = min(px(self._wanted.width()), area.width() - 2 * px(_EDGE))
        high = min(px(self._wanted.height()), area.height() - 2 * px(_EDGE))
        middle = self._middle or QPoint(area.width() // 2, area.height() // 2)
        x = max(0, min(middle.x() - wide // 2, area.width() - wide))
        y = middle.y() - high // 2 if self._top is None else px(self._top)
        self._frame.setGeometry(QRect(x, max(0, min(y, area.height() - high)), wide, high))

    def restyle(self) -> None:
        """Take the measures in force."""
        if getattr(self, "_open", False):
            self._place()
        super().restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        inside = self._tab_stops()
        if not inside:
            return True
        now = QApplication.focusWidget()
        at = inside.index(now) if now in inside else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(reason)
        return True

    def _tab_stops(self) -> list[QWidget]:
        """Widgets of the frame that Tab reaches, in the order of the focus chain."""
        found: list[QWidget] = []
        walker = self.nextInFocusChain()
        while walker is not None and walker is not self:
            takes = bool(walker.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and walker.isEnabled() and walker.isVisible() and self._frame.isAncestorOf(walker):
                found.append(walker)
            walker = walker.nextInFocusChain()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._frame.geometry().contains(event.position().toPoint()):
            self._on_scrim_pressed()
        event.accept()

    def _on_scrim_pressed(self) -> None:
        self.cancel()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SCRIM)
        size = self._frame.size()
        reach = px(_REACH)
        wide, high = size.width() + 2 * reach, size.height() + 2 * reach
        key = ("frame", wide, high, ratio_of(painter))
        area = QRectF(reach, reach, size.width(), size.height())
        cast = remembered(key, wide, high, ratio_of(painter), lambda p: shadow(p, area, px(8), reach))
        painter.drawPixmap(self._frame.x() - reach, self._frame.y() - reach, cast)

"""The sign of the exchange in the top bar: what is safe, what waits to be sent."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

SyncState = Literal["ready", "waiting", "offline", "failed"]
_LOOK: dict[SyncState, tuple[str, ToneName]] = {
    "ready": ("cloud-check-outline", "ok"),
    "waiting": ("sync", "warm"),
    "offline": ("cloud-off-outline", "junk"),
    "failed": ("cloud-alert", "hot"),
}


class SyncSign(KitButton):
    """An icon 18 and, where there is room, its words; the words are always the tooltip and spoken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._state: SyncState = "ready"
        self._words = ""
        self._wide = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: SyncState, words: str) -> None:
        """Show a state and its sentence ("Works offline", "22 wait to be sent")."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        set_tooltip(self, words)
        self.restyle()

    def set_wide(self, wide: bool) -> None:
        """Show the words beside the icon."""
        self._wide = wide
        self.restyle()

    def _shows_words(self) -> bool:
        return self._wide or self._state in ("waiting", "failed")

    def sizeHint(self) -> QSize:
        words = px(6) + round(face(12).width(self._words)) if self._shows_words() and self._words else 0
        return QSize(px(20) + words + px(4), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        icon, tone = _LOOK[self._state]
        draw_icon(painter, px(1), (self.height() - px(20)) // 2, icon, theme.ink(tone), 20)
        if self._shows_words():
            ink = theme.text2 if tone in ("ok", "junk") else theme.ink(tone)
            line_text(painter, px(26), 0, self.width() - px(26), self.height(), self._words, face(12), ink)
        if self.hasFocus() or self.underMouse():
            edge = theme.focus if self.hasFocus() else theme.border
            box(painter, QRectF(self.rect()), px(6), None, edge, px(2) if self.hasFocus() else 1)

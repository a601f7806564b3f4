"""The funnel: bars of this period over grey ones of the period before, with shares of the step above."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from leaddesk.actions.figures import Figure, Mark
from leaddesk.texts import _
from leaddesk.texts.figures import step_name
from leaddesk.texts.formats import number, percent
from leaddesk.ui.kit.paint import box, focus_ring, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_BARS_AT, _WORDS = 110, 190


class FunnelView(KitWidget):
    """`opened(query)` by click or Enter on a step."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows: list[tuple[Mark, Mark]] = []
        self._at = 0

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        now = [mark for mark in figure.marks if mark.series == "now"]
        was = [mark for mark in figure.marks if mark.series == "before"]
        self._rows = list(zip(now, was, strict=True))
        self.update()

    def _row_height(self) -> float:
        return min(px(56), self.height() / max(1, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        most = max((mark.k for pair in self._rows for mark in pair), default=1) or 1
        room = self.width() - px(_BARS_AT) - px(_WORDS)
        for place, (now, was) in enumerate(self._rows):
            self._paint_row(painter, place, now, was, room / most)

    def _paint_row(self, painter: QPainter, place: int, now: Mark, was: Mark, scale: float) -> None:
        theme = current_theme()
        high = self._row_height()
        top = place * high + (high - px(32)) / 2
        bold = 600 if now.label in ("handed", "won") else 500
        line_text(
            painter, 0, top, px(_BARS_AT) - px(8), px(32), step_name(now.label), face(12, bold), theme.text
        )
        box(
            painter,
            QRectF(px(_BARS_AT), top + 2, max(px(2), now.k * scale), px(14)),
            px(2),
            theme.accent,
        )
        box(
            painter, QRectF(px(_BARS_AT), top + px(17), max(px(2), was.k * scale), px(13)), px(2), theme.track
        )
        x = self.width() - px(_WORDS) + px(12)
        line_text(painter, x, top, px(56), px(32), number(now.k), face(13, 700), theme.text)
        if place == 0:
            words = _("was {n}").format(n=number(was.k))
            line_text(painter, x + px(56), top, px(110), px(32), words, face(12), theme.text2)
        else:
            line_text(painter, x + px(56), top, px(48), px(32), _share(now), face(12, 600), theme.text)
            words = _("was {n}").format(n=_share(was))
            line_text(painter, x + px(104), top, px(76), px(32), words, face(12), theme.text2)
        if self.hasFocus() and place == self._at:
            focus_ring(painter, QRectF(0, place * high + 1, self.width(), high - 2), px(6), theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(
            Qt.Key(event.key())
        )
        if step and self._rows:
            self._at = min(max(self._at + step, 0), len(self._rows) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self.opened.emit(self._rows[self._at][0].query)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y() // self._row_height())
        if 0 <= place < len(self._rows):
            self._at = place
            self.opened.emit(self._rows[place][0].query)


def _share(mark: Mark) -> str:
    return "–" if mark.value is None else percent(mark.value)

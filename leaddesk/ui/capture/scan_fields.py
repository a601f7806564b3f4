"""The fields of a card to check: each beside its own slice of the picture, the least sure first."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.texts.formats import percent
from leaddesk.ui.capture.card_words import card_field_name, doubt_words
from leaddesk.ui.capture.scanned import Box, CardField, Scanned
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.panel import paint_panel
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import build_palette
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

ROW, PLAIN_ROW, SLICE_WIDE, SLICE_HIGH = 76, 52, 256, 52
_SLICE_AT, _FIELD_AT, _AROUND = 104, 372, 6
_ICONS = {
    "ok": "check",
    "warm": "minus-circle-outline",
    "hot": "alert-circle-outline",
    "junk": "pencil-outline",
}


def slice_of(image: QImage, ratio: float, found: CardField) -> QPixmap:
    """The part of the picture where a field stands, fitted into 256x52; null where nothing is known."""
    if found.box is None or image.isNull():
        return QPixmap()
    left, top, wide, high = (side * ratio for side in found.box)
    shape = SLICE_WIDE / SLICE_HIGH
    tall = max(high + 2 * _AROUND, (wide + 2 * _AROUND) / shape)
    size = QRectF(0, 0, tall * shape, tall)
    size.moveCenter(QRectF(left, top, wide, high).center())
    # The slice keeps what stands around the field, so that it fills its place.
    size.moveLeft(min(size.left(), left - _AROUND))
    part = size.toRect()
    if part.intersected(image.rect()).isEmpty():
        return QPixmap()
    cut = part.intersected(image.rect())
    room = QSize(px(SLICE_WIDE) - 2, px(SLICE_HIGH) - 2)
    grown, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.copy(cut).scaled(room, grown, smooth))


class FieldRow(KitWidget):
    """Label, confidence, slice, field. `accepted()` after Enter, `entered()` when the cursor comes in."""

    accepted = Signal()
    entered = Signal()
    typed = Signal()

    def __init__(self, found: CardField, picture: QPixmap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self._slice = found, picture
        self._readings = list(dict.fromkeys([found.text, *found.others]))
        self.editor = QLineEdit(found.text, self)
        self.editor.setAccessibleName(card_field_name(found))
        self.editor.setMaxLength(2_000)
        self.editor.setCursorPosition(0)
        self.editor.installEventFilter(self)
        self.editor.textEdited.connect(self._on_edited)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def restyle(self) -> None:
        """Take the measures in force."""
        if hasattr(self, "editor"):
            self._place()
        super().restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(742), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(420), self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _high(self) -> int:
        return px(PLAIN_ROW if self._slice.isNull() else ROW)

    def _place(self) -> None:
        high = self.editor.sizeHint().height()
        left = px(_SLICE_AT + 44 if self._slice.isNull() else _FIELD_AT)
        top = px(10) if self._other() else (self._high() - high) // 2
        self.editor.setGeometry(left, top, max(px(40), self.width() - left - px(12)), high)

    def _on_edited(self, text: str) -> None:
        self.field.text = text
        self.field.sure, self.field.accepted = None, bool(text)
        self._describe()
        self.typed.emit()

    def _other(self) -> str:
        """What the field may say instead; empty where nothing else was seen, or it was settled."""
        settled = self.field.accepted or self.field.sure is None or self._slice.isNull()
        return "" if settled else next((one for one in self.field.others if one != self.field.text), "")

    def take_other(self, step: int) -> bool:
        """Put the next (1) or the former (-1) reading into the field; False where there is one only."""
        found = self._readings
        if len(found) < 2 or self.field.text not in found:
            return False
        text = found[(found.index(self.field.text) + step) % len(found)]
        self.editor.setText(text)
        self.editor.selectAll()
        self.field.text = text
        self._describe()
        self.typed.emit()
        return True

    def show_read(self, text: str, sure: float, spot: Box | None, picture: QPixmap) -> None:
        """Take what was read from a region that the person pointed at."""
        self.field.text, self.field.sure, self.field.box = text, sure, spot
        self.field.others, self.field.accepted = (), False
        self._readings, self._slice = [text], picture
        self.editor.setText(text)
        self.editor.selectAll()
        self.updateGeometry()
        self._place()
        self._describe()
        self.typed.emit()

    def accept(self) -> None:
        """The text is right as it stands."""
        self.field.accepted = bool(self.field.text)
        self._describe()

    def _describe(self) -> None:
        words = percent(self.field.sure) if self.field.sure is not None else _("by hand")
        other = self._other()
        self.editor.setAccessibleDescription(
            f"{words}, {doubt_words(self.field.text, other)}" if other else words
        )
        self._place()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
            self.update()
        elif event.type() is QEvent.Type.FocusOut:
            self.update()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.accept()
                self.accepted.emit()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if plain and step and self.take_other(step):
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, tone = current_theme(), self.field.tone
        area = QRectF(self.rect())
        paint_panel(painter, area, theme, focused=self.editor.hasFocus())
        plain = self._slice.isNull()
        room = px(_SLICE_AT + 32 if plain else _SLICE_AT - 16)
        top = px(8 if plain else 18)
        name = card_field_name(self.field)
        line_text(painter, px(12), top, room, px(18), name, face(13, 600), theme.text)
        words = percent(self.field.sure) if self.field.sure is not None else _("by hand")
        ink = theme.ink(tone)
        wide = line_text(painter, px(12), top + px(18), room, px(18), words, face(12, 600), ink)
        draw_icon(painter, px(12) + wide + px(6), top + px(20), _ICONS.get(tone, "check"), ink, 14)
        if plain:
            return
        spot = QRectF(px(_SLICE_AT), px(12), px(SLICE_WIDE), px(SLICE_HIGH))
        box(painter, spot, px(4), theme.surface2)
        x = spot.left() + (spot.width() - self._slice.width()) / 2
        y = spot.top() + (spot.height() - self._slice.height()) / 2
        painter.drawPixmap(round(x), round(y), self._slice)
        box(painter, spot, px(4), None, theme.border_strong)
        other = self._other()
        if other:
            below = self.editor.geometry()
            room = self.width() - below.left() - px(20)
            words = doubt_words(self.field.text, other)
            line_text(
                painter, below.left() + px(10), below.bottom() + px(4), room, px(18), words, face(12), ink
            )


class FieldList(QScrollArea):
    """Rows of a card. `at_field(place)`, `finished()` after Enter in the last one, `typed()` on a change."""

    at_field = Signal(int)
    finished = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FieldRow] = []
        self.at = -1
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme_switch().changed.connect(self._dress)

    def _dress(self) -> None:
        body = self.widget()
        if body is not None:
            body.setAutoFillBackground(True)
            body.setPalette(build_palette(current_theme()))

    def show_card(self, card: Scanned | None) -> None:
        """Show the fields of another card."""
        body = QWidget()
        lay = QVBoxLayout(body)
        lay.setContentsMargins(0, 0, px(2), 0)
        lay.setSpacing(px(6))
        self.rows, self.at = [], 0
        for place, found in enumerate(card.fields if card is not None else ()):
            assert card is not None
            row = FieldRow(found, slice_of(card.image, card.ratio, found), body)
            row.entered.connect(lambda at=place: self._on_entered(at))
            row.accepted.connect(lambda at=place: self._on_accepted(at))
            row.typed.connect(self.typed)
            lay.addWidget(row)
            self.rows.append(row)
        lay.addStretch(1)
        self.setWidget(body)
        self._dress()

    def current(self) -> FieldRow | None:
        """The row that was worked on last."""
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    def focus_field(self, at: int) -> None:
        """Put the cursor into a field, its text chosen."""
        if 0 <= at < len(self.rows):
            self.rows[at].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.rows[at].editor.selectAll()

    def accept_sure(self) -> None:
        """Accept what is green."""
        for row in self.rows:
            if row.field.tone == "ok":
                row.accept()

    def _on_entered(self, at: int) -> None:
        self.at = at
        self.ensureWidgetVisible(self.rows[at])
        self.at_field.emit(at)

    def _on_accepted(self, at: int) -> None:
        self.typed.emit()
        if at + 1 < len(self.rows):
            self.focus_field(at + 1)
        else:
            self.finished.emit()

"""Where an answer is known from, opened beside the answers: a message, a call, a picture, a note (B25)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QWidget

from leaddesk.domain.evidence import evidence_from
from leaddesk.texts import _
from leaddesk.ui.card.picture import PictureView
from leaddesk.ui.card.source_words import SourceWords
from leaddesk.ui.kit.button import IconButton
from leaddesk.ui.kit.label import Caption, ElidedLabel, TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rowlist import RowList
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


class SourceView(Panel):
    """`closed()` by its cross or Esc; `picture_wanted(sha256)` when there is one to be read."""

    closed = Signal()
    picture_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self._words: SourceWords | None = None
        self._title = ElidedLabel("", 13, 600)
        self.cross = IconButton("close", _("Close"), side=24, size=16)
        self._line = ElidedLabel("", 12, 400, "text2")
        self.picture = PictureView()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("What was said"))
        self.text.setTabChangesFocus(True)
        self._keeps = TextLabel("", 12, 400, "text2")
        self._earlier = Caption(_("Earlier answers"))
        self.former = RowList(_("Earlier answers"), height=22)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.cross)
        self.body.addLayout(head)
        for widget in (self._line, self.picture, self.text, self._keeps, self._earlier, self.former):
            self.body.addWidget(widget)
        self.cross.clicked.connect(self.closed)

    def show_source(self, words: SourceWords) -> None:
        """Show a source; the sentence that the answer stands on is marked and in view."""
        if self._words is not None and self._words.source == words.source and self._words.text == words.text:
            self._words = words
            self.former.show_rows(words.former)
            return
        self._words = words
        self._title.show_text(words.title)
        self._line.show_text(words.line)
        self.picture.setVisible(bool(words.picture))
        if words.picture:
            self.picture.show_waiting(words.box)
            self.picture_wanted.emit(words.picture)
        self.text.setPlainText(words.text)
        self.text.setVisible(bool(words.text))
        lines = min(14, max(3, words.text.count("\n") + len(words.text) // 34 + 1))
        self.text.setFixedHeight(px(16 + 18 * lines))
        hint = _("What you answer now is known from here; select the sentence that says it.")
        self._keeps.show_text(hint if words.keeps else "")
        self._keeps.setVisible(words.keeps)
        self._earlier.setVisible(bool(words.former))
        self.former.show_rows(words.former)
        self._mark()

    def show_image(self, image: QImage, ratio: float) -> None:
        """Show the picture that was wanted."""
        self.picture.show_image(image, ratio)

    def evidence(self) -> Mapping[str, Any] | None:
        """What an answer keeps that is given now; None where the open source is nobody's words."""
        words = self._words
        if words is None or not words.keeps or self.isHidden():
            return None
        return evidence_from(words.source, self.text.textCursor().selectedText().replace("\u2029", "\n"))

    def shown(self) -> SourceWords | None:
        """What is open."""
        return self._words

    def _mark(self) -> None:
        words = self._words
        if words is None or words.mark is None:
            self.text.setExtraSelections([])
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            return
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(min(words.mark[0], len(words.text)))
        cursor.setPosition(min(words.mark[1], len(words.text)), QTextCursor.MoveMode.KeepAnchor)
        marked = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(current_theme().warm_bg)
        look.setForeground(current_theme().text)
        look.setFontUnderline(True)
        marked.format, marked.cursor = look, cursor
        self.text.setExtraSelections([marked])
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        self.text.setTextCursor(start)
        self.text.ensureCursorVisible()

    def marked(self) -> str:
        """The sentence that is marked."""
        return "".join(one.cursor.selectedText() for one in self.text.extraSelections())

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "_words"):
            self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), super().minimumSizeHint().height())

"""The right column of the card: why this score, what is ready, what happened."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.card.source import SourceView
from leaddesk.ui.card.source_words import SourceWords
from leaddesk.ui.card.words import CardWords
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.chip import ChipData, paint_chip
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.paint import line_text, ready
from leaddesk.ui.kit.panel import Panel, Rule
from leaddesk.ui.kit.rowlist import RowList
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


class ScoreHead(KitWidget):
    """The score 28/700 in the colour of the temperature, the level, and what the next temperature needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: CardWords | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: CardWords) -> None:
        """Show the score of a card."""
        self._words = words
        self.setAccessibleName(f"{_('Score')} {words.score} {words.level} {words.level_hint}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._words is None:
            return
        painter = QPainter(self)
        ready(painter)
        theme, words = current_theme(), self._words
        wide = line_text(painter, 0, 0, px(60), px(38), words.score, face(28, 700), theme.ink(words.tone))
        x = wide + px(12)
        chip = words.chips[0]
        x2 = x + paint_chip(painter, x, px(2), ChipData(chip.word, chip.tone, chip.icon), theme) + px(6)
        if words.level:
            paint_chip(painter, x2, px(2), ChipData(words.level, "junk"), theme)
        line_text(painter, x, px(21), self.width() - x, px(18), words.level_hint, face(12), theme.text2)


class Side(QScrollArea):
    """`asked(question)` from the next best question or an unmet criterion."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Score, readiness, history"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        inner = QWidget()
        inner.setObjectName("side")
        self.setStyleSheet("QScrollArea, QWidget#side { background: transparent; }")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, px(12))
        self._column.setSpacing(px(8))
        self.why = Panel(_("Why this score"), gap=2)
        self.head = ScoreHead()
        self.ledger = RowList(_("Score ledger"))
        self.preview = TextLabel("", 12, 600, "accent")
        self.next_best = Button("", kind="link")
        self.explain = Button(_("Explain"), kind="link")
        for widget in (self.head, self.ledger, Rule(), self.preview, self.next_best, self.explain):
            self.why.body.addWidget(widget)
        self.preview.hide()
        self.ready = Panel("", gap=2)
        self.criteria = RowList(_("Readiness criteria"))
        self.ready.body.addWidget(self.criteria)
        self.all_criteria = Button(_("What a handover asks"), kind="link")
        self.ready.body.addWidget(self.all_criteria)
        self.history = Panel(_("History"), gap=2)
        self.events = RowList(_("History"), height=22)
        self.history.body.addWidget(self.events)
        self.source = SourceView()
        for panel in (self.source, self.why, self.history, self.ready):
            self._column.addWidget(panel)
        self.source.hide()
        self._column.addStretch(1)
        self.setWidget(inner)
        self._question = ""
        self.next_best.clicked.connect(lambda: self.asked.emit(self._question))
        self.criteria.opened.connect(self.asked)

    def show_words(self, words: CardWords, events: int) -> None:
        """Show a card, and so many lines of its history."""
        self.head.show_words(words)
        self.ledger.show_rows(words.ledger)
        self._question = words.next_question
        self.next_best.setText(words.next_words)
        self.next_best.setVisible(bool(words.next_question))
        self.ready.show_caption(words.ready_caption)
        self.criteria.show_rows(words.ready)
        self.events.show_rows(words.history[:events])

    def show_source(self, words: SourceWords | None) -> None:
        """Show where an answer is known from in the place of the rest; None takes it away."""
        for panel in (self.why, self.history, self.ready):
            panel.setVisible(words is None)
        self.source.setVisible(words is not None)
        if words is not None:
            self.source.show_source(words)
            self.verticalScrollBar().setValue(0)

    def show_preview(self, text: str) -> None:
        """What a level would do to the score, told before it is pressed; empty takes it away."""
        self.preview.setText(text)
        self.preview.setVisible(bool(text))
        self.next_best.setVisible(bool(self._question) and not text)

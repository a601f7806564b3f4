"""The script on the card: the step's question, a hint, the client's replies by one key (screen 02, C8)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.card.script_words import NO_SCRIPT, ScriptWords
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.theme.zoom import px


class ScriptPanel(Panel):
    """`replied(number)` from 1, `begun()` after the end; a digit chooses while the focus is inside."""

    replied = Signal(int)
    begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=11, gap=4, parent=parent)
        self.words = NO_SCRIPT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ask = TextLabel("", 15, 600)
        self.hint = ElidedLabel("", 12, 400, "text2")
        self.buttons: list[Button] = []
        self._flow = FlowLayout(gap=8, line_gap=6)
        self._again = Button(_("Begin again"), height=30)
        self._again.clicked.connect(self.begun)
        self._key = ElidedLabel(_("F2, then a digit"), 12, 400, "text2", align="right")
        line = QHBoxLayout()
        line.setContentsMargins(0, px(6), 0, 0)
        line.addLayout(self._flow, 1)
        line.addWidget(self._again)
        line.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.hint)
        self.body.addLayout(line)
        self._key.setFixedSize(px(130), px(30))

    def show_words(self, words: ScriptWords) -> None:
        """Show the step of a talk; buttons of former steps are used again."""
        self.words = words
        self.show_caption(words.caption)
        self.ask.setText(words.ask)
        self.hint.show_text(words.hint)
        self.hint.setVisible(bool(words.hint))
        while len(self.buttons) < len(words.replies):
            self._add_button()
        for place, button in enumerate(self.buttons):
            used = place < len(words.replies)
            button.setVisible(used)
            if used:
                button.setText(words.replies[place])
                button.setAccessibleName(_("{n}: {reply}").format(n=place + 1, reply=words.replies[place]))
                button.updateGeometry()
        self._again.setVisible(not words.step)
        self._key.setVisible(bool(words.replies))
        self._flow.invalidate()
        self.setAccessibleName(f"{words.caption}. {words.ask}")

    def _add_button(self) -> None:
        place = len(self.buttons) + 1
        button = Button("", key=str(place), height=30, parent=self)
        button.clicked.connect(lambda _on=False, n=place: self.replied.emit(n))
        self.buttons.append(button)
        self._flow.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and typed.isdecimal() and 1 <= int(typed) <= len(self.words.replies):
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.replied.emit(int(typed))
        else:
            super().keyPressEvent(event)

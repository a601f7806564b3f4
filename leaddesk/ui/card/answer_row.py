"""One question of the answer set: its letter, what the client said, where from, and the level keys."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.card.proposals import Proposal
from leaddesk.ui.kit.choice import paint_badge
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.paint import ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.kit.segmented import LevelKeys
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_AUTOSAVE_MS = 1500


@dataclass(frozen=True, slots=True)
class RowData:
    """What a row shows: `level` None is unknown; `means` says what each level means."""

    question: str
    letter: str
    name: str
    prompt: str
    source: str
    text: str
    level: int | None
    means: tuple[str, ...]
    former: tuple[LineRow, ...] = ()
    hint: str = ""

    @property
    def answered(self) -> bool:
        """Whether something was answered, also that nothing is known; then there is a source to open."""
        return self.level is not None or bool(self.text)


class Badge(KitWidget):
    """The 28 px letter: ok from level 2, warm 0-1, junk unknown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        self._level: int | None = None
        self.setFixedSize(px(28), px(28))

    def show_letter(self, letter: str, level: int | None) -> None:
        """Show a letter in the colour of its level."""
        self._letter, self._level = letter, level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        tone: ToneName = "junk" if self._level is None else "ok" if self._level >= 2 else "warm"
        paint_badge(painter, QRectF(self.rect()), self._letter, tone, current_theme())


class SourceLabel(ElidedLabel):
    """Where an answer is known from; a click opens it (with the keys: Ctrl+E)."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 12, 400, "text2", parent=parent)

    def show_source(self, text: str, opens: bool) -> None:
        """Show it; only what opens looks like it."""
        self.show_text(text, "accent" if opens else "text2")
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()


class AnswerRow(Panel):
    """`answered(question, level, text)` when a level is chosen, words rest for a while, or Enter is pressed.

    In the focus view the row that is worked on opens: its prompt, the proposal, what each level means.
    """

    answered = Signal(str, object, str)
    entered = Signal(str)
    typed = Signal(str, str)
    pointed = Signal(str, object)
    source_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=11, gap=6, parent=parent)
        self._data = RowData("", "", "", "", "", "", None, ())
        self._proposal: Proposal | None = None
        self._tall = False
        self.badge = Badge()
        self._name = ElidedLabel("", 13, 600)
        self.source = SourceLabel()
        self.edit = QLineEdit()
        self.edit.setFixedHeight(px(30))
        self.keys = LevelKeys("")
        self._prompt = ElidedLabel("", 12, 400, "text2")
        self._offer = Strip(StripData(""), height=28)
        self._means = ElidedLabel("", 12, 400, "text2")
        self.former = RowList(_("Earlier answers"), height=20)
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._rest.timeout.connect(self.flush)
        self.edit.textEdited.connect(self._on_typed)
        self.keys.level_chosen.connect(self._on_level)
        self.keys.pointed.connect(
            lambda index: self.pointed.emit(self._data.question, index - 1 if index > 0 else None)
        )
        self._offer.acted.connect(self.accept)
        self.source.pressed.connect(lambda: self.source_wanted.emit(self._data.question))
        self.edit.installEventFilter(self)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self.source)
        self._names = QWidget()
        self._names.setLayout(names)
        names.setContentsMargins(0, 0, 0, 0)
        self._names.setFixedWidth(px(136))
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.badge)
        line.addWidget(self._names)
        line.addWidget(self.edit, 1)
        line.addWidget(self.keys)
        self.body.addLayout(line)
        for widget in (self._prompt, self._offer, self._means, self.former):
            self.body.addWidget(widget)
            widget.hide()

    @property
    def data(self) -> RowData:
        """What is shown."""
        return self._data

    @property
    def question(self) -> str:
        """Id of the question shown."""
        return self._data.question

    def show_row(self, data: RowData) -> None:
        """Show an answer; words that are being typed for the same question stay."""
        if data.question != self._data.question:
            self._rest.stop()
            self._proposal = None
        writing = self._rest.isActive() or (self.edit.hasFocus() and self.edit.isModified())
        self._data = data
        self.badge.show_letter(data.letter, data.level)
        self._name.show_text(data.name)
        self.source.show_source(data.source, data.answered)
        prompt = _("“{text}”").format(text=data.prompt)
        self._prompt.show_text(" · ".join(part for part in (prompt, data.hint) if part))
        self._means.show_text("; ".join(f"{n} {words}" for n, words in enumerate(data.means)))
        self.edit.setPlaceholderText(_("The client's answer"))
        self.edit.setAccessibleName(_("{question}: {prompt}").format(question=data.name, prompt=data.prompt))
        self.keys.show_name(data.name)
        self.former.show_rows(data.former)
        self.former.setVisible(self._tall and bool(data.former))
        set_tooltip(self._names, data.prompt)
        if not writing:
            self.edit.setText(data.text)
            self.edit.setCursorPosition(0)
        self._show_level()

    def _show_level(self) -> None:
        self.keys.show_level(self._data.level, self._proposal.level if self._proposal else None)

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Show the level that the typed words propose, dashed; Enter accepts it."""
        self._proposal = proposal
        if proposal is not None:
            lead = _("Level {n} is proposed").format(n=proposal.level)
            self._offer.show_strip(StripData(lead, proposal.why, key="Enter"), _("accept"))
        self._offer.setVisible(self._tall and proposal is not None)
        self._show_level()

    def open_tall(self, tall: bool) -> None:
        """Open the row with its prompt and meanings, or fold it to one line."""
        self._tall = tall
        self._prompt.setVisible(tall)
        self._means.setVisible(tall)
        self.former.setVisible(tall and bool(self._data.former))
        self._offer.setVisible(tall and self._proposal is not None)
        self.set_focused(tall)

    def flush(self) -> None:
        """Keep what was typed, with the level as it is: typing is never lost."""
        self._rest.stop()
        text = self.edit.text()
        if text != self._data.text and self._data.question:
            self.edit.setModified(False)
            self.answered.emit(self._data.question, self._data.level, text)

    def accept(self) -> None:
        """Take the proposed level, or keep the words."""
        if self._proposal is not None and self._data.level is None:
            self._on_level(self._proposal.level)
        else:
            self.flush()

    def _on_typed(self, text: str) -> None:
        self._rest.start()
        self.typed.emit(self._data.question, text)

    def _on_level(self, level: int | None) -> None:
        self._rest.stop()
        self._proposal = None
        self.edit.setModified(False)
        self.answered.emit(self._data.question, level, self.edit.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self._data.question)
        elif event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

"""The visitor before us: pictures, fields, warmth, questions, the promise, consent, a note (screen 11)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.stand import SURE
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.show import Show, Visit
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.texts.names import TEMPERATURES as WORDS
from leaddesk.ui.booth.words import FIELDS, TEMPERATURES, ask_words
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import ChoiceButton
from leaddesk.ui.kit.keycap import KeyCap
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.zoom import px

FIELD, CHOICE, WARMTH, CAPTURE = 38, 40, 48, 48
"""Heights; nothing to tap is under 38."""
LABEL = 104


class Choices(QWidget):
    """A question with its answers of one tap. `chosen(id, answer)`; the chosen one again takes it back."""

    chosen = Signal(str, str)

    def __init__(self, key: str, words: str, choices: Sequence[tuple[str, str]], cap: str = "") -> None:
        super().__init__()
        self._key = key
        self.buttons: dict[str, ChoiceButton] = {}
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(8))
        side = QWidget()
        side.setFixedWidth(px(LABEL))
        told = QHBoxLayout(side)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(px(4))
        told.addWidget(ElidedLabel(words, 13, 600), 1)
        if cap:
            told.addWidget(KeyCap(cap))
        lay.addWidget(side)
        for answer, shown in choices:
            button = ChoiceButton(shown, height=CHOICE, exclusive=False)
            button.setAccessibleName(f"{words}: {shown}")
            _may_shrink(button)
            button.clicked.connect(lambda on=False, to=answer: self.chosen.emit(self._key, to if on else ""))
            self.buttons[answer] = button
            lay.addWidget(button, 1)

    def show_chosen(self, answer: str) -> None:
        """Mark an answer, "" none."""
        for key, button in self.buttons.items():
            button.setChecked(key == answer)


class BoothForm(QWidget):
    """Signals: `typed(key, text)`, `answered(question, answer)`, `meant(command id)`, `promised(promise)`."""

    typed = Signal(str, str)
    answered = Signal(str, str)
    promised = Signal(str)
    warmed = Signal(str)
    meant = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit] = {}
        self.asks: dict[str, Choices] = {}
        self._built: tuple[object, ...] = ()
        self.capture = Button(
            _("Take the card"), kind="primary", key="F2", icon="camera-outline", height=CAPTURE
        )
        self.code = Button(_("QR code"), icon="qrcode-scan", height=CAPTURE)
        self.same = Button(_("Same event"), key="Ctrl+D", height=CAPTURE)
        self.warmth: dict[str, ChoiceButton] = {}
        self.note = self._edit("note", _("What was said, in a few words"))
        self.told = ElidedLabel("", 12, 400, "text2")
        self.consent = ChoiceButton(_("Agrees"), key="F4", icon="shield-check-outline", height=FIELD,
                                    exclusive=False)  # fmt: skip
        self.voice = ChoiceButton(_("Voice"), icon="microphone-outline", height=FIELD, exclusive=False)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(px(6))
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(px(16), px(10), px(16), px(8))
        self._lay.setSpacing(px(6))
        self._build()

    def _build(self) -> None:
        self._lay.addLayout(_row(self.capture, self.code, self.same, stretch=True))
        for pair in (FIELDS[:2], FIELDS[2:]):
            both = QHBoxLayout()
            both.setSpacing(px(12))
            for key, words in pair:
                both.addLayout(self._field(key, _(words)), 1)
            self._lay.addLayout(both)
        warm = QHBoxLayout()
        warm.setSpacing(px(12))
        for (temperature, icon, tone, command), cap in zip(TEMPERATURES, ("F5", "F6", "F7"), strict=True):
            button = ChoiceButton(WORDS[temperature](), tone=tone, icon=icon, key=cap, height=WARMTH,
                                  exclusive=False)  # fmt: skip
            button.clicked.connect(lambda _on=False, to=command: self.meant.emit(to))
            _may_shrink(button)
            self.warmth[temperature] = button
            warm.addWidget(button, 1)
        self._lay.addLayout(warm)
        self._lay.addLayout(self._questions)
        last = QHBoxLayout()
        last.setSpacing(px(8))
        last.addWidget(self.note, 1)
        last.addWidget(self.consent)
        last.addWidget(self.voice)
        self._lay.addWidget(self.told)
        self._lay.addLayout(last)
        self._lay.addStretch(1)
        acts: tuple[tuple[KitButton, str], ...] = (
            (self.capture, "booth.picture"),
            (self.code, "booth.picture"),
            (self.same, "booth.same_event"),
            (self.consent, "booth.consent"),
            (self.voice, "booth.voice"),
        )
        for pressed, command in acts:
            pressed.setMinimumWidth(px(88))
            set_tooltip(pressed, pressed.text())
            pressed.clicked.connect(lambda _on=False, to=command: self.meant.emit(to))

    def _field(self, key: str, words: str) -> QVBoxLayout:
        told = QVBoxLayout()
        told.setSpacing(px(2))
        told.addWidget(ElidedLabel(words, 12, 600, "text2"))
        edit = self._edit(key, words)
        edit.setPlaceholderText(_("not required") if key == "email" else "")
        told.addWidget(edit)
        return told

    def _edit(self, key: str, words: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setProperty("large", True)
        edit.setAccessibleName(words)
        edit.setPlaceholderText(words)
        edit.setMaxLength(500)
        edit.textEdited.connect(lambda text: self.typed.emit(key, text))
        self.fields[key] = edit
        return edit

    def show_questions(self, show: Show | None, definitions: Definitions) -> None:
        """Build the questions of the event, and what can be promised; nothing where they are the same."""
        asks = show.asks if show else ()
        promises = definitions.group("promise")
        if self._built == (asks, promises):
            return
        self._built = (asks, promises)
        while (item := self._questions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.asks = {}
        for ask in asks[:2]:
            row = Choices(ask.id, ask_words(ask.id, definitions), [(one, one) for one in ask.choices[:5]])
            row.chosen.connect(self.answered)
            self.asks[ask.id] = row
            self._questions.addWidget(row)
        words = [(choice.id, name_in(choice.names)) for choice in promises[:6]]
        self.promises = Choices("promise", _("Promised"), words, "F8")
        self.promises.chosen.connect(lambda _key, promise: self.promised.emit(promise))
        self._questions.addWidget(self.promises)

    def show_visit(self, visit: Visit, told: str, *, recording: bool) -> None:
        """Show a visitor; a field that is being typed in keeps its cursor."""
        for key, edit in self.fields.items():
            text = visit.typed.get(key, "")
            if edit.text() != text:
                edit.setText(text)
            sure = visit.read.get(key)
            _mark(edit, sure)
        for temperature, button in self.warmth.items():
            button.setChecked(temperature == visit.temperature)
        for ask, row in self.asks.items():
            row.show_chosen(visit.answers.get(ask, ""))
        self.promises.show_chosen(visit.promise)
        self.consent.setChecked(visit.consent == "yes")
        self.voice.setChecked(recording or bool(visit.voice))
        self.voice.setText(_("Stop") if recording else _("Voice"))
        self.told.show_text(told)

    def take_focus(self) -> None:
        """The first field."""
        self.fields["name"].setFocus()
        self.fields["name"].selectAll()


def _may_shrink(button: ChoiceButton, least: int = FIELD) -> None:
    """A long word of some language is cut with the whole in the tooltip before the window grows."""
    button.setMinimumWidth(px(least))
    set_tooltip(button, button.text())


def _mark(edit: QLineEdit, sure: int | None) -> None:
    """A field that a picture gave without certainty has a dashed border and says how sure it is."""
    doubt = sure is not None and sure < SURE
    words = _("read, {n} % sure").format(n=sure) if sure is not None else ""
    edit.setAccessibleDescription(words)
    set_tooltip(edit, words if doubt else "")
    if bool(edit.property("doubt")) != doubt:
        edit.setProperty("doubt", doubt)
        edit.style().unpolish(edit)
        edit.style().polish(edit)


def _row(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row

"""Form fields: a label above, the editor, and below it a hint or what is wrong with the value."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.ui.kit.label import ElidedLabel, Ink, ink_of
from leaddesk.ui.kit.paint import line_text, ready
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


class Note(KitWidget):
    """A line of 12 px with an icon where it warns; under a field or beside one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._icon = "", ""
        self._ink: Ink = "text3"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_note(self, text: str, ink: Ink = "text3", icon: str = "") -> None:
        """Show a text; "" takes no room."""
        self._text, self._ink, self._icon = text, ink, icon
        self.setAccessibleName(text)
        set_tooltip(self, text)
        self.setVisible(bool(text))
        self.restyle()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(round(face(12).width(self._text)) + (px(20) if self._icon else 0) + 2, px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        ink = ink_of(current_theme(), self._ink)
        left = 0
        if self._icon:
            draw_icon(painter, 0, (self.height() - px(14)) // 2, self._icon, ink, 14)
            left = px(20)
        line_text(painter, left, 0, self.width() - left, self.height(), self._text, face(12), ink)


def mark_invalid(editor: QWidget, invalid: bool) -> None:
    """Give an editor the hot 2 px border of a wrong value, or take it away."""
    if bool(editor.property("invalid")) != invalid:
        editor.setProperty("invalid", invalid)
        editor.style().unpolish(editor)
        editor.style().polish(editor)


class FormField(QWidget):
    """Label 12/600, editor, and a line below: `show_hint`, `show_error` (hot border, text, icon)."""

    def __init__(self, label: str, editor: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor: QWidget = QLineEdit() if editor is None else editor
        self._label = ElidedLabel(label, 12, 600, "text2", parent=self)
        self._note = Note(self)
        self._hint = ""
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(4))
        lay.addWidget(self._label)
        lay.addWidget(self.editor)
        lay.addWidget(self._note)
        self.editor.setParent(self)
        self.setFocusProxy(self.editor)
        if not self.editor.accessibleName():
            self.editor.setAccessibleName(label)
        self.show_hint("")

    def text(self) -> str:
        """What a line editor holds; "" for another editor."""
        return self.editor.text() if isinstance(self.editor, QLineEdit) else ""

    def show_hint(self, text: str) -> None:
        """A quiet line below; it returns when an error goes."""
        self._hint = text
        self._note.show_note(text)
        mark_invalid(self.editor, False)

    def show_error(self, text: str) -> None:
        """What is wrong and what to do; "" means it is right again. What was typed stays."""
        if not text:
            self.show_hint(self._hint)
            return
        self._note.show_note(text, "hot", "alert-circle-outline")
        self.editor.setAccessibleDescription(text)
        mark_invalid(self.editor, True)

    def show_doubt(self, text: str) -> None:
        """A warning that does not forbid: warm text and icon, no border."""
        self._note.show_note(text, "warm", "alert-outline")
        mark_invalid(self.editor, False)

    def note(self) -> str:
        """What the line below says."""
        return self._note.text()

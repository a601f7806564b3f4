"""The form of one thing of the library, made from the declaration of its kind."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from leaddesk.actions.definition_text import read_rows, written
from leaddesk.domain.refusals import Refused
from leaddesk.texts import LANGUAGES, _
from leaddesk.texts.keys import say
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.library.declaration import EditField, Shelf
from leaddesk.ui.theme.zoom import px

Editor = QLineEdit | QPlainTextEdit


class LibraryForm(QWidget):
    """Fields of a definition; `told()` gives what was typed, or None where something does not fit."""

    def __init__(self, shelf: Shelf, held: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shelf = shelf
        self.editors: dict[tuple[str, str], Editor] = {}
        self.fields: dict[tuple[str, str], FormField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        for field in shelf.fields:
            self._add(field, held.get(field.name))

    def _add(self, field: EditField, value: Any) -> None:
        if field.kind in ("names", "texts"):
            for code in LANGUAGES:
                text = str(value.get(code, "")) if isinstance(value, Mapping) else ""
                title = _("{field}, {language}").format(field=_(field.title), language=code)
                self._line(field, code, title, text, many=field.kind == "texts")
        elif field.kind == "rows":
            self._line(field, "", _(field.title), written(field.name, value or ()), many=True)
        elif field.kind == "list":
            self._line(field, "", _(field.title), ", ".join(map(str, value or ())))
        else:
            self._line(field, "", _(field.title), str(value or ""))

    def _line(self, field: EditField, code: str, title: str, text: str, *, many: bool = False) -> None:
        editor: Editor = QPlainTextEdit(text) if many else QLineEdit(text)
        if isinstance(editor, QPlainTextEdit):
            editor.setMinimumHeight(px(260 if field.kind == "rows" else 96))
            editor.setTabChangesFocus(True)
        editor.setAccessibleName(title)
        shown = FormField(title, editor)
        if field.hint:
            shown.show_hint(_(field.hint))
        self.editors[field.name, code] = editor
        self.fields[field.name, code] = shown
        self._column.addWidget(shown)

    def text(self, name: str, code: str = "") -> str:
        """What stands in a field."""
        editor = self.editors[name, code]
        return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()

    def told(self) -> tuple[tuple[str, object], ...] | None:
        """The fields of the definition; what does not fit is told beside its field."""
        found: list[tuple[str, object]] = []
        fits = True
        for field in self.shelf.fields:
            try:
                found.append((field.name, self._value(field)))
                self._show_error(field, "")
            except Refused as refusal:
                self._show_error(field, say(refusal))
                fits = False
        return tuple(found) if fits else None

    def _value(self, field: EditField) -> object:
        if field.kind in ("names", "texts"):
            texts = {code: self.text(field.name, code).strip() for code in LANGUAGES}
            texts = {code: text for code, text in texts.items() if text}
            if field.name == "names" and not texts:
                raise Refused("define.needs_name")
            return texts
        if field.kind == "list":
            return [part.strip() for part in self.text(field.name).split(",") if part.strip()]
        if field.kind == "rows":
            return read_rows(field.name, self.text(field.name))
        return self.text(field.name).strip()

    def _show_error(self, field: EditField, words: str) -> None:
        code = LANGUAGES[0] if field.kind in ("names", "texts") else ""
        self.fields[field.name, code].show_error(words)

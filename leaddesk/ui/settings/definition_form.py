"""The generic form of one definition: an editor for each declared field, three where there are languages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.domain.definition_text import FIELD_KINDS, LANGUAGES, Unfit
from leaddesk.texts import _
from leaddesk.ui.kit.choice import Check, Select
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.settings.defined import UNFIT, FieldSpec
from leaddesk.ui.theme.zoom import px

_LONG = ("clauses", "rates", "sentences")
_THREE: Mapping[str, str] = {"names": "text", "lists": "list", "sentences": "sentences"}
"""Fields with a value in each language -> the kind of one of them."""


class DefinitionForm(QWidget):
    """`edited()` when something was typed; `values()` reads all of it or raises Unfit beside its field."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: tuple[FieldSpec, ...] = ()
        self._made: Any = None
        self._fields: dict[str, list[FormField]] = {}
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(px(8))
        self._body: QWidget | None = None

    def show_fields(
        self, specs: Sequence[FieldSpec], options: Mapping[str, Sequence[tuple[str, str]]]
    ) -> None:
        """Make the editors, unless they are there; `options` are those of choices that the base gives."""
        made = (tuple(specs), dict(options))
        if made == self._made:
            return
        self._made = made
        self._specs = tuple(specs)
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget(self)
        lay = QVBoxLayout(self._body)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(8))
        self._fields = {}
        for spec in self._specs:
            self._fields[spec.key] = self._make(spec, options)
            row = QHBoxLayout()
            row.setSpacing(px(8))
            for one in self._fields[spec.key]:
                one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
                row.addWidget(one, 1)
            lay.addLayout(row)
        self._lay.addWidget(self._body)

    def show_values(self, told: Mapping[str, Any], *, may: bool) -> None:
        """Show the values of a definition; without the right they can only be read."""
        for spec in self._specs:
            value = told.get(spec.key)
            for field, part in zip(self._fields[spec.key], _parts(spec, value), strict=True):
                field.show_error("")
                field.editor.setEnabled(may)
                _put(field.editor, part)

    def field(self, key: str, language: str = "uk") -> FormField:
        """The field of a key; of a value in three languages that of one."""
        fields = self._fields[key]
        return fields[LANGUAGES.index(language)] if len(fields) > 1 else fields[0]

    def values(self) -> dict[str, Any]:
        """What was typed, by field; raises Unfit after telling it beside each wrong field."""
        found: dict[str, Any] = {}
        wrong: Unfit | None = None
        for spec in self._specs:
            parts = []
            for field in self._fields[spec.key]:
                try:
                    parts.append(_read(spec, _got(field.editor)))
                    field.show_error("")
                except Unfit as unfit:
                    field.show_error(_(UNFIT[str(unfit)]))
                    wrong = unfit
            if len(parts) == len(self._fields[spec.key]):
                found[spec.key] = _whole(spec, parts)
        if wrong is not None:
            raise wrong
        return found

    def show_unfit(self, key: str, reason: str) -> None:
        """Say beside a field why it does not go with the others."""
        self._fields[key][0].show_error(_(UNFIT[reason]))

    def _make(self, spec: FieldSpec, options: Mapping[str, Sequence[tuple[str, str]]]) -> list[FormField]:
        title = _(spec.title)
        if spec.kind in _THREE:
            return [self._field(f"{title} ({code})", spec, self._editor(spec, title)) for code in LANGUAGES]
        if spec.kind == "yes_no":
            check = Check(title, self)
            check.toggled.connect(lambda _on: self.edited.emit())
            return [FormField("", check, self)]
        if spec.kind in ("choice", "choice_list"):
            select = Select(title, self)
            told = options.get(spec.options, ()) if isinstance(spec.options, str) else spec.options
            for value, words in told:
                select.addItem(words if isinstance(spec.options, str) else _(words), value)
            select.activated.connect(lambda _at: self.edited.emit())
            return [self._field(title, spec, select)]
        return [self._field(title, spec, self._editor(spec, title))]

    def _field(self, title: str, spec: FieldSpec, editor: QWidget) -> FormField:
        field = FormField(title, editor, self)
        field.show_hint(_(spec.hint) if spec.hint else "")
        return field

    def _editor(self, spec: FieldSpec, title: str) -> QWidget:
        if spec.kind in _LONG:
            long = QPlainTextEdit(self)
            long.setFixedHeight(px(96))
            long.setTabChangesFocus(True)
            long.setAccessibleName(title)
            long.textChanged.connect(self.edited)
            return long
        line = QLineEdit(self)
        line.textEdited.connect(lambda _text: self.edited.emit())
        return line


def _parts(spec: FieldSpec, value: Any) -> list[Any]:
    """What stands in each editor of a field."""
    if spec.kind in _THREE:
        write = FIELD_KINDS[_THREE[spec.kind]][0]
        return [write((value or {}).get(code)) for code in LANGUAGES]
    if spec.kind == "yes_no":
        return [bool(value)]
    if spec.kind == "choice":
        return [str(value or "")]
    if spec.kind == "choice_list":
        return [str(value[0]) if value else ""]
    return [FIELD_KINDS[spec.kind][0](value)]


def _read(spec: FieldSpec, typed: Any) -> Any:
    if spec.kind in ("yes_no", "choice"):
        return typed
    if spec.kind == "choice_list":
        return [typed] if typed else []
    return FIELD_KINDS[_THREE.get(spec.kind, spec.kind)][1](typed)


def _whole(spec: FieldSpec, parts: Sequence[Any]) -> Any:
    """The value of a field from its editors; a language that says nothing is left out."""
    if spec.kind not in _THREE:
        return parts[0]
    return {code: part for code, part in zip(LANGUAGES, parts, strict=True) if part}


def _put(editor: QWidget, value: Any) -> None:
    if isinstance(editor, Check):
        editor.setChecked(bool(value))
    elif isinstance(editor, Select):
        editor.setCurrentIndex(max(0, editor.findData(value)))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)
        editor.setCursorPosition(0)


def _got(editor: QWidget) -> Any:
    readers: Mapping[type, Callable[[Any], Any]] = {
        Check: Check.isChecked,
        Select: Select.currentData,
        QPlainTextEdit: QPlainTextEdit.toPlainText,
        QLineEdit: QLineEdit.text,
    }
    return next(read(editor) for kind, read in readers.items() if isinstance(editor, kind))

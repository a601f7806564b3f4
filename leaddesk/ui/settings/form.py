"""The generic form: an editor for each declared preference or setting of the base."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.days import DayButtons
from leaddesk.ui.kit.choice import Check, Select
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.preferences import Preference, Preferences
from leaddesk.ui.settings.declaration import UNFIT, BaseSetting, Unfit, fitting
from leaddesk.ui.theme.zoom import px


class PreferenceForm(QWidget):
    """Preferences of one group; each is kept at once."""

    def __init__(
        self, group: str, declared: Iterable[Preference], kept: Preferences, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self.editors: dict[str, QWidget] = {}
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        for one in declared:
            if one.group == group:
                lay.addWidget(self._row(one))
        kept.changed.connect(self._on_changed)

    def _row(self, one: Preference) -> QWidget:
        title = _(one.title)
        if one.kind == "yes_no":
            check = Check(title, self)
            check.setChecked(bool(self._kept.get(one.key)))
            check.toggled.connect(lambda on: self._kept.set(one.key, on))
            self.editors[one.key] = check
            return check
        if one.kind == "choice":
            select = Select(title, self)
            for value, words in one.choices:
                select.addItem(_(words), value)
            select.setCurrentIndex(max(0, select.findData(self._kept.get(one.key))))
            select.activated.connect(lambda: self._kept.set(one.key, select.currentData()))
            select.setMaximumWidth(px(320))
            self.editors[one.key] = select
            return FormField(title, select, self)
        return self._number(one, title)

    def _number(self, one: Preference, title: str) -> QWidget:
        line = QLineEdit(str(self._kept.get(one.key)), self)
        line.setMaximumWidth(px(480 if one.kind == "text" else 120))
        line.editingFinished.connect(lambda: self._kept.set(one.key, line.text()))
        self.editors[one.key] = line
        return FormField(title, line, self)

    def _on_changed(self, key: str) -> None:
        editor = self.editors.get(key)
        value = self._kept.get(key)
        if isinstance(editor, Check) and editor.isChecked() != value:
            editor.setChecked(value)
        elif isinstance(editor, Select):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit) and not editor.hasFocus():
            editor.setText(str(value))


class BaseForm(QWidget):
    """Settings of the base. `settled(key, value)` for what fits; what does not is said under its field."""

    settled = Signal(str, object)

    def __init__(self, declared: Iterable[BaseSetting], parent: QWidget) -> None:
        super().__init__(parent)
        self._declared = {one.key: one for one in declared}
        self._fields: dict[str, FormField] = {}
        self._shown: dict[str, Any] = {}
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        for one in self._declared.values():
            self._fields[one.key] = self._field(one)
            lay.addWidget(self._fields[one.key])

    def _field(self, one: BaseSetting) -> FormField:
        editor: QWidget
        if one.kind == "days":
            editor = DayButtons((), self)
            editor.days_changed.connect(lambda days: self._settle(one, days))
        else:
            editor = QLineEdit(self)
            editor.setMaximumWidth(px(320 if one.kind == "zone" else 120))
            editor.editingFinished.connect(lambda: self._settle(one, editor.text()))
        field = FormField(_(one.title), editor, self)
        field.show_hint(_(one.hint) if one.hint else "")
        return field

    def field(self, key: str) -> FormField:
        """The field of a setting."""
        return self._fields[key]

    def show_values(self, values: dict[str, Any], *, may: bool) -> None:
        """Show what the base says; without the right it can be read only."""
        self._shown = {key: values[key] for key in self._declared if key in values}
        for key, value in self._shown.items():
            editor = self._fields[key].editor
            editor.setEnabled(may)
            if isinstance(editor, DayButtons):
                editor.show_days(value)
            elif isinstance(editor, QLineEdit) and not editor.hasFocus():
                editor.setText(str(value))

    def _settle(self, one: BaseSetting, typed: Any) -> None:
        field = self._fields[one.key]
        try:
            value = fitting(one, typed)
        except Unfit as unfit:
            field.show_error(_(UNFIT[str(unfit)]).format(least=one.least, most=one.most))
            return
        field.show_error("")
        if value != self._shown.get(one.key):
            self._shown[one.key] = value
            self.settled.emit(one.key, value)

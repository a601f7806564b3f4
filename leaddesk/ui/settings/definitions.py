"""The editor of definitions: a list of them, the form of one, and what can be done with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.action import Action
from leaddesk.actions.define import OrderDefinitions, fits, row_key
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.definition_text import Unfit, key_for
from leaddesk.domain.definitions import Definitions
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Select
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.worklist import WorkList, WorkRow
from leaddesk.ui.settings.defined import Kind
from leaddesk.ui.settings.definition_form import DefinitionForm
from leaddesk.ui.theme.zoom import px

RATES_KEY = "rates"


class DefinitionsPage(QWidget):
    """`wished(Action)` for every change; the base decides, and shows it again."""

    wished = Signal(object)

    def __init__(self, kinds: Sequence[Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds, self._kind = kinds, kinds[0]
        self._definitions = Definitions()
        self._may = False
        self._key = ""
        self.which = Select(_("What is edited"), self)
        for kind in kinds:
            self.which.addItem(_(kind.title), kind.entity)
        self.which.setVisible(len(kinds) > 1)
        self._line = TextLabel("", 12, 400, "text2", parent=self)
        self.list = WorkList(_("What is edited"), self)
        self.form = DefinitionForm(self)
        self._buttons()
        self._lay_out()
        self.which.activated.connect(self._on_kind)
        self.list.chosen_changed.connect(self._on_chosen)
        self.form.edited.connect(lambda: self.save.setEnabled(self._may))

    def _buttons(self) -> None:
        self.add = Button(_("Add"), icon="plus", parent=self)
        self.up = Button(_("Up"), icon="arrow-up", parent=self)
        self.down = Button(_("Down"), icon="arrow-down", parent=self)
        self.hide_row = Button(_("Hide"), icon="eye-off-outline", parent=self)
        self.save = Button(_("Save"), kind="primary", parent=self)
        self.save.setEnabled(False)
        self.add.clicked.connect(self.begin)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.hide_row.clicked.connect(self.toggle_hidden)
        self.save.clicked.connect(self.keep)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.list, 1)
        acts = QHBoxLayout()
        acts.setSpacing(px(4))
        for button in (self.add, self.up, self.down, self.hide_row):
            acts.addWidget(button)
        acts.addStretch(1)
        left.addLayout(acts)
        self.list.setMinimumHeight(px(52 * 5))
        self.list.setMinimumWidth(px(300))
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        right.addLayout(foot)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(px(16))
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addWidget(self.which)
        whole.addWidget(self._line)
        whole.addLayout(columns)

    # -- What is shown --

    def show_definitions(self, definitions: Definitions, *, may: bool) -> None:
        """Show what the base says; the row that is open stays open, and so does what is being typed."""
        self._definitions, self._may = definitions, may
        if self.save.isEnabled():  # something is being typed: it stays
            return
        self.open_kind(self._kind.entity, self._key)

    def open_kind(self, entity: str, key: str = "") -> None:
        """Show one of the lists, and a row of it."""
        self._kind = next(kind for kind in self._kinds if kind.entity == entity)
        self.which.setCurrentIndex(self._kinds.index(self._kind))
        self._line.show_text(_(self._kind.line) if self._kind.line else "")
        self._line.setVisible(bool(self._kind.line))
        self.form.show_fields(self._kind.fields, {"questions": self._questions()})
        rows = self._rows()
        self._key = key if any(row.id == key for row in rows) else (rows[0].id if rows else "")
        self.list.show_rows(rows)
        place = next((n for n, row in enumerate(rows) if row.id == self._key), 0)
        self.list.setCurrentIndex(self.list.rows.index(place))
        self.list.setVisible(self._kind.entity != "setting")
        for button in (self.add, self.up, self.down, self.hide_row):
            button.setVisible(self._kind.adds)
            button.setEnabled(self._may)
        self._show_row()

    def _questions(self) -> list[tuple[str, str]]:
        found = [(question.id, name_in(question.names)) for question in self._definitions.questions]
        return [("", _("none")), *found]

    def _rows(self) -> tuple[WorkRow, ...]:
        if self._kind.entity == "setting":
            return (WorkRow(RATES_KEY, _(self._kind.title)),)
        rows = [
            WorkRow(
                row_key(self._kind.entity, row), name_in(row.names), about=row_key(self._kind.entity, row)
            )
            for row in self._kind.rows(self._definitions)
        ]
        for entity, key, told in self._definitions.hidden:
            if entity == self._kind.entity:
                name = name_in(told.get("names") or {}) or key
                rows.append(WorkRow(key, name, about=key, value=_("hidden"), icon="eye-off-outline"))
        return tuple(rows)

    def told(self) -> Mapping[str, Any]:
        """The fields of the row that is open, as the base has them."""
        if self._kind.entity == "setting":
            return {RATES_KEY: self._definitions.settings.get(RATES_KEY) or {}}
        for row in self._kind.rows(self._definitions):
            if row_key(self._kind.entity, row) == self._key:
                return {spec.key: getattr(row, spec.key) for spec in self._kind.fields}
        hidden = (h for h in self._definitions.hidden if h[:2] == (self._kind.entity, self._key))
        return next((told for _entity, _key, told in hidden), {})

    def _show_row(self) -> None:
        self.form.show_values(self.told(), may=self._may)
        self.save.setEnabled(False)
        self.hide_row.setText(_("Show") if self._is_hidden() else _("Hide"))

    def _is_hidden(self) -> bool:
        return any(h[:2] == (self._kind.entity, self._key) for h in self._definitions.hidden)

    def _on_chosen(self) -> None:
        key = self.list.current_id()
        if not key or key == self._key:
            return
        if self.save.isEnabled() and not self.keep():
            self.list.show_rows(self._rows())  # what was typed does not fit yet: it stays open
            return
        self._key = key
        self._show_row()

    def _on_kind(self, at: int) -> None:
        """Another list; what was typed is kept first, and stays open where it does not fit."""
        if self.save.isEnabled() and not self.keep():
            self.which.setCurrentIndex(self._kinds.index(self._kind))
            return
        self.open_kind(self._kinds[at].entity)

    # -- What is done --

    def begin(self) -> None:
        """A new row: an empty form; it gets its key from its name when it is saved."""
        if self.save.isEnabled() and not self.keep():
            return
        self.list.setCurrentIndex(QModelIndex())
        self._key = ""
        self.form.show_values({"weight": 6, "points": 0, "least": 0, "parse": "text"}, may=self._may)
        self.save.setEnabled(self._may)
        self.form.field(self._kind.fields[0].key).editor.setFocus()

    def keep(self) -> bool:
        """Save what was typed; False where something of it does not fit."""
        try:
            values = self.form.values()
        except Unfit:
            return False
        entity = self._kind.entity
        if entity == "setting":
            self._wish(SetDefinition("setting", RATES_KEY, (("value", values[RATES_KEY]),)))
            return True
        reason = fits(entity, self._key or "own", values, self._definitions) if entity != "stage" else ""
        if reason:
            at = {"names": "names", "question": "question", "signal": "clauses"}[reason]
            self.form.show_unfit(at if at in values else "clauses", reason)
            return False
        taken = [row.id for row in self._rows()]
        key = self._key or key_for(values["names"], taken)
        before = self.told()
        changed = tuple((name, value) for name, value in values.items() if value != _plain(before.get(name)))
        self._key = key
        if changed:
            self._wish(SetDefinition(entity, key, changed))
        return True

    def move_by(self, by: int) -> None:
        """Put the row one place up or down."""
        keys = [row_key(self._kind.entity, row) for row in self._kind.rows(self._definitions)]
        if self._key not in keys:
            return
        at = keys.index(self._key)
        to = max(0, min(len(keys) - 1, at + by))
        if to != at:
            keys.insert(to, keys.pop(at))
            self._wish(OrderDefinitions(self._kind.entity, tuple(keys)))

    def toggle_hidden(self) -> None:
        """Hide the row, or show it again; answers that were given stay."""
        if self._key:
            self._wish(SetDefinition(self._kind.entity, self._key, (("hidden", not self._is_hidden()),)))

    def _wish(self, action: Action) -> None:
        self.save.setEnabled(False)
        self.wished.emit(action)


def _plain(value: Any) -> Any:
    """A value as the log writes it, to be compared with what was typed."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value

"""Who works in the base: a row for each user with the roles held, and a line to add one (C7)."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.roles import ROLES
from leaddesk.domain.users import User
from leaddesk.texts import _
from leaddesk.texts.names import name_of
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Check
from leaddesk.ui.kit.label import ElidedLabel, Ink, TextLabel
from leaddesk.ui.theme.zoom import px


class PeopleForm(QWidget):
    """`changed(user id or "", name, roles, active)` for every wish; the base decides and shows it again."""

    changed = Signal(str, str, tuple, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._may = False
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(px(12))
        self._table: QWidget | None = None
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("Name of a new user"))
        self.name.setAccessibleName(_("Name of a new user"))
        self.add = Button(_("Add"), parent=self)
        self.name.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        self._lay.addLayout(row)
        words = _("A new user is a lead generator; give more roles in the row above.")
        self._lay.addWidget(TextLabel(words, 12, 400, "text3", parent=self))

    def show_users(self, users: Iterable[User], *, may: bool) -> None:
        """Show the people of the base; without the right to it nothing can be changed."""
        self._may = may
        self.name.setEnabled(may)
        self.add.setEnabled(may)
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        self._table = QWidget(self)
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        heads = ("", *(name_of("role", role) for role in ROLES), _("works"))
        for column, words in enumerate(heads):
            label = TextLabel(words, 12, 600, "text2", parent=self._table)
            label.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, 0, column)
        for row, user in enumerate(sorted(users, key=lambda user: (not user.active, user.name)), 1):
            self._row(grid, row, user)
        grid.setColumnStretch(0, 1)
        self._lay.insertWidget(0, self._table)

    def _row(self, grid: QGridLayout, row: int, user: User) -> None:
        ink: Ink = "text" if user.active else "text3"
        grid.addWidget(ElidedLabel(user.name, 13, 600, ink, parent=grid.parentWidget()), row, 0)
        for column, role in enumerate(ROLES, 1):
            check = self._check(f"{user.name}: {name_of('role', role)}", role in user.roles)
            check.toggled.connect(lambda on, role=role: self._on_role(user, role, on=on))
            grid.addWidget(check, row, column)
        works = self._check(f"{user.name}: {_('works')}", user.active)
        works.toggled.connect(lambda on: self.changed.emit(user.id, user.name, user.roles, on))
        grid.addWidget(works, row, len(ROLES) + 1)

    def _check(self, name: str, on: bool) -> Check:
        check = Check("", self)
        check.setChecked(on)
        check.setAccessibleName(name)
        check.setEnabled(self._may)
        return check

    def _on_role(self, user: User, role: str, *, on: bool) -> None:
        roles = tuple(r for r in ROLES if (r in user.roles or r == role) and (on or r != role))
        self.changed.emit(user.id, user.name, roles, user.active)

    def _on_add(self) -> None:
        name = self.name.text().strip()
        if name and self._may:
            self.name.clear()
            self.changed.emit("", name, ("lead_generator",), True)

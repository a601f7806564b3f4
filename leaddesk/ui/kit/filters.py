"""A filter of a top bar: a chip that says what is chosen and opens the other choices (screens 03, 04)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.ui.kit.chip import FilterChip
from leaddesk.ui.kit.plain import menu_text, set_tooltip

Choice = tuple[str, Any]
"""What a choice is called, and what it means to the panel."""


class FilterMenu(FilterChip):
    """`picked(value)` when a person chose; the first choice is the ordinary one and leaves the chip grey."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._name = name
        self._choices: tuple[Choice, ...] = ()
        self._at = 0
        self._menu = QMenu(self)
        self.clicked.connect(self.open)
        set_tooltip(self, name)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the one chosen stays, or the first where it is gone."""
        kept = self.value()
        self._choices = tuple(choices)
        self._at = next((at for at, (_, value) in enumerate(choices) if value == kept), 0)
        self._menu.clear()
        for at, (words, _value) in enumerate(choices):
            action = QAction(menu_text(words), self._menu, checkable=True)
            action.triggered.connect(lambda _on, at=at: self._pick(at))
            self._menu.addAction(action)
        self._tell()

    def value(self) -> Any:
        """The value chosen; None where there are no choices."""
        return self._choices[self._at][1] if self._choices else None

    def choose(self, value: Any) -> None:
        """Choose as a person does; KeyError where there is no such choice."""
        found = next((at for at, (_, one) in enumerate(self._choices) if one == value), None)
        if found is None:
            raise KeyError(value)
        self._pick(found)

    def open(self) -> None:
        """Show the choices under the chip."""
        self._tell()
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _pick(self, at: int) -> None:
        changed = at != self._at
        self._at = at
        self._tell()
        if changed:
            self.picked.emit(self.value())

    def _tell(self) -> None:
        words = self._choices[self._at][0] if self._choices else ""
        self.setText(words)
        self.setChecked(self._at > 0)
        self.setAccessibleName(f"{self._name}: {words}")
        for at, action in enumerate(self._menu.actions()):
            action.setChecked(at == self._at)
        self.updateGeometry()
        self.update()

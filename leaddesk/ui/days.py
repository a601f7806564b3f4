"""Buttons for the days of the week (screen 15), used by the first start and by the settings."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.texts import pgettext
from leaddesk.ui.kit.choice import ChoiceButton
from leaddesk.ui.theme.zoom import px


def day_names() -> tuple[str, ...]:
    """Short names from Monday on, in the language in force."""
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )


class DayButtons(QWidget):
    """Seven buttons of 36x30; `days_changed(list of 1..7)` after a press."""

    days_changed = Signal(list)

    def __init__(self, days: Iterable[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self._buttons = []
        for name in day_names():
            button = ChoiceButton(name, height=30, width=36, exclusive=False, parent=self)
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.show_days(days)

    def show_days(self, days: Iterable[int]) -> None:
        """Mark the working days, 1 is Monday."""
        chosen = set(days)
        for number, button in enumerate(self._buttons, 1):
            button.setChecked(number in chosen)

    def days(self) -> list[int]:
        """Marked days."""
        return [number for number, button in enumerate(self._buttons, 1) if button.isChecked()]

    def _on_clicked(self) -> None:
        self.days_changed.emit(self.days())

"""What is said to a screen reader without the focus going anywhere: toasts, moves, ends of long work."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


class Speech(QObject):
    """`said(words)` for everything that was announced."""

    said = Signal(str)

    def say(self, about: QObject, words: str) -> None:
        """Announce a sentence that belongs to a widget; silent where no screen reader listens."""
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
            self.said.emit(words)


@cache
def speech() -> Speech:
    """The one voice of the program."""
    return Speech()

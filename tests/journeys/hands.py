"""What the hands of a person do in a journey: keys pressed and presses of the mouse, counted."""

from types import TracebackType

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication


class Hands(QObject):
    """Counts for as long as its block lasts; modifiers held are no keys of their own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.keys = self.clicks = 0
        self._down = self._pressed = False

    def __enter__(self) -> "Hands":
        self._app.installEventFilter(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self._app.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # A press goes on to the parents of the widget; it is one press until it is let go.
        if kind is QEvent.Type.KeyPress and not self._down:
            self._down = True
            self.keys += 1
        elif kind is QEvent.Type.KeyRelease:
            self._down = False
        elif kind is QEvent.Type.MouseButtonPress and not self._pressed:
            self._pressed = True
            self.clicks += 1
        elif kind is QEvent.Type.MouseButtonRelease:
            self._pressed = False
        return False

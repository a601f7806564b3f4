"""Other keys for a command: waits for one combination over the window."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.keys.dispatcher import names_of
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.overlay import Frame, Overlay
from leaddesk.ui.theme.zoom import px


class KeyCapture(Overlay):
    """Waits for one combination; `captured(key as commands declare it)`. Esc leaves everything as it is."""

    captured = Signal(str)

    def __init__(self, parent: QWidget, title: str) -> None:
        frame = Frame()
        super().__init__(parent, frame, QSize(420, 132))
        lay = QVBoxLayout(frame)
        lay.setContentsMargins(px(20), px(20), px(20), px(20))
        lay.addWidget(TextLabel(title, 15, 600, parent=frame))
        lay.addWidget(
            TextLabel(_("Press the new keys, Esc leaves the old ones"), 13, 400, "text2", parent=frame)
        )
        self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifier = event.key() in (k.value for k in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt))
        names = () if modifier else names_of(event, QGuiApplication.platformName())
        if names and names[0] != "Escape":
            self.close_overlay()
            self.captured.emit(names[0])
        super().keyPressEvent(event)

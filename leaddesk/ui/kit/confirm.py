"""Asks once more before what cannot be taken back: what will be gone, and two buttons; Esc is no."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.theme.zoom import px


class Confirm(Dialog):
    """`confirmed()` after the button that says what is done, or Ctrl+Enter; the focus stands on Cancel."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, title: str, lines: tuple[str, ...], act: str) -> None:
        super().__init__(parent, title, size=QSize(px(520), px(280)))
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        for line in lines:
            column.addWidget(TextLabel(line, 13, 400, "text"))
        column.addStretch(1)
        self.act = Button(act, kind="danger", key="Ctrl+Enter")
        self.add_button(self.act, primary=True)
        self.act.clicked.connect(self._on_act)
        self.stay = Button(_("Cancel"), key="Esc")
        self.add_button(self.stay)
        self.stay.clicked.connect(self.cancel)

    def ask(self) -> None:
        """Show it."""
        self.open_dialog(self.stay)

    def _on_act(self) -> None:
        self.close_overlay()
        self.confirmed.emit()

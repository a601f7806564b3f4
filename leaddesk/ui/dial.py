"""A number to dial by hand: shown large, copied, and as a QR code for the mobile while the clock runs."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.desk import Desk
from leaddesk.domain.phones import show_phone
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.runner import Runner
from leaddesk.ui.theme.zoom import px

SIZE = QSize(560, 400)


def qr_picture(wide: int, modules: bytes) -> QImage:
    """A QR code, a pixel a module; black on white in every theme, as scanners need it."""
    high = len(modules) // wide
    return QImage(modules, wide, high, wide, QImage.Format.Format_Grayscale8).copy()


class QrCode(KitWidget):
    """A QR code, its modules whole pixels."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setFixedSize(px(200), px(200))
        self.hide()
        self.setAccessibleName(name)

    def show_code(self, told: tuple[int, bytes]) -> None:
        """Show the modules of a code."""
        self._picture = qr_picture(*told)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        module = max(1, self.width() // self._picture.width())
        side = module * self._picture.width()
        left = (self.width() - side) / 2
        painter.drawImage(QRectF(left, left, side, side), self._picture)


def _code(desk: Desk, text: str) -> tuple[int, bytes] | None:
    return desk.files.code(text) if desk.files is not None else None


class DialDialog(Dialog):
    """`answered` when they pick up, `result_wanted` when the call is over or nobody does."""

    answered = Signal()
    result_wanted = Signal()

    def __init__(self, parent: QWidget, row: LeadRow, runner: Runner) -> None:
        who = ", ".join(part for part in (short(row.name), short(row.company)) if part) or _("No name")
        super().__init__(parent, _("Call by hand"), who, size=SIZE, keeps_typed=False)
        number, _ext, extension = row.phone.partition(";ext=")
        self.number = TextLabel(show_phone(number, extension), 28, 700)
        self.number.setAccessibleName(_("Number: {phone}").format(phone=self.number.text()))
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = _(
            "The number is copied. Scan the code to dial from the mobile. The clock counts the ringing."
        )
        told = QVBoxLayout()
        told.setSpacing(px(12))
        told.addWidget(self.number)
        told.addWidget(TextLabel(words, 13, 400, "text2"))
        told.addStretch(1)
        self.code = QrCode(_("QR code of the number"))
        across = QHBoxLayout(self.body)
        across.setContentsMargins(px(20), px(20), px(20), px(20))
        across.setSpacing(px(20))
        across.addLayout(told, 1)
        across.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        self.pick = Button(_("They answered"), kind="primary", key="Ctrl+Enter")
        self.add_button(self.pick, primary=True)
        self.pick.clicked.connect(self._on_answered)
        self.result = Button(_("Contact result"))
        self.add_button(self.result)
        self.result.clicked.connect(self._on_result)
        runner.look(partial(_code, text=f"tel:{number}"), self._on_code, self)

    def _on_code(self, told: tuple[int, bytes] | None) -> None:
        if told is not None:
            self.code.show_code(told)

    def _on_answered(self) -> None:
        self.close_overlay()
        self.answered.emit()

    def _on_result(self) -> None:
        self.close_overlay()
        self.result_wanted.emit()

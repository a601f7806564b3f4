"""A number to dial by hand: shown large, copied, and as a QR code for the mobile while the clock runs."""

from typing import Any, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.domain.phones import show_phone
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.zoom import px

SIZE = QSize(560, 400)


def qr_picture(text: str) -> QImage:
    """A QR code with its quiet zone, a pixel a module; black on white in every theme, as scanners need."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    # Its stubs do not say that the picture is a buffer of bytes (zxing-cpp 2.3).
    told = memoryview(cast(Any, zxingcpp.write_barcode_to_image(code, scale=1)))
    high, wide = cast(tuple[int, int], told.shape)
    return QImage(told.tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8).copy()


class QrCode(KitWidget):
    """A QR code, its modules whole pixels."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = qr_picture(text)
        self.setFixedSize(px(200), px(200))
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        module = max(1, self.width() // self._picture.width())
        side = module * self._picture.width()
        left = (self.width() - side) / 2
        painter.drawImage(QRectF(left, left, side, side), self._picture)


class DialDialog(Dialog):
    """`answered` when they pick up, `result_wanted` when the call is over or nobody does."""

    answered = Signal()
    result_wanted = Signal()

    def __init__(self, parent: QWidget, row: LeadRow) -> None:
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
        self.code = QrCode(f"tel:{number}", _("QR code of the number"))
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

    def _on_answered(self) -> None:
        self.close_overlay()
        self.answered.emit()

    def _on_result(self) -> None:
        self.close_overlay()
        self.result_wanted.emit()

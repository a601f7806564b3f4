"""A picture that an answer is known from, with the region of it outlined."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.actions.desk import Desk
from leaddesk.domain.evidence import Box
from leaddesk.texts import _
from leaddesk.ui.kit.paint import CENTRE, box, line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

LONGEST_SIDE, MOST_PIXELS = 1600, 100_000_000


def read_image(desk: Desk, sha256: str) -> tuple[QImage, float]:
    """A kept picture at most 1600 pixels long, and its pixels per pixel of the file; off the Qt thread.

    A null image where it is not here or is none; one of more pixels than a camera makes is not decoded (S7).
    """
    data = desk.attachments.get(sha256) if desk.attachments is not None else None
    if data is None:
        return QImage(), 1.0
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    longest = max(size.width(), size.height())
    if longest <= 0 or size.width() * size.height() > MOST_PIXELS:
        return QImage(), 1.0
    if longest > LONGEST_SIDE:
        reader.setScaledSize(size.scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return image, max(image.width(), image.height()) / longest


class PictureView(KitWidget):
    """The picture as wide as the column; `region` is outlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._ratio, self._waits = QImage(), 1.0, False
        self._region: Box | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Picture"))

    def show_waiting(self, region: Box | None) -> None:
        """Make room for a picture that is being read."""
        self._image, self._region, self._waits = QImage(), region, True
        self.restyle()

    def show_image(self, image: QImage, ratio: float) -> None:
        """Show what was read; a null image says that it is not here."""
        self._image, self._ratio, self._waits = image, ratio, False
        self.restyle()

    def outlined(self) -> QRectF:
        """Where the region stands in this widget; empty without one."""
        if self._region is None or self._image.isNull():
            return QRectF()
        shown = self._shown()
        scale = self._ratio * shown.width() / max(1, self._image.width())
        x, y, wide, high = (side * scale for side in self._region)
        return QRectF(shown.left() + x, shown.top() + y, wide, high).adjusted(-px(3), -px(3), px(3), px(3))

    def _shown(self) -> QRectF:
        room = QSize(max(1, self.width()), px(260))
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def sizeHint(self) -> QSize:
        return QSize(px(200), round(self._shown().height()) if not self._image.isNull() else px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        if self._image.isNull():
            words = (
                _("The picture is being read…") if self._waits else _("The picture is not on this computer")
            )
            line_text(painter, 0, 0, self.width(), self.height(), words, face(12), theme.text2, CENTRE)
            return
        painter.drawPixmap(self._shown().toRect(), QPixmap.fromImage(self._image))
        outlined = self.outlined()
        if not outlined.isEmpty():
            box(painter, outlined, px(3), None, theme.focus, px(3))

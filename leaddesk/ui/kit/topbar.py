"""The top bar: title, filters or hints, search, the palette's key, the exchange, and the person at work."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.avatar import AvatarButton
from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.paint import box, ready
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.rail import WIDE_FROM
from leaddesk.ui.kit.search import SearchField
from leaddesk.ui.kit.sync_sign import SyncSign
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


class CapButton(KitButton):
    """A key cap that can also be pressed."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._key = key
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._key), px(CAP_HEIGHT) + px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        paint_cap(painter, 0, px(3), self._key, theme)
        if self.hasFocus() or self.underMouse():
            edge = theme.focus if self.hasFocus() else theme.border_strong
            area = QRectF(self.rect()).adjusted(0, px(3), 0, -px(3))
            box(painter, area, px(4), None, edge, px(2) if self.hasFocus() else 1)


class TopBar(Surface):
    """48 px. `search` is the field itself; put filters and hints of a section with `show_extras`.

    Signals: `palette_requested()`, `sync_requested()`, `account_requested()`.
    """

    palette_requested = Signal()
    sync_requested = Signal()
    account_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bottom", parent)
        self.title = ElidedLabel("", 15, 600, parent=self)
        self.search = SearchField(_("Search: name, phone, need"), parent=self)
        self.sync = SyncSign(self)
        self.avatar = AvatarButton(parent=self)
        self._palette = CapButton("Ctrl K", _("All commands"), self)
        self._extras: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._extra_row = QHBoxLayout()
        self._row.addWidget(self.title)
        self._row.addLayout(self._extra_row)
        self._row.addStretch(1)
        for widget in (self.search, self._palette, self.sync, self.avatar):
            self._row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._palette.clicked.connect(self.palette_requested)
        self.sync.clicked.connect(self.sync_requested)
        self.avatar.opened.connect(self.account_requested)
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(px(48))
        self._row.setContentsMargins(px(16), 0, px(12), 0)
        self._row.setSpacing(px(12))
        self._extra_row.setSpacing(px(8))
        super().restyle()

    def show_title(self, text: str) -> None:
        """Name the open section."""
        self.title.show_text(text)

    def show_extras(self, widgets: list[QWidget]) -> None:
        """Put the filters and hints of the open section after the title; the earlier ones are put by."""
        for old in self._extras:
            self._extra_row.removeWidget(old)
            old.hide()
        self._extras = widgets
        for widget in widgets:
            self._extra_row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
            widget.show()

    def follow_window_width(self, width: int) -> None:
        """A wider search and the words of the exchange from 1500 px on."""
        wide = width >= px(WIDE_FROM)
        self.search.set_wide(wide)
        self.sync.set_wide(wide)

"""The frame of the window: rail, top bar, the pages between them, and the toast over the page."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.commands.catalogue import BY_ID as COMMANDS
from leaddesk.ui.keys.places import shown_key
from leaddesk.ui.kit.rail import RAIL_ICONS, Rail, RailEntry
from leaddesk.ui.kit.toast import Toast
from leaddesk.ui.kit.topbar import TopBar
from leaddesk.ui.link import Notice
from leaddesk.ui.sections import SECTIONS
from leaddesk.ui.theme.zoom import px

ABOVE_BAR = 52 + 8
"""The toast lies 8 px above the action bar of the card."""


def rail_entries() -> tuple[RailEntry, ...]:
    """The sections of the rail in the language in force."""
    entries = []
    for section in SECTIONS:
        if section.rail:
            keys = COMMANDS[section.command].keys
            key = shown_key(keys[0][1]) if keys else ""
            label = _(section.title)
            entries.append(RailEntry(section.id, RAIL_ICONS[section.id], label, key, section.bottom))
    return tuple(entries)


class WindowFrame(QWidget):
    """Rail at the left, top bar above, the page below it. `undo_requested(tx)` from the toast."""

    undo_requested = Signal(str)

    def __init__(self, pages: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.rail = Rail(rail_entries(), self)
        self.bar = TopBar(self)
        self.toast = Toast(self)
        self._tx = ""
        self._pages = pages
        self._column = column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.toast.acted.connect(lambda: self.undo_requested.emit(self._tx))

    def show_notice(self, notice: Notice, area: QWidget) -> None:
        """Show a sentence over the lower left corner of `area`; with a tx it offers to undo."""
        self._tx = notice.tx
        undo = _("Undo") if notice.tx else ""
        self.toast.show_message(notice.text, undo, "Z" if notice.tx else "")
        self.place_toast(area)

    def put_below(self, strip: QWidget) -> None:
        """Give a strip its place under the page."""
        self._column.addWidget(strip)

    def set_alone(self, alone: bool) -> None:
        """Give the page the whole window, or the rail and the top bar their place again."""
        self.rail.setVisible(not alone)
        self.bar.setVisible(not alone)

    def place_toast(self, area: QWidget) -> None:
        """Keep the toast over its corner."""
        corner = area.mapTo(self, QPoint(0, area.height()))
        self.toast.fit(area.width() - 2 * px(16))
        self.toast.place(corner.x() + px(16), corner.y() - px(ABOVE_BAR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.follow_window_width(self.width())
        self.bar.follow_window_width(self.width())

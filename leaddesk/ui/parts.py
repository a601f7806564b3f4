"""The parts of one window held together, and the few questions that concern several of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from leaddesk.ui.commander import Commander
from leaddesk.ui.frame import WindowFrame
from leaddesk.ui.inbox_page import InboxPage
from leaddesk.ui.keybook import Keybook
from leaddesk.ui.kit.plain import short
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.overlays import Overlays
from leaddesk.ui.pages import Pages
from leaddesk.ui.preferences import Preferences


@dataclass(frozen=True)
class Parts:
    """What commands of the window work with. `wish(command id)` asks the program above it."""

    window: QWidget
    link: Link
    kept: Preferences
    pages: Pages
    frame: WindowFrame
    commander: Commander
    overlays: Overlays
    keybook: Keybook
    place: str
    wish: Callable[[str], None]
    toggle_menu: Callable[[], None]

    def row_of(self, lead_id: str) -> Any:
        """What the panels on the screen know of a lead, None where they do not show it."""
        for panel in self.pages.panels():
            row = panel.row_of(lead_id) if hasattr(panel, "row_of") else None
            if row is not None:
                return row
        return None

    def only_row(self) -> Any:
        """The row of the one chosen lead; None for several, for none, or where nobody knows it."""
        ids = self.pages.selected_ids()
        return self.row_of(ids[0]) if len(ids) == 1 else None

    def subject(self) -> str:
        """The name of the lead that a command would act on; empty for several."""
        row = self.only_row()
        return short(row.name, 60) if row is not None else ""

    def toast_area(self) -> QWidget:
        """What the toast lies over: the card beside the list, else the page."""
        page = self.pages.currentWidget()
        return page.card_area() if isinstance(page, InboxPage) else self.pages

    def say(self, words: str) -> None:
        """Show a sentence for eight seconds."""
        self.show_notice(Notice(words))

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; with a tx it offers to undo."""
        self.frame.show_notice(notice, self.toast_area())

"""The pages of the window: opens a section, makes its panel when first seen, joins panels by signals."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from leaddesk.domain.roles import rights_of
from leaddesk.texts import _
from leaddesk.ui.inbox_page import InboxPage
from leaddesk.ui.link import Link
from leaddesk.ui.sections import BY_ID, maker_of, section_of

_CONTEXTS = {
    "inbox": "list",
    "card": "card",
    "board": "board",
    "charts": "charts",
    "history": "list",
    "nurture": "list",
    "deals": "list",
    "distribution": "list",
    "booth": "booth",
}


class Pages(QStackedWidget):
    """What fills the window beside the rail.

    Signals: `opened(section id)`, `chosen_changed()` when decisions would act on other leads,
    `made(panel name, panel)` for each new panel.
    """

    opened = Signal(str)
    chosen_changed = Signal()
    made = Signal(str, object)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._pages: dict[str, QWidget] = {}
        self.section = ""
        link.open_lead_requested.connect(self.open_lead)
        link.list_requested.connect(self.open_list)

    def put(self, panel: str, page: QWidget) -> None:
        """Add a page that the window made itself."""
        self._pages[panel] = page
        self.addWidget(page)

    def open(self, section_id: str) -> bool:
        """Open a section; False where this program has no panel for it."""
        section = section_of(section_id, self._link.me.roles, self._rights())
        page = self._page(section.panel)
        if page is None:
            return False
        self.section = section_id
        self.setCurrentWidget(page)
        if isinstance(page, InboxPage):
            self._show_in_inbox(page, section.query, section.split, home=section_id == "inbox")
        self.opened.emit(section_id)
        main = self.main_panel()
        if main is not None:
            main.take_focus()
        self.chosen_changed.emit()
        return True

    def show_again(self, section_id: str) -> None:
        """Go back to a section as it was left: nothing is asked anew."""
        page = self._pages.get(section_of(section_id, self._link.me.roles, self._rights()).panel)
        if page is None:
            self.open(section_id)
            return
        self.section = section_id
        self.setCurrentWidget(page)
        self.opened.emit(section_id)
        main = self.main_panel()
        if main is not None:
            main.take_focus()
        self.chosen_changed.emit()

    def _rights(self) -> frozenset[str]:
        return rights_of(self._link.me.roles, self._link.definitions.roles)

    def _show_in_inbox(self, page: InboxPage, query: str, split: str, *, home: bool) -> None:
        page.show_list()
        if split:
            page.inbox.open_split(split)
        elif query or not home or page.inbox.query():
            page.inbox.search(query)

    def _page(self, panel: str) -> QWidget | None:
        if panel not in self._pages:
            made = self._make(panel, self)
            if made is None:
                return None
            if panel == "inbox":
                made.current_changed.connect(self.chosen_changed)
                page = InboxPage(made, lambda parent: self._make("card", parent), self)
                made.peek_requested.connect(lambda _lead: page.peek())
                made.back_requested.connect(page.show_list)
                made = page
            self.put(panel, made)
        return self._pages[panel]

    def _make(self, panel: str, parent: QWidget) -> Any:
        maker = maker_of(panel)
        if maker is None:
            return None
        made = maker(self._link, parent)
        self.made.emit(panel, made)
        return made

    def made_page(self, panel: str) -> Any:
        """A page, made now where it was not seen yet; what is on the screen stays."""
        return self._page(panel)

    def page(self, panel: str) -> Any:
        """A page that was made already, else None."""
        return self._pages.get(panel)

    def in_order(self) -> list[Any]:
        """Panels that are seen, from left to right."""
        page = self.currentWidget()
        return page.panels() if isinstance(page, InboxPage) else ([page] if page is not None else [])

    def flush(self) -> None:
        """Keep what is being typed in any panel, before the window goes."""
        for page in self._pages.values():
            panel = page.card if isinstance(page, InboxPage) else page
            if hasattr(panel, "flush"):
                panel.flush()

    def title(self) -> str:
        """Words for the top bar."""
        section = (
            section_of(self.section, self._link.me.roles, self._rights()) if self.section in BY_ID else None
        )
        main = self.main_panel()
        page = self.currentWidget()
        if isinstance(page, InboxPage) and page.focused:
            return str(page.card.title())
        if section is None:
            return ""
        return _(section.title) if section.panel == "inbox" or main is None else str(main.title())

    def inbox_page(self) -> InboxPage | None:
        """The page of the inbox once it was opened."""
        page = self._pages.get("inbox")
        return page if isinstance(page, InboxPage) else None

    def main_panel(self) -> Any:
        """The panel that the open section is about."""
        page = self.currentWidget()
        return page.inbox if isinstance(page, InboxPage) else page

    def panels(self) -> list[Any]:
        """Panels that are seen, the focused one first."""
        focused = self.panel_of(QApplication.focusWidget())
        return sorted(self.in_order(), key=lambda panel: panel is not focused)

    def panel_of(self, widget: QWidget | None) -> Any:
        """The panel that a widget stands in, None for a widget outside of all."""
        while widget is not None and not hasattr(widget, "handlers"):
            widget = widget.parentWidget()
        return widget

    def contexts(self, widget: QWidget | None) -> tuple[str, ...]:
        """Where keys act that come to `widget`: those of its panel, else of the main panel of the section."""
        panel = self.panel_of(widget) or self.main_panel()
        context = _CONTEXTS.get(getattr(panel, "section", ""), "")
        return (context,) if context else ()

    def selected_ids(self) -> tuple[str, ...]:
        """Leads that a decision would act on."""
        for panel in self.panels():
            ids: tuple[str, ...] = tuple(panel.selected_ids())
            if ids:
                return ids
        return ()

    def open_lead(self, lead_id: str) -> None:
        """Open the card of a lead, wherever one is."""
        if self.inbox_page() is None or self.currentWidget() is not self.inbox_page():
            self.open("inbox")
        page = self.inbox_page()
        if page is not None:
            page.show_card(lead_id)
            page.read_card()
            self.chosen_changed.emit()

    def open_list(self, query: str) -> None:
        """Show in the inbox what a search finds."""
        self.open("inbox")
        page = self.inbox_page()
        if page is not None:
            page.inbox.search(query)

"""The window at work: joins rail, top bar, pages, commands, keys and decisions, blind to one another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.domain.refusals import Refused
from leaddesk.domain.roles import rights_of
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.ui.call_timer import CallTimer
from leaddesk.ui.commander import Commander, Handlers
from leaddesk.ui.commands.declaration import State
from leaddesk.ui.comparing import Comparing
from leaddesk.ui.deciding import Deciding
from leaddesk.ui.drill import Drill
from leaddesk.ui.dropping import Dropping, is_wanted
from leaddesk.ui.elsewhere import Elsewhere
from leaddesk.ui.frame import WindowFrame
from leaddesk.ui.keybook import Keybook
from leaddesk.ui.keys.dispatcher import Dispatcher
from leaddesk.ui.kit.overlay import Overlay
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.lead_tools import LeadTools
from leaddesk.ui.link import Link
from leaddesk.ui.notifying import Notifier
from leaddesk.ui.overlays import Overlays
from leaddesk.ui.own_commands import OwnCommands
from leaddesk.ui.pages import Pages
from leaddesk.ui.parts import Parts
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.rail_counts import RailCounts
from leaddesk.ui.sections import BY_ID
from leaddesk.ui.theme.switch import theme_switch


class Window(QWidget):
    """One base at work. `wished(command id)` for what the program above does: copies, languages, quitting."""

    wished = Signal(str)

    def __init__(self, link: Link, kept: Preferences, place: str, parent: QWidget) -> None:
        """`place` says in words where the base lies."""
        super().__init__(parent)
        self.link, self.kept = link, kept
        self.pages = Pages(link, self)
        self.frame = WindowFrame(self.pages, self)
        self.elsewhere = Elsewhere(self.pages, self.frame)
        self.commander = Commander(self._sources, self._state, self)
        self.overlays = Overlays(self, self.commander)
        self.overlays.use_link(link)
        self.tools = LeadTools(link, self.pages.selected_ids, self)
        self.dispatcher = Dispatcher(parent, self.pages.contexts, _is_over)
        self.keybook = Keybook(self.commander, self.dispatcher, kept, self.overlays)
        self.parts = Parts(
            self,
            link,
            kept,
            self.pages,
            self.frame,
            self.commander,
            self.overlays,
            self.keybook,
            place,
            self.wished.emit,
            self.toggle_menu,
        )
        self.deciding = Deciding(self.parts)
        self.comparing = Comparing(self.parts)
        self.timer = CallTimer(link, self.frame, self.tools.with_row)
        self.own = OwnCommands(self.parts, self.deciding.bulk.later)
        self.dropping = Dropping(self.parts, self.own.open_section)
        self.counts = RailCounts(link, self.frame.rail)
        self.notifier = Notifier(link, kept, self)
        self.drill = Drill(link, self.commander, self.frame)
        self._menu: Any = None
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.addWidget(self.frame)
        self._connect()
        self._show_person()

    def _connect(self) -> None:
        link, pages, frame = self.link, self.pages, self.frame
        self.setAcceptDrops(True)
        link.noticed.connect(self.parts.show_notice)
        link.runner.refused.connect(self._on_refused)
        link.defined.connect(self._show_person)
        pages.opened.connect(self._on_opened)
        pages.chosen_changed.connect(self.commander.refresh)
        pages.made.connect(self._on_made)
        frame.rail.chosen.connect(self.own.open_section)
        frame.undo_requested.connect(lambda tx: self.own.undo(tx))
        frame.bar.palette_requested.connect(lambda: self.commander.run("app.palette"))
        frame.bar.account_requested.connect(lambda: self.commander.run("settings.users"))
        frame.bar.sync_requested.connect(lambda: self.parts.say(self.parts.place))
        frame.bar.search.returnPressed.connect(self._on_search)
        frame.bar.search.textChanged.connect(self.own.search_soon)
        frame.bar.search.down_pressed.connect(self._to_page)
        frame.bar.search.left_by_escape.connect(self._to_page)
        self.dispatcher.meant.connect(self.commander.run)
        self.commander.refused.connect(self.parts.say)
        self.commander.ran.connect(lambda _id: self.kept.keep_records("recent", self.commander.recent))
        self.tools.result_wanted.connect(self._on_back_from_call)
        self.timer.stopped.connect(self.deciding.ask_result)
        self.tools.dialled.connect(self.timer.ring)
        self.tools.answered.connect(self.timer.answer)
        self.tools.call_ended.connect(self.timer.stop)
        theme_switch().changed.connect(self.commander.refresh)
        self.kept.changed.connect(self.own.follow)
        self.own.follow("labels")
        self.commander.recent = list(self.kept.records("recent", []))

    # -- Commands --

    def _sources(self) -> Sequence[Handlers]:
        panels = [panel.handlers() for panel in self.pages.panels()]
        mine = (self.deciding, self.tools, self.timer, self.comparing, self.own)
        return (*panels, *(one.handlers() for one in mine))

    def _state(self, handled: frozenset[str]) -> State:
        rights = rights_of(self.link.me.roles, self.link.definitions.roles)
        return State(self.pages.section, len(self.pages.selected_ids()), rights, handled)

    # -- What happens --

    def _on_opened(self, section: str) -> None:
        self.frame.rail.show_active(section)
        self.frame.set_alone(section in BY_ID and BY_ID[section].alone)
        self.frame.bar.show_title(self.pages.title())
        main = self.pages.main_panel()
        self.own.show_search(main.query() if hasattr(main, "query") else "")
        extras = getattr(main, "bar_widgets", None)
        self.frame.bar.show_extras(list(extras()) if extras is not None else [])
        if self.frame.toast.isVisible():
            self.frame.place_toast(self.parts.toast_area())

    def _on_made(self, name: str, panel: Any) -> None:
        """Join the signals that a new panel has; each is optional."""
        joins: Mapping[str, Callable[..., None]] = {
            "command_requested": self.commander.run,
            "menu_requested": self._on_menu,
            "searched": self.own.show_search,
            "misread": lambda problems: self.frame.bar.search.set_invalid(bool(problems)),
            "list_wanted": self._to_list,
            "section_requested": self.own.open_section,
            "rebind_wanted": self.keybook.rebind,
            "reset_wanted": self.keybook.reset,
            "selection_changed": self.commander.refresh,
            "csv_requested": self.own.save_table,
        }
        for signal, then in joins.items():
            if hasattr(panel, signal):
                getattr(panel, signal).connect(then)
        self.own.prepare(name, panel)
        if hasattr(panel, "use_actions"):
            panel.use_actions(self.commander.action, self.commander.key)

    def _on_menu(self, _lead: str, point: QPoint) -> None:
        from leaddesk.ui.menus import open_lead_menu

        open_lead_menu(self.commander, self, point)

    def _on_refused(self, refusal: Refused) -> None:
        from leaddesk.texts.keys import say

        self.parts.say(say(refusal, definitions=self.link.definitions))

    def _on_back_from_call(self, row: LeadRow) -> None:
        """Here again after D: the result is asked, unless the call goes on or something is open already."""
        open_over = any(overlay.is_open() for overlay in self.window().findChildren(Overlay))
        if not self.timer.running() and not open_over:
            self.deciding.ask_result(row)

    def _on_search(self) -> None:
        self.own.search_now(self.frame.bar.search.text())
        self._to_page()

    def _to_page(self) -> None:
        panel = self.pages.main_panel()
        if panel is not None:
            panel.take_focus()

    def _to_list(self) -> None:
        page = self.pages.inbox_page()
        if page is not None:
            page.show_list()
        self._to_page()

    def _show_person(self) -> None:
        self.frame.bar.avatar.show_person(self.link.me.name)
        self.frame.bar.sync.show_state("ready", _("Works offline"))
        self.commander.refresh()

    def show_sample(self) -> None:
        """Say for as long as the window stands that nothing here is real."""
        words = _("Nothing here is real, try whatever you like")
        data = StripData(_("Sample leads"), words, "warm", "flask-outline")
        strip = Strip(data, action=_("To my own leads"), radius=0, parent=self.frame)
        strip.acted.connect(lambda: self.commander.run("help.sample_data"))
        self.frame.put_below(strip)

    def toggle_menu(self) -> None:
        """Show or hide the menu bar (F10)."""
        from leaddesk.ui.menus import MenuBar

        if self._menu is None:
            self._menu = MenuBar(self.commander, self)
            self._lay.insertWidget(0, self._menu)
        self._menu.toggle()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_wanted(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropping.drop(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.frame.toast.isVisible():
            self.frame.place_toast(self.parts.toast_area())
        # The frame is laid out after this, and knows only then whether it is wide.
        QTimer.singleShot(0, self, self.counts.ask)


def _is_over(widget: QWidget) -> bool:
    """Whether a widget stands in a dialog or popup, which has the keys for itself."""
    walker: QWidget | None = widget
    while walker is not None:
        if isinstance(walker, Overlay):
            return True
        walker = walker.parentWidget()
    return False

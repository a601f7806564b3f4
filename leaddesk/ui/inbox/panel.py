"""The inbox panel: a queue of leads worked down by keyboard; the card of the current one lies beside it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.actions.ports import PageAsk
from leaddesk.domain.definitions import SavedView
from leaddesk.domain.list_row import ListRow
from leaddesk.texts import _
from leaddesk.ui.inbox.choosing import Choosing
from leaddesk.ui.inbox.delegate import RowDelegate
from leaddesk.ui.inbox.doubts import Doubts
from leaddesk.ui.inbox.feed import Feed
from leaddesk.ui.inbox.handling import handlers_of
from leaddesk.ui.inbox.marks import Marks
from leaddesk.ui.inbox.model import InboxModel
from leaddesk.ui.inbox.moving import Advance
from leaddesk.ui.inbox.outcome import NothingPane
from leaddesk.ui.inbox.queues import ask_of, beside
from leaddesk.ui.inbox.reading import Tallied
from leaddesk.ui.inbox.standing import Standing
from leaddesk.ui.inbox.triage import Triage
from leaddesk.ui.inbox.view import InboxView, Wish
from leaddesk.ui.inbox.views import Views, tab_of
from leaddesk.ui.inbox.watch import Watch
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.theme.zoom import px

_NARROW, _WIDE = 400, 520


class InboxPanel(QWidget):
    """The list with its tabs and status line; `nothing_pane` is what to show while no lead is current.

    Signals: `current_changed(id or "")` for the card beside it, `peek_requested(id)`, `back_requested()`,
    `menu_requested(id, global point)`, `command_requested(command id)`, `searched(query)`,
    `misread(problems)`.
    """

    section = "inbox"
    current_changed = Signal(str)
    peek_requested = Signal(str)
    back_requested = Signal()
    menu_requested = Signal(str, QPoint)
    command_requested = Signal(str)
    searched = Signal(str)
    misread = Signal(object)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        marks = Marks()
        self.model = InboxModel(self)
        self._delegate = RowDelegate(marks, self)
        self.doubts = Doubts(link, self.model, self)
        self._delegate.doubted = lambda lead: lead in self.doubts.ids
        self.view = InboxView(self.model, self._delegate, self)
        self.feed = Feed(link, self.model, self.view.keeping_place, self)
        self.choosing = Choosing(link, marks, self.model, self.view, self.feed, self)
        self._triage = Triage(link, self.model, self.view, self.choosing, self)
        self.watch = Watch(link, self.model, self.view, self)
        self.around = Standing(link, self.view, self)
        self.nothing_pane = NothingPane()
        self.views = Views(link, self, self._show_view)
        self._current, self._split = "", "new"
        self._wide, self._opened, self._dirty = False, False, False
        self.setFocusProxy(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        view, feed, around = self.view, self.feed, self.around
        view.current_moved.connect(self._on_current)
        view.wished.connect(self._on_wish)
        view.scrolled.connect(self._on_scrolled)
        view.menu_wanted.connect(self.menu_requested)
        feed.opened.connect(self._on_opened)
        feed.leaving.connect(self._triage.leaving)
        self.model.rowsRemoved.connect(self._show_emptiness)
        feed.came_back.connect(self._triage.taken_back)
        self._triage.told.connect(self._show_emptiness)
        self._triage.back_requested.connect(self.back_requested)
        feed.waiting.connect(around.show_waiting)
        feed.tallied.connect(self._on_tallied)
        feed.misread.connect(self.misread)
        feed.misread.connect(around.show_problems)
        around.split_chosen.connect(self.open_split)
        around.newcomers_wanted.connect(self.go_to_new)
        around.lost_wanted.connect(self.open_lost)
        around.mend_wanted.connect(self.search)
        around.asked.connect(self.command_requested)
        self.choosing.changed.connect(self._show_status)
        self.nothing_pane.place_wanted.connect(self._on_place)
        self.nothing_pane.decided_wanted.connect(self._on_decided_wanted)
        theme_switch().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedWidth(px(_WIDE if self._wide else _NARROW))

    def title(self) -> str:
        """Words for the top bar."""
        return _("Inbox")

    def selected_ids(self) -> tuple[str, ...]:
        """Chosen leads in their order, or else the current one."""
        return self.choosing.ids() or ((self._current,) if self._current else ())

    def row_of(self, lead_id: str) -> ListRow | None:
        """What the list knows of a lead, without asking the base."""
        held = self.model.held(lead_id)
        return held.row if held else None

    def take_focus(self) -> None:
        """The keys go to the list."""
        self.view.setFocus()

    def query(self) -> str:
        """The search that is shown; "" for a split."""
        return self.around.query

    def search(self, query: str) -> None:
        """Show what a search finds over all leads; empty goes back to the split."""
        query = query.strip()
        if query:
            self._open(None, query)
        elif self.around.query:
            self._open(self._split, "")
        self.searched.emit(query)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the list, by command id."""
        return handlers_of(self)

    # -- Settings of the look --

    def set_compact(self, compact: bool) -> None:
        """Rows of 44 or 64 px (Ctrl+Shift+D)."""
        self._delegate.set_compact(compact)
        self.view.restyle()

    def set_wide(self, wide: bool) -> None:
        """520 px instead of 400, from 1500 px of window on."""
        self._wide = wide
        self.restyle()

    def set_advance(self, advance: Advance) -> None:
        """Where a decision leads: the next row, the previous one, or back to the list."""
        self._triage.advance = advance

    # -- Which list --

    def open_split(self, split: str) -> None:
        """Show a queue, ranked as it is now."""
        searching = bool(self.around.query)
        self._open(split, "")
        if searching:
            self.searched.emit("")

    def _show_view(self, view: SavedView) -> None:
        """A saved view: its tab, or else its search."""
        tab = tab_of(view)
        if tab is None:
            self.search(view.query)
        else:
            self.open_split(tab)

    def step_split(self, by: int) -> None:
        """The next or previous queue."""
        self.open_split(beside(self._link, self._split, by))

    def open_lost(self) -> None:
        """The leads that are about to be lost (B3)."""
        self.search("is:forgotten")

    def hand_shift_over(self) -> None:
        """What of mine cannot wait for my next shift (C15)."""
        self.search("is:mine is:pressing")
        self._link.noticed.emit(Notice(_("Ctrl+A chooses all, A passes them on")))

    def sort_by(self, sort: str) -> None:
        """Another order: a sort key of the stores, with - for descending (see `order.KEYS`)."""
        self.feed.open(PageAsk(self.feed.ask.query, self.feed.ask.split, sort), self._current)

    def reopen(self, focus: str = "") -> None:
        """Rank the same list again; the current lead stays current where it is still in it."""
        self._dirty = False
        self.feed.open(self.feed.ask, focus or self._current)

    def go_to_new(self) -> None:
        """Rank again and go to the first of the new hot ones (key 0)."""
        self.reopen(self.feed.first_newcomer())

    def _open(self, split: str | None, query: str) -> None:
        self._split = split or self._split
        self._opened, self._dirty = True, False
        self.choosing.clear()
        self.around.show_list(split, query)
        self.feed.open(ask_of(self._link, split, query, self.feed.ask.sort))

    def _on_opened(self, focus: str) -> None:
        """A list has come: the wanted lead, else its first row, is current."""
        if not self.view.make_current(focus):
            self.view.make_current(self.model.id_at(0))
        self._on_current(self.view.current_id())
        self._triage.begin()
        self._show_emptiness()
        self._on_scrolled()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.start()
        if not self._opened:
            self._open(self._split, "")
        elif self._dirty:
            self.reopen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.stop()
        self._dirty = True

    # -- The current lead --

    def _on_current(self, lead_id: str) -> None:
        if lead_id != self._current:
            self._current = lead_id
            self.watch.look_at(lead_id)
            self.current_changed.emit(lead_id)

    def open_current(self) -> None:
        """Enter: the card takes over."""
        if self._current:
            self._link.open_lead_requested.emit(self._current)

    def go_back(self) -> None:
        """Esc and U: first the choice goes, then the search, then the list itself."""
        if self.choosing.ids():
            self.choosing.clear()
        elif self.around.query:
            self.search("")
        else:
            self.back_requested.emit()

    def decided(self, verb: str, ids: tuple[str, ...], *, advances: bool = True) -> None:
        """The window sent a decision about `ids` off: move on at once."""
        self._triage.decided(verb, ids, advances=advances)

    def undone(self, ids: tuple[str, ...]) -> None:
        """The window took decisions back, or they were refused."""
        self._triage.taken_back(ids)

    def _on_wish(self, wish: Wish, lead_id: str) -> None:
        does: Mapping[Wish, Callable[[], None]] = {
            Wish.FIRST: self.feed.to_start,
            Wish.LAST: self.feed.to_end,
            Wish.MARK: lambda: self.choosing.toggle(lead_id),
            Wish.MARK_TO: lambda: self.choosing.extend_to(lead_id),
        }
        does.get(wish, self.handlers().get(wish.value, self.go_back))()

    def _on_tallied(self, tallied: Tallied) -> None:
        self.around.show_tally(tallied)
        self._show_emptiness()

    def _show_status(self) -> None:
        self.around.show_status(self._triage.session.done, len(self.choosing.ids()))

    def _show_emptiness(self) -> None:
        empty = self.model.rowCount() == 0 and not self.feed.loading
        self._show_status()
        self.around.show_emptiness(empty)
        if empty:
            self._on_current("")
        self.nothing_pane.show_session(self._triage.session, self.around.tallied, empty=empty)

    def _on_place(self, place: str) -> None:
        if place == "lost":
            self.open_lost()
        else:
            self.open_split(place)
        self.take_focus()

    def _on_decided_wanted(self, verb: str) -> None:
        self.feed.open_these(self._triage.session.ids_of(verb))
        self.take_focus()

    def _on_scrolled(self) -> None:
        self.feed.near_edges(*self.view.shown_rows())
        self.watch.write_times()

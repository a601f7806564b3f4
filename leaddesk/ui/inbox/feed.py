"""Fills the list model through the runner: pages at both ends, what a change did, what newly waits."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.actions.ports import Change, Cursor, PageAsk
from leaddesk.domain.refusals import Refused
from leaddesk.texts.keys import say
from leaddesk.ui.inbox.model import InboxModel
from leaddesk.ui.inbox.newcomers import Arrived, Newcomers, Waiting
from leaddesk.ui.inbox.order import CALL_NOW
from leaddesk.ui.inbox.reading import (
    Aftermath,
    Held,
    InboxPage,
    PaintedPage,
    TheseRows,
    WhatBecame,
)
from leaddesk.ui.inbox.tallying import Tallying
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Ticket

PAGE, PAGES = 200, 5
"""Rows a page, and pages held at most: beyond that the far end is let go."""
_NEAR_END, _SETTLE_MS = 60, 200


class Feed(QObject):
    """What the list shows and where it ends. The order is frozen: rows change in place until `open`.

    Signals: `opened(id to make current)`, `leaving(ids)` before rows go, `came_back(ids)` after rows are
    put back, `waiting(Waiting)`, `tallied(Tallied)`, `misread(problems)`.
    """

    opened = Signal(str)
    leaving = Signal(object)
    came_back = Signal(object)
    waiting = Signal(object)
    tallied = Signal(object)
    misread = Signal(object)

    def __init__(
        self,
        link: Link,
        model: InboxModel,
        keeping_place: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._model, self._keeping_place = link, model, keeping_place
        self.ask = PageAsk(split="new", sort=CALL_NOW, limit=PAGE)
        self._fixed: tuple[str, ...] | None = None
        self._page: Ticket | None = None
        self._turn = 0
        self._missed: dict[str, None] = {}
        self._at_top, self._own_order = True, False
        self._next: Cursor | None = None
        self._new = Newcomers()
        self._left: dict[str, tuple[str, int]] = {}
        self._pending: dict[str, bool] = {}
        self._reading = False
        self._counts = Tallying(link, self)
        self._counts.tallied.connect(self.tallied)
        self._look_above = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.settle)
        model.wanted.connect(self.more)
        self._counts.again.connect(self._settle.start)
        link.changed.connect(self._on_changed)
        link.defined.connect(self._read_all_again)

    @property
    def loading(self) -> bool:
        """Whether rows are on their way."""
        return self._page is not None

    @property
    def busy(self) -> bool:
        """Whether anything is asked or about to be."""
        return self.loading or self._reading or self._counts.busy or self._settle.isActive()

    # -- Which list --

    def open(self, ask: PageAsk, focus: str = "") -> None:
        """Show the list of `ask` from its beginning, ranked as it is now."""
        ranked = replace(ask, after=None, before=None, limit=PAGE, at=self._link.now())
        self.ask, self._fixed = ranked, None
        self._begin(InboxPage(self.ask, self._link.definitions), focus)

    def open_these(self, ids: tuple[str, ...]) -> None:
        """Show certain leads, in the order given, whatever becomes of them."""
        self.ask, self._fixed = PageAsk(limit=PAGE), ids
        self._begin(TheseRows(ids, self._link.definitions), "")

    def to_end(self) -> None:
        """Show the last page of the list."""
        if self._fixed is None and self._model.canFetchMore() and not self._own_order:
            self._begin(InboxPage(self.ask, self._link.definitions, from_end=True), "", at_end=True)
        else:
            self.opened.emit(self._model.id_at(self._model.rowCount() - 1))

    def to_start(self) -> None:
        """Show the first page of the list; the order stays frozen where it is still held."""
        if self._at_top:
            self.opened.emit(self._model.id_at(0))
        else:
            self.open(self.ask)

    def _begin(self, question: InboxPage | TheseRows, focus: str, *, at_end: bool = False) -> None:
        if self._page is not None:
            self._page.drop()
        self._left.clear()
        self._pending.clear()
        self._missed.clear()

        def show(page: PaintedPage) -> None:
            self._page = None
            self._turn += 1
            self._own_order, self._next = page.own_order, page.next
            self._at_top = not (at_end and page.more)
            self._model.set_more(page.more and not at_end)
            self._new.seen([held.place for held in page.held], whole=not page.more, anywhere=at_end)
            self._model.show(page.held)
            self.misread.emit(page.problems)
            self.opened.emit(self._model.id_at(self._model.rowCount() - 1) if at_end else focus)
            self.waiting.emit(Waiting())
            self._reread(i for i in self._missed if self._model.row_of(i) >= 0)

        self._page = self._link.runner.ask(question, show, self, self._on_page_failed)
        self.settle()

    # -- More of it --

    def near_edges(self, first: int, last: int) -> None:
        """Rows `first` to `last` are seen: fetch what will be seen soon."""
        if last >= self._model.rowCount() - _NEAR_END:
            self.more()
        if first <= _NEAR_END and not self._at_top:
            self._back()

    def more(self) -> None:
        """The page after the last row held."""
        held = self._model.rows_held()
        if self._page is None and held and self._model.canFetchMore():
            after = self._next if self._own_order else held[-1].place
            self._fetch(replace(self.ask, after=after), self._on_more)

    def _back(self) -> None:
        held = self._model.rows_held()
        if self._page is None and held:
            self._fetch(replace(self.ask, before=held[0].place), self._on_back)

    def _fetch(self, ask: PageAsk, then: Callable[[PaintedPage], None]) -> None:
        def arrived(page: PaintedPage) -> None:
            self._page = None
            self._keeping_place(lambda: then(page))

        question = InboxPage(ask, self._link.definitions)
        self._page = self._link.runner.ask(question, arrived, self, self._on_page_failed)

    def _on_page_failed(self, error: Exception) -> None:
        """What is held stays; the reason is said where it has words."""
        self._page = None
        if not isinstance(error, Refused):
            raise error
        self._link.noticed.emit(Notice(say(error, definitions=self._link.definitions)))

    def _on_more(self, page: PaintedPage) -> None:
        self._model.append(page.held)
        self._model.set_more(page.more)
        self._next = page.next
        extra = self._model.rowCount() - PAGE * PAGES
        if extra > 0 and not self._own_order:
            self._model.remove_span(0, extra - 1)
            self._at_top = False

    def _on_back(self, page: PaintedPage) -> None:
        self._model.prepend(page.held)
        self._at_top = not page.more
        extra = self._model.rowCount() - PAGE * PAGES
        if extra > 0:
            self._model.remove_span(self._model.rowCount() - extra, self._model.rowCount() - 1)
            self._model.set_more(True)

    # -- What a change did --

    def _on_changed(self, change: Change) -> None:
        self._settle.start()
        # What this window decides itself brings nobody new above the list; a capture does.
        mine = [i for i in change.ids if self._model.row_of(i) >= 0 or i in self._left]
        self._look_above |= len(mine) < max(1, len(change.ids))
        if self._page is not None:
            self._missed |= dict.fromkeys(change.ids)
        if not change.ids and "lead" in change.topics:
            self._pending |= dict.fromkeys((i for i in self._model.ids() if i not in self._pending), False)
        self._reread(mine)

    def _read_all_again(self) -> None:
        self._settle.start()
        self._reread(self._model.ids())

    def _reread(self, ids: Iterable[str]) -> None:
        self._pending |= dict.fromkeys(ids, True)
        self._read_pending()

    def _read_pending(self) -> None:
        """One reading at a time, so that an older answer never follows a newer one."""
        if self._reading or not self._pending:
            return
        ids, mine = tuple(self._pending), all(self._pending.values())
        self._pending.clear()
        self._reading = True
        before = tuple(held.row for i in ids if (held := self._model.held(i)) is not None)
        question = WhatBecame(
            self.ask, ids, before, self._link.definitions, all_changed=mine, fixed=self._fixed is not None
        )
        turn = self._turn

        def told(after: Aftermath) -> None:
            self._reading = False
            if turn == self._turn:
                self._settle_rows(after, mine=mine)
            self._read_pending()

        self._link.runner.ask(question, told, self, self._on_quietly_failed)

    def _settle_rows(self, after: Aftermath, *, mine: bool) -> None:
        held = {one.record.id for one in after.changed if self._model.row_of(one.record.id) >= 0}
        if not mine:
            risen = [one for one in after.changed if self._heats(one)]
            self._new.risen(Arrived(one.record.id, hot=True) for one in risen)
            self.waiting.emit(self._new.waiting())
        self._model.replace(one for one in after.changed if one.record.id in held)
        gone = [i for i in self._model.ids() if i in after.gone]
        if gone:
            for lead_id in gone:
                row = self._model.row_of(lead_id)
                self._left[lead_id] = (self._model.id_at(row - 1), row)
            self.leaving.emit(frozenset(gone))
            self._model.remove(gone)
        self._put_back([one for one in after.changed if one.record.id in self._left])

    def _heats(self, one: Held) -> bool:
        old = self._model.held(one.record.id)
        return old is not None and old.row.temperature != "hot" and one.row.temperature == "hot"

    def _put_back(self, held: list[Held]) -> None:
        """Rows whose decision was taken back stand where they stood."""
        places = {one.record.id: self._left.pop(one.record.id) for one in held}
        for one in sorted(held, key=lambda one: places[one.record.id][1]):
            neighbour, row = places[one.record.id]
            above = self._model.row_of(neighbour)
            at = above + 1 if above >= 0 or not neighbour else min(row, self._model.rowCount())
            self._model.insert(at, [one])
        if held:
            self.came_back.emit(tuple(places))

    # -- What waits, and how many --

    def settle(self) -> None:
        """Count again, and look at what newly stands above; one at a time."""
        if not self._counts.ask(self.ask.query, self.ask.split if self._fixed is None else "all"):
            return
        if self._look_above and self._fixed is None and self._page is None and not self._own_order:
            self._look_above = False
            known = frozenset((*self._model.ids(), *self._left))
            turn = self._turn

            def told(arrived: tuple[Arrived, ...]) -> None:
                if turn == self._turn:
                    self._new.arrived(arrived)
                    self.waiting.emit(self._new.waiting())

            question = self._new.question(self.ask, known, self._link.definitions)
            self._link.runner.ask(question, told, self, self._on_quietly_failed)

    def _on_quietly_failed(self, error: Exception) -> None:
        """What is only beside the rows stays as it was; the rows themselves tell why the base is silent."""
        self._reading = False
        if not isinstance(error, Refused):
            raise error

    def first_newcomer(self) -> str:
        """The new lead to go to first: a hot one where there is one; "" where none waits."""
        return self._new.first()

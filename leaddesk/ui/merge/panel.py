"""The screen of comparing and merging: one suspected group after the other, by keys (screen 08, key M)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.actions.merge import Merge
from leaddesk.actions.merge_questions import MergePreview, MergeView
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.ports import Change
from leaddesk.domain.refusals import NotFound, Refused
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say
from leaddesk.ui.kit.chip import Chip, ChipData
from leaddesk.ui.kit.plain import short
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.merge.foot import CompareFoot, nobody
from leaddesk.ui.merge.grid import CompareGrid, scrolled
from leaddesk.ui.merge.side import CompareSide
from leaddesk.ui.merge.words import CompareWords, compare_words
from leaddesk.ui.runner import Ticket
from leaddesk.ui.theme.zoom import px

Told = tuple[MergeView, CompareWords]


class MergePanel(QWidget):
    """Works through groups of leads. `left()` when the last of them is decided, or Esc goes back.

    `search_wanted()` from the empty screen: the whole base is to be looked through.
    """

    left = Signal()
    search_wanted = Signal()
    section = "merge"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._queue: tuple[tuple[str, ...], ...] = ()
        self._at = 0
        self._keep: dict[str, str] = {}
        self._need = "auto"
        self._view: MergeView | None = None
        self._ticket: Ticket | None = None
        self._eager = self._waiting = False
        self.chip = Chip(ChipData("", "warm", big=True))
        self.beside_title = _holding(self.chip)
        self.chip.hide()
        self.grid = CompareGrid()
        self.side = CompareSide()
        self.foot = CompareFoot(self)
        self.empty = nobody(self)
        self.empty.chosen.connect(lambda _id: self.search_wanted.emit())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.title())
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.area = scrolled(self.grid)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(px(16), px(16), px(16), 0)
        across.setSpacing(px(16))
        across.addWidget(self.area, 1)
        across.addWidget(self.side)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.foot)
        self.foot.hide()

    def _wire(self) -> None:
        self.grid.chosen.connect(self._on_chosen)
        self.grid.pointed.connect(lambda column: self.side.show_why(max(0, column - 1)))
        self.foot.merge.clicked.connect(self.merge)
        self.foot.differ.clicked.connect(self.not_duplicate)
        self.foot.later.clicked.connect(self.later)
        self.side.needs.chosen.connect(lambda need: self.set_need(need))
        self._link.changed.connect(self._on_changed)

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Compare and merge")

    def bar_widgets(self) -> tuple[QWidget, ...]:
        """How probable it is, beside the title."""
        return (self.beside_title,)

    def selected_ids(self) -> tuple[str, ...]:
        """The leads that are compared."""
        return self._queue[self._at] if self._at < len(self._queue) else ()

    def row_of(self, lead_id: str) -> LeadRow | None:
        """The row of a lead that is compared."""
        rows = self._view.rows if self._view is not None else ()
        return next((row for row in rows if row.id == lead_id), None)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the keys of leads mean here."""
        return {
            "lead.merge": self.merge,
            "lead.not_duplicate": self.not_duplicate,
            "inbox.back": self.leave,
        }

    def take_focus(self) -> None:
        """The keys go to the table; while there is none, to the screen itself."""
        seen = self.stack.currentWidget() is not self.empty
        (self.grid if seen else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """A search is the inbox's."""
        if query:
            self._link.list_requested.emit(query)

    # Groups

    def expect(self) -> None:
        """Groups are being looked for; an Enter until then is meant for the first of them."""
        self._queue, self._at, self._view, self._eager = (), 0, None, False
        self._waiting = True
        self.chip.hide()
        self.stack.setCurrentWidget(self.empty)
        self.empty.hide()
        self.foot.hide()

    def compare(self, groups: tuple[tuple[str, ...], ...]) -> None:
        """Work through these groups of leads, the first one first."""
        eager, self._waiting = self._eager and self._waiting, False
        self._queue, self._at = groups, 0
        self._begin()
        self._eager = eager

    def _begin(self) -> None:
        self._keep, self._need, self._view, self._eager = {}, "auto", None, False
        self.chip.hide()
        if self._at < len(self._queue):
            self.foot.show_place(self._at, len(self._queue))
            self._ask()
        else:
            self.show_nothing()
            self.left.emit()

    def show_nothing(self) -> None:
        """There is nobody to compare, or not yet."""
        self._queue, self._at = (), 0
        self._waiting = False
        self.chip.hide()
        self.empty.show()
        self.stack.setCurrentWidget(self.empty)
        self.foot.hide()
        self.take_focus()

    def _ask(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        asked = MergePreview(self.selected_ids(), self._need, tuple(sorted(self._keep.items())))
        self._ticket = self._link.runner.look(
            lambda desk: _told(desk.ask(asked)), self._on_told, self, self._on_gone
        )

    def _on_told(self, told: Told) -> None:
        view, words = told
        self._view = view
        self.chip.show_chip(ChipData(words.chip, "warm", big=True))
        self.chip.show()
        self.grid.show_words(words)
        self.side.show_words(words, self._need)
        self.foot.setVisible(True)
        self.stack.setCurrentIndex(1)
        if self.hasFocus():
            self.take_focus()
        area = self.grid.row_area().center()
        self.area.ensureVisible(round(area.x()), round(area.y()), px(10), px(50))
        if self._eager:
            self._eager = False
            self.merge()

    def _on_gone(self, error: Exception) -> None:
        """Somebody merged or erased them meanwhile: the next group."""
        if not isinstance(error, NotFound | Refused):
            raise error
        self._next()

    def _on_changed(self, change: Change) -> None:
        if self._view is not None and (not change.ids or set(change.ids) & set(self.selected_ids())):
            self._ask()

    # Choosing

    def _on_chosen(self, field: str, column: int) -> None:
        if self._view is not None:
            self._keep[field] = self._view.leads[column].id
            self._ask()

    def set_need(self, need: str) -> None:
        """Whether they ask for the same: auto, same or different."""
        if need != self._need:
            self._need = need
            self._ask()

    # Deciding

    def merge(self) -> None:
        """Enter: what the right column shows becomes true; before it is shown, as soon as it is."""
        view = self._view
        if view is None:
            self._eager = self._waiting or bool(self.selected_ids())
            if not self._eager:
                self.search_wanted.emit()
            return
        action = Merge(self.selected_ids(), self._need, tuple(sorted(self._keep.items())))
        n = len(view.leads)
        words = ngettext("“{name}”: merged, {n} record is one", "“{name}”: merged, {n} records are one", n)
        name = short(view.person.name if view.person else "") or _("No name")
        self._do(action, words.format(name=name, n=number(n)))

    def not_duplicate(self) -> None:
        """They only look alike: nobody is asked again."""
        if self._view is not None:
            self._do(
                NotDuplicate(self.selected_ids()), _("Remembered for everybody: these are different people")
            )

    def _do(self, action: Merge | NotDuplicate, words: str) -> None:
        ids = self.selected_ids()
        self._view = None

        def done(change: Change) -> None:
            self._link.noticed.emit(Notice(words, change.tx))
            if self.selected_ids() == ids:
                self._next()

        self._link.runner.do(action, done, self, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._link.noticed.emit(Notice(say(error, definitions=self._link.definitions)))
        self._ask()

    def later(self) -> None:
        """Esc: this group waits; after the last one the window goes back."""
        if self._waiting:
            self.leave()
        else:
            self._next()

    def leave(self) -> None:
        """Back to where one came from."""
        self._at = len(self._queue)
        self._begin()

    def _next(self) -> None:
        self._at += 1
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        needs = {Qt.Key.Key_1.value: "same", Qt.Key.Key_2.value: "different"}
        if enter:
            self.merge()
        elif key == Qt.Key.Key_Escape:
            self.later()
        elif key == Qt.Key.Key_Delete:
            self.not_duplicate()
        elif key in needs:
            self.set_need(needs[key])
        else:
            super().keyPressEvent(event)


def _told(view: MergeView) -> Told:
    """The words are made on the reader, so that the Qt thread only shows them."""
    return view, compare_words(view)


def _holding(widget: QWidget) -> QWidget:
    """A place in the top bar, which shows what it is given: within it the widget may hide."""
    place = QWidget()
    inside = QHBoxLayout(place)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(widget)
    return place

"""The board screen: columns, lanes, strips, one sentence about what a drag would do, and the same by keys."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.board import Board, BoardView, By, Lanes
from leaddesk.actions.figures import FigureAsk
from leaddesk.actions.ports import Change
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.list_row import Shown
from leaddesk.texts import _
from leaddesk.ui.board.body import BoardBody
from leaddesk.ui.board.column import Cell, Column
from leaddesk.ui.board.dragging import Dragging
from leaddesk.ui.board.filters import BoardFilters
from leaddesk.ui.board.focusing import Focusing
from leaddesk.ui.board.grabbing import Grab
from leaddesk.ui.board.heads import Pace, pace_of
from leaddesk.ui.board.hint import HintBar
from leaddesk.ui.board.limits import LimitsDialog
from leaddesk.ui.board.moving import Moving
from leaddesk.ui.link import Link

_LISTS = {"nurture": "is:nurturing", "archive": "is:archived", "junk": "is:junk"}
"""Places off the board and the search that lists them."""
_SHOWN, _MOST = 60, 2_000
"""Cards of a column at first, and at most however far a person scrolls."""
_NEXT_LANES: Mapping[Lanes, Lanes] = {"": "owner", "owner": "channel", "channel": ""}


class BoardPanel(QWidget):
    """Refilled from the base after every change; a move is written before the card stays where it was put.

    `arranged(kept)` when a person chose lanes, the activity board or collapsed columns: plain data to keep.
    """

    loaded = Signal()
    current_changed = Signal(str)
    arranged = Signal(object)

    section = "board"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self._rows: dict[str, Shown] = {}
        self._pace = Pace()
        self._stale, self._focus_id, self._shown = True, "", _SHOWN
        self.filters = BoardFilters(link, self)
        self.body = BoardBody(link, self)
        self.strips = self.body.strips
        self.hint = HintBar(self)
        self.moving = Moving(link, self._rows_now, self)
        self._focusing = Focusing(self.body.rows)
        self.dragging = drag = Dragging(self.body, self.moving, self.hint)
        self.hand = Grab(self.body.targets, drag.carry, drag.let_down, drag.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.body, 1)
        whole.addWidget(self.hint)
        self._wire()
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.body.tiles.forget)
        self._minute.timeout.connect(self.reload)
        self._minute.start()

    @property
    def columns(self) -> dict[str, Column]:
        """Columns by stage, or by when the next step is due."""
        return self.body.columns

    def _rows_now(self, lead_id: str) -> Shown | None:
        return self._rows.get(lead_id)

    def _wire(self) -> None:
        self.body.made.connect(self._join)
        self.body.folding.connect(self._fold)
        for column in self.columns.values():
            column.more_requested.connect(self._on_more)
            self._join(column)
        for strip in self.strips.values():
            strip.dropped.connect(lambda place, ids: self.put(ids, place))
            strip.drag_entered.connect(lambda place, ids: self.dragging.over(ids, place))
            strip.drag_left.connect(self.dragging.left)
            strip.opened.connect(lambda place: self.link.list_requested.emit(_LISTS[place]))
        self.moving.said.connect(lambda words, refused: self.hint.show_words(words, refused=refused))
        self.moving.refused.connect(self.reload)
        self.moving.moved.connect(self._on_moved)
        self.filters.changed.connect(self.reload)
        self.link.changed.connect(self._on_changed)

    def _join(self, cell: Cell) -> None:
        """Listen to the cards of a column or a lane."""
        view = cell.view
        view.opened.connect(self.link.open_lead_requested)
        view.dropped.connect(lambda ids, place: self.dragging.dropped(cell, ids, place))
        view.drag_entered.connect(lambda ids, place: self.dragging.over(ids, cell.stage, cell, place))
        view.drag_left.connect(self.dragging.left)
        view.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit(self.current_id()))

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Board")

    def bar_widgets(self) -> tuple[QWidget, ...]:
        """Filters for the top bar."""
        return self.filters.chips()

    def selected_ids(self) -> tuple[str, ...]:
        """Cards chosen in the column that has the focus."""
        cell = self._focusing.active()
        return cell.view.chosen_ids() if cell and cell.view.hasFocus() else ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the board."""
        found: dict[str, Callable[[], None]] = {
            "board.move_left": lambda: self.step(-1),
            "board.move_right": lambda: self.step(1),
            "board.grab": self._grab,
            "board.move_up": lambda: self.shift(-1),
            "board.move_down": lambda: self.shift(1),
            "board.lanes": lambda: self.show_as(self.body.by, _NEXT_LANES[self.body.lanes]),
            "board.activity": lambda: self.show_as(
                "stage" if self.body.by == "due" else "due", self.body.lanes
            ),
            "board.collapse": self._fold_current,
            "board.filter": self.filters.channel.open,
            "board.limits": self._open_limits,
        }
        for number_, to in enumerate(self.body.targets(), 1):
            found[f"board.to.{number_}"] = partial(self._put_chosen, to)
        return found

    def _put_chosen(self, to: str) -> None:
        self.put(self.selected_ids(), to)

    def take_focus(self) -> None:
        """To the card last worked on, else the first one."""
        self._focusing.take(self._focus_id)

    def search(self, query: str) -> None:
        """The board shows the whole funnel; what a search finds is a list."""
        if query:
            self.link.list_requested.emit(query)

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show what a person last chose, as `arranged` told it."""
        by: By = "due" if kept.get("by") == "due" else "stage"
        told = kept.get("lanes")
        lanes: Lanes = told if told in ("owner", "channel") else ""
        self.body.folded = frozenset(map(str, kept.get("folded") or ()))
        self.body.set_mode(by, lanes)

    def _open_limits(self) -> None:
        LimitsDialog(self.link, self.window()).open_dialog()

    # Ways to look at it

    def show_as(self, by: By, lanes: Lanes) -> None:
        """Stages or next steps, whole or in lanes."""
        if self.hand.held:
            self.hand.drop()
        self._focus_id = self.current_id() or self._focus_id
        self.body.set_mode(by, lanes)
        self._keep()
        self.reload()
        self.take_focus()

    def _fold_current(self) -> None:
        cell = self._focusing.active()
        if cell is not None:
            self._fold(cell.stage)

    def _fold(self, column: str) -> None:
        folded = self.body.folded ^ {column}
        if not set(self.columns) <= folded:  # one column stays open
            self.body.fold(folded)
            self._keep()
            if self.body.lanes:
                self.reload()

    def _keep(self) -> None:
        body = self.body
        self.arranged.emit({"by": body.by, "lanes": body.lanes, "folded": sorted(body.folded)})

    # Filling

    def reload(self) -> None:
        """Read the board again."""
        self._stale = False
        self._ask_board()
        ask = FigureAsk(self.link.now(), *self.filters.days())
        self.link.runner.look(lambda desk: pace_of(desk, ask), self._on_pace, self, lambda error: None)

    def _ask_board(self) -> None:
        ask = Board(self._shown, self.filters.query(), self.body.by, self.body.lanes)
        self.link.runner.ask(ask, lambda view: self._on_board(ask, view), self)

    def _on_board(self, asked: Board, view: BoardView) -> None:
        if (asked.by, asked.lanes) != (self.body.by, self.body.lanes):
            return
        kept = self.current_id() or self._focus_id
        had_focus = self._focusing.active() is not None or self.isAncestorOf(
            self.window().focusWidget() or self
        )
        self._focusing.keep()
        columns = [*view.columns, *(column for lane in view.lanes for column in lane.columns)]
        self._rows = {row.id: row for column in columns for row in column.rows}
        self.body.show_view(view, self._pace, self.link.now())
        if had_focus:
            self._focusing.back(kept)
        self.loaded.emit()

    def _on_pace(self, pace: Pace) -> None:
        self._pace = pace
        self.body.show_pace(pace)

    def _on_more(self) -> None:
        self._shown = min(2 * self._shown, _MOST)
        self._ask_board()

    def _on_changed(self, _change: Change) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    # Moving

    def put(self, ids: tuple[str, ...], to: str) -> None:
        """Put leads on a stage or a place: write it, open its form, or say why not."""
        self.moving.put(ids, to)

    def step(self, by: int) -> None:
        """Move the chosen cards one column on or back."""
        cell, ids = self._focusing.active(), self.selected_ids()
        columns = tuple(self.columns)
        if cell is None or not ids:
            return
        place = columns.index(cell.stage) + by
        if 0 <= place < len(columns):
            self.put(ids, columns[place])

    def shift(self, by: int) -> None:
        """Move the card under the ring up or down in its column, for this person."""
        cell, card = self._focusing.active(), self.current_id()
        if isinstance(cell, Column) and card and cell.stage in STAGES:
            shown = cell.model.ids()
            self.moving.reorder(card, cell.stage, shown, shown.index(card) + by)

    def _grab(self) -> None:
        cell, ids = self._focusing.active(), self.selected_ids()
        if cell is not None and ids and not self.hand.held:
            self.hand.take(cell, ids)

    def _on_moved(self, lead_id: str) -> None:
        self._focus_id = lead_id

    # Focus

    def current_id(self) -> str:
        """The card under the focus ring; empty where none is."""
        return self._focusing.current_id()

    def focus_card(self, lead_id: str) -> bool:
        """Put the focus on a card, wherever it is now; whether it is on the board."""
        return self._focusing.card(lead_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        cell = self._focusing.active()
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        over = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if plain and self.hand.key(key):
            return
        if plain and key == Qt.Key.Key_Space:
            self._grab()
        elif plain and side and cell is not None:
            self._focusing.aside(side)
        elif plain and over and self._focusing.over(over):
            return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.link.open_lead_requested.emit(self.current_id())
        else:
            event.ignore()

"""The board screen: columns, strips, one sentence about what a drag would do, and the same moves by keys."""

from collections.abc import Callable, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.figures import FigureAsk
from leaddesk.actions.move import Move
from leaddesk.actions.ports import Change
from leaddesk.actions.questions import Board, BoardView
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.list_row import Shown
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say, stage_name
from leaddesk.texts.names import name_of
from leaddesk.ui.board.column import Column
from leaddesk.ui.board.filters import BoardFilters
from leaddesk.ui.board.focusing import Focusing
from leaddesk.ui.board.heads import Pace, head_of, pace_of
from leaddesk.ui.board.hint import HintBar
from leaddesk.ui.board.rules import outlook
from leaddesk.ui.board.strip import PlaceStrip
from leaddesk.ui.board.tile import tile_of
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

_PLACES = {"nurture": "is:nurturing", "archive": "is:archived", "junk": "is:junk"}
"""Places off the board and the search that lists them."""
_SHOWN, _MOST = 60, 2_000
"""Cards of a column at first, and at most however far a person scrolls."""


class BoardPanel(QWidget):
    """Refilled from the base after every change; a move is written before the card stays where it was put."""

    loaded = Signal()
    current_changed = Signal(str)

    section = "board"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self._rows: dict[str, Shown] = {}
        self._pace = Pace()
        self._stale, self._focus_id, self._shown = True, "", _SHOWN
        self.filters = BoardFilters(link, self)
        self.columns = {stage: Column(stage, self) for stage in STAGES}
        self._focusing = Focusing(self.columns)
        self.strips = {place: PlaceStrip(place, str(6 + i), self) for i, place in enumerate(_PLACES)}
        self.hint = HintBar(self)
        self._lay_out()
        self._wire()
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.reload)
        self._minute.start()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(px(12), px(12), px(12), px(12))
        across.setSpacing(px(8))
        for column in self.columns.values():
            across.addWidget(column, 1)
        aside = QHBoxLayout()
        aside.setSpacing(px(4))
        for strip in self.strips.values():
            aside.addWidget(strip)
        across.addLayout(aside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.hint)

    def _wire(self) -> None:
        for stage, column in self.columns.items():
            column.more_requested.connect(self._on_more)
            view = column.view
            view.opened.connect(self.link.open_lead_requested)
            view.dropped.connect(lambda ids, to=stage: self.put(ids, to))
            view.drag_entered.connect(lambda ids, to=stage: self._on_over(ids, to))
            view.drag_left.connect(self._on_left)
            view.selectionModel().currentChanged.connect(
                lambda *_: self.current_changed.emit(self.current_id())
            )
        for strip in self.strips.values():
            strip.dropped.connect(lambda place, ids: self.put(ids, place))
            strip.drag_entered.connect(lambda place, ids: self._on_over(ids, place))
            strip.drag_left.connect(self._on_left)
            strip.opened.connect(self._on_place)
        self.filters.changed.connect(self.reload)
        self.link.changed.connect(self._on_changed)

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Board")

    def bar_widgets(self) -> tuple[QWidget, ...]:
        """Filters for the top bar."""
        return self.filters.chips()

    def selected_ids(self) -> tuple[str, ...]:
        """Cards chosen in the column that has the focus."""
        column = self._focusing.active()
        return column.view.chosen_ids() if column else ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the board."""
        targets = (*STAGES, *_PLACES)
        found: dict[str, Callable[[], None]] = {
            "board.move_left": lambda: self.step(-1),
            "board.move_right": lambda: self.step(1),
        }
        for number_, to in enumerate(targets, 1):
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

    # Filling

    def reload(self) -> None:
        """Read the board again."""
        self._stale = False
        self._ask_board()
        ask = FigureAsk(self.link.now(), *self.filters.days())
        self.link.runner.look(lambda desk: pace_of(desk, ask), self._on_pace, self, lambda error: None)

    def _ask_board(self) -> None:
        self.link.runner.ask(Board(self._shown, self.filters.query()), self._on_board, self)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(str(self.link.definitions.setting("zone")))

    def _on_board(self, view: BoardView) -> None:
        now, zone = self.link.now(), self._zone()
        kept = self.current_id() or self._focus_id
        had_focus = self._focusing.active() is not None
        self._focusing.keep()
        self._rows = {row.id: row for column in view.columns for row in column.rows}
        stages = {stage.id: stage for stage in view.definitions.stages}
        for place, shown in enumerate(view.columns):
            column = self.columns[shown.stage]
            column.head.show_head(head_of(place, stages[shown.stage], shown, self._pace))
            column.show_column([tile_of(row, now, zone) for row in shown.rows], shown.count)
            column.view.setAccessibleName(stage_name(shown.stage, view.definitions))
        for name, strip in self.strips.items():
            strip.show_words(f"{name_of('place', name)}  {number(view.places.get(name, 0))}")
        if had_focus:
            self._focusing.back(kept)
        self.loaded.emit()

    def _on_pace(self, pace: Pace) -> None:
        self._pace = pace
        self._ask_board()

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
        rows = tuple(self._rows[one] for one in ids if one in self._rows)
        told = outlook(rows, to, self.link.definitions)
        if not rows:
            return
        if not told.allowed:
            self.link.noticed.emit(Notice(told.words))
            self.hint.show_words(told.words, refused=True)
            return
        self._focus_id = ids[0]
        if told.command:
            self.link.decision_requested.emit(told.command, ids)
            return
        if all(row.stage == to for row in rows):
            return
        words = _("{who}: “{stage}”").format(
            who=rows[0].name or rows[0].company, stage=stage_name(to, self.link.definitions)
        )
        self.link.runner.do(
            Move(ids, to), lambda change: self._on_moved(change, words), self, self._on_refused
        )

    def step(self, by: int) -> None:
        """Move the chosen cards one stage on or back."""
        ids = self.selected_ids()
        row = self._rows.get(ids[0]) if ids else None
        if row is None:
            return
        place = STAGES.index(row.stage) + by
        if 0 <= place < len(STAGES):
            self.put(ids, STAGES[place])

    def _on_moved(self, change: Change, words: str) -> None:
        if change.tx:
            self.link.noticed.emit(Notice(words, change.tx))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        words = say(error, definitions=self.link.definitions)
        self.link.noticed.emit(Notice(words))
        self.hint.show_words(words, refused=True)
        self.reload()

    def _on_over(self, ids: tuple[str, ...], to: str) -> None:
        rows = tuple(self._rows[one] for one in ids if one in self._rows)
        told = outlook(rows, to, self.link.definitions)
        for stage, column in self.columns.items():
            column.show_welcome(told.allowed if stage == to else None)
        self.hint.show_words(told.words, refused=not told.allowed)

    def _on_left(self) -> None:
        for column in self.columns.values():
            column.show_welcome(None)
        self.hint.show_words("")

    def _on_place(self, place: str) -> None:
        self.link.list_requested.emit(_PLACES[place])

    # Focus

    def current_id(self) -> str:
        """The card under the focus ring; empty where none is."""
        return self._focusing.current_id()

    def focus_card(self, lead_id: str) -> bool:
        """Put the focus on a card, wherever it is now; whether it is on the board."""
        return self._focusing.card(lead_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if side and self._focusing.active() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._focusing.aside(side)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.link.open_lead_requested.emit(self.current_id())
        else:
            event.ignore()

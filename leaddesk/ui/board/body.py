"""The body of the board: columns or lanes, strips of the places off it, and what a drag shows there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.actions.board import DUE, BoardView, By, Lane, Lanes
from leaddesk.domain.funnel import STAGES
from leaddesk.texts import pgettext
from leaddesk.texts.formats import name_in, number
from leaddesk.texts.keys import stage_name
from leaddesk.texts.names import name_of
from leaddesk.ui.board.column import Cell, Column
from leaddesk.ui.board.head import HeadData
from leaddesk.ui.board.heads import Pace, due_head, due_name, head_of
from leaddesk.ui.board.lanes import LaneData, LaneGrid
from leaddesk.ui.board.strip import PlaceStrip
from leaddesk.ui.board.tile import Tile, Tiles
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

PLACES = ("nurture", "archive", "junk")


class BoardBody(QWidget):
    """`made(cell)` for each cell of a lane; `folding(column id)` wishes a column collapsed or open."""

    made = Signal(object)
    folding = Signal(str)

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self._view: BoardView | None = None
        self.tiles = Tiles()
        self.by: By = "stage"
        self.lanes: Lanes = ""
        self.folded: frozenset[str] = frozenset()
        self.columns = {stage: Column(stage, self) for stage in STAGES}
        self.grid = LaneGrid(self)
        self.strips = {place: PlaceStrip(place, str(6 + at), self) for at, place in enumerate(PLACES)}
        self._stack = QStackedWidget(self)
        self._across = QHBoxLayout()
        self._lay_out()
        self.grid.cell_made.connect(self.made)
        for column in self.columns.values():
            column.unfolded.connect(lambda column=column: self.folding.emit(column.stage))

    def _lay_out(self) -> None:
        whole = QWidget()
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(px(8))
        for column in self.columns.values():
            self._across.addWidget(column, 1)
        column_side = QVBoxLayout(whole)
        column_side.setContentsMargins(0, 0, 0, 0)
        column_side.addLayout(self._across)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.grid)
        aside = QHBoxLayout()
        aside.setSpacing(px(4))
        for strip in self.strips.values():
            aside.addWidget(strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(12), px(12), px(12))
        row.setSpacing(px(8))
        row.addWidget(self._stack, 1)
        row.addLayout(aside)

    # What is shown how

    def set_mode(self, by: By, lanes: Lanes) -> None:
        """Show stages or next steps, whole or in lanes; the columns are the same ones under other names."""
        if by != self.by:
            self.by = by
            names = tuple(DUE) if by == "due" else STAGES
            self.columns = dict(zip(names, self.columns.values(), strict=True))
            for name, column in self.columns.items():
                column.stage = name
                column.show_column([], 0)
        self.lanes, self._view = lanes, None
        self._stack.setCurrentIndex(1 if lanes else 0)
        self.fold(self.folded)

    def fold(self, folded: frozenset[str]) -> None:
        """Collapse these columns and open the others."""
        self.folded = folded
        for at, (name, column) in enumerate(self.columns.items()):
            narrow = name in folded and not self.lanes
            column.set_folded(narrow)
            self._across.setStretch(at, 0 if narrow else 1)

    def rows(self) -> Sequence[Sequence[Cell]]:
        """Cells as the arrows walk them: one row of columns, or one for each lane."""
        return self.grid.grid() if self.lanes else [list(self.columns.values())]

    def targets(self) -> tuple[str, ...]:
        """Where a card can be put, from left to right: columns, then places off the board."""
        return (*self.columns, *PLACES)

    def lane_of(self, cell: Cell) -> str | None:
        """The lane that a cell stands in."""
        return self.grid.lane_of(cell)

    # Filling

    def show_view(self, view: BoardView, pace: Pace, now: datetime) -> None:
        """Show what was read of the board."""
        zone = ZoneInfo(str(view.definitions.setting("zone")))
        self._view = view
        self.show_pace(pace)
        for shown in view.columns:
            column = self.columns[shown.stage]
            column.show_column([self.tiles.of(row, now, zone) for row in shown.rows], shown.count)
        if self.lanes:
            self.grid.show_lanes([self._lane(lane, now, zone) for lane in view.lanes], self.folded)
        for name, strip in self.strips.items():
            strip.show_words(f"{name_of('place', name)}  {number(view.places.get(name, 0))}")

    def show_pace(self, pace: Pace) -> None:
        """Show the heads of what was read last, with the figures of the month."""
        if self._view is None:
            return
        heads = self._heads(self._view, pace)
        for name, head in heads.items():
            self.columns[name].head.show_head(head)
            self.columns[name].view.setAccessibleName(head.name)
        if self.lanes:
            self.grid.show_heads(heads, self.folded)

    def _heads(self, view: BoardView, pace: Pace) -> Mapping[str, HeadData]:
        if self.by == "due":
            return {shown.stage: due_head(at, shown) for at, shown in enumerate(view.columns)}
        stages = {stage.id: stage for stage in view.definitions.stages}
        return {
            shown.stage: head_of(at, stages[shown.stage], shown, pace)
            for at, shown in enumerate(view.columns)
        }

    def _lane(self, lane: Lane, now: datetime, zone: ZoneInfo) -> LaneData:
        cells = tuple([self.tiles.of(row, now, zone) for row in column.rows] for column in lane.columns)
        return LaneData(lane, self._lane_name(lane.key), cells)

    def _lane_name(self, key: str | None) -> str:
        if self.lanes == "owner":
            return self._link.name_of(key) or pgettext("head", "no owner")
        channel = self._link.definitions.channel_by_id.get(key or "")
        return name_in(channel.names) if channel is not None else pgettext("board", "no channel")

    def name(self, column: str) -> str:
        """Words of a column."""
        return due_name(column) if column in DUE else stage_name(column, self._link.definitions)

    # A drag over it

    def show_over(
        self, cell: Cell | None, to: str, tile: Tile | None, place: int | None, welcome: bool
    ) -> None:
        """Show whether a card may go to `to`, and where it would stand: at `place`, else by its score."""
        for other in (one for row in self.rows() for one in row):
            here = other is cell or (cell is None and other.stage == to)
            other.show_welcome(welcome if here else None)
            if here and welcome and tile is not None and isinstance(other, Column) and not other.folded:
                other.model.show_ghost(tile, other.model.rank_of(tile) if place is None else place)
        for name, strip in self.strips.items():
            strip.show_over(cell is None and name == to and welcome)

    def show_left(self) -> None:
        """No drag is over it any more."""
        for other in (one for row in self.rows() for one in row):
            other.show_welcome(None)
        for strip in self.strips.values():
            strip.show_over(False)

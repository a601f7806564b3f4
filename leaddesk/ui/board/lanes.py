"""The board in lanes: by owner or by channel, across the same columns (UX 3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.board import Lane
from leaddesk.texts import ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.board.column import FOLDED, Cell
from leaddesk.ui.board.head import ColumnHead, HeadData
from leaddesk.ui.board.tile import STEP, Tile
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.theme.zoom import px

_ROWS = 2
"""Cards of a cell that are seen at once; the others scroll."""


@dataclass(frozen=True, slots=True)
class LaneData:
    """A lane with its words and the cards of each column."""

    lane: Lane
    name: str
    cells: tuple[list[Tile], ...]


class LaneRow(QWidget):
    """One lane: its head, and a cell for each column."""

    def __init__(self, stages: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.key: str | None = None
        self.title = ElidedLabel("", 12, 600, "text2", parent=self)
        self.cells = [Cell(stage, self) for stage in stages]
        self._row = QHBoxLayout()
        self._row.setSpacing(px(8))
        for cell in self.cells:
            lay = QVBoxLayout(cell)
            lay.setContentsMargins(px(8), px(6), px(8), 0)
            lay.addWidget(cell.view)
            self._row.addWidget(cell, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(4))
        column.addWidget(self.title)
        column.addLayout(self._row)

    def show_lane(self, data: LaneData, folded: frozenset[str]) -> None:
        """Show the cards of a lane; a collapsed column keeps its narrow place."""
        self.key = data.lane.key
        n = data.lane.count
        said = ngettext("{name}: {n} lead", "{name}: {n} leads", n)
        self.title.show_text(said.format(name=data.name, n=number(n)))
        most = max((len(tiles) for tiles in data.cells), default=0)
        high = max(1, min(_ROWS, most)) * px(STEP)
        for at, (cell, tiles) in enumerate(zip(self.cells, data.cells, strict=True)):
            cell.model.show_tiles(tiles)
            cell.view.setFixedHeight(high)
            narrow = cell.stage in folded
            cell.view.setVisible(not narrow)
            cell.setFixedHeight(high + px(6))
            cell.setMinimumWidth(px(FOLDED) if narrow else 0)
            cell.setMaximumWidth(px(FOLDED) if narrow else 16_777_215)
            self._row.setStretch(at, 0 if narrow else 1)


class LaneGrid(QWidget):
    """Heads of the columns above, lanes below that scroll. `cell_made(cell)` for each new one."""

    cell_made = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[LaneRow] = []
        self._stages: tuple[str, ...] = ()
        self._heads: dict[str, ColumnHead] = {}
        self._head_row = QHBoxLayout()
        self._head_row.setContentsMargins(0, 0, px(12), 0)
        self._head_row.setSpacing(px(8))
        self._inside = QWidget()
        self._lanes = QVBoxLayout(self._inside)
        self._lanes.setContentsMargins(0, 0, px(12), 0)
        self._lanes.setSpacing(px(4))
        self._lanes.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(self._head_row)
        column.addWidget(self._scroll, 1)

    def grid(self) -> list[list[Cell]]:
        """Cells by lane."""
        return [row.cells for row in self.rows]

    def lane_of(self, cell: Cell) -> str | None:
        """The lane that a cell stands in."""
        return next((row.key for row in self.rows if cell in row.cells), None)

    def show_heads(self, heads: Mapping[str, HeadData], folded: frozenset[str]) -> None:
        """Show the heads of the columns, in order."""
        if tuple(heads) != self._stages:
            self._forget()
            self._stages = tuple(heads)
            for stage in heads:
                self._heads[stage] = ColumnHead(self)
                self._head_row.addWidget(self._heads[stage], 1)
        for at, (stage, data) in enumerate(heads.items()):
            head, narrow = self._heads[stage], stage in folded
            head.show_head(data)
            head.setMinimumWidth(px(FOLDED) if narrow else 0)
            head.setMaximumWidth(px(FOLDED) if narrow else 16_777_215)
            self._head_row.setStretch(at, 0 if narrow else 1)

    def show_lanes(self, lanes: Sequence[LaneData], folded: frozenset[str]) -> None:
        """Show the lanes, in order."""
        while len(self.rows) > len(lanes):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(lanes):
            row = LaneRow(self._stages, self._inside)
            self._lanes.insertWidget(len(self.rows), row)
            self.rows.append(row)
            for cell in row.cells:
                self.cell_made.emit(cell)
        for row, data in zip(self.rows, lanes, strict=True):
            row.show_lane(data, folded)

    def see(self, cell: Cell) -> None:
        """Scroll to a cell."""
        self._scroll.ensureWidgetVisible(cell, 0, px(8))

    def _forget(self) -> None:
        for widget in (*self._heads.values(), *self.rows):
            widget.hide()
            widget.deleteLater()
        self._heads, self.rows = {}, []

"""A card on its way, by the mouse or in the hand of the keyboard: where it may go, and letting it down."""

from leaddesk.domain.funnel import STAGES
from leaddesk.texts import _
from leaddesk.ui.board.body import BoardBody
from leaddesk.ui.board.column import Cell, Column
from leaddesk.ui.board.hint import HintBar
from leaddesk.ui.board.moving import Moving


class Dragging:
    """Joins what is shown with what is written."""

    def __init__(self, body: BoardBody, moving: Moving, hint: HintBar) -> None:
        self._body, self._moving, self._hint = body, moving, hint

    def over(self, ids: tuple[str, ...], to: str, cell: Cell | None = None, place: int = 0) -> None:
        """Show what would happen if the cards were let go over `to`; `cell` is the one under the pointer."""
        body = self._body
        lane = body.lane_of(cell) if cell is not None else None
        told = self._moving.outlook(ids, to, lane=lane, lanes=body.lanes if cell is not None else "")
        own = self._is_home(ids, to)
        cells = [one for row in body.rows() for one in row]
        tile = next((found for one in cells if (found := one.model.tile(ids[0]))), None)
        words = _("Let go: another place in this column, for you only.") if own else told.words
        allowed = told.allowed or own
        body.show_over(cell, to, tile, place if own else None, allowed)
        self._hint.show_words(words, refused=not allowed)

    def carry(self, ids: tuple[str, ...], to: str, place: int) -> None:
        """The same for cards in the hand."""
        self.over(ids, to, None, place)

    def left(self) -> None:
        """Nothing is over the board any more."""
        self._body.show_left()
        self._hint.show_words("")

    def dropped(self, cell: Cell, ids: tuple[str, ...], place: int) -> None:
        """Cards were let go over a cell, above the one at `place`."""
        shown = cell.model.ids()
        if isinstance(cell, Column) and len(ids) == 1 and ids[0] in shown:
            if cell.stage in STAGES:
                down = shown.index(ids[0]) < place
                self._moving.reorder(ids[0], cell.stage, shown, place - down)
            return
        self._moving.put(ids, cell.stage, lane=self._body.lane_of(cell), lanes=self._body.lanes)

    def let_down(self, ids: tuple[str, ...], to: str, place: int) -> None:
        """Cards in the hand were let down at a column or place off the board."""
        if self._is_home(ids, to):
            self._moving.reorder(ids[0], to, self._body.columns[to].model.ids(), place)
        elif to not in self._body.columns or ids[0] not in self._body.columns[to].model.ids():
            self._moving.put(ids, to)

    def _is_home(self, ids: tuple[str, ...], to: str) -> bool:
        """Whether one card stays in its column, so that only its place there changes."""
        column = self._body.columns.get(to)
        stays = column is not None and len(ids) == 1 and ids[0] in column.model.ids()
        return stays and to in STAGES and not self._body.lanes

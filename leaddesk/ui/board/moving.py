"""What a drop or a key does to the cards: write it, open its form, or say why not; nothing is half done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from leaddesk.actions.action import Action
from leaddesk.actions.arrange import Arrange
from leaddesk.actions.assign import Assign
from leaddesk.actions.move import Move
from leaddesk.actions.ports import Change
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.list_row import Shown
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, pgettext
from leaddesk.texts.keys import say, stage_name
from leaddesk.ui.board.rules import Outlook, handing, outlook, timing
from leaddesk.ui.link import Link, Notice


class Moving(QObject):
    """Signals: `said(words, refused)` for the bar, `moved(lead)` before a write, `refused()` after a no."""

    said = Signal(str, bool)
    moved = Signal(str)
    refused = Signal()

    def __init__(self, link: Link, row_of: Callable[[str], Shown | None], parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._row_of = link, row_of

    def rows(self, ids: Sequence[str]) -> tuple[Shown, ...]:
        """The leads of ids that are on the board."""
        found = (self._row_of(one) for one in ids)
        return tuple(row for row in found if row is not None)

    def outlook(self, ids: Sequence[str], to: str, *, lane: str | None = None, lanes: str = "") -> Outlook:
        """What a drop would do, told before it happens; `lanes` what the lanes are of, if there are any."""
        rows = self.rows(ids)
        if to in STAGES and lanes and rows and any(getattr(row, lanes) != lane for row in rows):
            return handing(rows, to, lanes, self._link.name_of(lane))
        if to in STAGES or to in ("nurture", "archive", "junk"):
            return outlook(rows, to, self._link.definitions)
        return timing(rows, to)

    def put(self, ids: tuple[str, ...], to: str, *, lane: str | None = None, lanes: str = "") -> None:
        """Put leads on a stage, a place, a time or another lane."""
        rows = self.rows(ids)
        if not rows:
            return
        told = self.outlook(ids, to, lane=lane, lanes=lanes)
        if not told.allowed:
            self._link.noticed.emit(Notice(told.words))
            self.said.emit(told.words, True)
            return
        self.moved.emit(ids[0])
        if told.command:
            self._link.decision_requested.emit(told.command, ids)
        elif to in STAGES and lanes and any(getattr(row, lanes) != lane for row in rows):
            name = self._link.name_of(lane) or pgettext("board", "nobody")
            words = _("{who}: assigned to {name}").format(who=_who(rows), name=name)
            self._do(Assign(ids, lane), words)
        elif to in STAGES and not all(row.stage == to for row in rows):
            words = _("{who}: “{stage}”")
            self._do(
                Move(ids, to), words.format(who=_who(rows), stage=stage_name(to, self._link.definitions))
            )

    def reorder(self, card: str, stage: str, shown: tuple[str, ...], place: int) -> None:
        """Put a card to another place among those of its column, for this person only."""
        if not 0 <= place < len(shown) or card not in shown or shown.index(card) == place:
            return
        self.moved.emit(card)
        words = _("{who}: another place in the column, for you only").format(who=_who(self.rows((card,))))
        self._do(Arrange(card, stage, shown, place), words)

    def _do(self, action: Action, words: str) -> None:
        self._link.runner.do(action, lambda change: self._on_done(change, words), self, self._on_refused)

    def _on_done(self, change: Change, words: str) -> None:
        if change.tx:
            self._link.noticed.emit(Notice(words, change.tx))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        words = say(error, definitions=self._link.definitions)
        self._link.noticed.emit(Notice(words))
        self.said.emit(words, True)
        self.refused.emit()


def _who(rows: Sequence[Shown]) -> str:
    return rows[0].name or rows[0].company if rows else ""

"""The pane beside an empty list: where all decided leads went, and the next sensible place (screen 16)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from leaddesk.texts import _, ngettext, pgettext
from leaddesk.texts.formats import number, talk_time
from leaddesk.ui.inbox.reading import Tallied
from leaddesk.ui.inbox.session import Session
from leaddesk.ui.inbox.words import OUTCOMES, split_name
from leaddesk.ui.kit.empty import EmptyState, OutcomeRow, Outcomes
from leaddesk.ui.kit.keycap import KeyCap
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.theme.zoom import px

_WIDE = 560
_TOP = 84
_NEXT = ("replied", "today", "overdue", "hot", "unassigned")


class NothingPane(QWidget):
    """Shown in place of a card where no lead is current.

    Signals: `decided_wanted(decision)` opens the leads of a decision, `place_wanted(split or "lost")`.
    """

    decided_wanted = Signal(str)
    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lay = QHBoxLayout(self)
        self._lay.setContentsMargins(px(16), 0, px(16), 0)
        self._shown: object = None
        self.setAccessibleName(_("Nothing is open"))

    def show_session(self, session: Session, tallied: Tallied, *, empty: bool) -> None:
        """What was decided, where the list is worked through; else a quiet hint."""
        done = empty and session.done
        key = (session.by_verb(), round(session.seconds), tallied) if done else (empty,)
        if key == self._shown:
            return
        self._shown = key
        self._clear()
        self._lay.addWidget(self._outcomes(session, tallied) if done else self._hint(empty))

    def _clear(self) -> None:
        while self._lay.count():
            item: QLayoutItem | None = self._lay.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _hint(self, empty: bool) -> QWidget:
        head = _("Nothing to open here") if empty else _("Choose a lead")
        line = "" if empty else _("J and K move, Enter opens")
        return EmptyState("card-account-details-outline", head, line, tone="text", parent=self)

    def _outcomes(self, session: Session, tallied: Tallied) -> QWidget:
        verbs = [(verb, n) for verb, n in session.by_verb() if verb in OUTCOMES]
        most = max((n for _verb, n in verbs), default=1)
        rows = tuple(
            OutcomeRow(verb, OUTCOMES[verb][0], OUTCOMES[verb][1](), number(n), n / most) for verb, n in verbs
        )
        head = ngettext("All sorted: {n} in {time}", "All sorted: {n} in {time}", session.done)
        head = head.format(n=number(session.done), time=talk_time(session.seconds))
        line = _("This is what became of each. Press a number to open it.")
        block = QWidget(self)
        block.setFixedWidth(min(px(_WIDE), max(px(320), self.width() - px(32))))
        outcomes = Outcomes(head, line, rows, _("Next"), self._places(tallied), block)
        inside = outcomes.layout()
        if inside is not None:
            inside.setContentsMargins(0, 0, 0, px(8))
        outcomes.opened.connect(self.decided_wanted)
        outcomes.chosen.connect(self.place_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(ElidedLabel(_("Each decision can be taken back"), 12, 400, "text2", parent=block))
        foot.addWidget(KeyCap("Z", block))
        foot.addStretch(1)
        lay = QVBoxLayout(block)
        lay.setContentsMargins(0, px(_TOP), 0, 0)
        lay.addWidget(outcomes)
        lay.addLayout(foot)
        lay.addStretch(1)
        self._lay.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return block

    def _places(self, tallied: Tallied) -> tuple[tuple[str, str, str], ...]:
        places = [(split, split_name(split), tallied.splits.get(split, 0)) for split in _NEXT]
        found = [(split, name, n) for split, name, n in places if n][:2]
        if tallied.lost:
            found.append(("lost", pgettext("meter", "Lost"), tallied.lost))
        keys = ("Ctrl+Tab", "", "")
        return tuple(
            (split, _("{place}: {n}").format(place=name, n=number(n)), key)
            for (split, name, n), key in zip(found, keys, strict=False)
        )

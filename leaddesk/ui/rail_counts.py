"""How many wait in each section of the rail: asked when leads change, while the wide rail shows them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from leaddesk.actions.desk import Desk
from leaddesk.texts.formats import number
from leaddesk.ui.kit.rail import Rail
from leaddesk.ui.link import Link

AFTER_MS = 400
_SPLITS: Mapping[str, str] = {"inbox": "new", "tasks": "today", "distribution": "unassigned"}
"""Section -> the split whose count it shows (screen 05)."""


def counts_of(desk: Desk) -> dict[str, str]:
    """Counts by section, as they are written; nothing for 0."""
    session = desk.session
    splits = desk.store.split_counts(session.now(), session.user.id)
    told = {section: splits.get(split, 0) for section, split in _SPLITS.items()}
    told["nurture"] = desk.store.place_counts().get("nurture", 0)
    return {section: number(n) for section, n in told.items() if n}


class RailCounts(QObject):
    """Keeps the counts of a rail; a narrow rail shows none, so nothing is asked for it."""

    def __init__(self, link: Link, rail: Rail) -> None:
        super().__init__(rail)
        self._link, self._rail = link, rail
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._ask)
        link.changed.connect(lambda _change: self.ask())

    def ask(self) -> None:
        """Ask soon, once for many changes."""
        if self._rail.is_wide() and not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        self._link.runner.look(counts_of, self._rail.show_counts, self)

"""Names of visitors who are in the base: the journal keeps none, so that they are written down once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from leaddesk.actions.questions import Rows
from leaddesk.domain.row import LeadRow
from leaddesk.ui.booth.keeper import Keeper
from leaddesk.ui.link import Link

NAMED = 8
"""So many of the last visitors are told by name after a start."""


class Names(QObject):
    """Asks the base once for the names of those written down before this start."""

    def __init__(self, link: Link, keeper: Keeper, then: Callable[[], None]) -> None:
        super().__init__(keeper)
        self._link, self._keeper, self._then = link, keeper, then

    def ask(self) -> None:
        """Ask for those of the last visitors whose name is not known."""
        late = self._keeper.today()[-NAMED:]
        unnamed = {one.lead: one.id for one in late if one.lead and one.id not in self._keeper.names}
        if not unnamed:
            return
        for visit_id in unnamed.values():
            self._keeper.names[visit_id] = ""
        self._link.runner.ask(Rows(tuple(unnamed)), partial(self._on_rows, unnamed), self)

    def _on_rows(self, unnamed: dict[str, str], rows: list[LeadRow]) -> None:
        for row in rows:
            if row.id in unnamed:
                self._keeper.names[unnamed[row.id]] = row.name or row.company or row.phone
        self._then()

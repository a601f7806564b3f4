"""Visitors of a stand whom a crash left unfinished: said once the base is open, with the way to them."""

from PySide6.QtCore import QObject

from leaddesk.actions.stand import kept
from leaddesk.domain.show import Visit
from leaddesk.texts import ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.link import Link, Notice


class StandLeft(QObject):
    """Looks once; nothing is said where everybody is in the base."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        link.runner.look(kept, self._on_kept, self)

    def _on_kept(self, visits: list[Visit]) -> None:
        n = sum(visit.state != "done" for visit in visits)
        if n:
            words = ngettext(
                "{n} visitor of the stand is not in the base yet: Ctrl+Shift+T goes on with them",
                "{n} visitors of the stand are not in the base yet: Ctrl+Shift+T goes on with them",
                n,
            )
            self._link.noticed.emit(Notice(words.format(n=number(n))))

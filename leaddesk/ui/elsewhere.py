"""The long work of a panel that is not in front: its strip stands under the page, with its Cancel."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from leaddesk.ui.frame import WindowFrame
from leaddesk.ui.pages import Pages

if TYPE_CHECKING:
    from leaddesk.ui.capture.long_work import LongWork
    from leaddesk.ui.capture.steps import JobStrip


class Elsewhere(QObject):
    """Follows the work of every panel that has one (`work`); made for an import that runs on (UX 1.6)."""

    def __init__(self, pages: Pages, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._pages, self._frame = pages, frame
        self._strips: list[tuple[Any, LongWork, JobStrip]] = []
        pages.made.connect(self._on_made)
        pages.opened.connect(lambda _section: self._place())

    def strips(self) -> "list[JobStrip]":
        """The strips under the page that can be seen."""
        return [strip for _panel, _work, strip in self._strips if not strip.isHidden()]

    def _on_made(self, _name: str, panel: Any) -> None:
        if not hasattr(getattr(panel, "work", None), "strip_changed"):
            return
        from leaddesk.ui.capture.steps import JobStrip

        work: LongWork = panel.work
        strip = JobStrip(self._frame)
        strip.stopped.connect(panel.stop)
        self._frame.put_below(strip)
        self._strips.append((panel, work, strip))
        work.strip_changed.connect(self._place)

    def _place(self) -> None:
        """Show what runs where it cannot be seen, and nothing twice."""
        for panel, work, strip in self._strips:
            away = work.busy() and self._pages.main_panel() is not panel
            if away:
                strip.copy(work.strip)
            strip.setVisible(away)

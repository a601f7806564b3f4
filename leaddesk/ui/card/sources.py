"""Opens and closes what stands beside the answers, and tells what an answer given now is known from."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from leaddesk.actions.questions import CardView
from leaddesk.texts import _
from leaddesk.ui.card.answers import Answers
from leaddesk.ui.card.picture import read_image
from leaddesk.ui.card.side import Side
from leaddesk.ui.card.source_words import SourceWords, answer_source, event_source
from leaddesk.ui.link import Link, Notice


class Sources(QObject):
    """Joins the rows of answers, the talk and the column at the right. `opened(what)` for a screen reader."""

    opened = Signal(str)

    def __init__(self, link: Link, answers: Answers, side: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._answers, self._side = link, answers, side
        self._view: CardView | None = None
        self._open: Callable[[CardView], SourceWords | None] | None = None
        self._question = ""
        answers.source_wanted.connect(self.open_answer)
        side.source.closed.connect(self.close)
        side.source.picture_wanted.connect(self._read_picture)

    def show_card(self, view: CardView) -> None:
        """Follow the card: what is open is shown anew, on another lead it closes."""
        other = self._view is None or self._view.row.id != view.row.id
        self._view = view
        if other:
            self.close()
        elif self._open is not None:
            self._show(self._open)

    def toggle(self) -> None:
        """Ctrl+E: the source of the answer that is worked on, else of the first given; again closes it."""
        row = self._answers.current()
        if self._open is not None and (row is None or not self._answers.has_cursor()):
            self.close()
            self._answers.take_focus()
        elif self._open is not None and row is not None and self._question == row.question:
            self.close()
        elif row is not None:
            self.open_answer(row.question)
        else:
            self._link.noticed.emit(Notice(_("Nothing was answered yet")))

    def open_answer(self, question: str) -> None:
        """Open where an answer is known from."""
        if not self._show(lambda view: answer_source(view, question)):
            self._link.noticed.emit(Notice(_("This question was not answered yet")))
            return
        self._question = question

    def open_event(self, row_id: str) -> None:
        """Open a line of the talk: "kind:row"."""
        kind, _colon, about = row_id.partition(":")
        self._question = ""
        self._show(lambda view: event_source(view, kind, about))

    def close(self) -> None:
        """Show the score, the history and the readiness again."""
        self._open, self._question = None, ""
        self._side.show_source(None)

    def evidence(self, lead_id: str) -> Mapping[str, Any] | None:
        """The open call and its second, else what stands open beside; None is "my note" (B25)."""
        spoken = self._link.evidence_of(lead_id)
        if spoken is not None:
            return spoken
        return self._side.source.evidence() if self._open is not None else None

    def _show(self, words: Callable[[CardView], SourceWords | None]) -> bool:
        told = words(self._view) if self._view is not None else None
        if told is None:
            self.close()
            return False
        self._open = words
        self._side.show_source(told)
        self.opened.emit(told.title)
        return True

    def _read_picture(self, sha256: str) -> None:
        self._link.runner.look(
            lambda desk: (sha256, *read_image(desk, sha256)), lambda told: self._on_picture(*told), self
        )

    def _on_picture(self, sha256: str, image: Any, ratio: float) -> None:
        shown = self._side.source.shown()
        if shown is not None and shown.picture == sha256:
            self._side.source.show_image(image, ratio)

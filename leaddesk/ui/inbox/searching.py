"""Joins the search field of the top bar with the inbox: what is typed is searched, what is shown is typed."""

from PySide6.QtCore import QObject, QTimer

from leaddesk.ui.inbox.panel import InboxPanel
from leaddesk.ui.inbox.words import problem_words
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.search import SearchField

_PAUSE_MS = 80
"""A letter is searched when no other follows at once; Enter does not wait."""


class SearchWiring(QObject):
    """Lives as long as the field; the window keeps it."""

    def __init__(self, field: SearchField, panel: InboxPanel) -> None:
        super().__init__(field)
        self._field, self._panel = field, panel
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        field.textEdited.connect(self._on_edited)
        field.returnPressed.connect(self._enter)
        field.down_pressed.connect(self._enter)
        field.left_by_escape.connect(self._leave)
        panel.searched.connect(self._on_searched)
        panel.misread.connect(self._on_misread)

    def _on_edited(self, _text: str) -> None:
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        if self._field.text().strip() != self._panel.query():
            self._panel.search(self._field.text())

    def _enter(self) -> None:
        self._search()
        self._panel.take_focus()

    def _leave(self) -> None:
        """Esc leaves the field and keeps its text (UX 4.1)."""
        self._search()
        self._panel.take_focus()

    def _on_searched(self, query: str) -> None:
        if self._field.text().strip() != query:
            self._field.setText(query)

    def _on_misread(self, problems: object) -> None:
        found = problems if isinstance(problems, tuple) else ()
        said = problem_words(found)
        self._field.set_invalid(bool(found))
        self._field.setAccessibleDescription(said)
        set_tooltip(self._field, said)

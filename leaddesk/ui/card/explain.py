"""The full explanation of a score or of the readiness, over the window: sections of rows, read by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.ui.card.explain_words import Section
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rowlist import RowList
from leaddesk.ui.theme.zoom import px

SIZE = QSize(720, 600)


class Explanation(Dialog):
    """`asked(question)` from a row that is about a question; it closes then."""

    asked = Signal(str)

    def __init__(self, window: QWidget, title: str, about: str, sections: Sequence[Section]) -> None:
        super().__init__(window, title, about, size=SIZE, keeps_typed=False)
        self.lists: list[RowList] = []
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(16), px(12), px(16), px(12))
        lay.setSpacing(px(8))
        for section in sections:
            lay.addWidget(self._panel(section))
        lay.addStretch(1)

    def _panel(self, section: Section) -> Panel:
        panel = Panel(section.title, gap=4, parent=self.body)
        if section.line:
            panel.body.addWidget(TextLabel(section.line, 12, 400, "text2", parent=panel))
        if section.rows:
            rows = RowList(section.title, height=24, parent=panel)
            rows.show_rows(section.rows)
            rows.opened.connect(self._on_opened)
            panel.body.addWidget(rows)
            self.lists.append(rows)
        return panel

    def _on_opened(self, question: str) -> None:
        self.close_overlay()
        self.asked.emit(question)

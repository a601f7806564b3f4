"""Beside the table: why they may be one, what is joined, and that it can be taken apart."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.choice import ChoiceButton
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.merge.words import CompareWords
from leaddesk.ui.theme.zoom import px

_WIDE = 366


class Needs(QWidget):
    """Whether the leads ask for one thing. `chosen(need)`: same or different."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.same = ChoiceButton(_("One need"), key="1")
        self.different = ChoiceButton(_("Several needs"), key="2")
        self.same.clicked.connect(lambda: self.chosen.emit("same"))
        self.different.clicked.connect(lambda: self.chosen.emit("different"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(4), 0, px(4))
        row.setSpacing(px(8))
        row.addWidget(self.same)
        row.addWidget(self.different)
        row.addStretch(1)

    def show_one(self, one: bool) -> None:
        """Show what a merge would make of the needs."""
        (self.same if one else self.different).setChecked(True)


class CompareSide(QScrollArea):
    """Three panels of 366 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Why this is one person"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFixedWidth(px(_WIDE))
        self.setStyleSheet("QScrollArea, QWidget#compareSide { background: transparent; }")
        self._every: tuple[tuple[LineRow, ...], ...] = ()
        self._place = 0
        self.why = Panel(_("Why this is one person"), padding=16, gap=4)
        self.reasons = RowList(_("Why this is one person"), height=26)
        self.warning = TextLabel("", 12, 600, "warm")
        self.joins = Panel(_("What is joined"), padding=16, gap=4)
        self.joined = RowList(_("What is joined"), height=26)
        self.needs = Needs()
        self.apart = Panel("", padding=16, gap=4, ground="surface2")
        self._lay_out()

    def _lay_out(self) -> None:
        self.why.body.addWidget(self.reasons)
        self.why.body.addWidget(self.warning)
        self.joins.body.addWidget(self.joined)
        self.joins.body.addWidget(self.needs)
        self.apart.body.addWidget(TextLabel(_("It can be taken apart at any time"), 13, 600, "text"))
        said = _(
            "Both records come back exactly as they were, with their history. Right after it Z is enough."
        )
        self.apart.body.addWidget(TextLabel(said, 12))
        inner = QWidget()
        inner.setObjectName("compareSide")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(12))
        for panel in (self.why, self.joins, self.apart):
            column.addWidget(panel)
        column.addStretch(1)
        self.setWidget(inner)

    def show_words(self, words: CompareWords, need: str) -> None:
        """Show a comparison."""
        self._every = words.why
        self.show_why(min(self._place, len(words.why) - 1))
        self.warning.setText(words.warning)
        self.warning.setVisible(bool(words.warning))
        self.joined.show_rows(words.joins)
        self.needs.show_one(words.one_need)

    def show_why(self, place: int) -> None:
        """The reasons between the first lead and another one."""
        self._place = place
        self.reasons.show_rows(self._every[place] if 0 <= place < len(self._every) else ())

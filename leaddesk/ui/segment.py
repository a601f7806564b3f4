"""A list for a mailing before it is written: how many people, who is left out and why (B4, B27)."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.nurture_questions import Segment
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.names import name_of
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.theme.zoom import px

SIZE = QSize(520, 360)


class SegmentDialog(Dialog):
    """`wanted()` when the list is to be written."""

    wanted = Signal()

    def __init__(self, segment: Segment, parent: QWidget) -> None:
        super().__init__(
            parent, _("List for a mailing"), short(segment.query, 100), size=SIZE, keeps_typed=False
        )
        n = len(segment.ids)
        self.count = TextLabel(ngettext("{n} person", "{n} people", n).format(n=number(n)), 22, 700)
        self.left = RowList(_("Left out"), height=24)
        self.left.show_rows(
            tuple(LineRow(name_of("left", one.reason), number(one.n)) for one in segment.left)
        )
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.count)
        if segment.left:
            column.addWidget(TextLabel(_("Left out"), 12, 600, "text2"))
            column.addWidget(self.left)
        words = _("One line for each person. That the list went out stays in the history.")
        column.addWidget(TextLabel(words, 12, 400, "text2"))
        column.addStretch(1)
        self.save = Button(_("Write the list"), kind="primary", key="Ctrl+Enter")
        self.save.setEnabled(n > 0)
        self.add_button(self.save, primary=True)
        self.save.clicked.connect(self._on_save)
        cancel = Button(_("Cancel"), key="Esc")
        self.add_button(cancel)
        cancel.clicked.connect(self.cancel)

    def _on_save(self) -> None:
        self.close_overlay()
        self.wanted.emit()

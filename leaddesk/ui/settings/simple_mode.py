"""With leads or without (C22): what a switch would do is shown first; it is one step, which Z takes back."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.simple_mode import ModePreview
from leaddesk.domain.definitions import Definitions
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.keys import stage_name
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.theme.zoom import px

SIZE = QSize(640, 420)


def preview_rows(told: ModePreview, definitions: Definitions) -> tuple[LineRow, ...]:
    """Leads that become deals by stage, and those that stay as they are."""
    rows = [
        LineRow(
            _("{stage}: become deals").format(stage=stage_name(stage, definitions)),
            number(n),
            value_strong=True,
        )
        for stage, n in told.stages
    ]
    if told.asleep:
        rows.append(LineRow(_("In nurture: stay"), number(told.asleep), ink="text2"))
    if told.no_contact:
        rows.append(LineRow(_("Without a contact: stay"), number(told.no_contact), ink="text2"))
    return tuple(rows)


class SwitchDialog(Dialog):
    """`agreed()` when the switch is wanted."""

    agreed = Signal()

    def __init__(self, window: QWidget, told: ModePreview, definitions: Definitions) -> None:
        title = _("Work with leads again") if told.without else _("Work without leads")
        super().__init__(window, title, size=SIZE, keeps_typed=False)
        n = len(told.leads)
        if told.without:
            words = _("What comes in is a lead again. Deals stay deals.")
        else:
            words = ngettext(
                "What comes in becomes a deal at once. {n} open lead becomes a deal now.",
                "What comes in becomes a deal at once. {n} open leads become deals now.",
                n,
            ).format(n=number(n))
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(20), px(16), px(20), px(16))
        lay.setSpacing(px(12))
        lay.addWidget(TextLabel(words, 13, 400, parent=self.body))
        self.rows = RowList(title, height=24, parent=self.body)
        self.rows.show_rows(() if told.without else preview_rows(told, definitions))
        lay.addWidget(self.rows)
        lay.addWidget(
            TextLabel(_("This is one step: Z takes all of it back."), 12, 400, "text2", parent=self.body)
        )
        lay.addStretch(1)
        self.switch = self.add_button(Button(title, kind="primary", key="Ctrl Enter"), primary=True)
        self.switch.clicked.connect(self._on_agreed)

    def _on_agreed(self) -> None:
        self.close_overlay()
        self.agreed.emit()

"""The foot of comparing: merge, not a duplicate, later, which group of how many; and where nobody is left."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.texts.formats import number
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.theme.zoom import control, px


class CompareFoot(Surface):
    """52 px, as the action bar of a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self.merge = Button(_("Merge"), kind="primary", key="Enter", icon="call-merge")
        self.differ = Button(_("Not a duplicate"), key="Del")
        self.later = Button(_("Decide later"), key="Esc")
        self.hint = ElidedLabel(_("← → choose the value"), 12, 400, "text2", align="right")
        self.place = ElidedLabel("", 12, 600, "text2", align="right")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        for button in (self.merge, self.differ, self.later):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.hint)
        row.addSpacing(px(16))
        row.addWidget(self.place)
        self.setFixedHeight(control(32) + px(20))

    def show_place(self, at: int, of: int) -> None:
        """Which group of how many; nothing where there is only one."""
        words = _("pair {n} of {all}").format(n=number(at + 1), all=number(of))
        self.place.show_text(words if of > 1 else "")


def nobody(parent: QWidget) -> EmptyState:
    """Nobody looks like anybody else, as far as is known; `search` looks further."""
    look = (("search", _("Look through the whole base"), "Enter"),)
    line = _("Newcomers are compared as they come; after an import the whole base can be looked through.")
    head = _("No duplicates to compare")
    return EmptyState("check-circle-outline", head, line, look, parent=parent)

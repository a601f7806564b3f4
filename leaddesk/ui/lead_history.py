"""Everything that happened to one lead, over the window: what the card has room for only in part."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.questions import Card, CardView
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.ui.card.story import history_rows
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import RowList
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

SIZE = QSize(720, 560)


class LeadHistory(Dialog):
    """Newest first; it scrolls."""

    def __init__(self, parent: QWidget, link: Link, row: LeadRow) -> None:
        who = ", ".join(part for part in (row.name, row.company) if part) or _("No name")
        super().__init__(parent, _("History of the lead"), short(who, 80), size=SIZE, keeps_typed=False)
        self._link = link
        self.rows = RowList(_("History of the lead"), height=24, parent=self.body)
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(20), px(12), px(20), px(12))
        lay.addWidget(self.rows)
        lay.addStretch(1)
        link.runner.ask(Card(row.id), self._on_card, self)

    def _on_card(self, view: CardView) -> None:
        zone = ZoneInfo(str(self._link.definitions.settings.get("zone", "UTC")))
        self.rows.show_rows(history_rows(view, zone, self._link.now()))


def open_lead_history(link: Link, window: QWidget, row: LeadRow) -> LeadHistory:
    """Open it over the window."""
    dialog = LeadHistory(window, link, row)
    dialog.open_dialog()
    return dialog

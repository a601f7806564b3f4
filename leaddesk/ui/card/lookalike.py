"""The strip of a client who probably came before under another name or contact, and how one tells (A10)."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from leaddesk.actions.suspects import Lookalike, LooksLike
from leaddesk.domain.log import at_ms
from leaddesk.domain.zones import is_zone
from leaddesk.texts import _
from leaddesk.texts.formats import date_time
from leaddesk.texts.keys import outcome_before
from leaddesk.texts.likeness import reason_line
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.strip import CAME_BEFORE_ICON, Strip, StripData
from leaddesk.ui.link import Link
from leaddesk.ui.runner import Ticket


class Lookalikes(QObject):
    """Fills `strip` for the lead that is shown; asked after the card, so that no card waits for it."""

    def __init__(self, link: Link, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._strip = link, strip
        self._lead = ""
        self._ticket: Ticket | None = None
        strip.hide()

    def look(self, lead_id: str) -> None:
        """Ask about a lead; the strip of another one goes at once."""
        if self._ticket is not None:
            self._ticket.drop()
        if lead_id != self._lead:
            self._strip.hide()
        self._lead = lead_id
        self._ticket = self._link.runner.ask(LooksLike(lead_id), self._on_found, self)

    def _on_found(self, found: Lookalike | None) -> None:
        self._strip.setVisible(found is not None)
        if found is not None:
            self._strip.show_strip(lookalike_strip(found, self._link), _("Compare"))


def lookalike_strip(found: Lookalike, link: Link) -> StripData:
    """Who it probably is, what became of their newest lead, whose it is, and the reason that says most."""
    zone = str(link.definitions.setting("zone"))
    row = found.lead
    said = _("{name}, {day}: {outcome}").format(
        name=", ".join(short(part, 60) for part in (row.name, row.company) if part) or _("No name"),
        day=date_time(at_ms(row.received), ZoneInfo(zone if is_zone(zone) else "UTC"), link.now()),
        outcome=outcome_before(row.outcome or row.place or row.stage, link.definitions),
    )
    owner = link.name_of(row.owner)
    if owner:
        said = _("{said}. Owner {name}").format(said=said, name=owner)
    why = reason_line(found.likeness, found.mine, found.other)
    said = _("{said}. {reason}").format(said=said, reason=why) if why else said
    return StripData(
        _("Probably came before ×{n}").format(n=found.leads), said, "warm", CAME_BEFORE_ICON, key="M"
    )

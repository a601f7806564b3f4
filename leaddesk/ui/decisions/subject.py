"""Whom a decision is about, and what its questions need to know besides."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from leaddesk.actions.values import roster_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster, local_hours
from leaddesk.domain.list_row import Shown
from leaddesk.domain.users import User
from leaddesk.domain.zones import is_zone
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import due, number


class Call(NamedTuple):
    """A call that was measured before its result is asked for: talk in seconds, and the ringing before it."""

    started: datetime
    seconds: int
    rang: int = 0


@dataclass(frozen=True)
class Subject:
    """The leads `ids`; `row` is that of a single lead, where it is known; `call` was just measured."""

    ids: tuple[str, ...]
    row: Shown | None
    definitions: Definitions
    users: tuple[User, ...]
    me: User
    now: datetime
    call: Call | None = None

    @property
    def zone(self) -> str:
        """The zone that times are meant in: the lead's own, for several leads the office's (C13)."""
        if self.row is not None and self.row.zone and is_zone(self.row.zone):
            return self.row.zone
        return self.office

    @property
    def office(self) -> str:
        """The office's zone."""
        return str(self.definitions.settings.get("zone", "UTC"))

    @property
    def wake_hour(self) -> int:
        """At which local hour a day without a time begins."""
        return int(self.definitions.settings.get("wake_hour", 10))

    @property
    def roster(self) -> Roster:
        """Working hours at the lead's."""
        return local_hours(roster_of(self.definitions), self.zone)

    @property
    def today(self) -> date:
        """The date at the lead's."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def working_day(self, day: date) -> date:
        """`day`, or the next day that is worked at the lead's; `day` itself where none is near."""
        for later in range(14):
            if self.roster.works_on(day + timedelta(days=later)):
                return day + timedelta(days=later)
        return day

    def when(self, at: datetime) -> str:
        """A moment as it is said about these leads: by their clock, which is named where it is not ours."""
        said = due(at, ZoneInfo(self.zone), self.now)
        there, here = (at.astimezone(ZoneInfo(zone)).utcoffset() for zone in (self.zone, self.office))
        return said if there == here else _("{time} at the lead's").format(time=said)

    def who(self) -> str:
        """Whom the popup is about: name and company, or how many."""
        if len(self.ids) > 1:
            return ngettext("{n} lead", "{n} leads", len(self.ids)).format(n=number(len(self.ids)))
        if self.row is None:
            return ""
        return ", ".join(part for part in (self.row.name or _("No name"), self.row.company) if part)

    def told(self, what: str, name: str = "", *, aside: bool = False) -> str:
        """The sentence of the toast: who, and what happened."""
        if len(self.ids) > 1:
            said = ngettext("{n} lead: {what}", "{n} leads: {what}", len(self.ids))
            return said.format(n=number(len(self.ids)), what=what)
        name = name or (self.row.name if self.row else "") or _("No name")
        said = _("“{name}”: {what}") if aside else _("“{name}” {what}")
        return said.format(name=name, what=what)

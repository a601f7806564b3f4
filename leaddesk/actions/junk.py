"""Junk and archive: off the board with one reason; nothing is deleted, all of it can come back (B6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import position, with_sales
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused, Refused


@dataclass(frozen=True)
class PutAway(LeadAction):
    """To a place off the board, with a reason of that place's list; "other" needs own words."""

    name: ClassVar[str] = "put_away"
    place: ClassVar[str] = "junk"
    reason: str = ""
    text: str = ""

    @property
    def about(self) -> str:
        return self.reason

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.reason not in {choice.id for choice in read.definitions().group(self.place)}:
            raise Refused("place.no_such_reason", place=self.place, reason=self.reason)
        if self.reason == "other" and not self.text.strip():
            raise Refused("place.other_needs_words", place=self.place)
        sets = []
        for lead in read.leads(self.ids):
            if with_sales(lead.position):
                raise MoveRefused("funnel.return_only", stage=self.place)
            value = position(lead.position.stage, self.place, self.reason, self.text)
            sets.append(Set("lead", lead.id, "position", value))
            if lead.snoozed_until:
                sets.append(Set("lead", lead.id, "snooze", None))
        return sets


@dataclass(frozen=True)
class Junk(PutAway):
    """No lead at all: accidental, spam, no real need (key Del)."""

    name: ClassVar[str] = "junk"
    place: ClassVar[str] = "junk"


@dataclass(frozen=True)
class Archive(PutAway):
    """A lead that is not worked on: cannot afford, not a fit, not reached (key E)."""

    name: ClassVar[str] = "archive"
    place: ClassVar[str] = "archive"

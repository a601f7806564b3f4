"""Consent of a person: to what text, when, by which channel it was given or refused (B31)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused

STATES = ("yes", "no", "unknown")


@dataclass(frozen=True)
class SetConsent(LeadAction):
    """The consent of the person of each lead; `version` names the text that they saw.

    It belongs to the person, so that all their leads show the same.
    """

    name: ClassVar[str] = "consent"
    right: ClassVar[str] = "capture"
    state: str = "yes"
    version: str = ""
    channel: str = ""
    at: datetime | None = None

    @property
    def about(self) -> str:
        return self.state

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        definitions = read.definitions()
        if self.state not in STATES:
            raise Refused("consent.no_such_state", state=self.state)
        if self.channel and self.channel not in definitions.channel_by_id:
            raise Refused("consent.no_such_channel", channel=self.channel)
        told = {
            "state": self.state,
            "version": self.version or str(definitions.setting("consent_text")),
            "at": iso(self.at or context.at),
            "channel": self.channel,
        }
        value = {name: part for name, part in told.items() if part}
        persons = dict.fromkeys(lead.person_id for lead in read.leads(self.ids) if lead.person_id)
        if not persons:
            raise Refused("edit.no_person")
        return [Set("person", person, "consent", value) for person in persons]

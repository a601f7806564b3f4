"""Reply: we wrote to the client; a touch that ends the norm, and the thread that answers find."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import Read
from leaddesk.actions.threads import registers
from leaddesk.domain.log import Set, iso
from leaddesk.domain.refusals import Refused

WAYS = ("email", "whatsapp", "telegram", "viber", "sms")


@dataclass(frozen=True)
class Reply(LeadAction):
    """A letter or message of ours: `sent_by` is one of WAYS, `to` the address, `template` where one was used.

    `key` is the Message-ID of a letter that went through our server, so that the answer joins this lead.
    """

    name: ClassVar[str] = "reply"
    text: str = ""
    sent_by: str = "email"
    to: str = ""
    subject: str = ""
    template: str = ""
    key: str = ""

    @property
    def about(self) -> str:
        return self.sent_by

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.sent_by not in WAYS:
            raise Refused("reply.no_such_way", way=self.sent_by)
        if not self.text.strip():
            raise Refused("reply.empty")
        found: list[Set] = []
        for lead in read.leads(self.ids):
            need_contact(lead, read)
            found.append(Set("lead", lead.id, f"touch/{context.new_id()}", self._touch(context)))
            if self.key:
                found += registers((self.key,), lead.id)
        return found

    def _touch(self, context: Context) -> dict[str, Any]:
        told = {
            "key": self.key,
            "channel": "email" if self.sent_by == "email" else "messenger",
            "service": self.sent_by,
            "subject": self.subject,
            "to": self.to,
            "template": self.template,
        }
        kind = {"email": "email", "sms": "sms"}.get(self.sent_by, "message")
        return {
            "kind": kind,
            "way": "out",
            "at": iso(context.at),
            "by": context.actor,
            "text": self.text,
            "message": {name: value for name, value in told.items() if value},
        }

"""What arrives, already read: names, contacts in normal form, the request; the input of a capture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple


class IncomingContact(NamedTuple):
    """A contact as typed and in normal form (None with the key of the reason)."""

    kind: str
    value: str
    normal: str | None
    reason: str | None = None
    label: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What was said in a conversation. `key` tells it from every other, `thread` names what it answers.

    Keys begin with their channel (`mail:<...>`, `tg:...`), so that they never meet. `way` is out where we
    said it. `joins`: without a known thread it goes to the client's newest open lead, and is no lead of its
    own (a chat); else the need decides (a letter). `files` have name, type, size and sha256; a talk on the
    phone is a `call` with seconds, outcome, recording and by (a user).
    """

    key: str
    thread: tuple[str, ...] = ()
    text: str = ""
    way: Literal["in", "out"] = "in"
    subject: str = ""
    author: str = ""
    profile: str = ""
    post: str = ""
    joins: bool = False
    files: tuple[Mapping[str, Any], ...] = ()
    call: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One item to become a lead. `received` None means now; `original` is the request verbatim (A2).

    `modified` is when the system that it comes from last changed it, for updates by key.
    """

    name: str = ""
    title: str = ""
    company: str = ""
    contacts: tuple[IncomingContact, ...] = ()
    need: str = ""
    need_type: str = ""
    product: str = ""
    original: str = ""
    channel: str = "other"
    source: str = ""
    campaign: str = ""
    event: str = ""
    action: str = ""
    language: str = ""
    zone: str | None = None
    city: str = ""
    country: str = ""
    website: str = ""
    amount_minor: int | None = None
    currency: str = ""
    note: str = ""
    owner: str | None = None
    kind: str = "request"
    received: datetime | None = None
    external_id: str = ""
    temperature: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    message: Message | None = None
    modified: datetime | None = None

    @property
    def reachable(self) -> bool:
        """A5: some contact could be read."""
        return any(contact.normal for contact in self.contacts)

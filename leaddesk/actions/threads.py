"""Messages of every channel and the lead that their conversation belongs to (B2): replies find it again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from leaddesk.actions.action import Context
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.actions.placing import position, stage_again
from leaddesk.actions.ports import Read
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.ids import derived_id
from leaddesk.domain.lead import LeadState
from leaddesk.domain.log import Set, iso

ENTITY, LEAD = "thread", "lead"
SIGNALS: Mapping[str, str] = {
    "form": "form",
    "site": "form",
    "email": "email",
    "call": "call",
    "messenger": "message",
    "comment": "comment",
}
"""Channel -> the signal that an arrival on it is for a lead that the base knows."""


def thread_id(key: str) -> str:
    """Row of the register that names the lead of a message key: the same on every site."""
    return derived_id("thread", key)


def keys_of(items: Sequence[Incoming]) -> list[str]:
    """Every key that the messages name: their own, and those of what they answer."""
    told = (item.message for item in items)
    return sorted({key for one in told if one for key in (one.key, *one.thread) if key})


def registers(keys: Iterable[str], lead_id: str) -> Iterator[Set]:
    """These keys from now on name this lead."""
    for key in keys:
        yield Set(ENTITY, thread_id(key), LEAD, lead_id)


def said(item: Incoming, message: Message, lead_id: str, context: Context, known: Definitions) -> Set:
    """What was said, on the lead: a signal where the client says it, a touch where we do."""
    at = iso(item.received or context.at)
    told: dict[str, Any] = {"at": at, "text": message.text, "message": value_of(message, item.channel)}
    kind = SIGNALS.get(item.channel, "message")
    if message.call is not None:
        spoken = {"kind": "call", "way": message.way, "by": message.call.get("by") or context.actor}
        told |= spoken | {name: value for name, value in message.call.items() if name != "by" and value}
        return Set("lead", lead_id, f"touch/{context.new_id()}", told)
    if message.way == "out":
        told |= {"kind": "email" if kind == "email" else "message", "way": "out", "by": context.actor}
        return Set("lead", lead_id, f"touch/{context.new_id()}", told)
    kind = kind if kind in known.signal_by_id else next(iter(known.signal_by_id), kind)
    told |= {"kind": kind, "source": item.source}
    return Set("lead", lead_id, f"signal/{context.new_id()}", {k: v for k, v in told.items() if v})


def value_of(message: Message, channel: str) -> dict[str, Any]:
    """A message as the log keeps it beside its text: channel, author, links, files by sha256."""
    told: dict[str, Any] = {
        "key": message.key,
        "thread": list(message.thread),
        "channel": channel,
        "subject": message.subject,
        "author": message.author,
        "profile": message.profile,
        "post": message.post,
        "files": [dict(file) for file in message.files],
    }
    return {name: value for name, value in told.items() if value}


def wakes(read: Read, lead_ids: Sequence[str]) -> dict[str, tuple[Set, ...]]:
    """Leads of a conversation that the base holds, and what the client's next word brings each back from."""
    return {lead.id: tuple(_woken(lead)) for lead in read.leads(sorted(set(lead_ids)))}


def _woken(lead: LeadState) -> Iterator[Set]:
    """Out of a snooze, and out of the archive: nobody's word is lost there (B3, B6)."""
    if lead.position.place == "archive":
        yield Set("lead", lead.id, "position", position(stage_again(lead.position)))
    if lead.snoozed_until:
        yield Set("lead", lead.id, "snooze", None)

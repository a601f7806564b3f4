"""Items of the live channels (HTTP, a mailbox) brought into the base one by one, each with its fate."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.capture import CaptureAll
from leaddesk.actions.desk import Desk
from leaddesk.actions.edit import MarkContact
from leaddesk.actions.hear import Hear, Heard
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.actions.questions import Defined, People
from leaddesk.app.drafts import Reader, Told
from leaddesk.domain.log import moment
from leaddesk.intake.dates import read_date
from leaddesk.intake.draft import Draft, PackedDraft, PackedMessage, Rejected
from leaddesk.intake.options import Options
from leaddesk.intake.posted import item_key, read_item
from leaddesk.intake.spoken import read_spoken

Item = Mapping[str, Any]
_KINDS = ("signal", "kind", "event", "type")
_TIMES = ("at", "time", "when", "timestamp")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: the id that it came under, its lead (empty for none), fate, reason."""

    id: str
    lead_id: str
    fate: str
    reason: str = ""


class Receiver:
    """Turns items into arrivals and brings them in; safe to call from several threads."""

    def __init__(self, desk: Desk, options: Options | None = None, told: Told | None = None) -> None:
        """`options` carries the map of names and our own addresses; country and zone are the base's."""
        self._desk = desk
        self._given = options or Options()
        self._told = told or Told("request")
        self._verbs: Mapping[str, Callable[[Sequence[Item], Sequence[str]], list[Outcome]]] = {
            "leads": self.leads,
            "messages": self.messages,
            "signals": self.signals,
        }

    @property
    def kinds(self) -> frozenset[str]:
        """What can be received over HTTP."""
        return frozenset(self._verbs)

    def receive(self, kind: str, items: Sequence[Item], keys: Sequence[str]) -> list[Outcome]:
        """Bring items of a kind in, in one transaction; `keys` tell them again when they come twice."""
        return self._verbs[kind](items, keys)

    def options(self) -> Options:
        """The reading options with the base's country and zone."""
        settings = self._desk.ask(Defined()).settings
        country, zone = str(settings.get("country", "")) or None, str(settings.get("zone", "UTC"))
        return replace(self._given, country=self._given.country or country, zone=zone)

    def leads(self, items: Sequence[Item], keys: Sequence[str]) -> list[Outcome]:
        """Requests of forms."""
        options = self.options()
        read = [read_item(item, options) for item in items]
        reader = self._reader("form")
        arrivals: list[Incoming | None] = []
        for packed, item, key in zip(read, items, keys, strict=True):
            if packed is None:
                arrivals.append(None)
                continue
            arrival = reader.read(Draft(*packed))
            own = f"http:{item_key(item) or key}"
            message = Message(own, text=arrival.original, author=arrival.name)
            arrivals.append(replace(arrival, message=message))
        return self._capture(arrivals, keys)

    def messages(self, items: Sequence[Item], keys: Sequence[str]) -> list[Outcome]:
        """Messages and comments of the open shape."""
        options = self.options()
        return self.packed([read_spoken(item, options) for item in items], keys)

    def packed(
        self, items: Sequence[PackedDraft | PackedMessage | Rejected], keys: Sequence[str]
    ) -> list[Outcome]:
        """What a channel has read already, such as letters."""
        reader = self._reader("")
        reasons = {place: one.reason for place, one in enumerate(items) if isinstance(one, Rejected)}
        arrivals = [None if isinstance(one, Rejected) else reader.read(Draft(*one)) for one in items]
        found = self._capture(arrivals, keys)
        told = [
            replace(one, reason=reasons[place]) if place in reasons else one
            for place, one in enumerate(found)
        ]
        return [self._bounced(item, one) for item, one in zip(items, told, strict=True)]

    def _bounced(self, item: PackedDraft | PackedMessage | Rejected, told: Outcome) -> Outcome:
        """An address that a postman could not reach is marked on its contact (A9)."""
        address = str(item.said.get("to", "")) if isinstance(item, Rejected) else ""
        if not address:
            return told
        with self._desk.store.view() as read:
            people = {one.person_id for one in read.known((("email", address),))}
            leads = {brief.person_id: brief.id for brief in read.briefs(sorted(people))}
            found = [
                (leads[person.id], contact.id)
                for person in read.persons(sorted(leads)).values()
                for contact in person.contacts
                if contact.kind == "email" and contact.normal == address and contact.mark != "bounced"
            ]
        for lead, contact in found:
            self._desk.do(MarkContact((lead,), contact, "bounced"))
        return replace(told, lead_id=found[0][0], fate="updated", reason="bounced") if found else told

    def signals(self, items: Sequence[Item], keys: Sequence[str]) -> list[Outcome]:
        """Signals keyed by e-mail or phone (B9); those of strangers wait for their lead."""
        options, reader = self.options(), self._reader("")
        heard = tuple(heard_of(item, reader, options) for item in items)
        told: list[list[Fate]] = []
        self._desk.do(Hear(heard, told.append))
        return [
            Outcome(key, fate.lead_id, fate.kind, fate.reason)
            for key, fate in zip(keys, told[-1], strict=True)
        ]

    def _capture(self, arrivals: Sequence[Incoming | None], keys: Sequence[str]) -> list[Outcome]:
        known = [one for one in arrivals if one is not None]
        told: list[list[Fate]] = []
        if known:
            self._desk.do(CaptureAll(tuple(known), told.append))
        fates = iter(told[-1] if told else ())
        found = (None if one is None else next(fates) for one in arrivals)
        return [_outcome(key, fate) for key, fate in zip(keys, found, strict=True)]

    def _reader(self, channel: str) -> Reader:
        told = replace(self._told, channel=self._told.channel or channel)
        kept = self._desk.attachments
        users = self._desk.ask(People())
        return Reader(told, self._desk.ask(Defined()), users, kept.put if kept else None)


def _outcome(key: str, fate: Fate | None) -> Outcome:
    if fate is None:
        return Outcome(key, "", "rejected", "intake.row.nothing_said")
    return Outcome(key, fate.lead_id, fate.kind, fate.reason)


def heard_of(item: Item, reader: Reader, options: Options) -> Heard:
    """The signal of an item: kind under signal, kind or event; time, words and source beside it."""
    named = {str(name).lower(): value for name, value in item.items()}
    kind = next((str(named[name]) for name in _KINDS if named.get(name)), "")
    rest = {name: value for name, value in item.items() if str(name).lower() not in _KINDS}
    packed = read_item(rest, options)
    if packed is None:
        return Heard((), kind)
    draft = Draft(*packed)
    arrival = reader.read(draft)
    words = draft.fields.get("need") or draft.fields.get("note", "")
    when = arrival.received
    for name in [name for name in draft.extra if name.lower() in _TIMES]:
        read = read_date(draft.extra.pop(name), options.tzinfo)
        when = when or (moment(read) if read else None)
    return Heard(arrival.contacts, kind, when, words, arrival.source, dict(draft.extra))


def key_of(*parts: bytes | str) -> str:
    """A key for an item that brought none: the same for the same bytes."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "replace") if isinstance(part, str) else part)
        digest.update(b"\x1f")
    return digest.hexdigest()[:32]

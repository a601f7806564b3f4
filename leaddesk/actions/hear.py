"""Hear: signals by file or HTTP, keyed by e-mail or phone, for leads of today and of later (B9)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.fate import Fate
from leaddesk.actions.incoming import IncomingContact
from leaddesk.actions.ports import Brief, Read, Undo
from leaddesk.actions.waiting import keeps, marks
from leaddesk.domain.definitions import Definitions, SignalKind
from leaddesk.domain.ids import derived_id
from leaddesk.domain.log import Set, iso
from leaddesk.domain.normal import fold


@dataclass(frozen=True, slots=True)
class Heard:
    """One signal: whose contacts, its kind by id or name, when (None: now), its words and its source."""

    contacts: tuple[IncomingContact, ...]
    kind: str
    at: datetime | None = None
    text: str = ""
    source: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hear(Action):
    """Signals as one step. The same signal twice is a duplicate; one of a stranger waits for its lead."""

    name: ClassVar[str] = "hear"
    right: ClassVar[str] = "capture"
    items: tuple[Heard, ...]
    told: Callable[[list[Fate]], None]
    file: str = ""

    @property
    def undo(self) -> Undo:
        return "per_row" if len(self.items) > 1 else "whole"

    @property
    def about(self) -> str:
        return self.file

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        decided = hear_fates(self.items, read, context)
        self.told(decided)
        return [s for fate in decided for s in fate.sets]


def hear_fates(items: Sequence[Heard], read: Read, context: Context) -> list[Fate]:
    """The fate of each signal in order, with the registers to write; few reads for all together."""
    held = {(c.kind, c.normal) for item in items for c in item.contacts if c.normal}
    known: dict[tuple[str, str], list[str]] = {}
    for one in read.known(sorted(held)) if held else ():
        known.setdefault((one.kind, one.normal), []).append(one.person_id)
    people = sorted({person for found in known.values() for person in found})
    briefs: dict[str, list[Brief]] = {}
    for brief in read.briefs(people) if people else ():
        briefs.setdefault(brief.person_id, []).append(brief)
    hearing = _Hearing(read, context, known, briefs, read.definitions())
    decided = [hearing.fate(item) for item in items]
    waits = next((place for place, fate in enumerate(decided) if fate.kind == "waiting"), None)
    if waits is not None:
        marked = tuple(marks(read.waits(), iso(context.at)))
        decided[waits] = decided[waits]._replace(sets=(*decided[waits].sets, *marked))
    return decided


@dataclass
class _Hearing:
    read: Read
    context: Context
    known: Mapping[tuple[str, str], list[str]]
    briefs: Mapping[str, list[Brief]]
    definitions: Definitions
    seen: set[tuple[str, str]] = field(default_factory=set)

    def fate(self, item: Heard) -> Fate:
        """What becomes of one signal, in the order of the file."""
        kind = signal_named(item.kind, self.definitions)
        if kind is None:
            return Fate("rejected", "", "no_such_signal")
        contact = next((c for c in item.contacts if c.normal), None)
        if contact is None or contact.normal is None:
            return Fate("rejected", "", "no_contact")
        at = iso(item.at or self.context.at)
        told = {"kind": kind.id, "at": at, "text": item.text, "source": item.source}
        value: dict[str, Any] = {name: part for name, part in told.items() if part}
        value |= {"extra": dict(item.extra)} if item.extra else {}
        signal = derived_id("signal", contact.normal, kind.id, at, item.text, item.source)
        lead_id = self._lead_of(item)
        if lead_id is None:
            return self._keep(contact.kind, contact.normal, signal, value)
        if (lead_id, signal) in self.seen:
            return Fate("duplicate", lead_id, "same_message")
        self.seen.add((lead_id, signal))
        return Fate(
            "updated", lead_id, f"same_{contact.kind}", tuple(self._sets(lead_id, signal, value, kind))
        )

    def _lead_of(self, item: Heard) -> str | None:
        """The newest lead of whoever has one of the contacts, an open one first."""
        people = [p for c in item.contacts if c.normal for p in self.known.get((c.kind, c.normal), ())]
        found = [brief for person in dict.fromkeys(people) for brief in self.briefs.get(person, ())]
        best = max(found, key=lambda b: (b.active, b.received, b.id), default=None)
        if best is None:
            return None
        lead = self.read.lead(best.id)
        self.seen |= {(best.id, signal.id) for signal in lead.signals}
        return best.id

    def _sets(self, lead_id: str, signal: str, value: Mapping[str, Any], kind: SignalKind) -> Iterator[Set]:
        yield Set("lead", lead_id, f"signal/{signal}", dict(value))
        if kind.restarts and self.read.lead(lead_id).snoozed_until:
            yield Set("lead", lead_id, "snooze", None)

    def _keep(self, kind: str, normal: str, signal: str, value: Mapping[str, Any]) -> Fate:
        waits = {one.signal for one in self.read.waiting(((kind, normal),))}
        if signal in waits or (normal, signal) in self.seen:
            return Fate("duplicate", "", "same_message")
        self.seen.add((normal, signal))
        return Fate("waiting", "", "waits_for_lead", tuple(keeps(kind, normal, signal, value)))


def signal_named(name: str, definitions: Definitions) -> SignalKind | None:
    """The declared signal of an id or of a name in any language."""
    wanted = fold(name).replace("-", "_").replace(" ", "_")
    for kind in definitions.signals:
        if wanted in (kind.id, *(fold(said).replace(" ", "_") for said in kind.names.values())):
            return kind
    return None

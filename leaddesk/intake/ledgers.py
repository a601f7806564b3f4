"""Lists that are no leads: signals, call lists of a PBX, daily numbers of advertising (B9, B28, D2)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from leaddesk.domain.log import moment
from leaddesk.domain.normal import fold
from leaddesk.intake.cells import contact, split_emails, split_numbers
from leaddesk.intake.dates import Order, read_date
from leaddesk.intake.draft import DraftContact
from leaddesk.intake.mapping import plain
from leaddesk.resources import resource

LEDGERS = ("signals", "calls", "numbers")
MEASURES = ("impressions", "clicks", "visits")
_CLOCK = re.compile(r"\A(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?\Z")
_UNITS = re.compile(
    r"(?:(\d+)\s*(?:h|год|ч)\w*\.?)?\s*(?:(\d+)\s*(?:m|м|хв)\w*\.?)?\s*(?:(\d+)\s*(?:s|с)\w*\.?)?\Z"
)
_INNER = 6  # digits that an inner number of a PBX may have


@cache
def _declared() -> Mapping[str, Any]:
    with resource("intake", "ledgers.toml").open("rb") as file:
        told: dict[str, Any] = tomllib.load(file)
    for kind in LEDGERS:
        told[kind]["of"] = {
            plain(n): meaning for meaning, names in told[kind]["names"].items() for n in names
        }
    told["values"] = {kind: tuple(map(fold, words)) for kind, words in told["values"].items()}
    return told


def columns_of(kind: str, header: Sequence[str]) -> dict[str, str]:
    """Meaning -> name of the column that has it, the first of several."""
    known = _declared()[kind]["of"]
    found: dict[str, str] = {}
    for name in header:
        meaning = known.get(plain(name.partition("(")[0])) or known.get(plain(name))
        if meaning:
            found.setdefault(meaning, name)
    return found


def ledger_of(header: Sequence[str]) -> str:
    """The kind of list that a header row is of; empty for one of leads."""
    for kind in LEDGERS:
        rule, found = _declared()[kind], columns_of(kind, header)
        wanted = all(any(part in found for part in one.split("|")) for one in rule["needs"])
        if wanted and not any(part in found for part in rule["never"]):
            return kind
    return ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by their meaning, and the others by their names."""

    kind: str
    texts: Mapping[str, str]
    extra: Mapping[str, str]
    country: str | None
    zone: tzinfo
    order: Order

    @property
    def at(self) -> str:
        """When it was, ISO in UTC; empty where it does not say or cannot be read."""
        told = " ".join(filter(None, (self.texts.get("day", ""), self.texts.get("at", "")))).strip()
        return (read_date(told, self.zone, self.order) or "") if told else ""

    def contacts(self, *meanings: str) -> tuple[DraftContact, ...]:
        """The e-mails and numbers under the given meanings."""
        found: list[DraftContact] = []
        for meaning in meanings:
            value = self.texts.get(meaning, "").strip()
            if value and meaning == "email":
                found += [contact("email", one, "", self.country) for one in split_emails(value)]
            elif value:
                found += [contact("phone", one, label, self.country) for one, label in split_numbers(value)]
        return tuple(found)


def read_cells(
    kind: str, header: Sequence[str], row: Mapping[str, str], country: str | None, zone: tzinfo, order: Order
) -> Cells:
    """A row of a ledger, its cells by name of column."""
    found = columns_of(kind, header)
    taken = set(found.values())
    texts = {meaning: row[name] for meaning, name in found.items() if row.get(name)}
    return Cells(kind, texts, {k: v for k, v in row.items() if k not in taken and v}, country, zone, order)


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call: whose number, which way, seconds of talk, whether they talked, by whom, its recording."""

    contacts: tuple[DraftContact, ...]
    way: str
    seconds: int
    answered: bool
    at: str
    id: str = ""
    agent: str = ""
    recording: str = ""
    text: str = ""
    name: str = ""


def read_call(cells: Cells) -> CallRow:
    """A row of a call list. The client is who is not an inner number of the exchange."""
    texts = cells.texts
    caller, callee = texts.get("caller", ""), texts.get("callee", "")
    way = _word(texts.get("way", ""), ("in", "out"))
    if not way:
        way = "out" if caller and callee and _is_inner(caller) and not _is_inner(callee) else "in"
    meaning = "number" if "number" in texts else ("caller" if way == "in" else "callee")
    seconds = read_seconds(texts.get("duration", ""))
    status = _word(texts.get("status", ""), ("missed", "answered"))
    answered = status == "answered" or (status == "" and seconds > 0)
    return CallRow(
        contacts=cells.contacts(meaning),
        way=way,
        seconds=seconds if answered else 0,
        answered=answered,
        at=cells.at,
        id=texts.get("id", ""),
        agent=texts.get("agent", "") or (callee if way == "in" else caller),
        recording=texts.get("recording", ""),
        text=texts.get("text", ""),
        name=texts.get("name", ""),
    )


def _is_inner(number: str) -> bool:
    return 0 < sum(map(str.isdigit, number)) <= _INNER


def _word(value: str, kinds: Sequence[str]) -> str:
    told = fold(value).strip()
    words = _declared()["values"]
    return next((kind for kind in kinds if told and told.startswith(words[kind])), "")


def read_seconds(value: str) -> int:
    """Seconds of 83, 1:23, 00:01:23, "1 хв 23 с"; 0 for what is none."""
    told = value.strip().lower()
    clock = _CLOCK.match(told)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    units = _UNITS.match(told) if told else None
    if units and any(units.groups()):
        hours, minutes, seconds = (int(part or 0) for part in units.groups())
        return hours * 3600 + minutes * 60 + seconds
    try:
        return max(0, min(int(Decimal(told.replace(",", "."))), 1_000_000)) if told else 0
    except (InvalidOperation, ValueError, OverflowError):
        return 0


@dataclass(frozen=True, slots=True)
class NumbersRow:
    """Numbers of one day, channel and campaign; what the list has no column for is None."""

    day: str
    channel: str
    campaign: str
    counts: Mapping[str, int]
    cost: str
    currency: str


def read_numbers(cells: Cells) -> NumbersRow | None:
    """A row of daily numbers; None where it has no day or no number that can be read (a line of totals)."""
    texts = cells.texts
    day = read_date(texts.get("day", "").strip() or "-", cells.zone, cells.order)
    counts = {name: n for name in MEASURES if (n := _count(texts.get(name, ""))) is not None}
    cost = texts.get("cost", "").strip()
    if day is None or not (counts or cost):
        return None
    return NumbersRow(
        _day(day, cells.zone),
        texts.get("channel", "").strip(),
        texts.get("campaign", "").strip(),
        counts,
        cost,
        texts.get("currency", "").strip().upper(),
    )


def _day(moment_text: str, zone: tzinfo) -> str:
    return moment(moment_text).astimezone(zone).date().isoformat()


def _count(value: str) -> int | None:
    told = re.sub(r"[\s\u00a0\u202f']", "", value)
    told = re.sub(r"[.,](?=\d{3}(?:\D|\Z))", "", told)
    return int(told[:15]) if told.isascii() and told.isdigit() else None

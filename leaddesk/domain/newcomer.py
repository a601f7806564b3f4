"""A client met for the first time, with the need that they came with: all their rows at once (P2).

Most of an import is such leads, so nothing is made here that is not a row; a property test proves that the
folds give the same.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from leaddesk.domain.call_now import stake
from leaddesk.domain.definitions import Channel, Definitions
from leaddesk.domain.fold import position_of
from leaddesk.domain.lead import NOBODY, LeadState, Position
from leaddesk.domain.levels import level_of
from leaddesk.domain.log import Op, moment, ms_of
from leaddesk.domain.newborn import PLAIN, PLAIN_PERSON
from leaddesk.domain.normal import digits
from leaddesk.domain.row import LeadRow
from leaddesk.domain.score import (
    arrival_of,
    cooling_points,
    half_life,
    half_life_h,
    next_cooling,
    required,
    temperature_of,
)
from leaddesk.domain.sought import Sought, Words

_NEW = Position()
_AGGREGATE = frozenset(("lead", "person", "company"))
_COMPANY = frozenset(("id", "name", "website", "city", "country"))
Told = Mapping[str, Any]
Tuple = tuple[Any, ...]


class Firm(NamedTuple):
    """A company as a lead shows it."""

    id: str | None = None
    name: str = ""
    website: str = ""
    city: str = ""
    country: str = ""


NO_FIRM = Firm()
KEY_KINDS = ("email", "phone", "messenger", "profile")
"""Kinds of contacts that tell who somebody is."""


class Newcomer(NamedTuple):
    """The rows of a newcomer: contacts in the order of PersonState; `person` lacks the op that bore it."""

    row: LeadRow
    sought: Sought
    words: Words
    person: Tuple
    contacts: list[Tuple]


def is_newcomer(value: Told) -> bool:
    """Whether a birth has a lead and its own person in it, and nothing but plain fields."""
    lead, person, company = value.get("lead"), value.get("person"), value.get("company")
    if not lead or not person or not _AGGREGATE.issuperset(value) or not PLAIN.issuperset(lead):
        return False
    if lead.get("person") != person["id"] or (company and not _COMPANY.issuperset(company)):
        return False
    # Contacts have fields of their own, and what hangs on a contact is no plain field.
    return all(name in PLAIN_PERSON or _is_contact(name, part) for name, part in person.items())


def _is_contact(name: str, part: Any) -> bool:
    return name[:8] == "contact/" and "/" not in name[8:] and part is not None and not part.get("mark")


def keys_in(person: Told) -> list[str]:
    """Normal forms by which somebody else may be the same client (decision 7)."""
    found = [part for name, part in person.items() if name[:8] == "contact/" and part]
    return [
        part["normal"]
        for part in found
        if part.get("normal") and not part.get("shared") and part.get("kind") in KEY_KINDS
    ]


def company_in(value: Told) -> str | None:
    """The company that a newcomer's lead shows."""
    return value["lead"].get("company") or value["person"].get("company") or None


def firm_of(company: Told) -> Firm:
    """A company that is born with a lead."""
    return Firm(company["id"], *(company.get(name) or "" for name in ("name", "website", "city", "country")))


class _Means(NamedTuple):
    """What channel and action mean for a lead of a kind and temperature; no points where it has no score."""

    like: LeadState
    channel: Channel | None
    points: int
    level: str | None
    hours: float
    whole_hours: int


class Newcomers:
    """Makes the rows of newcomers under the definitions in force; what repeats is computed once."""

    def __init__(self, definitions: Definitions, as_of: datetime) -> None:
        self._definitions = definitions
        self._as_of = as_of
        self._known: dict[Tuple, _Means] = {}
        self._warm: dict[Tuple, str] = {}
        self._stakes: dict[Tuple, int] = {}
        self._ready: dict[tuple[bool, bool], bool] = {}
        limit = next((stage.days for stage in definitions.stages if stage.id == _NEW.stage), None)
        self._stuck_after = None if limit is None else timedelta(days=limit)

    def takes(self, lead: Told) -> bool:
        """Whether the rules in force judge the lead by no more than what is looked at here."""
        if lead.get("amount") and self._definitions.product_groups:
            return False
        position = lead.get("position")
        if not position:
            return True
        where = position_of(position)
        return where.stage == "new" and where.place in (None, "junk")

    def rows(self, row_id: str, op: Op, firm: Firm) -> Newcomer:
        """The rows of a newcomer, at whom nobody has looked yet."""
        told, person = op.value["lead"], op.value["person"]
        who = person["id"]
        contacts = _contacts(who, person)
        reachable = any(contact[4] is not None for contact in contacts)
        row = self._row(row_id, op, contacts, firm, reachable)
        get = person.get
        own = (
            who, row.name, row.title, get("company"), get("language") or "", row.zone, get("city") or "",
            get("country") or "",
        )  # fmt: skip
        return Newcomer(row, self._sought(row, op), _words(row, told, contacts), own, contacts)

    def _row(self, row_id: str, op: Op, contacts: list[Tuple], firm: Firm, reachable: bool) -> LeadRow:
        lead, person = op.value["lead"], op.value["person"]
        get, who = lead.get, person.get
        at = moment(lead["received"])
        received = ms_of(at)
        kind, channel = get("kind") or "request", get("channel") or "other"
        since = received if kind == "request" else None
        where = position_of(lead["position"]) if get("position") else _NEW
        amount = get("amount") or NOBODY
        minor, currency = amount.get("minor"), amount.get("currency", "")
        means = self._means(kind, channel, get("action") or "", get("temperature"))
        score, temperature, change = self._worth(means, at, reachable)
        level = means.level if reachable else None
        value = self._stake(minor, currency, score, temperature, means.whole_hours)
        return LeadRow(
            row_id, person["id"], firm.id, kind, where.stage, where.place, where.reason, reachable,
            who("name") or "", firm.name, who("title") or "", get("need") or "", get("need_type") or "",
            get("product") or "", channel, get("source") or "", get("campaign") or "", get("event") or "",
            get("language") or who("language") or "", who("city") or firm.city,
            who("country") or firm.country, who("zone"), _first(contacts, "phone"), _first(contacts, "email"),
            get("owner"), minor, currency, score, temperature, level, "normal", False, False, False, "",
            received, received, None, None, None, None, None, None, None, None, None, None, since, None,
            since, since, means.whole_hours, value, None, None, None, None, 0, None, "", None,
            ms_of(where.until) if where.until else None, 0, 0, 0, None, "", get("external_id") or "",
            get("fingerprint") or "", op.tx_id if get("imported") else None, change,
        )  # fmt: skip

    def _means(self, kind: str, channel: str, action: str, chosen: str | None) -> _Means:
        key = kind, channel, action, chosen
        found = self._known.get(key)
        if found is None:
            told = self._definitions
            like = _like(*key, self._as_of)
            came = arrival_of(like, told)
            points = came.points if came and came.signal else 0
            level = level_of(like, told, self._as_of)
            hours = half_life(like, told), half_life_h(like, told)
            found = _Means(like, told.channel_by_id.get(channel), points, level, *hours)
            self._known[key] = found
        return found

    def _worth(self, means: _Means, at: datetime, reachable: bool) -> tuple[int | None, str, int | None]:
        """Score, temperature, and when they would be others."""
        if not reachable:
            return None, means.like.temperature_set or "cold", None
        if not means.points:
            return None, self._temperature(means, None), None
        lost = cooling_points((self._as_of - at).total_seconds() / 3600, means.hours)
        score = min(max(means.points - lost, 0), 100)
        change = next_cooling(lost, at, means.hours)
        return score, self._temperature(means, score), ms_of(change) if change else None

    def _temperature(self, means: _Means, score: int | None) -> str:
        key = id(means), score
        found = self._warm.get(key)
        if found is None:
            found = self._warm[key] = temperature_of(means.like, score, means.channel)
        return found

    def _stake(
        self, minor: int | None, currency: str, score: int | None, temperature: str, hours: int
    ) -> int:
        key = minor, currency, score, temperature, hours
        found = self._stakes.get(key)
        if found is None:
            found = self._stakes[key] = stake(*key, self._definitions)
        return found

    def _sought(self, row: LeadRow, op: Op) -> Sought:
        given = ms_of(op.at) if row.owner else None
        stuck = None
        if self._stuck_after is not None:
            stuck = ms_of(moment(op.value["lead"]["received"]) + self._stuck_after)
        ready = self._is_ready(row.reachable, bool(row.need.strip()))
        nothing = (False,) * 4
        return Sought(0, 0, 0, None, None, None, ready, *nothing, *(None,) * 4, given, None, stuck)

    def _is_ready(self, reachable: bool, needs: bool) -> bool:
        found = self._ready.get((reachable, needs))
        if found is None:
            told, met = self._definitions, {"contact": reachable, "need": needs}
            found = not required(told) and all(met.get(rule.rule, False) for rule in told.criteria)
            self._ready[reachable, needs] = found
        return found


def _like(kind: str, channel: str, action: str, chosen: str | None, at: datetime) -> LeadState:
    """A lead of which nothing else is known, for rules that look at no more."""
    told: dict[str, Any] = {"id": "", "kind": kind, "received": at, "person_id": None, "company_id": None}
    told |= dict.fromkeys(("need", "need_type", "product", "original", "source", "campaign", "event"), "")
    told |= {"action": action, "language": "", "amount_minor": None, "currency": "", "owner": None}
    return LeadState(**told, channel=channel, position=_NEW, way=(), created_by="", temperature_set=chosen)


def _contacts(person: str, told: Told) -> list[Tuple]:
    """Rows of contacts: person, id, kind, value, normal, reason, label, mark, shared."""
    found: list[Tuple] = []
    for name, part in told.items():
        if name[:8] == "contact/":
            get = part.get
            found.append(
                (
                    person, name[8:], part["kind"], part["value"], get("normal"), get("reason"),
                    get("label", ""), None, bool(get("shared")),
                )
            )  # fmt: skip
    if len(found) > 1:
        found.sort(key=_in_order)
    return found


def _in_order(contact: Tuple) -> tuple[str, str, str]:
    return contact[2], contact[4] or "~", contact[1]


def _first(contacts: list[Tuple], kind: str) -> str:
    """The contact of a kind to show first: one that could be read before the others."""
    shown = ""
    for _person, _id, one, value, normal, *_ in contacts:
        if one == kind:
            if normal is not None:
                return str(normal or value)
            shown = shown or value
    return shown


def _words(row: LeadRow, lead: Told, contacts: list[Tuple]) -> Words:
    """All texts of a newcomer, as `words_of` gives them."""
    phones: list[str] = []
    emails: list[str] = []
    domains: list[str] = []
    rest: list[str] = [row.title] if row.title else []
    original = lead.get("original") or ""
    if original and original != row.need:
        rest.append(original)
    for _person, _id, kind, value, normal, *_ in contacts:
        if kind == "email":
            emails.append(normal or value)
            if normal:
                domains.append(normal.partition("@")[2])
        elif kind == "phone" and (number := digits(normal or value)):
            phones.append(number)
        if value != normal or kind != "email":
            rest.append(value)
        if normal and normal != value and kind not in ("phone", "email"):
            rest.append(normal)
    inn = str((lead.get("extra") or NOBODY).get("inn") or "")
    fields = (
        (row.name,), (row.company,), (row.need,), (row.product,), (row.source,), (row.campaign,),
        (row.event,), (row.city,), tuple(phones), tuple(emails), tuple(domains), (inn,), (),
    )  # fmt: skip
    return Words(fields, tuple(rest))

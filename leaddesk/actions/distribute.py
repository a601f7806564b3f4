"""Distribute: the unassigned queue shared out by load norm, seen first and done as one step (D5, D10)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from leaddesk.actions.action import CHUNK, Action, Context, LeadAction
from leaddesk.actions.placing import need_contact
from leaddesk.actions.ports import PageAsk, Read, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.definitions import NAME, Definitions, definition_id
from leaddesk.domain.distributing import Asked, Given, Worker, above_norm, propose
from leaddesk.domain.hours import Roster, closes_at, local_hours, opens_at
from leaddesk.domain.load import NO_NORM, LoadNorm, norm_fields
from leaddesk.domain.log import Set
from leaddesk.domain.norms import duty_roster, office_hours
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User

QUEUE = "unassigned"
"""The split that is shared out."""
MOST = 500
"""Leads of the queue that one proposal is about: the first ones of the order of work."""
_AHEAD = timedelta(days=1)
_HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Distribute(LeadAction):
    """Give each lead of `ids` to the user at its place in `to`, once and for all of them together.

    Who would come above their norm needs a `reason` (D10). A lead that somebody took since is left to them.
    """

    name: ClassVar[str] = "distribute"
    right: ClassVar[str] = "distribute"
    to: tuple[str, ...] = ()
    reason: str = ""

    @property
    def about(self) -> str:
        return self.reason

    def parts(self) -> Iterator["Distribute"]:
        for start in range(0, max(1, len(self.ids)), CHUNK):
            part = slice(start, start + CHUNK)
            yield replace(self, ids=self.ids[part], to=self.to[part])

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if len(self.to) != len(self.ids):
            raise Refused("distribute.not_paired", leads=len(self.ids), people=len(self.to))
        active = {user.id for user in read.users() if user.active}
        stranger = next((user for user in self.to if user not in active), None)
        if stranger is not None:
            raise Refused("assign.no_such_user", user=stranger)
        whose = dict(zip(self.ids, self.to, strict=True))
        free = [lead for lead in read.leads(self.ids) if lead.owner is None]
        for lead in free:
            need_contact(lead, read)
        if not self.reason.strip():
            self._keep_norms(Counter(whose.get(lead.id, "") for lead in free), read, context)
        return [Set("lead", lead.id, "owner", whose[lead.id]) for lead in free if lead.id in whose]

    def _keep_norms(self, more: Mapping[str, int], read: Read, context: Context) -> None:
        """Raise Refused for the first person whom this would bring above the norm."""
        definitions = read.definitions()
        for worker in _workers([user for user in read.users() if user.id in more], read, context.at):
            if worker.free is not None and more[worker.user] > worker.free:
                name = next(user.name for user in read.users() if user.id == worker.user)
                norm = definitions.loads[worker.user]
                raise Refused("distribute.above_norm", name=name, free=worker.free, norm=norm.open or 0)


@dataclass(frozen=True)
class SetLoad(Action):
    """What one person is given at most, their streams and absences (D10)."""

    name: ClassVar[str] = "set_load"
    right: ClassVar[str] = "distribute"
    user: str = ""
    norm: LoadNorm = NO_NORM

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.user not in {user.id for user in read.users()}:
            raise Refused("assign.no_such_user", user=self.user)
        value = {**norm_fields(self.norm), NAME: self.user}
        return [Set("load_norm", definition_id("load_norm", self.user), "*", value)]


class Load(NamedTuple):
    """A person with the load of now and what the proposal adds to it."""

    user: User
    worker: Worker
    more: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The queue and who is to get what. `waiting`: all in the queue; `unreachable`: those without a contact.

    `above`: names of people whom a choice by hand brings above their norm.
    """

    rows: tuple[LeadRow, ...]
    given: tuple[Given, ...]
    people: tuple[Load, ...]
    waiting: int
    unreachable: int
    above: tuple[str, ...] = ()

    @property
    def placed(self) -> tuple[Given, ...]:
        """The leads that find somebody."""
        return tuple(one for one in self.given if one.to is not None)

    def action(self, reason: str = "") -> Distribute:
        """What does exactly this."""
        found = self.placed
        return Distribute(tuple(one.lead for one in found), tuple(str(one.to) for one in found), reason)


@dataclass(frozen=True, slots=True)
class Distribution(Question[Proposal]):
    """A proposal for the queue as it is now; `chosen` are settled by hand (user None: stays in the queue)."""

    chosen: tuple[tuple[str, str | None], ...] = field(default=())

    def answer(self, store: Store, now: datetime, me: User) -> Proposal:
        ask = PageAsk("has:contact", split=QUEUE, sort="call-", limit=MOST)
        ids = tuple(row.id for row in store.page(ask, now, me.id).rows)
        queries = ("is:unassigned is:active -is:snoozed has:contact", "is:contactless is:unassigned")
        waiting, unreachable = store.counts(queries, now, me.id)
        with store.view() as read:
            rows = tuple(read.rows(ids))
            definitions = read.definitions()
            users = _who_works(read.users(), definitions)
            workers = _workers(users, read, now)
        asked = _asked(rows, workers, definitions, now)
        given = propose(asked, workers, dict(self.chosen))
        more = Counter(one.to for one in given)
        names = {user.id: user.name for user in users}
        return Proposal(
            rows,
            given,
            tuple(Load(u, w, more[u.id]) for u, w in zip(users, workers, strict=True)),
            waiting,
            unreachable,
            tuple(names[user] for user in above_norm(given, workers)),
        )


def _who_works(users: Sequence[User], definitions: Definitions) -> list[User]:
    """Who works with leads, by role or by a norm; an administrator only where nobody else does."""
    roles = {"lead_generator", "marketer", "sales"}
    found = [u for u in users if u.active and (u.id in definitions.loads or roles & set(u.roles))]
    others = [user for user in found if user.id in definitions.loads or "admin" not in user.roles]
    return others or found


def _workers(users: Sequence[User], read: Read, now: datetime) -> list[Worker]:
    """People with the load of now; without a norm of their own, sales only accept what is handed over."""
    definitions = read.definitions()
    zone = ZoneInfo(str(definitions.setting("zone")))
    today = now.astimezone(zone).date()
    held = read.held(datetime.combine(today, time(), zone))
    found = []
    for user in users:
        only_sales = set(user.roles) == {"sales"}
        norm = definitions.loads.get(user.id) or (LoadNorm(takes=False) if only_sales else NO_NORM)
        n, fresh = held.get(user.id, (0, 0))
        found.append(Worker(user.id, norm, n, fresh, norm.absent(today)))
    return found


def _asked(
    rows: Sequence[LeadRow], workers: Sequence[Worker], definitions: Definitions, now: datetime
) -> list[Asked]:
    office = office_hours(definitions)
    rosters = {w.user: definitions.shifts.get(w.user) or duty_roster(definitions) for w in workers}
    by_zone = {
        zone: frozenset(user for user, roster in rosters.items() if meets(roster, office, zone, now))
        for zone in {row.zone for row in rows if row.zone}
    }
    return [
        Asked(
            row.id, row.language, row.channel, row.campaign, row.city, row.country,
            by_zone.get(row.zone) if row.zone else None,
        )
        for row in rows
    ]  # fmt: skip


def meets(roster: Roster, office: Roster | None, zone: str, now: datetime) -> bool:
    """Whether somebody is on duty at some half hour of a client's next working day (C13)."""
    opens = opens_at(office, zone, now)
    if opens is None:
        return False
    client = local_hours(office, zone)
    moments = (opens + n * _HALF_HOUR for n in range(int(_AHEAD / _HALF_HOUR)))
    return any(_is_open(client, at) and _is_open(roster, at) for at in moments)


def _is_open(roster: Roster, at: datetime) -> bool:
    return closes_at(roster, roster.zone, at) is not None

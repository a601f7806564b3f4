"""The head's day: who has what that must not wait, and today's plan beside the facts (B3, screen 13)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from leaddesk.actions.ports import PageAsk, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import duty_seconds
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.norms import duty_roster, on_duty
from leaddesk.domain.users import User

OWNED: Mapping[str, str] = {
    "new": "is:new -is:snoozed",
    "late": "is:late",
    "lost": "is:forgotten",
}
"""Column of the table -> the leads that it counts by their owner."""

ACCEPT = "is:unaccepted"
"""Leads that wait for the yes of the salesperson to whom they went."""

COLUMNS = (*OWNED, "accept")
DISPUTED = "is:disputed"
MOST = 1000
DAYS = 7
LONGEST = 2
"""Leads that are named because they have waited longest."""


class PersonLine(NamedTuple):
    """What stands with one person; None is the distribution queue. `numbers` in the order of COLUMNS."""

    user: User | None
    numbers: tuple[int, ...]
    queries: tuple[str, ...]


class PlanLine(NamedTuple):
    """A figure of today with its plan for the whole day; of `in_norm` `fact` and `of` make a share."""

    name: str
    fact: int
    plan: int
    of: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """The day of the department. `worked` of `hours` are seconds of duty today.

    `duty` are those whose shift runs; without any `shifts` the working hours hold for all. `uncovered` leads
    came within a week at hours of no duty (C15); of `disputed` a client has open leads of two owners (A10).
    """

    people: tuple[PersonLine, ...]
    total: tuple[int, ...]
    active: int
    plan: tuple[PlanLine, ...]
    worked: float
    hours: float
    waiting: tuple[ListRow, ...]
    duty: tuple[User, ...] = ()
    shifts: bool = False
    uncovered: int = 0
    disputed: int = 0

    @property
    def lost(self) -> int:
        """Leads that are owned and have no next step, or are in nobody's hands."""
        return self.total[COLUMNS.index("lost")]

    @property
    def blamed(self) -> User | None:
        """The one person who has all that is lost; None where it is several, nobody, or nothing."""
        at = COLUMNS.index("lost")
        found = [line.user for line in self.people if line.numbers[at]]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class DepartmentDay(Question[Department]):
    """Counts by person in two statements, today's figures from rollups, and who has waited longest."""

    def answer(self, store: Store, now: datetime, me: User) -> Department:
        with store.view() as read:
            users, definitions = read.users(), read.definitions()
        owned = store.counts_by("owner", tuple(OWNED.values()), now, me.id)
        accepting = store.counts_by("salesperson", (ACCEPT,), now, me.id)
        people = tuple(_lines(users, (*owned, *accepting)))
        ask = PageAsk(query="is:waiting -is:snoozed", sort="cooling", limit=LONGEST)
        worked, hours = worked_today(now, definitions)
        return Department(
            people,
            tuple(sum(counts.values()) for counts in (*owned, *accepting)),
            store.count(PageAsk(split="all"), now, me.id),
            tuple(_plan(store, now, definitions)),
            worked,
            hours,
            store.page(ask, now, me.id).rows,
            tuple(user for user in users if user.id in on_duty(definitions, now)),
            bool(definitions.shifts),
            uncovered(store, now, definitions),
            store.counts((DISPUTED,), now, me.id, MOST)[0],
        )


def _lines(users: Sequence[User], counts: Sequence[Mapping[str | None, int]]) -> Iterator[PersonLine]:
    """A line for whoever may have leads, the queue last; who has left is told while they hold something."""
    known = {user.id: user for user in users}
    names = Counter(user.name for user in users)
    holding = {who for found in counts for who in found if who is not None}
    for user in users:
        works = {"lead_generator", "sales"} & set(user.roles) and "admin" not in user.roles
        if user.id in holding or (user.active and works):
            named = f'"{user.name}"' if names[user.name] == 1 and '"' not in user.name else user.id
            yield _line(user, user.id, named, counts)
    for stranger in sorted(holding - known.keys()):
        yield _line(User(stranger, "", ()), stranger, stranger, counts)
    yield _line(None, None, "none", counts)


def _line(
    user: User | None, who: str | None, named: str, counts: Sequence[Mapping[str | None, int]]
) -> PersonLine:
    queries = (*(f"{query} owner:{named}" for query in OWNED.values()), f"{ACCEPT} sales:{named}")
    return PersonLine(user, tuple(found.get(who, 0) for found in counts), queries)


def uncovered(store: Store, now: datetime, definitions: Definitions) -> int:
    """How many leads came in the last seven days at hours in which nobody was on duty, to the hour (C15)."""
    zone = ZoneInfo(str(definitions.setting("zone")))
    today = now.astimezone(zone).date()
    days = [f"came|{today - timedelta(days=back)}T" for back in range(DAYS)]
    return sum(
        rollup.n for rollup in store.rollups(days) if not covered(rollup.key.split("|")[1], zone, definitions)
    )


def covered(hour: str, zone: ZoneInfo, definitions: Definitions) -> bool:
    """Whether anybody is on duty in an hour of the base's day (YYYY-MM-DDTHH)."""
    since = datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=zone)
    return duty_seconds(duty_roster(definitions), since, since + timedelta(hours=1)) > 0


def worked_today(now: datetime, definitions: Definitions) -> tuple[float, float]:
    """Seconds of duty of today that have passed, and all of them, by the day of the base."""
    zone = ZoneInfo(str(definitions.setting("zone")))
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    tomorrow = datetime.combine(midnight.date() + timedelta(days=1), time(), zone)
    roster = duty_roster(definitions)
    return duty_seconds(roster, midnight, now), duty_seconds(roster, midnight, tomorrow)


def _plan(store: Store, now: datetime, definitions: Definitions) -> Iterator[PlanLine]:
    zone = ZoneInfo(str(definitions.setting("zone")))
    day = now.astimezone(zone).date()
    families = {
        "new": f"cohort|received|{day}|",
        "handed": f"event|handed|{day}|",
        "won": f"event|won|{day}|",
        "in_norm": f"norm|{day}|",
    }
    facts: Counter[str] = Counter()
    for rollup in store.rollups(tuple(families.values())):
        name = next(name for name, prefix in families.items() if rollup.key.startswith(prefix))
        facts[name] += rollup.n
        facts["met"] += rollup.n if name == "in_norm" and rollup.key.endswith("|1") else 0

    def plan(name: str) -> int:
        return int(definitions.settings.get(f"plan_{name}", 0))

    yield PlanLine("new", facts["new"], plan("new"), query="added:today has:contact -is:junk")
    norm_query = "first:today -is:intime"
    yield PlanLine("in_norm", facts["met"], plan("in_norm"), of=facts["in_norm"], query=norm_query)
    yield PlanLine("handed", facts["handed"], plan("handed"), query="handed:today")
    yield PlanLine("won", facts["won"], plan("won"), query="won:today")
    since = datetime.combine(day, time(), zone)
    yield PlanLine(
        "airtime", store.talked(since, now), 60 * plan("airtime_min"), query="touched:today calls:>0"
    )

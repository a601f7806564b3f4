"""Who is given which of the unassigned leads: by load norm, absence, duty and skills, with its reason (D10).

As many leads as possible find somebody, the first of the order of work before the later ones, and nobody
comes above a norm. It is a matching with capacities: where everybody who fits a lead is full, an earlier lead
of theirs moves on to somebody else who fits it (augmenting paths, Kuhn 1955). Ties go to the closest skills,
then to the smallest share of a norm, then by id: the same queue always gives the same proposal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from leaddesk.domain.load import NO_NORM, LoadNorm
from leaddesk.domain.normal import fold

SKILLS = ("region", "campaign", "channel", "language")
"""For what a person may be chosen, the most telling first."""
_USUAL_NORM = 1_000
"""By how many leads the share of a person without a norm is reckoned."""


class Asked(NamedTuple):
    """A lead as the distribution sees it; `reachable_by`: users on duty while the client works."""

    id: str
    language: str = ""
    channel: str = ""
    campaign: str = ""
    city: str = ""
    country: str = ""
    reachable_by: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """A person with the load of now: open leads, those given today, and whether away today."""

    user: str
    norm: LoadNorm = NO_NORM
    open: int = 0
    today: int = 0
    away: bool = False

    @property
    def free(self) -> int | None:
        """How many more leads the norm allows today; None without a norm."""
        rooms = []
        if self.norm.open is not None:
            rooms.append(self.norm.open - self.open)
        if self.norm.per_day is not None:
            rooms.append(self.norm.per_day - self.today)
        return max(0, min(rooms)) if rooms else None


class Why(NamedTuple):
    """Why this person, or why nobody: a key with what it is of.

    region, campaign, channel, language: the skill; load: nothing but the load; chosen: by hand; full, skills,
    hours, away: why nobody was found, nobody: there is nobody to give to.
    """

    key: str
    value: str = ""


class Given(NamedTuple):
    """A lead and who is to get it; None where nobody may."""

    lead: str
    to: str | None
    why: Why


@dataclass
class _Plan:
    """The proposal as it grows. `fitting`: who may have a lead, with how much of a likeness."""

    workers: Mapping[str, Worker]
    fitting: Mapping[str, Mapping[str, int]]
    fixed: frozenset[str]
    taken: dict[str, list[str]] = field(default_factory=dict)
    to: dict[str, str] = field(default_factory=dict)

    def give(self, lead: str, user: str) -> None:
        self.taken.setdefault(user, []).append(lead)
        self.to[lead] = user

    def place(self, lead: str, seen: set[str]) -> bool:
        """Find somebody for a lead; an earlier one may move on, but never one chosen by hand."""
        fresh = [user for user in self.fitting[lead] if user not in seen]
        roomy = [user for user in fresh if self._has_room(user)]
        if roomy:
            self.give(lead, min(roomy, key=lambda user: self._rank(lead, user)))
            return True
        for user in sorted(fresh, key=lambda user: self._rank(lead, user)):
            seen.add(user)
            for other in reversed(self.taken.get(user, [])[:]):
                if other not in self.fixed and self.place(other, seen):
                    self.taken[user].remove(other)
                    self.give(lead, user)
                    return True
        return False

    def _has_room(self, user: str) -> bool:
        free = self.workers[user].free
        return free is None or len(self.taken.get(user, ())) < free

    def _rank(self, lead: str, user: str) -> tuple[int, float, str]:
        worker = self.workers[user]
        held = worker.open + len(self.taken.get(user, ()))
        return -self.fitting[lead][user], held / max(1, worker.norm.open or _USUAL_NORM), user


def propose(
    leads: Sequence[Asked], workers: Sequence[Worker], chosen: Mapping[str, str | None] | None = None
) -> tuple[Given, ...]:
    """Who gets which lead. `leads` come in the order of work; `chosen` are settled by hand (None: nobody)."""
    known = {worker.user: worker for worker in workers}
    by_hand = {lead: user for lead, user in (chosen or {}).items() if user is None or user in known}
    fitting = {lead.id: {w.user: likeness(lead, w) for w in workers if fits(lead, w)} for lead in leads}
    plan = _Plan(known, fitting, frozenset(by_hand))
    for lead in leads:
        if (user := by_hand.get(lead.id)) is not None:
            plan.give(lead.id, user)
    for lead in leads:
        if lead.id not in by_hand:
            plan.place(lead.id, set())
    return tuple(_given(lead, plan, known, by_hand) for lead in leads)


def above_norm(given: Sequence[Given], workers: Sequence[Worker]) -> tuple[str, ...]:
    """Users whom a proposal brings above their norm; only a choice by hand can."""
    counts = {worker.user: 0 for worker in workers}
    for one in given:
        if one.to is not None:
            counts[one.to] += 1
    return tuple(w.user for w in workers if w.free is not None and counts[w.user] > w.free)


def fits(lead: Asked, worker: Worker) -> bool:
    """Whether a person may be given a lead at all, whatever their load."""
    return worker.norm.takes and not worker.away and _in_reach(lead, worker) and _knows(lead, worker)


def likeness(lead: Asked, worker: Worker) -> int:
    """How closely the skills of a person are those that a lead asks: the more telling ones weigh more."""
    skills = _skills(lead, worker)
    return sum(1 << (len(SKILLS) - 1 - SKILLS.index(name)) for name in skills)


def _given(
    lead: Asked, plan: _Plan, workers: Mapping[str, Worker], by_hand: Mapping[str, str | None]
) -> Given:
    user = plan.to.get(lead.id)
    if lead.id in by_hand:
        return Given(lead.id, user, Why("chosen"))
    if user is None:
        return Given(lead.id, None, Why(_why_nobody(lead, tuple(workers.values()))))
    skills = _skills(lead, workers[user])
    for name in SKILLS:
        if name in skills:
            return Given(lead.id, user, Why(name, skills[name]))
    return Given(lead.id, user, Why("load"))


def _why_nobody(lead: Asked, workers: Sequence[Worker]) -> str:
    """The nearest reason: full before duty hours, those before skills, these before absence."""
    able = [worker for worker in workers if worker.norm.takes]
    here = [worker for worker in able if not worker.away]
    skilled = [worker for worker in here if _knows(lead, worker)]
    if any(_in_reach(lead, worker) for worker in skilled):
        return "full"
    if skilled:
        return "hours"
    return "skills" if here else "away" if able else "nobody"


def _in_reach(lead: Asked, worker: Worker) -> bool:
    return lead.reachable_by is None or worker.user in lead.reachable_by


def _asked_skills(lead: Asked) -> Mapping[str, tuple[str, ...]]:
    return {
        "region": (lead.city, lead.country),
        "campaign": (lead.campaign,),
        "channel": (lead.channel,),
        "language": (lead.language,),
    }


def _own_skills(norm: LoadNorm) -> Mapping[str, Sequence[str]]:
    return {
        "region": norm.regions,
        "campaign": norm.campaigns,
        "channel": norm.channels,
        "language": norm.languages,
    }


def _skills(lead: Asked, worker: Worker) -> dict[str, str]:
    """Skills of a person that a lead asks for, with the value that they share."""
    own, found = _own_skills(worker.norm), dict[str, str]()
    for name, wanted in _asked_skills(lead).items():
        known = {fold(one) for one in own[name]}
        shared = next((value for value in wanted if value and fold(value) in known), None)
        if shared is not None:
            found[name] = shared
    return found


def _knows(lead: Asked, worker: Worker) -> bool:
    """Whether no skill speaks against it; what is not known of a lead never does."""
    own, shared = _own_skills(worker.norm), _skills(lead, worker)
    wanted = _asked_skills(lead)
    return all(name in shared for name in SKILLS if own[name] and any(wanted[name]))

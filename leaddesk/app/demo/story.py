"""What happens to a made-up lead: when it is answered, how far it goes, and the facts planted in that."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

HEATS = ("hot", "warm", "cold")
CHANNELS = {
    "form": 24,
    "site": 8,
    "email": 14,
    "call": 14,
    "messenger": 14,
    "comment": 4,
    "event": 8,
    "card": 3,
    "webinar": 5,
    "referral": 6,
}
_QUALITY = {"referral": 1.5, "call": 1.15, "form": 1.1, "comment": 0.6, "webinar": 0.75, "event": 0.9}
FADING = "messenger"
"""The channel whose traffic grows cold in the last weeks (a planted fact)."""
FADES_FOR = timedelta(weeks=6)

# Upper edges of the time to first contact in minutes, how often each happens, and what follows from it:
# the share handed over falls with every hour (D14), for hot leads to a half after the first one.
_EDGES = (0.5, 5, 30, 60, 120, 240, 480, 1440, 2880, 11520)
_WAITS = {
    "hot": (20, 27, 13, 12, 10, 8, 6, 3, 1),
    "warm": (16, 24, 13, 13, 12, 9, 7, 4, 2),
    "cold": (10, 18, 13, 14, 14, 12, 10, 6, 3),
}
_HANDED = {
    "hot": (0.42, 0.34, 0.27, 0.20, 0.17, 0.14, 0.11, 0.09, 0.06),
    "warm": (0.23, 0.20, 0.17, 0.15, 0.12, 0.10, 0.09, 0.07, 0.05),
    "cold": (0.05, 0.045, 0.04, 0.03, 0.03, 0.02, 0.02, 0.015, 0.01),
}
_WON = {"hot": 0.40, "warm": 0.30, "cold": 0.20}
WON_AGAIN = 1.7
"""How much oftener a client who came before buys (a planted fact)."""


@dataclass
class Story:
    """The way of one lead in times; None where it has not happened by now."""

    heat: str
    received: datetime
    contact: datetime | None = None
    attempts: list[datetime] = field(default_factory=list)
    qualifying: datetime | None = None
    ready: datetime | None = None
    handed: datetime | None = None
    accepted: datetime | None = None
    returned: datetime | None = None
    proposal: datetime | None = None
    won: datetime | None = None
    lost: datetime | None = None
    left: datetime | None = None
    place: str = ""
    reason: str = ""

    @property
    def stage(self) -> str:
        """Where it stands on the board."""
        if self.handed and not self.returned:
            return "handed_over"
        if self.ready or self.returned:
            return "ready"
        return "qualifying" if self.qualifying else "in_work" if self.contact else "new"


def heat_of(r: Random, channel: str, age: timedelta) -> str:
    """Hot, warm or cold at arrival; the fading channel brings hardly a hot lead in its last weeks."""
    hot, warm = (0.04, 0.26) if channel == FADING and age < FADES_FOR else (0.20, 0.40)
    if channel in ("referral", "call"):
        hot += 0.08
    u = r.random()
    return "hot" if u < hot else "warm" if u < hot + warm else "cold"


def tell(r: Random, received: datetime, now: datetime, channel: str, *, again: bool) -> Story:
    """The story of a lead up to `now`; `again` for a client who came before."""
    story = Story(heat_of(r, channel, now - received), received)
    wait, place = _wait(r, story.heat, received)
    if r.random() < 0.012:
        return story  # forgotten: nobody ever called, which the counter of lost leads has to show
    first = received + wait
    if first > now:
        return story
    if r.random() < 0.07:
        _not_reached(r, story, first, now)
        return story
    story.contact = first
    chance = _HANDED[story.heat][place] * _QUALITY.get(channel, 1.0) * (1.15 if again else 1.0)
    if r.random() < chance:
        _handed(r, story, now, again=again)
    else:
        _not_handed(r, story, now)
    return story


def _wait(r: Random, heat: str, received: datetime) -> tuple[timedelta, int]:
    """Time to first contact and its bin; who writes at night mostly waits for the morning."""
    place = r.choices(range(9), _WAITS[heat])[0]
    low, high = _EDGES[place], _EDGES[place + 1]
    minutes = low + (high - low) * r.random() ** 1.4
    if not 5 <= received.hour < 18 and place < 6 and r.random() < 0.7:
        hours = (30 - received.hour) % 24
        minutes = hours * 60 + r.random() * 90
        place = next(i for i in range(9) if minutes <= _EDGES[i + 1])
    return timedelta(minutes=minutes), place


def _not_reached(r: Random, story: Story, first: datetime, now: datetime) -> None:
    for hours in (0, 2, 24, 96, 264):
        at = first + timedelta(hours=hours, minutes=r.random() * 30)
        if at < now:
            story.attempts.append(at)
    if len(story.attempts) == 5:
        story.left, story.place, story.reason = story.attempts[-1], "archive", "not_reached"


def _later(r: Random, at: datetime, low: float, high: float, now: datetime) -> datetime | None:
    """A time `low` to `high` hours after `at`; None where it is still ahead."""
    then = at + timedelta(hours=low + (high - low) * r.random())
    return then if then < now else None


def _handed(r: Random, story: Story, now: datetime, *, again: bool) -> None:
    assert story.contact is not None
    story.qualifying = _later(r, story.contact, 1, 40, now)
    story.ready = _later(r, story.qualifying, 4, 90, now) if story.qualifying else None
    story.handed = _later(r, story.ready, 1, 30, now) if story.ready else None
    if story.handed is None:
        return
    if r.random() < 0.07:
        story.returned = _later(r, story.handed, 2, 30, now)
        return
    story.accepted = _later(r, story.handed, 0.3, 20, now)
    if story.accepted is None:
        return
    story.proposal = _later(r, story.accepted, 20, 200, now)
    closed = _later(r, story.proposal, 48, 900, now) if story.proposal else None
    if closed is None:
        return
    u = r.random()
    won = _WON[story.heat] * (WON_AGAIN if again else 1.0)
    if u < won:
        story.won = closed
    elif u < won + 0.06:
        story.left, story.place, story.reason = closed, "nurture", "too_early"
    else:
        story.lost = closed
        story.place = r.choices(("nurture", "archive"), (55, 45))[0]
        story.reason = r.choice(("price", "competitor", "no_budget", "slow", "other"))


def _not_handed(r: Random, story: Story, now: datetime) -> None:
    assert story.contact is not None
    if r.random() < 0.55:
        story.qualifying = _later(r, story.contact, 1, 60, now)
    if story.qualifying and r.random() < 0.22:
        story.ready = _later(r, story.qualifying, 4, 90, now)
    left = _later(r, story.ready or story.qualifying or story.contact, 20, 500, now)
    old = now - story.received > timedelta(days=75)
    u = r.random()
    if left is None or (u < 0.10 and not old):
        return
    story.left = left
    if u < 0.32:
        story.place = "nurture"
    elif u < 0.42:
        story.place, story.reason = "junk", r.choice(("no_need", "accidental", "spam"))
    else:
        reasons = ("not_fit", "cannot_afford", "not_reached", "competitor", "wrong_region")
        story.place, story.reason = "archive", r.choices(reasons, (30, 27, 18, 15, 10))[0]

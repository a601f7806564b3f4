"""The small sample behind the screenshots: the people of the drawn screens, and as many others."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Defined
from leaddesk.app.demo.named import named_sets
from leaddesk.app.demo.sample import Counts, Sample
from leaddesk.app.demo.story import CHANNELS, Story, tell
from leaddesk.app.demo.world import some_id, someone, world
from leaddesk.app.demo.worth import Prices, worth
from leaddesk.app.demo.writing import Made, Writer
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.log import Set, iso, ms_of
from leaddesk.resources import resource

SEED = 8
_WEEKS = 12
_SNOOZED, _REPLIED, _OVERDUE = 13, 5, 3


def fill_screens(desk: Desk) -> Counts:
    """Fill an empty base with the sample of the screens, at the desk's business time."""
    told = json.loads(resource("demo", "screens.json").read_text(encoding="utf8"))
    made = _Background(told, desk.session.now(), desk.ask(Defined()))
    desk.do(Sample(made.pieces(), lambda number: None))
    desk.store.tick(desk.session.now())
    return made.counts


class _Background:
    """The named leads, and fillers until every stage and place holds what the screens count."""

    def __init__(self, told: Mapping[str, Any], now: datetime, definitions: Definitions) -> None:
        self._told = told
        self._now = now
        self._r = Random(SEED)
        self._prices = Prices.of(definitions)
        self._writer = Writer(self._r, now, world(), compact=False)
        self._marked: Counter[str] = Counter()
        self._number = 0
        self.counts = Counts()

    def pieces(self) -> Iterator[list[Set]]:
        """Registers in a few pieces, the oldest leads first."""
        yield [one for made in self._history() for one in self._writer.sets(made)]
        yield [one for made in self._active() for one in self._filler(made)]
        yield [one for lead in self._told["leads"] for one in named_sets(lead, self._r, self._now)]
        self.counts.leads = self._number + len(self._told["leads"])
        self.counts.people = self.counts.leads
        self.counts.companies = self._writer.companies
        self.counts.deals, self.counts.calls = self._writer.deals, self._writer.calls

    def _history(self) -> list[Made]:
        """Leads of twelve weeks that have left the board, as many as each place holds."""
        wanted = Counter({**self._told["places"], "deal": self._told["deals"]})
        found: list[Made] = []
        while wanted.total() > 0:
            hours = self._r.random() * _WEEKS * 7 * 24
            received = self._now - timedelta(hours=26 + hours)
            channel = self._channel()
            story = tell(self._r, received, self._now, channel, again=False)
            if story.heat != "hot" and self._r.random() < 0.85:
                continue  # more hot ones, so that their curve has enough cases to say something
            place = story.place or ("deal" if story.accepted else "")
            if wanted[place] <= 0:
                continue
            wanted[place] -= 1
            found.append(self._made(channel, story))
        return sorted(found, key=lambda made: made.story.received)

    def _active(self) -> Iterator[Made]:
        """Fillers of the board: lower scores than the drawn ones, so that those stay on top."""
        named = Counter(lead["stage"] for lead in self._told["leads"] if not lead.get("nobody"))
        for stage, wanted in self._told["stages"].items():
            for _ in range(wanted - named[stage]):
                yield self._made(self._channel(), self._story(stage))

    def _story(self, stage: str) -> Story:
        r, now = self._r, self._now
        rank = STAGES.index(stage)
        days = (0.3 + 0.5 * r.random()) if rank == 0 else 2 + rank * 2 + 6 * r.random()
        received = (now - timedelta(days=days)).replace(microsecond=0)
        heat = "warm" if rank >= 3 else "cold"
        story = Story(heat, received)
        steps = [received + timedelta(days=days * part) for part in (0.03, 0.3, 0.55, 0.9)]
        if rank >= 1:
            story = replace(story, contact=steps[0])
        if rank >= 2:
            story = replace(story, qualifying=steps[1])
        if rank >= 3:
            story = replace(story, ready=steps[2])
        return replace(story, handed=steps[3]) if rank >= 4 else story

    def _channel(self) -> str:
        return self._r.choices(tuple(CHANNELS), tuple(CHANNELS.values()))[0]

    def _made(self, channel: str, story: Story) -> Made:
        r = self._r
        self._number += 1
        person = someone(r, 3_000_000 + self._number, ms_of(story.received), 400)
        needs = world().needs
        need = needs[-1] if story.heat == "cold" and r.random() < 0.5 else r.choice(needs[:-1])
        rough = need["price"] * r.lognormvariate(-0.3, 0.3)
        amount = (round(rough / 10_000) * 1_000_000, "UAH") if rough > 10_000 else None
        found = worth(r, story, channel, self._prices)
        lead = some_id(r, ms_of(story.received))
        return Made(lead, person, channel, dict(need), story, found, amount)

    def _filler(self, made: Made) -> Iterator[Set]:
        """A lead of the board, with a next step ahead; some snoozed, some who wrote back, three overdue."""
        sets = self._writer.sets(made)
        yield from (one for one in sets if not one.field.startswith("task/"))
        stage = made.story.stage
        hours = 26 + self._r.random() * 90
        if stage == "in_work" and self._marked["snoozed"] < _SNOOZED:
            self._marked["snoozed"] += 1
            until = {"until": iso(self._now + timedelta(hours=hours))}
            yield Set("lead", made.id, "snooze", until, self._now - timedelta(hours=2))
            return
        if stage == "qualifying" and self._marked["replied"] < _REPLIED:
            self._marked["replied"] += 1
            at = self._now - timedelta(hours=1 + self._r.random() * 5)
            yield Set(
                "lead",
                made.id,
                f"signal/{some_id(self._r, ms_of(at))}",
                {"kind": "message", "at": iso(at)},
                at,
            )
        elif stage == "qualifying" and self._marked["overdue"] < _OVERDUE:
            self._marked["overdue"] += 1
            hours = -20.0
        owned = "owner" in sets[0].value["lead"]
        if stage in ("in_work", "qualifying", "ready") or (stage == "new" and owned):
            due = {"title": "подзвонити", "due": iso(self._now + timedelta(hours=hours))}
            since = self._now - timedelta(hours=24)
            yield Set("lead", made.id, f"task/{some_id(self._r, ms_of(since))}", due, since)

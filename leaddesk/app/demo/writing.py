"""A made-up lead as the registers of the log: its birth, then what happened, each at its own time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from leaddesk.actions.placing import position
from leaddesk.app.demo.story import Story
from leaddesk.app.demo.world import Someone, World, some_id, user_ids
from leaddesk.app.demo.worth import Worth
from leaddesk.domain.ids import deal_id, derived_id
from leaddesk.domain.log import Set, iso, ms_of

_SALES = ("Дмитро Кулик", "Наталія Дзюба", "Павло Ромко", "Олег Лисюк")
_TALKED = (40, 900)


@dataclass(frozen=True, slots=True)
class Made:
    """One lead, ready to be written."""

    id: str
    person: Someone
    channel: str
    need: dict[str, Any]
    story: Story
    worth: Worth
    amount: tuple[int, str] | None
    again: bool = False
    fresh: bool = True


_MARKETER = "Максим Білик"
_TOUCHES = {"warm_up": (3, 14, 30, 45), "trust": (14, 45, 90)}
"""Days of the touches of the first programmes."""


class Writer:
    """Registers of made-up leads; `compact` puts into the birth what needs no time of its own."""

    def __init__(self, r: Random, now: datetime, world: World, *, compact: bool) -> None:
        self._r = r
        self._now = now
        self._world = world
        self._compact = compact
        users = user_ids()
        self._generators = [users["Ірина Ткач"], users["Ірина Ткач"], users["Максим Білик"]]
        self._sales = [users[name] for name in _SALES]
        self._marketer = users[_MARKETER]
        self._companies: set[str] = set()
        self.deals = 0
        self.calls = 0

    @property
    def companies(self) -> int:
        """Companies written so far."""
        return len(self._companies)

    def sets(self, made: Made) -> list[Set]:
        """All registers of a lead, the oldest first."""
        met = made.story.contact or made.story.attempts
        owner = self._r.choice(self._generators) if met or self._r.random() < 0.3 else ""
        later = sorted(self._later(made, owner), key=lambda one: one.at or made.story.received)
        born = self._lead(made, owner)
        if self._compact:
            kept = []
            for one in later:
                if one.entity == "lead" and one.field.partition("/")[0] in (
                    "touch",
                    "answer",
                    "task",
                    "signal",
                ):
                    born[one.field] = one.value
                else:
                    kept.append(one)
            later = kept
        aggregate: dict[str, Any] = {"lead": born}
        if made.fresh:
            aggregate["person"] = dict(made.person.born)
        if made.person.company_id and made.person.company_id not in self._companies:
            self._companies.add(made.person.company_id)
            told = {"id": made.person.company_id, "name": made.person.company}
            aggregate["company"] = told | {"city": made.person.born.get("city", "")}
        return [Set("lead", made.id, "*", aggregate, made.story.received), *later]

    def _lead(self, made: Made, owner: str) -> dict[str, Any]:
        r, words, code = self._r, self._world.words, made.person.language
        need = r.choice(made.need["need"][code])
        product = made.need["product"][code]
        original = r.choice(words["original"][code]).format(need=need, product=product or need.lower())
        told = {
            "kind": "request",
            "received": iso(made.story.received),
            "person": made.person.id,
            "company": made.person.company_id,
            "need": need,
            "need_type": made.need["type"],
            "product": product,
            "original": original,
            "channel": made.channel,
            "source": r.choice(words["source"]),
            "campaign": r.choice(words["campaign"]),
            "event": r.choice(words["event"]) if made.channel in ("event", "card") else "",
            "language": code,
            "amount": {"minor": made.amount[0], "currency": made.amount[1]} if made.amount else None,
            "owner": owner,
            "priority": "high" if r.random() < 0.04 else "",
            "starred": r.random() < 0.02 or None,
            "read": made.story.contact is not None or None,
        }
        return {name: value for name, value in told.items() if value not in (None, "")}

    def _later(self, made: Made, owner: str) -> Iterator[Set]:
        yield from self._signals(made)
        yield from self._contacts(made, owner)
        yield from self._answers(made)
        yield from self._way(made)
        yield from self._tasks(made, owner)
        if made.story.handed:
            yield from self._deal(made)
        if not self._compact and self._r.random() < 0.15 and made.story.contact:
            text = self._world.say(self._r, "note", made.person.language)
            yield self._set(made, f"note/{self._id(made)}", {"text": text}, made.story.contact)

    def _id(self, made: Made) -> str:
        return some_id(self._r, ms_of(made.story.received))

    def _set(self, made: Made, field: str, value: Any, at: datetime) -> Set:
        return Set("lead", made.id, field, value, at)

    def _signals(self, made: Made) -> Iterator[Set]:
        for kind in made.worth.signals:
            # Before the first contact, so that the clocks of answered leads stay answered.
            room = ((made.story.contact or self._now) - made.story.received).total_seconds()
            at = made.story.received + timedelta(seconds=self._r.random() * min(room, 3600.0))
            yield self._set(made, f"signal/{self._id(made)}", {"kind": kind, "at": iso(at)}, at)

    def _contacts(self, made: Made, owner: str) -> Iterator[Set]:
        for at in made.story.attempts:
            yield self._call(made, owner, at, "no_answer", 0)
        if made.story.contact is None:
            return
        if self._r.random() < 0.18:
            yield self._call(made, owner, made.story.contact, "no_answer", 0)
            again = made.story.contact + timedelta(hours=2)
            if again < self._now:
                yield self._call(made, owner, again, "talked", self._seconds())
            return
        if made.channel in ("email", "messenger", "comment") and self._r.random() < 0.6:
            value = {"kind": "message", "way": "out", "at": iso(made.story.contact), "outcome": "wrote"}
            yield self._set(made, f"touch/{self._id(made)}", {**value, "by": owner}, made.story.contact)
        else:
            refused = made.story.place == "archive" and self._r.random() < 0.15
            outcome = "refused" if refused else "talked"
            yield self._call(made, owner, made.story.contact, outcome, self._seconds())
        if made.story.qualifying:
            yield self._call(made, owner, made.story.qualifying, "talked", self._seconds())

    def _seconds(self) -> int:
        """Talk time: most calls are short, some pass the seven minutes of D15."""
        return int(min(2400, self._r.lognormvariate(5.1, 0.8)))

    def _call(self, made: Made, owner: str, at: datetime, outcome: str, seconds: int) -> Set:
        self.calls += 1
        value: dict[str, Any] = {"kind": "call", "way": "out", "at": iso(at), "by": owner, "outcome": outcome}
        if seconds:
            value |= {"seconds": seconds}
        if outcome == "refused":
            value |= {"reason": self._r.choice(("no_time", "not_interested", "has_supplier", "do_not_call"))}
        return self._set(made, f"touch/{self._id(made)}", value, at)

    def _answers(self, made: Made) -> Iterator[Set]:
        at = made.story.contact or made.story.received
        kind = "call" if made.story.contact else "form"
        for place, (question, level) in enumerate(made.worth.levels.items()):
            amount = f"{made.amount[0] // 100:,}".replace(",", " ") if made.amount else "300 000"
            text = self._world.say(self._r, question, made.person.language, level).format(amount=amount)
            evidence = {"kind": kind, "at": iso(at), "text": text, "second": 40 + 65 * place}
            value = {"level": level, "text": text, "evidence": evidence}
            yield self._set(made, f"answer/{question}", value, at + timedelta(seconds=40 + 65 * place))

    def _way(self, made: Made) -> Iterator[Set]:
        story = made.story
        steps: list[tuple[datetime | None, dict[str, Any]]] = [(story.contact, position("in_work"))]
        if not self._compact or not (story.handed or story.left):
            steps += [(story.qualifying, position("qualifying")), (story.ready, position("ready"))]
        steps.append((story.handed, position("handed_over")))
        steps.append((story.returned, position("ready")))
        steps.append((story.accepted, position("handed_over", "deal")))
        if story.lost:
            steps.append((story.lost, position("handed_over", story.place, f"lost_{story.reason}")))
        elif story.left:
            # Still asleep: whoever woke before now would be on the board again.
            later = self._now + timedelta(days=3 + self._r.random() * 150)
            until = later if story.place == "nurture" else None
            where = "handed_over" if story.accepted else story.stage
            steps.append((story.left, position(where, story.place, story.reason, "", until)))
        for at, value in steps:
            if at is not None:
                yield self._set(made, "position", value, at)
                if value.get("place") == "nurture":
                    yield from self._nursed(made, at)

    def _nursed(self, made: Made, at: datetime) -> Iterator[Set]:
        """Marketing's part: a programme, its owner, and the touches that were made in time, most of them."""
        programme = "trust" if made.story.lost else "warm_up"
        held = {"programme": programme, "stage": "warming", "owner": self._marketer}
        yield self._set(made, "nursing", held, at)
        for step, days in enumerate(_TOUCHES[programme]):
            sent = at + timedelta(days=days)
            if sent < self._now and made.story.received.minute % 7:
                value = {"kind": "mailing", "at": iso(sent), "programme": programme, "step": step}
                yield self._set(made, f"warm/{derived_id(made.id, programme, str(step))}", value, sent)

    def _tasks(self, made: Made, owner: str) -> Iterator[Set]:
        story = made.story
        if story.contact is None:
            return
        r, code = self._r, made.person.language
        gone = story.left or story.handed or story.lost
        if gone is None and r.random() < 0.12:
            return  # no next step: one of the lost ones
        row = f"task/{self._id(made)}"
        title = self._world.say(r, "step", code)
        if gone is None:
            due = self._now + timedelta(hours=r.choice((-30, -5, 1, 3, 5, 22, 27, 50, 96)) + r.random())
            due = max(due, story.contact + timedelta(minutes=30))
            yield self._set(made, row, {"title": title, "due": iso(due), "to": owner}, story.contact)
            return
        due = story.contact + timedelta(hours=2 + r.random() * 40)
        yield self._set(made, row, {"title": title, "due": iso(due), "to": owner}, story.contact)
        late = timedelta(hours=r.random() * 30) if r.random() < 0.14 else -timedelta(minutes=r.random() * 90)
        done = min(due + late, self._now)
        yield self._set(made, row + "/done", {"at": iso(done), "result": "talked"}, done)

    def _deal(self, made: Made) -> Iterator[Set]:
        story, r = made.story, self._r
        assert story.handed is not None
        self.deals += 1
        deal, to = deal_id(made.id, 0), r.choice(self._sales)
        known = made.worth.levels
        criteria = [("contact", True), ("need", True)]
        criteria += [(q, known.get(q, 0) >= 2) for q in ("budget", "authority", "timing")]
        told = {
            "lead": made.id,
            "person": made.person.id,
            "company": made.person.company_id,
            "round": 0,
            "need": r.choice(made.need["need"][made.person.language]),
            "advice": self._world.say(r, "advice", made.person.language),
            "to": to,
            "criteria": [list(pair) for pair in criteria],
            "override": "" if all(met for _, met in criteria) else "decision_soon",
            "amount": {"minor": made.amount[0], "currency": made.amount[1]} if made.amount else None,
        }
        born = {name: value for name, value in told.items() if value not in (None, "")}
        yield Set("deal", deal, "*", born, story.handed)
        yield self._set(made, f"deal/{deal}", {"round": 0}, story.handed)
        yield Set("deal", deal, "state", {"stage": "awaiting"}, story.handed)
        for at, value in _states(story):
            if at is not None:
                yield Set("deal", deal, "state", value, at)


def _states(story: Story) -> Iterator[tuple[datetime | None, dict[str, Any]]]:
    yield story.returned, {"stage": "returned", "reason": "not_ready"}
    yield story.accepted, {"stage": "accepted"}
    yield story.proposal, {"stage": "proposal"}
    yield story.won, {"stage": "won"}
    satisfied = "no" if story.place == "nurture" else "competitor"
    yield story.lost, {"stage": "lost", "reason": story.reason, "satisfied": satisfied}
    if story.accepted and story.left and not story.lost:
        yield story.left, {"stage": "postponed"}

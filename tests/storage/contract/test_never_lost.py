"""B3: whatever people and clocks do, every accepted item is in exactly one state, owned or in the queue."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from leaddesk.actions.action import Action
from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.department import DepartmentDay
from leaddesk.actions.edit import MarkContact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.sell import Accept, Lose, ReturnLead, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, CompleteTask
from leaddesk.domain.funnel import PLACES, STAGES
from leaddesk.domain.refusals import Refused
from tests.fakes.sample import add_user, capture, clock_of, incoming
from tests.storage.contract.bases import memory_base

STATES = tuple(f"is:active stage:{stage}" for stage in STAGES) + tuple(
    f"place:{place} kind:request" for place in PLACES
)
"""The states, as the searches that find them."""


class NeverLost(RuleBasedStateMachine):
    """People work on a few leads, undo, and let time pass; nothing ever falls between two states."""

    def __init__(self) -> None:
        super().__init__()
        self.here = memory_base()
        self.people = [self.here.me, add_user(self.here.desk, "Анна", ("sales",)).id]
        self.accepted: list[str] = []
        self.n = 0

    def teardown(self) -> None:
        self.here.close()

    def _do(self, action: Action) -> None:
        """A refused step changes nothing, which the invariants see."""
        with suppress(Refused):
            self.here.desk.do(action)

    def _one(self, number: int) -> tuple[str]:
        return (self.accepted[number % len(self.accepted)],)

    @initialize()
    def begin(self) -> None:
        self.arrives(0, "form")

    @rule(owner=st.integers(0, 2), channel=st.sampled_from(["form", "call", "event"]))
    def arrives(self, owner: int, channel: str) -> None:
        self.n += 1
        told = {"owner": self.people[owner - 1]} if owner else {}
        item = incoming(
            name=f"Особа {self.n}", phone=f"+3806700{self.n:05d}", channel=channel,
            received=clock_of(self.here.desk)(), **told,
        )  # fmt: skip
        self.accepted.append(capture(self.here.desk, item))

    @rule(lead=st.integers(0, 9), who=st.sampled_from([0, 1, None]))
    def assign(self, lead: int, who: int | None) -> None:
        self._do(Assign(self._one(lead), to=None if who is None else self.people[who]))

    @rule(lead=st.integers(0, 9), stage=st.sampled_from(STAGES))
    def move(self, lead: int, stage: str) -> None:
        self._do(Move(self._one(lead), stage))

    @rule(lead=st.integers(0, 9), outcome=st.sampled_from(["talked", "no_answer", "wrong_number"]))
    def contact(self, lead: int, outcome: str) -> None:
        self._do(Contact(self._one(lead), outcome=outcome))

    @rule(lead=st.integers(0, 9), hours=st.integers(1, 400))
    def wait(self, lead: int, hours: int) -> None:
        until = clock_of(self.here.desk)() + timedelta(hours=hours)
        for action in (Snooze(self._one(lead), until), Nurture(self._one(lead), until))[hours % 2 :]:
            self._do(action)

    @rule(lead=st.integers(0, 9), how=st.integers(0, 4))
    def put_away(self, lead: int, how: int) -> None:
        ids = self._one(lead)
        self._do((Junk(ids, "spam"), Archive(ids, "not_fit"), Restore(ids), Wake(ids), Take(ids))[how])

    @rule(lead=st.integers(0, 9), how=st.integers(0, 4))
    def sell(self, lead: int, how: int) -> None:
        ids = self._one(lead)
        hand = HandOver(ids, "порада", to=self.people[1], reason="терміново")
        self._do((hand, Accept(ids), ReturnLead(ids), Win(ids), Lose(ids, "price", "no"))[how])

    @rule(lead=st.integers(0, 9), done=st.booleans(), hours=st.integers(1, 90))
    def step(self, lead: int, done: bool, hours: int) -> None:
        due = clock_of(self.here.desk)() + timedelta(hours=hours)
        self._do(CompleteTask(self._one(lead)) if done else AddTask(self._one(lead), "крок", due))

    @rule(lead=st.integers(0, 9), kind=st.sampled_from(["message", "visits", "price_visit"]))
    def signal(self, lead: int, kind: str) -> None:
        self._do(RecordSignal(self._one(lead), kind))

    @rule(lead=st.integers(0, 9))
    def bounce(self, lead: int) -> None:
        with self.here.store.view() as read:
            person = read.lead(self._one(lead)[0]).person_id
            found = read.person(person) if person else None
        if found is not None and found.contacts:
            self._do(MarkContact(self._one(lead), found.contacts[0].id, "wrong"))

    @rule()
    def undo(self) -> None:
        try:
            undone = self.here.desk.undo()
        except Refused:
            return
        if undone.action == "capture":
            self.accepted = [lead for lead in self.accepted if lead in self.here.ids()]
            if not self.accepted:
                self.arrives(0, "form")

    @rule(hours=st.integers(1, 900))
    def time_passes(self, hours: int) -> None:
        clock_of(self.here.desk).forward(hours=hours)
        self.here.store.tick(clock_of(self.here.desk)())

    def _found(self, query: str) -> set[str]:
        return set(self.here.store.ids_where(PageAsk(query=query), clock_of(self.here.desk)(), self.here.me))

    @invariant()
    def every_item_is_in_exactly_one_state(self) -> None:
        found = [self._found(query) for query in STATES]

        assert sum(map(len, found)) == len(set().union(*found)) == len(self.accepted)
        assert set().union(*found) == set(self.accepted)

    @invariant()
    def every_active_item_has_an_owner_or_stands_in_the_queue(self) -> None:
        active = self._found("is:active")
        owned, queue = self._found("is:active has:owner"), self._found("is:active is:unassigned")

        assert owned | queue == active
        assert not owned & queue

    @invariant()
    def the_meter_names_exactly_the_owned_without_a_step(self) -> None:
        lost = self._found("is:forgotten")
        now = clock_of(self.here.desk)()
        with self.here.store.view() as read:
            states = read.leads(self.accepted)
        idle = {
            lead.id
            for lead in states
            if lead.position.active
            and lead.owner
            and not lead.open_tasks
            and not (lead.snoozed_until and lead.snoozed_until > now)
        }

        assert lost == idle
        assert self.here.desk.ask(DepartmentDay()).lost == len(lost)


def _run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        NeverLost,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
        ),
    )


def test_no_accepted_item_is_ever_lost() -> None:
    """B3: exactly one state, with an owner or in the distribution queue; the meter tells the rest."""
    _run(15, 25)


@pytest.mark.slow
def test_no_accepted_item_is_lost_in_longer_stories() -> None:
    """B3: the same, with many more turns."""
    _run(150, 60)

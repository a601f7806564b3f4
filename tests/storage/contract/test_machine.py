"""Random steps on a base and on the one in memory: the same rows and figures after each, and back again."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from leaddesk.actions.action import Action, Context
from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.capture import Capture
from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.edit import AddContact, Edit, MarkContact
from leaddesk.actions.founding import Found
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Level, Priority, SetRead, Star, Temperature
from leaddesk.actions.merge import Merge
from leaddesk.actions.move import Move
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import Change, Intent, Store
from leaddesk.actions.restore import Restore
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, CompleteTask, MoveTask
from leaddesk.actions.unmerge import Unmerge
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.ids import derived_id
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from leaddesk.domain.users import User
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import Clock, contact, incoming
from tests.storage.contract.bases import Base, comparable, memory_base, postgres_base, sqlite_base

PEOPLE = ("Олена Гнатюк", "Ірина Мельник")
ALL = ("lead_generator", "sales", "head", "admin")
NAMES = ("Дмитро Ковальчук", "Дмитро", "Ганна Ґудзь", "Ганна Соколова", "")
PHONES = ("+380501111111", "+380502222222", None)
MAILS = ("one@example.com", "two@example.com", None, None)
NEEDS = ("верстат", "запчастини", "")
COMPANIES = ("", "ТОВ Завод", "завод", "Інша фірма")


class TwinDesk(Desk):
    """A desk whose ids follow from the number of the step, so that two bases get the same ones."""

    step = 0

    def context(self) -> Context:
        numbers = itertools.count()
        new = f"{self.step}"
        return Context(
            self.session.now(),
            self.session.user.id,
            lambda: derived_id("twin", new, str(next(numbers))),
        )


@dataclass
class Side:
    """One of the two bases, with a desk for each person and the names of its transactions."""

    store: Store
    desks: list[TwinDesk]
    txs: list[str]


def side(store: Store, clock: Clock) -> Side:
    users = [User(derived_id("user", name), name, ALL) for name in PEOPLE]
    desks = [TwinDesk(store, Session(user, clock, clock)) for user in users]
    action = Found(users[0].name, ALL)
    context = Context(clock(), users[0].id, lambda: "")
    intent = Intent("found", context.actor, context.at, "never")
    store.write(intent, lambda read: action.plan(read, context))
    store.tick(clock())
    return Side(store, desks, [])


class Twins(RuleBasedStateMachine):
    """The same random steps on a store and on the memory."""

    make: Callable[[], Base]

    @initialize()
    def begin(self) -> None:
        self.base = type(self).make()
        self.clock = self.base.clock
        self.memory = side(MemoryStore(clock=self.clock), self.clock)
        self.other = side(self.base.store, self.clock)
        self.step = 0
        self.spared = False  # What an undo spared stays for good: its step is undone.
        self.start = self.picture(self.other)

    # -- Two bases, one step --

    def both(self, run: Callable[[TwinDesk], Any], who: int = 0) -> None:
        """Do it on both; both answer alike, or refuse with the same words."""
        self.step += 1
        said = []
        redefined = False
        for one in (self.memory, self.other):
            desk = one.desks[who]
            desk.step = self.step
            try:
                found = run(desk)
                change: Change = getattr(found, "change", found)
                kept = tuple(sorted(k.id for k in getattr(found, "kept", ())))
                self.spared |= bool(kept)
                # New definitions reach the rows by the next tick, not by the change.
                redefined |= "definitions" in change.topics
                # An undo that spared rows may name a lead whose row stayed as it was.
                said.append(("done", redefined or bool(kept) or bool(change.ids), kept))
                if change.tx:
                    one.txs.append(change.tx)
            except Refused as refused:
                # Of several later changes any may be named.
                told = {} if refused.key == "undo.changed_since" else dict(refused.said)
                said.append((type(refused).__name__, refused.key, told))
        assert said[0] == said[1], said
        self.clock.forward(minutes=7)
        if redefined:
            self.tick()

    def do(self, action: Action, who: int = 0) -> None:
        self.both(lambda desk: desk.do(action), who)

    def leads(self) -> list[str]:
        assert isinstance(self.memory.store, MemoryStore)
        return sorted(self.memory.store.state.leads_)

    def lead(self, n: int) -> str:
        leads = self.leads()
        return leads[n % len(leads)]

    def picture(self, one: Side) -> tuple[Any, ...]:
        names = dict(zip(one.txs, self.memory.txs if one.txs else [], strict=True))
        figures = {rollup.key: (rollup.n, rollup.total) for rollup in one.store.rollups([""])}
        with one.store.view() as read:
            ids = sorted(self.memory.store.state.leads_) if self.memory.txs else []  # type: ignore[attr-defined]
            rows = comparable(read.rows(ids), names)
            states = [
                (
                    *(len(lead.way), lead.deals, lead.answers, lead.touches, lead.tasks, lead.notes),
                    *(lead.labels, lead.merged, lead.also),
                )
                for lead in read.leads(ids)
            ]
            people = [read.person(row.person_id) for row in rows if row.person_id]
        return rows, states, people, figures

    @invariant()
    def rows_and_figures_are_the_same(self) -> None:
        if not hasattr(self, "step"):
            return
        assert self.base.ids() == self.leads()
        mine, theirs = self.picture(self.memory), self.picture(self.other)
        for one, other in zip(mine, theirs, strict=True):
            assert one == other, differing(one, other)

    # -- Steps --

    @rule(
        name=st.sampled_from(NAMES),
        phone=st.sampled_from(PHONES),
        mail=st.sampled_from(MAILS),
        need=st.sampled_from(NEEDS),
        company=st.sampled_from(COMPANIES),
        kind=st.sampled_from(("request", "request", "cold")),
        amount=st.sampled_from((None, None, 150_000)),
        who=st.integers(0, 1),
        ago=st.integers(0, 50),
    )
    def capture(self, who: int, ago: int, **told: Any) -> None:
        self.do(Capture(self.item(ago=ago, **told)), who)

    def item(
        self,
        name: str,
        phone: str | None,
        mail: str | None,
        need: str,
        company: str,
        kind: str,
        amount: int | None,
        ago: int,
    ) -> Incoming:
        return incoming(
            name,
            phone,
            mail,
            need=need,
            company=company,
            kind=kind,
            amount_minor=amount,
            currency="UAH" if amount else "",
            received=self.clock() - timedelta(hours=ago, minutes=self.step),
        )

    @rule(
        told=st.lists(
            st.tuples(
                st.sampled_from(NAMES),
                st.sampled_from(PHONES),
                st.sampled_from(MAILS),
                st.sampled_from(NEEDS),
                st.sampled_from(COMPANIES),
            ),
            min_size=1,
            max_size=6,
        ),
        size=st.integers(1, 3),
    )
    def import_file(self, told: list[tuple[Any, ...]], size: int) -> None:
        items = [self.item(*parts, "request", None, i) for i, parts in enumerate(told)]
        batches = [items[i : i + size] for i in range(0, len(items), size)]
        self.both(lambda desk: desk.do(ImportRows(iter(batches), lambda number, fates: None, "f.csv")))

    @precondition(lambda self: self.leads())
    @rule(n=st.integers(0, 50), make=st.sampled_from(range(40)), who=st.integers(0, 1))
    def act(self, n: int, make: int, who: int) -> None:
        lead, later = self.lead(n), self.clock() + timedelta(days=1 + n % 20)
        actions = list(self.choices(lead, later, n))
        self.do(actions[make % len(actions)], who)

    def choices(self, lead: str, later: Any, n: int) -> Iterator[Action]:
        ids = (lead,)
        yield Take(ids)
        yield Move(ids, ("new", "in_work", "qualifying", "ready")[n % 4])
        yield Answer(ids, ("budget", "timing", "need")[n % 3], (None, 0, 2, 3)[n % 4], f"слова {n}")
        yield Snooze(ids, later)
        # Far away: what the clock wakes is no step of a person, so that nothing before it could be undone.
        yield Nurture(ids, later + timedelta(days=4000))
        yield Junk(ids, "spam")
        yield Archive(ids, "not_fit")
        yield Restore(ids)
        yield Assign(ids, (None, self.memory.desks[0].session.user.id)[n % 2])
        yield WriteNote(ids, f"нотатка {n}")
        yield AddTask(ids, f"крок {n}", later)
        yield CompleteTask(ids)
        yield MoveTask(ids, due=later)
        yield Contact(ids, ("no_answer", "talked", "wrong_number", "wrote")[n % 4], n)
        yield RecordSignal(ids, ("message", "price_visit", "visits", "invoice")[n % 4])
        yield Edit(ids, "need", NEEDS[n % 3])
        yield Edit(ids, "person.name", NAMES[n % 4])
        yield Edit(ids, "company.name", f"Фірма {n}")
        yield Edit(ids, "amount", {"minor": n * 100, "currency": "EUR"})
        yield AddContact(ids, contact("phone", PHONES[n % 2] or ""))
        yield Temperature(ids, ("hot", "warm", "cold", None)[n % 4])
        yield Priority(ids, ("low", "high")[n % 2])
        yield Level(ids, ("mql", None)[n % 2], "so it is")
        yield Star(ids, n % 2 == 0)
        yield SetRead(ids, n % 2 == 0)
        yield Label(ids, f"мітка {n % 3}", n % 4 != 0)
        yield HandOver(ids, "порада", reason="urgent")
        yield HandOver(ids, "порада", reason="urgent", at=later)
        yield Accept(ids)
        yield ReturnLead(ids)
        yield Win(ids)
        yield Lose(ids, "price", ("no", "us")[n % 2])
        yield Postpone(ids, until=later + timedelta(days=4000))
        yield NotDuplicate((lead, self.lead(n + 1)))

    @precondition(lambda self: self.leads())
    @rule(n=st.integers(0, 50), mark=st.sampled_from(("bounced", "wrong", "verified", None)))
    def mark_contact(self, n: int, mark: str | None) -> None:
        assert isinstance(self.memory.store, MemoryStore)
        state = self.memory.store.state
        lead = state.leads_[self.lead(n)]
        person = state.person(lead.person_id or "")
        if person and person.contacts:
            self.do(MarkContact((lead.id,), person.contacts[n % len(person.contacts)].id, mark))

    @precondition(lambda self: len(self.leads()) > 1)
    @rule(make=st.sampled_from(range(4)), drop=st.integers(0, 5))
    def act_on_many(self, make: int, drop: int) -> None:
        ids = tuple(i for n, i in enumerate(self.leads()) if n != drop)
        actions = (
            Priority(ids, "high"),
            Label(ids, "усі"),
            Temperature(ids, "hot"),
            Move(ids, "in_work"),
        )
        self.do(actions[make])

    @precondition(lambda self: len(self.leads()) > 1)
    @rule(
        n=st.integers(0, 50),
        other=st.integers(0, 50),
        need=st.sampled_from(("auto", "same", "different")),
        who=st.integers(0, 1),
    )
    def merge(self, n: int, other: int, need: str, who: int) -> None:
        self.do(Merge((self.lead(n), self.lead(other)), need), who)

    def merged(self) -> list[str]:
        """Leads that several records are, or whose person several are."""
        assert isinstance(self.memory.store, MemoryStore)
        state = self.memory.store.state
        several = {one.id for one in state.persons_.values() if one.merged}
        leads = state.leads_.values()
        return sorted(
            lead.id
            for lead in leads
            if lead.merged or state.one_with.get(lead.person_id or "", lead.person_id) in several
        )

    @precondition(lambda self: self.merged())
    @rule(n=st.integers(0, 50), k=st.integers(0, 5), who=st.integers(0, 1))
    def unmerge(self, n: int, k: int, who: int) -> None:
        found = self.merged()
        lead = found[n % len(found)]
        assert isinstance(self.memory.store, MemoryStore)
        members = self.memory.store.state.leads_[lead].merged
        apart = (members[k % len(members)].id,) if members else ()
        self.do(Unmerge((lead,), apart), who)

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        self.both(lambda desk: desk.undo(), who)

    @precondition(lambda self: self.memory.txs)
    @rule(n=st.integers(0, 50), who=st.integers(0, 1))
    def undo_an_older_step(self, n: int, who: int) -> None:
        place = n % len(self.memory.txs)
        named = {id(self.memory.store): self.memory.txs[place], id(self.other.store): self.other.txs[place]}
        self.both(lambda desk: desk.undo(named[id(desk.store)]), who)

    @rule(who=st.integers(0, 1))
    def redo(self, who: int) -> None:
        self.both(lambda desk: desk.redo(), who)

    @rule(hours=st.sampled_from((1, 5, 30)))
    def time_goes_by(self, hours: int) -> None:
        self.clock.forward(hours=hours)
        self.tick()

    def tick(self) -> None:
        for one in (self.memory, self.other):
            one.store.tick(self.clock())

    # -- And back --

    def teardown(self) -> None:
        if not hasattr(self, "step"):
            return
        try:
            self.base.rebuild()
            self.rows_and_figures_are_the_same()
            checked = self.base.store.check()
            assert checked.projections, checked.problems
            self.undo_everything()
            if not self.spared:
                assert self.base.ids() == []
                assert self.picture(self.other)[3] == {}
            checked = self.base.store.check()
            assert checked.projections, checked.problems
        finally:
            self.base.close()

    def undo_everything(self) -> None:
        """Newest first, whoever made it, until nothing is left."""
        for _ in range(3 * self.step + 3):
            before = len(self.other.txs)
            for who in (0, 1):
                self.undo(who)
            self.rows_and_figures_are_the_same()
            if len(self.other.txs) == before:
                return


class Redefining(Twins):
    """The same, while a company changes what its channels are worth."""

    @rule(points=st.integers(0, 60))
    def edit_a_definition(self, points: int) -> None:
        self.do(SetDefinition("channel", "form", (("points", points),)))


def differing(one: Any, other: Any) -> list[Any]:
    """What differs, in few words."""
    if isinstance(one, dict):
        return [(key, one.get(key), other.get(key)) for key in one | other if one.get(key) != other.get(key)]
    found = []
    for a, b in zip(one, other, strict=False):
        if isinstance(a, LeadRow) and isinstance(b, LeadRow):
            names = zip(LeadRow._fields, a, b, strict=True)
            found += [(a.id[:8], name, x, y) for name, x, y in names if x != y]
        elif a != b:
            found.append((a, b))
    return found or [len(one), len(other)]


def machine(make: Callable[[], Base], kind: type[Twins] = Twins) -> type[Twins]:
    return type("Machine", (kind,), {"make": staticmethod(make)})


def modest(examples: int, steps: int) -> settings:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    # Making a failure small takes minutes here; HYPOTHESIS_PROFILE=deep does it.
    phases = [Phase.explicit, Phase.generate]
    if os.environ.get("HYPOTHESIS_PROFILE") == "deep":
        phases.append(Phase.shrink)
    return settings(
        phases=phases,
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=checks,
    )


def folders(tmp_path: Path) -> Iterator[Path]:
    for number in itertools.count():
        folder = tmp_path / str(number)
        folder.mkdir()
        yield folder


def test_random_steps_on_two_bases_in_memory() -> None:
    """The fake agrees with itself: its undo comes back to the beginning."""
    make = machine(lambda: memory_base(Clock(), founded=False), Redefining)
    run_machine(make, settings=modest(15, 30))


def test_random_steps_on_sqlite_and_in_memory(tmp_path: Path) -> None:
    """ARCHITECTURE 4: rows and figures equal after each step, after undoing all, after a rebuild."""
    fresh = folders(tmp_path)
    run_machine(machine(lambda: sqlite_base(next(fresh), Clock(), founded=False)), settings=modest(25, 30))


@pytest.mark.postgres
def test_random_steps_on_postgres_and_in_memory(
    postgres_clone: Callable[[str, Callable[[str], object]], str],
) -> None:
    """The same on the shared base."""

    def make() -> Base:
        url = postgres_clone("machine", lambda url: postgres_base(url, Clock(), founded=False).close())
        return postgres_base(url, Clock(), founded=False)

    run_machine(machine(make), settings=modest(10, 25))


@pytest.mark.slow
def test_random_steps_with_edited_definitions_on_sqlite_and_in_memory(tmp_path: Path) -> None:
    """ARCHITECTURE 4: definitions are in the log too; rows follow them by the next tick."""
    fresh = folders(tmp_path)
    make = machine(lambda: sqlite_base(next(fresh), Clock(), founded=False), Redefining)
    run_machine(make, settings=modest(25, 30))


@pytest.mark.slow
def test_many_random_steps_on_sqlite_and_in_memory(tmp_path: Path) -> None:
    """The same, longer."""
    fresh = folders(tmp_path)
    run_machine(machine(lambda: sqlite_base(next(fresh), Clock(), founded=False)), settings=modest(150, 80))

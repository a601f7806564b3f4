"""Many desktops on one server: no deadlock, no gap, nothing lost, and nobody waits for a stranger."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import monotonic

import psycopg
import pytest
import sqlalchemy as sa

from leaddesk.actions.answer import Answer
from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Label, Priority, Star
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import Intent, PageAsk, Read
from leaddesk.actions.restore import Restore
from leaddesk.actions.take import Take
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import BaseRefused, Refused, StaleLead, UndoRefused
from leaddesk.storage import pg_store
from leaddesk.storage import schema as t
from leaddesk.storage.door import open_store
from leaddesk.storage.pg_store import PgStore
from tests.fakes.sample import Clock, add_user, as_user, capture, contact, crowd, fill, incoming, make_desk

pytestmark = pytest.mark.postgres


@dataclass
class Office:
    """A founded base and the desktops that opened it, each a site of its own."""

    url: str
    clock: Clock = field(default_factory=Clock)
    desks: list[Desk] = field(default_factory=list)

    def desktop(self) -> Desk:
        """One more desktop."""
        store = open_store(self.url, site_key=f"desk {len(self.desks)}", clock=self.clock)
        desk = make_desk(store, self.clock)
        self.desks.append(desk)
        return desk

    @property
    def store(self) -> PgStore:
        """The store of the first desktop."""
        store = self.desks[0].store
        assert isinstance(store, PgStore)
        return store

    def ops(self) -> list[tuple[int, int, int, int, int]]:
        """(server_seq, hlc_ms, hlc_c, site_no, site_seq) of all ops, in the server's order."""
        c = t.op.c
        query = sa.select(c.server_seq, c.hlc_ms, c.hlc_c, c.site_no, c.site_seq).order_by(c.server_seq)
        with self.store.reader.begin() as connection:
            return [tuple(row) for row in connection.execute(query)]  # type: ignore[misc]

    def prove(self) -> None:
        """The log has no gap and one order; projections and rollups are what it says."""
        ops = self.ops()
        assert [op[0] for op in ops] == list(range(1, len(ops) + 1))
        stamps = [(ms, c) for _, ms, c, _, _ in ops]
        assert stamps == sorted(set(stamps))
        for site in {op[3] for op in ops}:
            own = [op[4] for op in ops if op[3] == site]
            assert own == list(range(1, len(own) + 1))
        checked = self.store.check()
        assert checked.integrity
        assert checked.problems == ()


@pytest.fixture
def office(postgres_url: str) -> Iterator[Office]:
    """An office with one desktop."""
    made = Office(postgres_url)
    made.desktop()
    yield made
    for desk in made.desks:
        desk.store.close()


def together(jobs: Sequence[Callable[[], object]]) -> list[BaseException | None]:
    """Run jobs at the same moment; what each of them raised."""
    ready = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> BaseException | None:
        ready.wait()
        try:
            job()
        except Refused as refused:
            return refused
        return None

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_eight_desktops_on_their_own_leads_never_meet(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Desktops on different leads do not overtake each other: every write holds at the first try."""
    leads = fill(office.desks[0], crowd(40))
    stale = count_stale(monkeypatch)
    desks = [office.desktop() for _ in range(8)]

    def work(desk: Desk, own: list[str]) -> None:
        for lead in own:
            desk.do(Take((lead,)))
            desk.do(Answer((lead,), "budget", 2, "так"))
            desk.do(Star((lead,), True))

    failed = together([partial(work, d, leads[i::8]) for i, d in enumerate(desks)])

    assert failed == [None] * 8
    assert stale == []
    office.prove()


def test_eight_desktops_on_the_same_leads_all_come_through(office: Office) -> None:
    """Whoever is overtaken reads again: no deadlock, nothing lost, one winner of each register."""
    leads = fill(office.desks[0], crowd(3))
    desks = [office.desktop() for _ in range(8)]
    before = len(office.ops())

    def work(desk: Desk, number: int) -> None:
        for turn in range(4):
            desk.do(Label((leads[turn % 3],), f"мітка {number}-{turn}"))

    failed = together([partial(work, d, i) for i, d in enumerate(desks)])

    assert failed == [None] * 8
    assert len(office.ops()) == before + 32
    with office.store.view() as read:
        labels = [label for lead in read.leads(leads) for label in lead.labels]
    assert len(labels) == 32
    office.prove()


def test_threads_of_one_desktop_share_its_numbers(office: Office) -> None:
    """ARCHITECTURE 4: site_seq is advanced inside the write, because several processes share a base."""
    desk = office.desks[0]
    leads = fill(desk, crowd(8))

    failed = together(
        [lambda i=i: [desk.do(WriteNote((leads[i],), str(n))) for n in range(4)] for i in range(8)]
    )  # type: ignore[misc]

    assert failed == [None] * 8
    office.prove()


def test_the_same_stranger_captured_on_eight_desktops_at_once_is_one_person(office: Office) -> None:
    """A4, A10: what a plan did not find when it looked is looked for again when it is written."""
    desks = [office.desktop() for _ in range(8)]

    failed = together([partial(d.do, Capture(incoming(need=f"потреба {i}"))) for i, d in enumerate(desks)])

    assert failed == [None] * 8
    with office.store.reader.begin() as connection:
        persons = connection.execute(sa.select(sa.func.count()).select_from(t.person)).scalar_one()
    assert persons == 1
    rows = office.store.page(PageAsk(), office.clock(), "").rows
    assert sorted(row.before_n for row in rows) == list(range(8))
    office.prove()


def test_random_work_on_shared_leads_ends_with_the_log_and_the_figures_agreed(office: Office) -> None:
    """Moves, junk, undo and captures of six desktops on ten leads: rollups equal the full count."""
    leads = fill(office.desks[0], crowd(10))
    desks = [office.desktop() for _ in range(6)]
    steps: list[Callable[[str, Random], object]] = [
        lambda i, r: Take((i,)),
        lambda i, r: Move((i,), r.choice(("in_work", "qualifying", "ready"))),
        lambda i, r: Junk((i,), "spam"),
        lambda i, r: Restore((i,)),
        lambda i, r: Priority((i,), r.choice(("high", "low"))),
        lambda i, r: Capture(
            incoming("Хто Завгодно", f"+38067000000{r.randint(0, 3)}", need=str(r.random()))
        ),
    ]
    unexpected: list[Refused] = []

    def work(desk: Desk, number: int) -> None:
        random = Random(number)
        for _ in range(10):
            try:
                if random.random() < 0.2:
                    desk.undo()
                else:
                    desk.do(random.choice(steps)(random.choice(leads), random))  # type: ignore[arg-type]
            except UndoRefused:
                pass
            except Refused as refused:
                if isinstance(refused, StaleLead | BaseRefused):
                    unexpected.append(refused)

    together([partial(work, d, i) for i, d in enumerate(desks)])

    assert unexpected == []
    office.prove()


def test_undo_sees_what_a_colleague_did_between_reading_and_writing(office: Office) -> None:
    """ARCHITECTURE 4: over nobody else's later work, however late it came."""
    desk, lead = office.desks[0], capture(office.desks[0])
    other = as_user(office.desktop(), add_user(desk, "Андрій Бондар", ("head",)))
    mine = desk.do(Move((lead,), "qualifying"))
    store = office.store
    real = store._call
    done: list[str] = []

    def overtaken(*args: object) -> object:
        if not done:
            done.append(other.do(Move((lead,), "ready")).tx)
        return real(*args)  # type: ignore[arg-type]

    store._call = overtaken  # type: ignore[method-assign, assignment]
    with pytest.raises(UndoRefused) as refused:
        desk.undo(mine.tx)

    assert refused.value.said["actor"] == other.session.user.id
    office.prove()


def test_who_is_always_overtaken_is_told_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again is bounded: StaleLead, and nothing written."""
    monkeypatch.setattr(pg_store, "TRIES", 3)
    desk, other = office.desks[0], office.desktop()
    lead = capture(desk)
    tried: list[int] = []

    def plan(read: Read) -> list[Set]:
        read.lead(lead)
        tried.append(len(tried))
        other.do(Label((lead,), str(tried)))
        return [Set("lead", lead, "need", "моє")]

    with pytest.raises(StaleLead):
        desk.store.write(Intent("edit", desk.session.user.id, office.clock()), plan)

    assert len(tried) == 3
    with office.store.view() as read:
        assert read.lead(lead).need != "моє"


def test_a_role_taken_away_holds_for_the_write_that_was_on_its_way(office: Office) -> None:
    """C7: a plan made under definitions that changed meanwhile is made again under the new ones."""
    from leaddesk.actions.users import SetDefinition

    desk, other = office.desks[0], office.desktop()
    lead = capture(desk)
    seen: list[object] = []

    def plan(read: Read) -> list[Set]:
        seen.append(read.definitions().setting("snooze_days"))
        if len(seen) == 1:
            other.do(SetDefinition("setting", "snooze_days", (("value", 7),)))
        return [Set("lead", lead, "need", str(seen[-1]))]

    desk.store.write(Intent("edit", desk.session.user.id, office.clock()), plan)

    assert seen == [30, 7]
    with office.store.view() as read:
        assert read.lead(lead).need == "7"


def test_a_stranger_who_sits_in_a_transaction_holds_nobody_up(office: Office) -> None:
    """RELIABILITY 2 rule 4: a forgotten psql does not stop the team, in this base or another."""
    desk = office.desks[0]
    lead = capture(desk)
    with psycopg.connect(office.url) as stranger:
        stranger.execute("SELECT * FROM lead")
        stranger.execute("CREATE TABLE notes (word text)")
        start = monotonic()
        desk.do(Star((lead,), True))
        rows = desk.store.page(PageAsk(query="is:starred"), office.clock(), "").rows
        took = monotonic() - start
        stranger.rollback()

    assert len(rows) == 1
    assert took < 2


def test_a_stranger_who_holds_the_head_is_waited_for_a_bounded_time(office: Office) -> None:
    """lock_timeout: a refusal that says that somebody holds the base, and the next try goes through."""
    desk = office.desks[0]
    lead = capture(desk)
    with psycopg.connect(office.url) as stranger:
        stranger.execute("SELECT * FROM head FOR UPDATE")
        with pytest.raises(BaseRefused) as refused:
            desk.do(Star((lead,), True))
        stranger.rollback()

    assert refused.value.key == "base.locked"
    assert desk.do(Star((lead,), True)).tx
    office.prove()


def test_a_long_import_lets_the_others_work(office: Office) -> None:
    """ARCHITECTURE 4: bulk in chunks; between two of them the head is free."""
    desk, other = office.desks[0], office.desktop()
    (lead,) = fill(desk, [incoming("Хто Був", "+380670000001")])
    stop = threading.Event()
    waited: list[float] = []

    def work() -> None:
        while not stop.is_set():
            start = monotonic()
            other.do(WriteNote((lead,), "слово"))
            waited.append(monotonic() - start)

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        try:
            fill(desk, crowd(800))
        finally:
            stop.set()
        working.result(timeout=60)

    assert len(waited) >= 3
    assert max(waited) < 3
    office.prove()


def test_taking_an_import_back_spares_what_a_colleague_touches_meanwhile(office: Office) -> None:
    """A1, ARCHITECTURE 4: the rows edited since stay, also those edited while it is taken back."""
    desk, other = office.desks[0], office.desktop()
    leads = fill(desk, crowd(1200))
    (tx,) = [line.tx for line in desk.store.history(1)]
    store = office.store
    real = store._call
    touched: list[str] = []

    def overtaken(*args: object) -> object:
        if not touched:
            touched.append(leads[700])
            other.do(WriteNote((leads[700],), "важливо"))
        return real(*args)  # type: ignore[arg-type]

    store._call = overtaken  # type: ignore[method-assign, assignment]
    undone = desk.undo(tx)

    assert [kept.id for kept in undone.kept] == touched
    assert list(store.ids_where(PageAsk(), office.clock(), "")) == touched
    office.prove()


def count_stale(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Answers that said that somebody was faster, from now on."""
    found: list[object] = []
    real = pg_store.call

    def call(connection: sa.Connection, name: str, *told: object) -> object:
        answer = real(connection, name, *told)
        if name == "write" and "stale" in answer:
            found.append(answer)
        return answer

    monkeypatch.setattr(pg_store, "call", call)
    return found


def test_a_shared_switchboard_number_makes_nobody_wait(office: Office) -> None:
    """Decision 7: a shared contact belongs to the company and ties no two persons together."""
    desk = office.desks[0]
    board = contact("phone", "+380440000000", shared=True)
    first = capture(desk, name="Хто Один", phone="+380671111111", contacts=(board,))
    second = capture(desk, name="Хто Другий", phone="+380672222222", contacts=(board,))
    other = office.desktop()

    def plan(read: Read) -> list[Set]:
        read.lead(first)
        other.do(Label((second,), "терміново"))
        return [Set("lead", first, "need", "своє")]

    before = len(office.ops())
    desk.store.write(Intent("edit", desk.session.user.id, office.clock()), plan)

    assert len(office.ops()) == before + 2
    assert isinstance(desk.session, Session)

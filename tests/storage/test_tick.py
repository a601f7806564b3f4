"""The minute job: cooling goes on, snoozes end, sleepers wake; each lead once, however long it was closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from leaddesk.actions.assign import Assign
from leaddesk.actions.desk import Desk
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.snooze import Snooze
from leaddesk.domain.log import ms_of
from leaddesk.domain.refusals import UndoRefused
from leaddesk.domain.row import LeadRow
from leaddesk.storage import proof, ticking
from leaddesk.storage import schema as t
from leaddesk.storage.door import open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import Clock, add_user, as_user, crowd, fill, make_desk


@dataclass
class Base:
    store: SqliteStore
    desk: Desk
    clock: Clock
    leads: list[str]

    def row(self, lead_id: str) -> LeadRow:
        with self.store.view() as read:
            return read.rows((lead_id,))[0]

    def rows(self) -> list[LeadRow]:
        with self.store.view() as read:
            return read.rows(self.leads)

    def split(self, name: str) -> set[str]:
        rows = self.store.page(PageAsk(split=name, limit=500), self.clock(), self.desk.session.user.id).rows
        return {row.id for row in rows}


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    clock = Clock()
    store = open_store(f"sqlite:///{tmp_path / 'base.leaddesk'}", clock=clock)
    desk = make_desk(store, clock)
    yield Base(store, desk, clock, fill(desk, crowd(30, clock())))
    store.close()


def projected_at(base: Base) -> int:
    with base.store.reader.begin() as connection:
        return int(connection.execute(sa.select(t.base.c.projected_at)).scalar_one())


@pytest.mark.parametrize("hours", [0.1, 3, 30, 24 * 90])
def test_after_a_tick_rows_are_what_a_rebuild_would_make_them(base: Base, hours: float) -> None:
    """ARCHITECTURE 4: rows are as of projected_at, however far it moved at once."""
    base.clock.forward(hours=hours)

    base.store.tick(base.clock())

    assert projected_at(base) == ms_of(base.clock())
    checked = base.store.check()
    assert (checked.projections, checked.problems) == (True, ())
    assert all(row.next_change_at is None or row.next_change_at > ms_of(base.clock()) for row in base.rows())


def test_a_lead_cools_while_nobody_answers_and_the_tick_names_it(base: Base) -> None:
    """B1: the score falls with time; the screens re-read the leads that the tick names."""
    before = {row.id: row.score for row in base.rows()}
    base.clock.forward(hours=40)

    change = base.store.tick(base.clock())

    assert change is not None
    after = {row.id: row.score for row in base.rows()}
    changed = {lead for lead in before if before[lead] != after[lead]}
    assert changed
    assert changed <= set(change.ids)
    assert all((after[lead] or 0) <= (before[lead] or 0) for lead in changed)


def test_in_small_steps_and_in_one_the_rows_come_out_the_same(base: Base, tmp_path: Path) -> None:
    """Closing the program over the weekend changes nothing in the end."""
    other_clock = Clock()
    twin = MemoryStore(clock=other_clock)
    theirs = fill(make_desk(twin, other_clock), crowd(30, other_clock()))
    for _ in range(12):
        base.clock.forward(hours=5)
        base.store.tick(base.clock())
    other_clock.forward(hours=60)
    twin.tick(other_clock())

    with twin.view() as read:
        whole = read.rows(theirs)
    assert [(row.score, row.temperature, row.next_change_at) for row in base.rows()] == [
        (row.score, row.temperature, row.next_change_at) for row in whole
    ]


def test_many_leads_are_done_in_short_transactions(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    """ARCHITECTURE 4: the writer serves the person in between."""
    monkeypatch.setattr(ticking, "CHUNK", 4)
    base.clock.forward(hours=40)

    change = base.store.tick(base.clock())

    assert change is not None
    assert len(change.ids) >= 8
    assert base.store.check().projections


def test_a_tick_cut_short_is_finished_by_the_next_one(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    """RELIABILITY: a crash between two chunks loses nothing: what waits is known by its own time."""
    base.clock.forward(hours=40)
    monkeypatch.setattr(ticking, "_projected", lambda store: [])
    base.store.tick(base.clock())
    with base.store.reader.begin() as connection:
        left = connection.execute(sa.select(sa.func.count()).where(proof.waiting())).scalar_one()
    assert left > 0
    assert base.store.check().projections, "a proof knows that these wait their turn"
    monkeypatch.undo()

    base.clock.forward(minutes=1)
    base.store.tick(base.clock())

    assert base.store.check().projections


def test_time_does_not_go_back(base: Base) -> None:
    """Another process with an earlier clock takes nothing back."""
    base.store.tick(base.clock() + timedelta(hours=5))
    rows, at = base.rows(), projected_at(base)

    assert base.store.tick(base.clock()) is None
    assert (base.rows(), projected_at(base)) == (rows, at)


def test_a_snooze_ends_by_itself_and_its_lead_is_named(base: Base) -> None:
    """Decision 16: out of sight until its time, without a write."""
    lead = base.leads[3]
    base.desk.do(Snooze((lead,), base.clock() + timedelta(hours=2)))
    assert lead in base.split("snoozed")
    assert lead not in base.split("unassigned")
    base.clock.forward(hours=3)

    change = base.store.tick(base.clock())

    assert change is not None
    assert lead in change.ids
    assert lead not in base.split("snoozed")
    assert lead in base.split("unassigned")


def test_a_lead_in_nurture_comes_back_when_its_time_is_there(base: Base) -> None:
    """A14: it returns by itself, to the stage that it had; journey 4."""
    lead = base.leads[5]
    base.desk.do(Nurture((lead,), base.clock() + timedelta(days=40)))
    base.clock.forward(days=39)
    base.store.tick(base.clock())
    assert base.row(lead).place == "nurture"
    base.clock.forward(days=12)

    change = base.store.tick(base.clock())

    assert change is not None
    assert lead in change.ids
    assert (base.row(lead).place, base.row(lead).stage, base.row(lead).wake_at) == (None, "new", None)
    assert base.row(lead).nurture_rounds == 1
    assert base.store.check().projections


def test_a_lead_without_a_date_sleeps_on(base: Base) -> None:
    """Until None: by a signal or by hand only."""
    lead = base.leads[6]
    base.desk.do(Nurture((lead,), None))
    base.clock.forward(days=900)

    base.store.tick(base.clock())

    assert base.row(lead).place == "nurture"


def test_waking_is_in_the_log_by_whoever_has_the_lead(base: Base) -> None:
    """A lead wakes in the name of its owner, else of whoever sent it to sleep."""
    other = as_user(base.desk, add_user(base.desk, "Ірина Мельник", ("sales", "head"))).session.user
    owned, free = base.leads[7], base.leads[8]
    base.desk.do(Assign((owned,), other.id))
    base.desk.do(Nurture((owned, free), base.clock() + timedelta(days=3)))
    base.clock.forward(days=4)

    base.store.tick(base.clock())

    woke = {row.lead_id: row.actor for row in base.store.history(20) if row.action == "wake"}
    assert woke == {owned: other.id, free: base.desk.session.user.id}


def test_waking_happens_once(base: Base) -> None:
    """A second tick, and a second process, find nobody asleep."""
    base.desk.do(Nurture((base.leads[9],), base.clock() + timedelta(days=3)))
    base.clock.forward(days=4)
    base.store.tick(base.clock())
    base.store.tick(base.clock())
    base.clock.forward(minutes=1)
    base.store.tick(base.clock())

    assert len([row for row in base.store.history(50) if row.action == "wake"]) == 1


def test_undo_passes_over_what_the_clock_did(base: Base) -> None:
    """Z takes back a step of the person, never a waking that nobody pressed."""
    base.desk.do(Nurture((base.leads[9],), base.clock() + timedelta(days=3)))
    base.desk.do(Snooze((base.leads[10],), base.clock() + timedelta(days=5)))
    base.clock.forward(days=4)
    base.store.tick(base.clock())

    undone = base.desk.undo()

    assert undone.action == "snooze"
    waking = next(row.tx for row in base.store.history(20) if row.action == "wake")
    with pytest.raises(UndoRefused):
        base.desk.undo(waking)

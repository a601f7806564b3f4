"""A decision about thousands of leads asks the base as often for many of them as for few."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from leaddesk.actions.action import CHUNK, Context, LeadAction
from leaddesk.actions.assign import Assign
from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Star, Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import Read
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.domain.log import BORN, Op, Set
from leaddesk.storage.rows import Rows
from leaddesk.storage.store import SqliteStore
from leaddesk.storage.undoing import claim
from tests.fakes.sample import NOW, crowd, fill
from tests.storage.contract.bases import sqlite_base
from tests.storage.statements import statements

FEW = 10
ACTIONS = (
    Take(()),
    Label((), "fair"),
    Star((), True),
    Temperature((), "hot"),
    Move((), "qualifying"),
    Snooze((), NOW + timedelta(days=2)),
    Archive((), "not_fit"),
    Junk((), "spam"),
    Nurture(()),
)


@dataclass
class Office:
    """A base in a file, with the ids of its leads."""

    desk: Desk
    ids: tuple[str, ...]

    @property
    def store(self) -> SqliteStore:
        """The base."""
        assert isinstance(self.desk.store, SqliteStore)
        return self.desk.store


class OneByOne(Take):
    """Take, lead by lead."""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        return [made for one in self.ids for made in Take((one,)).plan(read, context)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    base = sqlite_base(tmp_path_factory.mktemp("bulk"))
    yield Office(base.desk, tuple(fill(base.desk, crowd(CHUNK + FEW))))
    base.close()


def asked(office: Office, action: LeadAction) -> tuple[int, int]:
    """How many queries a decision takes, and its undo."""
    with statements(office.store, writing=True) as doing:
        change = office.desk.do(action)
    assert change.tx
    with statements(office.store, writing=True) as undoing:
        office.desk.undo(change.tx)
    return len(doing), len(undoing)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action.name))
def test_one_part_of_a_bulk_asks_as_often_for_many_leads_as_for_few(
    office: Office, action: LeadAction
) -> None:
    """PERFORMANCE P14: independent of rows, in the plan and in what is written; so is its undo."""
    few = asked(office, replace(action, ids=office.ids[:FEW]))
    many = asked(office, replace(action, ids=office.ids[FEW : FEW + CHUNK]))

    # The few may all be alone where one of the many shares a company: that is one question more, for all.
    assert max(many) < min(few) + FEW


def test_a_bulk_assignment_asks_as_often_too(office: Office) -> None:
    """Assign names a user, whom only the base knows."""
    test_one_part_of_a_bulk_asks_as_often_for_many_leads_as_for_few(
        office, Assign((), office.desk.session.user.id)
    )


def test_undoing_an_import_asks_as_often_for_many_people_as_for_few(office: Office) -> None:
    """Whether others use a client born with its lead is asked of all of them together."""
    births = [op for lead in office.ids for op in read_ops(office, lead) if op.field == BORN]

    def reads(n: int) -> int:
        with statements(office.store) as told, office.store.reader.begin() as connection:
            claim(Rows(connection), births[:n], births[0].tx_id, True)
        return len(told)

    assert reads(CHUNK) < reads(FEW) + FEW


def read_ops(office: Office, lead: str) -> list[Op]:
    """The log of a lead."""
    with office.store.view() as read:
        return read.ops(lead)


def test_the_meter_of_this_file_hears_a_read_for_each_lead(office: Office) -> None:
    """Proof that the figure above can grow."""

    few, _ = asked(office, OneByOne(office.ids[:FEW]))
    many, _ = asked(office, OneByOne(office.ids[FEW : 3 * FEW]))

    assert many > few + FEW

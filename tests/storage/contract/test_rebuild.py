"""Projections are the log and nothing else: rebuilt they are the same byte for byte, and check proves it."""

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Priority
from leaddesk.actions.take import Take
from tests.fakes.sample import crowd, fill
from tests.storage.contract.bases import Base
from tests.storage.contract.test_reading import busy


def test_a_rebuild_gives_every_projection_byte_for_byte(base: Base) -> None:
    """ARCHITECTURE 4: tables that screens read are projections of the log."""
    leads = busy(base)
    base.desk.do(Priority(tuple(leads[:10]), "low"))
    base.desk.undo()
    base.desk.do(Junk((leads[20],), "spam"))
    before = base.projections()
    picture = base.picture()

    base.rebuild()

    assert base.projections() == before
    assert base.picture() == picture


def test_check_finds_nothing_wrong_in_a_busy_base(base: Base) -> None:
    """RELIABILITY: `check` proves integrity and projections = log."""
    busy(base)
    checked = base.store.check()

    assert (checked.integrity, checked.projections, checked.open_imports) == (True, True, ())
    assert list(checked.problems) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE lead SET need = 'x' WHERE stage = 'new'",
        "UPDATE rollup SET n = n + 1 WHERE key = 'active'",
        "DELETE FROM contact",
        "DELETE FROM task",
        "UPDATE deal SET stage = 'lost'",
    ],
)
def test_check_sees_a_projection_that_the_log_contradicts(shared: Base, damage: str) -> None:
    """A proof that cannot fail proves nothing; a rebuild heals it."""
    import sqlalchemy as sa

    busy(shared)
    picture = shared.picture()
    with shared.store.transaction() as connection:  # type: ignore[attr-defined]
        connection.execute(sa.text(damage))

    checked = shared.store.check()

    assert not checked.projections
    assert checked.problems
    shared.rebuild()
    assert shared.store.check().projections
    assert shared.picture() == picture


def test_a_base_closed_and_opened_is_the_same(shared: Base) -> None:
    """Nothing lives only in memory."""
    leads = fill(shared.desk, crowd(10))
    shared.desk.do(Take((leads[0],)))
    rows = shared.rows()

    again = Desk(shared.again(), shared.desk.session)

    with again.store.view() as read:
        assert read.rows(shared.ids()) == rows
        assert read.users() == [shared.desk.session.user]


def test_check_believes_an_index_that_others_wrote_meanwhile(base: Base) -> None:
    """FTS5 (SQLite 3.53.4) alone would call an index corrupt whose structure it knew from before."""
    for n in range(12):
        leads = fill(base.desk, crowd(8 + n))
        assert base.store.check().integrity
        base.desk.do(Priority(tuple(leads), "high"))
        base.desk.undo()
        base.desk.undo()
        assert base.store.check().integrity

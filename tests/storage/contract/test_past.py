"""A base as it stood: the log up to a moment gives exactly the rows and figures of that moment (A21)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.contact import Contact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.nurture import Nurture
from leaddesk.domain.row import LeadRow
from tests.fakes.sample import capture
from tests.storage.contract.bases import Base

Picture = tuple[list[LeadRow], dict[str, tuple[int, int]]]


def as_of(base: Base, at: datetime, folder: Path) -> Picture:
    """Rows and figures of the past, told from the log in a file of its own."""
    from leaddesk.storage.past import as_it_stood

    store: Any = base.store
    past = as_it_stood(store.reader, at, folder / f"{at:%H%M%S}.leaddesk", base.clock)
    told = Base("sqlite", past, base.clock, founded=False)
    try:
        return told.picture()
    finally:
        told.close()


def worked(base: Base) -> list[tuple[datetime, Picture]]:
    """A day of work; what the base held after each step, and when."""
    desk, held = base.desk, []
    leads = [
        capture(desk, phone=f"+38050777000{n}", name=f"Клієнт {n}", channel="form" if n % 2 else "email")
        for n in range(4)
    ]
    steps = (
        lambda: desk.do(Move((leads[0],), "in_work")),
        lambda: desk.do(Answer((leads[0],), "budget", 2, "до 2 млн")),
        lambda: desk.do(Contact((leads[1],), outcome="talked")),
        lambda: desk.do(Temperature((leads[2],), "hot")),
        lambda: desk.undo(),
        lambda: desk.do(Junk((leads[3],), "spam")),
        lambda: desk.do(HandOver((leads[0],), advice="чекає рахунок", reason="горить")),
        lambda: desk.do(Nurture((leads[2],), until=base.clock() + timedelta(days=60))),
    )
    held.append((base.clock(), base.picture()))
    for step in steps:
        base.clock.forward(minutes=7)
        desk.store.tick(base.clock())
        step()
        held.append((base.clock(), base.picture()))
    return held


def test_the_base_of_any_moment_is_told_from_the_log(shared: Base, tmp_path: Path) -> None:
    """ARCHITECTURE 4: the log is the source of every figure "as of" a date, on either kind of base."""
    held = worked(shared)

    told = [as_of(shared, at, tmp_path) for at, _picture in held]

    assert told == [picture for _at, picture in held]


def test_between_two_steps_the_earlier_one_holds(shared: Base, tmp_path: Path) -> None:
    """A moment is what had occurred by then; time alone changes no register."""
    held = worked(shared)
    at, picture = held[2]

    told = as_of(shared, at + timedelta(minutes=3), tmp_path)

    assert told[1].keys() == picture[1].keys()
    assert [row.id for row in told[0]] == [row.id for row in picture[0]]


def test_before_the_first_lead_there_was_none(shared: Base, tmp_path: Path) -> None:
    """Rules and users are there; leads are not."""
    held = worked(shared)

    rows, figures = as_of(shared, held[0][0] - timedelta(days=1), tmp_path)

    assert (rows, figures) == ([], {})


def test_telling_the_past_writes_nothing(shared: Base, tmp_path: Path) -> None:
    """The base itself is only read; a second telling is the same."""
    held = worked(shared)
    log, rows = shared.log(), shared.projections()

    first = as_of(shared, held[3][0], tmp_path)
    (tmp_path / "again").mkdir()
    second = as_of(shared, held[3][0], tmp_path / "again")

    assert first == second
    assert (shared.log(), shared.projections()) == (log, rows)


@pytest.mark.parametrize("step", [1, 4, 8])
def test_the_past_of_a_base_is_whole(shared: Base, tmp_path: Path, step: int) -> None:
    """What is told passes the same proof as a base that somebody works on."""
    from leaddesk.storage.past import as_it_stood

    held = worked(shared)
    store: Any = shared.store
    past = as_it_stood(store.reader, held[step][0], tmp_path / "past.leaddesk", shared.clock)

    checked = past.check()
    past.close()

    assert (checked.integrity, checked.projections, list(checked.problems)) == (True, True, [])

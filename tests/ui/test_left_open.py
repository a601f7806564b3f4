"""What a crash left of an import is said at the next start; a living one is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Count
from leaddesk.storage.door import open_store
from leaddesk.ui import left_open
from leaddesk.ui.left_open import LeftOpen
from leaddesk.ui.link import Notice
from tests.fakes.sample import crowd, make_desk
from tests.ui.window_at_work import AtWork, at_work

ABOUT, PART = "виставка #1.csv#0a1b2c3d", 4


class Crash(Exception):
    """The power went."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_open, "AGAIN_MS", 30)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(open_store(f"sqlite:///{tmp_path / 'base.sqlite'}"))
    yield made
    made.store.close()


@pytest.fixture
def work(qtbot: QtBot, desk: Desk) -> Iterator[AtWork]:
    with at_work(qtbot, desk) as made:
        yield made


def cut_off(desk: Desk, parts: int = 2, tx: str | None = None, start: int = 0) -> None:
    """An import of which some parts came in."""

    def rows() -> Iterator[object]:
        for number in range(start, start + parts):
            yield crowd((number + 1) * PART)[number * PART :]
        raise Crash

    with pytest.raises(Crash):
        desk.do(ImportRows(rows(), lambda _number, _fates: None, ABOUT), tx=tx)  # type: ignore[arg-type]


def looked(work: AtWork) -> list[Notice]:
    """What is said when the base is opened, and a while later."""
    told: list[Notice] = []
    work.link.noticed.connect(told.append)
    looks: list[object] = []
    made = LeftOpen(work.link, work.window)
    made._again.timeout.connect(lambda: looks.append(None))
    work.settle(lambda: bool(looks) or not made._again.isActive())
    work.settle()
    return told


def test_an_import_that_was_cut_off_is_said_with_the_way_back(work: AtWork) -> None:
    """Issue 2: after a crash the next start offers to continue or to revert."""
    cut_off(work.desk)
    step = work.desk.store.history(1)[0]

    (notice,) = looked(work)

    assert "виставка #1.csv" in notice.text
    assert "0a1b2c3d" not in notice.text
    assert notice.tx == step.tx


def test_taking_it_back_from_the_notice_leaves_nothing(work: AtWork) -> None:
    cut_off(work.desk)
    (notice,) = looked(work)

    work.window.own.undo(notice.tx)
    work.settle(lambda: work.desk.ask(Count(PageAsk())) == 0)

    assert work.desk.store.check().problems == ()
    assert looked(work) == []


def test_an_import_that_another_process_is_at_is_left_alone(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows grow between two looks."""
    cut_off(work.desk)
    tx = work.desk.store.history(1)[0].tx
    told: list[Notice] = []
    work.link.noticed.connect(told.append)
    made = LeftOpen(work.link, work.window)
    made._again.stop()
    work.settle(lambda: made._seen is not None)
    made._again.stop()

    cut_off(work.desk, tx=tx, start=2)
    made._look()
    work.settle()

    assert told == []


def test_a_base_in_which_all_imports_ended_says_nothing(work: AtWork) -> None:
    work.desk.do(ImportRows([crowd(3), crowd(6)[3:]], lambda _number, _fates: None, ABOUT))

    assert looked(work) == []

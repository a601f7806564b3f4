"""The list for a mailing in the window: a count first, a file, a log; no one in a deal (B4, B11, B27)."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions.consent import SetConsent
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.questions import History
from leaddesk.app.segments_out import SegmentsOut
from leaddesk.texts import set_language
from tests.fakes.sample import NOW, capture, make_desk
from tests.ui.window_at_work import AtWork, at_work

LATER = NOW.replace(month=12)


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    set_language("en")
    desk = make_desk()
    leads = [
        capture(desk, name=f"Людина {n}", phone=f"+38067111000{n}", need=f"потреба {n}") for n in range(4)
    ]
    desk.do(Nurture(tuple(leads), LATER))
    desk.do(SetConsent((leads[3],), "no"))
    with at_work(qtbot, desk) as made:
        made.open("nurture")
        yield made


def out_of(work: AtWork, path: Path) -> SegmentsOut:
    return SegmentsOut(work.window.link.runner, work.window, lambda t, n, k, then: then(path), work.window)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counted(work: AtWork, path: Path) -> SegmentsOut:
    out = out_of(work, path)
    out.ask()
    work.settle(lambda: out.dialog is not None)
    return out


def test_the_count_is_shown_before_anything_is_written(work: AtWork, tmp_path: Path) -> None:
    """B27: count before export, with who is left out and why."""
    out = counted(work, tmp_path / "list.csv")

    assert out.dialog is not None
    assert out.dialog.count.text() == "3 people"
    assert [(row.text, row.value) for row in out.dialog.left.rows()] == [("asked not to be written to", "1")]
    assert not (tmp_path / "list.csv").exists()


def test_the_list_is_written_and_its_trace_stays_in_the_history(work: AtWork, tmp_path: Path) -> None:
    """B4, B27: segments exportable as CSV; export logged."""
    path = tmp_path / "list.csv"
    out = counted(work, path)
    assert out.dialog is not None

    out.dialog.save.click()
    work.settle(lambda: "written" in work.toast())

    assert sorted(row["name"] for row in rows(path)) == ["Людина 0", "Людина 1", "Людина 2"]
    (told,) = [tx for tx in work.desk.ask(History()) if tx.action == "segment"]
    assert "(3)" in told.about


def test_who_came_to_a_deal_between_the_count_and_the_file_is_not_in_it(work: AtWork, tmp_path: Path) -> None:
    """B11: an open deal suppresses the lead from every list automatically."""
    path = tmp_path / "list.csv"
    out = counted(work, path)
    assert out.dialog is not None
    lead = capture(work.desk, name="Людина 0", phone="+380671110000", need="потреба угоди")
    work.desk.do(HandOver((lead,), "порада", reason="urgent"))

    out.dialog.save.click()
    work.settle(lambda: "written" in work.toast())

    assert sorted(row["name"] for row in rows(path)) == ["Людина 1", "Людина 2"]

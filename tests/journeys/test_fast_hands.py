"""A person who does not wait: keys come faster than the base answers, and every step can be taken back."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Leads, SplitCounts
from leaddesk.domain.row import LeadRow
from tests.fakes.sample import crowd, fill
from tests.journeys.desk_scene import DeskScene, scene_on

CROWD = 120
HASTE = ("W", "E1", "H3", "N1", "R1", "#1", "W", "W", "H1", "E2", "N2", "W", "#2", "R1", "W", "E1", "W", "W")
"""Decisions typed in one breath: each the key of the decision and the digit of its popup."""


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskScene]:
    """The window on a base with a crowd of new leads, the first of them current."""
    with ExitStack() as stack:
        made = scene_on(qtbot, f"sqlite:///{tmp_path / 'base.sqlite'}", tmp_path / "data", monkeypatch, stack)
        fill(made.desk, crowd(CROWD))
        made.window.own.open_section("inbox")
        made.panel().open_split("new")
        made.settled(lambda: made.panel().model.rowCount() > len(HASTE))
        yield made


def rows(scene: DeskScene) -> dict[str, LeadRow]:
    """Every lead as the base has it."""
    page = scene.desk.ask(Leads(PageAsk("", limit=CROWD)))
    return {row.id: row for row in page.rows}


def is_done(row: LeadRow, keys: str) -> bool:
    """Whether a lead is where the decision of these keys puts it, and nowhere else."""
    places = {"E": "archive", "N": "nurture", "#": "junk"}
    told = (row.place, row.owner is not None, row.attempts, row.snoozed_until is not None)
    return told == (places.get(keys[0]), keys == "W", int(keys == "R1"), keys[0] == "H")


def type_in_haste(scene: DeskScene) -> list[str]:
    """All decisions without waiting for any; the leads in the order in which they were current."""
    met = []
    for keys in HASTE:
        met.append(scene.current())
        for key in keys:
            scene.key(Qt.Key.Key_Delete if key == "#" else key)
    return met


def test_keys_typed_in_one_breath_each_decide_about_the_next_lead(scene: DeskScene) -> None:
    """UX 1.2 and P6: the list moves on at the key, not at the answer of the base."""
    order = scene.panel().model.ids()[: len(HASTE)]

    met = type_in_haste(scene)
    scene.settled()

    assert met == order
    for lead, keys in zip(met, HASTE, strict=True):
        assert is_done(scene.row(lead), keys), keys


def test_every_decision_is_taken_back_by_as_many_z(scene: DeskScene) -> None:
    """UX 1.1: Z takes the last step back, whatever it was, down to the beginning."""
    before, splits = rows(scene), scene.desk.ask(SplitCounts())
    met = type_in_haste(scene)
    scene.settled()
    assert scene.desk.ask(SplitCounts()) != splits

    for _step in HASTE:
        scene.key("Z")
    scene.settled(lambda: all(lead in scene.panel().model.ids() for lead in met))

    assert scene.desk.ask(SplitCounts()) == splits
    after = rows(scene)
    assert {i: (r.place, r.stage, r.owner, r.attempts, r.snoozed_until) for i, r in after.items()} == {
        i: (r.place, r.stage, r.owner, r.attempts, r.snoozed_until) for i, r in before.items()
    }
    assert scene.check().problems == ()


def test_the_window_may_be_closed_in_the_middle_of_the_haste(scene: DeskScene) -> None:
    """RELIABILITY 2: what was decided before the cross was pressed is there afterwards."""
    met = type_in_haste(scene)

    scene.restart()

    assert [keys for lead, keys in zip(met, HASTE, strict=True) if not is_done(scene.row(lead), keys)] == []
    assert scene.check().problems == ()

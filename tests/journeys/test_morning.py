"""Journey 1: the morning of a person who sorts sixty new leads by keyboard alone, and takes it all back."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.marks import SetRead
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Leads
from leaddesk.domain.row import LeadRow
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import crowd, fill
from tests.journeys.desk_scene import DeskScene, scene_on
from tests.journeys.hands import Hands
from tests.storage.golden.log_lines import sums

MORNING = {"hot": 12, "warm": 20, "cold": 20, "junk": 5, "double": 3}
"""Sixty new leads of UX 4.5, by what a person sees in their need."""
DECIDED = {"hot": "W", "warm": "R1", "cold": "N2", "junk": "#4", "double": "#5"}
"""What each is decided to be: taken on, called without an answer, to nurture, spam, a duplicate."""
MOST_KEYS = 170
LOG = {"op", "tx", "cell", "base", "site"}
"""Tables that remember that something was done and undone; every other one must be as it was."""


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskScene]:
    """The window of 1366x700 on a base with the sixty leads, the list of new ones before the person."""
    with ExitStack() as stack:
        made = scene_on(qtbot, f"sqlite:///{tmp_path / 'base.sqlite'}", tmp_path / "data", monkeypatch, stack)
        kinds = [kind for kind, n in MORNING.items() for _one in range(n)]
        fill(made.desk, [replace(item, need=kind) for kind, item in zip(kinds, crowd(60), strict=True)])
        made.window.own.open_section("inbox")
        made.panel().open_split("new")
        made.settled(lambda: made.panel().model.rowCount() == 60)
        yield made


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    with Hands(qapp) as made:
        yield made


def rows(scene: DeskScene) -> dict[str, LeadRow]:
    return {row.id: row for row in scene.desk.ask(Leads(PageAsk("", limit=100))).rows}


def where(row: LeadRow) -> tuple[str, str | None, str, bool]:
    """What a lead was, where it lies and why, and whether somebody has it."""
    return row.need, row.place, row.place_reason, row.owner is not None


def base_of(scene: DeskScene) -> dict[str, Any]:
    """The whole base but its log: table -> rows and their hash."""
    store = scene.desk.store
    assert isinstance(store, SqliteStore)
    return {name: told for name, told in sums(store).items() if name not in LOG}


def sort_all(scene: DeskScene, decided: Mapping[str, str] = DECIDED) -> list[str]:
    """Each lead by its keys, as fast as they can be pressed; the leads in the order in which they came."""
    kinds = {lead: row.need for lead, row in rows(scene).items()}
    met = []
    for _lead in range(60):
        met.append(scene.current())
        for key in decided[kinds[met[-1]]]:
            scene.key(Qt.Key.Key_Delete if key == "#" else key)
    scene.settled()
    return met


def test_sixty_leads_are_sorted_with_few_keys_and_no_mouse_and_taken_back(
    scene: DeskScene, hands: Hands
) -> None:
    """A6, A7, B5, B6: journey 1, at most 170 keys, no mouse, each lead decided once and as it was meant.

    UX 1.1: then sixty times Z, and every table but the log holds the very same values.
    """
    scene.desk.do(SetRead(tuple(rows(scene)), True))  # what was looked at stays looked at, whatever is undone
    before = base_of(scene)

    met = sort_all(scene)

    assert (hands.keys <= MOST_KEYS, hands.clicks) == (True, 0), hands.keys
    assert len(set(met)) == 60
    assert {where(row) for row in rows(scene).values()} == {
        ("hot", None, "", True),
        ("warm", None, "", False),
        ("cold", "nurture", "", False),
        ("junk", "junk", "spam", False),
        ("double", "junk", "duplicate", False),
    }
    left = [held.row.need for held in scene.panel().model.rows_held()]
    assert set(left) <= {"warm"}  # nobody was reached: the next attempt is planned, the lead is still new

    for _step in range(60):
        scene.key("Z")
    scene.settled(lambda: scene.panel().model.rowCount() == 60)

    assert base_of(scene) == before
    assert scene.check().problems == ()


def test_the_session_is_told_when_the_list_is_empty(scene: DeskScene) -> None:
    """Screen 16: how many went where, and each number opens its leads."""
    sort_all(scene, DECIDED | {"warm": "H3"})

    told = dict(scene.panel()._triage.session.by_verb())

    assert told == {"take": 12, "snooze": 20, "nurture": 20, "junk": 8}
    scene.settled(scene.panel().nothing_pane.isVisible)

"""Two people at one base: the window follows what the other does, and takes back only what is one's own."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Archive
from leaddesk.actions.questions import History
from leaddesk.actions.take import Take
from leaddesk.app.compose import open_desk
from leaddesk.app.place import Opening
from tests.fakes.sample import crowd, fill
from tests.journeys.desk_scene import NOW, DeskScene, scene_on

Pair = tuple[DeskScene, Desk]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def pair(
    request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pair]:
    """Olena's window on the new leads, and the desk of Maksym, who works from another folder."""
    url = f"sqlite:///{tmp_path / 'base.sqlite'}"
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    with ExitStack() as stack:
        scene = scene_on(qtbot, url, tmp_path / "data", monkeypatch, stack)
        fill(scene.desk, crowd(30))
        scene.window.own.open_section("inbox")
        scene.panel().open_split("new")
        scene.settled(lambda: scene.panel().model.rowCount() == 30)
        maksym = Opening(url=url, data=tmp_path / "other", user="Максим", now=NOW)
        yield scene, stack.enter_context(open_desk(maksym))


def test_a_lead_that_the_other_took_leaves_the_own_queue_by_itself(pair: Pair) -> None:
    """UX 1.7: what others do is seen within seconds; nobody presses a key to look again."""
    scene, maksym = pair
    last = scene.panel().model.ids()[-1]

    maksym.do(Take((last,)))

    def gone_or_told() -> bool:
        held = scene.panel().model.held(last)
        return held is None or held.row.owner == maksym.session.user.id

    scene.qtbot.waitUntil(gone_or_told, timeout=20_000)
    assert scene.row(last).owner == maksym.session.user.id


def test_z_takes_back_the_own_step_also_after_one_of_the_other(pair: Pair) -> None:
    """UX 1.1: undo is of one's own; the other's step stays."""
    scene, maksym = pair
    mine = scene.current()
    scene.key("W")
    scene.settled(lambda: scene.row(mine).stage == "in_work")
    theirs = scene.panel().model.ids()[-1]
    maksym.do(Archive((theirs,), reason="cannot_afford"))

    scene.key("Z")
    scene.settled(lambda: scene.row(mine).stage == "new")

    assert scene.row(theirs).place == "archive"
    assert maksym.store.check().problems == ()


def test_both_decide_about_one_lead_and_the_base_stays_whole(pair: Pair) -> None:
    """ARCHITECTURE 4: the later step wins where both are allowed; nothing is torn."""
    scene, maksym = pair
    lead = scene.current()

    maksym.do(Archive((lead,), reason="cannot_afford"))
    scene.key("W")
    scene.settled(lambda: scene.row(lead).stage == "in_work" or scene.row(lead).place == "archive")

    row = scene.row(lead)
    assert (row.place, row.stage) in ((None, "in_work"), ("archive", "new"), ("archive", "in_work"))
    assert scene.check().problems == ()


def test_the_history_tells_the_steps_of_both_in_their_order(pair: Pair) -> None:
    """UX 3.10: one log, newest first, whoever worked."""
    scene, maksym = pair
    mine = scene.current()
    scene.key("W")
    scene.settled(lambda: scene.row(mine).stage == "in_work")
    theirs = scene.panel().model.ids()[-1]

    maksym.do(Archive((theirs,), reason="cannot_afford"))

    assert [row.action for row in scene.desk.ask(History(2))] == ["archive", "take"]

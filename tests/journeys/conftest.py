"""The window at work for the journeys that every kind of base must allow."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.desk_scene import DeskScene, scene_on


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def scene(
    request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DeskScene]:
    """The window at work on an empty base of each kind."""
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    else:
        url = f"sqlite:///{tmp_path / 'base.sqlite'}"
    with ExitStack() as stack:
        yield scene_on(qtbot, url, tmp_path / "data", monkeypatch, stack)

"""Journey 4: a lead that waits for its budget wakes by itself, weeks later, at its own clock."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.signal import RecordSignal
from leaddesk.ui.card.story import history_rows
from tests.fakes.sample import crowd, fill
from tests.journeys.desk_scene import DeskScene, options_for, scene_with
from tests.journeys.hands import Hands

NEW_YORK = "America/New_York"


class Calendar:
    """The date of the program and of the machine, which a test turns between two starts."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-10-20T16:00:00+03:00")

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def scene(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calendar: Calendar
) -> Iterator[DeskScene]:
    """The window in October, before both changes of the clock, on a lead of New York and one of Kyiv."""

    def options() -> argparse.Namespace:
        told = options_for(f"sqlite:///{tmp_path / 'base.sqlite'}", tmp_path / "data")
        told.opening = replace(told.opening, now=None, machine=calendar)
        return told

    with ExitStack() as stack:
        made = scene_with(qtbot, options, monkeypatch, stack).open()
        leads = [replace(item, zone=zone) for item, zone in zip(crowd(2), (NEW_YORK, ""), strict=True)]
        fill(made.desk, leads)
        made.window.own.open_section("inbox")
        made.panel().open_split("new")
        made.settled(lambda: made.panel().model.rowCount() == 2)
        yield made


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    with Hands(qapp) as made:
        yield made


def of_zone(scene: DeskScene, zone: str) -> str:
    """The lead of a zone, made current."""
    lead = next(one for one in scene.panel().model.ids() if scene.row(one).zone == zone)
    scene.panel().view.make_current(lead)
    return lead


def story(scene: DeskScene, lead: str) -> str:
    """The history of a card as it is shown."""
    rows = history_rows(scene.card(lead), ZoneInfo("Europe/Kyiv"), scene.desk.session.now())
    return "\n".join(f"{row.text} {row.value}" for row in rows)


def days_later(scene: DeskScene, calendar: Calendar, moment: str) -> None:
    """The program is closed for weeks and opened again then; its minute job runs."""
    scene.close()
    calendar.now = datetime.fromisoformat(moment)
    scene.open()
    scene.window.link.runner.desk.store.tick(calendar.now)


def test_two_keys_put_it_to_sleep_until_the_first_working_day_of_december(
    scene: DeskScene, calendar: Calendar, hands: Hands
) -> None:
    """A14, decision 16: H 7, at most three keys; 10:00 at the lead's clock, past the change of hours."""
    lead = of_zone(scene, NEW_YORK)
    before = hands.keys

    scene.key("H")
    scene.key("7")
    scene.settled(lambda: scene.row(lead).place == "nurture")

    assert hands.keys - before == 2
    wakes = scene.card(lead).lead.position.until
    assert wakes == datetime.fromisoformat("2026-12-01T10:00:00-05:00")


def test_it_wakes_by_itself_after_the_program_was_closed_for_weeks_and_says_why(
    scene: DeskScene, calendar: Calendar
) -> None:
    """Journey 4: not before its hour there, and then at once; the card says until when and why it slept."""
    lead = of_zone(scene, NEW_YORK)
    scene.key("H")
    scene.key("7")
    scene.settled(lambda: scene.row(lead).place == "nurture")

    days_later(scene, calendar, "2026-12-01T16:59:00+02:00")
    asleep = scene.row(lead).place
    days_later(scene, calendar, "2026-12-01T17:01:00+02:00")

    assert asleep == "nurture"
    assert scene.row(lead).place is None
    assert "waits for the budget" in story(scene, lead)


def test_a_typed_date_with_its_reason_is_kept_in_the_clients_words(scene: DeskScene) -> None:
    """Journey 4: typed, with the reason behind the date."""
    lead = of_zone(scene, NEW_YORK)

    scene.key("H")
    scene.keys("e")  # a letter goes on to the line, which has the keys from then on
    scene.keys("nd of the year after their audit")
    scene.key(Qt.Key.Key_Return)
    QApplication.processEvents()
    scene.key("1")
    scene.settled(lambda: scene.row(lead).place == "nurture")

    assert scene.card(lead).lead.position.until == datetime.fromisoformat("2026-12-01T10:00:00-05:00")
    assert "after their audit" in story(scene, lead)


def test_a_new_message_wakes_it_early(scene: DeskScene) -> None:
    """C14, decision 10: what restarts the norm wakes; a subscription lets it sleep."""
    lead = of_zone(scene, NEW_YORK)
    scene.desk.do(RecordSignal((lead,), kind="subscribed"))  # it has the level that this gives
    scene.key("H")
    scene.key("5")
    scene.settled(lambda: scene.row(lead).snoozed_until is not None)
    snoozed = scene.count("is:snoozed")

    scene.desk.do(RecordSignal((lead,), kind="subscribed"))
    still = scene.row(lead).snoozed_until
    scene.desk.do(RecordSignal((lead,), kind="message"))

    assert (snoozed, still is not None) == (1, True)
    assert scene.row(lead).snoozed_until is None
    assert scene.count("is:snoozed") == 0

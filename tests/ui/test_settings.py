"""Settings: what fits is kept at once, what does not is said and stays typed, rights decide what changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.kit.choice import Check
from leaddesk.ui.preferences import PREFERENCES, Preferences
from leaddesk.ui.settings.declaration import GROUPS, UNFIT, WORK, Unfit, fitting
from leaddesk.ui.settings.panel import SettingsPanel
from tests.fakes.sample import add_user, make_desk
from tests.ui.window_at_work import AtWork, at_work

BY_KEY = {setting.key: setting for setting in WORK}


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[AtWork]:
    desk = make_desk()
    add_user(desk, "Petro Romko", ("sales",))
    with at_work(qtbot, desk) as made:
        made.open("settings")
        yield made


def panel_of(work: AtWork) -> SettingsPanel:
    panel = work.window.pages.main_panel()
    assert isinstance(panel, SettingsPanel)
    return panel


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("norm_min", " 15 ", 15),
        ("work_from", "8", "08:00"),
        ("work_to", "17.30", "17:30"),
        ("work_days", [5, 1, 1], [1, 5]),
        ("zone", " Europe/Warsaw", "Europe/Warsaw"),
        ("currency", "eur", "EUR"),
        ("country", "pl", "PL"),
        ("wake_hour", "0", 0),
    ],
)
def test_what_fits_is_kept_in_one_form(key: str, typed: object, kept: object) -> None:
    """The base holds clean values."""
    assert fitting(BY_KEY[key], typed) == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("norm_min", "0"),
        ("norm_min", "soon"),
        ("norm_min", "-5"),
        ("work_from", "25:00"),
        ("work_days", []),
        ("work_days", [8]),
        ("zone", "Europe/Atlantis"),
        ("currency", "гривня"),
        ("country", "UKR"),
        ("wake_hour", "24"),
    ],
)
def test_what_does_not_fit_is_refused_with_words(key: str, typed: object) -> None:
    """What is safe stands beside the field."""
    with pytest.raises(Unfit) as unfit:
        fitting(BY_KEY[key], typed)

    assert str(unfit.value) in UNFIT


def test_every_preference_with_words_stands_in_a_group() -> None:
    """One that no form shows could never be changed."""
    groups = {group.id for group in GROUPS}

    assert all(one.group in groups for one in PREFERENCES if one.title)


def test_preferences_live_on_in_their_file(tmp_path: Path, qtbot: QtBot) -> None:
    """UX 2: UI state in QSettings (ini)."""
    first = Preferences(tmp_path / "window.ini")
    first.set("theme", "dark")
    first.set("zoom", 125)
    first.set("letters", False)
    first.keep_records("recent", ["go.board"])
    first.flush()

    again = Preferences(tmp_path / "window.ini")

    assert (again.get("theme"), again.get("zoom"), again.get("letters")) == ("dark", 125, False)
    assert again.records("recent", []) == ["go.board"]


def test_a_file_edited_into_nonsense_gives_the_defaults(tmp_path: Path) -> None:
    """No start fails for a preference."""
    (tmp_path / "window.ini").write_text("[General]\ntheme=pink\nzoom=huge\nrecent={\nletters=perhaps\n")

    kept = Preferences(tmp_path / "window.ini")

    assert (kept.get("theme"), kept.get("zoom"), kept.records("recent", [])) == ("light", 100, [])


def test_a_preference_tells_its_change_once(qtbot: QtBot) -> None:
    """Whoever follows it does nothing for nothing."""
    kept = Preferences()
    heard: list[str] = []
    kept.changed.connect(heard.append)

    kept.set("theme", "dark")
    kept.set("theme", "dark")

    assert heard == ["theme"]


def test_the_target_is_written_into_the_base(work: AtWork) -> None:
    """Everybody of the base gets it."""
    panel = panel_of(work)
    panel.open_group("work")
    line = panel.work.field("norm_min").editor
    assert isinstance(line, QLineEdit)

    line.setFocus()
    line.selectAll()
    work.qtbot.keyClicks(line, "25")
    work.qtbot.keyClick(line, Qt.Key.Key_Return)
    work.settle(lambda: work.link.definitions.settings["norm_min"] == 25)

    assert work.link.definitions.settings["norm_min"] == 25


def test_a_wrong_value_stays_typed_and_is_explained(work: AtWork) -> None:
    """ARCHITECTURE 8.8: what they typed stays."""
    panel = panel_of(work)
    panel.open_group("work")
    field = panel.work.field("norm_min")
    assert isinstance(field.editor, QLineEdit)

    field.editor.setText("soon")
    field.editor.editingFinished.emit()

    assert field.editor.text() == "soon"
    assert field.note() == "A whole number from 1 to 10080"


def test_a_role_is_given_by_a_tick(work: AtWork) -> None:
    """C7: a person may hold several roles."""
    panel = panel_of(work)
    panel.open_group("people")
    tick = next(c for c in panel.findChildren(Check) if c.accessibleName() == "Petro Romko: head of sales")

    work.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    work.settle(lambda: any(set(u.roles) == {"sales", "head"} for u in work.link.users.values()))

    assert any(user.roles == ("sales", "head") for user in work.link.users.values())


def test_a_new_user_is_a_lead_generator(work: AtWork) -> None:
    """Issue 2, who acts."""
    panel = panel_of(work)
    panel.open_group("people")
    panel.people.name.setFocus()

    work.qtbot.keyClicks(panel.people.name, "Mia Brandt")
    work.qtbot.keyClick(panel.people.name, Qt.Key.Key_Return)
    work.settle(lambda: any(user.name == "Mia Brandt" for user in work.link.users.values()))

    mia = next(user for user in work.link.users.values() if user.name == "Mia Brandt")
    assert mia.roles == ("lead_generator",)


def test_who_may_not_change_the_base_can_read_it_only(qtbot: QtBot) -> None:
    """C7: rights at every door, also at this one."""
    with at_work(qtbot, make_desk(roles=("sales",))) as work:
        work.open("settings")
        panel = panel_of(work)

        assert not panel.work.field("norm_min").editor.isEnabled()
        assert not panel.people.add.isEnabled()


def test_the_list_of_keys_asks_for_others_and_gives_them_back(work: AtWork) -> None:
    """UX 4.1: every binding rebindable."""
    panel = panel_of(work)
    panel.open_group("keyboard")
    panel.keyboard.setFocus()
    first = panel.keyboard.current()
    assert first is not None

    work.press(Qt.Key.Key_Return)
    work.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    changed = panel.keyboard.current()
    panel.keyboard.setFocus()
    work.press(Qt.Key.Key_Backspace)
    back = panel.keyboard.current()

    assert changed is not None
    assert (changed.keys, changed.changed) == (("Ctrl+F8",), True)
    assert back == first


def test_a_palette_command_opens_its_group(work: AtWork) -> None:
    """UX 4.2: settings.users and the like."""
    work.window.commander.run("settings.users")
    work.settle()

    assert panel_of(work).people.isVisible()

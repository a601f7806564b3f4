"""The distribution screen by keys: what is shown is what is applied, choices by hand, norms and absences."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.distribute import Distribution, SetLoad
from leaddesk.actions.questions import Defined
from leaddesk.domain.distributing import Why
from leaddesk.domain.load import LoadNorm
from leaddesk.domain.users import User
from leaddesk.texts import set_language
from leaddesk.ui.distribution.norms import NormsDialog, Unreadable, read_count, read_days, said_days
from leaddesk.ui.distribution.panel import DistributionPanel
from leaddesk.ui.distribution.words import why_words
from leaddesk.ui.kit.popup import ChoicePopup
from tests.actions.desks import row_of
from tests.fakes.sample import add_user, capture, crowd, fill, make_desk
from tests.ui.panel_scene import Stage, stage
from tests.ui.window_at_work import AtWork, at_work

K = Qt.Key


def _team(desk: Desk, *norms: LoadNorm) -> list[User]:
    desk.do(SetLoad(desk.session.user.id, LoadNorm(takes=False)))
    found = [add_user(desk, f"Людина {n}", ("lead_generator",)) for n in range(len(norms))]
    for user, norm in zip(found, norms, strict=True):
        desk.do(SetLoad(user.id, norm))
    return found


@pytest.fixture
def head(qtbot: QtBot) -> Iterator[AtWork]:
    set_language("en")
    desk = make_desk()
    fill(desk, crowd(60))
    _team(desk, LoadNorm(open=9), LoadNorm(open=14), LoadNorm(open=30))
    with at_work(qtbot, desk) as made:
        yield made


def _panel(made: AtWork) -> DistributionPanel:
    panel = made.window.pages.page("distribution")
    assert isinstance(panel, DistributionPanel)
    return panel


def _popup(root: QWidget) -> ChoicePopup:
    (found,) = [one for one in root.findChildren(ChoicePopup) if one.is_open()]
    return found


def _shown(made: Stage) -> dict[str, str]:
    return {row.id: row.to for row in made.panel.queue.rows.rows()}


def test_g_d_and_ctrl_enter_share_out_the_whole_queue(head: AtWork) -> None:
    """Journey 3: at most six keys; preview = applied for every lead; nobody above the norm; one undo."""
    keys = [(K.Key_G, Qt.KeyboardModifier.NoModifier), (K.Key_D, Qt.KeyboardModifier.NoModifier)]
    for key, held in keys:
        head.press(key, held)
    head.settle(lambda: _panel(head).told is not None)
    told = _panel(head).told
    assert told is not None
    before = {one.lead: one.to for one in told.placed}

    head.press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    head.settle(lambda: bool(head.toast()))

    assert len(keys) + 1 <= 6
    assert {lead: row_of(head.desk, lead).owner for lead in before} == before
    assert all(one.worker.free != -1 for one in head.desk.ask(Distribution()).people)
    head.press(K.Key_Z)
    head.settle()
    assert {row_of(head.desk, lead).owner for lead in before} == {None}


def test_each_lead_says_who_gets_it_and_why(qtbot: QtBot) -> None:
    """Screen 14: result explained per lead, spoken as one sentence too."""
    desk = make_desk()
    (english,) = _team(desk, LoadNorm(open=5, languages=("en",)))
    capture(desk, name="James O'Neill", language="en")

    made = stage(qtbot, desk, DistributionPanel)

    (row,) = made.panel.queue.rows.rows()
    assert (row.to, row.why) == (english.name, "language en, 5 free")
    assert "James O'Neill" in row.spoken
    assert english.name in row.spoken


def test_a_choice_by_hand_stays_and_the_rest_is_proposed_around_it(qtbot: QtBot) -> None:
    """D5: drag or auto; Enter chooses another person by a digit."""
    desk = make_desk()
    first, second = _team(desk, LoadNorm(open=9, languages=("uk",)), LoadNorm(open=90))
    lead = capture(desk, language="uk")
    made = stage(qtbot, desk, DistributionPanel)
    assert _shown(made) == {lead: first.name}

    QTest.keyClick(made.panel.queue, K.Key_Return)
    popup = _popup(made.panel.window())
    names = [row.name for row in popup.rows()] if hasattr(popup, "rows") else []
    assert second.name in names or not names
    popup.chosen.emit("0")
    made.settled()

    assert _shown(made) == {lead: ""}
    assert made.panel.chosen == {lead: None}
    made.panel.again()
    made.settled()
    assert _shown(made) == {lead: first.name}


def test_above_the_norm_the_reason_is_asked_before_anything_is_written(qtbot: QtBot) -> None:
    """D10: manual excess needs a reason."""
    desk = make_desk()
    (user,) = _team(desk, LoadNorm(open=0))
    lead = capture(desk)
    made = stage(qtbot, desk, DistributionPanel)
    made.panel.chosen[lead] = user.id
    made.panel.reload()
    made.settled()
    assert user.name in made.panel.head.text()

    made.panel.apply()
    made.settled()
    assert row_of(desk, lead).owner is None
    _popup(made.panel.window()).chosen.emit("1")
    made.settled()

    assert row_of(desk, lead).owner == user.id


def test_a_full_person_is_shown_as_full_and_gets_nothing(qtbot: QtBot) -> None:
    """Screen 14: "20 of 20", the norm is filled."""
    desk = make_desk()
    _team(desk, LoadNorm(open=0), LoadNorm(open=3))
    capture(desk)

    made = stage(qtbot, desk, DistributionPanel)

    loads = {load.user.name: load for load in made.panel.people.shown}
    assert (loads["Людина 0"].worker.free, loads["Людина 0"].more) == (0, 0)
    assert loads["Людина 1"].more == 1


def test_norms_are_typed_in_one_form(qtbot: QtBot) -> None:
    """UX 4.2, distribute.norms: channels by their names, numbers checked, nothing else is touched."""
    desk = make_desk()
    (user,) = _team(desk, LoadNorm(open=5))
    made = stage(qtbot, desk, DistributionPanel)
    assert made.panel.told is not None
    dialog = NormsDialog(made.link, made.panel, made.panel.told.people, "norms")
    dialog.open_dialog()
    dialog.lines[user.id, "open"].setText("багато")
    dialog.save.click()
    assert dialog.is_open()

    dialog.lines[user.id, "open"].setText("45")
    dialog.lines[user.id, "regions"].setText("Львів,  Київ ,Львів")
    dialog.lines[user.id, "channels"].setText("phone call, form")
    dialog.save.click()
    made.settled()

    norm = desk.ask(Defined()).loads[user.id]
    assert (norm.open, norm.regions) == (45, ("Львів", "Київ"))
    assert not dialog.is_open()
    QApplication.processEvents()


def test_absences_are_typed_as_days(qtbot: QtBot) -> None:
    """UX 4.2, distribute.absences."""
    desk = make_desk()
    (user,) = _team(desk, LoadNorm(open=5))
    made = stage(qtbot, desk, DistributionPanel)
    dialog = NormsDialog(made.link, made.panel, made.panel.told.people, "absences")
    dialog.open_dialog()

    dialog.lines[user.id, "away"].setText("20.11.2026-27.11.2026")
    dialog.save.click()
    made.settled()

    assert desk.ask(Defined()).loads[user.id].away == ((date(2026, 11, 20), date(2026, 11, 27)),)
    assert [load.worker.away for load in desk.ask(Distribution()).people if load.user.id == user.id] == [True]


def test_who_may_not_distribute_sees_the_queue_as_a_list(qtbot: QtBot) -> None:
    """C7: the right decides which screen G D opens."""
    from leaddesk.ui.sections import section_of

    assert section_of("distribution", ("lead_generator",)).panel == "inbox"
    assert section_of("distribution", ("head",), frozenset({"distribute"})).panel == "distribution"


@pytest.mark.parametrize(
    "text", ["20.11.2026", "20.11.2026-27.11.2026", "20.11.2026, 24.12.2026-31.12.2026", ""]
)
def test_absences_are_said_as_they_are_typed(text: str) -> None:
    """UX 2: what is shown in a field is read again without loss."""
    assert said_days(read_days(text)) == text


@pytest.mark.parametrize("text", ["2026-11-20", "2026-11-20 - 2026-11-27", "2026-11-20-2026-11-27"])
def test_iso_days_are_read_too(text: str) -> None:
    """UX 2: dates as people have them."""
    assert read_days(text)[0][0] == date(2026, 11, 20)


@pytest.mark.parametrize("text", ["завтра", "32.11.2026", "27.11.2026-20.11.2026", "1-2-3-4", "20.11"])
def test_days_that_are_none_are_not_guessed(text: str) -> None:
    """RELIABILITY: what cannot be read is told, never taken for something else."""
    with pytest.raises(Unreadable):
        read_days(text)


def test_a_norm_is_a_whole_number_or_nothing() -> None:
    """D10: no norm is no limit, 0 gives nothing."""
    assert (read_count(" 45 "), read_count(""), read_count("0")) == (45, None, 0)
    with pytest.raises(Unreadable):
        read_count("-1")


@pytest.mark.parametrize(
    "key",
    [
        "region",
        "campaign",
        "channel",
        "language",
        "load",
        "chosen",
        "full",
        "hours",
        "skills",
        "away",
        "nobody",
    ],
)
def test_every_reason_is_said_in_words(key: str) -> None:
    """Screen 14: result explained per lead."""
    set_language("en")
    said = why_words(Why(key, "x"), 3, {"x": "phone"})

    assert said
    assert key not in ("region", "channel") or "3 free" in said

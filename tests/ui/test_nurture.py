"""The nurture screen and that of deals: lists with counts, touches by one button, late ones for the head."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.nurture import Nurse, Nurture
from leaddesk.actions.sell import Accept, Lose
from leaddesk.texts import LANGUAGES, set_language
from leaddesk.ui.deals.panel import LISTS, DealsPanel
from leaddesk.ui.kit.worklist import WorkRow
from leaddesk.ui.nurture.panel import NurturePanel
from tests.fakes.sample import add_user, as_user, capture, clock_of, crowd, fill, make_desk
from tests.ui.panel_scene import Stage, stage


def asleep(qtbot: QtBot, n: int = 3, *, marketer: bool = True) -> tuple[Stage, list[str]]:
    """Leads in nurture whose first touch is due."""
    desk = make_desk()
    if marketer:
        add_user(desk, "Марта Маркетинг", ("marketer",))
    leads = fill(desk, crowd(n))
    for place, lead in enumerate(leads):
        desk.do(Nurture((lead,), clock_of(desk)() + timedelta(days=9 + place)))
        clock_of(desk).forward(hours=1)
    clock_of(desk).forward(days=4)
    return stage(qtbot, desk, NurturePanel, 1310, 652), leads


def titles(made: Stage) -> list[str]:
    return [row.title for row in made.panel.list.rows.rows()]


def test_the_touches_that_are_due_stand_first_with_what_and_by_whom(qtbot: QtBot) -> None:
    """Issue 4: nurture screen: programmes, due to wake; B30."""
    made, leads = asleep(qtbot)
    rows = made.panel.list.rows.rows()

    assert made.panel.tabs.active() == "due"
    assert [row.id for row in rows] == leads
    assert "Tips for their task" in rows[0].about
    assert rows[0].note == "Warm-up, Марта Маркетинг"
    assert rows[0].value_ink == "hot"
    counts = {split.id: split.count for split in made.panel.tabs._splits}
    assert counts == {"due": "3", "waking": "3", "quiet": "0", "ownerless": "0", "all": "3"}
    assert made.panel.warning.isHidden()


def test_a_touch_is_logged_for_all_chosen_leads_and_taken_back_as_one_step(qtbot: QtBot) -> None:
    """B30: touches logged even when sent outside; UX 1.1: group ops undo as one."""
    made, leads = asleep(qtbot)
    made.panel.list.selectAll()
    made.panel.sent.click()
    made.settled()

    assert made.told[-1].text == "Touch logged for 3 leads"
    assert titles(made) == []
    assert made.panel.stack.currentWidget() is made.panel.empty["due"]
    made.desk.undo(made.told[-1].tx)
    made.link.changed.emit(_any(leads))
    made.settled()
    assert len(titles(made)) == 3


def _any(leads: list[str]) -> object:
    from leaddesk.actions.ports import Change

    return Change("x", tuple(leads))


def test_the_other_lists_say_when_they_wake_and_who_is_nobodys(qtbot: QtBot) -> None:
    """A23: no owner means the program says so."""
    made, leads = asleep(qtbot, marketer=False)
    assert not made.panel.warning.isHidden()
    made.panel.tabs.choose("ownerless")
    assert [row.note for row in made.panel.list.rows.rows()] == ["Warm-up, nobody looks after it"] * 3
    made.panel.tabs.choose("waking")
    assert made.panel.list.rows.rows()[0].value.startswith("wakes ")
    made.desk.do(Nurse((leads[0],), owner=made.desk.session.user.id))
    made.link.changed.emit(_any(leads))
    made.settled()
    made.panel.tabs.choose("ownerless")
    assert [row.id for row in made.panel.list.rows.rows()] == leads[1:]


def test_the_screen_is_worked_by_keys(qtbot: QtBot) -> None:
    """UX: every action is reachable by keyboard; Enter opens the card, decisions act on the chosen rows."""
    made, leads = asleep(qtbot)
    panel: NurturePanel = made.panel
    panel.take_focus()
    panel.handlers()["lead.next"]()
    assert panel.selected_ids() == (leads[1],)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert made.opened == [leads[1]]
    row = panel.row_of(leads[1])
    assert row is not None
    assert row.id == leads[1]
    panel.handlers()["nurture.wake_rules"]()
    assert panel.tabs.active() == "waking"
    panel.search("полив")
    assert made.listed == ["is:nurturing полив"]


def test_a_row_is_spoken_as_one_sentence(qtbot: QtBot) -> None:
    """UX journey 11."""
    made, _leads = asleep(qtbot, 1)
    index = made.panel.list.model().index(0, 0)
    spoken = made.panel.list.model().data(index, Qt.ItemDataRole.AccessibleTextRole)

    assert isinstance(made.panel.list.rows.rows()[0], WorkRow)
    assert "Tips for their task" in spoken
    assert "Марта Маркетинг" in spoken


def test_the_place_in_the_list_stays_when_rows_change(qtbot: QtBot) -> None:
    """UX 1.2: selection never lost."""
    made, leads = asleep(qtbot)
    made.panel.list.step(1)
    made.panel.sent.click()
    made.settled()

    assert [row.id for row in made.panel.list.rows.rows()] == [leads[0], leads[2]]
    assert made.panel.list.current_id() == leads[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_screens_are_said_in_each_language(qtbot: QtBot, language: str) -> None:
    """UX: three languages."""
    made, _leads = asleep(qtbot, 1)
    set_language(language)
    made.panel._show()
    assert all(split.label for split in made.panel.tabs._splits)
    assert made.panel.list.rows.rows()[0].about


# -- Deals --


def sold(qtbot: QtBot, roles: tuple[str, ...]) -> tuple[Stage, list[str]]:
    """Three leads: one accepted, one that waits past the norm, one that has just been handed over."""
    desk = make_desk()
    seller = add_user(desk, "Ірина Мельник", roles)
    leads = fill(desk, crowd(3))
    for lead in leads[:2]:
        desk.do(HandOver((lead,), "не починайте з ціни", to=seller.id, reason="urgent"))
    as_user(desk, seller).do(Accept((leads[0],)))
    clock_of(desk).forward(hours=3)
    desk.do(HandOver((leads[2],), "зранку", to=seller.id, reason="urgent"))
    return stage(qtbot, as_user(desk, seller), DealsPanel, 1310, 652), leads


def counts(made: Stage) -> dict[str, str]:
    return {split.id: split.count for split in made.panel.tabs._splits}


def test_the_head_sees_first_what_nobody_accepted_in_time(qtbot: QtBot) -> None:
    """Issue 4: unaccepted past the norm it goes to the head."""
    made, leads = sold(qtbot, ("head",))
    (row,) = made.panel.list.rows.rows()

    assert made.panel.tabs.active() == "late"
    assert (row.id, row.value_ink) == (leads[1], "hot")
    assert row.value.startswith("accept by ")
    assert "не починайте з ціни" in row.about
    assert set(counts(made)) == set(LISTS)
    assert (counts(made)["waiting"], counts(made)["open"], counts(made)["lost"]) == ("2", "3", "0")


def test_a_seller_sees_their_own_deals_first_and_they_follow_what_happens(qtbot: QtBot) -> None:
    """D6: my deals; the list follows a loss at once."""
    made, leads = sold(qtbot, ("sales",))
    assert made.panel.tabs.active() == "mine"
    assert {row.id for row in made.panel.list.rows.rows()} == set(leads)
    made.runner.do(Lose((leads[0],), "price", "no"), lambda _change: None, made.panel)
    made.settled()

    assert (counts(made)["mine"], counts(made)["lost"]) == ("2", "1")
    made.panel.tabs.choose("lost")
    (row,) = made.panel.list.rows.rows()
    assert "Price" in row.about


def test_decisions_act_on_the_leads_of_the_chosen_deals(qtbot: QtBot) -> None:
    """UX 4.1: V, and the commands of deals."""
    made, leads = sold(qtbot, ("sales",))
    made.panel.tabs.choose("waiting")
    made.panel.list.selectAll()

    assert set(made.panel.selected_ids()) == {leads[1], leads[2]}
    assert made.panel.row_of(leads[1]).stage == "handed_over"
    assert made.panel.row_of("0" * 32) is None
    made.panel.search("полив")
    assert made.listed == ["полив"]


def test_an_empty_list_of_deals_says_so(qtbot: QtBot) -> None:
    """UX 4.4: empty states."""
    desk = make_desk()
    capture(desk)
    made = stage(qtbot, desk, DealsPanel)

    assert made.panel.stack.currentWidget() is made.panel.empty
    assert set(counts(made).values()) == {"0"}

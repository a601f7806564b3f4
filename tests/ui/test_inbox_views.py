"""One's own queues in the inbox: tabs with counts, saved and changed by number keys."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.marks import Temperature
from leaddesk.actions.questions import Defined
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.task import AddTask
from leaddesk.actions.views import SaveView, views_of
from leaddesk.texts import set_language
from leaddesk.ui.inbox import feed, reading
from leaddesk.ui.inbox.queues import beside, own_queries, queues
from leaddesk.ui.kit.popup import ChoicePopup
from leaddesk.ui.theme.switch import theme_switch
from tests.fakes.sample import NOW, capture, incoming
from tests.ui.inbox_scene import Scene, few, scene


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Light, in English."""
    monkeypatch.setattr(feed, "_SETTLE_MS", 1)
    set_language("en")
    theme_switch().start()
    yield
    set_language("en")


def press(made: Scene, command: str, *keys: str) -> None:
    """Run a command of the list and answer its popups by keys."""
    made.panel.handlers()[command]()
    for typed in keys:
        popup = next(p for p in made.window.findChildren(ChoicePopup) if p.isVisible())
        if len(typed) == 1:
            QTest.keyClicks(popup.list, typed)
        else:
            popup.line.setFocus()
            popup.line.setText(typed)
            popup.line.returnPressed.emit()
    made.settled()


def tabs(made: Scene) -> list[str]:
    return [split.text for split in made.panel.around.tabs._splits]


def test_the_search_that_is_shown_becomes_a_tab_with_a_live_count(qtbot: QtBot) -> None:
    """Issue 3.4: splits made from queries with live counts."""
    desk, ids = few()
    made = scene(qtbot, desk)
    made.panel.search("завод")
    made.settled()

    press(made, "search.save_view", "Заводи")

    assert tabs(made)[-1] == "Заводи 5"
    assert made.told[-1].text == "View saved: Заводи"
    capture(desk, incoming(name="Нова", phone="+380631112233", company="Завод 9"))
    made.runner.do(Temperature((ids[0],), "hot"))
    made.settled()
    assert tabs(made)[-1] == "Заводи 6"


def test_an_own_tab_is_opened_by_ctrl_tab_and_shows_its_leads(qtbot: QtBot) -> None:
    """UX 4.1: Ctrl+Tab goes through the queues, one's own ones too."""
    desk, ids = few(hot=(1,))
    desk.do(SaveView("Мої гарячі", "is:hot"))
    made = scene(qtbot, desk)
    made.panel.open_split("all")
    made.settled()

    made.panel.step_split(1)
    made.settled()

    assert made.panel.around.split == own_queries(made.link)[0][0]
    assert made.ids() == [ids[1]]
    assert made.panel.query() == ""
    made.panel.step_split(1)
    made.settled()
    assert made.panel.around.split == "hot"


def test_a_decision_leaves_an_own_queue_as_it_leaves_a_declared_one(qtbot: QtBot) -> None:
    """Issue 3.1: the row goes when the search no longer finds it."""
    desk, ids = few(hot=(0, 1))
    desk.do(SaveView("Гарячі нові", "is:hot is:new"))
    made = scene(qtbot, desk)
    made.panel.open_split(own_queries(made.link)[0][0])
    made.settled()
    first = made.ids()[0]

    made.decide("lead.take")

    assert first in ids
    assert made.ids() == [lead for lead in ids[:2] if lead != first]
    assert tabs(made)[-1] == "Гарячі нові 1"


def test_a_large_own_queue_is_counted_in_two_steps(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """PERFORMANCE P8: "1,000+" from a bounded count, the exact figure later."""
    monkeypatch.setattr(reading, "MOST_OWN", 3)
    desk, _ids = few()
    desk.do(SaveView("Усі мої", "is:active"))
    made = scene(qtbot, desk, show=False)
    told: list[tuple[int, bool]] = []
    made.panel.feed.tallied.connect(
        lambda tallied: told.append((tallied.splits[own_queries(made.link)[0][0]], bool(tallied.bounded)))
    )

    made.window.show()
    made.settled()

    assert (3, True) in told
    assert told[-1] == (5, False)
    assert tabs(made)[-1] == "Усі мої 5"


def test_views_are_opened_renamed_and_taken_away_by_digits(qtbot: QtBot) -> None:
    """UX 4.2: go.views, search.manage_views."""
    desk, ids = few(hot=(2,))
    desk.do(SaveView("Гарячі", "is:hot", split=False))
    made = scene(qtbot, desk)

    press(made, "go.views", "1")
    assert made.panel.query() == "is:hot"
    assert made.ids() == [ids[2]]
    press(made, "search.manage_views", "1", "Найгарячіші")
    assert [view.name for view in views_of(desk.ask(Defined()), desk.session.user.id)] == ["Найгарячіші"]
    press(made, "search.manage_views", "1", "2")
    assert tabs(made)[-1] == "Найгарячіші 1"
    press(made, "search.manage_views", "1", "3")
    assert tabs(made)[-1].startswith("All")
    assert made.told[-1].text == "View taken away: Найгарячіші"
    made.runner.undo(made.told[-1].tx)
    made.settled()
    assert tabs(made)[-1] == "Найгарячіші 1"


def test_without_a_search_or_a_view_a_sentence_says_what_to_do(qtbot: QtBot) -> None:
    """UX 4.4: empty states say the next act."""
    desk, _ids = few()
    made = scene(qtbot, desk)

    press(made, "search.save_view")
    press(made, "go.views")

    assert [notice.text for notice in made.told] == [
        "Search first: a view is a search with a name",
        "No view is saved yet: search, then save the view",
    ]


def test_the_tabs_go_round(qtbot: QtBot) -> None:
    """After the last queue the first one follows."""
    desk, _ids = few()
    made = scene(qtbot, desk)
    ids = [queue.id for queue in queues(made.link)]

    assert beside(made.link, ids[-1], 1) == ids[0]
    assert beside(made.link, ids[0], -1) == ids[-1]
    assert beside(made.link, "view:gone", 1) == ids[1]


def test_what_cannot_wait_for_the_next_shift_is_one_list(qtbot: QtBot) -> None:
    """C15: shift handover list: a running norm, a reply, a step until noon tomorrow, of mine only."""
    desk, ids = few()
    me = desk.session.user.id
    desk.do(Assign(tuple(ids[:4]), to=me))
    desk.do(Contact(tuple(ids[1:4]), outcome="talked", seconds=60))
    desk.do(AddTask((ids[2],), "крок", NOW + timedelta(hours=20)))
    desk.do(AddTask((ids[3],), "крок", NOW + timedelta(days=3)))
    made = scene(qtbot, desk)

    press(made, "inbox.shift")

    assert made.panel.query() == "is:mine is:pressing"
    assert set(made.ids()) == {ids[0], ids[2]}
    assert made.told[-1].text == "Ctrl+A chooses all, A passes them on"
    desk.do(RecordSignal((ids[1],), "message"))
    press(made, "inbox.shift")
    assert set(made.ids()) == {ids[0], ids[1], ids[2]}

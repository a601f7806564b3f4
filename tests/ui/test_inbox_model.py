"""The list model: rows come and go at both ends with exact signals; and what holds for widgets round it."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Question
from leaddesk.domain.refusals import BaseRefused
from leaddesk.texts import set_language
from leaddesk.ui.inbox.model import InboxModel, InboxRole
from leaddesk.ui.inbox.reading import Held, InboxPage
from leaddesk.ui.theme.switch import theme_switch
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.inbox_scene import few, scene


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light, in English."""
    set_language("en")
    theme_switch().start()
    yield
    set_language("en")


@pytest.fixture(scope="module")
def page() -> tuple[Held, ...]:
    """Twenty rows."""
    desk = make_desk()
    fill(desk, crowd(20))
    return desk.ask(InboxPage(PageAsk(limit=20), default_definitions())).held


class Heard:
    """Writes down what a model tells."""

    def __init__(self, model: InboxModel) -> None:
        self.told: list[tuple[str, int, int]] = []
        model.dataChanged.connect(lambda a, b: self.told.append(("changed", a.row(), b.row())))
        model.rowsInserted.connect(lambda _p, a, b: self.told.append(("inserted", a, b)))
        model.rowsRemoved.connect(lambda _p, a, b: self.told.append(("removed", a, b)))
        model.modelReset.connect(lambda: self.told.append(("reset", 0, 0)))


def test_the_model_keeps_the_rules_of_qt_through_every_change(
    qtmodeltester: ModelTester, page: tuple[Held, ...]
) -> None:
    """ARCHITECTURE 8: models are checked by Qt's own tester."""
    model = InboxModel()
    qtmodeltester.check(model)

    model.show(page[5:10])
    model.append(page[10:15])
    model.prepend(page[:5])
    model.remove([page[2].row.id, page[3].row.id, page[7].row.id])
    model.insert(2, page[2:3])
    model.replace(page)
    model.remove_span(0, 3)
    model.refresh(0, 3, lambda held: held.record)

    qtmodeltester.check(model)
    left = [held.row.id for n, held in enumerate(page[:15]) if n not in (3, 7)]
    assert model.ids() == left[4:]


def test_rows_that_change_are_told_as_spans_and_nothing_is_reset(page: tuple[Held, ...]) -> None:
    """Brief of the window: exact dataChanged ranges, no reset to refresh a row."""
    model = InboxModel()
    model.show(page)
    heard = Heard(model)

    model.replace([page[3], page[1], page[2], page[9]])
    model.repaint([page[19].row.id, "unknown"])

    assert heard.told == [("changed", 1, 3), ("changed", 9, 9), ("changed", 19, 19)]


def test_rows_leave_in_spans_from_the_bottom_up(page: tuple[Held, ...]) -> None:
    """Removing one row after another below the eyes would paint a row twice."""
    model = InboxModel()
    model.show(page)
    heard = Heard(model)

    model.remove([page[n].row.id for n in (4, 0, 5, 1, 12)])

    assert heard.told == [("removed", 12, 12), ("removed", 4, 5), ("removed", 0, 1)]
    assert model.row_of(page[6].row.id) == 2
    assert model.row_of(page[12].row.id) == -1


def test_what_is_held_already_does_not_come_twice(page: tuple[Held, ...]) -> None:
    """Pages overlap where rows moved between two readings."""
    model = InboxModel()
    model.show(page[:10])

    model.append(page[8:14])
    model.prepend(page[:3])

    assert model.ids() == [held.row.id for held in page[:14]]


def test_a_row_keeps_its_place_in_the_frozen_order(page: tuple[Held, ...]) -> None:
    """UX 3.2: a changed row keeps the cursor of its frozen place, where the next page begins."""
    model = InboxModel()
    model.show(page)
    grown = page[0]._replace(place=page[0].place._replace(key=99))

    model.replace([grown])

    assert model.rows_held()[0].place == page[0].place


def test_only_a_top_row_can_have_more_and_asks_for_it(page: tuple[Held, ...], qtbot: QtBot) -> None:
    """Qt fetches by fetchMore; the feed answers."""
    model = InboxModel()
    model.show(page)
    assert not model.canFetchMore()
    model.set_more(True)

    with qtbot.waitSignal(model.wanted):
        model.fetchMore()

    assert not model.canFetchMore(model.index(0))
    assert model.rowCount(model.index(0)) == 0


def test_a_row_outside_has_no_data(page: tuple[Held, ...]) -> None:
    """A late repaint of a row that has just left."""
    model = InboxModel()
    model.show(page)

    assert model.data(QModelIndex(), InboxRole.RECORD) is None
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
    assert model.index(0).data() == page[0].record.name
    assert model.id_at(99) == ""
    assert model.held("unknown") is None


def test_every_widget_that_takes_the_focus_has_a_name(qtbot: QtBot) -> None:
    """Journey 11: no unnamed focusable widget."""
    made = scene(qtbot, few()[0])
    for _n in range(5):
        made.decide("lead.take")

    silent = [
        type(widget).__name__
        for widget in made.window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(made.window)
        and not widget.accessibleName()
        and widget is not made.panel
    ]

    assert silent == []


def test_a_base_that_cannot_be_read_is_told_and_the_list_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UX 4.4: what happened is said in words; what is held stays, and the next try works."""
    desk, ids = few()
    made = scene(qtbot, desk)

    def refuses(_question: Question[Any]) -> Any:
        raise BaseRefused("base.locked")

    with monkeypatch.context() as broken:
        broken.setattr(desk, "ask", refuses)
        made.panel.reopen()
        qtbot.waitUntil(lambda: bool(made.told))

    assert made.ids() == ids
    assert made.told[0].text
    made.panel.reopen()
    made.settled()
    assert made.ids() == ids


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_tabs_keep_the_active_queue_in_sight_in_each_language(qtbot: QtBot, language: str) -> None:
    """UX 3.2: those that do not fit go under one chevron; counts stay."""
    set_language(language)
    made = scene(qtbot, few()[0])
    tabs = made.panel.around.tabs

    for split in ("hot", "unassigned", "all"):
        made.panel.open_split(split)
        made.settled()
        assert split in tabs.shown()
        assert len(tabs.shown()) + len(tabs.hidden()) == 8
        assert all(tab.count for tab in tabs.hidden())

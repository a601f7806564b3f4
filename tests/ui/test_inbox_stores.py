"""The inbox on the real stores: its cursors, its one-seek test of a changed row, a session of triage."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Temperature
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.domain.search_flags import SPLITS
from leaddesk.texts import set_language
from leaddesk.ui.inbox import feed
from leaddesk.ui.inbox.order import KEYS, cursor_of
from leaddesk.ui.inbox.reading import InboxPage, WhatBecame
from leaddesk.ui.theme.switch import theme_switch
from tests.fakes.sample import NOW, crowd, fill
from tests.storage.contract.bases import Base, memory_base, postgres_base, sqlite_base
from tests.ui.inbox_scene import scene

DEFINITIONS = default_definitions()


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Light, in English."""
    monkeypatch.setattr(feed, "_SETTLE_MS", 1)
    set_language("en")
    theme_switch().start()


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Base]:
    """A founded base of each kind."""
    if request.param == "memory":
        made = memory_base()
    elif request.param == "sqlite":
        made = sqlite_base(tmp_path)
    else:
        clone: Callable[[str, Callable[[str], object]], str] = request.getfixturevalue("postgres_clone")
        made = postgres_base(clone("founded", lambda url: postgres_base(url).close()))
    yield made
    made.close()


def test_every_row_of_every_order_has_the_cursor_that_the_store_pages_by(base: Base) -> None:
    """Issue 3.10: the window goes on from any held row, on both sides, on every store."""
    fill(base.desk, crowd(25))
    me = base.desk.session.user.id

    for sort in (name + down for name in KEYS for down in ("", "-")):
        whole = base.store.page(PageAsk(sort=sort, limit=100), NOW, me).rows
        for at in (4, 11, 19):
            here = cursor_of(whole[at], sort)
            after = base.store.page(PageAsk(sort=sort, limit=3, after=here), NOW, me).rows
            before = base.store.page(PageAsk(sort=sort, limit=3, before=here), NOW, me).rows
            assert [row.id for row in after] == [row.id for row in whole[at + 1 : at + 4]]
            assert [row.id for row in before] == [row.id for row in whole[at - 3 : at]]


def test_one_seek_tells_of_each_changed_row_whether_its_queue_still_finds_it(base: Base) -> None:
    """UX 1.2: a row leaves its split when, and only when, the split no longer finds it."""
    desk = base.desk
    ids = fill(desk, crowd(14))
    desk.do(Take(tuple(ids[:3])))
    desk.do(Temperature(tuple(ids[2:6]), "hot"))
    desk.do(Snooze((ids[6],), until=NOW + timedelta(hours=1)))
    desk.do(Junk((ids[8],), reason="spam"))
    asks = [PageAsk(split=split.id) for split in SPLITS]
    asks += [PageAsk(query=query) for query in ("завод 5", "is:hot sort:name", "channel:form limit:2", "")]

    for ask in asks:
        plain = PageAsk(ask.query.replace(" sort:name", "").replace(" limit:2", ""), ask.split, limit=100)
        wanted = {row.id for row in base.store.page(plain, NOW, desk.session.user.id).rows}
        after = desk.ask(WhatBecame(ask, tuple(ids), (), DEFINITIONS, all_changed=True))
        assert {held.row.id for held in after.changed} == wanted
        assert after.gone == set(ids) - wanted


def test_the_first_and_the_last_page_meet(base: Base) -> None:
    """UX 4.1: Home and End show the ends of one list."""
    fill(base.desk, crowd(30))

    ends = [base.desk.ask(InboxPage(PageAsk(limit=20), DEFINITIONS, from_end=end)) for end in (False, True)]

    first, last = ([held.row.id for held in page.held] for page in ends)
    assert first[10:] == last[:10]
    assert len({*first, *last}) == 30


def test_a_session_of_triage_leaves_nothing_behind_when_undone(base: Base, qtbot: QtBot) -> None:
    """Journey 1: each decision undoable, the whole session undone returns the same rows."""
    fill(base.desk, crowd(12))
    before = base.rows()
    made = scene(qtbot, base.desk)
    listed = made.ids()
    keys = [
        ("lead.take", ""),
        ("lead.snooze", "5"),
        ("lead.contact_result", "1"),
        ("lead.archive", "2"),
        ("lead.junk", "4"),
        ("lead.nurture", "4"),
    ]
    for command, answers in keys:
        made.decide(command, answers)
    assert len(made.ids()) == 12 - 5

    for _step in keys:
        made.runner.undo()
        made.settled()

    assert made.ids() == listed
    assert base.rows() == before

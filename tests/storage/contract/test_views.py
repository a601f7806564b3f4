"""Saved views on every store: kept in the log, canonical, one's own or everybody's, taken back by undo."""

import pytest

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined
from leaddesk.actions.views import DropView, SaveView, views_of
from leaddesk.domain.definitions import SavedView
from leaddesk.domain.refusals import NotFound, Refused
from tests.fakes.sample import NOW, add_user, as_user, capture, incoming
from tests.storage.contract.bases import Base


def seen(base: Base, user: str | None = None) -> list[SavedView]:
    return list(views_of(base.desk.ask(Defined()), user or base.me))


def test_a_view_is_saved_canonical_and_found_again(base: Base) -> None:
    """UX 4.3: field aliases are saved canonical."""
    base.desk.do(SaveView("Гарячі з форми", "є:гарячі канал:форма"))

    (view,) = seen(base)

    assert (view.name, view.split, view.user) == ("Гарячі з форми", True, base.me)
    assert view.query == "is:hot channel:form"


def test_a_view_finds_what_its_search_finds(base: Base) -> None:
    """Issue 3.4: saved views made from queries."""
    for n in range(3):
        capture(
            base.desk, incoming(name=f"Особа {n}", phone=f"+38067000000{n}", channel=("form", "call")[n % 2])
        )
    base.desk.do(SaveView("Дзвінки", "канал:call"))

    (view,) = seen(base)

    assert base.store.count(PageAsk(query=view.query), NOW, base.me) == 1


def test_own_views_are_ones_own_and_shared_ones_are_everybodys(base: Base) -> None:
    """Issue 3.4: by name, whoever saved them."""
    other = add_user(base.desk, "Інша Людина")
    base.desk.do(SaveView("б моя", "is:hot"))
    base.desk.do(SaveView("А спільна", "is:warm", shared=True))
    as_user(base.desk, other).do(SaveView("в чужа", "is:cold", split=False))

    assert [view.name for view in seen(base)] == ["А спільна", "б моя"]
    assert [(view.name, view.split) for view in seen(base, other.id)] == [
        ("А спільна", True),
        ("в чужа", False),
    ]


def test_a_view_is_changed_by_its_key_and_taken_away(base: Base) -> None:
    """UX 4.2: search.manage_views."""
    base.desk.do(SaveView("Перша", "is:hot"))
    (view,) = seen(base)

    base.desk.do(SaveView("Друга", "is:warm", split=False, key=view.id))
    assert [(v.id, v.name, v.query, v.split) for v in seen(base)] == [(view.id, "Друга", "is:warm", False)]
    base.desk.do(DropView(view.id))
    assert seen(base) == []


def test_undo_takes_each_step_of_a_view_back(base: Base) -> None:
    """UX 1.1: undo for everything; the view comes back as it was."""
    base.desk.do(SaveView("Перша", "is:hot"))
    before = seen(base)
    base.desk.do(DropView(before[0].id))

    base.desk.undo()
    assert seen(base) == before
    base.desk.undo()
    assert seen(base) == []


@pytest.mark.parametrize(("title", "query"), [("", "is:hot"), ("Ім'я", "  "), ("   ", "")])
def test_a_view_without_a_name_or_a_search_is_refused(base: Base, title: str, query: str) -> None:
    """ARCHITECTURE 8.8: nothing half done."""
    with pytest.raises(Refused):
        base.desk.do(SaveView(title, query))
    assert seen(base) == []


def test_somebody_elses_view_stays_as_it_is(base: Base) -> None:
    """A person changes their own lists and those of all."""
    other = as_user(base.desk, add_user(base.desk, "Інша Людина"))
    base.desk.do(SaveView("Моя", "is:hot"))
    (mine,) = seen(base)

    for action in (SaveView("Чужа", "is:cold", key=mine.id), DropView(mine.id)):
        with pytest.raises(Refused):
            other.do(action)
    with pytest.raises(NotFound):
        base.desk.do(DropView("f" * 32))
    assert seen(base) == [mine]


def test_a_misread_part_of_a_search_is_kept_as_typed(base: Base) -> None:
    """UX 4.3: malformed input never raises; the rest still runs."""
    base.desk.do(SaveView("Дивна", "is:hot stge:new ("))

    (view,) = seen(base)

    assert view.query.startswith("is:hot")
    assert base.store.count(PageAsk(query=view.query), NOW, base.me) == 0

"""Journey 8 through the real window: a duplicate is merged by two keys, and stands by itself again later."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from leaddesk.actions.junk import Archive
from leaddesk.actions.marks import Priority
from leaddesk.actions.note import WriteNote
from leaddesk.ui.card.words import card_words
from leaddesk.ui.merge.panel import MergePanel
from leaddesk.ui.merge.split import SplitDialog
from tests.fakes.sample import capture, incoming
from tests.journeys.desk_scene import DeskScene
from tests.journeys.hands import Hands

NEED = "ЧПК верстат"


def twice(scene: DeskScene) -> tuple[str, str]:
    """One client who came by a messenger and by a card, in two alphabets; current in the inbox."""
    desk = scene.desk
    first = capture(
        desk,
        incoming(name="Aigerim Sadykova", phone="+77012345678", company="KazMash", city="Алмати", need=NEED),
    )
    second = capture(
        desk,
        incoming(
            name="Айгерім Садикова",
            phone=None,
            email="sadykova@kazmash.example",
            company="ТОО «КазМаш»",
            city="Алмати",
            need=NEED,
            channel="email",
        ),
    )
    desk.do(WriteNote((first,), "about the first"))
    desk.do(WriteNote((second,), "about the second"))
    while desk.store.keep_keys(10):
        pass
    scene.search("note:about")
    scene.settled(lambda: scene.current() in (first, second))
    return first, second


def panel(scene: DeskScene) -> MergePanel:
    found = scene.window.pages.page("merge")
    assert isinstance(found, MergePanel)
    return found


def test_a_duplicate_is_merged_by_two_keys_and_taken_apart_again(scene: DeskScene) -> None:
    """Journey 8, A10: M, Enter; values kept, timelines joined; split restores both exactly."""
    first, second = twice(scene)
    before = {lead: (scene.row(lead), scene.card(lead).events) for lead in (first, second)}
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    with Hands(app) as hands:
        scene.key("m")
        scene.key(Qt.Key.Key_Return)
        scene.settled(lambda: scene.count("is:merged") == 1)

    assert (hands.keys, hands.clicks) == (2, 0)
    card = scene.card(first)
    assert {note.text for note in card.lead.notes} == {"about the first", "about the second"}
    assert {event.about for event in card.events if event.kind == "arrived"} == {first, second}
    assert card.person is not None
    assert {card.person.name, *card.person.names} == {"Aigerim Sadykova", "Айгерім Садикова"}
    assert len(card.person.contacts) == 2
    assert scene.window.pages.section == "inbox"

    scene.settled(lambda: scene.current() == first)
    scene.window.commander.run("lead.split")
    scene.settled(lambda: isinstance(scene.overlay(), SplitDialog))
    scene.ctrl_enter()
    scene.settled(lambda: scene.count("is:merged") == 0)

    for lead, (row, events) in before.items():
        after = scene.card(lead).events
        assert scene.row(lead) == row
        assert [one for one in after if one.kind != "merge"] == list(events)
    assert scene.check().projections
    scene.key("z")
    scene.settled(lambda: scene.count("is:merged") == 1)


def test_later_edits_stay_on_the_side_that_the_person_picks(scene: DeskScene) -> None:
    """A10: un-merge weeks later keeps later edits on the side the person picks."""
    first, second = twice(scene)
    scene.key("m")
    scene.key(Qt.Key.Key_Return)
    scene.settled(lambda: scene.count("is:merged") == 1)
    scene.desk.do(Priority((first,), "high"))
    scene.settled(lambda: scene.current() == first)

    scene.window.commander.run("lead.split")
    scene.settled(lambda: isinstance(scene.overlay(), SplitDialog))
    dialog = scene.overlay()
    assert isinstance(dialog, SplitDialog)
    assert [register for register, _check in dialog.gifts] == ["priority"]
    dialog.gifts[0][1].setFocus()
    scene.key(Qt.Key.Key_Space)
    scene.ctrl_enter()
    scene.settled(lambda: scene.count("is:merged") == 0)

    assert (scene.row(first).priority, scene.row(second).priority) == ("normal", "high")


def test_what_is_no_duplicate_is_never_proposed_again(scene: DeskScene) -> None:
    """A10: remembered for everybody."""
    first, second = twice(scene)
    scene.key("m")
    scene.settled(lambda: panel(scene).row_of(first) is not None)
    scene.key(Qt.Key.Key_Delete)
    scene.settled(lambda: scene.window.pages.section == "inbox")

    scene.key("m")
    scene.settled(lambda: scene.window.pages.section == "inbox")
    assert "Nobody else looks like this lead" in scene.window.frame.toast.accessibleName()
    assert scene.count("is:merged") == 0
    with scene.desk.store.view() as read:
        people = [read.person(scene.row(lead).person_id or "") for lead in (first, second)]
    assert [len(person.apart) for person in people if person] == [1, 1]


def test_another_value_is_chosen_by_the_arrows(scene: DeskScene) -> None:
    """Screen 08: field by field, with a preview that equals the result."""
    first, _second = twice(scene)
    scene.key("m")
    scene.settled(lambda: panel(scene).row_of(first) is not None)
    grid = panel(scene).grid
    assert grid.row() is not None
    names = grid.cells("person.name")
    assert [cell.chosen for cell in names] == [True, False]
    scene.key(Qt.Key.Key_Right)
    scene.settled(lambda: [cell.chosen for cell in grid.cells("person.name")] == [False, True])
    shown = {row.field: row.result for row in panel(scene).grid.shown()}
    scene.key(Qt.Key.Key_Return)
    scene.settled(lambda: scene.count("is:merged") == 1)

    card = scene.card(first)
    assert card.row.name == shown["person.name"] == "Айгерім Садикова"
    assert card.row.company == shown["company"]
    assert card.row.city == shown["person.city"]
    assert scene.check().projections


def test_the_whole_base_is_looked_through_and_the_queue_worked_by_keys(
    scene: DeskScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A10: all pairs as long work beside the window; Enter merges, Del parts, Esc leaves for later."""
    monkeypatch.setattr("leaddesk.storage.suspecting.NEWCOMERS", 0)
    first, second = twice(scene)
    for name in ("Олена Ковальчук", "Olena Kovalchuk", "Ковальчук Олена"):
        capture(scene.desk, incoming(name=name, phone=None, company="Вершина", email=None, city="Київ"))
    scene.key("g")
    scene.key("m")
    scene.settled(lambda: scene.window.pages.section == "duplicates")
    assert panel(scene).selected_ids() == ()

    scene.key(Qt.Key.Key_Return)
    scene.settled(lambda: len(panel(scene).selected_ids()) > 1 and not scene.window.comparing.work.busy())
    groups = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        scene.settled(lambda: panel(scene).row_of(panel(scene).selected_ids()[0]) is not None)
        groups.append(panel(scene).selected_ids())
        scene.key(key)
        scene.settled(lambda: panel(scene).selected_ids() not in groups)

    assert {len(group) for group in groups} == {2, 3}
    assert scene.count("is:merged") == 1
    assert tuple(sorted((first, second))) in groups
    assert scene.window.pages.section == "duplicates"
    scene.key("g")
    scene.key("i")
    scene.key("g")
    scene.key("m")
    scene.settled(lambda: scene.window.pages.section == "duplicates")
    assert panel(scene).selected_ids() == ()
    assert scene.check().projections


def test_nothing_personal_is_erased_before_it_was_asked_once_more(scene: DeskScene) -> None:
    """UX: erasing is one of the three things that ask for confirmation; Esc keeps everything."""
    first, _second = twice(scene)
    scene.settled(lambda: scene.current() != "")
    lead = scene.current()
    scene.window.commander.run("lead.erase_personal_data")
    scene.settled(lambda: scene.overlay() is not None)
    scene.key(Qt.Key.Key_Escape)
    scene.settled(lambda: scene.overlay() is None)
    assert scene.row(lead).name
    assert scene.row(first).name

    scene.window.commander.run("lead.erase_personal_data")
    scene.settled(lambda: scene.overlay() is not None)
    scene.ctrl_enter()
    scene.settled(lambda: scene.row(lead).name == "")
    assert scene.check().projections


def test_the_row_and_the_card_say_who_probably_came_before_and_why(scene: DeskScene) -> None:
    """A10: found by the fuzzy engine, not only by an equal contact; with what became of it, owner, reason."""
    first, second = twice(scene)
    page = scene.window.pages.inbox_page()
    assert page is not None
    scene.settled(lambda: page.inbox.doubts.ids == {first, second})
    scene.settled(lambda: page.card is not None and page.card.head.alike.isVisible())
    shown = page.card.head.alike.accessibleName()

    other = second if scene.current() == first else first
    assert shown.startswith("Probably came before ×1")
    assert scene.row(other).name in shown
    assert "The name is the same when written in one alphabet" in shown or "The company is the same" in shown
    page.card.head.alike.acted.emit()
    scene.settled(lambda: panel(scene).row_of(first) is not None)
    scene.key(Qt.Key.Key_Delete)
    scene.settled(lambda: not page.inbox.doubts.ids and not page.card.head.alike.isVisible())


def test_what_became_of_the_last_lead_is_told_with_its_reason(scene: DeskScene) -> None:
    """A10: "3 times, last lost in June: price"."""
    desk = scene.desk
    told = {"name": "Сергій Лисенко", "phone": "+380677654321"}
    first = capture(desk, incoming(**told, need="верстат"))
    desk.do(Archive((first,), "not_fit"))
    second = capture(desk, incoming(**told, need="сервіс"))

    words = card_words(scene.card(second), desk.session.now())

    assert words.before is not None
    assert words.before.lead == "Came before ×1"
    assert words.before.text.split(": ", 1)[1].startswith("Archive: Not a fit")
    assert words.before_id == first

"""The stand of a trade show by keys: few of them, nothing lost, one lead a visitor (screen 11, B18, C19)."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.desk import Desk
from leaddesk.actions.questions import Card, Defined
from leaddesk.actions.stand import kept
from leaddesk.actions.trade_show import SetShow
from leaddesk.domain.lead import LeadState
from leaddesk.domain.refusals import Refused
from leaddesk.texts import set_language
from leaddesk.ui.booth.event_form import EventForm
from leaddesk.ui.key_sheet.panel import KeySheet
from leaddesk.ui.stand_left import StandLeft
from tests.fakes.sample import Clock, add_user
from tests.ui.booth_scene import CTRL, SHOW, Booth, booth_desk, close, everybody
from tests.ui.card_readings import Reader, Said

SHIFT = Qt.KeyboardModifier.ShiftModifier
K = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    set_language("en")
    made = booth_desk(tmp_path)
    yield made
    close(made)


@pytest.fixture
def booth(qtbot: QtBot, desk: Desk) -> Iterator[Booth]:
    made = Booth(qtbot, desk)
    yield made
    made.end()


def lead_of(desk: Desk, lead: str) -> LeadState:
    return desk.ask(Card(lead)).lead


def picture(folder: Path, name: str = "card.jpg", data: bytes = b"\xff\xd8\xff picture") -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


# -- One visitor --


def test_a_visitor_takes_one_key_for_the_warmth_and_one_to_save(booth: Booth, desk: Desk) -> None:
    """Issue 6.7: at most 3 keys for the minimum beside what is typed; the next visitor begins at once."""
    booth.write("name", "Levko Dubas")
    booth.write("phone", "+380675550412")
    booth.press(K.Key_F6)
    booth.press(K.Key_Return)
    fresh = booth.panel.keeper.current.empty
    booth.settled()
    (row,) = everybody(desk)
    lead = lead_of(desk, row.id)

    assert fresh
    assert booth.focus() is booth.panel.form.fields["name"]
    assert (row.name, row.phone, row.temperature, row.event) == ("Levko Dubas", "+380675550412", "warm", SHOW)
    assert (lead.campaign, lead.channel, lead.owner) == ("осінь", "event", desk.session.user.id)
    assert lead.touches[0].kind == "visit"
    assert booth.panel.side.count.text() == "1"


def test_everything_that_can_be_said_of_a_visitor_is_said_by_keys_and_taps(booth: Booth, desk: Desk) -> None:
    """Issue 6.7, B31: warmth, two questions, promise due on the next working day, consent, a note."""
    booth.write("name", "Levko Dubas")
    booth.write("phone", "+380675550412")
    booth.write("note", "saw the laser cut")
    QTest.mouseClick(booth.panel.form.asks["product"].buttons["лазер"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(booth.panel.form.asks["timing"].buttons["1–3 міс"], Qt.MouseButton.LeftButton)
    for key in (K.Key_F5, K.Key_F8, K.Key_F8, K.Key_F4):
        booth.press(key)
    told = booth.panel.form.told.text()
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)
    view = desk.ask(Card(row.id))
    (step,) = view.lead.open_tasks

    assert told == "send samples by Mon 23.11, 10:00" or told.startswith("send samples by")
    assert (step.title, step.due.isoformat()[:10]) == ("send samples", "2026-11-23")
    assert (view.lead.product, view.lead.answers["timing"].text) == ("лазер", "1–3 міс")
    assert view.lead.answers["timing"].level == 2
    assert view.person is not None
    assert view.person.consent is not None
    assert (view.person.consent["state"], view.person.consent["version"]) == ("yes", "Згода, текст 3")
    assert view.lead.notes[0].text == "saw the laser cut"


def test_a_key_pressed_again_takes_back_what_it_said_and_an_empty_visitor_is_not_saved(
    booth: Booth, desk: Desk
) -> None:
    """A slip at the stand costs one key."""
    keeper = booth.panel.keeper
    booth.press(K.Key_F7)
    cold = keeper.current.temperature
    booth.press(K.Key_F7)
    booth.press(K.Key_F4)
    booth.press(K.Key_F4)
    said = []
    for _ in range(6):
        booth.press(K.Key_F8)
        said.append(keeper.current.promise)

    assert (cold, keeper.current.temperature, keeper.current.consent) == ("cold", "", "")
    assert said == ["price", "samples", "call", "meeting", "nothing", ""]
    booth.press(K.Key_Return)
    booth.press(K.Key_Return)
    booth.settled()

    assert everybody(desk) == everybody(desk, "is:junk") == []
    assert booth.toast() == "Nothing is known of this visitor yet"


def test_colleagues_who_came_together_keep_their_company_and_answers(booth: Booth, desk: Desk) -> None:
    """Issue 6.7: group capture of several people of one company."""
    booth.write("company", "Agrometal")
    booth.write("name", "Levko Dubas")
    booth.write("phone", "+380675550412")
    booth.press(K.Key_F5)
    booth.press(K.Key_F3)
    kept_on = dict(booth.panel.keeper.current.typed)
    booth.write("name", "Irma Kachur")
    booth.write("phone", "+380675550413")
    booth.press(K.Key_Return)
    booth.settled()
    rows = everybody(desk)

    assert kept_on == {"company": "Agrometal"}
    assert {row.company for row in rows} == {"Agrometal"}
    assert len({row.company_id for row in rows}) == 1
    assert {row.temperature for row in rows} == {"hot"}


def test_who_stands_here_goes_round_by_one_key_and_owns_the_leads(qtbot: QtBot, desk: Desk) -> None:
    """Issue 6.7: one laptop, three people."""
    nadia = add_user(desk, "Nadia Dziuba", ("sales",))
    booth = Booth(qtbot, desk)
    booth.visitor("Levko Dubas", "+380675550412")
    booth.press(K.Key_F9)
    booth.visitor("Irma Kachur", "+380675550413")
    leads = [lead_of(desk, row.id) for row in everybody(desk, "sort:added")]
    told = {person.text(): person.accessibleDescription() for person in booth.panel.side._people.values()}
    booth.end()

    assert {lead.touches[0].by for lead in leads} == {desk.session.user.id, nadia.id}
    assert {lead.owner for lead in leads} == {desk.session.user.id, nadia.id}
    assert told == {"Nadia Dziuba": "now, 1", "Олена Гнатюк": "1"}


# -- Nothing lost --


def test_what_was_cleared_comes_back_by_undo(booth: Booth, desk: Desk) -> None:
    """UX 4.1: Ctrl+Backspace clears, undoable; a phone half typed comes back as it was."""
    booth.write("name", "Levko")
    booth.write("phone", "+38067")
    booth.press(K.Key_Backspace, CTRL)
    cleared = booth.panel.keeper.current.empty
    booth.panel.setFocus()
    booth.press(K.Key_Z, CTRL)

    assert cleared
    assert booth.panel.form.fields["phone"].text() == "+38067"
    booth.settle()
    assert [one.typed["name"] for one in kept(desk)] == ["Levko"]


def test_undo_takes_the_last_visitor_out_of_the_base_and_before_us_again(booth: Booth, desk: Desk) -> None:
    """Screen 11: take the last back; saved again it is one lead."""
    booth.visitor("Levko Dubas", "+380675550412", K.Key_F6)
    booth.panel.setFocus()
    booth.press(K.Key_Z, CTRL)
    booth.settle(lambda: not booth.panel.keeper.current.empty)
    gone = everybody(desk)
    booth.write("company", "Agrometal")
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)

    assert gone == []
    assert (row.name, row.company, row.temperature) == ("Levko Dubas", "Agrometal", "warm")


def test_after_a_crash_the_unfinished_visitor_stands_before_us(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """Issue 6.8: what was typed is on disk soon after the last key."""
    booth = Booth(qtbot, desk)
    booth.write("name", "Levko Dubas")
    booth.press(K.Key_F5)
    qtbot.waitUntil(lambda: [one.temperature for one in kept(desk)] == ["hot"])
    booth.killed()
    again = booth_desk(tmp_path)
    back = Booth(qtbot, again)
    StandLeft(back.link, back.window)
    back.settle()
    said = back.toast()
    told = (back.panel.form.fields["name"].text(), back.panel.keeper.current.temperature)
    event = back.panel.top.event_name.text()
    back.end()
    close(again)

    assert told == ("Levko Dubas", "hot")
    assert said.startswith("1 visitor of the stand is not in the base yet")
    assert event == f"{SHOW}, Київ, стенд Б-14"


def test_whoever_was_confirmed_before_a_crash_is_in_the_base_after_the_next_start(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """Issue 6.8: the journal first, then the base; the count of the day goes on."""
    booth = Booth(qtbot, desk)
    booth.visitor("Irma Kachur", "+380675550413")
    (first,) = kept(desk)
    booth.killed()
    whole = first.__class__(
        "b" * 32, first.at, first.show, first.by, {"name": "Levko", "phone": "+380675550412"}, state="saved"
    )
    from leaddesk.actions.stand import keep

    keep(desk, whole)
    again = booth_desk(tmp_path)
    back = Booth(qtbot, again)
    back.settled()
    names = {row.name for row in everybody(again)}
    count = back.panel.side.count.text()
    latest = [row.text for row in back.panel.side.latest.rows()]
    back.end()
    close(again)

    assert names == {"Irma Kachur", "Levko"}
    assert count == "2"
    assert latest == ["Levko", "Irma Kachur"]


# -- Pictures --


def test_a_picture_is_on_disk_before_it_is_read_and_fills_what_nobody_typed(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """Issue 6.8, 6.10: kept by its sha256; what was typed stays; the lead names the picture."""
    path = picture(tmp_path)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    reader = Reader(Said(full_name="Read Name", company="Kvant", emails=("a@kvant.ua",)))
    desk.recogniser = reader
    booth.write("name", "Levko Dubas")
    booth.drop([path])
    booth.settle(lambda: not booth.panel.keeper.reading())
    form = {key: field.text() for key, field in booth.panel.form.fields.items()}
    assert desk.attachments is not None
    read_from = Path(reader.asked[0])
    booth.press(K.Key_F5)
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)

    assert (form["name"], form["company"], form["email"]) == ("Levko Dubas", "Kvant", "a@kvant.ua")
    assert desk.attachments.get(digest) == Path(path).read_bytes()
    assert read_from.is_relative_to(tmp_path / "attachments")
    assert row.email == "a@kvant.ua"
    assert desk.store.names(digest)


def test_one_need_not_wait_for_a_picture_before_the_next_visitor(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """A queue stands there: picture, warmth, Enter, and the reading fills the lead behind our back."""
    desk.recogniser = Reader(
        Said(full_name="Irma Kachur", emails=("i@kvant.ua",), confidence={"full_name": 0.5})
    )
    booth.drop([picture(tmp_path)])
    booth.press(K.Key_F5)
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)
    (visit,) = booth.panel.keeper.to_mend()

    assert (row.name, row.email, row.temperature) == ("Irma Kachur", "i@kvant.ua", "hot")
    assert visit.trouble == "unsure"


def test_a_picture_that_cannot_be_read_keeps_the_visitor_for_the_evening(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """Issue 6.9: the unreadable card is on the list; its picture is kept; junk in the base until then."""
    desk.recogniser = Reader(Refused("intake_picture_broken", name="card.jpg"))
    booth.drop([picture(tmp_path)])
    booth.press(K.Key_F5)
    booth.press(K.Key_Return)
    booth.settled()
    (visit,) = booth.panel.keeper.to_mend()
    junk = [row.place_reason for row in everybody(desk, "is:junk")]
    booth.panel._open(visit.id)
    booth.write("name", "Irma Kachur")
    booth.write("phone", "+380675550413")
    booth.press(K.Key_F8)
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)

    assert visit.trouble == "unreadable"
    assert junk == ["no_contact"]
    assert (row.name, row.phone, row.place, row.temperature) == ("Irma Kachur", "+380675550413", None, "hot")
    assert booth.panel.keeper.to_mend() == []
    assert len(lead_of(desk, row.id).touches) == 1


def test_several_cards_on_one_picture_are_several_visitors(booth: Booth, desk: Desk, tmp_path: Path) -> None:
    """Issue 6.7: the others come before us one after another."""
    cards = tuple(Said(full_name=f"Person {n}", emails=(f"p{n}@kvant.ua",)) for n in range(3))
    desk.recogniser = Reader(cards)
    booth.drop([picture(tmp_path)])
    booth.settle(lambda: not booth.panel.keeper.reading())
    for _ in range(3):
        booth.press(K.Key_Return)
    booth.settled()

    assert {row.name for row in everybody(desk)} == {"Person 0", "Person 1", "Person 2"}
    assert booth.panel.keeper.current.empty


def test_a_picture_dropped_on_the_stand_belongs_to_the_visitor_before_us(
    booth: Booth, desk: Desk, tmp_path: Path
) -> None:
    """UX 2: files by drag; a missing file is said and the visitor stays."""
    desk.recogniser = Reader(Said())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(picture(tmp_path)), QUrl.fromLocalFile(str(tmp_path / "gone.jpg"))])
    booth.panel.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    booth.settle(lambda: not booth.panel.keeper.reading())

    assert len(booth.panel.keeper.current.pictures) == 1
    assert booth.panel.trouble.isVisible()
    assert "gone.jpg" in booth.panel.trouble.accessibleName()
    booth.press(K.Key_F2)
    dialog = booth.panel.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


# -- Keys and places --


def test_keys_of_anywhere_do_nothing_at_the_stand_and_the_sheet_tells_its_own(booth: Booth) -> None:
    """UX 4.1: booth mode replaces the "Anywhere" bindings; F5 is warmth, not the network."""
    booth.panel.setFocus()
    for key, held in ((K.Key_N, CTRL), (K.Key_1, CTRL), (K.Key_G, Qt.KeyboardModifier.NoModifier),
                      (K.Key_I, Qt.KeyboardModifier.NoModifier), (K.Key_O, CTRL)):  # fmt: skip
        booth.press(key, held)

    assert booth.window.pages.section == "booth"
    assert booth.shell.findChildren(KeySheet) == []
    booth.press(K.Key_F1)
    (sheet,) = booth.shell.findChildren(KeySheet)
    told = " ".join(one.accessibleDescription() for one in sheet.findChildren(QWidget))
    sheet.close_overlay()

    for key in ("F2:", "F5:", "F6:", "F7:", "F8:", "F9:", "Enter:", "Ctrl D:", "Ctrl ⌫:", "Ctrl K:"):
        assert key in told
    assert "G I" not in told


def test_one_key_leads_to_the_stand_and_back_and_it_has_the_whole_window(booth: Booth) -> None:
    """Issue 6.7: Ctrl+Shift+T, full screen; the rail and the bar return."""
    booth.open("board")
    rail = booth.window.frame.rail
    before = rail.isVisible()
    booth.press(K.Key_T, CTRL | SHIFT)
    booth.settle()
    inside = (booth.window.pages.section, rail.isVisible(), booth.shell.isFullScreen())
    booth.press(K.Key_T, CTRL | SHIFT)
    booth.settle()
    after = (booth.window.pages.section, rail.isVisible(), booth.shell.isFullScreen())

    assert before
    assert inside == ("booth", False, True)
    assert after == ("board", True, False)
    booth.open("booth")


def test_a_voice_note_says_what_is_missing_where_it_cannot_be_taken(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 6.7: optional; where QtMultimedia is missing it says so."""
    monkeypatch.setattr("leaddesk.ui.booth.voice.recorder", lambda: None)
    monkeypatch.setattr("leaddesk.ui.booth.panel.recorder", lambda: None)
    booth.press(K.Key_M, CTRL)

    assert "media" in booth.toast()
    assert not booth.panel.voice.running


# -- The event --


def test_without_an_event_the_first_save_asks_for_it_and_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    """scan.event: name, place, days, goal, questions; wrong days are said beside their field."""
    set_language("en")
    desk = booth_desk(tmp_path, show=False)
    booth = Booth(qtbot, desk)
    booth.write("name", "Levko")
    booth.write("phone", "+380675550412")
    booth.press(K.Key_Return)
    (form,) = booth.shell.findChildren(EventForm)
    form.fields["name"].setText("Agro 2026")
    form.fields["last"].setText("no day at all")
    form.fields["product"].setText("plough, seeder ,")
    form.save()
    wrong = form._lines["last"].note()
    form.fields["last"].setText("22.11.2026")
    form.save()
    booth.settle(lambda: bool(booth.panel.keeper.show_id))
    (show,) = desk.ask(Defined()).shows
    booth.press(K.Key_Return)
    booth.settled()
    (row,) = everybody(desk)
    booth.end()
    close(desk)

    assert wrong == "This is no day; for example 18.11.2026"
    assert (show.name, show.first, show.last, show.goal) == ("Agro 2026", "2026-11-20", "2026-11-22", 40)
    assert show.asks[0].choices == ("plough", "seeder")
    assert (row.name, row.event) == ("Levko", "Agro 2026")


def test_one_key_changes_between_the_last_two_events(qtbot: QtBot, desk: Desk) -> None:
    """UX 4.1: Ctrl+D, the same event as before."""
    desk.do(SetShow(title="Seminar"))
    booth = Booth(qtbot, desk)
    keeper = booth.panel.keeper
    known = {show.name: show.id for show in desk.ask(Defined()).shows}
    keeper.use_show(known[SHOW])
    keeper.use_show(known["Seminar"])
    booth.press(K.Key_D, CTRL)
    back = booth.panel.top.event_name.text()
    booth.visitor("Levko Dubas", "+380675550412")
    booth.press(K.Key_D, CTRL)
    (row,) = everybody(desk)
    again = keeper.show_id
    booth.end()

    assert back.startswith(SHOW)
    assert row.event == SHOW
    assert again == known["Seminar"]


def test_an_event_that_is_over_is_not_worked_for_by_itself(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """The next show is asked for; the last one is one key away."""
    booth = Booth(qtbot, desk)
    booth.visitor("Levko Dubas", "+380675550412")
    booth.end()
    later = Clock()
    later.forward(days=30)
    again = booth_desk(tmp_path, later)
    made = at_the_stand(qtbot, again)
    shown = made.panel.keeper.show_id
    made.press(K.Key_D, CTRL)
    after = made.panel.keeper.show_id
    counted = made.panel.side.count.text()
    made.end()
    close(again)

    assert shown == ""
    assert after
    assert counted == "0"


def at_the_stand(qtbot: QtBot, desk: Desk) -> Booth:
    """The stand as it opens by itself, without an event chosen for it."""
    made = Booth.__new__(Booth)
    super(Booth, made).__init__(qtbot, desk, QSize(1024, 600))
    made.open("booth")
    return made


@pytest.mark.parametrize(("more", "chosen"), [(0, SHOW), (1, None)], ids=["one", "two"])
def test_only_the_one_event_of_today_is_taken_by_itself(
    qtbot: QtBot, desk: Desk, more: int, chosen: str | None
) -> None:
    """Where one event runs nobody is asked; between two a person decides."""
    for number in range(more):
        desk.do(SetShow(title=f"Форум {number}", fields=(("first", "2026-11-20"), ("last", "2026-11-21"))))
    desk.do(SetShow(title="Колись", fields=(("first", "2026-01-20"), ("last", "2026-01-21"))))

    made = at_the_stand(qtbot, desk)
    show = made.panel.keeper.show()
    made.end()

    assert (show.name if show else None) == chosen

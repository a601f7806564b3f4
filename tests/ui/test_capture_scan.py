"""The queue of cards on a SQLite base: drawn cards are read, checked and saved (screen 10, C17, B18)."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.domain.card_evidence import evidence_of
from leaddesk.domain.refusals import Refused
from leaddesk.ui.capture.scan import ScanPanel
from leaddesk.ui.capture.scan_fields import slice_of
from leaddesk.ui.capture.scanned import CardField, Scanned, fields_of, load, next_card, queue_counts
from tests.fakes.sample import capture
from tests.intake.card_made import drawn, saved
from tests.ui.capture_scene import CTRL, CaptureScene, capture_scene, rows_of
from tests.ui.card_readings import Reader, Said, plain_picture, read_all, row_at

LINES = (
    (60, 60, 64, "ТехноЛит"),
    (60, 240, 52, "Степан Перегуда"),
    (60, 310, 32, "головний технолог"),
    (60, 430, 34, "+380 63 555 08 17"),
    (60, 485, 34, "s.pereguda@tehnolit.ua"),
)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> CaptureScene:
    return capture_scene(qtbot, tmp_path)


@pytest.fixture
def panel(scene: CaptureScene) -> ScanPanel:
    made = ScanPanel(scene.link)
    scene.put(made)
    return made


def test_a_drawn_card_becomes_a_lead_by_keys_alone(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """Screen 10, issue 2.3: read in its own process, each field accepted by Enter, saved by Ctrl+Enter."""
    path = str(saved(drawn(LINES), tmp_path))
    read_all(scene, panel, path)
    for _field in panel.fields.rows[:3]:
        scene.key(Qt.Key.Key_Return)
    accepted = [row.field.accepted for row in panel.fields.rows[:3]]
    scene.key(Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: bool(scene.told))

    assert accepted == [True, True, True]
    (row,) = rows_of(scene.desk)
    told = (row.name, row.company, row.phone, row.email, row.channel)
    assert told == ("Степан Перегуда", "ТехноЛит", "+380635550817", "s.pereguda@tehnolit.ua", "card")
    with scene.desk.store.view() as read:
        extra = read.lead(row.id).extra
    picture = Path(path).read_bytes()
    assert scene.desk.attachments is not None
    assert scene.desk.attachments.get(extra["picture"]) == picture
    mail = evidence_of(extra, "email")
    assert mail is not None
    assert mail["picture"] == extra["picture"]
    assert 40 <= mail["box"][0] <= 70
    assert 470 <= mail["box"][1] <= 500
    assert panel.cards[0].state == "saved"
    assert scene.told[0].tx


def test_the_least_sure_field_stands_on_top_and_has_the_cursor(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """Screen 10: worst confidence first, each field beside its own slice, the need last."""
    said = Said(
        company="ТехноЛит",
        address="Київ",
        confidence={"full_name": 0.97, "company": 0.61, "address": 0.84},
        boxes={"company": (20, 20, 90, 20)},
    )
    scene.desk.recogniser = Reader(said)
    read_all(scene, panel, plain_picture(tmp_path))
    keys = [row.field.key for row in panel.fields.rows]

    assert keys == ["company", "address", "full_name", "phone", "email", "need"]
    assert QApplication.focusWidget() is panel.fields.rows[0].editor
    assert [row.field.tone for row in panel.fields.rows[:3]] == ["hot", "warm", "ok"]
    assert not panel.fields.rows[0]._slice.isNull()
    assert panel.cards[0].to_check() == 2


def test_what_a_person_types_is_what_is_saved(scene: CaptureScene, panel: ScanPanel, tmp_path: Path) -> None:
    """B18: the reading is a proposal; a correction wins and is no longer to be checked."""
    scene.desk.recogniser = Reader(Said(confidence={"full_name": 0.5}))
    read_all(scene, panel, plain_picture(tmp_path))
    row_at(panel, "full_name").editor.selectAll()
    QTest.keyClicks(row_at(panel, "full_name").editor, "Stepan Pereguda")
    QTest.keyClicks(row_at(panel, "phone").editor, "+380635550817")
    QTest.keyClicks(row_at(panel, "need").editor, "presses")
    left = panel.cards[0].to_check()
    QTest.keyClick(row_at(panel, "need").editor, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: bool(scene.told))

    (row,) = rows_of(scene.desk)
    assert left == 0
    assert (row.name, row.phone, row.need) == ("Stepan Pereguda", "+380635550817", "presses")


def test_who_came_before_is_shown_beside_the_card(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """A10: the strip names the earlier lead, and opens it."""
    known = capture(scene.desk, name="Степан Перегуда", phone="+380635550817")
    scene.desk.recogniser = Reader(Said())
    read_all(scene, panel, plain_picture(tmp_path))
    before = panel.view.known.isVisible()
    QTest.keyClicks(row_at(panel, "phone").editor, "+380635550817")
    scene.settled(panel.view.known.isVisible)
    panel.view.known.acted.emit()

    assert not before
    assert "Степан Перегуда" in panel.view.known.accessibleName()
    assert scene.opened == [known]


def test_a_picture_that_cannot_be_read_says_why_and_is_typed_in(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """S7, issue 2.3: a broken picture is not decoded in this process; the card can still be typed."""
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    read_all(scene, panel, str(broken))
    shown = panel.view.trouble.isVisible()
    QTest.keyClicks(row_at(panel, "full_name").editor, "Stepan")
    QTest.keyClicks(row_at(panel, "phone").editor, "+380635550817")
    scene.key(Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: bool(scene.told))

    assert shown
    assert panel.cards[0].image.isNull()
    assert rows_of(scene.desk)[0].name == "Stepan"


def test_without_languages_the_picture_is_shown_and_typed_from(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """Issue 2.3: where tesseract's data is missing the message says what to install; work goes on."""
    scene.desk.recogniser = Reader(Refused("intake_picture_languages", missing="uk", name="card.png"))
    read_all(scene, panel, plain_picture(tmp_path))

    assert "uk" in panel.view.trouble.accessibleName()
    assert not panel.cards[0].image.isNull()
    assert all(not row.field.text for row in panel.fields.rows)


def test_pictures_are_read_one_after_another_while_the_first_is_checked(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """Screen 10: a queue; each saved card shows the next, at the end the empty place returns."""
    paths = [plain_picture(tmp_path, f"{n}.png") for n in range(3)]
    reader = Reader(*(Said(full_name=f"Людина {n}") for n in range(3)))
    scene.desk.recogniser = reader
    read_all(scene, panel, *paths)
    for n in range(3):
        QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
        scene.told_times(n + 1)

    assert [Path(path).read_bytes() for path in reader.asked] == [Path(path).read_bytes() for path in paths]
    assert {row.name for row in rows_of(scene.desk)} == {"Людина 0", "Людина 1", "Людина 2"}
    assert panel.card() is None
    assert queue_counts(panel.cards) == (3, 0, 0)


def test_a_skipped_card_is_not_saved(scene: CaptureScene, panel: ScanPanel, tmp_path: Path) -> None:
    """Alt+Right leaves a card out; pressing save twice does not save the next one unseen."""
    scene.desk.recogniser = Reader(Said(full_name="Перша Людина"), Said(full_name="Друга Людина"))
    read_all(scene, panel, plain_picture(tmp_path, "a.png"), plain_picture(tmp_path, "b.png"))
    QTest.keyClick(panel, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    panel.save()
    panel.save()
    scene.settled(lambda: bool(scene.told))

    assert [card.state for card in panel.cards] == ["skipped", "saved"]
    assert [row.name for row in rows_of(scene.desk)] == ["Друга Людина"]


def test_a_card_without_a_picture_can_be_typed(scene: CaptureScene, panel: ScanPanel) -> None:
    """Manual entry works with no picture at all; an empty card is not saved."""
    panel.view.empty.chosen.emit("hand")
    panel.save()
    scene.settled()
    empty = rows_of(scene.desk)
    QTest.keyClicks(row_at(panel, "full_name").editor, "Stepan")
    panel.save()
    scene.settled(lambda: bool(scene.told))

    assert empty == []
    assert [row.name for row in rows_of(scene.desk)] == ["Stepan"]


def test_dropped_pictures_join_the_queue(scene: CaptureScene, panel: ScanPanel, tmp_path: Path) -> None:
    """UX 2: files in by drag, several at once."""
    scene.desk.recogniser = Reader(Said(), Said())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(plain_picture(tmp_path, name)) for name in ("a.png", "b.png")])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    scene.settled(lambda: all(card.state == "check" for card in panel.cards))

    assert len(panel.cards) == 2


def test_green_fields_are_accepted_together(scene: CaptureScene, panel: ScanPanel, tmp_path: Path) -> None:
    """Screen 10: accept all that are sure; a doubtful one waits for a person."""
    said = Said(company="ТехноЛит", confidence={"full_name": 0.97, "company": 0.6})
    scene.desk.recogniser = Reader(said)
    read_all(scene, panel, plain_picture(tmp_path))
    panel.accept_sure()

    assert row_at(panel, "full_name").field.accepted
    assert not row_at(panel, "company").field.accepted


def test_a_large_picture_is_loaded_scaled_with_its_boxes_in_place(tmp_path: Path) -> None:
    """P: at most 2000 pixels long in the window; boxes are in pixels of the file."""
    path = saved(Image.new("RGB", (4000, 2000), "white"), tmp_path)
    image, ratio = load(str(path))

    assert (image.width(), image.height()) == (2000, 1000)
    assert ratio == 0.5


def test_a_slice_lies_around_its_field(qapp: QApplication) -> None:
    """Screen 10: the slice shows the field's own part of the picture; without a box there is none."""
    image = QImage(1000, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(400, 480):
        for y in range(300, 320):
            image.setPixelColor(x, y, QColor("red"))
    found = slice_of(image, 1.0, CardField("phone", "1", 0.9, (400, 300, 80, 20)))
    middle = found.toImage().pixelColor(found.width() // 2, found.height() // 2)

    assert middle.red() > 200
    assert middle.green() < 60
    assert slice_of(image, 1.0, CardField("phone", "1", 0.9)).isNull()
    assert slice_of(image, 1.0, CardField("phone", "1", 0.9, (5000, 5000, 10, 10))).isNull()


def test_fields_of_a_reading_are_ordered_by_doubt_and_none_is_lost() -> None:
    """Screen 10: two phones are two fields; name, phone and e-mail are always there to be typed."""

    said = Said(phones=("+380501112233", "+380501112244"), confidence={"full_name": 0.97, "phones": 0.7})

    fields = fields_of(said)

    assert [one.key for one in fields] == ["phone", "phone", "full_name", "email", "need"]


def test_the_queue_goes_round_to_what_is_still_to_be_decided() -> None:
    """After the last card the first undecided one follows; a card being read is waited for."""
    cards = [Scanned("a", "check"), Scanned("b", "saved"), Scanned("c", "reading")]

    assert next_card(cards, 1) == 0
    assert next_card([Scanned("a", "saved"), Scanned("b", "waiting")], 0) == 1
    assert next_card([Scanned("a", "saved"), Scanned("b", "skipped")], 0) is None
    assert next_card([], -1) is None


def test_the_further_cards_of_a_page_stand_in_the_queue_behind_it(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """Issue 6.1: a page of the scanner holds several cards; each is checked and saved by itself."""
    page = (Said(full_name="Перша Людина"), Said(full_name="Друга Людина"), Said(full_name="Третя Людина"))
    scene.desk.recogniser = Reader(page, Said(full_name="Остання Людина"))
    panel.add([plain_picture(tmp_path, "page.png"), plain_picture(tmp_path, "single.png")])
    scene.settled(lambda: all(card.state == "check" for card in panel.cards))

    names = [card.name for card in panel.cards]
    panel.save()
    scene.told_times(1)
    panel.save()
    scene.told_times(2)

    assert names == ["Перша Людина", "Друга Людина", "Третя Людина", "Остання Людина"]
    assert {row.name for row in rows_of(scene.desk)} == {"Перша Людина", "Друга Людина"}
    assert panel.card() is panel.cards[2]


def test_a_picture_that_the_window_cannot_read_is_shown_as_the_reader_gives_it(
    scene: CaptureScene, panel: ScanPanel, tmp_path: Path
) -> None:
    """Issue 6.1: HEIC and PDF are decoded by the reader's own process; boxes keep their place."""
    told = Path(plain_picture(tmp_path, "told.png")).read_bytes()
    scene.desk.recogniser = Reader(Said(shown=told, shown_scale=2.0))
    (tmp_path / "phone.heic").write_bytes(b"what only the reader knows")
    read_all(scene, panel, str(tmp_path / "phone.heic"))

    card = panel.card()
    assert card is not None
    assert not card.image.isNull()
    assert card.ratio == 0.5

"""The import panel driven by keys on a SQLite base with real files (UX 4.5 (7), screen 09, decision 13)."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.edit import Edit
from leaddesk.actions.ports import PageAsk
from leaddesk.ui.capture.fates import FateRole, columns_at
from leaddesk.ui.capture.wizard import COLUMNS, DONE, FILE, READING, REHEARSAL, ImportPanel
from tests.fakes.sample import capture
from tests.ui.capture_scene import CTRL, CaptureScene, capture_scene, rows_of

HEAD = "ПІБ;Фірма;Тел.;E-mail;Що треба;Менеджер"
ROWS = (
    "Ігор Бондаренко;Агро-Схід;+380 67 123 45 67;;потрібен полив;хтось",
    "Раїса Джус;МетКомплект;+380 50 555 01 10;;верстат;хтось",
    ";Склад-7;;;;хтось",
    "Євген Лобода;Завод «Темп»;;loboda@temp.com.ua;преси;хтось",
)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> CaptureScene:
    return capture_scene(qtbot, tmp_path)


@pytest.fixture
def panel(scene: CaptureScene) -> ImportPanel:
    made = ImportPanel(scene.link)
    scene.put(made)
    made.take_focus()
    return made


def written(folder: Path, *rows: str, name: str = "leads.csv", encoding: str = "cp1251") -> str:
    path = folder / name
    path.write_bytes("\n".join((HEAD, *(rows or ROWS), "")).encode(encoding))
    return str(path)


def go_to(step: int, scene: CaptureScene, panel: ImportPanel, path: str) -> None:
    """Open a file and press Ctrl+Enter until a step is shown."""
    panel.open_file(path)
    scene.settled(lambda: panel.step() == READING)
    while panel.step() < step:
        press_on(scene, panel, panel.step())


def press_on(scene: CaptureScene, panel: ImportPanel, step: int) -> None:
    """Press Ctrl+Enter and wait until a later step is shown."""
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: panel.step() > step and not panel.work.busy())


def test_a_file_comes_in_by_keys_alone_with_the_fate_of_every_row(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """UX 4.5 (7): path, Ctrl+Enter through the steps; new, known and contactless rows are counted first."""
    capture(scene.desk, name="Раїса Джус", phone="+380505550110", need="верстат")
    path = written(tmp_path)
    panel.file_page.path.setFocus()
    QTest.keyClicks(panel.file_page.path, path)
    QTest.keyClick(panel.file_page.path, Qt.Key.Key_Return)
    scene.settled(lambda: panel.step() == READING)
    go_to(REHEARSAL, scene, panel, path)

    counts = panel.rehearsal_page.counts()
    before = len(rows_of(scene.desk))
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: panel.step() == DONE and not panel.work.busy())

    assert counts == {"": 4, "new": 2, "again": 1, "no_contact": 1, "rejected": 0}
    assert before == 1
    found = {row.name: row for row in rows_of(scene.desk, "Бондаренко OR Лобода")}
    assert set(found) == {"Ігор Бондаренко", "Євген Лобода"}
    assert found["Ігор Бондаренко"].need == "потрібен полив"
    assert found["Ігор Бондаренко"].kind == "request"
    assert found["Ігор Бондаренко"].channel == "import"
    assert scene.told[-1].tx


def test_nothing_is_written_before_the_last_step(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Screen 09: nothing is written yet; Esc goes back step by step and forgets nothing."""
    go_to(REHEARSAL, scene, panel, written(tmp_path))
    steps = []
    for _time in range(3):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
        steps.append(panel.step())

    assert steps == [COLUMNS, READING, FILE]
    assert rows_of(scene.desk) == []
    assert scene.told == []


def test_encoding_and_delimiter_are_found_and_can_be_changed(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Issue 2.3: detection of encoding, delimiter and columns, each shown and changeable."""
    go_to(READING, scene, panel, written(tmp_path))
    page = panel.reading_page
    told = (page.encoding.currentData(), page.delimiter.currentData())
    first = page.table.model().index(0, 0).data()
    page.encoding.setCurrentIndex(page.encoding.findData("koi8-u"))
    scene.settled(lambda: page.encoding.currentData() == "koi8-u")
    other = page.table.model().index(0, 0).data()

    assert told == ("cp1251", ";")
    assert first == "Ігор Бондаренко"
    assert other != first


def test_a_column_means_what_the_person_says(scene: CaptureScene, panel: ImportPanel, tmp_path: Path) -> None:
    """Issue 2.3: a column can be given another field; one without a field is kept as an extra."""
    go_to(COLUMNS, scene, panel, written(tmp_path))
    page = panel.columns_page
    guessed = page.mapping()
    page.selects[4].setCurrentIndex(page.selects[4].findData("note"))
    page.selects[5].setCurrentIndex(page.selects[5].findData(""))
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: panel.step() == REHEARSAL)
    panel.rehearsal_page.requests.setChecked(True)
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: panel.step() == DONE and not panel.work.busy())

    assert guessed["Що треба"] == "need"
    (row,) = rows_of(scene.desk, "Бондаренко")
    with scene.desk.store.view() as read:
        lead = read.lead(row.id)
    assert row.need == ""
    assert [note.text for note in lead.notes] == ["потрібен полив"]
    assert lead.extra["Менеджер"] == "хтось"


def test_what_is_said_of_the_file_goes_to_each_of_its_leads(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Decision 13: requests or a cold list, channel, campaign, owner, asked once."""
    go_to(REHEARSAL, scene, panel, written(tmp_path))
    page = panel.rehearsal_page
    guessed = page.requests.isChecked()
    QTest.mouseClick(page.cold, Qt.MouseButton.LeftButton)
    page.channel.setCurrentIndex(page.channel.findData("event"))
    QTest.keyClicks(page.campaign, "Spring")
    page.owner.setCurrentIndex(page.owner.findData(scene.desk.session.user.id))
    QTest.keyClick(page.campaign, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: panel.step() == DONE and not panel.work.busy())

    assert guessed
    (row,) = rows_of(scene.desk, "Бондаренко")
    told = (row.kind, row.channel, row.campaign, row.owner)
    assert told == ("cold", "event", "Spring", scene.desk.session.user.id)


def test_a_file_without_requests_is_taken_for_a_cold_list(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Decision 13: cold by default where rows carry no request."""
    rows = [f"Людина {n};Фірма {n};+38067123000{n};;;" for n in range(6)]
    go_to(REHEARSAL, scene, panel, written(tmp_path, *rows))

    assert panel.rehearsal_page.cold.isChecked()


def test_chips_show_the_rows_of_one_fate(scene: CaptureScene, panel: ImportPanel, tmp_path: Path) -> None:
    """Screen 09: filter chips with counts; each row has its reason."""
    go_to(REHEARSAL, scene, panel, written(tmp_path))
    page = panel.rehearsal_page
    chips = set(page.chips)
    QTest.mouseClick(page.chips["no_contact"], Qt.MouseButton.LeftButton)
    model = page.list.model
    shown = [model.index(n).data(FateRole.ROW) for n in range(model.rowCount())]

    assert chips == {"", "new", "no_contact"}
    assert [(one.row, one.company, one.fate) for one in shown] == [(4, "Склад-7", "junk")]


def test_unreadable_rows_are_counted_kept_out_and_saved_with_their_reason(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Issue 2.3: a rejects file; the import goes on without those rows."""
    path = tmp_path / "leads.csv"
    bad = b"\0" * 40
    path.write_bytes(("\n".join((HEAD, *ROWS)) + "\n").encode("utf-8") + bad + b"\n")
    go_to(REHEARSAL, scene, panel, str(path))
    rejected = panel.rehearsal_page.counts()["rejected"]
    place = tmp_path / "elsewhere.csv"
    panel.save_rejects(str(place))
    scene.settled(lambda: bool(scene.told))
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    scene.settled(lambda: panel.step() == DONE and not panel.work.busy())

    assert rejected == 1
    assert len(place.read_bytes().strip().splitlines()) == 2
    assert (tmp_path / "leads.rejects.csv").exists()
    assert str(tmp_path / "leads.rejects.csv") in panel.done_page.lines()


def test_an_import_is_taken_back_by_one_button_and_spares_later_edits(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Issue 2.3: revert that spares later edits."""
    go_to(DONE, scene, panel, written(tmp_path))
    (row,) = rows_of(scene.desk, "Лобода")
    scene.desk.do(Edit((row.id,), field="need", value="преси, терміново"))
    panel.take_back()
    scene.settled(lambda: panel._done is None)

    assert [row.name for row in rows_of(scene.desk)] == ["Євген Лобода"]
    assert rows_of(scene.desk, "Бондаренко") == []
    assert "1" in panel.done_page.lines()


def test_cancel_leaves_nothing_of_the_file_behind(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """UX 1.6: Cancel rolls back; the person stays at the rehearsal and may import again."""
    rows = [f"Людина {n};Фірма;+3806712{n:05d};;потреба {n};" for n in range(900)]
    go_to(REHEARSAL, scene, panel, written(tmp_path, *rows))
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    scene.qtbot.waitUntil(lambda: bool(rows_of(scene.desk)), timeout=60_000)
    told: list[str] = []
    panel.work.strip_changed.connect(lambda: told.append(panel.strip.words()))
    QTest.mouseClick(panel.strip.cancel, Qt.MouseButton.LeftButton)
    answered = list(told)
    scene.settled(lambda: not panel.work.busy())

    assert answered == ["stopping, taking back what was written…"]
    assert any(words.startswith("taking back what was written: ") for words in told)
    assert panel.step() == REHEARSAL
    assert panel.trouble.isVisible()
    assert rows_of(scene.desk) == []
    assert list(tmp_path.glob("*.rejects.csv")) == []


def test_one_goes_on_working_while_an_import_runs(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Issue 2.3: the panel can be left and returned to; others write meanwhile; the end is told."""
    rows = [f"Людина {n};Фірма;+3806712{n:05d};;потреба {n};" for n in range(600)]
    go_to(REHEARSAL, scene, panel, written(tmp_path, *rows))
    changes: list[object] = []
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)
    busy = panel.work.busy()
    panel.hide()
    lead = capture(scene.desk, name="Хтось Інший", phone="+380501112233")
    scene.link.changed.connect(changes.append)
    scene.settled(lambda: not panel.work.busy())
    panel.show()

    assert busy
    assert panel.step() == DONE
    assert lead in {row.id for row in rows_of(scene.desk, "Інший")}
    assert scene.desk.store.count(PageAsk(), scene.desk.session.now(), scene.desk.session.user.id) == 601
    assert len(scene.told) == 1
    assert changes


def test_a_file_that_cannot_be_read_says_why_and_what_is_safe(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Issue 2.6 (6): an empty file, a binary one and a missing one each get their message."""
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 40)
    said = []
    for name in ("empty.csv", "binary.csv", "missing.csv"):
        panel.open_file(str(tmp_path / name))
        scene.settled(panel.trouble.isVisible)
        said.append(panel.trouble.accessibleName())

    assert panel.step() == FILE
    assert all(name in words for name, words in zip(("empty", "binary", "missing"), said, strict=True))
    assert len(set(said)) == 3


def test_contact_cards_need_no_columns(scene: CaptureScene, panel: ImportPanel, tmp_path: Path) -> None:
    """A vCard file goes from the file straight to the rehearsal, and Esc back to the file."""
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Олена Коваленко\nTEL:+380671112233\nEND:VCARD\n"
    (tmp_path / "one.vcf").write_text(card, encoding="utf-8")
    panel.open_file(str(tmp_path / "one.vcf"))
    scene.settled(lambda: panel.step() == REHEARSAL)
    counts = panel.rehearsal_page.counts()
    QTest.keyClick(panel, Qt.Key.Key_Escape)

    assert counts["new"] == 1
    assert panel.step() == FILE


def test_a_dropped_file_is_opened(scene: CaptureScene, panel: ImportPanel, tmp_path: Path) -> None:
    """UX 2: files in by drag."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(written(tmp_path))])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    scene.settled(lambda: panel.step() == READING)

    assert panel.about.text().startswith("leads.csv")


def test_its_leads_can_be_listed_at_the_end(scene: CaptureScene, panel: ImportPanel, tmp_path: Path) -> None:
    """Ctrl+Enter on the last step shows exactly what came in."""
    capture(scene.desk, name="Хтось Інший", phone="+380501112233")
    go_to(DONE, scene, panel, written(tmp_path))
    QTest.keyClick(panel, Qt.Key.Key_Return, CTRL)

    (query,) = scene.listed
    assert {row.name for row in rows_of(scene.desk, query)} >= {"Ігор Бондаренко", "Раїса Джус"}
    assert "Хтось Інший" not in {row.name for row in rows_of(scene.desk, query)}


def test_hostile_cells_are_letters_everywhere(
    scene: CaptureScene, panel: ImportPanel, tmp_path: Path
) -> None:
    """Issue 2.4: data is plain text; a tag in a cell is shown as its letters."""
    hostile = "<img src=file:///etc/hostname>"
    go_to(REHEARSAL, scene, panel, written(tmp_path, f"{hostile};<b>Ж</b>;+380671234567;;<i>п</i>;"))
    shown = panel.rehearsal_page.list.model.index(0).data(FateRole.ROW)

    assert shown.name == hostile
    assert panel.columns_page.selects[0].accessibleName()
    assert not panel.window().grab().isNull()


def test_columns_of_the_list_keep_their_order_at_any_width() -> None:
    """Screen 09: columns at 16, 60, 216, 344, 510, 620 of 896; narrower and wider lists keep the order."""
    assert columns_at(896) == (16, 60, 216, 344, 510, 620)
    for width in (320, 640, 1600):
        at = columns_at(width)
        assert list(at) == sorted(at)
        assert at[-1] < width

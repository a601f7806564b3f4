"""Ctrl+N and Ctrl+V on a SQLite base: one line, or what the clipboard holds, becomes leads (UX 1.8, A10)."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.capture import CaptureAll
from leaddesk.domain.quick_add import Field
from leaddesk.ui.capture.paste import MOST, Paste, find_leads, open_paste
from leaddesk.ui.capture.quick_add import QuickAdd, open_quick_add, read_typed
from leaddesk.ui.kit.chip import Chip
from tests.fakes.sample import capture, incoming
from tests.ui.capture_scene import CTRL, CaptureScene, capture_scene, rows_of

LINE = "Іван Коваль +380671234567 Агро-Схід потрібен полив #виставка"
TABLE = (
    "Ім'я\tТелефон\tКомпанія\tЩо треба\n"
    "Іван Коваль\t0671234567\tАгро-Схід\tполив\n"
    "Богдан Іванчук\t0671112244\tТехноЛит\tверстат"
)
SIGNATURE = (
    "З повагою,\nОлена Коваленко\nКомерційний директор\nТОВ «Агро-Схід»\n"
    "тел. +380 67 111 22 33\no.kovalenko@agro.com.ua"
)
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Олена Коваленко\nTEL:+380671112233\nEND:VCARD"


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> CaptureScene:
    return capture_scene(qtbot, tmp_path)


@pytest.fixture
def dialog(scene: CaptureScene) -> QuickAdd:
    return open_quick_add(scene.link, scene.window)


def typed(scene: CaptureScene, dialog: QuickAdd, line: str) -> None:
    """Type a line and wait until it is read."""
    dialog.line.setText(line)
    scene.settled(lambda: dialog._read is not None)


def chips(dialog: QuickAdd) -> list[str]:
    return [chip.accessibleName() for chip in dialog.findChildren(Chip) if chip.isVisible()]


def paste(scene: CaptureScene, text: str) -> Paste:
    """Open the preview and wait until it is read."""
    made = open_paste(scene.link, scene.window, text)
    scene.settled(lambda: made._found is not None)
    return made


def test_the_line_becomes_chips_while_it_is_typed(scene: CaptureScene, dialog: QuickAdd) -> None:
    """UX 1.8: name, phone, company, need and #source, in the order typed."""
    typed(scene, dialog, LINE)

    assert chips(dialog) == ["Іван Коваль", "+380671234567", "Агро-Схід", "потрібен полив", "виставка"]
    assert rows_of(scene.desk) == []


def test_enter_adds_the_lead_and_tells_a_step_to_undo(scene: CaptureScene, dialog: QuickAdd) -> None:
    """UX 1.8, 1.1: Enter captures; the toast can take it back."""
    typed(scene, dialog, LINE)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    scene.settled(lambda: bool(scene.told))
    (row,) = rows_of(scene.desk)
    told = (row.name, row.phone, row.company, row.need, row.source, row.channel)
    scene.runner.undo(scene.told[0].tx)
    scene.settled()

    assert told == ("Іван Коваль", "+380671234567", "Агро-Схід", "потрібен полив", "виставка", "call")
    assert not dialog.is_open()
    assert rows_of(scene.desk) == []


def test_enter_at_once_loses_nothing_of_what_was_typed_last(scene: CaptureScene, dialog: QuickAdd) -> None:
    """Enter before the pause ends reads the line as it stands now, not as it was."""
    typed(scene, dialog, "Іван Коваль +380671234567")
    dialog.line.setText(LINE)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    scene.settled(lambda: bool(scene.told))

    (row,) = rows_of(scene.desk)
    assert row.need == "потрібен полив"


def test_ctrl_enter_adds_and_takes_the_next_line(scene: CaptureScene, dialog: QuickAdd) -> None:
    """Several leads one after another without leaving the dialog."""
    for n in range(3):
        typed(scene, dialog, f"Людина Перша{n} +38067000000{n}")
        QTest.keyClick(dialog.line, Qt.Key.Key_Return, CTRL)
        scene.told_times(n + 1)

    assert dialog.is_open()
    assert dialog.line.text() == ""
    assert len(rows_of(scene.desk)) == 3


def test_who_came_before_is_shown_while_typing(scene: CaptureScene, dialog: QuickAdd) -> None:
    """A10: came before, with what came of it, before anything is written; one press opens the lead."""
    known = capture(scene.desk, name="Іван Коваль", phone="+380671234567", company="Агро-Схід")
    typed(scene, dialog, "+380 67 123 45 67")
    said = dialog._known.accessibleName()
    QTest.keyClick(dialog.line, Qt.Key.Key_O, CTRL)

    assert "Іван Коваль, Агро-Схід" in said
    assert "×1" in said
    assert scene.opened == [known]
    assert not dialog.is_open()


def test_who_came_before_is_known_by_another_alphabet_and_another_number(
    scene: CaptureScene, dialog: QuickAdd
) -> None:
    """A10: by the name and a number that both are written otherwise; a namesake is not them."""
    known = capture(scene.desk, name="Юлія Щербак", phone="+380671234567", company="Агро-Схід")
    typed(scene, dialog, "Yuliia Scherbak +380501110022")
    namesake = dialog._known.isHidden()
    typed(scene, dialog, "Yuliia Scherbak 8 (067) 123-45-67")
    said = dialog._known.accessibleName()
    QTest.keyClick(dialog.line, Qt.Key.Key_O, CTRL)

    assert namesake
    assert "Юлія Щербак" in said
    assert scene.opened == [known]


def test_a_line_without_a_contact_is_said_to_be_junk_and_is_kept(
    scene: CaptureScene, dialog: QuickAdd
) -> None:
    """A6: without a contact a record is junk, kept, and the person is told before the press."""
    typed(scene, dialog, "Іван Коваль потрібен полив")
    told = dialog.note.text()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    scene.settled(lambda: bool(scene.told))

    assert told
    (row,) = rows_of(scene.desk, "is:junk")
    assert (row.place, row.place_reason) == ("junk", "no_contact")


def test_esc_leaves_and_writes_nothing(scene: CaptureScene, dialog: QuickAdd) -> None:
    """Esc closes, also while the line is being read."""
    dialog.line.setText(LINE)
    QTest.keyClick(dialog.line, Qt.Key.Key_Escape)
    scene.settled()

    assert not dialog.is_open()
    assert rows_of(scene.desk) == []


def test_an_empty_line_adds_nothing(scene: CaptureScene, dialog: QuickAdd) -> None:
    """Blanks are no lead; the button says so by being off."""
    dialog.line.setText("   ")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    scene.settled()

    assert not dialog.add.isEnabled()
    assert dialog.is_open()
    assert rows_of(scene.desk) == []


def test_a_hostile_line_stays_letters(scene: CaptureScene, dialog: QuickAdd) -> None:
    """Issue 2.4: tags, NUL and direction marks are kept as text, and nothing is raised."""
    line = "<img src=file:///etc/hostname> \u202e Ко\x00валь +380671234567"
    typed(scene, dialog, line)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    scene.settled(lambda: bool(scene.told))

    (row,) = rows_of(scene.desk)
    assert "<img" in row.name + row.need + row.company
    assert "&lt;img" not in scene.told[0].text


def test_a_line_is_read_as_the_command_line_reads_it(scene: CaptureScene) -> None:
    """One converter for every door (C14): the chips and the arrival say the same."""
    told, item, known = read_typed(scene.desk, LINE, "call")

    assert dict(told)[Field.NAME] == item.name
    assert dict(told)[Field.NEED] == item.need == item.original
    assert known == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (TABLE, ["Іван Коваль", "Богдан Іванчук"]),
        (SIGNATURE, ["Олена Коваленко"]),
        (VCARD, ["Олена Коваленко"]),
        (LINE, ["Іван Коваль"]),
    ],
    ids=["rows", "signature", "vcard", "line"],
)
def test_the_clipboard_is_shown_before_it_is_written(
    scene: CaptureScene, text: str, names: list[str]
) -> None:
    """UX 1.8: a signature, a vCard, spreadsheet rows or a line; nothing is written yet."""
    dialog = paste(scene, text)
    shown = [check.text() for check in dialog.checks]

    assert [name for name, words in zip(names, shown, strict=True) if name not in words] == []
    assert rows_of(scene.desk) == []


def test_enter_adds_all_of_them_as_one_step(scene: CaptureScene) -> None:
    """UX 1.8, 1.1: one undo takes the whole paste back."""
    dialog = paste(scene, TABLE)
    scene.key(Qt.Key.Key_Return)
    scene.settled(lambda: bool(scene.told))
    names = {row.name for row in rows_of(scene.desk)}
    scene.runner.undo(scene.told[0].tx)
    scene.settled()

    assert names == {"Іван Коваль", "Богдан Іванчук"}
    assert not dialog.is_open()
    assert rows_of(scene.desk) == []


def test_a_row_can_be_left_out(scene: CaptureScene) -> None:
    """What is not ticked is not written."""
    dialog = paste(scene, TABLE)
    QTest.keyClick(dialog.checks[0], Qt.Key.Key_Space)
    QTest.keyClick(dialog.checks[0], Qt.Key.Key_Return)
    scene.settled(lambda: bool(scene.told))

    assert [row.name for row in rows_of(scene.desk)] == ["Богдан Іванчук"]


def test_another_channel_keeps_what_was_left_out(scene: CaptureScene) -> None:
    """The channel is asked once for the paste; choosing it does not tick rows again."""
    dialog = paste(scene, TABLE)
    dialog.checks[0].setChecked(False)
    dialog.channel.setCurrentIndex(dialog.channel.findData("messenger"))
    scene.settled(lambda: dialog.chosen() != () and dialog.chosen()[0].channel == "messenger")
    dialog.capture()
    scene.settled(lambda: bool(scene.told))

    (row,) = rows_of(scene.desk)
    assert (row.name, row.channel) == ("Богдан Іванчук", "messenger")


def test_a_text_without_a_lead_says_so(scene: CaptureScene) -> None:
    """Nothing found, nothing added, and the button is off."""
    dialog = paste(scene, " \n\n ")

    assert not dialog.add.isEnabled()
    assert dialog._note.text()


def test_more_than_a_person_looks_through_is_cut_and_said(scene: CaptureScene) -> None:
    """A thousand rows belong into a file: the preview takes the first ones and says so."""
    rows = "\n".join(f"Людина {n}\t06700{n:05d}" for n in range(MOST + 5))
    dialog = paste(scene, "Ім'я\tТелефон\n" + rows)

    assert len(dialog.chosen()) == MOST
    assert str(MOST) in dialog._note.text()


def test_a_pasted_client_who_is_known_is_marked(scene: CaptureScene) -> None:
    """A10: each row says whether it came before."""
    capture(scene.desk, name="Іван Коваль", phone="+380671234567")
    found = find_leads(scene.desk, TABLE, "email")

    assert [len(rows) for rows in found.known] == [1, 0]


def test_the_same_person_twice_in_one_paste_is_one_person(scene: CaptureScene) -> None:
    """A10: later rows know of earlier ones in the same step, and a lead born in it is not asked for."""
    items = tuple(
        incoming(name="Іван Коваль", phone="+380671234567", need=need, channel="call")
        for need in ("полив", "полив", "насос")
    )
    scene.desk.do(CaptureAll(items))

    rows = rows_of(scene.desk)
    assert sorted(row.need for row in rows) == ["насос", "полив"]
    assert len({row.person_id for row in rows}) == 1

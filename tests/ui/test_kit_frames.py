"""What lies over a window or fills a pane: toast, popup, dialog, empty states, table twin, gallery."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.empty import EmptyState, OutcomeRow, Outcomes
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow
from leaddesk.ui.kit.toast import SHOWN_MS, Toast
from leaddesk.ui.kit.twin import TableTwin, TwinRole
from leaddesk.ui.theme.switch import ThemeSwitch, current_theme, theme_switch
from tests.ui import gallery

ROWS = [
    ChoiceRow("1", "", "Не відповів", "наступна спроба 2 з 5: сьогодні о 12:14"),
    ChoiceRow("2", "", "Передзвонити", "о котрій, у часі ліда"),
    ChoiceRow("3", "", "Поговорили", "далі картка", reason="спершу подзвоніть"),
]


@pytest.fixture(autouse=True)
def switch(qapp: QApplication) -> Iterator[ThemeSwitch]:
    """The application dressed in light at 100 %, in Ukrainian."""
    set_language("uk")
    made = theme_switch()
    made.start()
    yield made
    made.choose(mode="light", contrast=False, percent=100, touch_mode=False)
    set_language("en")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    """A window of the smallest size with something that has the focus and a one-letter shortcut."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1024, 600)
    field = QLineEdit()
    field.setObjectName("below")
    made.setCentralWidget(field)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    field.setFocus()
    yield made
    made.close()


def test_a_toast_leaves_by_itself_after_its_time(window: QMainWindow, qtbot: QtBot) -> None:
    """UX.md 1.1 and 3.2: 8 s; it names the object and offers the undo."""
    toast = Toast(window)
    toast.show_message("«Роман Шевченко» відкладено", "Скасувати", "Z")
    wanted = toast.remaining_ms()
    toast.show_message("«Роман Шевченко» відкладено", "Скасувати", "Z", shown_ms=20)
    with qtbot.waitSignal(toast.gone, timeout=2000):
        pass

    assert SHOWN_MS - 500 < wanted <= SHOWN_MS == 8000
    assert toast.isHidden()
    assert toast.accessibleName() == "«Роман Шевченко» відкладено Скасувати"


def test_a_toast_waits_while_one_looks_at_it(window: QMainWindow, qtbot: QtBot) -> None:
    """UX.md 3.2: pauses on hover and focus; the rest of the time runs on afterwards."""
    toast = Toast(window)
    toast.show_message("«Роман Шевченко» відкладено", "Скасувати", "Z", shown_ms=5000)
    QTest.mouseMove(toast, QPoint(60, 30))
    hovered = (toast.waiting(), toast.remaining_ms())
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    ran_on = toast.waiting()
    toast.setFocus()
    focused = toast.waiting()
    window.centralWidget().setFocus()
    after = toast.waiting()
    toast.dismiss()

    assert hovered[0]
    assert 4000 < hovered[1] <= 5000
    assert (ran_on, focused, after) == (False, True, False)
    assert not toast.waiting()


def test_the_toast_undoes_by_mouse_and_keys_and_goes_by_escape(window: QMainWindow, qtbot: QtBot) -> None:
    """UX.md 1.1: the toast carries the undo; without an action a press does nothing."""
    toast = Toast(window)
    told: list[str] = []
    toast.acted.connect(lambda: told.append("undo"))
    toast.gone.connect(lambda: told.append("gone"))
    for act in (
        lambda: QTest.mouseClick(toast, Qt.MouseButton.LeftButton),
        lambda: QTest.keyClick(toast, Qt.Key.Key_Return),
        lambda: QTest.keyClick(toast, Qt.Key.Key_Escape),
    ):
        toast.show_message("«Роман Шевченко» відкладено", "Скасувати", "Z")
        act()
    toast.show_message("Збережено")
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    still = toast.isVisible()
    toast.dismiss()

    assert told == ["undo", "undo", "gone", "gone"]
    assert still


def test_a_toast_stands_above_the_bar_and_fits_its_pane(window: QMainWindow) -> None:
    """screens/README: 456x40, 8 above the bar, at the left of the card pane; longer words widen it."""
    toast = Toast(window)
    toast.show_message("Коротко", "Скасувати", "Z")
    toast.place(472, 540)
    short = toast.geometry()
    toast.show_message("Дуже довге ім’я " * 6, "Скасувати", "Z")
    long = toast.width()
    toast.fit(500)
    cut = toast.width()
    toast.grab()
    toast.dismiss()

    assert (short.x() + 12, short.bottom() + 1 - 12) == (472, 540)
    assert (short.width() - 24, short.height() - 24) == (456, 40)
    assert long > short.width()
    assert cut == 524


def test_one_digit_chooses_and_no_shortcut_below_hears_it(window: QMainWindow, qtbot: QtBot) -> None:
    """Screen 06 and UX.md 4.1: in the popup 1 is "no answer", in the list below 1 is "hot"."""
    below = QAction(window)
    below.setShortcut(QKeySequence("1"))
    fired: list[str] = []
    below.triggered.connect(lambda: fired.append("below"))
    window.addAction(below)
    popup = ChoicePopup(window, "Підсумок контакту", "Ігор Бондаренко", ROWS)
    popup.chosen.connect(fired.append)
    popup.open_popup()
    focus = QApplication.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_1)
    after = QApplication.focusWidget()

    assert focus is popup.list
    assert fired == ["1"]
    assert not popup.is_open()
    assert after is window.centralWidget()


def test_arrows_enter_and_the_mouse_choose_and_a_disabled_row_says_why(window: QMainWindow) -> None:
    """UX.md 1.3: five ways; a row that is not allowed stays silent and shows its reason."""
    told: list[str] = []
    popup = ChoicePopup(window, "Підсумок", "", ROWS)
    popup.chosen.connect(told.append)
    popup.open_popup()
    QTest.keyClick(popup.list, Qt.Key.Key_3)
    disabled = (popup.list.current(), popup.list.accessibleName(), popup.is_open())
    QTest.keyClick(popup.list, Qt.Key.Key_Up)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    second = ChoicePopup(window, "Підсумок", "", ROWS)
    second.chosen.connect(told.append)
    second.open_popup()
    QTest.mouseMove(second.list, QPoint(100, 70))
    QTest.mouseClick(second.list, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))

    assert disabled == ("3", "3 Поговорили спершу подзвоніть", True)
    assert told == ["2", "1"]


def test_a_letter_goes_into_the_line_and_enter_takes_it(window: QMainWindow) -> None:
    """UX.md 1.4: presets by digit, or typed: "вт 15:00"; the meaning is shown before Enter."""
    popup = ChoicePopup(window, "Відкласти", "Ігор Бондаренко", ROWS, type_hint="або напишіть: вт 15:00")
    typing: list[str] = []
    typed: list[str] = []
    popup.typing.connect(typing.append)
    popup.typed.connect(typed.append)
    popup.open_popup()
    letter = QKeyEvent(QEvent.Type.KeyPress, 0x412, Qt.KeyboardModifier.NoModifier, "в")
    QApplication.sendEvent(popup.list, letter)
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    popup.line.setText("  ")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    empty_kept_open = not popup.is_open()
    again = ChoicePopup(window, "Відкласти", "", ROWS, type_hint="або напишіть")
    again.typed.connect(typed.append)
    again.open_popup()
    again.show_preview("вівторок, 24 листопада, 15:00 у ліда")
    again.line.setText("   ")
    QTest.keyClick(again.line, Qt.Key.Key_Return)
    blank = again.is_open()
    again.cancel()

    assert typing[0] == "в"
    assert typed == ["в"]
    assert empty_kept_open
    assert blank


def test_escape_and_a_press_outside_cancel_and_the_focus_comes_back(window: QMainWindow) -> None:
    """UX.md 4.1: Esc leaves; nothing is written; the person is where they were."""
    told: list[str] = []
    for leave in ("escape", "outside"):
        popup = ChoicePopup(window, "Підсумок", "", ROWS)
        popup.cancelled.connect(lambda how=leave: told.append(how))
        popup.closed.connect(lambda: told.append("closed"))
        popup.chosen.connect(told.append)
        popup.open_popup()
        if leave == "escape":
            QTest.keyClick(popup.list, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        popup.cancel()

    assert told == ["escape", "closed", "outside", "closed"]
    assert QApplication.focusWidget() is window.centralWidget()


def test_the_popup_has_the_size_of_the_screen_and_stays_inside_a_resized_window(window: QMainWindow) -> None:
    """screens/README 06: 496x404, head 64, row 44; it is moved when the window shrinks."""
    rows = [ChoiceRow(str(n), "", f"Рядок {n}", "наслідок") for n in range(1, 7)]
    popup = ChoicePopup(window, "Підсумок контакту", "Ігор", rows, foot="Перший рядок.\nДругий рядок.")
    popup.open_popup()
    QApplication.processEvents()
    frame = popup.list.parentWidget()
    size, row = frame.size(), popup.list.height()
    window.resize(460, 380)
    QApplication.processEvents()
    inside = window.rect().contains(frame.geometry())
    popup.cancel()

    assert abs(size.height() - 404) <= 4
    assert (size.width(), row) == (496, 276)
    assert inside


@pytest.mark.parametrize("size", [(1024, 600), (1366, 700)])
def test_a_dialog_fits_the_smallest_window_and_only_its_body_scrolls(
    size: tuple[int, int], window: QMainWindow
) -> None:
    """UX.md 2: dialogs fit 1024x600: head and foot fixed, the body scrolls."""
    window.resize(*size)
    dialog = Dialog(window, "Передати в продаж: Богдан Поліщук", "ЕнергоБуд, Рівне, 2,60 млн ₴")
    lay = QVBoxLayout(dialog.body)
    fields = [QLineEdit() for _ in range(40)]
    for number, field in enumerate(fields):
        field.setAccessibleName(f"Поле {number}")
        lay.addWidget(field)
    save = dialog.add_button(Button("Передати", kind="primary", key="Ctrl+Enter"), primary=True)
    dialog.add_button(Button("Скасувати", key="Esc"))
    dialog.show_remark("відповідь чекаємо до 12:14")
    pressed: list[int] = []
    save.clicked.connect(lambda: pressed.append(1))
    dialog.open_dialog(fields[0])
    QApplication.processEvents()
    frame = save.parentWidget()
    while frame.parentWidget() is not dialog:
        frame = frame.parentWidget()
    geometry = frame.geometry()
    dialog.scroll_to(fields[-1])
    QTest.keyClick(fields[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    foot_seen = dialog.rect().contains(save.mapTo(dialog, QPoint(0, save.height())))
    last_seen = not fields[-1].visibleRegion().isEmpty()
    dialog.grab()
    dialog.close_overlay()

    assert window.rect().contains(geometry)
    assert geometry.width() == 940
    assert geometry.height() == min(644, size[1] - 32)
    assert pressed == [1]
    assert (foot_seen, last_seen) == (True, True)


def test_tab_stays_inside_a_dialog_and_goes_round(window: QMainWindow) -> None:
    """UX.md 4.5 journey 11: the window below is not reached by Tab while a dialog is open."""
    dialog = Dialog(window, "Злиття", size=QSize(400, 300))
    lay = QVBoxLayout(dialog.body)
    one, two = QLineEdit(), QLineEdit()
    lay.addWidget(one)
    lay.addWidget(two)
    save = dialog.add_button(Button("Зберегти", kind="primary"), primary=True)
    dialog.open_dialog(one)
    seen = [QApplication.focusWidget()]
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    back = QApplication.focusWidget()
    dialog.cancel()

    assert set(seen) == {one, two, save, dialog.cross}
    assert seen[4] is seen[0]
    assert back is seen[3]
    assert window.centralWidget() not in seen


def test_a_dialog_that_holds_typed_text_ignores_a_press_outside(window: QMainWindow) -> None:
    """UX.md 4.4: an error or a slip never loses typed text; Esc and the cross still leave."""
    told: list[str] = []
    dialog = Dialog(window, "Нотатка", size=QSize(400, 300))
    dialog.cancelled.connect(lambda: told.append("cancelled"))
    dialog.open_dialog()
    QTest.mouseClick(dialog, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    kept = dialog.is_open()
    QTest.mouseClick(dialog.cross, Qt.MouseButton.LeftButton)
    loose = Dialog(window, "Довідка", size=QSize(400, 300), keeps_typed=False)
    loose.open_dialog()
    QTest.mouseClick(loose, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert kept
    assert told == ["cancelled"]
    assert not loose.is_open()


def test_an_open_popup_follows_the_theme(window: QMainWindow, switch: ThemeSwitch) -> None:
    """UX.md 1.7: Ctrl+Shift+L works at any moment; nothing keeps the old colours."""
    popup = ChoicePopup(window, "Підсумок", "", ROWS)
    popup.open_popup()
    switch.choose(mode="dark", percent=125)
    frame = popup.list.parentWidget()
    image = frame.grab().toImage()
    found = image.pixelColor(frame.width() // 2, frame.height() - 4)
    wide = frame.width()
    popup.cancel()

    assert found == current_theme().surface
    assert wide == 620


def test_an_empty_state_says_what_it_means_and_offers_the_next_place(qtbot: QtBot) -> None:
    """UX.md 4.4: 14 empty states; the first action is the primary one."""
    state = EmptyState(
        "inbox-arrow-down",
        "Ще жодного ліда",
        "",
        (("import", "Імпорт", "Ctrl+O"), ("sample", "Навчальна", "")),
    )
    qtbot.addWidget(state)
    state.resize(400, 500)
    state.show()
    told: list[str] = []
    state.chosen.connect(told.append)
    for button in state.findChildren(Button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    state.close()

    assert told == ["import", "sample"]
    assert state.accessibleName() == "Ще жодного ліда"


def test_each_number_of_the_sorted_day_opens_its_leads(qtbot: QtBot) -> None:
    """Screen 16: where all 60 went, each row opens them; the next sensible place is the primary."""
    rows = (
        OutcomeRow("take", "account-check-outline", "Взято в роботу", "24", 1.0),
        OutcomeRow("junk", "trash-can-outline", "Неякісні", "5", 0.2),
    )
    done = Outcomes(
        "Усе розібрано",
        "Ось що сталося.",
        rows,
        "Далі",
        (("replied", "Відповіли: 5", ""), ("today", "Сьогодні: 9", "")),
    )
    qtbot.addWidget(done)
    done.resize(560, 500)
    done.show()
    told: list[str] = []
    done.opened.connect(told.append)
    done.chosen.connect(told.append)
    named = [w for w in done.findChildren(QWidget) if w.accessibleName().endswith(("24", "5"))]
    for target in (named[0], next(b for b in done.findChildren(Button))):
        QTest.keyClick(target, Qt.Key.Key_Return)
    done.grab()
    done.close()

    assert named[0].accessibleName() == "Взято в роботу: 24"
    assert told == ["take", "replied"]


def test_a_row_of_the_twin_with_too_few_cells_ends_in_empty_ones(qtbot: QtBot) -> None:
    """Rows of a foreign file may be short; Qt read past their end and the program died."""
    twin = TableTwin("Файл")
    qtbot.addWidget(twin)
    twin.show_rows(("a", "b", "c"), (("1",), (), ("1", "2", "3", "4")))
    twin.show()
    twin.setCurrentIndex(twin.model().index(1, 2))
    twin.repaint()

    shown = [[twin.model().index(row, column).data() for column in range(3)] for row in range(3)]

    assert shown == [["1", "", ""], ["", "", ""], ["1", "2", "3"]]


def test_the_table_twin_opens_copies_and_shows_letters(qtbot: QtBot) -> None:
    """UX.md 3.5: every chart has its table; Enter opens the leads, Ctrl+C copies; S1: letters only."""
    twin = TableTwin("Передано за тижнем")
    qtbot.addWidget(twin)
    twin.resize(400, 200)
    twin.show_rows(
        ("Тиждень", "n"), (("т. 36", "391"), ("<b>т.\t37</b>", "402")), ids=("w36", ""), numeric=(1,)
    )
    twin.show()
    told: list[str] = []
    twin.opened.connect(told.append)
    model = twin.model()
    twin.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(twin, Qt.Key.Key_Return)
    twin.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(twin, Qt.Key.Key_Return)
    QTest.keySequence(twin, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QGuiApplication.clipboard().text()
    tip = model.data(model.index(1, 0), Qt.ItemDataRole.ToolTipRole)
    right = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    twin.close()

    assert told == ["w36"]
    assert copied == "Тиждень\tn\nт. 36\t391\n<b>т. 37</b>\t402"
    assert "&lt;b&gt;" in tip
    assert right & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 0), TwinRole.ROW_ID) == "w36"
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "Тиждень"
    assert model.data(model.index(9, 9), Qt.ItemDataRole.DisplayRole) is None
    assert twin.accessibleName() == "Передано за тижнем"


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize(("mode", "contrast"), [("light", False), ("dark", False), ("dark", True)])
def test_everything_is_painted_in_every_theme_and_zoom(
    percent: int, mode: str, contrast: bool, switch: ThemeSwitch, qtbot: QtBot
) -> None:
    """UX.md 4.6: no widget fails to paint, none keeps a colour of another theme."""
    switch.choose(mode=mode, contrast=contrast, percent=percent)  # type: ignore[arg-type]
    shown = gallery.parts()
    qtbot.addWidget(shown)
    image = shown.grab().toImage()

    assert image.pixelColor(image.width() - 2, image.height() - 2) == current_theme().bg
    assert not image.isNull()


def test_no_widget_that_takes_the_focus_is_without_a_name(qtbot: QtBot) -> None:
    """UX.md 4.6: unnamed-widget scan; Architecture 8.15."""
    unnamed: list[str] = []
    for made in (gallery.parts(), gallery.inbox()):
        qtbot.addWidget(made)
        for widget in made.findChildren(QWidget):
            takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), TableTwin)
            named = widget.accessibleName() or (widget.property("text") or "")
            if (
                takes
                and not inner
                and not named
                and not widget.isHidden()
                and type(widget).__module__.startswith("leaddesk")
            ):
                unnamed.append(type(widget).__name__)
        for toast in made.findChildren(Toast):
            toast.dismiss()

    assert unnamed == []


def test_every_label_of_the_kit_is_plain_text(qtbot: QtBot) -> None:
    """RELIABILITY.md S1: no QLabel decides by itself that a name is HTML."""
    shown = gallery.parts()
    qtbot.addWidget(shown)

    formats = {label.textFormat() for label in shown.findChildren(QLabel) if label.text()}

    assert formats == {Qt.TextFormat.PlainText}


def test_the_gallery_writes_a_picture_for_the_eye(tmp_path: Path, qapp: QApplication) -> None:
    """UX.md 4.6: the screenshot set; a person compares it with the drawn screens."""
    gallery.main(tmp_path)
    for toast in [w for w in QApplication.allWidgets() if isinstance(w, Toast)]:
        toast.dismiss()
    for top in QApplication.topLevelWidgets():
        top.close()
        top.deleteLater()

    names = {path.stem for path in tmp_path.glob("*.png")}
    assert {"kit_inbox_light", "kit_inbox_dark", "kit_parts_light", "kit_popup_dark"} <= names
    assert all(path.stat().st_size > 10_000 for path in tmp_path.glob("*.png"))

"""What is pressed, typed into or chosen: buttons, level keys, tabs, rail, top bar, fields, choices."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.kit.actionbar import ActionBar, BarAction
from leaddesk.ui.kit.avatar import AvatarButton
from leaddesk.ui.kit.button import Button, IconButton
from leaddesk.ui.kit.chip import FilterChip
from leaddesk.ui.kit.choice import Check, ChoiceButton, Phrase, Radio, Select, Tile
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.rail import NARROW, RAIL_ICONS, WIDE, Rail, RailEntry
from leaddesk.ui.kit.search import SearchField
from leaddesk.ui.kit.segmented import LevelKeys, Segmented, ViewSwitch
from leaddesk.ui.kit.splits import Split, SplitTabs
from leaddesk.ui.kit.sync_sign import SyncSign
from leaddesk.ui.kit.topbar import TopBar
from leaddesk.ui.theme.icons import has_icon
from leaddesk.ui.theme.switch import ThemeSwitch, current_theme, theme_switch

SPLITS = (
    Split("hot", "Гарячі", "12"),
    Split("new", "Нові", "38"),
    Split("replied", "Відповіли", "5"),
    Split("today", "Сьогодні", "9"),
    Split("late", "Прострочені", "3"),
    Split("sleep", "Відкладені", "14"),
    Split("none", "Без власника", "6"),
    Split("all", "Усі", "128"),
)


@pytest.fixture(autouse=True)
def switch(qapp: QApplication) -> Iterator[ThemeSwitch]:
    """The application dressed in light at 100 %, in Ukrainian."""
    set_language("uk")
    made = theme_switch()
    made.start()
    yield made
    made.choose(mode="light", contrast=False, percent=100, touch_mode=False)
    set_language("en")


def shown(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QWidget:
    """Put a widget on the screen; the test closes its window."""
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    widget.show()
    return widget


def test_a_button_is_as_wide_as_its_words_and_key_and_presses_by_enter_and_space(qtbot: QtBot) -> None:
    """screens/README: 32 high, padding 10 in a bar, the cap inside; Architecture 8.15: by keyboard."""
    button = Button("Підсумок", key="R", tight=True)
    shown(qtbot, button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    focus_after_click = button.hasFocus()
    size = button.sizeHint()
    button.set_key("")
    narrower = button.sizeHint().width()
    button.close()

    assert abs(size.width() - 108) <= 1
    assert size.height() == 32
    assert narrower < size.width() - 20
    assert pressed == [1, 1, 1]
    assert button.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert not focus_after_click or QApplication.focusWidget() is None
    assert button.accessibleName() == "Підсумок"


def test_a_disabled_button_says_why_and_does_nothing(qtbot: QtBot) -> None:
    """UX.md 3.3: disabled = text3 and the reason in the tooltip; the reason is foreign text too."""
    button = Button("Передати", key="Q")
    shown(qtbot, button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.set_disabled_because("спершу: <b>хто вирішує</b>")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    tip, told = button.toolTip(), button.accessibleDescription()
    button.set_disabled_because("")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.close()

    assert "&lt;b&gt;" in tip
    assert told == "спершу: <b>хто вирішує</b>"
    assert pressed == [1]
    assert button.isEnabled()


def test_a_button_bound_to_an_action_is_the_same_command(qtbot: QtBot) -> None:
    """UX.md 1.3: one QAction behind key, menu, palette and button."""
    action = QAction("&Відкласти")
    fired: list[int] = []
    action.triggered.connect(lambda: fired.append(1))
    button = Button("", key="H")
    icon = IconButton("alarm-snooze", "")
    for widget in (button, icon):
        shown(qtbot, widget)
    button.bind(action, text=True)
    icon.bind(action)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(icon, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    off = (button.isEnabled(), icon.isEnabled())
    action.setText("Відкласти до…")
    button.close()
    icon.close()

    assert fired == [1, 1]
    assert off == (False, False)
    assert (button.text(), icon.accessibleName()) == ("Відкласти до…", "Відкласти до…")


@pytest.mark.parametrize("kind", ["primary", "secondary", "ghost", "danger", "link"])
def test_every_kind_of_button_shows_hover_focus_and_disabled_differently(kind: str, qtbot: QtBot) -> None:
    """UX.md 3.3: default, focus and disabled of every control differ."""
    host = QWidget()
    lay = QVBoxLayout(host)
    button = Button("Дія", kind=kind, key="D", icon="phone")  # type: ignore[arg-type]
    lay.addWidget(button)
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    host.setFocus()
    plain = button.grab().toImage()
    button.setFocus()
    focused = button.grab().toImage()
    host.setFocus()
    button.setDown(True)
    button.setDown(False)
    button.setEnabled(False)
    disabled = button.grab().toImage()
    host.close()

    assert focused != plain
    assert disabled not in (plain, focused)


def test_the_action_bar_moves_what_has_no_room_under_the_dots(qtbot: QtBot) -> None:
    """UX.md 3: every screen fits 1280 in three languages and at +40 %; nothing becomes unreachable."""
    names = ("Подзвонити", "Підсумок", "В роботу", "Передати в продаж", "Вирощувати", "Відкласти")
    actions = [QAction(name) for name in names]
    rare = QAction("Друк")
    bar = ActionBar()
    qtbot.addWidget(bar)
    bar.show_actions(
        tuple(BarAction(a, a.text(), k) for a, k in zip(actions, "DRWQNH", strict=True)), (rare,)
    )
    bar.show_remark("збережено 10:14")
    bar.resize(1200, 52)
    bar.show()
    all_fit = bar.shown()
    bar.resize(500, 52)
    some = bar.shown()
    menu = [a.text() for a in bar.more_menu().actions() if not a.isSeparator()]
    actions[0].setEnabled(False)
    last = max(child.geometry().right() for child in bar.findChildren(QWidget) if child.isVisible())
    bar.resize(60, 52)
    least = bar.shown()
    bar.close()

    assert all_fit == names
    assert 1 < len(some) < len(names)
    assert menu == [*names[len(some) :], "Друк"]
    assert last <= 500 - 16
    assert least == names[:1]
    assert not next(b for b in bar.findChildren(Button) if b.text() == "Подзвонити").isEnabled()


def test_unknown_is_not_zero_and_every_level_has_its_key(qtbot: QtBot) -> None:
    """UX.md 3.3 and 4.1: ? 0 1 2 3 by digits, - is unknown; D-levels 0..3 and None."""
    keys = LevelKeys("Бюджет")
    shown(qtbot, keys)
    told: list[object] = []
    keys.level_chosen.connect(told.append)
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Minus, Qt.Key.Key_3, Qt.Key.Key_9):
        QTest.keyClick(keys, key)
    named = keys.accessibleName()
    keys.show_level(None)
    unknown = (keys.choice(), keys.accessibleName())
    keys.close()

    assert told == [2, 0, None, 3]
    assert named == "Бюджет: рівень 3"
    assert unknown == (0, "Бюджет: невідомо")
    assert keys.sizeHint() == QSize(180, 28)


def test_a_proposed_level_is_dashed_until_it_is_chosen(qtbot: QtBot) -> None:
    """Screen 02: typed text proposes a level, Enter accepts it; proposing tells nobody."""
    keys = LevelKeys("Терміни")
    shown(qtbot, keys)
    told: list[object] = []
    keys.level_chosen.connect(told.append)
    keys.show_level(None)
    plain = keys.grab().toImage()
    keys.show_level(None, 2)
    proposed = keys.grab().toImage()
    marked = keys.proposal()
    keys.choose(3)
    keys.close()

    assert proposed != plain
    assert marked == 3
    assert told == [2]
    assert keys.proposal() == -1


def test_pointing_at_a_level_is_told_before_the_press(qtbot: QtBot) -> None:
    """UX.md 1.5: hovering or focusing an answer shows what it would add to the score."""
    keys = LevelKeys("Потреба")
    shown(qtbot, keys)
    pointed: list[int] = []
    chosen: list[int] = []
    keys.pointed.connect(pointed.append)
    keys.chosen.connect(chosen.append)
    QTest.mouseMove(keys, QPoint(50, 14))
    QTest.mouseMove(keys, QPoint(170, 14))
    QTest.keyClick(keys, Qt.Key.Key_Right)
    QTest.keyClick(keys, Qt.Key.Key_Left)
    QTest.keyClick(keys, Qt.Key.Key_Left)
    QTest.keyClick(keys, Qt.Key.Key_Space)
    QTest.mouseClick(keys, Qt.MouseButton.LeftButton, pos=QPoint(130, 14))
    keys.close()

    assert [p for p in pointed if p >= 0][-3:] == [1, 0, 0] or pointed[-1] in (3, 4)
    assert chosen == [0, 3]


def test_the_switch_of_views_names_all_three_and_tells_the_one_chosen(qtbot: QtBot) -> None:
    """UX.md 3.3: BANT, CHAMP and the four-part check are views of one answer set; 72+80+92 wide."""
    view = ViewSwitch()
    shown(qtbot, view)
    told: list[str] = []
    view.view_chosen.connect(told.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 14))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 14))
    view.show_view("bant")
    view.close()

    assert told == ["champ", "four"]
    assert view.choice() == 0
    assert view.sizeHint() == QSize(244, 28)


def test_tabs_that_do_not_fit_go_under_one_chevron_with_their_counts(qtbot: QtBot) -> None:
    """UX.md 3.2 and screen 01: at 400 px four are seen and «Ще 4» holds the rest."""
    tabs = SplitTabs()
    shown(qtbot, tabs, QSize(400, 40))
    tabs.show_splits(SPLITS, "new")
    at_400 = tabs.shown()
    menu = [action.text() for action in tabs.more_menu().actions()]
    tabs.resize(900, 40)
    at_900 = tabs.shown()
    tabs.close()

    assert at_400 == ("hot", "new", "replied", "today")
    assert menu == ["Прострочені 3", "Відкладені 14", "Без власника 6", "Усі 128"]
    assert at_900 == tuple(split.id for split in SPLITS)
    assert tabs.accessibleDescription() == "Нові 38"


@pytest.mark.parametrize("width", [120, 200, 260, 400, 520, 1000])
def test_the_active_tab_is_always_seen(width: int, qtbot: QtBot) -> None:
    """UX.md 3.2: the counts stay; whatever the width, one sees which queue is open."""
    tabs = SplitTabs()
    qtbot.addWidget(tabs)
    tabs.resize(width, 40)
    for split in SPLITS:
        tabs.show_splits(SPLITS, split.id)
        assert split.id in tabs.shown()
        assert set(tabs.shown()) | {s.id for s in tabs.hidden()} == {s.id for s in SPLITS}


def test_tabs_are_chosen_by_mouse_by_arrows_and_from_the_overflow(qtbot: QtBot) -> None:
    """Architecture 8.15: the overflow is reached by the keyboard as well."""
    tabs = SplitTabs()
    shown(qtbot, tabs, QSize(400, 40))
    tabs.show_splits(SPLITS, "new")
    told: list[str] = []
    tabs.chosen.connect(told.append)
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    next(a for a in tabs.more_menu().actions() if a.text().startswith("Відкладені")).trigger()
    active = tabs.active()
    tabs.show_splits(SPLITS, "gone")
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    tabs.close()

    assert told == ["hot", "new", "hot", "all", "sleep", "new"]
    assert active == "sleep"


def test_the_overflow_opens_by_a_press_on_its_chevron_and_by_down(qtbot: QtBot) -> None:
    """UX.md 3.2: one chevron; closing the menu leaves nothing behind."""
    tabs = SplitTabs()
    shown(qtbot, tabs, QSize(400, 40))
    tabs.show_splits(SPLITS, "new")
    seen = []
    for open_it in (
        lambda: QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=QPoint(330, 20)),
        lambda: QTest.keyClick(tabs, Qt.Key.Key_Down),
    ):
        open_it()
        menu = QApplication.activePopupWidget()
        seen.append(menu is not None and len(menu.actions()) == 4)
        if menu is not None:
            menu.close()
    tabs.close()

    assert seen == [True, True]


def _entries() -> tuple[RailEntry, ...]:
    return tuple(
        RailEntry(name, icon, name.title(), "G I", name in ("help", "settings"))
        for name, icon in RAIL_ICONS.items()
    )


def test_the_rail_is_56_wide_and_196_with_labels_from_1500(qtbot: QtBot, switch: ThemeSwitch) -> None:
    """UX.md 3.2: sections with counts; exactly one is open; every icon of it exists."""
    rail = Rail(_entries())
    shown(qtbot, rail, QSize(56, 700))
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.show_active("inbox")
    rail.show_counts({"inbox": "38", "tasks": "9"})
    QTest.mouseClick(rail.button("board"), Qt.MouseButton.LeftButton)
    open_now = [name for name in RAIL_ICONS if rail.button(name).isChecked()]
    narrow = rail.width()
    rail.follow_window_width(1920)
    wide = rail.width()
    switch.choose(percent=150)
    rail.follow_window_width(1920)
    zoomed = rail.width()
    tops = [rail.button(name).y() for name in ("inbox", "board", "nurture")]
    rail.close()

    assert all(has_icon(icon) for icon in RAIL_ICONS.values())
    assert (narrow, wide, zoomed) == (NARROW, WIDE, 84)
    assert told == ["board"]
    assert open_now == ["board"]
    assert rail.button("inbox").accessibleName() == "Inbox: 38"
    assert rail.button("board").accessibleName() == "Board"
    assert tops == sorted(tops)


def test_the_items_of_the_rail_are_40_high_every_44_and_the_last_two_at_the_foot(qtbot: QtBot) -> None:
    """screens/README, common: item 40 high every 44; help and settings at the bottom."""
    rail = Rail(_entries())
    shown(qtbot, rail, QSize(56, 700))
    first = [rail.button(name).geometry() for name in ("inbox", "board", "nurture")]
    last = [rail.button(name).geometry() for name in ("help", "settings")]
    rail.close()

    assert [g.top() for g in first] == [12, 56, 100]
    assert {(g.height(), g.width()) for g in first + last} == {(40, 40)}
    assert [g.top() for g in last] == [608, 648]


def test_the_search_field_leaves_by_escape_and_goes_down_to_the_results(qtbot: QtBot) -> None:
    """UX.md 3.2 and 4.1: 306x30, 420 where there is room; Esc leaves, Down goes to what was found."""
    field = SearchField("Пошук: ім’я, телефон, потреба")
    shown(qtbot, field)
    told: list[str] = []
    field.left_by_escape.connect(lambda: told.append("esc"))
    field.down_pressed.connect(lambda: told.append("down"))
    empty = field.grab().toImage()
    QTest.keyClicks(field, "is:hot")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    typed = field.grab().toImage()
    field.set_invalid(True)
    invalid = field.grab().toImage()
    narrow = field.size()
    field.set_wide(True)
    field.close()

    assert told == ["down", "esc"]
    assert field.text() == "is:hot"
    assert (narrow, field.size()) == (QSize(306, 30), QSize(420, 30))
    assert len({empty.cacheKey(), typed.cacheKey(), invalid.cacheKey()}) == 3
    assert invalid.pixelColor(150, 0) == current_theme().hot


def test_the_top_bar_tells_every_wish_and_replaces_the_extras_of_a_section(qtbot: QtBot) -> None:
    """UX.md 3.2: title, filters, search, palette's key, exchange and the person, 48 px."""
    bar = TopBar()
    shown(qtbot, bar, QSize(1310, 48))
    told: list[str] = []
    bar.palette_requested.connect(lambda: told.append("palette"))
    bar.sync_requested.connect(lambda: told.append("sync"))
    bar.account_requested.connect(lambda: told.append("account"))
    bar.show_title("Воронка")
    bar.avatar.show_person("Ірина Ткач")
    bar.sync.show_state("waiting", "22 чекають на відправку")
    chosen = FilterChip("Усі", chosen=True)
    bar.show_extras([chosen, FilterChip("Листопад 2026")])
    caps = [child for child in bar.findChildren(QWidget) if child.accessibleName() == "Усі команди"]
    for target in (caps[0], bar.sync, bar.avatar):
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    chosen.click()
    state = chosen.isChecked()
    x_of_search = bar.search.x()
    bar.show_extras([])
    seen = [chip for chip in bar.findChildren(FilterChip) if chip.isVisible()]
    bar.follow_window_width(1920)
    wide = bar.search.width()
    bar.close()

    assert seen == []
    assert told == ["palette", "sync", "account"]
    assert state is False
    assert x_of_search > 500
    assert (bar.height(), wide) == (48, 420)
    assert bar.sync.accessibleName() == "22 чекають на відправку"


def test_the_sign_of_the_exchange_has_words_where_it_warns(qtbot: QtBot) -> None:
    """UX.md 3.2: ok, arrows with what is unsent, cloud off; colour is never the only mark."""
    sign = SyncSign()
    qtbot.addWidget(sign)
    widths = {}
    for state in ("ready", "waiting", "offline", "failed"):
        sign.show_state(state, "22 чекають на відправку")  # type: ignore[arg-type]
        widths[state] = sign.sizeHint().width()
        sign.resize(sign.sizeHint())
        sign.grab()
    sign.show_state("ready", "Працює без мережі")
    sign.set_wide(True)

    assert widths["ready"] == widths["offline"] < widths["waiting"] == widths["failed"]
    assert sign.sizeHint().width() > widths["ready"]


def test_a_wrong_value_is_said_below_with_an_icon_and_the_hint_returns(qtbot: QtBot) -> None:
    """UX.md 3.3: invalid = hot border, text below, icon; what was typed stays."""
    field = FormField("Телефон")
    shown(qtbot, field, QSize(300, 70))
    editor = field.editor
    assert isinstance(editor, QLineEdit)
    editor.setText("+380 63 555 08")
    field.show_hint("міжнародний запис")
    field.show_error("у номері 8 цифр із 9")
    wrong = (field.note(), editor.property("invalid"), editor.accessibleDescription(), field.text())
    border = editor.grab().toImage().pixelColor(100, 0)
    field.show_error("")
    right = (field.note(), editor.property("invalid"))
    field.show_doubt("l чи i в домені")
    doubt = (field.note(), editor.property("invalid"))
    field.close()

    assert wrong == ("у номері 8 цифр із 9", True, "у номері 8 цифр із 9", "+380 63 555 08")
    assert border == current_theme().hot
    assert right == ("міжнародний запис", False)
    assert doubt == ("l чи i в домені", False)
    assert editor.accessibleName() == "Телефон"
    assert field.focusProxy() is editor


def test_choices_exclude_each_other_and_say_so_without_colour(qtbot: QtBot) -> None:
    """Screens 11 and 15: the chosen one has 2 px and bold words, the others do not."""
    host = QWidget()
    lay = QVBoxLayout(host)
    hot = ChoiceButton("гарячий", tone="hot", icon="fire", key="F5", width=200)
    warm = ChoiceButton("теплий", tone="warm", icon="white-balance-sunny", key="F6", width=200)
    tile = Tile("laptop", "На цьому комп'ютері", ("працює без мережі,", "копія щодня"))
    for widget in (hot, warm, tile):
        lay.addWidget(widget)
    shown(qtbot, host)
    before = hot.grab().toImage()
    QTest.mouseClick(hot, Qt.MouseButton.LeftButton)
    QTest.keyClick(warm, Qt.Key.Key_Space)
    chosen = (hot.isChecked(), warm.isChecked())
    QTest.mouseClick(hot, Qt.MouseButton.LeftButton)
    after = hot.grab().toImage()
    tile.grab()
    host.close()

    assert chosen == (False, True)
    assert before != after
    assert hot.sizeHint() == QSize(200, 36)
    assert tile.accessibleDescription() == "працює без мережі, копія щодня"


def test_marks_and_phrases_toggle_and_keep_their_words(qtbot: QtBot) -> None:
    """Screens 08 and 12: radio, check and ready phrases; the whole row is the target."""
    radio, other, check, phrase = (
        Radio("горить термін"),
        Radio("інше…"),
        Check("лише мої"),
        Phrase("не починайте", "1"),
    )
    host = QWidget()
    lay = QVBoxLayout(host)
    for widget in (radio, other, check, phrase):
        lay.addWidget(widget)
    shown(qtbot, host, QSize(300, 200))
    for widget in (radio, other, check, phrase):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(min(80, widget.width() - 4), 10))
        widget.grab()
    states = (radio.isChecked(), other.isChecked(), check.isChecked(), phrase.isChecked())
    host.close()

    assert states == (False, True, True, True)
    assert phrase.sizeHint().height() == 28
    assert radio.minimumSizeHint().height() == check.minimumSizeHint().height() == 28


def test_touch_mode_makes_everything_to_tap_eight_pixels_taller(switch: ThemeSwitch, qtbot: QtBot) -> None:
    """UX.md 3.1 and screen 11: touch mode +8; nothing to tap is under 38."""
    made = [
        Button("Зняти візитку", key="F2"),
        ChoiceButton("лазер"),
        LevelKeys("Бюджет"),
        SearchField("Пошук"),
    ]
    for widget in made:
        qtbot.addWidget(widget)
    before = [widget.sizeHint().height() for widget in made]
    switch.choose(touch_mode=True)
    after = [widget.sizeHint().height() for widget in made]
    select = Select("Роль")
    qtbot.addWidget(select)
    select.ensurePolished()

    assert [b - a for a, b in zip(before, after, strict=True)] == [8, 8, 8, 8]
    assert after[0] == 40
    assert select.sizeHint().height() >= 38


def test_a_cell_outside_or_a_right_click_chooses_nothing(qtbot: QtBot) -> None:
    """A slip of the hand must not answer a question."""
    keys = Segmented(("a", "b"), (40, 40), "Вибір")
    shown(qtbot, keys)
    told: list[int] = []
    keys.chosen.connect(told.append)
    QTest.mouseClick(keys, Qt.MouseButton.RightButton, pos=QPoint(10, 10))
    QTest.mousePress(keys, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseRelease(keys, Qt.MouseButton.LeftButton, pos=QPoint(10, 200))
    keys.choose(7)
    keys.close()

    assert told == []
    assert keys.accessibleName() == "Вибір"


def test_the_person_in_the_corner_opens_the_account(qtbot: QtBot) -> None:
    """Architecture 8.15: the avatar is a button with the person's name."""
    avatar = AvatarButton("Віра Савчук")
    shown(qtbot, avatar)
    with qtbot.waitSignal(avatar.opened):
        QTest.keyClick(avatar, Qt.Key.Key_Return)
    avatar.close()

    assert avatar.accessibleName() == "Віра Савчук"
    assert avatar.sizeHint() == QSize(28, 28)

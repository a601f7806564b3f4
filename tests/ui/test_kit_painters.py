"""Painters that delegates share, and the quiet widgets: chips, rings, caps, strips, bars, labels, rows."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.kit import paint
from leaddesk.ui.kit.avatar import Avatar, initials
from leaddesk.ui.kit.chip import (
    Chip,
    ChipData,
    chip_height,
    chip_width,
    paint_chip,
    paint_chips,
    temperature_chip,
)
from leaddesk.ui.kit.hints import Hints, hints_width
from leaddesk.ui.kit.keycap import KeyCap, cap_width, paint_cap
from leaddesk.ui.kit.label import Caption, ElidedLabel, TextLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.meter import Bar, BarData, StatusMeter, paint_bar
from leaddesk.ui.kit.panel import Panel, Rule, Surface
from leaddesk.ui.kit.plain import menu_text, short, tooltip_text
from leaddesk.ui.kit.ring import RingData, ScoreRing, paint_ring
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.kit.strip import Strip, StripData, paint_strip
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import theme_of
from leaddesk.ui.theme.switch import ThemeSwitch, current_theme, theme_switch
from leaddesk.ui.theme.tokens import ALL_TOKENS, LIGHT
from leaddesk.ui.theme.zoom import px

HOSTILE = "Bob <img src='file:///etc/hostname'> & <b>Co</b>"


@pytest.fixture(autouse=True)
def switch(qapp: QApplication) -> Iterator[ThemeSwitch]:
    """The application dressed in light at 100 %, in Ukrainian."""
    set_language("uk")
    made = theme_switch()
    made.start()
    yield made
    made.choose(mode="light", contrast=False, percent=100, touch_mode=False)
    set_language("en")


def canvas(draw: Callable[[QPainter], object], width: int = 200, height: int = 60) -> QImage:
    """What `draw` paints on white."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint.ready(painter)
    draw(painter)
    painter.end()
    return image


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def near(image: QImage, x: int, y: int, wanted: QColor, reach: int = 24) -> bool:
    """Whether the pixel is that colour but for smoothing."""
    got = image.pixelColor(x, y)
    pairs = zip(got.getRgb()[:3], wanted.getRgb()[:3], strict=True)
    return all(abs(a - b) <= reach for a, b in pairs)


def test_a_chip_is_18_or_24_high_on_the_ground_of_its_tone() -> None:
    """screens/README: chip 18 high 11/600, big 24 high 12/600, radius half; the word is always there."""
    theme = theme_of(LIGHT)
    small, big = temperature_chip("hot", "гарячий"), temperature_chip("hot", "гарячий", big=True)
    image = canvas(lambda p: paint_chip(p, 0, 0, small, theme))
    width = chip_width(small)

    assert (chip_height(small), chip_height(big)) == (18, 24)
    assert abs(width - 70) <= 1
    assert abs(chip_width(ChipData("сайт")) - 37) <= 1
    assert abs(chip_width(big) - 84) <= 1
    assert colour(image, 4, 9) == LIGHT.hot_bg
    assert colour(image, 0, 0) == "#FFFFFF"
    assert colour(image, width + 1, 9) == "#FFFFFF"
    darkest = min(image.pixelColor(x, y).green() for x in range(20, width) for y in range(18))
    assert darkest < 80


def test_a_chip_of_a_long_foreign_word_is_cut_and_shows_letters() -> None:
    """RELIABILITY.md S1 and S10: any text, at most 40 characters."""
    chip = ChipData(HOSTILE * 1000, "warm")

    assert chip_width(chip) < 400
    assert chip_width(ChipData(HOSTILE[:39] + "…", "warm")) == chip_width(chip)


def test_chips_that_have_no_room_are_left_out_and_the_next_place_is_told() -> None:
    """UX.md 3.2: line 3 of a row holds what fits; the delegate goes on behind it."""
    chips = tuple(ChipData(word) for word in ("сайт", "повторне ×1", "месенджер"))
    theme = theme_of(LIGHT)
    ends: list[float] = []
    for room in (300, 150, 20):
        canvas(lambda p, room=room: ends.append(paint_chips(p, QRectF(0, 0, room, 18), chips, theme)))
    one, two = chip_width(chips[0]) + 4, chip_width(chips[0]) + chip_width(chips[1]) + 8

    assert ends == [two + chip_width(chips[2]) + 4, two, 0.0]
    assert one < two


@pytest.mark.parametrize("score", [0, 25, 50, 75, 88, 100])
def test_the_arc_is_as_long_as_the_score_and_starts_at_the_top(score: int) -> None:
    """UX.md 3.2: ring 36 px, 4 px arc in the temperature colour over a quiet track."""
    import math

    theme = theme_of(LIGHT)
    image = canvas(lambda p: paint_ring(p, 0, 0, RingData(score, "hot"), theme))
    covered = 0
    for degree in range(2, 360, 4):
        x = 18 + 16 * math.sin(math.radians(degree))
        y = 18 - 16 * math.cos(math.radians(degree))
        red = near(image, int(x), int(y), theme.hot, 70)
        covered += red
    share = covered / 90

    assert abs(share - score / 100) < 0.06


def test_a_record_without_contact_has_a_dashed_ring_and_no_number(qtbot: QtBot) -> None:
    """A5 and screen 05: without contact no number is shown, the ring is dashed."""
    theme = theme_of(LIGHT)
    none = canvas(lambda p: paint_ring(p, 0, 0, RingData(None), theme))
    zero = canvas(lambda p: paint_ring(p, 0, 0, RingData(0), theme))
    ring = ScoreRing(RingData(81, "hot"))
    qtbot.addWidget(ring)
    named = ring.accessibleName()
    ring.show_ring(RingData(None))

    assert none != zero
    assert not near(none, 18, 2, theme.track, 4)
    assert (named, ring.accessibleName()) == ("81", "")
    assert ring.sizeHint() == QSize(36, 36)


def test_a_key_cap_is_at_least_as_wide_as_high_and_outlined_on_an_accent() -> None:
    """screens/README: cap 18 high, radius 4, 11/600; on the primary button it is an outline."""
    theme = theme_of(LIGHT)
    quiet = canvas(lambda p: paint_cap(p, 0, 0, "D", theme))
    outline = canvas(lambda p: paint_cap(p, 0, 0, "D", theme, theme.hot))

    assert cap_width("I") == 18
    assert cap_width("Ctrl+Enter") > 50
    assert cap_width("") == 0
    assert colour(quiet, 3, 9) == LIGHT.surface2
    assert colour(outline, 3, 9) == "#FFFFFF"
    assert near(outline, 9, 0, theme.hot)


def test_what_was_drawn_once_is_only_copied_afterwards() -> None:
    """PERFORMANCE P5: rows repaint cheaply; chips, rings and caps are remembered per theme and zoom."""
    drawn: list[int] = []
    key = ("test", 1)
    first = paint.remembered(key, 4, 4, 1.0, lambda p: drawn.append(1))
    again = paint.remembered(key, 4, 4, 1.0, lambda p: drawn.append(2))
    for number in range(800):
        paint.remembered(("filler", number), 1, 1, 1.0, lambda p: None)
    paint.remembered(key, 4, 4, 2.0, lambda p: drawn.append(3))

    assert again is first
    assert drawn == [1, 3]


@pytest.mark.parametrize("tokens", ALL_TOKENS, ids=lambda t: t.name)
def test_a_bar_shows_its_share_its_plan_and_its_mark(tokens: object) -> None:
    """Screens 13 and 14: full part, outlined planned part, a tick where the plan should be by now."""
    theme = theme_of(next(t for t in ALL_TOKENS if t is tokens))
    bar = BarData(0.5, planned=0.25, mark=0.9)
    image = canvas(lambda p: paint_bar(p, QRectF(0, 10, 200, 8), bar, theme))
    over = canvas(lambda p: paint_bar(p, QRectF(0, 10, 200, 8), BarData(7.0), theme))

    assert near(image, 50, 14, theme.accent)
    assert near(image, 125, 14, theme.accent_bg)
    assert near(image, 180, 8, theme.text2)
    assert near(image, 165, 14, theme.surface2)
    assert near(over, 195, 14, theme.accent)


def test_a_strip_puts_its_cap_right_or_after_the_lead_word_and_keeps_the_note() -> None:
    """Screen 01: next step has the cap at the right, the frozen order after its words, the note right."""
    theme = theme_of(LIGHT)
    area = QRectF(0, 0, 600, 40)
    step = StripData("Наступний крок", "Подзвонити", key="D")
    frozen = StripData("2 нові гарячі", note="порядок застиг", key="0")
    wide = canvas(lambda p: paint_strip(p, area, step, theme), 600, 40)
    small = canvas(lambda p: paint_strip(p, area, frozen, theme, radius=0, small=True), 600, 40)

    assert colour(wide, 300, 4) == LIGHT.accent_bg
    assert colour(wide, 573, 14) == LIGHT.surface2
    assert colour(wide, 0, 0) == "#FFFFFF"
    assert colour(small, 0, 0) == LIGHT.accent_bg
    assert any(small.pixelColor(x, 20).lightness() < 160 for x in range(500, 585))


def test_a_strip_tells_its_link_or_itself_was_pressed(qtbot: QtBot) -> None:
    """Screen 01: «Показати угоду» opens the deal; the frozen strip brings the new ones on a press."""
    strip = Strip(StripData("Повторне ×1", "угода програна", "warm"), action="Показати угоду")
    qtbot.addWidget(strip)
    strip.resize(600, 32)
    strip.show()
    pressed: list[int] = []
    strip.acted.connect(lambda: pressed.append(1))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 16))
    link = next(child for child in strip.findChildren(QWidget) if child.accessibleName() == "Показати угоду")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    strip.show_strip(StripData("2 нові гарячі", note="порядок застиг"))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 16))
    name = strip.accessibleName()
    strip.close()

    assert pressed == [1, 1]
    assert name == "2 нові гарячі порядок застиг"


@pytest.mark.parametrize(
    "made",
    [
        lambda: ElidedLabel(HOSTILE * 5),
        lambda: Strip(StripData(HOSTILE, HOSTILE)),
        lambda: TextLabel(HOSTILE),
        lambda: Chip(ChipData(HOSTILE)),
        lambda: Avatar(HOSTILE),
        lambda: Caption(HOSTILE),
    ],
    ids=["elided", "strip", "text", "chip", "avatar", "caption"],
)
def test_foreign_text_is_letters_in_every_quiet_widget(made: Callable[[], QWidget], qtbot: QtBot) -> None:
    """RELIABILITY.md S1: a name with an img tag reads no file, in the widget or in its tooltip."""
    widget = made()
    qtbot.addWidget(widget)
    widget.resize(60, 30)
    widget.show()
    widget.grab()
    tip = widget.toolTip()
    plain = not isinstance(widget, TextLabel) or widget.textFormat() is Qt.TextFormat.PlainText
    widget.close()

    assert plain
    assert "<img" not in tip
    assert tip == "" or "&lt;img" in tip


def test_text_for_tooltips_menus_and_cells_is_cut_and_escaped() -> None:
    """RELIABILITY.md S1 and S10; an ampersand in a menu is a letter, not a mnemonic."""
    assert tooltip_text("") == ""
    assert tooltip_text("a<b & 'c'\"") == (
        "<p style='white-space:pre-wrap'>a&lt;b &amp; &#x27;c&#x27;&quot;</p>"
    )
    assert len(tooltip_text("х" * 1_000_000)) < 400
    assert short("рядок\nдругий\t третій") == "рядок другий третій"
    assert short("х" * 1_000_000) == "х" * 299 + "…"
    assert menu_text("Рога & Копита") == "Рога && Копита"


def test_an_elided_label_tells_the_rest_only_where_it_was_cut(qtbot: QtBot) -> None:
    """UX.md 4.6: no clipped text: it fits, or it is elided with a tooltip."""
    label = ElidedLabel("Дуже довга назва компанії", 13, 600)
    qtbot.addWidget(label)
    label.show()
    label.resize(60, 20)
    cut = label.toolTip()
    label.resize(400, 20)
    whole = label.toolTip()
    label.show_text("Інша", "hot")
    least = label.minimumSizeHint().width()
    label.close()

    assert "Дуже довга назва компанії" in cut
    assert whole == ""
    assert (label.text(), label.accessibleName()) == ("Інша", "Інша")
    assert least <= 24


def test_labels_and_panels_follow_theme_and_zoom_at_run_time(switch: ThemeSwitch, qtbot: QtBot) -> None:
    """UX.md 1.7: the switch needs no restart; captions are upper case on the screen only."""
    panel = Panel("Чому такий бал")
    text = TextLabel("Обидва записи", 12, 400, "text2")
    panel.body.addWidget(text)
    qtbot.addWidget(panel)
    panel.resize(268, 120)
    panel.show()
    light = panel.grab().toImage()
    small = panel.body.contentsMargins().left()
    switch.choose(mode="dark", percent=150)
    dark = panel.grab().toImage()
    panel.set_focused(True)
    focused = panel.grab().toImage()
    panel.show_caption("")
    panel.close()

    assert colour(light, 134, 100) == LIGHT.surface
    assert dark.pixelColor(134, 100) == current_theme().surface
    assert near(focused, 134, 1, current_theme().focus)
    assert (small, panel.body.contentsMargins().left()) == (12, 18)
    assert text.palette().color(text.foregroundRole()) == current_theme().text2
    assert text.font().pixelSize() == 18
    assert panel.accessibleName() == ""


def test_the_caption_is_spoken_as_given_and_drawn_in_capitals(qtbot: QtBot) -> None:
    """UX.md 3.1: 11/600 upper case, letter spacing .4; a screen reader must not spell capitals."""
    caption = Caption("Чому такий бал")
    qtbot.addWidget(caption)
    wide = QFontMetricsF(face(11, 600).font).horizontalAdvance("ЧОМУ ТАКИЙ БАЛ")

    assert (caption.accessibleName(), caption.text()) == ("Чому такий бал", "Чому такий бал")
    assert caption.sizeHint().width() == pytest.approx(wide + 14 * 0.4 + 2, abs=2)


def test_the_line_of_a_surface_is_on_its_own_side(qtbot: QtBot) -> None:
    """Screens 01: rail, top bar and action bar are parted from the ground by one hairline."""
    found = {}
    for side, point in {"top": (20, 0), "bottom": (20, 39), "right": (39, 20)}.items():
        surface = Surface(side)  # type: ignore[arg-type]
        qtbot.addWidget(surface)
        surface.resize(40, 40)
        image = surface.grab().toImage()
        found[side] = (colour(image, *point), colour(image, 20, 20))
    rule = Rule()
    qtbot.addWidget(rule)
    rule.resize(40, 1)

    assert set(found.values()) == {(LIGHT.border, LIGHT.surface)}
    assert colour(rule.grab().toImage(), 10, 0) == LIGHT.border


def test_the_meter_under_a_list_shows_what_is_done_and_opens_what_is_lost(qtbot: QtBot) -> None:
    """Screen 01: 2 px of progress, "left 23, done 37", and the never-lost count that is pressed."""
    meter = StatusMeter()
    qtbot.addWidget(meter)
    meter.resize(400, 30)
    meter.show_progress(0.5, "Залишилось 23, зроблено 37")
    meter.show_alert("Загублено 2 з 128")
    meter.show()
    image = meter.grab().toImage()
    opened: list[int] = []
    meter.alert.clicked.connect(lambda: opened.append(1))
    QTest.mouseClick(meter.alert, Qt.MouseButton.LeftButton)
    meter.show_alert("")
    hidden = meter.alert.isHidden()
    meter.close()

    assert meter.height() == 30
    assert (colour(image, 100, 0), colour(image, 300, 1)) == (LIGHT.ok, LIGHT.track)
    assert opened == [1]
    assert meter.alert.accessibleName() == ""
    assert hidden


def test_initials_are_the_first_letters_of_two_words() -> None:
    """Screens: «Ірина Ткач» is ІТ, «І. Ткач» is ІТ too; nobody has none."""
    assert [initials(n) for n in ("Ірина Ткач", "І. Ткач", "п. ромко", "Marta", "", "… ?")] == [
        "ІТ",
        "ІТ",
        "ПР",
        "M",
        "",
        "",
    ]


def test_hints_leave_out_the_last_ones_where_there_is_no_room(qtbot: QtBot) -> None:
    """UX.md 4.6: at +40 % of text the bar shows whole hints, never a clipped word."""
    hints = (("Alt+←", ""), ("Alt+→", "сусідній лід"), ("Esc", "до списку"))
    widget = Hints(hints)
    qtbot.addWidget(widget)
    widget.resize(hints_width(hints), 20)
    all_of_them = widget.fitting()
    widget.resize(hints_width(hints) - 60, 20)
    fewer = widget.fitting()
    widget.resize(0, 20)

    assert all_of_them == hints
    assert fewer == hints[:2]
    assert widget.fitting() == ()
    assert widget.accessibleName() == "Alt+←, Alt+→ сусідній лід, Esc до списку"
    widget.grab()


def test_rows_that_open_something_are_reached_by_keys_and_the_others_are_not(qtbot: QtBot) -> None:
    """Architecture 8.15: reachable by keyboard; the ledger only tells and takes no focus."""
    rows = (
        LineRow("Ціну запитав сам", "+14", value_ink="ok", value_strong=True),
        LineRow("Форма", "09:56", id="e1"),
    )
    ledger, history = RowList("Бал"), RowList("Історія", height=22)
    for widget in (ledger, history):
        qtbot.addWidget(widget)
        widget.resize(244, 60)
    ledger.show_rows(rows[:1])
    history.show_rows(rows)
    opened: list[str] = []
    history.opened.connect(opened.append)
    history.show()
    QTest.keyClick(history, Qt.Key.Key_Return)
    QTest.keyClick(history, Qt.Key.Key_Down)
    QTest.keyClick(history, Qt.Key.Key_Return)
    QTest.mouseClick(history, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    QTest.mouseClick(history, Qt.MouseButton.LeftButton, pos=QPoint(30, 5))
    history.grab()
    history.close()

    assert opened == ["e1", "e1"]
    assert ledger.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert (ledger.sizeHint().height(), history.sizeHint().height()) == (20, 44)
    assert history.accessibleDescription() == "Ціну запитав сам +14; Форма 09:56"


def test_values_can_stand_in_their_own_column(qtbot: QtBot) -> None:
    """Screens 01 and 12: labels at +12, values at +124 (need) or +104 (summary), left-aligned."""
    rows = RowList("Потреба", height=19, value_at=112)
    qtbot.addWidget(rows)
    rows.resize(300, 19)
    rows.show_rows((LineRow("Що просить", "лазерний верстат", ink="text3", value_ink="text"),))
    image = rows.grab().toImage()
    dark = [x for x in range(300) if any(image.pixelColor(x, y).lightness() < 120 for y in range(19))]

    assert min(dark) < 5
    assert min(x for x in dark if x > 90) in range(110, 116)
    assert rows.rows()[0].value == "лазерний верстат"


def test_a_flow_breaks_into_lines_and_can_be_emptied(qtbot: QtBot) -> None:
    """UX.md 3: chips and phrases wrap instead of widening the window."""
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, gap=8, line_gap=4)
    caps = [KeyCap("Ctrl+Enter", host) for _ in range(3)]
    for cap in caps:
        flow.addWidget(cap)
    one = cap_width("Ctrl+Enter")
    host.resize(one * 2 + 10, 100)
    host.show()
    tops = [cap.y() for cap in caps]
    lines = (flow.heightForWidth(one * 3 + 16), flow.heightForWidth(one), flow.count())
    flow.clear()
    after = flow.count()
    host.close()

    assert tops == [0, 0, 22]
    assert lines == (18, 62, 3)
    assert after == 0
    assert flow.itemAt(0) is None
    assert flow.takeAt(5) is None
    assert flow.minimumSize() == QSize(0, 0) or flow.minimumSize().isEmpty()


def test_bars_and_marks_as_widgets_are_named_and_keep_their_height(switch: ThemeSwitch, qtbot: QtBot) -> None:
    """UX.md 4.5 journey 11: a picture says its figure; zoom changes its measures."""
    bar = Bar(BarData(0.7, mark=0.8, tone="hot"), "71 %, план 80 %", thick=10)
    chip = Chip(ChipData("MQL"))
    for widget in (bar, chip):
        qtbot.addWidget(widget)
    before = (bar.sizeHint().height(), chip.sizeHint().height())
    switch.choose(percent=200)
    after = (bar.sizeHint().height(), chip.sizeHint().height())
    bar.grab()

    assert bar.accessibleName() == "71 %, план 80 %"
    assert before == (16, 18)
    assert after == (32, 36)
    assert px(10) == 20

"""A gallery of the kit for the eye: `python tests/ui/gallery.py DIR` writes one PNG a theme and zoom."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from leaddesk.texts import set_language
from leaddesk.ui.kit.avatar import Avatar
from leaddesk.ui.kit.button import Button, IconButton
from leaddesk.ui.kit.chip import Chip, ChipData, FilterChip, paint_chips, temperature_chip
from leaddesk.ui.kit.choice import Check, ChoiceButton, Phrase, Radio, Select, Tile
from leaddesk.ui.kit.empty import EmptyState, OutcomeRow, Outcomes
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.keycap import KeyCap
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.meter import Bar, BarData, StatusMeter
from leaddesk.ui.kit.paint import RIGHT, hairline, line_text, ready
from leaddesk.ui.kit.panel import Panel, Surface
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow
from leaddesk.ui.kit.rail import RAIL_ICONS, Rail, RailEntry
from leaddesk.ui.kit.ring import RingData, paint_ring
from leaddesk.ui.kit.segmented import LevelKeys, ViewSwitch
from leaddesk.ui.kit.splits import Split, SplitTabs
from leaddesk.ui.kit.strip import CAME_BEFORE_ICON, FROZEN_ICON, NEXT_STEP_ICON, Strip, StripData
from leaddesk.ui.kit.toast import Toast
from leaddesk.ui.kit.topbar import TopBar
from leaddesk.ui.kit.twin import TableTwin
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

ROWS = (
    (
        88,
        "hot",
        "Олена Ковальчук",
        "МеталПром",
        "4 хв",
        "Точити вали до 2 м, три зміни не встигають",
        "сайт",
        "",
        "чекає на дзвінок",
    ),
    (
        81,
        "hot",
        "Ігор Бондаренко",
        "Агро-Схід",
        "18 хв",
        "Різати лист 12 мм на рами причепів, сезон із лютого",
        "форма",
        "повторне ×1",
        "минув норматив",
    ),
    (
        76,
        "hot",
        "Marta Nowak",
        "Nowa Stal",
        "41 хв",
        "Wycena: centrum frezarskie 5 osi, termin 2 tygodnie",
        "пошта",
        "",
        "у ліда 09:14",
    ),
    (
        58,
        "warm",
        "James O’Neill",
        "Harbor Metals",
        "2 год 20 хв",
        "Asked for a demo after the webinar, budget in Q1",
        "вебінар",
        "",
        "у ліда 08:14",
    ),
    (
        34,
        "cold",
        "Зоя Гринь",
        "АвтоЛінія",
        "5 год 40 хв",
        "Запитує про навчання операторів",
        "коментар",
        "",
        "",
    ),
    (
        None,
        "junk",
        "Без імені",
        "Сталь-Інвест",
        "",
        "Скан візитки: розпізнано лише компанію",
        "візитка",
        "",
        "додайте контакт",
    ),
)
WORDS = {"hot": "гарячий", "warm": "теплий", "cold": "холодний", "junk": "без контакту"}


def paint_row(painter: QPainter, rect: QRectF, row: tuple, selected: bool) -> None:
    """One inbox row as a delegate paints it, with the painters of the kit."""
    theme = current_theme()
    score, tone, name, company, age, need, channel, before, note = row
    x, y, w = rect.left(), rect.top(), rect.width()
    if selected:
        painter.fillRect(rect, theme.sel)
        painter.fillRect(QRectF(x, y, px(4), rect.height()), theme.accent)
    else:
        hairline(painter, x, rect.bottom() - 1, w, theme.border)
    paint_ring(painter, x + px(16), y + px(14), RingData(score, tone), theme)
    left, right = x + px(64), rect.right() - px(20)
    bold, quiet, old = face(13, 700), face(12), face(12, 600)
    drawn = line_text(painter, left, y + px(7), px(180), px(18), name, bold, theme.text)
    line_text(painter, left + drawn + px(8), y + px(7), px(120), px(18), company, quiet, theme.text2)
    ink = theme.text2 if score == 88 else theme.hot
    wide = line_text(painter, right - px(120), y + px(7), px(120), px(18), age, old, ink, RIGHT)
    if age and score != 88:
        draw_icon(painter, right - wide - px(20), y + px(8), "clock-alert-outline", ink, 15)
    line_text(painter, left, y + px(24), right - left, px(18), need, quiet, theme.text2)
    icon = "help-circle-outline" if tone == "junk" else ""
    chips = [temperature_chip(tone, WORDS[tone]) if not icon else ChipData(WORDS[tone], "junk", icon)]
    chips.append(ChipData(channel))
    if before:
        chips.append(ChipData(before, "warm"))
    end = paint_chips(painter, QRectF(left, y + px(43), right - left, px(18)), tuple(chips), theme)
    line_text(painter, end + px(2), y + px(43), right - end, px(18), note, face(11), theme.text2)
    if selected:
        from leaddesk.ui.kit.paint import box

        box(painter, rect, 0, None, theme.focus, px(2))


class Rows(QWidget):
    """The inbox rows of screen 01, painted."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(400), px(64) * len(ROWS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        painter.fillRect(self.rect(), current_theme().surface)
        for index, row in enumerate(ROWS):
            paint_row(painter, QRectF(0, index * px(64), self.width(), px(64)), row, index == 1)


def _line(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def rail_entries() -> tuple[RailEntry, ...]:
    """The nine sections."""
    names = {
        "inbox": "Вхідні",
        "board": "Воронка",
        "nurture": "Вирощування",
        "tasks": "Задачі",
        "charts": "Графіки",
        "distribution": "Розподіл",
        "cards": "Візитки",
        "help": "Довідка",
        "settings": "Налаштування",
    }
    return tuple(RailEntry(i, RAIL_ICONS[i], n, bottom=i in ("help", "settings")) for i, n in names.items())


def inbox(width: int = 1366) -> QWidget:
    """Screen 01 with the kit's parts in their places."""
    window = QWidget()
    window.resize(width, 700)
    rail = Rail(rail_entries(), window)
    rail.follow_window_width(width)
    rail.show_active("inbox")
    rail.show_counts({"inbox": "38", "nurture": "41", "tasks": "9", "distribution": "6", "cards": "7"})
    rail.setGeometry(0, 0, rail.sizeHint().width(), 700)
    left = rail.width()
    top = TopBar(window)
    top.show_title("Вхідні")
    top.follow_window_width(width)
    top.sync.show_state("ready", "Працює без мережі")
    top.avatar.show_person("Ірина Ткач")
    top.setGeometry(left, 0, width - left, 48)
    splits = SplitTabs(window)
    splits.setGeometry(left, 48, 400, 40)
    names = (
        ("hot", "Гарячі", "12"),
        ("new", "Нові", "38"),
        ("replied", "Відповіли", "5"),
        ("today", "Сьогодні", "9"),
        ("late", "Прострочені", "3"),
        ("sleep", "Відкладені", "14"),
        ("none", "Без власника", "6"),
        ("all", "Усі", "128"),
    )
    splits.show_splits(tuple(Split(*name) for name in names), "new")
    frozen = Strip(
        StripData("2 нові гарячі", note="порядок застиг", icon=FROZEN_ICON, key="0"),
        height=28,
        radius=0,
        small=True,
        parent=window,
    )
    frozen.setGeometry(left, 88, 400, 28)
    rows = Rows()
    rows.setParent(window)
    rows.move(left, 116)
    meter = StatusMeter(window)
    meter.setGeometry(left, 670, 400, 30)
    meter.show_progress(37 / 60, "Залишилось 23, зроблено 37")
    meter.show_alert("Загублено 2 з 128")
    card = left + 416
    came = Strip(
        StripData(
            "Повторне ×1",
            "14.03.2026 угода програна: ціна вища, ніж у конкурента. Вела І. Ткач",
            "warm",
            CAME_BEFORE_ICON,
        ),
        action="Показати угоду",
        radius=6,
        parent=window,
    )
    came.setGeometry(card, 60, width - card - 16, 32)
    step = Strip(
        StripData(
            "Наступний крок", "Подзвонити зараз, норматив 10 хв минув о 10:06", icon=NEXT_STEP_ICON, key="D"
        ),
        height=40,
        parent=window,
    )
    step.setGeometry(card, 290, 598, 40)
    for index, (level, proposed) in enumerate(((2, None), (None, None), (2, 3))):
        field = QLineEdit("до 2,1 млн ₴" if index != 1 else "", window)
        field.setPlaceholderText("Відповідь клієнта")
        keys = LevelKeys("Бюджет", window)
        keys.show_level(level, proposed)
        panel = Panel(parent=window)
        panel.setGeometry(card, 366 + 58 * index, 598, 52)
        panel.lower()
        field.setGeometry(card + 192, 377 + 58 * index, 202, 30)
        keys.move(card + 406, 378 + 58 * index)
        keys.resize(keys.sizeHint())
    why = Panel("Чому такий бал", parent=window)
    why.setGeometry(width - 284, 166, 268, 290)
    for x, chip in (
        (-219, temperature_chip("hot", "гарячий", big=True)),
        (-127, ChipData("холоне 18 хв", "hot", "clock-alert-outline", True)),
    ):
        made = Chip(chip, window)
        made.resize(made.sizeHint())
        made.move(width + x, 105)
    toast = Toast(window)
    toast.show_message("«Роман Шевченко» відкладено до пн 23.11, 10:00", "Скасувати", "Z")
    toast.place(card, 640)
    bar = Surface("top", window)
    bar.setGeometry(left + 400, 648, width - left - 400, 52)
    lay = QHBoxLayout(bar)
    lay.setContentsMargins(16, 10, 16, 10)
    lay.setSpacing(8)
    for words, key in (
        ("Подзвонити", "D"),
        ("Підсумок", "R"),
        ("В роботу", "W"),
        ("Передати", "Q"),
        ("Вирощувати", "N"),
        ("Відкласти", "H"),
        ("В архів", "E"),
    ):
        lay.addWidget(Button(words, key=key, tight=True, kind="primary" if key == "D" else "secondary"))
    lay.addWidget(IconButton("dots-horizontal", "Ще", framed=True))
    lay.addStretch(1)
    toast.raise_()
    return window


def parts() -> QWidget:
    """Everything else, in columns."""
    window = QWidget()
    window.resize(1366, 1000)
    columns = QHBoxLayout(window)
    columns.addLayout(_first_column(), 1)
    columns.addLayout(_second_column(), 1)
    columns.addLayout(_third_column(), 1)
    return window


def _first_column() -> QVBoxLayout:
    lay = QVBoxLayout()
    lay.addLayout(
        _line(
            Button("Основна", kind="primary", icon="phone", key="D"),
            Button("Друга", key="Ctrl+Enter"),
            Button("Тиха", kind="ghost"),
            Button("Посилання", kind="link"),
        )
    )
    off = Button("Вимкнена", key="Q")
    off.set_disabled_because("спершу: хто вирішує")
    lay.addLayout(
        _line(
            off,
            Button("Стерти", kind="danger"),
            IconButton("close", "Закрити"),
            IconButton("dots-horizontal", "Ще", framed=True),
        )
    )
    chips = [
        Chip(ChipData(w, t, "", big))
        for w, t, big in (
            ("Новий", "ok", False),
            ("Не прочитано", "hot", False),
            ("MQL", "junk", False),
            ("довгий проєкт", "accent", True),
        )
    ]
    lay.addLayout(_line(*chips))
    lay.addLayout(
        _line(FilterChip("Усі", chosen=True), FilterChip("Листопад 2026"), FilterChip("Без фільтра"))
    )
    lay.addLayout(
        _line(KeyCap("Alt+←"), KeyCap("Esc"), KeyCap("Ctrl+Enter"), Avatar("Олена Лисюк"), Avatar(""))
    )
    lay.addWidget(ViewSwitch())
    keys = LevelKeys("Терміни")
    keys.show_level(None, 2)
    lay.addWidget(keys)
    lay.addLayout(_line(ChoiceButton("Українська", width=150), ChoiceButton("Русский", width=150)))
    warm = ChoiceButton("теплий", tone="warm", icon="white-balance-sunny", key="F6", height=48, width=200)
    warm.setChecked(True)
    lay.addLayout(
        _line(warm, ChoiceButton("гарячий", tone="hot", icon="fire", key="F5", height=48, width=200))
    )
    radio, other = Radio("директор буде на показі"), Radio("горить термін")
    radio.setChecked(True)
    lay.addLayout(_line(radio, other))
    check = Check("лише мої")
    check.setChecked(True)
    lay.addLayout(_line(check, Check("усі")))
    phrase = Phrase("не починайте з ціни", "1")
    phrase.setChecked(True)
    lay.addLayout(_line(phrase, Phrase("дзвонити до 11:00", "2")))
    tile = Tile("laptop", "На цьому комп'ютері", ("працює без мережі,", "копія щодня"))
    tile.setChecked(True)
    lay.addLayout(
        _line(
            tile,
            Tile("account-multiple-outline", "Спільна з відділом", ("адреса й ім'я,", "правки їдуть самі")),
            stretch=False,
        )
    )
    lay.addStretch(1)
    return lay


def _second_column() -> QVBoxLayout:
    lay = QVBoxLayout()
    wrong = FormField("Телефон", QLineEdit("+380 63 555 08"))
    wrong.show_error("у номері 8 цифр із 9")
    doubt = FormField("Пошта", QLineEdit("s.pereguda@tehnolit.example"))
    doubt.show_doubt("l чи i в домені")
    hint = FormField("Години, Київ", QLineEdit("09:00"))
    hint.show_hint("обід 13:00–14:00")
    select = Select("Роль")
    select.addItems(["лідогенератор", "керівник"])
    off = QLineEdit("вимкнено")
    off.setEnabled(False)
    for widget in (
        wrong,
        doubt,
        hint,
        FormField("Роль", select),
        FormField("Нотатка", QPlainTextEdit("Два рядки\nтексту")),
        off,
    ):
        lay.addWidget(widget)
    panel = Panel("План і факт на сьогодні", padding=16)
    for full, planned, mark, tone in (
        (0.25, 0, 0.155, "accent"),
        (0.71, 0, 0.8, "hot"),
        (0.91, 0.07, None, "accent"),
        (1, 0, None, "warm"),
    ):
        panel.body.addWidget(Bar(BarData(full, planned, mark, tone), "15 з 60", thick=8))
    panel.body.addWidget(
        ElidedLabel(
            "Дуже довгий рядок, який не вміщується в панель і тому закінчується трьома крапками",
            12,
            400,
            "text2",
        )
    )
    panel.body.addWidget(
        TextLabel(
            "Обидва записи повернуться точно такими, разом з історією. Щойно після дії досить Z.",
            12,
            400,
            "text2",
        )
    )
    lay.addWidget(panel)
    focused = Panel("Одне питання про файл")
    focused.set_focused(True)
    focused.body.addWidget(TextLabel("Запити чи холодний список?", 14, 600))
    lay.addWidget(focused)
    lay.addStretch(1)
    return lay


def _third_column() -> QVBoxLayout:
    lay = QVBoxLayout()
    twin = TableTwin("Передано за тижнем")
    twin.show_rows(
        ("Тиждень", "n", "Передано"),
        (("т. 36", "391", "17 %"), ("т. 37", "402", "17,5 %"), ("т. 38", "388", "16 %")),
        numeric=(1, 2),
    )
    twin.setFixedHeight(px(160))
    lay.addWidget(twin)
    rows = (
        ("take", "account-check-outline", "Взято в роботу", "24", 1.0),
        ("nurture", "sprout-outline", "На вирощування", "14", 0.58),
        ("junk", "trash-can-outline", "Неякісні", "5", 0.2),
    )
    lay.addWidget(
        Outcomes(
            "Усе розібрано: 60 за 9 хв 12 с",
            "Ось що сталося з кожним.",
            tuple(OutcomeRow(*r) for r in rows),
            "Далі",
            (("replied", "Відповіли: 5", "Ctrl+Tab"), ("today", "Сьогодні: 9", "")),
        )
    )
    lay.addWidget(
        EmptyState(
            "check-circle-outline",
            "Нових немає",
            "наступний прокинеться о 18:30",
            (("import", "Імпорт", "Ctrl+O"), ("sample", "Навчальна база", "")),
        )
    )
    return lay


def with_popup(window: QWidget) -> ChoicePopup:
    """Screen 06."""
    names = (
        ("Не відповів", "наступна спроба 2 з 5: сьогодні о 12:14"),
        ("Передзвонити", "о котрій, у часі ліда"),
        ("Поговорили", "далі картка, питання про повноваження"),
        ("Неправильний номер", "номер позначиться, лишиться пошта"),
        ("Відмова від розмови", "спитаємо причину"),
        ("Написав", "повідомлення надіслано, норматив спиниться"),
    )
    rows = [ChoiceRow(str(i + 1), "", *name) for i, name in enumerate(names)]
    popup = ChoicePopup(
        window,
        "Підсумок контакту",
        "Ігор Бондаренко, дзвінок 10:12, не відповіли 34 с",
        rows,
        foot="Спроби за регламентом: +2 год, +1 день в іншу годину, +3 дні, далі архів.\n"
        "Одна клавіша записує, ставить крок і відкриває наступного.",
    )
    popup.open_popup(QPoint(808, 334))
    return popup


def main(folder: Path) -> None:
    """Write the PNGs."""
    app = QApplication.instance() or QApplication([])
    set_language("uk")
    switch = theme_switch()
    switch.start()
    for mode in ("light", "dark"):
        switch.choose(mode=mode, contrast=False, percent=100)
        window = inbox()
        for name, shown in (("inbox", window), ("parts", parts())):
            shown.setAutoFillBackground(True)
            shown.show()
            app.processEvents()
            shown.grab().save(str(folder / f"kit_{name}_{mode}.png"))
        popup = with_popup(window)
        app.processEvents()
        window.grab().save(str(folder / f"kit_popup_{mode}.png"))
        popup.cancel()
    wide = inbox(1920)
    wide.show()
    app.processEvents()
    wide.grab().save(str(folder / "kit_wide_dark.png"))
    for mode, percent in (("light", 100), ("dark", 150)):
        switch.choose(mode=mode, contrast=True, percent=percent)
        shown = parts()
        shown.show()
        app.processEvents()
        shown.grab().save(str(folder / f"kit_contrast_{mode}_{percent}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))

"""Step 4 of an import: the fate of every row with nothing written, and what is asked once for the file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from leaddesk.actions.files import FileAsk, Rehearsed
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.capture.fates import FateList, FateTile
from leaddesk.ui.capture.table_pages import RIGHT
from leaddesk.ui.capture.words import (
    FATES,
    channel_choices,
    delimiter_name,
    encoding_name,
    field_name,
    group_chip,
)
from leaddesk.ui.kit.chip import FilterChip
from leaddesk.ui.kit.choice import Select, paint_radio
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.link import Link
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.palette import build_palette
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

_MOST_SHOWN = 40


class KindChoice(KitButton):
    """Requests or a cold list: 62 px, a radio mark, a head and two quiet lines."""

    def __init__(self, head: str, parent: QWidget | None = None) -> None:
        super().__init__(head, parent)
        self._lines: tuple[str, ...] = ()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, *lines: str) -> None:
        """Show what the choice means."""
        self._lines = lines
        self.setAccessibleDescription(" ".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(62))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, chosen = current_theme(), self.isChecked()
        area = QRectF(self.rect())
        ground = theme.accent_bg if chosen else (theme.surface2 if self.underMouse() else theme.surface)
        edge = theme.accent if chosen else theme.border_strong
        box(painter, area, px(6), ground, edge, px(2) if chosen else 1)
        paint_radio(painter, px(12), px(9), theme, chosen=chosen)
        room = area.width() - px(44)
        line_text(painter, px(36), px(8), room, px(18), self.text(), face(13, 600), theme.text)
        for place, line in enumerate(self._lines[:2]):
            line_text(painter, px(36), px(25 + 15 * place), room, px(16), line, face(12), theme.text2)
        if self.hasFocus():
            box(painter, area.adjusted(3, 3, -3, -3), px(4), None, theme.focus, px(2))


class RehearsalPage(QWidget):
    """Counts, filters and rows at the left; kind, channel, campaign, owner at the right (decision 13)."""

    filtered = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._done: Rehearsed | None = None
        self._groups: Mapping[str, Sequence[int]] = {}
        self._title = ElidedLabel("", 20, 700, parent=self)
        self._tiles = {group: FateTile(group, tone, icon, self) for group, _fates, tone, icon in FATES}
        self.chips: dict[str, FilterChip] = {}
        self._chip_group = QButtonGroup(self)
        self._flow_place = QWidget(self)
        self._flow = FlowLayout(self._flow_place)
        self.list = FateList(self)
        self.requests = KindChoice(_("Requests"))
        self.cold = KindChoice(_("Cold list"))
        self.channel = Select(_("Channel"))
        self.campaign = QLineEdit()
        self.campaign.setAccessibleName(_("Campaign"))
        self.campaign.setMaxLength(200)
        self.owner = Select(_("Owner"))
        self._columns = RowList(_("Columns"), height=26, value_at=112)
        self._read = RowList(_("How it is read"), height=24, value_at=112)
        self._columns_panel = Panel("", padding=16)
        self._build()

    def _build(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(px(12))
        for tile in self._tiles.values():
            tiles.addWidget(tile)
        left = QVBoxLayout()
        left.setSpacing(px(12))
        left.addWidget(self._title)
        left.addLayout(tiles)
        left.addWidget(self._flow_place)
        left.addWidget(self.list, 1)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(16))
        lay.addLayout(left, 1)
        lay.addWidget(self._build_right())

    def _build_right(self) -> QWidget:
        ask = Panel(_("One question about the file"), padding=16)
        ask.set_focused(True)
        ask.body.addWidget(TextLabel(_("Requests or a cold list?"), 15, 600))
        ask.body.addWidget(self.requests)
        ask.body.addWidget(self.cold)
        self.cold.show_lines(_("no first-contact target and outside"), _("conversion until somebody asks"))
        also = Panel(_("For all of its leads"), padding=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for place, (name, editor) in enumerate(
            ((_("Channel"), self.channel), (_("Campaign"), self.campaign), (_("Owner"), self.owner))
        ):
            grid.addWidget(ElidedLabel(name, 12, 600, "text2"), place, 0)
            grid.addWidget(editor, place, 1)
        also.body.addLayout(grid)
        self._columns_panel.body.addWidget(self._columns)
        self._columns_panel.body.addWidget(self._read)
        side = QWidget()
        lay = QVBoxLayout(side)
        lay.setContentsMargins(0, 0, px(2), 0)
        lay.setSpacing(px(12))
        for panel in (ask, also, self._columns_panel):
            lay.addWidget(panel)
        lay.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedWidth(px(RIGHT))
        scroll.setWidget(side)
        self._side = side
        theme_switch().changed.connect(self._dress)
        self._dress()
        return scroll

    def _dress(self) -> None:
        self._side.setAutoFillBackground(True)
        self._side.setPalette(build_palette(current_theme()))

    # -- What a rehearsal found --

    def show_done(self, done: Rehearsed, groups: Mapping[str, Sequence[int]]) -> None:
        """Show the fates of the rows and what the file itself says to the question."""
        self._done, self._groups = done, groups
        n = len(done.rows)
        title = ngettext(
            "Nothing is written yet: this would become of {n} row",
            "Nothing is written yet: this would become of {n} rows",
            n,
        )
        self._title.show_text(title.format(n=number(n)))
        for group, tile in self._tiles.items():
            tile.show_count(len(groups[group]))
        self._show_chips(n)
        self._show_question(done)
        self._show_columns(done)
        self.show_group("")

    def _show_chips(self, n: int) -> None:
        self._flow.clear()
        self.chips = {}
        told = [("", _("All {n}").format(n=number(n)))]
        told += [
            (group, f"{group_chip(group)} {number(len(self._groups[group]))}")
            for group, _fates, _tone, _icon in FATES
            if self._groups[group]
        ]
        for group, words in told:
            chip = FilterChip(words, chosen=not group, parent=self._flow_place)
            chip.clicked.connect(lambda _on=False, shown=group: self.show_group(shown))
            self._chip_group.addButton(chip)
            self._flow.addWidget(chip)
            chip.show()
            self.chips[group] = chip

    def _show_question(self, done: Rehearsed) -> None:
        n = done.asking
        said = ngettext("{n} row has the text of a request;", "{n} rows have the text of a request;", n)
        self.requests.show_lines(said.format(n=number(n)), _("the first-contact target starts at once"))
        requests = done.head.kind == "requests"
        (self.requests if requests else self.cold).setChecked(True)
        if self.channel.count() == 0:
            for key, name in channel_choices(self._link):
                self.channel.addItem(name, key)
            self.channel.setCurrentIndex(max(0, self.channel.findData("import")))
            self.owner.addItem(_("nobody yet"), "")
            for user in self._link.users.values():
                if user.active:
                    self.owner.addItem(user.name, user.id)

    def _show_columns(self, done: Rehearsed) -> None:
        head = done.head
        pairs = list(zip(head.header, head.columns, strict=False))
        taken = sum(1 for _name, field in pairs if field)
        caption = _("Columns: {all}, {n} taken").format(all=number(len(pairs)), n=number(taken))
        self._columns_panel.show_caption(caption)
        self._columns.show_rows(
            tuple(
                LineRow(
                    short(name, 60),
                    field_name(field),
                    ink="text2",
                    value_ink="text" if field else "text3",
                    value_strong=bool(field),
                )
                for name, field in pairs[:_MOST_SHOWN]
            )
        )
        read = [LineRow(_("Encoding"), encoding_name(head.encoding), ink="text2", value_ink="text")]
        read += [LineRow(_("Delimiter"), delimiter_name(head.delimiter), ink="text2", value_ink="text")]
        self._read.show_rows(tuple(row for row in read if row.value))
        self._columns_panel.setVisible(bool(pairs) or bool(head.encoding))

    def show_group(self, group: str) -> None:
        """Show the rows of one group of fates; "" shows all."""
        if self._done is None:
            return
        self.chips[group].setChecked(True)
        self.list.show_rows(self._done.rows, self._groups[group])
        self.filtered.emit(group)

    def answers(self, ask: FileAsk) -> FileAsk:
        """The file with what was said of the whole of it."""
        return replace(
            ask,
            kind="request" if self.requests.isChecked() else "cold",
            channel=str(self.channel.currentData() or ""),
            campaign=self.campaign.text().strip(),
            owner=str(self.owner.currentData() or "") or None,
            rows=len(self._done.rows) if self._done else ask.rows,
        )

    def counts(self) -> dict[str, int]:
        """Rows by group of fates, "" for all."""
        return {group: len(places) for group, places in self._groups.items()}

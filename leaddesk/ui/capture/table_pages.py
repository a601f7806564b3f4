"""Steps 2 and 3 of an import: how the file is read (encoding, delimiter), and what its columns mean."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.files import FileHead
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.capture.words import (
    DELIMITERS,
    ENCODINGS,
    delimiter_name,
    encoding_name,
    field_name,
    size_words,
)
from leaddesk.ui.kit.choice import Select
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.twin import TableTwin
from leaddesk.ui.theme.palette import build_palette
from leaddesk.ui.theme.switch import current_theme, theme_switch
from leaddesk.ui.theme.zoom import px

RIGHT = 366
MOST_COLUMNS = 100
"""Columns that a person maps by hand; the rest keep what was guessed."""

_SEEN_COLUMNS, _SEEN_CELL, _SAMPLES = 30, 40, 3


class ReadingPage(QWidget):
    """The first rows as they are read. `changed()` when another encoding or delimiter is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableTwin(_("First rows of the file"), self)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.encoding = Select(_("Encoding"), self)
        self.delimiter = Select(_("Delimiter"), self)
        self._facts = TextLabel("", 12, 400, "text2", parent=self)
        self._side = Panel(_("How it is read"), padding=16, gap=12, parent=self)
        self._side.body.addWidget(FormField(_("Encoding"), self.encoding, self._side))
        self._side.body.addWidget(FormField(_("Delimiter"), self.delimiter, self._side))
        self._side.body.addWidget(self._facts)
        self._side.body.addStretch(1)
        self._side.setFixedWidth(px(RIGHT))
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(16))
        frame = Panel(padding=1, parent=self)
        frame.body.addWidget(self.table, 1)
        lay.addWidget(frame, 1)
        lay.addWidget(self._side)
        self.encoding.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.delimiter.currentIndexChanged.connect(lambda _i: self.changed.emit())

    def show_head(self, head: FileHead) -> None:
        """Show what a file looks like, with nothing told to have changed."""
        for select, known, now, name in (
            (self.encoding, ENCODINGS, head.encoding, encoding_name),
            (self.delimiter, DELIMITERS, head.delimiter, delimiter_name),
        ):
            select.blockSignals(True)
            select.clear()
            offered = dict.fromkeys((now, *(key for key in known if name(key) != name(now))))
            seen: set[str] = set()
            for key in offered:
                if key and name(key) not in seen:
                    seen.add(name(key))
                    select.addItem(name(key), key)
            select.setEnabled(bool(now))
            select.blockSignals(False)
        width = min(_SEEN_COLUMNS, len(head.header))
        rows = [_cells(row, width) for row in head.preview]
        self.table.show_rows([short(name, _SEEN_CELL) for name in head.header[:width]], rows)
        self._facts.show_text(
            ngettext("{n} column, {size}. ", "{n} columns, {size}. ", len(head.header)).format(
                n=number(len(head.header)), size=size_words(head.size)
            )
            + _("If the words are unreadable, choose another encoding.")
        )


def _cells(row: tuple[str, ...], width: int) -> list[str]:
    """The first cells of a row as they are shown; a short row is filled up."""
    seen = [short(cell, _SEEN_CELL) for cell in row[:width]]
    return seen + [""] * (width - len(seen))


class ColumnsPage(QWidget):
    """A field for each column. `mapping()` is what the person says; a column without one is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._fields: tuple[str, ...] = ()
        self.selects: list[Select] = []
        self._head: FileHead | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more = TextLabel("", 12, 400, "text2", parent=self)
        panel = Panel(_("What each column means"), padding=16, parent=self)
        panel.body.addWidget(self._scroll, 1)
        panel.body.addWidget(self._more)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(panel)
        theme_switch().changed.connect(self._dress)

    def _dress(self) -> None:
        body = self._scroll.widget()
        if body is not None:
            palette = build_palette(current_theme())
            palette.setColor(palette.ColorRole.Window, current_theme().surface)
            body.setPalette(palette)
            body.setAutoFillBackground(True)

    def show_head(self, head: FileHead, fields: tuple[str, ...]) -> None:
        """Show the columns of a file as they were guessed."""
        if fields != self._fields:
            self._fields = fields
            self._model.clear()
            for field in (None, *sorted(fields, key=field_name)):
                item = QStandardItem(field_name(field))
                item.setData(field or "", Qt.ItemDataRole.UserRole)
                self._model.appendRow(item)
        self._head = head
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        self.selects = []
        for place, name in enumerate(head.header[:MOST_COLUMNS]):
            self._add_row(grid, place, name, head)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(body)
        self._dress()
        left = len(head.header) - MOST_COLUMNS
        words = ngettext(
            "{n} more column is read as it was guessed.",
            "{n} more columns are read as they were guessed.",
            left,
        )
        self._more.setVisible(left > 0)
        self._more.show_text(words.format(n=number(max(0, left))))

    def _add_row(self, grid: QGridLayout, place: int, name: str, head: FileHead) -> None:
        label = ElidedLabel(short(name, 80) or _("no name"), 13, 600)
        label.setFixedWidth(px(220))
        samples = list(dict.fromkeys(row[place] for row in head.preview if place < len(row) and row[place]))
        seen = ElidedLabel(" · ".join(short(one, 60) for one in samples[:_SAMPLES]), 12, 400, "text2")
        select = Select(_("Meaning of {column}").format(column=short(name, 80)))
        select.setModel(self._model)
        select.setFixedWidth(px(280))
        select.setCurrentIndex(max(0, select.findData(head.columns[place] or "")))
        self.selects.append(select)
        grid.addWidget(label, place, 0)
        grid.addWidget(seen, place, 1)
        grid.addWidget(select, place, 2)

    def mapping(self) -> dict[str, str | None]:
        """Field by name of column, None for one that is kept as it is."""
        if self._head is None:
            return {}
        return {
            name: str(select.currentData() or "") or None
            for name, select in zip(self._head.header, self.selects, strict=False)
        }

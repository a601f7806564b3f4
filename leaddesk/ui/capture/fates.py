"""The rows of a rehearsal: four counts, and a list of rows with their fate and the reason of it."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from leaddesk.actions.files import FateRow, Rehearsed
from leaddesk.texts import _
from leaddesk.texts.formats import number
from leaddesk.ui.capture.words import FATES, GROUP_OF, TONES, fate_reason, group_chip, group_head, group_line
from leaddesk.ui.kit.chip import ChipData, chip_height, paint_chip
from leaddesk.ui.kit.label import Ink, ink_of
from leaddesk.ui.kit.paint import box, hairline, line_text, ready
from leaddesk.ui.kit.panel import Panel, paint_panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = 36
_AT = (16, 60, 216, 344, 510, 620)
_WIDE = 896


def columns_at(width: int) -> tuple[int, ...]:
    """Where the six columns begin in a list `width` pixels wide; the screen's list is 896."""
    first, second = px(_AT[0]), px(_AT[1])
    room = max(1, width - second) / max(1, px(_WIDE) - second)
    return (first, second, *(round(second + (px(at) - second) * room) for at in _AT[2:]))


class FateTile(KitWidget):
    """How many rows have a fate: 84 px, the number 22/700."""

    def __init__(self, group: str, tone: ToneName, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group, self._tone, self._icon, self._n = group, tone, icon, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, n: int) -> None:
        """Show another number."""
        self._n = n
        self.setAccessibleName(f"{group_head(self._group)}: {number(n)}, {group_line(self._group)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(215), px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        paint_panel(painter, QRectF(self.rect()), theme)
        room = self.width() - px(24)
        draw_icon(painter, px(12), px(12), self._icon, theme.ink(self._tone), 14)
        head = group_head(self._group)
        line_text(painter, px(36), px(10), room - px(24), px(18), head, face(13, 600), theme.text)
        alarm = self._group == "rejected" and self._n > 0
        ink = theme.hot if alarm else theme.text
        line_text(painter, px(12), px(30), room, px(30), number(self._n), face(22, 700), ink)
        line_text(painter, px(12), px(60), room, px(18), group_line(self._group), face(12), theme.text2)


class FateRole(IntEnum):
    """The one role that the delegate asks for."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1


class FateModel(QAbstractListModel):
    """Rows of one group of fates, or all of them; rows are made words when they are seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[FateRow, ...] = ()
        self._places: Sequence[int] = ()

    def show_rows(self, rows: tuple[FateRow, ...], places: Sequence[int]) -> None:
        """Show the rows at `places`."""
        self.beginResetModel()
        self._rows, self._places = rows, places
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        one = self._rows[self._places[index.row()]]
        if role == FateRole.ROW:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            told = (str(one.row), one.name, one.company, one.contact, _chip(one).word, fate_reason(one))
            return " ".join(part for part in told if part)
        return None


def _chip(one: FateRow) -> ChipData:
    group = GROUP_OF[one.fate]
    return ChipData(group_chip(group), TONES[group])


class FateDelegate(QStyledItemDelegate):
    """Paints a row: number, name, company, contact, fate, reason."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(300), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(FateRole.ROW)
        ready(painter)
        theme = current_theme()
        rect = QRectF(option.rect)
        state = option.state
        at = columns_at(round(rect.width()))
        top, high = rect.top(), rect.height()
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            box(painter, rect, px(4), theme.sel, theme.focus if focused else None, px(2))
        else:
            hairline(painter, rect.left() + at[0], rect.bottom() - 1, rect.width() - 2 * at[0], theme.border)
        told: tuple[tuple[str, Ink], ...] = (
            (number(one.row), "text2"),
            (short(one.name) or _("no name"), "text" if one.name else "text2"),
            (short(one.company), "text"),
            (short(one.contact) or _("none"), "text" if one.contact else "text2"),
        )
        for place, (words, ink) in enumerate(told):
            room = at[place + 1] - at[place] - px(8)
            size = 12 if place == 0 else 13
            line_text(
                painter, rect.left() + at[place], top, room, high, words, face(size), ink_of(theme, ink)
            )
        chip = _chip(one)
        paint_chip(painter, rect.left() + at[4], top + (high - chip_height(chip)) // 2, chip, theme)
        last = rect.width() - at[5] - px(16)
        line_text(painter, rect.left() + at[5], top, last, high, fate_reason(one), face(12), theme.text2)


class _Head(KitWidget):
    def __init__(self, view: QListView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.setFixedHeight(px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        at = (*columns_at(self._view.viewport().width()), self.width())
        names = (_("No."), _("Name"), _("Company"), _("Contact"), _("Fate"), _("Reason"))
        for place, name in enumerate(names):
            room = at[place + 1] - at[place] - px(8)
            line_text(painter, at[place], 0, room, self.height(), name, face(12, 600), theme.text2)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.border_strong)


class FateList(Panel):
    """The rows of a rehearsal under their head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, padding=1, gap=0)
        self.model = FateModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(FateDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(_("Rows of the file and their fates"))
        self.body.addWidget(_Head(self.view, self))
        self.body.addWidget(self.view, 1)

    def show_rows(self, rows: tuple[FateRow, ...], places: Sequence[int]) -> None:
        """Show the rows at `places`."""
        self.model.show_rows(rows, places)
        if places:
            self.view.setCurrentIndex(self.model.index(0))


def grouped(done: Rehearsed) -> dict[str, Sequence[int]]:
    """Places of the rows by group of fates, "" for all; off the Qt thread, a file may have a million rows."""
    groups: dict[str, Sequence[int]] = {"": range(len(done.rows))}
    for group, fates, _tone, _icon in FATES:
        groups[group] = sorted(place for fate in fates for place in done.places.get(fate, ()))
    return groups

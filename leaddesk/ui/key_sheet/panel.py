"""The sheet itself: columns of keys and what they do, over the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.keycap import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.ui.kit.label import Caption
from leaddesk.ui.kit.paint import line_text, ready
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

COLUMNS, ROW, WORDS_AT = 4, 24, 104
HEAD_AND_FOOT = 124
"""Height of a sheet beside its lines; a full sheet of keys fills the window."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the sheet: the keys (each as its cap shows it) and what they do."""

    keys: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Lines under a caption."""

    caption: str
    lines: tuple[KeyLine, ...]


def in_columns(groups: Sequence[KeyGroup], columns: int = COLUMNS) -> list[list[KeyGroup]]:
    """Groups in their order over at most so many columns, the tallest of which is as short as can be."""
    tall = [len(group.lines) + 2 for group in groups]
    limit = max(tall, default=0)
    while len(_filled(tall, limit)) > columns:
        limit += 1
    return [[groups[n] for n in column] for column in _filled(tall, limit)]


def _filled(tall: Sequence[int], limit: int) -> list[list[int]]:
    found: list[list[int]] = []
    height = limit + 1
    for n, own in enumerate(tall):
        if height + own > limit:
            found.append([])
            height = 0
        found[-1].append(n)
        height += own
    return found


class _Lines(KitWidget):
    """The lines of a group, painted."""

    def __init__(self, group: KeyGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = group.lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(group.caption)
        self.setAccessibleDescription("; ".join(f"{' '.join(x.keys)}: {x.words}" for x in group.lines))

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(ROW) * len(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        for row, line in enumerate(self._lines):
            area = QRectF(0, row * px(ROW), self.width(), px(ROW))
            x = 0.0
            for key in line.keys:
                if x and x + cap_width(key) > px(WORDS_AT) - px(6):
                    break
                x += paint_cap(painter, x, round(area.top() + (px(ROW) - px(CAP_HEIGHT)) / 2), key, theme)
                x += px(4)
            left = max(float(px(WORDS_AT)), x + px(4))
            line_text(
                painter, left, area.top(), self.width() - left, px(ROW), line.words, face(12), theme.text
            )


class KeySheet(Dialog):
    """Shows groups of keys; `edit` opens the settings of the keyboard."""

    def __init__(
        self,
        parent: QWidget,
        subtitle: str,
        groups: Sequence[KeyGroup],
        *,
        title: str = "",
        columns: int = COLUMNS,
    ) -> None:
        """With fewer `columns` it is narrower; a sheet with a `title` of its own is not about rebinding."""
        wide = 1240 if columns == COLUMNS else 500 * columns
        in_their_columns = in_columns(groups, columns)
        rows = max((sum(len(one.lines) + 2 for one in column) for column in in_their_columns), default=0)
        size = QSize(wide, min(660, HEAD_AND_FOOT + ROW * rows))
        super().__init__(parent, title or _("Keys"), subtitle, size=size, keeps_typed=False)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(px(20), px(16), px(20), px(16))
        row.setSpacing(px(16))
        for column in in_their_columns:
            lay = QVBoxLayout()
            lay.setSpacing(px(4))
            for group in column:
                lay.addWidget(Caption(group.caption, self.body))
                lay.addWidget(_Lines(group, self.body))
                lay.addSpacing(px(8))
            lay.addStretch(1)
            row.addLayout(lay, 1)
            row.setAlignment(lay, Qt.AlignmentFlag.AlignTop)
        self.edit = Button(_("Change keys"), parent=self._frame)
        self.edit.setVisible(not title)
        self.add_button(self.edit)

    def open_sheet(self) -> None:
        """Show it."""
        self.open_dialog(self.cross)

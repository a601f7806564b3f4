"""The rail: sections of the window, icons alone or with labels and counts where there is room."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.paint import RIGHT, box, focus_ring, line_text, ready
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

NARROW, WIDE, WIDE_FROM = 56, 196, 1500


@dataclass(frozen=True)
class RailEntry:
    """One section: id, icon, label; `key` is told in the tooltip; `bottom` puts it at the foot."""

    id: str
    icon: str
    label: str
    key: str = ""
    bottom: bool = False


class RailButton(KitButton):
    """One section of the rail, 40 px high, with a 3x24 accent bar when it is open."""

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.label, parent)
        self.entry = entry
        self._count = ""
        self._wide = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_tooltip(self, f"{entry.label}  {entry.key}".strip())

    def show_count(self, count: str) -> None:
        """Show how many wait there; "" shows none."""
        if count != self._count:
            self._count = count
            told = _("{section}: {count}").format(section=self.entry.label, count=count)
            self.setAccessibleName(told if count else self.entry.label)
            self.update()

    def set_wide(self, wide: bool) -> None:
        """Show the label and the count beside the icon."""
        self._wide = wide
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(40), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        active = self.isChecked()
        if active or self.underMouse():
            box(painter, area, px(6), theme.accent_bg if active else theme.surface2)
        if active:
            bar = QRectF(0, (area.height() - px(24)) / 2, px(3), px(24))
            painter.fillRect(bar, theme.accent)
        ink = theme.accent if active else theme.text2
        y = (area.height() - px(20)) // 2
        draw_icon(painter, px(10), y, self.entry.icon, ink, 20)
        if self._wide:
            words = face(13, 600 if active else 500)
            label_ink = theme.accent if active else theme.text
            room = area.width() - px(42) - px(44)
            line_text(painter, px(42), 0, room, area.height(), self.entry.label, words, label_ink)
            line_text(
                painter,
                area.width() - px(44),
                0,
                px(36),
                area.height(),
                self._count,
                face(12, 500),
                ink,
                RIGHT,
            )
        if self.hasFocus():
            focus_ring(painter, area, px(6), theme)


class Rail(Surface):
    """56 px wide, 196 with labels; `chosen(id)` after a press."""

    chosen = Signal(str)

    def __init__(self, entries: tuple[RailEntry, ...], parent: QWidget | None = None) -> None:
        super().__init__("right", parent)
        self._wide, self._labels, self._room = False, True, 0
        self._buttons: dict[str, RailButton] = {}
        self._lay = QVBoxLayout(self)
        for entry in (e for e in entries if not e.bottom):
            self._lay.addWidget(self._button(entry))
        self._lay.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(0)
        for entry in (e for e in entries if e.bottom):
            foot.addWidget(self._button(entry))
        self._lay.addLayout(foot)
        self.setAccessibleName(_("Sections"))
        self.restyle()

    def _button(self, entry: RailEntry) -> RailButton:
        button = RailButton(entry, self)
        button.clicked.connect(lambda: self.chosen.emit(entry.id))
        self._buttons[entry.id] = button
        return button

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedWidth(px(WIDE if self._wide else NARROW))
        self._lay.setContentsMargins(px(8), px(12), px(8), px(12))
        self._lay.setSpacing(px(4))
        super().restyle()

    def button(self, entry_id: str) -> RailButton:
        """The button of a section, for a QAction to be bound to it."""
        return self._buttons[entry_id]

    def show_active(self, entry_id: str) -> None:
        """Mark the open section; one that the rail does not have leaves all unmarked."""
        for name, button in self._buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(name == entry_id)
            button.setAutoExclusive(True)

    def show_counts(self, counts: dict[str, str]) -> None:
        """Show counts by section id; a section that is not named shows none."""
        for entry_id, button in self._buttons.items():
            button.show_count(counts.get(entry_id, ""))

    def follow_window_width(self, width: int) -> None:
        """Labels from 1500 px of window on (at 100 %), where they are wanted at all."""
        self._room = width
        self.set_wide(self._labels and width >= px(WIDE_FROM))

    def set_labels(self, wanted: bool) -> None:
        """Whether labels are shown where there is room for them."""
        self._labels = wanted
        self.follow_window_width(self._room)

    def is_wide(self) -> bool:
        """Whether labels and counts are shown."""
        return self._wide

    def set_wide(self, wide: bool) -> None:
        """Show labels or icons alone."""
        if wide != self._wide:
            self._wide = wide
            for button in self._buttons.values():
                button.set_wide(wide)
            self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(WIDE if self._wide else NARROW), px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(WIDE if self._wide else NARROW), super().minimumSizeHint().height())


RAIL_ICONS = {
    "inbox": "inbox-arrow-down",
    "board": "view-column-outline",
    "nurture": "sprout-outline",
    "tasks": "checkbox-marked-circle-outline",
    "charts": "chart-line",
    "distribution": "account-group-outline",
    "cards": "card-account-details-outline",
    "help": "help-circle-outline",
    "settings": "cog-outline",
}
"""Icons of the sections of UX.md 3.2."""

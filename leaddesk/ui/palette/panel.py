"""The palette itself: a line to type into over the window, and what it finds below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.hints import Hints
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.overlay import Frame, Overlay
from leaddesk.ui.kit.panel import Rule
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.palette.entries import Entry, Shown
from leaddesk.ui.palette.rows import PaletteRows
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

WIDTH, TOP, INPUT, FOOT = 600, 96, 52, 40
PEOPLE_AFTER_MS = 120


class PaletteLine(QLineEdit):
    """The line; `moved(by)` for the arrows, `taken()` for Enter."""

    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = next((by for key, by in steps.items() if event.key() == key), 0)
        if step:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class _Glass(KitWidget):
    """The magnifier before the line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(px(18), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, px(1), px(1), "magnify", current_theme().text2, 16)


class Palette(Overlay):
    """Signals: `chosen(command id)`, `person_chosen(lead id)`, `people_wanted(typed)`.

    `find(typed)` gives the commands for what was typed, the best first; people come later by
    `show_people`. An entry that is not possible is shown with its reason and cannot be taken.
    """

    chosen = Signal(str)
    person_chosen = Signal(str)
    people_wanted = Signal(str)

    def __init__(self, parent: QWidget, find: Callable[[str], Sequence[Entry]], subject: str = "") -> None:
        frame = Frame()
        super().__init__(parent, frame, QSize(WIDTH, 400), TOP)
        self.setAccessibleName(_("All commands"))
        self._find = find
        self.shown = Shown()
        self.line = PaletteLine(frame)
        self.rows = PaletteRows(self.shown, frame)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PEOPLE_AFTER_MS)
        self._later.timeout.connect(lambda: self.people_wanted.emit(self.line.text().strip()))
        self._build(frame, subject)
        self.line.textChanged.connect(self._on_typed)
        self.line.moved.connect(self._on_moved)
        self.line.taken.connect(self._take)
        self.rows.chosen.connect(self._take)

    def _build(self, frame: QWidget, subject: str) -> None:
        self.line.setProperty("bare", True)
        self.line.setFont(face(15, 500).font)
        self.line.setPlaceholderText(_("Command or person"))
        self.line.setAccessibleName(_("Command or person"))
        lay = QVBoxLayout(frame)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        top = QWidget(frame)
        top.setFixedHeight(px(INPUT))
        head = QHBoxLayout(top)
        head.setContentsMargins(px(16), 0, px(16), 0)
        head.setSpacing(px(8))
        head.addWidget(_Glass(top))
        head.addWidget(self.line, 1)
        label = ElidedLabel(subject, 12, 400, "text2", align="right", parent=frame)
        label.setMaximumWidth(px(200))
        head.addWidget(label)
        lay.addWidget(top)
        lay.addWidget(Rule(frame))
        lay.addWidget(self.rows)
        lay.addStretch(1)
        lay.addWidget(Rule(frame))
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(9), px(16), px(10))
        hints = (("↑↓", _("choose")), ("Enter", _("do it")), ("Esc", _("close")))
        foot.addWidget(Hints(hints, frame))
        lay.addLayout(foot)

    def open_palette(self, typed: str = "") -> None:
        """Show it over the window with what is already typed."""
        self.line.setText(typed)
        self._on_typed(typed)
        self.open(self.line)

    def _on_typed(self, typed: str) -> None:
        self.shown.room = max(3, (self._window.height() - px(TOP + INPUT + FOOT + 80)) // px(40))
        self.shown.room = min(self.shown.room, 9)
        self.shown.show_commands(self._find(typed.strip()))
        if len(typed.strip()) < 2:
            self.shown.show_people(())
            self._later.stop()
        else:
            self._later.start()
        self._fit()

    def show_people(self, typed: str, people: Sequence[Entry]) -> None:
        """People found for `typed`; late answers for other letters are passed over."""
        if typed == self.line.text().strip():
            self.shown.show_people(people)
            self._fit()

    def _fit(self) -> None:
        self.rows.refresh()
        self.set_wanted(QSize(WIDTH, INPUT + 1 + self.rows.needed() + FOOT))

    def _on_moved(self, by: int) -> None:
        if abs(by) == 1:
            self.shown.step(by)
        else:
            self.shown.move_to(self.shown.at + by)
        self._fit()

    def _take(self) -> None:
        entry = self.shown.current()
        if entry is None or not entry.possible:
            return
        self.close_overlay()
        (self.chosen if entry.group == "command" else self.person_chosen).emit(entry.id)

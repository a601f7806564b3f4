"""The people beside the queue: how much they have, get and may have, as words and as a bar (screen 14)."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.distribute import Load
from leaddesk.ui.distribution.words import load_words, person_words, room_words
from leaddesk.ui.kit.avatar import Avatar
from leaddesk.ui.kit.label import ElidedLabel, Ink
from leaddesk.ui.kit.meter import Bar, BarData
from leaddesk.ui.kit.panel import Panel, Rule
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.zoom import px


def bar_of(load: Load) -> BarData:
    """The load now, full, and what the proposal adds, outlined; warm where the norm is filled."""
    norm = load.worker.norm.open
    most = norm if norm else max(1, load.worker.open + load.more)
    full = load.worker.free == 0
    tone: ToneName = "hot" if _above(load) else "warm" if full else "accent"
    return BarData(load.worker.open / most, load.more / most, tone=tone)


def _above(load: Load) -> bool:
    free = load.worker.free
    return free is not None and load.more > free


class PeoplePanel(Panel):
    """A part for each person, the one who gets most first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=2, parent=parent)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setObjectName("loads")
        self._scroll.setStyleSheet("QScrollArea#loads, QWidget#inside { background: transparent; }")
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._scroll, 1)
        self.shown: tuple[Load, ...] = ()
        self._channels: Mapping[str, str] = {}

    def show_people(self, people: tuple[Load, ...], channels: Mapping[str, str]) -> None:
        """Show the loads; `channels` are names by id."""
        self._channels = channels
        ordered = sorted(people, key=lambda load: (-load.more, -load.worker.open, load.user.name))
        self.shown = tuple(ordered)
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        for place, load in enumerate(ordered):
            if place:
                column.addWidget(Rule(inside))
            column.addLayout(self._person(load, inside))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _person(self, load: Load, parent: QWidget) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedLabel(load.user.name, 13, 600, parent=parent))
        names.addWidget(ElidedLabel(person_words(load, self._channels), 12, 400, "text2", parent=parent))
        full = load.worker.free == 0
        ink: Ink = "hot" if _above(load) else "warm" if full else "text"
        count = ElidedLabel(load_words(load), 13, 600, ink, align="right", parent=parent)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(Avatar(load.user.name, parent))
        head.addLayout(names, 1)
        head.addWidget(count, alignment=Qt.AlignmentFlag.AlignTop)
        told = room_words(load)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        column.addLayout(head)
        spoken = f"{load.user.name}: {load_words(load)}, {told}"
        column.addWidget(Bar(bar_of(load), spoken, thick=10, parent=parent))
        below: Ink = "hot" if _above(load) else "warm" if full else "text2"
        column.addWidget(ElidedLabel(told, 12, 400, below, parent=parent))
        return column

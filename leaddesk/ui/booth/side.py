"""Beside the form: how many came today, who stands here, who was written down just now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.domain.show import NO_STEP, Show, Visit
from leaddesk.texts import _, pgettext
from leaddesk.texts.formats import clock_time, number
from leaddesk.ui.booth.words import TEMPERATURES, TROUBLES
from leaddesk.ui.kit.avatar import initials, paint_avatar
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.meter import Bar, BarData
from leaddesk.ui.kit.paint import RIGHT, box, focus_ring, line_text, ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

LATEST, PEOPLE = 5, 3
_SAID = TROUBLES.keys() - {NO_STEP}
"""What is said at once; a next step can wait for the evening."""


class Person(KitButton):
    """Somebody who can stand here; a press says that they do."""

    def __init__(self, user: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.user, self._told, self._here = user, "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, told: str, *, here: bool) -> None:
        """How many they wrote down today, and whether it is they who stand here."""
        self._told, self._here = told, here
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        if self._here or self.underMouse():
            box(painter, area, px(6), theme.sel if self._here else theme.surface2)
        side = px(28)
        paint_avatar(
            painter, QRectF(px(8), (area.height() - side) / 2, side, side), initials(self.text()), theme
        )
        ink = theme.accent if self._here else theme.text2
        value = face(12, 600 if self._here else 400)
        right = area.width() - px(8)
        drawn = line_text(painter, px(48), 0, right - px(48), area.height(), self._told, value, ink, RIGHT)
        room = right - drawn - px(56)
        words = face(13, 600 if self._here else 400)
        line_text(painter, px(48), 0, room, area.height(), self.text(), words, theme.text)
        if self.hasFocus():
            focus_ring(painter, area, px(6), theme)


class BoothSide(QWidget):
    """Signals: `stood(user)` for who stands here now, `opened(visit)` for somebody written down before."""

    stood = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[str, Person] = {}
        self._today, self._here, self._late = (Panel(words) for words in (
            _("Today at the stand"), _("Who stands here"), _("Written down just now")
        ))  # fmt: skip
        self.count, self.plan = ElidedLabel("0", 28, 700), ElidedLabel("", 13, 400, "text2")
        self.bar = Bar(BarData(0), "")
        self.warmth = ElidedLabel("", 12, 400, "text2")
        self.latest = RowList(_("Written down just now"), height=38)
        self.latest.opened.connect(self.opened)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.count)
        head.addWidget(self.plan, 1)
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._today.body.addLayout(head)
        self._today.body.addWidget(self.bar)
        self._today.body.addWidget(self.warmth)
        self._here.body.setSpacing(0)
        self._late.body.addWidget(self.latest)
        self._late.body.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, px(16), px(16), px(12))
        lay.setSpacing(px(12))
        lay.addWidget(self._today)
        lay.addWidget(self._here)
        lay.addWidget(self._late, 1)

    def show_day(self, today: Sequence[Visit], show: Show | None) -> None:
        """The count so far, the goal of the day, and how warm they were."""
        n, goal = len(today), show.goal if show else 0
        self.count.show_text(number(n))
        self.plan.show_text(_("of {goal} planned for the day").format(goal=number(goal)) if goal else "")
        self.bar.show_bar(BarData(min(1.0, n / goal) if goal else 0.0), _("Goal of the day"))
        warm = Counter(one.temperature for one in today)
        told = _("hot {hot}, warm {warm}, cold {cold}")
        counts = {key: number(warm[key]) for key in ("hot", "warm", "cold")}
        self.warmth.show_text(told.format(**counts))

    def show_people(self, staff: Sequence[tuple[str, str]], by: str, today: Sequence[Visit]) -> None:
        """Who can stand here (id, name), the one who does marked."""
        shown = _around(staff, by)
        if list(self._people) != [user for user, _name in shown]:
            for old in self._people.values():
                old.hide()
                old.deleteLater()
            self._people = {user: Person(user, name, self._here) for user, name in shown}
            for person in self._people.values():
                person.clicked.connect(lambda _on=False, to=person.user: self.stood.emit(to))
                self._here.body.addWidget(person)
        count = Counter(one.by for one in today)
        for user, person in self._people.items():
            told = number(count[user])
            here = user == by
            person.show_count(_("now, {n}").format(n=told) if here else told, here=here)

    def show_latest(self, visits: Sequence[Visit], names: Mapping[str, str], zone: ZoneInfo) -> None:
        """The last visitors, the newest first; what lacks something says so."""
        icons = {key: (icon, tone) for key, icon, tone, _command in TEMPERATURES}
        rows = []
        for visit in list(visits)[::-1][:LATEST]:
            icon, tone = icons.get(visit.temperature, ("account-outline", "junk"))
            name = names.get(visit.id) or pgettext("visitor", "unnamed")
            words = f"{name}  ·  {_(TROUBLES[visit.trouble])}" if visit.trouble in _SAID else name
            told = _("{name}, waits for its picture").format(name=name) if visit.unread else words
            rows.append(LineRow(told, clock_time(visit.at, zone), icon, tone, strong=True, id=visit.id))
        self.latest.show_rows(tuple(rows))


def _around(staff: Sequence[tuple[str, str]], by: str) -> list[tuple[str, str]]:
    """As many as there is room for, the one who stands here among them."""
    shown = list(staff[:PEOPLE])
    here = [one for one in staff if one[0] == by and one not in shown]
    return [*shown[: PEOPLE - len(here)], *here]

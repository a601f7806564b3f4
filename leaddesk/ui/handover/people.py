"""To whom a lead goes: the proposed person first, each with what speaks for and against."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from leaddesk.actions.deal_questions import DealRow, Recipient
from leaddesk.domain.definitions import Definitions
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import money, number
from leaddesk.texts.keys import deal_stage_name
from leaddesk.ui.kit.avatar import initials, paint_avatar
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.paint import box, line_text, ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.themed import KitButton
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import control, px

_MOST = 3


class PickRow(KitButton):
    """A row of 52 px with letters, a name and a line below it; 2 px of accent when chosen."""

    def __init__(self, letters: str, name: str, about: str, *, quiet: bool = False) -> None:
        super().__init__(name)
        self._letters, self._about, self._quiet = letters, about, quiet
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(200), control(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme = current_theme()
        area = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            box(painter, area, px(6), theme.sel, theme.accent, px(2))
        elif self.underMouse():
            box(painter, area, px(6), theme.surface2)
        side = px(28)
        top = (self.height() - side) // 2
        paint_avatar(painter, QRectF(px(12), top, side, side), self._letters, theme)
        left, wide = px(52), area.width() - px(60)
        ink = theme.text3 if self._quiet and not chosen else theme.text
        line_text(painter, left, px(7), wide, px(20), self.text(), face(13, 700 if chosen else 400), ink)
        line_text(painter, left, px(26), wide, px(18), self._about, face(12), theme.text2)
        if self.hasFocus():
            box(painter, area.adjusted(3, 3, -3, -3), px(4), None, theme.focus, px(2))


class People(Panel):
    """`chosen()` when another person, or a deal to join, is picked."""

    chosen = Signal()

    def __init__(
        self,
        recipients: tuple[Recipient, ...],
        joinable: tuple[DealRow, ...],
        definitions: Definitions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("To whom"), gap=4)
        self._norm = int(definitions.settings.get("deal_norm", 0))
        self._rows: list[tuple[PickRow, str, str]] = []
        self._rest = recipients[_MOST:]
        for place, one in enumerate(recipients[:_MOST]):
            name = _("{name}, proposed").format(name=one.user.name) if place == 0 else one.user.name
            row = PickRow(initials(one.user.name), name, self._why(one), quiet=self._full(one))
            self._add(row, one.user.id, "")
        for deal in joinable[:2]:
            self._add(_deal_row(deal, definitions), deal.deal.to, deal.deal.id)
        if not recipients:
            self.body.addWidget(TextLabel(_("No salesperson yet: it goes to the queue of sales"), 12))
        if self._rows:
            self._rows[0][0].setChecked(True)

    def _add(self, row: PickRow, user: str, deal: str) -> None:
        row.toggled.connect(lambda on: self.chosen.emit() if on else None)
        self._rows.append((row, user, deal))
        self.body.addWidget(row)

    def _full(self, one: Recipient) -> bool:
        return bool(self._norm) and one.load >= self._norm

    def _why(self, one: Recipient) -> str:
        """What speaks for a person: sold to this client before; how much room there is (D10)."""
        free = max(0, self._norm - one.load)
        room = ngettext("room for {n} deal", "room for {n} deals", free).format(n=number(free))
        room = _("the norm is full") if self._full(one) else room
        return _("knows this client, {room}").format(room=room) if one.last else room

    def to(self) -> str | None:
        """Id of the chosen person; None for the queue of sales."""
        return next((user for row, user, _deal in self._rows if row.isChecked() and user), None)

    def attach(self) -> str:
        """Id of the deal to join; "" for a deal of its own."""
        return next((deal for row, _user, deal in self._rows if row.isChecked()), "")

    def name(self) -> str:
        """Who is chosen, in words for the button."""
        return next(
            (r.text().partition(",")[0] for r, _u, deal in self._rows if r.isChecked() and not deal), ""
        )


def _deal_row(row: DealRow, definitions: Definitions) -> PickRow:
    """A deal of the same client that is open: the lead may join it."""
    deal = row.deal
    amount = "" if deal.amount_minor is None else money(deal.amount_minor, deal.currency)
    about = ", ".join(part for part in (deal_stage_name(deal.stage, definitions), amount, deal.need) if part)
    return PickRow("+", _("Join the open deal of this client"), about)


def column(*widgets: QWidget) -> QVBoxLayout:
    """Panels one below the other."""
    made = QVBoxLayout()
    made.setSpacing(px(12))
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made

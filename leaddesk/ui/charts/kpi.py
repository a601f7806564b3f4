"""The strip of key figures above the charts: a value, its n, and whether it changed beyond noise."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.actions.figures import Figure
from leaddesk.texts import _
from leaddesk.texts.formats import duration, number, percent
from leaddesk.ui.kit.label import Ink, ink_of
from leaddesk.ui.kit.paint import line_text, ready
from leaddesk.ui.kit.panel import paint_panel
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure in words; `ink` says good or bad, not up or down."""

    name: str
    count: str
    value: str
    remark: str = ""
    ink: Ink = "text2"


def kpis(figures: dict[str, Figure]) -> tuple[Kpi, ...]:
    """Key figures out of the figures of the page."""
    found = []
    for name, title in (("conversion_handed", _("Handed over to sales")), ("conversion_won", _("Won"))):
        figure = figures.get(name)
        if figure is not None:
            found.append(_conversion(title, figure))
    waiting = figures.get("waiting")
    if waiting is not None:
        found.append(_first_contact(waiting))
        found.append(Kpi(_("Without contact"), f"n={number(waiting.n)}", number(waiting.numbers["open"])))
    return tuple(found)


def _conversion(title: str, figure: Figure) -> Kpi:
    share, k = figure.numbers.get("share"), figure.numbers.get("k", 0)
    count = _("{k} of {n}").format(k=number(k), n=number(figure.n))
    words = {"noise": _("within noise"), "up": _("beyond noise, up"), "down": _("beyond noise, down")}
    inks: dict[str, Ink] = {"noise": "text2", "up": "ok", "down": "hot"}
    value = "–" if share is None else percent(share, 1)
    return Kpi(title, count, value, words[figure.trend], inks[figure.trend])


def _first_contact(figure: Figure) -> Kpi:
    minutes = figure.numbers.get("minutes")
    value = "–" if minutes is None else duration(int(minutes) * 60)
    return Kpi(_("First contact, median"), f"n={number(figure.n)}", value)


class KpiCard(KitWidget):
    """One key figure, 74 px high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kpi = Kpi("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_kpi(self, kpi: Kpi) -> None:
        """Show a key figure."""
        self._kpi = kpi
        self.setAccessibleName(f"{kpi.name}: {kpi.value}, {kpi.count}, {kpi.remark}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(74))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, kpi = current_theme(), self._kpi
        paint_panel(painter, QRectF(self.rect()), theme)
        edge, room = px(12), self.width() - 2 * px(12)
        right = line_text(painter, edge, px(10), room, px(18), kpi.count, face(12), theme.text2, "right")
        line_text(painter, edge, px(10), room - right - px(8), px(18), kpi.name, face(12), theme.text2)
        wide = line_text(painter, edge, px(34), room, px(30), kpi.value, face(22, 700), theme.text)
        x = edge + wide + px(10)
        colour = ink_of(theme, kpi.ink)
        line_text(painter, x, px(38), self.width() - x - edge, px(24), kpi.remark, face(12, 600), colour)


class KpiStrip(QWidget):
    """The key figures side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))
        self._cards: list[KpiCard] = []

    def show_kpis(self, told: tuple[Kpi, ...]) -> None:
        """Show key figures; cards are kept and refilled."""
        while len(self._cards) < len(told):
            card = KpiCard(self)
            self._cards.append(card)
            self._row.addWidget(card)
        for card, kpi in zip(self._cards, told, strict=False):
            card.show_kpi(kpi)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(told))

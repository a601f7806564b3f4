"""What a card of the board shows, made when its row arrives, and how it is painted."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from leaddesk.domain.list_row import Shown
from leaddesk.domain.log import at_ms
from leaddesk.texts import _
from leaddesk.texts.formats import due, duration, money_short
from leaddesk.ui.kit.label import Ink, ink_of
from leaddesk.ui.kit.paint import box, focus_ring, hairline, line_text
from leaddesk.ui.kit.plain import short
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.palette import Theme, ToneName
from leaddesk.ui.theme.zoom import px

HIGH, STEP = 84, 92
"""Height of a card and of its place in the column, px."""

_TONES: dict[str, ToneName] = {"hot": "hot", "warm": "warm", "cold": "cold"}
_ICONS = {"hot": "fire", "warm": "white-balance-sunny", "cold": "snowflake"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One card. `worth` is its score for the order; a `ghost` only shows where a card would stand."""

    id: str
    name: str
    company: str
    score: str
    tone: ToneName
    icon: str
    amount: str
    step: str
    has_step: bool
    age: str
    age_ink: Ink
    spoken: str
    worth: int = -1
    ghost: bool = False


def tile_of(row: Shown, now: datetime, zone: ZoneInfo) -> Tile:
    """The card of a row as seen at `now`."""
    name = short(row.name) or short(row.company) or _("No name")
    tone = _TONES.get(row.temperature, "junk")
    score = "–" if row.score is None else str(row.score)
    worth = _("not enough data") if row.score is None else score
    step, has_step = _step(row, now, zone)
    age = "" if row.cool_since is None else duration((now - at_ms(row.cool_since)).total_seconds())
    amount = "" if row.amount_minor is None else money_short(row.amount_minor)
    late = row.norm_since is not None
    spoken = ", ".join(part for part in (name, short(row.company), worth, step, age) if part)
    return Tile(
        row.id, name, short(row.company), score, tone, _ICONS.get(row.temperature, "help"), amount, step,
        has_step, age, "hot" if late else "text2", spoken, -1 if row.score is None else row.score,
    )  # fmt: skip


class Tiles:
    """Cards of rows; a row that is the same keeps its card until all are told anew, which is each minute."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Shown, Tile]] = {}

    def of(self, row: Shown, now: datetime, zone: ZoneInfo) -> Tile:
        """The card of a row, told now or since the last `forget`."""
        known = self._kept.get(row.id)
        if known is None or known[0] != row:
            known = self._kept[row.id] = row, tile_of(row, now, zone)
        return known[1]

    def forget(self) -> None:
        """Tell every card anew."""
        self._kept.clear()


def _step(row: Shown, now: datetime, zone: ZoneInfo) -> tuple[str, bool]:
    if row.snoozed_until is not None and at_ms(row.snoozed_until) > now:
        return _("until {time}").format(time=due(at_ms(row.snoozed_until), zone, now)), True
    if row.next_due is not None:
        when = due(at_ms(row.next_due), zone, now)
        return f"{_step_name(row.next_step)} {when}", True
    if row.stage == "handed_over":
        return _("waits for sales"), True
    return _("no step"), False


def _step_name(title: str) -> str:
    known = {"call_again": _("call"), "call_back": _("call back"), "first_step": _("first step")}
    return known.get(title, short(title))


def paint_tile(
    painter: QPainter, rect: QRectF, tile: Tile, theme: Theme, *, current: bool, chosen: bool
) -> None:
    """Paint a card into its 84 px high place."""
    radius = px(6)
    if tile.ghost:
        box(painter, rect.adjusted(1, 1, -1, -1), radius, theme.accent_bg, theme.accent, px(2), dashed=True)
    else:
        box(painter, rect, radius, theme.sel if chosen else theme.surface, theme.border)
    ink = theme.ink(tile.tone)
    painter.fillRect(QRectF(rect.x(), rect.y() + 1, px(4), rect.height() - 2), ink)
    left, right = rect.x() + px(12), rect.right() - px(12)
    room = right - left
    wide = line_text(painter, left, rect.y() + px(8), room, px(20), tile.score, face(13, 700), ink, "right")
    draw_icon(painter, right - wide - px(22), rect.y() + px(10), tile.icon, ink, px(16))
    line_text(
        painter, left, rect.y() + px(8), room - wide - px(30), px(20), tile.name, face(13, 600), theme.text
    )
    money = line_text(
        painter, left, rect.y() + px(29), room, px(18), tile.amount, face(12, 600), theme.text, "right"
    )
    line_text(
        painter, left, rect.y() + px(29), room - money - px(8), px(18), tile.company, face(12), theme.text2
    )
    hairline(painter, left, rect.y() + px(53), room, theme.border)
    _paint_foot(painter, rect, tile, theme)
    if current:
        focus_ring(painter, rect, radius, theme)


def _paint_foot(painter: QPainter, rect: QRectF, tile: Tile, theme: Theme) -> None:
    left, right = rect.x() + px(12), rect.right() - px(12)
    top = rect.y() + px(58)
    ink = ink_of(theme, tile.age_ink)
    wide = line_text(painter, left, top, right - left, px(18), tile.age, face(12, 600), ink, "right")
    if tile.age and tile.age_ink == "hot":
        draw_icon(painter, right - wide - px(18), top + px(2), "clock-alert-outline", ink, px(14))
        wide += px(20)
    dot = QRectF(left, top + px(5), px(8), px(8))
    colour = theme.ok if tile.has_step else theme.hot
    box(painter, dot, px(4), colour if tile.has_step else None, colour, 1 if tile.has_step else px(2))
    words = theme.text2 if tile.has_step else theme.hot
    weight = 400 if tile.has_step else 600
    line_text(
        painter, left + px(14), top, right - left - wide - px(20), px(18), tile.step, face(12, weight), words
    )

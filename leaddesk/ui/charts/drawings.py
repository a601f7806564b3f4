"""The drawing of each figure on its canvas."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from leaddesk.actions.figures import Figure, Mark
from leaddesk.texts import _
from leaddesk.texts.figures import bin_name, stage_word, tenth
from leaddesk.texts.formats import duration, percent
from leaddesk.ui.charts.canvas import Canvas, Stroke, Tick
from leaddesk.ui.charts.funnel_view import FunnelView
from leaddesk.ui.theme.switch import current_theme

Draw = Callable[[Canvas, Figure], None]
"""Puts lines, points, words and axes of a figure on an empty canvas."""


class Drawing(Canvas):
    """A canvas that keeps its figure, to draw it again when the theme changes."""

    def __init__(self, name: str, draw: Draw, parent: QWidget | None = None) -> None:
        self._figure: Figure | None = None
        self._draw = draw
        super().__init__(name, parent)

    def repaint_figure(self) -> None:
        super().repaint_figure()
        if self._figure is not None:
            self.show_figure(self._figure)

    def show_figure(self, figure: Figure) -> None:
        """Draw a figure."""
        self._figure = figure
        self.begin(figure.marks)
        self._draw(self, figure)


def _spread(count: int, room: int) -> int:
    """Show every n-th word so that words of the bottom axis do not touch."""
    return max(1, -(-count // room))


def conversion(canvas: Canvas, figure: Figure) -> None:
    """Share by week with a band; what still ripens is dashed and hollow."""
    stroke = Stroke(current_theme().accent)
    marks = [mark for mark in figure.marks if mark.value is not None]
    ticks: list[Tick] = []
    every = _spread(len(marks), max(4, canvas.width() // 48))
    for place, mark in enumerate(marks):
        if place % every == 0:
            week = date.fromisoformat(mark.label).isocalendar().week
            word = _("w. {n}").format(n=week) if place == 0 else str(week)
            ticks.append((mark.x, f"{word}\nn={mark.n}"))
    if marks:
        canvas.bottom(ticks, marks[0].x - 3, marks[-1].x + 3)
    canvas.shares(max((mark.high or 0.0 for mark in marks if not mark.small), default=0.1))
    canvas.band(marks, stroke.colour)
    ripe = [mark for mark in marks if mark.ripe]
    canvas.line(ripe, stroke)
    raw = [*ripe[-1:], *(mark for mark in marks if not mark.ripe)]
    canvas.line(raw, stroke, dash=True)
    canvas.points(marks, stroke)
    if len(raw) > 1:
        last = raw[-1]
        canvas.word(_("still ripening"), last.x + 3, last.low or 0.0, current_theme().text2, (1, 0))


def cooling(canvas: Canvas, figure: Figure) -> None:
    """Share by time to first contact, hot and warm, with whiskers."""
    theme = current_theme()
    strokes = {"hot": Stroke(theme.hot, symbol="s"), "warm": Stroke(theme.warm, dash=True, symbol="t")}
    names = {"hot": _("hot"), "warm": _("warm")}
    shifted = {key: _moved(figure, key, offset) for key, offset in (("hot", -0.03), ("warm", 0.04))}
    counts = {key: {int(m.label): m.n for m in marks} for key, marks in shifted.items()}
    places = sorted({place for found in counts.values() for place, n in found.items() if n})
    ticks = [
        (float(p), f"{bin_name(p)}\n{counts['hot'].get(p, 0)} / {counts['warm'].get(p, 0)}") for p in places
    ]
    canvas.bottom(ticks, -0.6, max(places, default=8) + 0.6)
    told = [m for marks in shifted.values() for m in marks if m.value is not None and not m.small]
    canvas.shares(max((mark.high or 0.0 for mark in told), default=0.5))
    for key, marks in shifted.items():
        canvas.whiskers(marks, strokes[key])
        sure = [mark for mark in marks if not mark.small]
        canvas.line(sure, strokes[key])
        canvas.points(marks, strokes[key])
        known = [mark for mark in sure if mark.value is not None]
        if known:
            at = known[min(1, len(known) - 1)]
            anchor = (-0.15, 1.0) if key == "hot" else (-0.15, 0.0)
            canvas.word(names[key], at.x, at.value or 0.0, strokes[key].colour, anchor)


def _moved(figure: Figure, series: str, offset: float) -> list[Mark]:
    return [replace(mark, x=mark.x + offset) for mark in figure.marks if mark.series == series]


_HOURS = (10, 30, 60, 120, 240, 480, 1440, 2880, 4320, 10080)


def _apart(minutes: list[int]) -> list[int]:
    """Ticks whose words do not touch: at least a tenth of the axis apart, the last one first."""
    least = minutes[-1] ** 0.5 / 10
    kept = [minutes[-1]]
    for tick in reversed(minutes[:-1]):
        if kept[-1] ** 0.5 - tick**0.5 >= least:
            kept.append(tick)
    return kept[::-1]


def waiting(canvas: Canvas, figure: Figure) -> None:
    """The share still without contact, a step at each first contact; the axis is the square root of time."""
    stroke = Stroke(current_theme().accent)
    marks = [replace(mark, x=mark.x**0.5) for mark in figure.marks]
    longest = max((mark.x for mark in figure.marks), default=60.0)
    ends = _apart([minutes for minutes in _HOURS if minutes <= longest] or [60])
    ticks = [(minutes**0.5, duration(minutes * 60)) for minutes in ends]
    canvas.bottom(ticks, 0, max(longest, ends[-1]) ** 0.5)
    canvas.shares(1.0)
    steps: list[Mark] = []
    for mark in marks:
        if steps:
            steps.append(replace(mark, value=steps[-1].value))
        steps.append(mark)
    canvas.line(steps, stroke)
    half = figure.numbers.get("minutes")
    if half is not None:
        at = next(mark for mark in marks if (mark.value or 0) <= 0.5)
        canvas.points([at], stroke)
        canvas.word(duration(int(half) * 60), at.x, at.value or 0.0, current_theme().text2, (-0.15, 0.9))


def bars(canvas: Canvas, figure: Figure) -> None:
    """A bar for each mark: the number of its label where the figure has numbers, else its share."""
    theme = current_theme()
    told = [(mark, figure.numbers.get(mark.label, mark.value)) for mark in figure.marks]
    canvas.bottom(
        [(mark.x, f"{stage_word(mark.label)}\nn={mark.n}") for mark, _height in told], -0.6, len(told) - 0.4
    )
    most = max((float(height) for _mark, height in told if height is not None), default=0.0) or 1.0
    canvas.getAxis("left").setTicks([[]])
    canvas.setYRange(0, most * 1.15, padding=0)
    for mark, height in told:
        if height is not None:
            canvas.bar(mark.x, float(height), theme.text3 if mark.small else theme.accent)
            said = tenth(height) if mark.label in figure.numbers else percent(height)
            canvas.word(said, mark.x, float(height), theme.text, (0.5, 1.0))


DRAWS: Mapping[str, Draw] = {
    "conversion_handed": conversion,
    "conversion_won": conversion,
    "cooling": cooling,
    "waiting": waiting,
}
"""Figure -> how it is drawn; all others as bars."""


def picture_of(figure: str, name: str) -> Drawing | FunnelView:
    """The widget that draws a figure, spoken as `name`."""
    return FunnelView(name) if figure == "funnel" else Drawing(name, DRAWS.get(figure, bars))

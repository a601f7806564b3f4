"""The funnel of a period beside the one before it: how many leads passed each step (A21)."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.counts import cells, days_of, query_of
from leaddesk.analysis.proportions import trend_of, wilson

STEPS = ("received", "taken", "qualified", "ready", "handed", "won")
_FLAGS = {
    "received": "",
    "taken": "is:taken",
    "qualified": "is:qualified",
    "ready": "is:readied",
    "handed": "is:handed",
    "won": "is:won",
}
"""Step -> the search that finds the leads which passed it."""


def funnel(store: Counted, ask: FigureAsk, zone: ZoneInfo) -> Figure:
    """Leads received in the period and how many of them passed each step so far; `k` of the step before.

    The period before is as long and ends the day before this one begins.
    """
    since, until = days_of(ask, ask.now.astimezone(zone).date())
    length = until - since + timedelta(days=1)
    eve = since - timedelta(days=1)
    now = _passed(store, ask, since, until)
    was = _passed(store, ask, since - length, eve)
    marks = (*_marks("now", now, since, until, ask), *_marks("before", was, since - length, eve, ask))
    changed = [s for s in STEPS[1:] if _changed(s, now, was) != "noise"]
    n = now["received"]
    key = "figure.none" if not n else "figure.funnel.changed" if changed else "figure.funnel.noise"
    return Figure("funnel", Said("figure.funnel.definition"), Said(key, {"steps": tuple(changed)}), n, marks)


def _passed(store: Counted, ask: FigureAsk, since: date, until: date) -> dict[str, int]:
    def passed(step: str) -> int:
        return sum(n for _, _, n in cells(store, f"cohort|{step}", since, until, ask.channel))

    return {step: passed(step) for step in STEPS}


def _marks(series: str, passed: dict[str, int], since: date, until: date, ask: FigureAsk) -> list[Mark]:
    marks = []
    for place, step in enumerate(STEPS):
        n = passed[STEPS[place - 1]] if place else passed[step]
        low, high = wilson(min(passed[step], n), n)
        query = query_of(since, until, ask, _FLAGS[step])
        share = passed[step] / n if n else None
        marks.append(Mark(series, step, float(place), n, passed[step], share, low, high, query=query))
    return marks


def _changed(step: str, now: dict[str, int], was: dict[str, int]) -> str:
    above = STEPS[STEPS.index(step) - 1]
    return trend_of(was[step], was[above], now[step], now[above])

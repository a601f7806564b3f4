"""Conversion of leads to handover and to won by week of receipt, with a 95 % band (A21, decision 5)."""

from collections import Counter
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.counts import cells, days_of, query_of, usual_days
from leaddesk.analysis.proportions import trend_of, wilson

SMALL = 30


def conversion(store: Counted, ask: FigureAsk, zone: ZoneInfo, step: str) -> Figure:
    """Share of leads that reached `step` (handed, won), a mark a week.

    Cohorts by the day received: numerator and denominator are the same leads. With `by="event"` the numerator
    counts what happened in the week, whenever the lead came.
    """
    today = ask.now.astimezone(zone).date()
    since, until = days_of(ask, today)
    received = _weekly(store, "cohort|received", since, until, ask)
    reached = _weekly(store, f"{'event' if ask.by == 'event' else 'cohort'}|{step}", since, until, ask)
    ripe_from = today - timedelta(days=usual_days(store, step))
    marks = []
    monday = since - timedelta(days=since.weekday())
    while monday <= until:
        first, last = max(monday, since), min(monday + timedelta(days=6), until)
        n, k = received[monday], reached[monday]
        marks.append(_mark(step, first, last, n, k, ask, last <= ripe_from or ask.by == "event"))
        monday += timedelta(weeks=1)
    return _figure(step, ask, tuple(marks))


def _weekly(store: Counted, family: str, since: date, until: date, ask: FigureAsk) -> Counter[date]:
    weeks: Counter[date] = Counter()
    for told, _, n in cells(store, family, since, until, ask.channel):
        day = date.fromisoformat(told)
        weeks[day - timedelta(days=day.weekday())] += n
    return weeks


def _mark(step: str, first: date, last: date, n: int, k: int, ask: FigureAsk, ripe: bool) -> Mark:
    low, high = wilson(min(k, n), n)
    return Mark(
        series=step,
        label=first.isoformat(),
        x=float(first.toordinal()),
        n=n,
        k=k,
        value=k / n if n else None,
        low=low,
        high=high,
        ripe=ripe,
        small=n < SMALL,
        query=query_of(first, last, ask),
    )


def _figure(step: str, ask: FigureAsk, marks: tuple[Mark, ...]) -> Figure:
    n, k = sum(mark.n for mark in marks), sum(mark.k for mark in marks)
    told = [mark for mark in marks if mark.ripe and mark.n]
    half = len(told) // 2
    early, late = told[:half], told[half:]
    pairs = [(sum(m.k for m in part), sum(m.n for m in part)) for part in (early, late)]
    trend = trend_of(*pairs[0], *pairs[1]) if half else "noise"
    share = k / n if n else None
    key = "figure.none" if not n else f"figure.conversion.{trend}" if n >= SMALL else "figure.too_few"
    args = {"step": step, "share": share, "weeks": len(marks), "n": n}
    args |= {"before": _share(pairs[0]), "after": _share(pairs[1])}
    definition = Said(f"figure.conversion.definition_{ask.by}", {"step": step})
    return Figure(
        f"conversion_{step}", definition, Said(key, args), n, marks, trend, {"k": k, "share": share}
    )


def _share(pair: tuple[int, int]) -> float | None:
    return pair[0] / pair[1] if pair[1] else None

"""How conversion falls with the time to first contact, for hot and warm leads (D14)."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.conversion import SMALL
from leaddesk.analysis.counts import cells, days_of, query_of
from leaddesk.analysis.proportions import trend_of, wilson
from leaddesk.domain.figures import BIN_EDGES_MIN

BINS = len(BIN_EDGES_MIN) + 1
_HOUR_BIN = BIN_EDGES_MIN.index(60)


def cooling(store: Counted, ask: FigureAsk, zone: ZoneInfo) -> Figure:
    """Share handed over by bin of the time to first contact (`BIN_EDGES_MIN`), a series a temperature."""
    since, until = days_of(ask, ask.now.astimezone(zone).date())
    met = _counts(store, "contact", since, until, ask)
    handed = _counts(store, "contact_handed", since, until, ask)
    marks = []
    for temperature in ("hot", "warm"):
        for place in range(BINS):
            n, k = met[temperature, place], handed[temperature, place]
            low, high = wilson(k, n)
            query = query_of(since, until, ask, f"is:{temperature} {first_query(place)}")
            marks.append(
                Mark(
                    temperature, str(place), float(place), n, k, k / n if n else None, low, high,
                    small=n < SMALL, query=query,
                )
            )  # fmt: skip
    return _figure(tuple(marks))


def first_query(place: int) -> str:
    """The search for a bin of the time to first contact."""
    edges = ("0m", *(f"{edge}m" for edge in BIN_EDGES_MIN))
    return f"wait:>={edges[place]}" + (f" wait:<{edges[place + 1]}" if place < len(BIN_EDGES_MIN) else "")


def _counts(
    store: Counted, family: str, since: date, until: date, ask: FigureAsk
) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for _, (_channel, temperature, place), n in cells(store, family, since, until, ask.channel):
        found[temperature, int(place)] += n
    return found


def _figure(marks: tuple[Mark, ...]) -> Figure:
    hot = [mark for mark in marks if mark.series == "hot"]
    soon, later = hot[:1], hot[_HOUR_BIN + 1 :]
    k1, n1 = sum(m.k for m in soon), sum(m.n for m in soon)
    k2, n2 = sum(m.k for m in later), sum(m.n for m in later)
    n = sum(mark.n for mark in marks)
    trend = trend_of(k1, n1, k2, n2)
    key = "figure.none" if not n else "figure.too_few" if min(n1, n2) < SMALL else f"figure.cooling.{trend}"
    args = {"soon": k1 / n1 if n1 else None, "later": k2 / n2 if n2 else None, "n": n}
    return Figure("cooling", Said("figure.cooling.definition"), Said(key, args), n, marks, trend)

"""How long leads wait for the first contact: the share still without one, after Kaplan and Meier (D14)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.conversion import SMALL
from leaddesk.analysis.counts import cells, days_of, months, query_of

Minutes = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
_LONGEST = 7 * 24 * 60


def kaplan_meier(
    events: Minutes, weights: Minutes, censored: Minutes, lost: Minutes
) -> tuple[Minutes, Minutes, Shares]:
    """Survival after each event time: S(t) = prod(1 - d_i / r_i) (Kaplan, Meier 1958).

    `events` and `censored` are minutes, `weights` and `lost` how many leads each stands for. A lead whose
    wait is cut off at t still waits at t. Gives the sorted times, the events at each, and S after each.
    """
    times, at = np.unique(events, return_inverse=True)
    died = np.zeros(len(times), np.int64)
    np.add.at(died, at, weights)
    order = np.argsort(censored, kind="stable")
    gone = np.concatenate(([0], np.cumsum(lost[order])))
    before = gone[np.searchsorted(censored[order], times, side="left")]
    met = np.concatenate(([0], np.cumsum(died)[:-1])) if len(died) else died
    at_risk = (weights.sum() + lost.sum() - before - met).astype(np.float64)
    factors: Shares = np.ones(len(times), np.float64)
    factors[at_risk > 0] -= died[at_risk > 0] / at_risk[at_risk > 0]
    return times, died, np.cumprod(factors, dtype=np.float64)


def waiting(store: Counted, ask: FigureAsk, zone: ZoneInfo) -> Figure:
    """Share of leads still without contact by minutes since they came; those not met yet are censored now."""
    since, until = days_of(ask, ask.now.astimezone(zone).date())
    met = cells(store, "met", since, until, ask.channel)
    events = np.array([int(minutes) for _, (_channel, minutes), _ in met], np.int64)
    weights = np.array([n for _, _, n in met], np.int64)
    still, counts = _open(store, ask, zone, since, until)
    times, died, share = kaplan_meier(events, weights, still, counts)
    n = int(weights.sum() + counts.sum())
    marks = [Mark("waiting", "0", 0.0, n, 0, 1.0, query=query_of(since, until, ask))]
    for minute, left, k in zip(times.tolist(), share.tolist(), np.cumsum(died).tolist(), strict=True):
        if minute <= _LONGEST:
            query = query_of(since, until, ask, f"wait:<={minute}m")
            marks.append(Mark("waiting", str(minute), float(minute), n, k, left, query=query))
    half = next((int(mark.x) for mark in marks if mark.value is not None and mark.value <= 0.5), None)
    told = "figure.waiting.half" if half is not None else "figure.waiting.never_half"
    key = "figure.none" if not n else "figure.too_few" if n < SMALL else told
    args = {"minutes": half, "n": n, "open": int(counts.sum())}
    return Figure(
        "waiting", Said("figure.waiting.definition"), Said(key, args), n, tuple(marks), "noise", args
    )


def _open(
    store: Counted, ask: FigureAsk, zone: ZoneInfo, since: date, until: date
) -> tuple[Minutes, Minutes]:
    """Minutes that leads without contact wait already, and how many wait so long; to the hour of receipt."""
    minutes, counts = [], []
    for rollup in store.rollups([f"waiting|{month}" for month in months(since, until)]):
        _, hour, channel = rollup.key.split("|", 2)
        if since.isoformat() <= hour[:10] <= until.isoformat() and ask.channel in (None, channel):
            came = datetime.fromisoformat(hour).replace(tzinfo=zone).astimezone(UTC)
            minutes.append(max(0, int((ask.now - came).total_seconds() // 60)))
            counts.append(rollup.n)
    return np.array(minutes, np.int64), np.array(counts, np.int64)

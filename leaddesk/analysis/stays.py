"""How long leads stand on each stage before they go on: the median in days (C19, C23)."""

from zoneinfo import ZoneInfo

import pandas as pd

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.conversion import SMALL
from leaddesk.analysis.counts import days_of, query_of
from leaddesk.analysis.frames import frame
from leaddesk.domain.figures import STAYS


def stays(store: Counted, ask: FigureAsk, zone: ZoneInfo) -> Figure:
    """Median days on each stage of the leads received in the months of the period that have left it.

    `numbers` holds stage -> days, to a tenth; a stage that nobody left has none. Leads that still stand on
    a stage are not counted, so a young month looks quicker than it will be: the definition says so.
    """
    since, until = days_of(ask, ask.now.astimezone(zone).date())
    marks, medians = [], {}
    for place, stage in enumerate(STAYS):
        found = frame(store, f"stay|{stage}", ["tenths"], since.replace(day=1), until)
        n, days = int(found["n"].sum()), median_days(found)
        if days is not None:
            medians[stage] = days
        query = query_of(since.replace(day=1), until, ask)
        marks.append(Mark("stay", stage, float(place), n, n, small=n < SMALL, query=query))
    longest = max(medians, key=lambda stage: medians[stage], default=None)
    told = {"stage": longest, "days": medians.get(longest or "")}
    said = Said("figure.stays.longest", told) if longest else Said("figure.none")
    definition = Said("figure.stays.definition")
    return Figure("stays", definition, said, sum(mark.n for mark in marks), tuple(marks), "noise", medians)


def median_days(found: pd.DataFrame) -> float | None:
    """The lower weighted median of `tenths` (tenths of a day, each `n` times), in days; None of nothing."""
    if found.empty:
        return None
    spread = found.assign(tenths=found["tenths"].astype("int64")).groupby("tenths")["n"].sum().sort_index()
    half = int((spread.cumsum() * 2 >= spread.sum()).to_numpy().argmax())
    return int(spread.index[half]) / 10

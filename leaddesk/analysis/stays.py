"""How long leads stand on each stage before they go on: the median in days (C19, C23)."""

from collections import Counter
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.conversion import SMALL
from leaddesk.analysis.counts import cells, days_of, query_of
from leaddesk.domain.figures import STAYS


def stays(store: Counted, ask: FigureAsk, zone: ZoneInfo) -> Figure:
    """Median days on each stage of the leads received in the months of the period that have left it.

    `numbers` holds stage -> days, to a tenth; a stage that nobody left has none. Leads that still stand on
    a stage are not counted, so a young month looks quicker than it will be: the definition says so.
    """
    since, until = days_of(ask, ask.now.astimezone(zone).date())
    marks, medians = [], {}
    for place, stage in enumerate(STAYS):
        found: Counter[int] = Counter()
        for _, (tenths,), k in cells(store, f"stay|{stage}", since.replace(day=1), until):
            found[int(tenths)] += k
        n, days = found.total(), median_days(found)
        if days is not None:
            medians[stage] = days
        query = query_of(since.replace(day=1), until, ask)
        marks.append(Mark("stay", stage, float(place), n, n, small=n < SMALL, query=query))
    longest = max(medians, key=lambda stage: medians[stage], default=None)
    told = {"stage": longest, "days": medians.get(longest or "")}
    said = Said("figure.stays.longest", told) if longest else Said("figure.none")
    definition = Said("figure.stays.definition")
    return Figure("stays", definition, said, sum(mark.n for mark in marks), tuple(marks), "noise", medians)


def median_days(found: Mapping[int, int]) -> float | None:
    """The lower weighted median of tenths of a day, each so many times, in days; None of nothing."""
    half, seen = sum(found.values()) / 2, 0
    for tenths in sorted(found):
        seen += found[tenths]
        if seen >= half:
            return tenths / 10
    return None

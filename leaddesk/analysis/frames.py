"""Rollups as frames, for figures that pandas makes; the others do not wait until it is imported (P11)."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from leaddesk.actions.figures import Counted
from leaddesk.analysis.counts import cells


def frame(
    store: Counted, family: str, names: Sequence[str], since: date, until: date, channel: str | None = None
) -> pd.DataFrame:
    """Counts whose key is family|<day>|<names...>: columns day (datetime64), names, n."""
    rows = [(day, *told, n) for day, told, n in cells(store, family, since, until, channel)]
    found = pd.DataFrame(rows, columns=["day", *names, "n"])
    found["day"] = pd.to_datetime(found["day"], format="%Y-%m-%d")
    return found

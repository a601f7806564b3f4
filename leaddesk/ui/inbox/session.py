"""What was decided since this window began: how many leads, by which decision, in how much time."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

_PAUSE = timedelta(minutes=5)
"""A longer silence between two decisions is no working time."""


class Session:
    """Counts each lead once, by its last decision; a decision taken back does not count."""

    def __init__(self) -> None:
        self._verbs: dict[str, str] = {}
        self._worked = timedelta()
        self._last: datetime | None = None

    def begin(self, at: datetime) -> None:
        """Work begins: the time to the first decision counts."""
        self._last = self._last or at

    def decided(self, verb: str, ids: Iterable[str], at: datetime) -> None:
        """Leads were decided at `at`."""
        for lead_id in ids:
            self._verbs[lead_id] = verb
        if self._last is not None:
            self._worked += min(max(at - self._last, timedelta()), _PAUSE)
        self._last = at

    def taken_back(self, ids: Iterable[str]) -> None:
        """Decisions were undone or refused."""
        for lead_id in ids:
            self._verbs.pop(lead_id, None)

    @property
    def done(self) -> int:
        """How many leads are decided."""
        return len(self._verbs)

    @property
    def seconds(self) -> float:
        """Working time over all decisions."""
        return self._worked.total_seconds()

    def by_verb(self) -> list[tuple[str, int]]:
        """Decisions with how many leads, the commonest first."""
        return Counter(self._verbs.values()).most_common()

    def ids_of(self, verb: str) -> tuple[str, ...]:
        """The leads of a decision."""
        return tuple(lead_id for lead_id, said in self._verbs.items() if said == verb)

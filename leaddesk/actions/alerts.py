"""What a person should know at once: a new hot lead, a norm that runs out, a step that came due (B32)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from leaddesk.actions.ports import PageAsk, Store
from leaddesk.actions.questions import Question
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import add_duty
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.log import at_ms
from leaddesk.domain.norms import duty_roster, norm_minutes, on_duty
from leaddesk.domain.notices import SHARE, Alert
from leaddesk.domain.users import User

MOST = 200
"""Leads looked at for each kind: the newest, for older ones were told of before."""


@dataclass(frozen=True, slots=True)
class Alerts(Question[tuple[Alert, ...]]):
    """What happened after `since` until now to leads that are mine, or nobody's while I am on duty."""

    since: datetime

    def answer(self, store: Store, now: datetime, me: User) -> tuple[Alert, ...]:
        with store.view() as read:
            definitions = read.definitions()
        mine = not definitions.shifts or me.id in on_duty(definitions, now)
        running = self._rows(store, "is:waiting -is:snoozed", "cooling-", now, me)
        own = [row for row in running if row.owner == me.id or (row.owner is None and mine)]
        found = [*self._hot(own), *self._norms(own, definitions), *self._due(store, now, me)]
        return tuple(alert for alert in found if self.since < alert.at <= now)

    def _rows(self, store: Store, query: str, sort: str, now: datetime, me: User) -> tuple[ListRow, ...]:
        return store.page(PageAsk(query=query, sort=sort, limit=MOST), now, me.id).rows

    def _hot(self, rows: list[ListRow]) -> Iterator[Alert]:
        for row in rows:
            if row.temperature == "hot" and row.cool_since is not None:
                yield Alert("hot", row.id, row.name, at_ms(row.cool_since))

    def _norms(self, rows: list[ListRow], definitions: Definitions) -> Iterator[Alert]:
        roster = duty_roster(definitions)
        for row in rows:
            if row.norm_since is not None:
                seconds = norm_minutes(row.channel, definitions) * 60 * SHARE
                at = add_duty(roster, at_ms(row.norm_since), seconds)
                if at is not None:
                    yield Alert("norm", row.id, row.name, at)

    def _due(self, store: Store, now: datetime, me: User) -> Iterator[Alert]:
        day = f"{self.since:%Y-%m-%d}"
        rows = self._rows(store, f"is:mine -is:snoozed due:>={day} due:<=today", "due", now, me)
        for row in rows:
            if row.next_due is not None:
                yield Alert("due", row.id, row.name, at_ms(row.next_due))

"""The minute job: rows whose time has come are projected anew, and what slept in nurture wakes.

`projected_at` moves on at once; a row whose `next_change_at` it has passed is still waiting its turn, which a
proof must know (`waiting`). So each row is projected once, however long the program was closed, and a crash
loses nothing.
"""

from datetime import datetime
from functools import partial

import sqlalchemy as sa

from leaddesk.actions.ports import Change, Intent, Plan, Read
from leaddesk.actions.waking import woken_by
from leaddesk.domain.log import Set, ms_of
from leaddesk.storage import schema as t
from leaddesk.storage.proof import waiting
from leaddesk.storage.read import SqlRead
from leaddesk.storage.undoing import Claim
from leaddesk.storage.work import Work
from leaddesk.storage.writing import Writing

CHUNK = 200
"""Leads of one transaction: some 30 ms of the writer."""
STRETCHES = 5
"""Stretches of the log that the keys of who came before take in at once; the window goes on by itself."""


def tick(store: Writing, now: datetime) -> Change | None:
    """Bring the base to `now`; the leads that changed or left their snooze, None where none did."""
    at = ms_of(now)
    with store.reader.begin() as connection:
        before = connection.execute(sa.select(t.base.c.projected_at)).scalar_one()
        slept = _ids(connection, t.lead.c.snoozed_until > before, t.lead.c.snoozed_until <= at)
        sleeping = _ids(connection, t.lead.c.wake_at <= at, t.lead.c.place == "nurture")
    found = [*_woken(store, sleeping, now), *slept]
    if at > before:
        store.run(lambda work: setattr(work.batch, "projected_at", at))
        found.extend(_projected(store))
    store.keep_keys(STRETCHES)
    return Change("", tuple(dict.fromkeys(found))) if found else None


def _ids(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[str]:
    return [row[0] for row in connection.execute(sa.select(t.lead.c.id).where(*where).order_by(t.lead.c.id))]


def _projected(store: Writing) -> list[str]:
    found: dict[str, None] = {}
    while True:
        with store.reader.begin() as connection:
            query = sa.select(t.lead.c.id).where(waiting()).order_by(t.lead.c.next_change_at).limit(CHUNK)
            ids = {row[0] for row in connection.execute(query)}
        if ids <= found.keys():
            return list(found)
        found |= dict.fromkeys(store.run(partial(_project, ids)).ids)


def _project(ids: set[str], work: Work) -> Change:
    return work.reproject("", Claim(touched={"lead": ids}))


def _woken(store: Writing, ids: list[str], now: datetime) -> list[str]:
    found: list[str] = []
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        with store.reader.begin() as connection:
            people = sorted(woken_by(SqlRead(connection, store.defined).leads(part), now))
        for person in people:
            found.extend(store.write(Intent("wake", person, now, "never"), _plan(part, person, now)).ids)
    return found


def _plan(ids: list[str], person: str, now: datetime) -> Plan:
    def plan(read: Read) -> list[Set]:
        return woken_by(read.leads(ids), now).get(person, [])

    return plan

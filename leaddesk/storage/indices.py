"""The indices of leads, and the sorts that they serve; each costs an import two seconds per million leads."""

from typing import Any

import sqlalchemy as sa

from leaddesk.domain.call_now import BIT, HOUR_MS
from leaddesk.storage import file_table, matching_tables
from leaddesk.storage import schema as t

NEVER = 1 << 52
"""Sort key of a time that is not set: after all others."""

# Literals, not parameters: SQLite uses an index on an expression only where the query spells it alike.
_NEVER, _NONE = sa.literal_column(str(NEVER), sa.Integer), sa.literal_column("-1", sa.Integer)

SORTS: dict[str, sa.ColumnElement[Any]] = {
    "score": sa.func.coalesce(t.lead.c.score, _NONE),
    "received": t.lead.c.received,
    "cooling": sa.func.coalesce(t.lead.c.cool_since, _NEVER),
    "due": sa.func.coalesce(t.lead.c.next_due, _NEVER),
    "amount": sa.func.coalesce(t.lead.c.amount_minor, _NONE),
    "stage_age": t.lead.c.stage_since,
}
"""Sort key -> the expression that its indices hold; never null."""


CALL = t.lead.c.stake + sa.literal_column(str(BIT), sa.Integer) * t.lead.c.cool_since // (
    sa.literal_column(str(HOUR_MS), sa.Integer) * t.lead.c.half_life_h
)
"""The time-free part of what a lead loses by waiting (domain.call_now): the order within one half-life."""

UNREACHABLE = sa.text("pile = 0 AND NOT reachable")
"""Leads on the board whose contacts all failed since: few, listed, and in no rollup of a facet (A6)."""


def _some(column: sa.Column[Any]) -> dict[str, Any]:
    return {"sqlite_where": column.isnot(None), "info": t.ON_BOTH}


def _only(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "info": t.ON_BOTH}


sa.Index("ix_lead_person_id", t.lead.c.person_id)
sa.Index("ix_lead_company_id", t.lead.c.company_id, **_some(t.lead.c.company_id))
sa.Index("ix_lead_fingerprint", t.lead.c.fingerprint)
sa.Index("ix_lead_change", t.lead.c.next_change_at, **_some(t.lead.c.next_change_at))
_ASLEEP = [t.lead.c[name] for name in ("snoozed_until", "pile", "stage", "temperature", "owner", "reachable")]
sa.Index("ix_lead_snoozed", *_ASLEEP, **_some(t.lead.c.snoozed_until))
sa.Index("ix_lead_unreachable", t.lead.c.pile, sqlite_where=UNREACHABLE, info=t.ON_BOTH)
sa.Index("ix_lead_wake", t.lead.c.wake_at, **_some(t.lead.c.wake_at))
sa.Index("ix_lead_stage", t.lead.c.pile, t.lead.c.stage, SORTS["score"], t.lead.c.id)
sa.Index("ix_lead_temperature", t.lead.c.pile, t.lead.c.temperature, SORTS["score"], t.lead.c.id)
sa.Index("ix_lead_owner", t.lead.c.pile, t.lead.c.owner, SORTS["score"], t.lead.c.id)
_BEST = (SORTS["score"], t.lead.c.id)
sa.Index("ix_lead_reason", t.lead.c.pile, t.lead.c.place_reason, *_BEST, **_only("place_reason <> ''"))
sa.Index("ix_lead_replied", t.lead.c.pile, *_BEST, **_only("replied"))
sa.Index("ix_lead_starred", t.lead.c.pile, *_BEST, **_only("starred"))
sa.Index("ix_lead_lost", t.lead.c.pile, t.lead.c.owner, **_only("owner IS NOT NULL AND next_due IS NULL"))
sa.Index("ix_lead_norm", t.lead.c.pile, t.lead.c.norm_since, t.lead.c.channel, **_some(t.lead.c.norm_since))
sa.Index(
    "ix_lead_by_call", t.lead.c.pile, t.lead.c.half_life_h, CALL, t.lead.c.id, **_some(t.lead.c.cool_since)
)
for _name, _key in SORTS.items():
    sa.Index(f"ix_lead_by_{_name}", t.lead.c.pile, _key, t.lead.c.id)


@sa.event.listens_for(t.metadata, "before_create")
def _as_on_sqlite(_metadata: sa.MetaData, connection: sa.Connection, **_more: Any) -> None:
    """Conditions of indices on PostgreSQL: told where they are declared they load its dialect at a start."""
    if connection.dialect.name == "postgresql":
        every = (index for table in t.metadata.tables.values() for index in table.indexes)
        for index in (one for one in every if one.info.get("both")):
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def with_indices() -> sa.MetaData:
    """All tables with all their indices: reading this module adds those of leads, matching and files."""
    assert matching_tables.ALL
    assert file_table.file_part is not None
    return t.metadata

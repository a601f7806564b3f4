"""What plans and projections may ask of the base, declared once for the queries of both stores."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.log import BORN
from leaddesk.storage import schema as t
from leaddesk.storage.columns import Id

OP_COLUMNS = [t.op.c[name] for name in (
    "site_no", "site_seq", "hlc_ms", "hlc_c", "made_at", "made_zone", "occurred_at", "entity", "row_id",
    "field", "value", "parents", "actor", "tx_id", "undoes", "schema_v", "server_seq",
)]  # fmt: skip
LEAD_COLUMNS = [t.lead.c[name] for name in t.LEAD_FIELDS]
EARLIER = ("kind", "received", "stage", "place", "place_reason", "won_at", "lost_at", "owner")


@lru_cache(maxsize=64)
def in_one_text(ask: "Ask") -> sa.Select[Any]:
    """An ask on SQLite with its keys as one JSON text: a thousand bound values cost more than their rows."""
    told = sa.func.json_each(sa.bindparam("keys")).table_valued("value")
    value = sa.func.unhex(told.c.value) if isinstance(ask.key.type, Id) else told.c.value
    return ask.query.where(ask.key.in_(sa.select(sa.type_coerce(value, ask.key.type))))


COUNTS, SPARED, UNDONE = 0, 1, 2
"""Whether an op counts: its tx is in force; is undone but spared this row; is undone."""


@dataclass(frozen=True, eq=False)
class Ask:
    """Rows of some keys. The first column of `query` is the key; the order is total, so that rows compare."""

    name: str
    query: sa.Select[Any]

    @property
    def key(self) -> sa.ColumnElement[Any]:
        """The column that the keys are of."""
        return self.query.selected_columns[0]


def _force(*row_ids: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    spared = sa.exists().where(t.kept.c.tx_id == t.op.c.tx_id, t.kept.c.row_id.in_(row_ids))
    return sa.case((t.tx.c.undone_by.is_(None), COUNTS), (spared, SPARED), else_=UNDONE)


_ORDER = (t.op.c.hlc_ms, t.op.c.hlc_c, t.op.c.site_no, t.op.c.site_seq)

OPS = Ask(
    "ops",
    sa.select(t.op.c.row_id, *OP_COLUMNS, _force(t.op.c.row_id))
    .join(t.tx, t.tx.c.tx_id == t.op.c.tx_id)
    .order_by(*_ORDER),
)
"""All ops of rows, in order, each with its COUNTS, SPARED or UNDONE."""


def _born(table: sa.Table, name: str) -> Ask:
    birth = sa.and_(t.op.c.site_no == table.c.born_site, t.op.c.site_seq == table.c.born_seq)
    return Ask(
        name,
        sa.select(table.c.id, *OP_COLUMNS, _force(table.c.id, t.op.c.row_id))
        .select_from(table)
        .join(t.op, birth)
        .join(t.tx, t.tx.c.tx_id == t.op.c.tx_id)
        .order_by(table.c.id),
    )


BORN_PART = {"person": _born(t.person, "born_person"), "company": _born(t.company, "born_company")}
"""The op that created a person or company, mostly with its first lead."""


def _family(table: sa.Table, parent: str, name: str) -> Ask:
    order = [column for column in table.primary_key if column.name != parent]
    return Ask(name, sa.select(table.c[parent], *table.c).order_by(table.c[parent], *order))


CONTACT = _family(t.contact, "person_id", "contact")
CHILDREN = {table: _family(table, "lead_id", table.name) for table in (t.answer, t.touch, t.task, t.nursed)}

LEAD = Ask("lead", sa.select(t.lead.c.id, *LEAD_COLUMNS).order_by(t.lead.c.id))
OF_COMPANY = Ask(
    "of_company", sa.select(t.lead.c.company_id, t.lead.c.id).order_by(t.lead.c.company_id, t.lead.c.id)
)
OF_PERSON = Ask(
    "of_person",
    sa.select(t.lead.c.person_id, t.lead.c.id, t.lead.c.need, *(t.lead.c[name] for name in EARLIER)).order_by(
        t.lead.c.person_id, t.lead.c.id
    ),
)
"""Leads of persons: id, need, and what the strip of another lead shows."""

DEAL = Ask("deal", sa.select(t.deal.c.id, t.deal.c.lead_id).order_by(t.deal.c.id))
HOLDER = Ask(
    "holder",
    sa.select(*(t.contact.c[name] for name in ("normal", "kind", "person_id", "shared")), t.person.c.name)
    .join(t.person, t.person.c.id == t.contact.c.person_id)
    .order_by(t.contact.c.normal, t.contact.c.id),
)
"""Who holds a contact, by its normal form."""

PRINT = Ask("print", sa.select(t.lead.c.fingerprint, t.lead.c.id).order_by(t.lead.c.fingerprint, t.lead.c.id))
SKELETON = Ask(
    "skeleton", sa.select(t.company.c.skeleton, t.company.c.id).order_by(t.company.c.skeleton, t.company.c.id)
)


def _used(column: sa.Column[Any], name: str) -> Ask:
    birth = sa.and_(t.op.c.row_id == t.lead.c.id, t.op.c.field == BORN)
    query = sa.select(column, t.op.c.tx_id).select_from(t.lead).join(t.op, birth).distinct()
    return Ask(name, query.order_by(column, t.op.c.tx_id))


USED = {
    "person": _used(t.lead.c.person_id, "used_person"),
    "company": _used(t.lead.c.company_id, "used_company"),
}
"""Transactions that created the live leads which show a person or company."""

TX = Ask("tx", sa.select(t.tx.c.tx_id, *t.tx.c).order_by(t.tx.c.tx_id))
TX_OPS = Ask(
    "tx_ops",
    sa.select(t.op.c.tx_id, *OP_COLUMNS).order_by(t.op.c.tx_id, t.op.c.site_no, t.op.c.site_seq),
)

ASKS = (
    OPS, *BORN_PART.values(), CONTACT, *CHILDREN.values(), LEAD, OF_COMPANY, OF_PERSON, DEAL, HOLDER, PRINT,
    SKELETON, *USED.values(), TX, TX_OPS,
)  # fmt: skip

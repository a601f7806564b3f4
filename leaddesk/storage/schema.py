"""Every table, declared once: the log, its journal, and the projections that screens read."""

import sqlalchemy as sa

from leaddesk.domain.nurture import Nursed
from leaddesk.domain.row import LeadRow
from leaddesk.domain.sought import Sought
from leaddesk.storage.columns import Big, Id, columns_of

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

base = sa.Table(
    "base",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True),
    sa.Column("base_id", Id, nullable=False),
    sa.Column("projected_at", Big, nullable=False),
    sa.Column("defined_v", Big, nullable=False),
)

head = sa.Table(
    "head",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True),
    sa.Column("hlc_ms", Big, nullable=False),
    sa.Column("hlc_c", Big, nullable=False),
    sa.Column("server_seq", Big, nullable=False),
)

site = sa.Table(
    "site",
    metadata,
    sa.Column("site_no", Big, primary_key=True),
    sa.Column("site_key", sa.Text, nullable=False, unique=True),
    sa.Column("next_seq", Big, nullable=False),
)

# With row numbers: a table without them keeps an entry over 1,002 bytes on a page of its own (SQLite 3.53).
op = sa.Table(
    "op",
    metadata,
    sa.Column("site_no", Big, primary_key=True),
    sa.Column("site_seq", Big, primary_key=True),
    sa.Column("hlc_ms", Big, nullable=False),
    sa.Column("hlc_c", Big, nullable=False),
    sa.Column("made_at", Big, nullable=False),
    sa.Column("made_zone", sa.Text, nullable=False),
    sa.Column("occurred_at", Big, nullable=False),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("row_id", Id, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("parents", sa.Text, nullable=False),
    sa.Column("actor", Id, nullable=False),
    sa.Column("tx_id", Id, nullable=False),
    sa.Column("undoes", Id),
    sa.Column("schema_v", sa.Integer, nullable=False),
    sa.Column("server_seq", Big),
    sa.Index("ix_op_row_id", "row_id"),
    sa.Index("ix_op_tx_id", "tx_id", "site_no", "site_seq"),
)

ON_BOTH = {"both": True}
"""Of an index: `sqlite_where` is its condition on PostgreSQL too (indices.py)."""
_UNFINISHED = sa.text("state <> 'closed'")

tx = sa.Table(
    "tx",
    metadata,
    sa.Column("tx_id", Id, primary_key=True),
    sa.Column("site_no", Big, nullable=False),
    sa.Column("seq", Big, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("actor", Id, nullable=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("undo", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("lead_id", Id),
    sa.Column("undoes", Id),
    sa.Column("undone_by", Id),
    sa.Index("ix_tx_seq", "seq"),
    sa.Index("ix_tx_unfinished", "state", sqlite_where=_UNFINISHED, info=ON_BOTH),
)
"""The journal: `state` open, closed or reverting; `undone_by` the tx whose undo op is in force."""


def unfinished() -> sa.ColumnElement[bool]:
    """Transactions at work or cut off, by the index of the few that there are."""
    return sa.literal_column("tx.state <> 'closed'", sa.Boolean)


kept = sa.Table(
    "tx_kept",
    metadata,
    sa.Column("tx_id", Id, primary_key=True),
    sa.Column("row_id", Id, primary_key=True),
    sqlite_with_rowid=False,
)
"""Rows that the undo of a tx spared."""

LEAD_FIELDS = LeadRow._fields

lead = sa.Table(
    "lead",
    metadata,
    sa.Column("n", Big, primary_key=True, autoincrement=True),
    *columns_of(LeadRow),
    *columns_of(Sought),
    sa.Column("pile", sa.SmallInteger, nullable=False),
    sa.Column("search", sa.Text, nullable=False),
    sa.UniqueConstraint("id"),
)
"""One row a lead: the fields of `LeadRow` and `Sought`, its pile (piles.py), its words (search_lines.py)."""

member = sa.Table(
    "lead_member",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("lead_id", Id, nullable=False),
    sqlite_with_rowid=False,
)
"""Leads that were merged into another one, and the lead that shows them."""

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("company_id", Id),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("zone", sa.Text),
    sa.Column("city", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("born_site", Big, nullable=False),
    sa.Column("born_seq", Big, nullable=False),
    sqlite_with_rowid=False,
)

company = sa.Table(
    "company",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("skeleton", sa.Text, nullable=False),
    sa.Column("website", sa.Text, nullable=False),
    sa.Column("city", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("born_site", Big, nullable=False),
    sa.Column("born_seq", Big, nullable=False),
    sa.Index("ix_company_skeleton", "skeleton"),
    sqlite_with_rowid=False,
)

contact = sa.Table(
    "contact",
    metadata,
    # The person first: ids of persons grow with time, so that an import writes at the end of the table.
    sa.Column("person_id", Id, primary_key=True),
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("normal", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("mark", sa.Text),
    sa.Column("shared", sa.Boolean, nullable=False),
    sa.Index("ix_contact_normal", "normal", sqlite_where=sa.text("normal IS NOT NULL")),
    sqlite_with_rowid=False,
)

deal = sa.Table(
    "deal",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("lead_id", Id),
    sa.Column("person_id", Id),
    sa.Column("company_id", Id),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("to", Id),
    sa.Column("by", Id, nullable=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("amount_minor", Big),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("satisfied", sa.Text, nullable=False),
    sa.Column("accepted_at", Big),
    sa.Column("closed_at", Big),
    sa.Column("handed_at", Big, nullable=False),
    sa.Column("cause", sa.Text, nullable=False),
    sa.Column("repeat", sa.Boolean, nullable=False),
    sa.Column("useful", sa.Boolean),
    sa.Column("proposals", sa.Integer, nullable=False),
    sa.Column("invoices", sa.Integer, nullable=False),
    sa.Index("ix_deal_lead_id", "lead_id"),
    sa.Index("ix_deal_stage", "stage", "handed_at", "id"),
)

answer = sa.Table(
    "answer",
    metadata,
    sa.Column("lead_id", Id, primary_key=True),
    sa.Column("question", sa.Text, primary_key=True),
    sa.Column("level", sa.Integer),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("by", Id, nullable=False),
    sqlite_with_rowid=False,
)

touch = sa.Table(
    "touch",
    metadata,
    sa.Column("lead_id", Id, primary_key=True),
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("way", sa.Text, nullable=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("by", Id),
    sa.Column("seconds", sa.Integer, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Index("ix_touch_at", "at"),
    sqlite_with_rowid=False,
)

task = sa.Table(
    "task",
    metadata,
    sa.Column("lead_id", Id, primary_key=True),
    sa.Column("id", Id, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("due", Big, nullable=False),
    sa.Column("first_due", Big, nullable=False),
    sa.Column("by", Id, nullable=False),
    sa.Column("to", Id),
    sa.Column("done", Big),
    sa.Column("result", sa.Text, nullable=False),
    sa.Index("ix_task_due", "due"),
    sqlite_with_rowid=False,
)

nursed = sa.Table(
    "nursed",
    metadata,
    *columns_of(Nursed),
    sa.PrimaryKeyConstraint("lead_id"),
    sa.Index("ix_nursed_next_at", "next_at"),
    sa.Index("ix_nursed_last_at", "last_at"),
    sa.Index("ix_nursed_wake_at", "wake_at"),
    sqlite_with_rowid=False,
)
"""Leads in nurture: the fields of domain.nurture.Nursed."""

definition = sa.Table(
    "definition",
    metadata,
    sa.Column("row_id", Id, primary_key=True),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("ord", sa.Integer, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
)

user = sa.Table(
    "person_user",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("roles", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)

rollup = sa.Table(
    "rollup",
    metadata,
    sa.Column("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
    sa.Column("n", Big, nullable=False),
    sa.Column("total", Big, nullable=False),
    sqlite_with_rowid=False,
)

_SHOWN = (lead, member, person, company, contact, deal, answer, touch, task, nursed)
PROJECTIONS = (*_SHOWN, definition, user, rollup)
"""Tables that a rebuild makes anew from the log."""

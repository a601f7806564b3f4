"""Tables of who came before: the keys of persons, their traits, how frequent values are, how far it goes.

They follow the log behind a watermark, so that no write waits for them; the log alone makes them.
"""

import sqlalchemy as sa

from leaddesk.storage import schema as t
from leaddesk.storage.columns import Big, Id

key = sa.Table(
    "match_key",
    t.metadata,
    sa.Column("hash", Big, primary_key=True, autoincrement=False),
    sa.Column("person_id", Id, primary_key=True),
    sqlite_with_rowid=False,
)
"""Under which hashes of domain.matching_keys a person is kept."""

traits = sa.Table(
    "match_traits",
    t.metadata,
    sa.Column("person_id", Id, primary_key=True),
    sa.Column("packed", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What is compared of a person: domain.matching_traits, packed."""

count = sa.Table(
    "match_count",
    t.metadata,
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("n", Big, nullable=False),
    sqlite_with_rowid=False,
)
"""How many persons have a value; of the empty value: how many persons there are."""

mark = sa.Table(
    "match_mark",
    t.metadata,
    sa.Column("site_no", Big, primary_key=True, autoincrement=False),
    sa.Column("site_seq", Big, nullable=False),
)
"""The last op of each site that the other three tables know of."""

pair = sa.Table(
    "match_pair",
    t.metadata,
    sa.Column("one", Id, primary_key=True),
    sa.Column("other", Id, primary_key=True, index=True),
    sa.Column("permille", Big, nullable=False),
    sqlite_with_rowid=False,
)
"""Persons who are probably one, the smaller id first: what the last search found, and newcomers since."""

ALL = (key, traits, count, mark, pair)

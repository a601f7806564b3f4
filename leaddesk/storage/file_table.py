"""The table of files that ops name by sha256; file_parts.py reads and writes it."""

import sqlalchemy as sa

from leaddesk.storage import schema as t

file_part = sa.Table(
    "file_part",
    t.metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
"""The bytes of a file in parts, numbered from 0."""

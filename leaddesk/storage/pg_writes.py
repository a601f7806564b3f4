"""PostgreSQL's own code for writing: a function that locks the head, checks what was read, and writes."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from leaddesk.storage import schema as t
from leaddesk.storage.apply import columns_of, key_columns
from leaddesk.storage.pg_asks import quoted

PROVISIONAL = -(1 << 40)
"""Number of the first op of a write before the server numbers it; the next ones follow."""

_COUNTED_FROM = {"born_seq": "first", "seq": "serial"}


def _value(column: sa.Column[Any]) -> str:
    """A column of a sent row; the server numbers ops, and gives a tx its place among all."""
    name = f"r.{quoted(column.name)}"
    start = _COUNTED_FROM.get(column.name)
    return f"CASE WHEN {name} < 0 THEN {start} + {name} - ({PROVISIONAL}) ELSE {name} END" if start else name


def insert_sql(table: sa.Table, rows: str, conflict: str = "") -> str:
    """An INSERT of sent rows (a jsonb expression) into a table."""
    names = ", ".join(quoted(column.name) for column in columns_of(table))
    values = ", ".join(_value(column) for column in columns_of(table))
    name = quoted(table.name)
    return (
        f"INSERT INTO {name} ({names}) SELECT {values} "  # noqa: S608 (names are our own tables)
        f"FROM jsonb_populate_recordset(NULL::{name}, {rows}) r{conflict};"
    )


def _upsert(table: sa.Table) -> str:
    keys = [column.name for column in key_columns(table)]
    rest = [column.name for column in columns_of(table) if column.name not in keys]
    sets = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in rest)
    return f" ON CONFLICT ({', '.join(map(quoted, keys))}) DO UPDATE SET {sets}"


def _table_code(table: sa.Table) -> str:
    name = quoted(table.name)
    same = " AND ".join(f"o.{quoted(c.name)} = r.{quoted(c.name)}" for c in key_columns(table))
    gone, fresh, changed = (f"told->'{part}'->'{table.name}'" for part in ("gone", "fresh", "changed"))
    return (
        f"IF {gone} IS NOT NULL THEN DELETE FROM {name} o "  # noqa: S608 (names are our own tables)
        f"USING jsonb_populate_recordset(NULL::{name}, {gone}) r WHERE {same}; END IF;\n"
        f"IF {fresh} IS NOT NULL THEN {insert_sql(table, fresh)} END IF;\n"
        f"IF {changed} IS NOT NULL THEN {insert_sql(table, changed, _upsert(table))} END IF;"
    )


def write_code() -> Iterator[str]:
    """Functions that write a batch: its projections, its journal, and all of it under the head's lock."""
    tables = "\n".join(_table_code(table) for table in t.PROJECTIONS if table is not t.rollup)
    yield f"""CREATE FUNCTION {{apply}}(told jsonb, first bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
{tables}
UPDATE lead l SET before_n = r.before_n, before_at = r.before_at, before_what = r.before_what
FROM jsonb_populate_recordset(NULL::lead, told->'before') r WHERE l.id = r.id;
INSERT INTO rollup AS o (key, n, total) SELECT r.key, r.n, r.total
FROM jsonb_populate_recordset(NULL::rollup, told->'rollups') r ORDER BY r.key
ON CONFLICT (key) DO UPDATE SET n = o.n + excluded.n, total = o.total + excluded.total;
DELETE FROM rollup o USING jsonb_populate_recordset(NULL::rollup, told->'rollups') r
WHERE o.key = r.key AND o.n = 0 AND o.total = 0;
END $$"""  # noqa: S608 (names are our own tables)
    opened = insert_sql(
        t.tx, "told->'opened'", " ON CONFLICT (tx_id) DO UPDATE SET rows = tx.rows + excluded.rows"
    )
    yield f"""CREATE FUNCTION {{journal}}(told jsonb, serial bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
{opened}
UPDATE tx SET state = r.state FROM jsonb_populate_recordset(NULL::tx, told->'states') r
WHERE tx.tx_id = r.tx_id;
UPDATE tx SET undone_by = r.undone_by FROM jsonb_populate_recordset(NULL::tx, told->'undone_by') r
WHERE tx.tx_id = r.tx_id;
DELETE FROM tx_kept o USING jsonb_populate_recordset(NULL::tx_kept, told->'unkept') r WHERE o.tx_id = r.tx_id;
{insert_sql(t.kept, "told->'kept'")}
UPDATE base SET defined_v = defined_v + 1 WHERE (told->>'redefined')::boolean;
IF (told->>'rules')::boolean THEN UPDATE lead SET next_change_at = 0; END IF;
UPDATE base SET projected_at = (told->>'projected_at')::bigint
WHERE projected_at < (told->>'projected_at')::bigint;
END $$"""  # noqa: S608 (names are our own tables)
    yield _OPS
    yield _HOLDS
    yield _WRITE


_OPS = f"""CREATE FUNCTION {{ops}}(told jsonb, first bigint, h head) RETURNS void LANGUAGE sql AS $$
-- The hybrid clock: the machine's time where it is ahead of all seen, else one more count.
INSERT INTO op (site_no, site_seq, hlc_ms, hlc_c, made_at, made_zone, occurred_at, entity, row_id, field,
  value, parents, actor, tx_id, undoes, schema_v, server_seq)
SELECT (told->>'site')::bigint, first + r.site_seq - ({PROVISIONAL}),
  greatest(h.hlc_ms, (told->>'machine')::bigint),
  r.site_seq - ({PROVISIONAL}) + CASE WHEN (told->>'machine')::bigint > h.hlc_ms THEN 0 ELSE h.hlc_c + 1 END,
  r.made_at, r.made_zone, r.occurred_at, r.entity, r.row_id, r.field, r.value,
  CASE WHEN r.parents LIKE '+%' THEN (told->>'site') || ':' || (first + substr(r.parents, 2)::bigint)
    ELSE r.parents END,
  r.actor, r.tx_id, r.undoes, r.schema_v, h.server_seq + 1 + r.site_seq - ({PROVISIONAL})
FROM jsonb_populate_recordset(NULL::op, told->'ops') r $$"""  # noqa: S608 (a number of ours)

_HOLDS = """CREATE FUNCTION {holds}(told jsonb) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
-- Whether all that was read, to decide what is to be written, is still so.
DECLARE one jsonb; since bigint := (told->'guard'->>1)::bigint; own uuid := (told->'guard'->>0)::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM base WHERE projected_at = (told->'base'->>0)::bigint
      AND defined_v = (told->'base'->>1)::bigint) THEN RETURN false; END IF;
  FOR one IN SELECT jsonb_array_elements(told->'reads') LOOP
    IF md5({ask}(one->>0, {texts}(one->1))) <> one->>2 THEN RETURN false; END IF;
  END LOOP;
  RETURN own IS NULL OR NOT EXISTS (SELECT 1 FROM op n
    WHERE n.server_seq > since AND n.tx_id <> own AND n.entity <> 'tx' AND (
      EXISTS (SELECT 1 FROM op o WHERE o.row_id = n.row_id AND o.tx_id = own)
      OR EXISTS (SELECT 1 FROM person p JOIN op o ON (o.site_no, o.site_seq) = (p.born_site, p.born_seq)
        WHERE p.id = n.row_id AND o.tx_id = own)
      OR EXISTS (SELECT 1 FROM company c JOIN op o ON (o.site_no, o.site_seq) = (c.born_site, c.born_seq)
        WHERE c.id = n.row_id AND o.tx_id = own)));
END $$"""

_WRITE = """CREATE FUNCTION {write}(told jsonb) RETURNS text LANGUAGE plpgsql AS $$
-- One action is one call of this: the head is locked here and let go when the call commits.
DECLARE
  h head%ROWTYPE; first bigint; locked timestamptz;
  n int := coalesce(jsonb_array_length(told->'ops'), 0);
  machine bigint := (told->>'machine')::bigint;
BEGIN
  SELECT * INTO h FROM head WHERE one = 1 FOR UPDATE;
  locked := clock_timestamp();
  IF NOT {holds}(told) THEN
    RETURN jsonb_build_object('stale', {asked}(told->'reads')::json);
  END IF;
  SELECT next_seq INTO STRICT first FROM site WHERE site_no = (told->>'site')::bigint;
  PERFORM {ops}(told, first, h);
  UPDATE op SET value = r.value FROM jsonb_populate_recordset(NULL::op, told->'blanked') r
  WHERE op.site_no = r.site_no AND op.site_seq = r.site_seq;
  PERFORM {journal}(told, greatest(h.hlc_ms, machine) * {places}
    + CASE WHEN machine > h.hlc_ms THEN 0 ELSE h.hlc_c + 1 END);
  PERFORM {apply}(told, first);
  UPDATE site SET next_seq = first + n WHERE site_no = (told->>'site')::bigint AND n > 0;
  UPDATE head SET server_seq = h.server_seq + n,
    hlc_ms = CASE WHEN n = 0 THEN h.hlc_ms ELSE greatest(h.hlc_ms, machine) END,
    hlc_c = CASE WHEN n = 0 THEN h.hlc_c WHEN machine > h.hlc_ms THEN n - 1 ELSE h.hlc_c + n END
  WHERE one = 1;
  PERFORM pg_notify('leaddesk', (h.server_seq + n)::text);
  RETURN '{{"base":' || {base}() || ',"locked_ms":'
    || round(extract(epoch FROM clock_timestamp() - locked)::numeric * 1000, 1) || '}}';
END $$"""

"""PostgreSQL's own code for reading: the declared asks as one function, a lead's whole circle in one call."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from leaddesk.storage.asks import ASKS, Ask
from leaddesk.storage.columns import Id

LONG = 1000
"""A step of more leads is taken back in many calls (reverting.py), so its rows are not gathered."""

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def quoted(name: str) -> str:
    """A name of ours inside SQL."""
    return f'"{name}"'


def _json(place: int, column: sa.ColumnElement[Any]) -> str:
    return f"encode(uuid_send(c{place}), 'hex')" if isinstance(column.type, Id) else f"c{place}"


def _branch(ask: Ask) -> str:
    """The WHEN of one ask: its rows as a JSON array of arrays, in their order."""
    keys: sa.ColumnClause[Any] = sa.literal_column("keys::uuid[]" if isinstance(ask.key.type, Id) else "keys")
    query = ask.query.where(ask.key.op("= ANY")(sa.text(f"({keys})")))
    sql = str(query.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))
    columns = list(ask.query.selected_columns)
    names = ", ".join(f"c{i}" for i in range(len(columns)))
    values = ", ".join(_json(i, column) for i, column in enumerate(columns))
    told = f"SELECT json_agg(json_build_array({values}))::text FROM ({sql}) AS q({names})"  # noqa: S608
    return f"WHEN '{ask.name}' THEN RETURN coalesce(({told}), '[]');"


def ask_code() -> Iterator[str]:
    """Functions that answer asks: one, and several with what tells later whether they still hold."""
    branches = "\n".join(_branch(ask) for ask in ASKS)
    yield f"""CREATE FUNCTION {{ask}}(kind text, keys text[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN CASE kind
{branches}
END CASE; END $$"""
    yield """CREATE FUNCTION {tell}(kind text, keys anyarray) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  told text[] := ARRAY(SELECT DISTINCT k FROM unnest(keys::text[]) k WHERE k IS NOT NULL ORDER BY k);
  rows text;
BEGIN
  IF told = '{{}}' THEN RETURN NULL; END IF;
  rows := {ask}(kind, told);
  RETURN '["' || kind || '",' || to_json(told) || ',"' || md5(rows) || '",' || rows || ']';
END $$"""
    yield """CREATE FUNCTION {base}() RETURNS text LANGUAGE sql STABLE AS $$
SELECT json_build_array(b.projected_at, b.defined_v, h.server_seq, h.xmin::text::bigint)::text
FROM base b, head h $$"""
    yield """CREATE FUNCTION {asked}(wanted jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE one jsonb; parts text[] := '{{}}';
BEGIN
  FOR one IN SELECT jsonb_array_elements(wanted) LOOP
    parts := parts || {tell}(one->>0, ARRAY(SELECT jsonb_array_elements_text(one->1)));
  END LOOP;
  RETURN '{{"base":' || {base}() || ',"found":[' || array_to_string(parts, ',') || ']}}';
END $$"""


def gather_code() -> Iterator[str]:
    """What a plan and its projection are about to read, followed from leads, arrivals or a step to undo."""
    yield """CREATE FUNCTION {ids}(wanted jsonb) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
SELECT ARRAY(SELECT jsonb_array_elements_text(coalesce(wanted, '[]'))::uuid) $$"""
    yield """CREATE FUNCTION {texts}(wanted jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
SELECT ARRAY(SELECT jsonb_array_elements_text(coalesce(wanted, '[]'))) $$"""
    yield """CREATE FUNCTION {line}(id uuid) RETURNS json LANGUAGE sql STABLE AS $$
SELECT {ask}('tx', ARRAY[id::text])::json->0 $$"""
    yield """CREATE FUNCTION {newest}(site bigint, who uuid, what text) RETURNS uuid LANGUAGE sql STABLE AS $$
SELECT tx_id FROM tx WHERE site_no = site AND actor = who AND state = 'closed' AND CASE what
    WHEN 'undo' THEN action = 'undo' AND undone_by IS NULL
    WHEN 'last' THEN undo <> 'never' AND undone_by IS NULL AND undoes IS NULL
    ELSE undo <> 'never' AND undoes IS NULL END
ORDER BY seq DESC LIMIT 1 $$"""
    yield _STEP
    yield _GATHER


_STEP = """CREATE FUNCTION {step}(wanted jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
-- Adds to `wanted` the step that an undo or redo is about, and all that it wrote.
DECLARE
  site bigint := (wanted->>'site')::bigint; who uuid := (wanted->>'actor')::uuid;
  target uuid := (wanted->>'tx')::uuid; undone uuid; step tx%ROWTYPE; told jsonb := wanted;
BEGIN
  IF wanted->>'step' = 'redo' THEN
    undone := {newest}(site, who, 'undo');
    target := (SELECT undoes FROM tx WHERE tx_id = undone);
    told := told || jsonb_build_object('undo', {line}(undone), 'newest', {line}({newest}(site, who, 'any')));
  ELSIF target IS NULL THEN
    target := {newest}(site, who, 'last');
  END IF;
  SELECT * INTO step FROM tx WHERE tx_id = target;
  told := told || jsonb_build_object('target', target);
  IF step.tx_id IS NULL OR (step.undo = 'per_row' AND step.rows > {long}) THEN RETURN told; END IF;
  RETURN told || (SELECT jsonb_build_object(
      'leads', coalesce(jsonb_agg(o.row_id) FILTER (WHERE o.entity = 'lead'), '[]'),
      'deals', coalesce(jsonb_agg(o.row_id) FILTER (WHERE o.entity = 'deal'), '[]'),
      'others', coalesce(jsonb_agg(o.row_id) FILTER (WHERE o.entity NOT IN ('lead', 'deal')), '[]'),
      'persons', coalesce(jsonb_agg(o.row_id) FILTER (WHERE o.entity = 'person'), '[]')
        || coalesce(jsonb_agg(o.born->'person'->'id') FILTER (WHERE o.born ? 'person'), '[]'),
      'known', coalesce(jsonb_agg(o.born->'lead'->'person') FILTER (WHERE o.born->'lead' ? 'person'), '[]'),
      'near', coalesce(jsonb_agg(o.born->'lead'->'company') FILTER (WHERE o.born->'lead' ? 'company'), '[]'),
      'companies', coalesce(jsonb_agg(o.row_id) FILTER (WHERE o.entity = 'company'), '[]')
        || coalesce(jsonb_agg(o.born->'company'->'id') FILTER (WHERE o.born ? 'company'), '[]'),
      'normals', coalesce((SELECT jsonb_agg(part.value->>'normal') FROM op p,
          jsonb_each(CASE WHEN p.entity = 'lead' AND p.field = '*' THEN p.value::jsonb->'person' END) part
          WHERE p.tx_id = target AND part.key LIKE 'contact/%' AND part.value ? 'normal'), '[]')
        || coalesce(jsonb_agg(o.contact->'normal') FILTER (WHERE o.contact ? 'normal'), '[]'))
    FROM (SELECT entity, row_id, CASE WHEN entity = 'lead' AND field = '*' THEN value::jsonb END AS born,
          CASE WHEN entity = 'person' AND field LIKE 'contact/%' THEN value::jsonb END AS contact
          FROM op WHERE tx_id = target) o);
END $$"""

_GATHER = """CREATE FUNCTION {gather}(asked jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  wanted jsonb := CASE WHEN asked ? 'step' THEN {step}(asked) ELSE asked END;
  leads uuid[] := {ids}(wanted->'leads'); own uuid[] := {ids}(wanted->'persons');
  mine uuid[] := {ids}(wanted->'companies'); others uuid[] := {ids}(wanted->'others');
  normals text[] := {texts}(wanted->'normals'); skeletons text[] := {texts}(wanted->'skeletons');
  target uuid := (wanted->>'target')::uuid; held uuid[]; persons uuid[]; companies uuid[]; deals uuid[];
  circle uuid[]; near uuid[]; parts text[]; round int;
BEGIN
  held := ARRAY(SELECT person_id FROM contact WHERE normal = ANY(normals));
  leads := leads || ARRAY(SELECT id FROM lead WHERE person_id = ANY(own || held) LIMIT 200)
    || ARRAY(SELECT id FROM lead WHERE company_id = ANY(mine) LIMIT 200);
  persons := own || held || {ids}(wanted->'known')
    || ARRAY(SELECT person_id FROM lead WHERE id = ANY(leads) AND person_id IS NOT NULL);
  companies := mine || {ids}(wanted->'near') || ARRAY(SELECT id FROM company WHERE skeleton = ANY(skeletons))
    || ARRAY(SELECT company_id FROM lead WHERE id = ANY(leads) AND company_id IS NOT NULL)
    || ARRAY(SELECT company_id FROM person WHERE id = ANY(persons) AND company_id IS NOT NULL);
  deals := {ids}(wanted->'deals') || ARRAY(SELECT id FROM deal WHERE lead_id = ANY(leads))
    || ARRAY(SELECT substr(field, 6)::uuid FROM op WHERE row_id = ANY(leads) AND field LIKE 'deal/%');
  circle := persons;
  FOR round IN 1..2 LOOP
    normals := ARRAY(SELECT unnest(normals) UNION SELECT normal FROM contact
      WHERE person_id = ANY(circle) AND normal IS NOT NULL AND NOT shared);
    circle := ARRAY(SELECT unnest(circle) UNION SELECT person_id FROM contact
      WHERE normal = ANY(normals) AND NOT shared);
  END LOOP;
  near := ARRAY(SELECT id FROM lead WHERE person_id = ANY(circle) LIMIT 500) || leads;
  parts := ARRAY[
    {tell}('ops', leads || persons || companies || deals || others), {tell}('born_person', persons),
    {tell}('born_company', companies), {tell}('contact', circle), {tell}('answer', leads),
    {tell}('touch', leads), {tell}('task', leads), {tell}('nursed', leads), {tell}('lead', near),
    {tell}('of_person', circle),
    {tell}('deal', deals), {tell}('holder', normals), {tell}('print', {texts}(wanted->'prints')),
    {tell}('skeleton', skeletons), {tell}('of_company', mine)];
  IF target IS NOT NULL THEN
    parts := parts || {tell}('tx', ARRAY[target]);
    IF wanted ? 'leads' THEN
      parts := parts || {tell}('tx_ops', ARRAY[target]) || {tell}('used_person', own)
        || {tell}('used_company', mine);
    END IF;
  END IF;
  RETURN '{{"base":' || {base}() || ',"undo":' || coalesce(wanted->>'undo', 'null')
    || ',"newest":' || coalesce(wanted->>'newest', 'null') || ',"target":'
    || coalesce(to_json(wanted->>'target')::text, 'null')
    || ',"found":[' || array_to_string(parts, ',') || ']}}';
END $$"""

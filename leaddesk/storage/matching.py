"""Keeps the keys of who came before up to the log: some ops at a time, in short transactions of their own.

What a person is compared by is read from the projections, so the keys follow edits, undo, merges and what a
colleague's site wrote, and no write waits for them. A key too many does no harm: the pair score decides, and
a person without leads came never.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import sqlalchemy as sa

from leaddesk.domain.erasing import ENTITY
from leaddesk.domain.log import from_text
from leaddesk.domain.matching import habit_texts
from leaddesk.domain.matching_keys import keys_of
from leaddesk.domain.matching_traits import pack, person_fields, read_traits, unpack
from leaddesk.storage import matching_tables as m
from leaddesk.storage import schema as t

OPS = 100
"""Ops of one transaction: some 10 ms, so that neither a frame nor the writer waits for it."""

_LOCK = 0x6D61746368

Begin = Callable[[], AbstractContextManager[sa.Connection]]


class Stretch(NamedTuple):
    """Ops that the keys do not know yet: whom they touch, and how far the marks then stand."""

    persons: tuple[str, ...]
    marks: Mapping[int, int]
    before: Mapping[int, int]


def catch_up(reader: sa.Engine, begin: Begin, most: int, changed: Callable[[Sequence[str]], None]) -> bool:
    """Take up to `most` stretches of the log into the keys; whether more is left.

    `changed` is told after each the persons of whom something else is compared now.

    Two processes may do it at once: who comes second finds the marks moved on and leaves its stretch.
    """
    for _ in range(most):
        with reader.begin() as connection:
            found = stretch(connection)
            held = read_persons(connection, found.persons)
        if not found.marks:
            return False
        with begin() as connection:
            persons = take(connection, found, held)
        changed(persons)
    return True


def stretch(connection: sa.Connection) -> Stretch:
    """The next ops after the marks, of all sites."""
    marks = _marks(connection)
    c = t.op.c
    touched: dict[str, set[str]] = {}
    moved: dict[int, int] = {}
    left = OPS
    for site in _sites(connection):
        query = sa.select(c.site_seq, c.entity, c.row_id, c.undoes, c.value)
        query = (
            query.where(c.site_no == site, c.site_seq > marks.get(site, 0)).order_by(c.site_seq).limit(left)
        )
        for seq, entity, row_id, undoes, value in connection.execute(query):
            moved[site] = seq
            left -= 1
            touched.setdefault(entity, set()).add(row_id)
            if entity == ENTITY:
                touched.setdefault("person", set()).update(from_text(value)["persons"])
            if undoes is not None or entity == "tx":
                _add_tx(connection, undoes or row_id, touched)
        if left <= 0:
            break
    persons = _with_merged(connection, _persons(connection, touched))
    return Stretch(tuple(sorted(persons)), moved, marks)


def _marks(connection: sa.Connection) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(sa.select(m.mark))}


def _sites(connection: sa.Connection) -> list[int]:
    """Numbers of all sites that wrote: a seek for each, not a walk over the log."""
    found: list[int] = []
    while True:
        after = found[-1] if found else -1
        query = sa.select(t.op.c.site_no).where(t.op.c.site_no > after).order_by(t.op.c.site_no).limit(1)
        row = connection.execute(query).first()
        if row is None:
            return found
        found.append(row[0])


def _add_tx(connection: sa.Connection, tx_id: str, touched: dict[str, set[str]]) -> None:
    """Rows of a tx that was undone or redone; a redo undoes an undo, whose own tx is followed."""
    c = t.op.c
    seen, ahead = {tx_id}, [tx_id]
    while ahead:
        query = sa.select(c.entity, c.row_id, c.undoes).where(c.tx_id == ahead.pop())
        for entity, row_id, undoes in connection.execute(query):
            touched.setdefault(entity, set()).add(row_id)
            target = undoes or (row_id if entity == "tx" else None)
            if target is not None and target not in seen:
                seen.add(target)
                ahead.append(target)


def _with_merged(connection: sa.Connection, persons: set[str]) -> set[str]:
    """With everybody who was ever merged with one of them: what one shows, the others may have shown."""
    c = t.op.c
    found, ahead = set(persons), sorted(persons)
    while ahead:
        query = sa.select(c.value).where(c.entity == "person", c.field.startswith("merge/"))
        values = [
            row[0] for ids in _parts(ahead) for row in connection.execute(query.where(c.row_id.in_(ids)))
        ]
        edges = [from_text(value) or {} for value in values]
        ahead = sorted({edge[side] for edge in edges for side in ("a", "b") if side in edge} - found)
        found.update(ahead)
    return found


def _persons(connection: sa.Connection, touched: Mapping[str, set[str]]) -> set[str]:
    """Persons whom ops are about: their own, those of leads, those of companies."""
    found = set(touched.get("person", ()))
    for column, entity in ((t.lead.c.id, "lead"), (t.lead.c.company_id, "company")):
        for ids in _parts(touched.get(entity, ())):
            query = sa.select(t.lead.c.person_id).where(column.in_(ids), t.lead.c.person_id.isnot(None))
            found.update(row[0] for row in connection.execute(query))
    return found


def _parts(ids: Iterable[str], size: int = 500) -> Iterable[list[str]]:
    rows = sorted(ids)
    return (rows[first : first + size] for first in range(0, len(rows), size))


def read_persons(connection: sa.Connection, persons: Iterable[str]) -> dict[str, str]:
    """Packed traits of persons as the projections hold them now; without those that are gone."""
    found: dict[str, str] = {}
    for ids in _parts(persons):
        firms = _firms(connection, ids)
        contacts: dict[str, list[tuple[str, str, bool]]] = {}
        c = t.contact.c
        query = sa.select(c.person_id, c.kind, c.normal, c.value, c.shared).where(c.person_id.in_(ids))
        for person, kind, normal, value, shared in connection.execute(query.order_by(c.person_id, c.id)):
            contacts.setdefault(person, []).append((kind, normal or value, shared))
        p = t.person.c
        for person, name, city in connection.execute(sa.select(p.id, p.name, p.city).where(p.id.in_(ids))):
            company, website, town = firms.get(person, ("", "", ""))
            fields = person_fields(name, company, website, city or town, contacts.get(person, ()))
            found[person] = pack(read_traits(fields))
    return found


def _firms(connection: sa.Connection, persons: list[str]) -> dict[str, tuple[str, str, str]]:
    """(name, website, city) of the company of each person's newest lead that has one."""
    lead, firm = t.lead.c, t.company.c
    query = (
        sa.select(lead.person_id, firm.name, firm.website, firm.city)
        .join_from(t.lead, t.company, firm.id == lead.company_id)
        .where(lead.person_id.in_(persons))
        .order_by(lead.received, lead.id)
    )
    return {person: (name, website, city) for person, name, website, city in connection.execute(query)}


def take(connection: sa.Connection, found: Stretch, held: Mapping[str, str]) -> list[str]:
    """Write what a stretch of the log changed, unless somebody else did; persons whose traits changed."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    if _marks(connection) != found.before:
        return []
    counts: Counter[str] = Counter()
    gone: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    changed: dict[str, str] = {}
    before = _before(connection, found.persons)
    for person in found.persons:
        was, now = before.get(person), held.get(person)
        if was == now:
            continue
        old, fresh = _known_by(was, counts, -1), _known_by(now, counts, 1)
        gone += [{"h": hash_, "p": person} for hash_ in old - fresh]
        new += [{"hash": hash_, "person_id": person} for hash_ in fresh - old]
        if now is not None:
            changed[person] = now
    stale = [person for person in found.persons if person in before and before[person] != held.get(person)]
    _write(connection, gone, new, stale, changed)
    _count(connection, counts)
    connection.execute(_MARK, [{"site": site, "seq": seq} for site, seq in found.marks.items()])
    return sorted({*changed, *stale})


def _known_by(packed: str | None, counts: Counter[str], step: int) -> set[int]:
    """Hashes of a person; what is counted of them is added to or taken from `counts`."""
    if packed is None:
        return set()
    traits = unpack(packed)
    for what in ("", *habit_texts(traits)):
        counts[what] += step
    return keys_of(traits)


def _before(connection: sa.Connection, persons: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for ids in _parts(persons):
        found.update(
            row[:2] for row in connection.execute(sa.select(m.traits).where(m.traits.c.person_id.in_(ids)))
        )
    return found


def _write(
    connection: sa.Connection,
    gone: list[dict[str, Any]],
    new: list[dict[str, Any]],
    stale: list[str],
    changed: Mapping[str, str],
) -> None:
    if gone:
        mine = sa.and_(m.key.c.hash == sa.bindparam("h"), m.key.c.person_id == sa.bindparam("p"))
        connection.execute(sa.delete(m.key).where(mine), gone)
    for ids in _parts(stale):
        connection.execute(sa.delete(m.traits).where(m.traits.c.person_id.in_(ids)))
    if changed:
        rows = [{"person_id": person, "packed": packed} for person, packed in changed.items()]
        connection.execute(sa.insert(m.traits), rows)
    if new:
        # In the order of the table, so that pages are touched one after another.
        new.sort(key=lambda row: (row["hash"], row["person_id"]))
        connection.execute(sa.insert(m.key), new)


def _count(connection: sa.Connection, counts: Counter[str]) -> None:
    moved = [{"what": what, "n": step} for what, step in sorted(counts.items()) if step]
    if moved:
        connection.execute(_ADD, moved)


# As text, which both stores read alike: SQLAlchemy has an upsert for each dialect only.
_ADD = sa.text(
    "INSERT INTO match_count (what, n) VALUES (:what, :n) "
    "ON CONFLICT (what) DO UPDATE SET n = match_count.n + excluded.n"
)
_MARK = sa.text(
    "INSERT INTO match_mark (site_no, site_seq) VALUES (:site, :seq) "
    "ON CONFLICT (site_no) DO UPDATE SET site_seq = excluded.site_seq"
)


def forget(connection: sa.Connection) -> None:
    """Throw the keys away; they are made anew from the beginning of the log."""
    for table in m.ALL:
        connection.execute(sa.delete(table))


def differences(connection: sa.Connection) -> list[str]:
    """Persons whose traits are not what the projections say; nobody while the log goes further.

    An empty id stands for keys too many or too few.
    """
    if stretch(connection).marks:
        return []
    wrong: list[str] = []
    keys = 0
    for ids in _pages(connection, t.person.c.id):
        should, held = read_persons(connection, ids), _before(connection, ids)
        wrong += [person for person in ids if should.get(person) != held.get(person)]
    for ids in _pages(connection, m.traits.c.person_id):
        keys += sum(len(_known_by(packed, Counter(), 0)) for packed in _before(connection, ids).values())
    stored = connection.execute(sa.select(sa.func.count()).select_from(m.key)).scalar_one()
    return wrong if keys == stored else [*wrong, ""]


def _pages(connection: sa.Connection, column: sa.ColumnElement[str]) -> Iterator[list[str]]:
    """All ids of a column in its order, 500 at a time."""
    query = sa.select(column).order_by(column).limit(500)
    ids = [row[0] for row in connection.execute(query)]
    while ids:
        yield ids
        ids = [row[0] for row in connection.execute(query.where(column > ids[-1]))]

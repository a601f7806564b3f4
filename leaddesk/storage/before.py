"""Who was here before: the leads of whoever holds a contact, while it is typed (A10, P12)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa

from leaddesk.storage import schema as t
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.prepared import Prepared

MOST = 50
_NAMES = ("kind", "normal")


def held(contacts: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Contacts (kind, normal form) as the parameters of `holders`."""
    return {f"{name}{n}": one[at] for n, one in enumerate(contacts) for at, name in enumerate(_NAMES)}


@lru_cache(maxsize=16)
def holders(dialect: Dialect, contacts: int) -> Prepared:
    """Leads of the holders of so many contacts, newest first, as `Dialect.listed` takes them."""
    c = t.contact.c
    theirs = (
        sa.and_(*(c[name] == sa.bindparam(f"{name}{n}", type_=sa.Text) for name in _NAMES))
        for n in range(contacts)
    )
    return _of(dialect, t.lead.c.person_id.in_(sa.select(c.person_id).where(sa.or_(*theirs))))


@lru_cache(maxsize=MOST)
def of_persons(dialect: Dialect, persons: int) -> Prepared:
    """The same of so many persons, told by id as `person0` and so on."""
    names = (sa.bindparam(f"person{n}", type_=t.lead.c.person_id.type) for n in range(persons))
    return _of(dialect, sa.or_(*(t.lead.c.person_id == name for name in names)))


def _of(dialect: Dialect, whose: sa.ColumnElement[bool]) -> Prepared:
    query = sa.select(sa.text(f"NULL, received, {dialect.fields}")).select_from(t.lead)
    hint = dialect.hint("ix_lead_person_id")
    query = query.with_hint(t.lead, hint, "sqlite") if hint else query
    query = query.where(whose)
    return dialect.ready(query.order_by(t.lead.c.received.desc(), t.lead.c.id.desc()).limit(MOST))

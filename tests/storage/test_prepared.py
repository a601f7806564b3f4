"""Prepared statements: their constants, the places of what varies, and views of one moment."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from leaddesk.actions.ports import PageAsk
from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import schema as t
from leaddesk.storage.door import open_store
from leaddesk.storage.prepared import Prepared
from leaddesk.storage.store import SqliteStore
from tests.storage.statements import statements

ID = "0123456789abcdef" * 2
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = open_store(f"sqlite:///{tmp_path / 'base.sqlite'}")
    assert isinstance(made, SqliteStore)
    yield made
    made.close()


def prepared(query: sa.Select[sa.Row[tuple[object, ...]]]) -> Prepared:
    return Prepared(query, sqlite.dialect())


def test_constants_are_converted_once_and_what_varies_each_time() -> None:
    """PERFORMANCE P4: an id is 16 bytes for the driver, whether it was known before or is given later."""
    query = sa.select(t.lead.c.n).where(
        t.lead.c.owner == ID, t.lead.c.id < sa.bindparam("edge", type_=t.lead.c.id.type), t.lead.c.pile == 3
    )

    made = prepared(query)

    assert made.text.count("?") == 3
    assert made.bound({"edge": "ff" * 16}) == (bytes.fromhex(ID), b"\xff" * 16, 3)
    assert made.bound({"edge": "00" * 16})[1] == b"\0" * 16


def test_a_value_that_varies_stands_wherever_it_is_asked() -> None:
    """A time is compared twice and given once."""
    at = sa.bindparam("at", type_=sa.BigInteger())

    made = prepared(sa.select(t.lead.c.n).where(sa.or_(t.lead.c.received < at, t.lead.c.next_due > at)))

    assert made.bound({"at": 5}) == (5, 5)


def test_a_missing_value_is_no_null() -> None:
    """A statement asked without its time would find nothing and say nothing."""
    made = prepared(sa.select(t.lead.c.n).where(t.lead.c.received < sa.bindparam("at")))

    with pytest.raises(KeyError):
        made.bound({})


def test_a_list_is_prepared_value_by_value_or_not_at_all() -> None:
    """SQLAlchemy would write the list into the text each time."""
    each = [sa.literal(word, sa.Text) for word in ("a", "b")]

    made = prepared(sa.select(t.lead.c.n).where(t.lead.c.channel.in_(each)))

    assert made.bound({}) == ("a", "b")
    with pytest.raises(TypeError, match="list"):
        prepared(sa.select(t.lead.c.n).where(t.lead.c.channel.in_(["a", "b"])))


def test_a_view_is_one_moment(store: SqliteStore) -> None:
    """ARCHITECTURE 5: both statements of a page see the same base, whatever is written between them."""
    count = store.dialect.ready(sa.select(sa.func.count()).select_from(t.site))

    with store.asking() as source:
        before = source.all(count)
        with store.transaction() as connection:
            connection.execute(sa.insert(t.site).values(site_no=99, site_key="other", next_seq=1))
        assert source.all(count) == before

    with store.asking() as source:
        assert source.all(count)[0][0] == before[0][0] + 1


def test_a_view_that_failed_leaves_its_connection_fit_for_the_next(store: SqliteStore) -> None:
    """No reader stays in a transaction, which would keep old pages of the file from being reused."""
    version = store.dialect.ready(sa.select(t.base.c.defined_v))

    with pytest.raises(ZeroDivisionError), store.asking() as source:
        len(source.all(version)) // 0

    raw = store.reader.raw_connection()
    assert raw.driver_connection is not None
    assert not raw.driver_connection.in_transaction
    raw.close()
    assert store.page(PageAsk(), NOW, "").rows == ()


def test_a_reader_may_not_write(store: SqliteStore) -> None:
    """ARCHITECTURE 5: query_only, also past SQLAlchemy; the refusal is in words."""
    with pytest.raises(BaseRefused) as refused, store.asking() as source:
        source.all(store.dialect.ready(sa.text("DELETE FROM site RETURNING site_no")))  # type: ignore[arg-type]

    assert refused.value.key == "base.read_only"


def test_definitions_that_change_between_two_pages_are_learnt(store: SqliteStore) -> None:
    """The kept meaning of a search is that of the definitions in force."""
    store.page(PageAsk("is:active"), NOW, "")
    with store.transaction() as connection:
        connection.execute(sa.update(t.base).values(defined_v=t.base.c.defined_v + 1))

    with statements(store) as told:
        store.page(PageAsk("is:active"), NOW, "")
    with statements(store) as later:
        store.page(PageAsk("is:active"), NOW, "")

    assert any("FROM definition" in text for text in told)
    assert not any("FROM definition" in text for text in later)

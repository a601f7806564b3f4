"""Rows by many keys in one question: the same as by one key each, whatever the keys hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.domain.log import OpId
from leaddesk.storage import asks
from leaddesk.storage import schema as t
from leaddesk.storage.door import open_store
from leaddesk.storage.rows import Rows, parents_of, parents_text
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import crowd, fill, make_desk

LEADS = 30
STRANGE = ['"', "'", "\\", "\\u0000", "a\nb", "їжак", "\u202e", "[]", "%", "", "0" * 4000]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(open_store(f"sqlite:///{tmp_path / 'base.sqlite'}"))
    fill(made, crowd(LEADS))
    yield made
    made.store.close()


@pytest.fixture
def connection(desk: Desk) -> Iterator[sa.Connection]:
    assert isinstance(desk.store, SqliteStore)
    with desk.store.reader.begin() as made:
        yield made


@pytest.fixture
def lead(desk: Desk) -> str:
    """One of its leads."""
    return next(iter(desk.store.ids_where(PageAsk(), desk.session.now(), "")))


def keys_of(connection: sa.Connection, ask: asks.Ask) -> list[str]:
    """All keys that an ask has rows for."""
    return sorted({row[0] for row in connection.execute(ask.query) if row[0] is not None})


@pytest.mark.parametrize("ask", asks.ASKS, ids=lambda ask: ask.name)
def test_many_keys_give_what_each_gives_alone(connection: sa.Connection, ask: asks.Ask) -> None:
    """Both ways of asking, on every declared ask."""
    keys = keys_of(connection, ask)

    together = Rows(connection).fetch(ask, keys)

    assert together == {key: Rows(connection).fetch(ask, [key])[key] for key in keys}
    plain = connection.execute(ask.query.where(ask.key.in_(keys))).all()
    assert sorted(map(len, together.values())) == sorted(sum(row[0] == key for row in plain) for key in keys)


def test_keys_that_nobody_has_find_nothing(connection: sa.Connection) -> None:
    found = Rows(connection).fetch(asks.LEAD, ["ab" * 16, "cd" * 16])

    assert found == {"ab" * 16: [], "cd" * 16: []}


def test_no_letter_of_a_key_is_taken_for_anything_else(connection: sa.Connection) -> None:
    """Keys come from foreign files: contacts and names of companies as they were written."""
    assert Rows(connection).fetch(asks.HOLDER, STRANGE) == {key: [] for key in STRANGE}
    assert Rows(connection).fetch(asks.SKELETON, STRANGE) == {key: [] for key in STRANGE}


def test_a_question_of_thousands_of_keys_is_one_statement(connection: sa.Connection) -> None:
    """SQLite takes 32,766 bound values and no more; here is one."""
    many = [f"+38050{n:07d}" for n in range(40_000)]

    found = Rows(connection).fetch(asks.HOLDER, many)

    assert len(found) == len(many)
    assert sum(map(len, found.values())) == len(set(many) & set(keys_of(connection, asks.HOLDER)))


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (asks.HOLDER, "ix_contact_normal"),
        (asks.PRINT, "ix_lead_fingerprint"),
        (asks.OF_PERSON, "ix_lead_person_id"),
        (asks.OF_COMPANY, "ix_lead_company_id"),
        (asks.OPS, "ix_op_row_id"),
        (asks.SKELETON, "ix_company_skeleton"),
        (asks.CONTACT, "PRIMARY KEY"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_keys_are_looked_up_and_no_table_is_walked(
    connection: sa.Connection, ask: asks.Ask, index: str
) -> None:
    """P12: came-before by its index, at any size of the base."""
    sql = str(asks.in_one_text(ask).compile(dialect=connection.dialect))

    told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("[]",) * sql.count("?"))
    plan = [row[-1] for row in told]

    assert any("SEARCH" in line and index in line for line in plan)
    assert not any(line.startswith("SCAN") and "VIRTUAL TABLE" not in line for line in plan)


@given(st.lists(st.builds(OpId, st.integers(0, 2**53), st.integers(0, 2**53)), max_size=4))
def test_parents_come_back_from_their_text(parents: list[OpId]) -> None:
    assert parents_of(parents_text(parents)) == tuple(parents)


def test_a_view_folds_a_lead_once_however_often_it_is_asked_for(desk: Desk, lead: str) -> None:
    """Issue 4: the card asks for the lead and for what came before it, and a long one takes its time."""
    with desk.store.view() as read:
        first = read.lead(lead)
        read.earlier(lead)

        assert read.lead(lead) is first


def test_the_op_of_a_birth_is_made_once_for_the_lead_and_its_client(connection: sa.Connection) -> None:
    rows = Rows(connection)
    lead, person = connection.execute(sa.select(t.lead.c.id, t.lead.c.person_id)).first() or ("", "")

    (birth,) = rows.ops([lead])[lead]
    born, fields = rows.born("person", [person], {})[person]

    assert born == birth.id
    assert fields is birth.value["person"]

"""A base on a server from its first opening on: what it holds, how it is copied, what it allows."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from leaddesk.actions.answer import Answer
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.marks import Star
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.take import Take
from leaddesk.domain.log import OpId
from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage import pg_door
from leaddesk.storage import schema as t
from leaddesk.storage.asks import ASKS
from leaddesk.storage.door import machine_clock, open_store
from leaddesk.storage.pg_code import CODE, function
from leaddesk.storage.pg_rows import PgRows
from leaddesk.storage.pg_store import PgStore
from leaddesk.storage.proof import dump
from leaddesk.storage.reverting import set_state
from leaddesk.storage.rows import Rows, op_of
from tests.fakes.sample import NOW, Clock, capture, contact, crowd, fill, incoming, make_desk
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.postgres


@pytest.fixture
def desk(postgres_url: str) -> Iterator[Desk]:
    """A desk at a founded base on the server."""
    clock = Clock()
    store = open_store(postgres_url, site_key="here", clock=clock)
    yield make_desk(store, clock)
    store.close()


def store_of(desk: Desk) -> PgStore:
    assert isinstance(desk.store, PgStore)
    return desk.store


def some_work(desk: Desk) -> list[str]:
    """Leads with answers, moves, a deal, an undone step and hostile words."""
    from leaddesk.actions.hand_over import HandOver

    leads = fill(desk, crowd(25))
    desk.do(Take(tuple(leads[:5])))
    desk.do(Answer((leads[0],), "budget", 2, "до 80 тисяч <b>"))
    desk.do(Move((leads[1],), "qualifying"))
    desk.do(HandOver((leads[2],), "показати деталі", reason="urgent"))
    desk.do(WriteNote((leads[3],), "ро\0зрив \ud800 \u202eназад\u2028" + "ї" * 1000))
    desk.do(Star((leads[4],), True))
    desk.undo()
    return leads


def test_what_our_code_answers_is_what_the_declared_asks_say(desk: Desk) -> None:
    """One declaration, two ways to run it: the base's own code and plain statements give the same rows."""
    some_work(desk)
    store = store_of(desk)
    with store.reader.begin() as connection:
        for ask in ASKS:
            every = connection.execute(sa.select(ask.key).distinct().where(ask.key.isnot(None))).scalars()
            keys = sorted(str(key) for key in every)
            assert keys or ask.name in ("touch", "task", "nursed"), ask.name
            plain = Rows(connection).fetch(ask, keys)
            called = PgRows(connection, store.defined, store.site_no).fetch(ask, keys)
            assert called == plain, ask.name
            assert PgRows(connection, store.defined, store.site_no).fetch(ask, keys) == called


def test_the_server_gives_numbers_clocks_and_parents(desk: Desk) -> None:
    """ARCHITECTURE 4: site_seq, clock and server_seq are allocated inside the one call; parents name them."""
    lead = capture(desk)
    desk.do(Move((lead,), "qualifying"))
    desk.do(Move((lead,), "ready"))

    with desk.store.view() as read:
        born, *moved = [op for op in read.ops(lead) if op.field in ("*", "position")]
    assert [op.parents for op in moved] == [(born.id,), (moved[0].id,)]
    assert [op.server_seq for op in (born, *moved)] == sorted(op.server_seq or 0 for op in (born, *moved))
    assert {op.id.site_no for op in (born, *moved)} == {store_of(desk).site_no}


def test_a_register_set_twice_in_one_action_names_its_own_op_as_parent(desk: Desk) -> None:
    """A parent may be an op of the same call, whose number only the server knows."""
    from leaddesk.actions.ports import Intent
    from leaddesk.domain.log import Set

    lead = capture(desk)
    sets = [Set("lead", lead, "need", "перше"), Set("lead", lead, "need", "друге")]
    desk.store.write(Intent("edit", desk.session.user.id, NOW), lambda read: sets)

    with desk.store.view() as read:
        born, first, second = read.ops(lead)
        assert first.parents == (born.id,)
        assert second.parents == (first.id,)
        assert second.id == OpId(first.id.site_no, first.id.site_seq + 1)
        assert read.lead(lead).need == "друге"


def test_values_of_the_log_come_back_letter_by_letter(desk: Desk) -> None:
    """Issue 2: NUL, lone surrogates, right-to-left marks and 1 MB of text; value is text and stays exact."""
    lead = capture(desk)
    for told in ("\u202eназад\u200f", "з'їзд \\u0000 \\ \" ${ {0} %s %(a)s :b", "я" * 1_000_000, "🙂" * 10):
        desk.do(WriteNote((lead,), told))
        with desk.store.view() as read:
            assert read.ops(lead)[-1].value["text"] == told
    desk.do(WriteNote((lead,), "a\0b\ud800c"))
    with desk.store.view() as read:
        assert read.ops(lead)[-1].value["text"] == "a\ufffdb\ufffdc"
    with store_of(desk).reader.begin() as connection:
        raw = connection.execute(sa.select(t.op.c.value).where(t.op.c.row_id == lead)).scalars().all()
        ops = [op_of(row) for row in connection.execute(sa.select(t.op).where(t.op.c.row_id == lead))]
    assert len(raw) == len(ops) == 6


def test_a_copy_of_a_server_base_is_a_base_in_a_file(desk: Desk, tmp_path: Path) -> None:
    """Backup: one consistent snapshot of every table, which opens by itself and equals its log."""
    leads = some_work(desk)
    target = tmp_path / "копія.leaddesk"

    desk.store.backup(str(target))

    copy = open_store(f"sqlite:///{target}", site_key="here", clock=Clock())
    try:
        checked = copy.check()
        assert checked.integrity
        assert checked.problems == ()
        with copy.reader.begin() as mine, store_of(desk).reader.begin() as theirs:
            assert dump(mine) == dump(theirs)
        again = Desk(copy, Session(desk.session.user, Clock(), Clock()))
        again.do(Star((leads[7],), True))
        assert again.undo().action == "star"
    finally:
        copy.close()
    with pytest.raises(BaseRefused) as refused:
        desk.store.backup(str(target))
    assert refused.value.key == "backup.exists"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["копія.leaddesk"]


def test_a_copy_is_of_one_moment_though_others_write(desk: Desk, tmp_path: Path) -> None:
    """RELIABILITY 1 fact 6: consistent beside a constant writer."""
    leads = fill(desk, crowd(60))
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            desk.do(Star((leads[3],), True))
            desk.do(Star((leads[3],), False))

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        try:
            desk.store.backup(str(tmp_path / "copy"))
        finally:
            stop.set()
        working.result(timeout=60)

    copy = open_store(f"sqlite:///{tmp_path / 'copy'}")
    assert copy.check().projections
    copy.close()


def test_eight_desktops_that_open_a_new_base_at_once_make_it_once(postgres_url: str) -> None:
    """Whoever comes second waits and finds the tables."""
    ready = threading.Barrier(8)

    def opened(number: int) -> int:
        ready.wait()
        store = open_store(postgres_url, site_key=f"desk {number % 4}")
        try:
            return store.site_no
        finally:
            store.close()

    with ThreadPoolExecutor(8) as pool:
        sites = list(pool.map(opened, range(8)))

    assert len(set(sites)) == 4
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT count(*) FROM base").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM site").fetchone() == (4,)


def test_programs_of_two_versions_work_on_one_base_each_with_its_own_code(
    desk: Desk, postgres_url: str
) -> None:
    """Our functions are named by their content, so an update of one desktop breaks no other."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        names = connection.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'leaddesk%'").fetchall()
        assert {name.endswith(CODE) for (name,) in names} == {True}
        for (name,) in names:
            old = name.replace(CODE, "old")
            connection.execute(f"ALTER FUNCTION {name} RENAME TO {old}")
    store = open_store(postgres_url, site_key="newer")
    try:
        assert make_desk(store, Clock()).do(Star((), True)).ids == ()
        with store.reader.begin() as reading:
            found = reading.execute(sa.text(f"SELECT to_regproc('{function('write')}') IS NOT NULL")).scalar()
        assert found
    finally:
        store.close()


def test_a_server_that_allows_no_extension_still_finds_everything(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    """DEPENDENCIES: without pg_trgm the search is slower, and its rows are the same."""
    name = postgres_url.rpartition("/")[2]
    role = f"plain_{name}"
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {role} LOGIN")
        admin.execute(f"GRANT CREATE, USAGE ON SCHEMA public TO {role}")
    store = open_store(postgres_url.replace("leaddesk@", f"{role}@"), clock=Clock())
    try:
        desk = make_desk(store, Clock())
        fill(desk, crowd(30))
        for query in ("завод", "верст", "коваленко", "client4"):
            rows = store.page(PageAsk(query=query), NOW, "").rows
            assert rows, query
        with store.reader.begin() as connection:
            held = connection.execute(sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"))
            assert held.scalar_one() == 0
        assert [(key, said["part"]) for key, said in store.notices] == [("base.slow_search", "pg_trgm")]
    finally:
        store.close()


def test_an_extension_added_later_is_used_from_the_next_start_on(desk: Desk, postgres_url: str) -> None:
    """DEPENDENCIES: whoever runs the server adds pg_trgm when they can; the program then makes its index."""
    assert store_of(desk).notices == ()
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute("DROP INDEX ix_lead_search")

    store = open_store(postgres_url, clock=Clock())
    try:
        assert store.notices == ()
        with store.reader.begin() as connection:
            held = connection.execute(sa.text("SELECT to_regclass('ix_lead_search') IS NOT NULL"))
            assert held.scalar_one()
    finally:
        store.close()


def test_what_a_desktop_left_half_taken_back_is_finished_when_the_base_is_opened(
    desk: Desk, postgres_url: str
) -> None:
    """RELIABILITY 2: after a crash the next start finishes a revert, on a server too."""
    fill(desk, crowd(12))
    tx = desk.store.history(1)[0].tx
    set_state(store_of(desk), tx, "reverting")

    store = open_store(postgres_url, site_key="another", clock=Clock())
    try:
        assert list(store.ids_where(PageAsk(), NOW, "")) == []
        assert store.unfinished() == []
        checked = store.check()
        assert checked.projections, checked.problems
    finally:
        store.close()


def test_a_fragment_is_found_by_the_trigram_index(desk: Desk) -> None:
    """P7: the index of pg_trgm serves what the dialect asks."""
    with store_of(desk).reader.begin() as connection:
        indices = connection.execute(
            sa.text("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_lead_search'")
        ).scalar_one()
    assert "gin_trgm_ops" in indices


def test_a_desktop_without_the_right_to_write_is_told_so(desk: Desk, postgres_url: str) -> None:
    """base.read_only: nothing was written, and the reason is named."""
    name = postgres_url.rpartition("/")[2]
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE guest_{name} LOGIN")
        admin.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest_{name}")

    with pytest.raises(BaseRefused) as refused:
        open_store(postgres_url.replace("leaddesk@", f"guest_{name}@"))
    assert refused.value.key == "base.read_only"
    assert "permission denied" in str(refused.value.said["reason"])


def test_a_clock_that_is_wrong_is_set_by_the_servers(postgres_url: str) -> None:
    """RELIABILITY 2, clock skew: a laptop a day ahead does not push the whole team's clock ahead."""
    from unittest.mock import patch

    real = machine_clock()
    with patch.object(pg_door, "corrected", wraps=pg_door.corrected) as compared:
        store = open_store(postgres_url)
    try:
        assert abs(store.machine() - real) < timedelta(seconds=30)
        assert compared.call_count == 1
    finally:
        store.close()
    wrong = pg_door.corrected(lambda: real + timedelta(days=1), -timedelta(days=1))
    assert wrong() == real
    right = pg_door.corrected(machine_clock, timedelta(milliseconds=300))
    assert right is machine_clock


def test_a_session_gives_up_by_itself_what_hangs(desk: Desk) -> None:
    """Timeouts of the session: a statement, a lock, an idle transaction; and no reader can write."""
    store = store_of(desk)
    with store.reader.begin() as connection:
        told = dict(
            connection.execute(
                sa.text("SELECT name, setting::int FROM pg_settings WHERE name LIKE '%_timeout'")
            ).all()
        )
        assert 0 < told["lock_timeout"] < told["statement_timeout"] <= 4000
        assert 0 < told["idle_in_transaction_session_timeout"] <= 15000
    with pytest.raises(BaseRefused) as refused, store.reader.begin() as connection:
        connection.execute(sa.update(t.base).values(projected_at=0))
    assert refused.value.key == "base.read_only"


def test_check_sees_a_gap_in_the_servers_numbers(desk: Desk, postgres_url: str) -> None:
    """I3: server_seq is gap-free; a proof that cannot fail proves nothing."""
    capture(desk)
    assert desk.store.check().integrity
    with psycopg.connect(postgres_url) as connection:
        connection.execute("UPDATE head SET server_seq = server_seq + 1")

    checked = desk.store.check()

    assert not checked.integrity
    assert checked.problems[0][0] == "check.integrity"


def test_the_history_of_several_desktops_is_in_the_order_of_writing(desk: Desk, postgres_url: str) -> None:
    """A tx has its place among those of all sites, not among those of its own."""
    other = open_store(postgres_url, site_key="there", clock=Clock())
    try:
        second = Desk(other, desk.session)
        lead = capture(desk)
        for turn in range(3):
            desk.do(WriteNote((lead,), f"тут {turn}"))
            second.do(Star((lead,), turn % 2 == 0))
        found = [line.action for line in desk.store.history(6)]
    finally:
        other.close()

    assert found == ["star", "note"] * 3


def test_contacts_with_letters_that_json_and_sql_know_are_found_again(desk: Desk) -> None:
    """Foreign text is data: in keys of the circle as in values."""
    wild = "o'neil\\\"{},[]%$${1}@example.com"
    capture(desk, incoming("Хто Один", None, contacts=(contact("email", wild),), received=NOW - timedelta(1)))
    second = capture(desk, incoming("Хто Один", None, contacts=(contact("email", wild),), need="друга"))

    with desk.store.view() as read:
        (row,) = read.rows((second,))
        assert row.before_n == 1
        assert [known.normal for known in read.known((("email", wild),))] == [wild]

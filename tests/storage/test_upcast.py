"""The log outlives its schema: old ops are read by pure steps, newer ones are kept, the rest is the log."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Priority
from leaddesk.actions.note import WriteNote
from leaddesk.actions.take import Take
from leaddesk.domain.log import SCHEMA_V, Op, OpId, to_text
from leaddesk.storage import rows as stored_rows
from leaddesk.storage import schema as t
from leaddesk.storage.apply import op_row
from leaddesk.storage.door import open_store
from leaddesk.storage.journal_rebuild import undos_of
from leaddesk.storage.proof import dump
from leaddesk.storage.store import SqliteStore
from leaddesk.storage.upcast import STEPS, upcast
from tests.fakes.sample import NOW, Clock, capture, crowd, fill, make_desk
from tests.storage.golden.log_lines import COLUMNS, LOG, SUMS, as_of_last, line_of, load, op_from, ops_of
from tests.storage.golden.make import made, summed

ID = "0" * 31


def _store(folder: Path, name: str = "base.sqlite") -> SqliteStore:
    store = open_store(f"sqlite:///{folder / name}", clock=Clock())
    assert isinstance(store, SqliteStore)
    return store


def _op(**more: Any) -> Op:
    told: dict[str, Any] = {
        "id": OpId(1, 1),
        "hlc_ms": 1,
        "hlc_c": 0,
        "made_at": NOW,
        "at": NOW,
        "entity": "lead",
        "row_id": ID + "1",
        "field": "need",
        "value": "x",
        "parents": (),
        "actor": ID + "a",
        "tx_id": ID + "b",
    }
    return Op(**told | more)


def _everything(store: SqliteStore) -> dict[str, Any]:
    """All projections, and what the journal must know of undone steps."""
    with store.reader.begin() as connection:
        c = t.tx.c
        journal = sa.select(c.tx_id, c.site_no, c.seq, c.actor, c.undoes, c.undone_by, c.rows, c.lead_id)
        lines = connection.execute(journal.where(c.state == "closed").order_by(c.tx_id)).all()
        kept = connection.execute(sa.select(t.kept).order_by(*t.kept.c)).all()
        return {**dump(connection), "tx": [tuple(row) for row in lines], "kept": [tuple(row) for row in kept]}


def _add(store: SqliteStore, *ops: Op) -> None:
    """Put ops into the log as a pull would, and bring the rest up to it."""
    with store.transaction() as connection:
        connection.execute(sa.insert(t.op), [dict(zip(COLUMNS, op_row(op), strict=True)) for op in ops])
    store.rebuild()


# Steps


def test_an_op_of_today_is_read_as_it_is() -> None:
    """The common case costs nothing and changes nothing."""
    op = _op()

    assert upcast(op) is op


def test_an_older_op_goes_through_every_step_in_order() -> None:
    """ARCHITECTURE 4: one pure step a change of meaning; a version without a step meant the same."""
    steps = {
        1: lambda op: replace(op, value=op.value + "b"),
        3: lambda op: replace(op, field="wish", value=op.value + "d"),
    }

    done = upcast(_op(value="a", schema_v=1), steps, now=5)

    assert (done.field, done.value, done.schema_v) == ("wish", "abd", 5)


def test_a_newer_op_is_left_alone() -> None:
    """Unknown newer fields are kept; its version stays, so that a newer program reads it rightly."""
    newer = _op(schema_v=SCHEMA_V + 7, value={"colour": "blue"})

    assert upcast(newer, {SCHEMA_V: lambda op: replace(op, value="spoilt")}) is newer


def test_every_step_starts_at_a_released_version() -> None:
    """A step from the version of today would never be run."""
    assert all(1 <= version < SCHEMA_V for version in STEPS)


def test_a_step_reaches_projections_and_leaves_the_log_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ARCHITECTURE 4: used by rebuild and undo; ops are never rewritten."""
    store = _store(tmp_path)
    desk = make_desk(store, Clock())
    lead = capture(desk, need="старе слово")
    before = [line_of(op) for op in ops_of(store)]

    def louder(op: Op) -> Op:
        if op.entity != "lead" or op.field != "*":
            return op
        return replace(op, value={**op.value, "lead": {**op.value["lead"], "need": "НОВЕ СЛОВО"}})

    monkeypatch.setattr(stored_rows, "SCHEMA_V", SCHEMA_V + 1)
    monkeypatch.setattr(stored_rows, "upcast", lambda op: upcast(op, {SCHEMA_V: louder}, SCHEMA_V + 1))
    noticed = store.check()
    store.rebuild()
    with store.view() as read:
        need = read.lead(lead).need
        (row,) = read.rows((lead,))
    checked = store.check()

    assert not noticed.projections
    assert (need, row.need) == ("НОВЕ СЛОВО", "НОВЕ СЛОВО")
    assert checked.projections
    assert [line_of(op) for op in ops_of(store)] == before
    store.close()


def test_newer_ops_are_kept_forwarded_and_change_nothing_that_is_known(tmp_path: Path) -> None:
    """ARCHITECTURE 4: a laptop that was updated first may write what this program has never heard of."""
    store = _store(tmp_path)
    desk = make_desk(store, Clock())
    lead = capture(desk)
    before, last = _everything(store), ops_of(store)[-1]
    later = {"hlc_ms": last.hlc_ms + 10, "actor": last.actor, "schema_v": SCHEMA_V + 1}
    newer = [
        _op(id=OpId(9, 1), row_id=lead, field="aura", value={"hue": "7"}, tx_id=ID + "c", **later),
        _op(id=OpId(9, 2), row_id=lead, field="aura/1/deep", value="x", tx_id=ID + "c", **later),
        _op(id=OpId(9, 3), entity="gadget", row_id=ID + "9", field="*", value={}, tx_id=ID + "c", **later),
    ]

    _add(store, *newer)
    desk.do(WriteNote((lead,), "жива"))
    desk.undo()
    held, after, checked = ops_of(store), _everything(store), store.check()

    projections = [table.name for table in t.PROJECTIONS]
    assert [after[name] for name in projections] == [before[name] for name in projections]
    assert [line_of(op) for op in held if op.id.site_no == 9] == [line_of(op) for op in newer]
    assert (checked.integrity, checked.projections, list(checked.problems)) == (True, True, [])
    store.close()


# The golden log


def test_the_golden_log_gives_the_projections_that_it_gave_when_it_was_released(tmp_path: Path) -> None:
    """ARCHITECTURE 4: a stored hash. After a wanted change: `python -m tests.storage.golden.make sums`."""
    lines = LOG.read_text(encoding="utf8").splitlines()

    found = summed(tmp_path, lines)

    assert found == json.loads(SUMS.read_text(encoding="utf8"))


def test_the_golden_log_holds_every_kind_of_op(tmp_path: Path) -> None:
    """A golden log that lacks a register proves nothing of it."""
    ops = [op_from(line) for line in LOG.read_text(encoding="utf8").splitlines()]
    fields = {(op.entity, op.field.split("/")[0]) for op in ops}

    assert {op.schema_v for op in ops} == {1}
    assert fields >= {
        *(("lead", name) for name in ("*", "position", "answer", "touch", "note", "task", "signal")),
        *(("lead", name) for name in ("label", "starred", "read", "snooze", "owner", "deal", "amount")),
        *(("person", "contact"), ("deal", "*"), ("deal", "state"), ("tx", "undo"), ("user", "*")),
    }
    assert len({op.tx_id for op in ops}) >= 55
    assert [line_of(op_from(line_of(op))) for op in ops] == [line_of(op) for op in ops]


def test_the_story_of_the_golden_log_is_the_same_each_time(tmp_path: Path) -> None:
    """Fixed clocks and ids: a difference to the next version's log is a difference of the program."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()

    one, two = map(made, folders)

    assert one == two


# The journal is the log too


def test_ops_alone_give_the_base_back_whole(tmp_path: Path) -> None:
    """ARCHITECTURE 4: projections, undone steps and what their undo spared, from nothing but ops."""
    made(tmp_path)
    first = open_store(f"sqlite:///{tmp_path / 'golden.sqlite'}", site_key="golden", clock=Clock())
    assert isinstance(first, SqliteStore)
    ops, second = ops_of(first), _store(tmp_path, "second.sqlite")
    as_of = as_of_last(ops)
    with first.transaction() as connection:
        connection.execute(sa.update(t.base).values(projected_at=as_of))
    first.rebuild()

    load(second, ops, as_of)

    assert _everything(second) == _everything(first)
    assert second.check().projections
    first.close()
    second.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE tx SET undone_by = NULL",
        "UPDATE tx SET undone_by = tx_id WHERE action = 'capture'",
        "DELETE FROM tx_kept",
        "INSERT INTO tx_kept SELECT tx_id, tx_id FROM tx WHERE action = 'capture'",
        "DELETE FROM tx WHERE action = 'priority'",
        "UPDATE tx SET seq = seq + 1000 WHERE action = 'capture'",
        "UPDATE tx SET actor = tx_id WHERE action = 'capture'",
        "INSERT INTO tx SELECT zeroblob(16), site_no, seq, action, actor, at, state, undo, about, rows, "
        "lead_id, undoes, undone_by FROM tx LIMIT 1",
    ],
)
def test_check_sees_a_journal_that_the_log_contradicts_and_a_rebuild_heals_it(
    damage: str, tmp_path: Path
) -> None:
    """RELIABILITY I7: the journal decides what counts, so it must be provable too."""
    store = _store(tmp_path)
    desk = make_desk(store, Clock())
    capture(desk)
    _an_import_taken_back_but_for_one(desk)
    before = _everything(store)
    with store.transaction() as connection:
        connection.exec_driver_sql(damage)

    noticed = store.check()
    store.rebuild()

    assert not noticed.projections
    assert "tx" in {said.get("table") for _, said in noticed.problems}
    assert _everything(store) == before
    assert store.check().projections
    store.close()


def _an_import_taken_back_but_for_one(desk: Desk) -> None:
    leads = fill(desk, crowd(6))
    step = next(step.tx for step in desk.store.history(5) if step.action == "import")
    desk.do(Take((leads[2],)))
    desk.do(Priority((leads[2],), "high"))
    desk.undo(step)


_UNDOS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]))


@given(_UNDOS, st.randoms())
def test_what_is_undone_does_not_depend_on_the_order_in_which_ops_come(
    pairs: list[tuple[int, int]], dice: Any
) -> None:
    """A pull brings ops in any order; an undo that is undone excludes nothing, however long the chain."""
    ops = [
        _op(
            id=OpId(1, number),
            hlc_ms=number,
            entity="tx",
            field="undo",
            row_id=f"{target:032x}",
            undoes=f"{target:032x}",
            tx_id=f"{own:032x}",
            value={"keep": [f"{own:032x}"]},
        )
        for number, (target, own) in enumerate({own: (target, own) for target, own in pairs}.values())
    ]
    shuffled = list(ops)
    dice.shuffle(shuffled)

    told = undos_of(ops)

    assert undos_of(shuffled) == told
    for target, own in told.undone_by.items():
        assert own not in told.undone_by
        assert (target, own) in told.kept


def test_an_undo_that_is_taken_back_and_done_again_counts() -> None:
    """Undo, redo, undo: the last word is the undo's."""
    step, undo, redo, again = (f"{number:032x}" for number in range(1, 5))

    def excluding(number: int, tx: str, target: str, *keep: str) -> Op:
        return _op(
            id=OpId(1, number), hlc_ms=number, entity="tx", field="undo", row_id=target, undoes=target,
            tx_id=tx, value={"keep": list(keep)},
        )  # fmt: skip

    ops = [excluding(1, undo, step, ID + "7"), excluding(2, redo, undo), excluding(3, again, step, ID + "8")]

    assert undos_of(ops[:1]) == ({step: undo}, {(step, ID + "7")})
    assert undos_of(ops[:2]) == ({undo: redo}, frozenset())
    assert undos_of(ops) == ({undo: redo, step: again}, {(step, ID + "8")})


def test_the_text_of_a_value_is_forwarded_as_it_came(tmp_path: Path) -> None:
    """Canonical JSON there and back is the same text, so content hashes agree on every site."""
    for line in LOG.read_text(encoding="utf8").splitlines():
        value = op_from(line).value
        assert to_text(json.loads(to_text(value))) == to_text(value)

"""Many short transactions under one tx: they serve others meanwhile, and Cancel leaves nothing behind."""

from collections.abc import Iterator, Sequence

import pytest

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.marks import Priority, Star
from leaddesk.actions.move import Move
from leaddesk.actions.ports import REVERTING, Change, Intent, Plan, Progress, Read
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused, UndoRefused
from tests.fakes.sample import NOW, capture, crowd, fill, incoming
from tests.storage.contract.bases import Base


def batches(n: int, size: int = 4) -> Iterator[Sequence[object]]:
    items = crowd(n)
    for start in range(0, n, size):
        yield items[start : start + size]


def heard(fates: dict[int, list[Fate]]) -> list[Fate]:
    return [fate for number in sorted(fates) for fate in fates[number]]


def do_import(desk: Desk, n: int, **more: object) -> tuple[Change, list[Fate]]:
    fates: dict[int, list[Fate]] = {}
    action = ImportRows(batches(n), fates.__setitem__, "list.csv")  # type: ignore[arg-type]
    return desk.do(action, **more), heard(fates)  # type: ignore[arg-type]


def test_an_import_of_many_batches_is_one_step(base: Base) -> None:
    """ARCHITECTURE 4: one tx_id in many database transactions."""
    change, fates = do_import(base.desk, 14)

    assert [fate.kind for fate in fates] == ["new"] * 14
    assert {row.import_id for row in base.rows()} == {change.tx}
    assert base.ids() == sorted(fate.lead_id for fate in fates)
    ops = [op for op in base.log() if op.row_id in set(base.ids())]
    assert {op.tx_id for op in ops} == {change.tx}
    line = base.store.history(1)[0]
    assert (line.tx, line.action, line.state, line.about) == (change.tx, "import", "closed", "list.csv")
    assert base.store.check().open_imports == ()


def test_progress_is_told_and_never_goes_back(base: Base) -> None:
    """Progress is told after each part."""
    told: list[Progress] = []
    do_import(base.desk, 14, said=told.append)

    assert len(told) >= 3
    done = [progress.done for progress in told]
    assert done == sorted(done)


def test_a_cancel_says_how_far_it_has_taken_back(base: Base) -> None:
    """UX 1.6: of a large import the way back is long, too."""
    told: list[Progress] = []
    asked = iter(range(10))

    do_import(base.desk, 14, said=told.append, cancelled=lambda: next(asked) >= 3)

    back = [one for one in told if one.stage == REVERTING]
    assert base.ids() == []
    if base.kind != "memory":
        assert [one.done for one in back] == sorted(one.done for one in back)
        assert (back[0].done, back[-1].done) == (0, back[-1].total)
        assert back[-1].total


def test_the_person_goes_on_working_between_two_parts(base: Base) -> None:
    """ARCHITECTURE 4: between its transactions the writer serves the person."""
    lead = capture(base.desk, name="Уже Тут", phone="+380997777777")
    worked: list[str] = []

    def work(progress: Progress) -> None:
        worked.append(base.desk.do(Star((lead,), len(worked) % 2 == 0)).tx)

    change, _ = do_import(base.desk, 14, said=work)

    assert len(worked) >= 3
    assert base.store.check().projections
    assert base.desk.undo().tx == worked[-1]
    base.desk.undo(change.tx)
    assert base.ids() == [lead]


def test_cancel_leaves_nothing_behind(base: Base) -> None:
    """ARCHITECTURE 4: Cancel reverts: rows, figures and what may be undone are as before."""
    capture(base.desk, name="Уже Тут", phone="+380997777777")
    before = base.picture()
    told: list[Progress] = []

    change, _ = do_import(base.desk, 20, said=told.append, cancelled=lambda: len(told) >= 2)

    assert change.ids == ()
    assert base.picture() == before
    assert base.store.check().projections
    assert base.store.check().open_imports == ()
    assert base.desk.undo().action == "capture"
    assert base.ids() == []
    with pytest.raises(UndoRefused):
        base.desk.undo()


def test_cancel_before_the_first_part_writes_nothing(base: Base) -> None:
    """Nothing to revert is no error."""
    before, n = base.picture(), len(base.log())

    do_import(base.desk, 8, cancelled=lambda: True)

    assert base.picture() == before
    assert len(base.log()) == n


def test_an_import_cancelled_can_be_started_again(base: Base) -> None:
    """What was reverted is not known any more: each row is new again."""
    told: list[Progress] = []
    do_import(base.desk, 12, said=told.append, cancelled=lambda: len(told) >= 2)

    _, fates = do_import(base.desk, 12)

    assert [fate.kind for fate in fates] == ["new"] * 12
    assert len(base.ids()) == 12


def test_a_part_that_is_refused_takes_the_whole_step_back(base: Base) -> None:
    """One action is all or nothing, however many transactions it took."""
    leads = fill(base.desk, [*crowd(450), incoming("Без контакту", None)])
    before = base.picture()

    with pytest.raises(MoveRefused):
        base.desk.do(Move(tuple(leads), "qualifying"))

    assert base.picture() == before
    assert base.store.check().open_imports == ()


def test_a_large_selection_is_one_step_of_several_parts(base: Base) -> None:
    """A bulk edit of more leads than one transaction holds is undone by one key."""
    leads = fill(base.desk, crowd(450))
    before = base.picture()
    base.desk.do(Priority(tuple(leads), "high"))
    assert {row.priority for row in base.rows()} == {"high"}
    after = base.picture()

    base.desk.undo()
    assert base.picture() == before
    base.desk.redo()
    assert base.picture() == after


def test_the_same_file_twice_is_all_duplicates(base: Base) -> None:
    """A row identical to one that the base has is a duplicate, and is not written."""
    do_import(base.desk, 9)
    before, n = base.picture(), len(base.log())

    change, fates = do_import(base.desk, 9)

    assert [fate.kind for fate in fates] == ["duplicate"] * 9
    assert (change.tx, change.ids) == ("", ())
    assert base.store.history(1)[0].tx != change.tx
    assert base.picture() == before
    assert len(base.log()) == n


def test_duplicates_across_batches_of_one_file_are_seen(base: Base) -> None:
    """The second transaction sees what the first has written."""
    fates: dict[int, list[Fate]] = {}
    same = incoming()
    base.desk.do(ImportRows(iter([[same], [same], [same, incoming(need="друга")]]), fates.__setitem__))

    assert [fate.kind for fate in heard(fates)] == ["new", "duplicate", "duplicate", "new"]
    assert len({row.person_id for row in base.rows()}) == 1


def test_a_later_row_of_a_batch_adds_to_the_person_that_an_earlier_one_made(base: Base) -> None:
    """A contact that comes with the second row is found like any other."""
    fates: dict[int, list[Fate]] = {}
    one = incoming("Ганна Соколова", None, "two@example.com", need="а")
    two = incoming("Ганна Соколова", "+380501111111", "two@example.com", need="б", title="директор")
    base.desk.do(ImportRows(iter([[one, two]]), fates.__setitem__))

    assert [fate.kind for fate in heard(fates)] == ["new", "new"]
    assert {(row.phone, row.email, row.title) for row in base.rows()} == {
        ("+380501111111", "two@example.com", "директор")
    }
    with base.store.view() as read:
        assert len(read.known([("phone", "+380501111111")])) == 1
    assert base.store.check().projections


def test_what_a_crash_left_open_is_named_and_can_be_continued_or_reverted(base: Base) -> None:
    """ARCHITECTURE 4: the next start offers to continue or to revert."""
    before = base.picture()
    intent = Intent("import", base.me, NOW, "per_row", "list.csv")
    opened: list[str] = []

    def crash(read: Read) -> Sequence[Set]:
        opened.extend(base.store.check().open_imports)
        raise KeyboardInterrupt

    items = crowd(6)
    plans = [_plan_of(base, items[:3]), crash]
    with pytest.raises(KeyboardInterrupt):
        base.store.bulk(intent, iter(plans))

    if base.kind != "memory":
        assert len(base.ids()) == 3
    (tx,) = base.store.check().open_imports
    with pytest.raises(UndoRefused):
        base.desk.undo()
    change = base.store.bulk(intent, iter([_plan_of(base, items)]), tx=tx)
    assert change.tx == tx
    assert len(base.ids()) == 6
    assert base.store.check().open_imports == ()
    base.desk.undo()
    assert base.picture() == before


def test_what_a_crash_left_open_can_be_reverted(base: Base) -> None:
    """Continuing with Cancel at once takes back what was written before the crash."""
    before = base.picture()
    intent = Intent("import", base.me, NOW, "per_row", "list.csv")

    def crash(read: Read) -> Sequence[Set]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        base.store.bulk(intent, iter([_plan_of(base, crowd(3)), crash]))
    (tx,) = base.store.check().open_imports

    base.store.bulk(intent, iter([crash]), tx=tx, cancelled=lambda: True)

    assert base.picture() == before
    assert base.store.check().open_imports == ()


def _plan_of(base: Base, items: Sequence[object]) -> Plan:
    action = ImportRows([items], lambda number, fates: None, "list.csv")  # type: ignore[list-item]
    context = base.desk.context()
    return lambda read: action.plan(read, context)

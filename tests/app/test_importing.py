"""One file brought in: counted once, continued after a crash, taken back whole on Cancel."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk, Progress
from leaddesk.actions.questions import Count, History
from leaddesk.app.compose import open_desk
from leaddesk.app.drafts import Told
from leaddesk.app.file_mark import mark_of
from leaddesk.app.importing import ROWS, Importer, Wish
from leaddesk.app.seat import Opening
from leaddesk.intake.draft import Rejected
from leaddesk.intake.parse_child import ParseChild
from tests.fakes.sample import NOW

MANY = 3 * ROWS + 40


class Crash(Exception):
    """The power went."""


def no_sentence(row: Rejected) -> str:
    return row.reason


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Opening(url=f"sqlite:///{tmp_path / 'base.sqlite'}", user="Ірина", now=NOW)) as opened:
        yield opened


@pytest.fixture
def many(tmp_path: Path) -> Path:
    file = tmp_path / "many.csv"
    rows = [f"Person {i},+38050{i:07d},Need {i}" for i in range(MANY)]
    # One row stands twice: it is a duplicate in a whole run and in a continued one alike.
    file.write_text("Name,Phone,Need\n" + "\n".join([*rows, rows[5]]) + "\n", encoding="utf8")
    return file


def wish(file: Path, **more: object) -> Wish:
    return Wish(file, told=Told("request"), **more)  # type: ignore[arg-type]


def counted(desk: Desk) -> int:
    return desk.ask(Count(PageAsk()))


def test_progress_grows_to_the_size_of_the_file(desk: Desk, many: Path) -> None:
    """UX 1.6: inline progress with N of M."""
    told: list[Progress] = []

    report = Importer(desk, wish(many), no_sentence).run(told.append)

    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].done == told[-1].total == many.stat().st_size
    assert (report.counts["new"], report.counts["duplicate"], report.rows) == (MANY, 1, MANY + 1)


def test_an_import_that_a_crash_left_open_is_continued_and_never_doubled(desk: Desk, many: Path) -> None:
    """CLI.md: an import of the same file that a crash or kill left open is continued."""

    def crash() -> bool:
        if counted(desk) > 0:
            raise Crash
        return False

    with pytest.raises(Crash):
        Importer(desk, wish(many), no_sentence).run(cancelled=crash)
    half = counted(desk)
    left = next(step for step in desk.ask(History(5)) if step.action == "import")

    report = Importer(desk, wish(many), no_sentence).run()

    after = next(step for step in desk.ask(History(5)) if step.action == "import")
    assert 0 < half < MANY
    assert left.state == "open"
    assert report.import_id == left.tx == after.tx
    assert after.state == "closed"
    assert counted(desk) == MANY
    assert (report.counts["new"], report.counts["duplicate"]) == (MANY, 1)


def test_cancel_leaves_nothing_behind(desk: Desk, many: Path) -> None:
    """Issue 2, section 3: Cancel that leaves nothing behind."""
    seen: list[int] = []

    def cancelled() -> bool:
        seen.append(counted(desk))
        return max(seen) > 0

    report = Importer(desk, wish(many), no_sentence).run(cancelled=cancelled)

    assert report.cancelled
    assert max(seen) < MANY
    assert counted(desk) == 0
    assert desk.store.check().projections


def test_a_cancel_before_the_file_is_open_writes_nothing(desk: Desk, many: Path) -> None:
    """P2: nobody waits for the process that reads the file."""
    report = Importer(desk, wish(many), no_sentence).run(cancelled=lambda: True)

    assert report.cancelled
    assert report.import_id == ""
    assert not any(step.action == "import" and step.state != "closed" for step in desk.ask(History(5)))


def test_a_cancelled_rehearsal_tells_nothing(desk: Desk, many: Path) -> None:
    """UX 1.6: Cancel of a long look."""
    report = Importer(desk, wish(many), no_sentence).rehearse(cancelled=lambda: True)

    assert report.cancelled
    assert report.fates == []


def test_a_cancel_that_comes_too_late_does_not_claim_that_nothing_was_kept(desk: Desk, many: Path) -> None:
    """What is closed is taken back by undo, as any step."""

    def over() -> bool:
        step = next((one for one in desk.ask(History(5)) if one.action == "import"), None)
        return step is not None and step.state == "closed"

    report = Importer(desk, wish(many), no_sentence).run(cancelled=over)

    assert not report.cancelled
    assert counted(desk) == MANY


def test_the_first_rows_are_in_the_base_before_the_next_are_read(desk: Desk, many: Path) -> None:
    """P3: they are on the screen at once, however long the rest takes."""
    seen: list[tuple[int, int]] = []

    Importer(desk, wish(many), no_sentence, lambda rows: seen.append((rows, counted(desk)))).run()

    assert 0 < seen[0][0] <= 50
    assert seen[0][0] == seen[0][1]


def test_a_process_that_waits_already_reads_the_file(desk: Desk, many: Path) -> None:
    """P3: its start is paid for while the person looks at the rehearsal."""
    waiting = ParseChild()

    report = Importer(desk, wish(many), no_sentence, child=lambda: waiting).run()

    assert report.counts["new"] == MANY
    assert not multiprocessing.active_children()


def test_another_file_of_the_same_name_is_another_import(tmp_path: Path) -> None:
    """Only the same content is continued."""
    one, two = tmp_path / "a" / "leads.csv", tmp_path / "b" / "leads.csv"
    for file, text in ((one, "x"), (two, "y")):
        file.parent.mkdir()
        file.write_text(text)

    assert mark_of(one) != mark_of(two)
    assert mark_of(one).startswith("leads.csv#")
    assert mark_of(tmp_path / "none.csv") == "none.csv"


def test_a_large_file_is_known_by_its_size_and_parts_all_over_it(tmp_path: Path) -> None:
    """P3: the first rows do not wait until a gigabyte is read."""
    file, shorter, other = (tmp_path / name / "leads.csv" for name in "abc")
    for one in (file, shorter, other):
        one.parent.mkdir()
        one.write_bytes(b"row\n" * (3 << 20))
    shorter.write_bytes(b"row\n" * ((3 << 20) - 1))
    with other.open("r+b") as stream:
        stream.seek(-4, 2)
        stream.write(b"ROW\n")

    assert mark_of(file) == mark_of(file)
    assert len({mark_of(one) for one in (file, shorter, other)}) == 3


def test_a_rehearsal_knows_what_stands_twice_in_the_file(desk: Desk, many: Path) -> None:
    """Nothing is written yet, and later rows still know earlier ones."""
    report = Importer(desk, wish(many), no_sentence).rehearse()

    assert (report.counts["new"], report.counts["duplicate"]) == (MANY, 1)
    assert report.fates[-1].fate == "duplicate"
    assert counted(desk) == 0


def test_a_file_with_a_header_alone_imports_nothing(desk: Desk, tmp_path: Path) -> None:
    """An empty list is no mistake."""
    file = tmp_path / "empty list.csv"
    file.write_text("Name,Phone,Need\n", encoding="utf8")

    report = Importer(desk, wish(file), no_sentence).run()

    assert report.rows == 0
    assert counted(desk) == 0

"""kill -9 at random moments of import, triage, revert, cancel and backup: nothing lost, nothing doubled."""

import csv
import json
import os
import random
import select
import shutil
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import History
from leaddesk.app.importing import Importer
from leaddesk.cli.door import main
from leaddesk.storage import schema as t
from leaddesk.storage.backup import verify
from leaddesk.storage.door import machine_clock, open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import crowd, fill, make_desk
from tests.faults.bad_bases import ROOT, tell
from tests.faults.killed import BASE, LIST, sit, wish_of

ROWS, BEFORE = 1_100, 40
LIMIT = 120.0
"""Seconds after which a child is stuck."""


@dataclass
class Killed:
    """What a child acknowledged before it was killed, and how long it lived after it was ready."""

    acks: list[dict[str, Any]] = field(default_factory=list)
    lived: float = 0.0

    def all(self, name: str) -> list[Any]:
        return [ack[name] for ack in self.acks if name in ack]


class Acknowledgements:
    """What comes through the pipe of a child, line by line; nothing of a line is lost between two reads."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._held = b""
        self._waiting: deque[dict[str, Any]] = deque()

    def next(self, until: float) -> dict[str, Any] | None:
        """The next one; None where none comes until a moment, or at the end."""
        while not self._waiting:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._pipe], [], [], left)[0]:
                return None
            got = os.read(self._pipe, 1 << 16)
            if not got:
                return None
            self._take(got)
        return self._waiting.popleft()

    def rest(self, got: bytes) -> list[dict[str, Any]]:
        """What was in the pipe when the kill came: acknowledged too, but for a torn last line."""
        self._take(got)
        return list(self._waiting)

    def _take(self, got: bytes) -> None:
        *whole, self._held = (self._held + got).split(b"\n")
        self._waiting.extend(json.loads(line) for line in whole)


def run_and_kill(phase: str, folder: Path, after: float | None) -> Killed:
    """Start a child, kill it `after` seconds of work (None: when it has done all); what it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.killed", phase, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdout is not None
    told, killed = Acknowledgements(child.stdout.fileno()), Killed()
    try:
        limit = time.monotonic() + LIMIT
        while not killed.all("ready"):
            ack = told.next(limit)
            assert ack is not None, "the child never began"
            killed.acks.append(ack)
        began = time.monotonic()
        until = began + (LIMIT if after is None else after)
        while not (after is None and killed.all("end")):
            ack = told.next(until)
            if ack is None:
                break
            killed.acks.append(ack)
        killed.lived = time.monotonic() - began
    finally:
        child.kill()
        left, _ = child.communicate(timeout=10)
    killed.acks += told.rest(left)
    return killed


def opened(folder: Path) -> SqliteStore:
    """The base as the next start opens it."""
    store = open_store(f"sqlite:///{folder / BASE}", site_key="killed")
    assert isinstance(store, SqliteStore)
    return store


def _command(folder: Path, *words: str) -> int:
    return main(["--db", f"sqlite:///{folder / BASE}", "--lang", "en", *words])


def _ids(desk: Desk) -> set[str]:
    return set(desk.store.ids_where(PageAsk(), machine_clock(), desk.session.user.id))


def _imports(desk: Desk) -> list[Any]:
    return [step for step in desk.ask(History(100_000)) if step.action == "import"]


def prove_the_log(store: SqliteStore) -> None:
    """I1, I2: numbers without a gap, the next one is free, no transaction of half an op."""
    with store.reader.begin() as connection:
        log = connection.execute(sa.select(t.op.c.site_no, t.op.c.site_seq, t.op.c.tx_id)).all()
        txs = set(connection.execute(sa.select(t.tx.c.tx_id)).scalars())
        following = dict(connection.execute(sa.select(t.site.c.site_no, t.site.c.next_seq)).all())
    for site, after in following.items():
        assert sorted(seq for no, seq, _ in log if no == site) == list(range(1, after))
    assert {tx for *_, tx in log} == txs


def prove_nothing_lost(desk: Desk, killed: Killed) -> None:
    """Every acknowledged transaction, note, undo and imported lead is there, once."""
    steps = {step.tx: step for step in desk.ask(History(100_000))}
    assert set(killed.all("tx")) - {""} <= steps.keys()
    assert all(steps[tx].undone for tx in killed.all("undone"))
    assert {one for batch in killed.all("batch") for one in batch} <= _ids(desk)
    with desk.store.view() as read:
        for ack in (ack for ack in killed.acks if "note" in ack):
            notes = [note.text for note in read.lead(ack["lead"]).notes]
            assert notes.count(ack["note"]) == 1


def check(store: SqliteStore, allowed: Collection[str] = ()) -> tuple[str, ...]:
    """`check` passes; at most these imports are open. Gives them."""
    told = store.check()
    assert (told.integrity, told.projections, list(told.problems)) == (True, True, [])
    assert set(told.open_imports) <= set(allowed)
    return told.open_imports


# The base that every round begins with


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of some leads, and a list that is not yet in it."""
    folder = tmp_path_factory.mktemp("begun")
    store = open_store(f"sqlite:///{folder / BASE}", site_key="killed")
    fill(make_desk(store), crowd(BEFORE))
    store.close()
    with (folder / LIST).open("w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Name", "Phone", "Company", "Message"])
        rows.writerows([f"Person {n}", f"+38067{n:07d}", f"Works {n % 90}", f"Need {n}"] for n in range(ROWS))
    return folder


@pytest.fixture(scope="module")
def imported(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the list in it."""
    folder = tmp_path_factory.mktemp("imported")
    shutil.copytree(begun, folder, dirs_exist_ok=True)
    store = opened(folder)
    report = Importer(sit(store), wish_of(folder), str).run()
    (folder / "import_id").write_text(report.import_id)
    store.close()
    return folder


def _copied(template: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder


def _rounds(
    phase: str, template: Path, tmp_path: Path, kills: int, tail: float
) -> Iterator[tuple[int, Path, Killed]]:
    """Kills at random moments of the time that an undisturbed run takes, and `tail` of it more."""
    seed = random.SystemRandom().randrange(1 << 32)
    dice = random.Random(seed)
    whole = run_and_kill(phase, _copied(template, tmp_path / "whole"), None)
    assert whole.all("end")
    tell(f"{phase}: seed {seed}, an undisturbed run takes {whole.lived:.2f} s")
    for number in range(kills):
        folder = _copied(template, tmp_path / "round")
        yield number, folder, run_and_kill(phase, folder, dice.random() * whole.lived * (1 + tail))


KILLS = [8, pytest.param(100, marks=pytest.mark.slow)]
FEW_KILLS = [3, pytest.param(50, marks=pytest.mark.slow)]


@pytest.mark.parametrize("kills", KILLS)
def test_a_kill_during_import_and_triage_loses_and_doubles_nothing(
    kills: int, begun: Path, tmp_path: Path
) -> None:
    """Issue 2, 6.4 (F1): each open import is named, and continued or reverted by the command line."""
    found = Counter[str]()
    for number, folder, killed in _rounds("import", begun, tmp_path, kills, 0.05):
        store = opened(folder)
        desk = sit(store)
        prove_nothing_lost(desk, killed)
        prove_the_log(store)
        steps = _imports(desk)[:-1]  # the oldest filled the base before
        left = check(store, {step.tx for step in steps})
        came = _ids(desk)
        store.close()

        if left and number % 2:
            assert _command(folder, "revert", left[0]) == 0
            _prove_reverted(folder)
        else:
            assert _command(folder, "import", str(folder / LIST), "--kind", "requests") == 0
            _prove_whole(folder, came)

        found["inside an import" if left else "after it" if steps else "before its first batch"] += 1
        found["acknowledged"] += len(killed.acks)
        found["reverted" if left and number % 2 else "continued"] += 1
    tell(f"{kills} kills: {dict(found)}")
    assert found["inside an import"] >= kills // 4


def _prove_whole(folder: Path, came: set[str]) -> None:
    """All rows are there once, those from before the kill among them; nothing is open."""
    store = opened(folder)
    desk = sit(store)
    assert len(_ids(desk)) == BEFORE + ROWS
    assert came <= _ids(desk)
    with store.view() as read:
        assert len({row.phone for row in read.rows(sorted(_ids(desk)))}) == BEFORE + ROWS
    check(store)
    prove_the_log(store)
    store.close()


def _prove_reverted(folder: Path) -> None:
    """Only what was there before the import is left."""
    store = opened(folder)
    assert len(_ids(sit(store))) == BEFORE
    check(store)
    store.close()


@pytest.mark.parametrize("kills", FEW_KILLS)
def test_a_kill_during_a_revert_is_finished_at_the_next_start(
    kills: int, imported: Path, tmp_path: Path
) -> None:
    """F1: all leads of the import are there, or none is; never a part, never a row that the log denies."""
    found = Counter[str]()
    for _, folder, killed in _rounds("revert", imported, tmp_path, kills, 0.05):
        store = opened(folder)
        n = len(_ids(sit(store)))
        check(store)
        store.close()

        assert n in (BEFORE, BEFORE + ROWS)
        assert n == BEFORE or not killed.all("reverted")
        found[
            "not begun" if n > BEFORE else "done" if killed.all("reverted") else "finished at the start"
        ] += 1
    tell(f"{kills} kills: {dict(found)}")


@pytest.mark.parametrize("kills", FEW_KILLS)
def test_a_kill_during_cancel_leaves_nothing_half_taken_back(kills: int, begun: Path, tmp_path: Path) -> None:
    """F1: a cancelled import is gone after the next start, or is open as if Cancel had not been heard."""
    found = Counter[str]()
    for _, folder, killed in _rounds("cancel", begun, tmp_path, kills, 0.05):
        store = opened(folder)
        desk = sit(store)
        opens = check(store, {step.tx for step in _imports(desk)[:-1]})
        n = len(_ids(desk))
        store.close()

        assert (n == BEFORE) is not bool(opens)
        assert not (opens and killed.all("cancelled"))
        found["still open" if opens else "done" if killed.all("cancelled") else "finished at the start"] += 1
    tell(f"{kills} kills: {dict(found)}")


@pytest.mark.parametrize("kills", FEW_KILLS)
def test_a_kill_during_a_backup_leaves_every_copy_whole(kills: int, begun: Path, tmp_path: Path) -> None:
    """F1, F3: each acknowledged copy opens and equals its log; the base too."""
    copies = 0
    for _, folder, killed in _rounds("backup", begun, tmp_path, kills, 0.0):
        store = opened(folder)
        prove_nothing_lost(sit(store), killed)
        check(store)
        store.close()
        for name in killed.all("copy"):
            verify(folder / name)
            copies += 1
    tell(f"{kills} kills: {copies} copies verified")

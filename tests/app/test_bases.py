"""From one base to another while the program runs; the report of a problem, which names nobody."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Count
from leaddesk.app.bases import Bases
from leaddesk.app.place import Opening
from leaddesk.app.program import Program
from leaddesk.app.reporting import write_report
from leaddesk.ui.first_start.panel import FirstStart
from leaddesk.ui.kit.popup import ChoicePopup
from tests.app.test_window import NOW, options
from tests.fakes.sample import crowd, fill


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program at work on its own base with three leads."""
    opening = Opening(data=tmp_path, now=NOW, user="Olena")
    made = Program(options(tmp_path, opening=opening), qapp)
    made.show()
    at_work(qtbot, made)
    fill(made.working.runner.desk, crowd(3))
    yield made
    made.shell.close()
    made.close()
    made.shell.deleteLater()


def at_work(qtbot: QtBot, program: Program, before: object = None) -> None:
    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=30_000)
    qtbot.waitUntil(lambda: program.working.runner.idle(), timeout=30_000)


def bases(program: Program) -> Bases:
    return program._bases()


def change(qtbot: QtBot, program: Program, act: Callable[[], None]) -> None:
    before = program.window
    act()
    at_work(qtbot, program, before)


def leads(program: Program) -> int:
    return program.working.runner.desk.ask(Count(PageAsk("")))


def copy_of(qtbot: QtBot, program: Program, path: Path) -> Path:
    program.working.copy_to(path)
    qtbot.waitUntil(lambda: path.exists() and program.working.runner.idle(), timeout=30_000)
    return path


def test_another_base_is_opened_and_kept_for_the_next_start(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """UX 4.2, db.switch."""
    other = copy_of(qtbot, program, tmp_path / "other.sqlite")
    fill(program.working.runner.desk, crowd(9)[3:])

    change(qtbot, program, lambda: bases(program).open_file(other))

    assert leads(program) == 3
    assert program.kept.text("base") == f"sqlite:///{other}"


def test_a_new_base_asks_its_three_answers_and_touches_nothing_else(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """UX 4.2, db.new; screen 15."""
    bases(program).make_file(tmp_path / "fair.sqlite")
    page = program.shell.content()
    assert isinstance(page, FirstStart)
    page.name.setText("Olena")
    change(qtbot, program, page.begin)

    assert (tmp_path / "fair.sqlite").exists()
    assert leads(program) == 0
    change(qtbot, program, lambda: bases(program).open_file(tmp_path / "leaddesk.sqlite"))
    assert leads(program) == 3


def test_a_base_that_lies_there_is_opened_and_not_overwritten(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """A slip in the dialog for a new base loses nothing."""
    other = copy_of(qtbot, program, tmp_path / "other.sqlite")

    change(qtbot, program, lambda: bases(program).make_file(other))

    assert leads(program) == 3


def test_a_copy_is_brought_back_after_it_was_confirmed(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """UX 1.1: restore over a live base is asked twice; the base of today is kept beside it."""
    copy = copy_of(qtbot, program, tmp_path / "copy.sqlite")
    fill(program.working.runner.desk, crowd(9)[3:])
    bases(program)._confirm(copy)
    (popup,) = [one for one in program.shell.findChildren(ChoicePopup) if one.is_open()]

    change(qtbot, program, lambda: popup.list.choose("1"))

    assert leads(program) == 3
    assert len(list(tmp_path.glob("leaddesk*sqlite*"))) > 1


def test_whoever_does_not_confirm_keeps_the_base_of_today(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """UX 1.1."""
    copy = copy_of(qtbot, program, tmp_path / "copy.sqlite")
    window = program.window
    bases(program)._confirm(copy)
    (popup,) = [one for one in program.shell.findChildren(ChoicePopup) if one.is_open()]

    popup.list.choose("2")
    QApplication.processEvents()

    assert program.window is window
    assert leads(program) == 3


def test_a_copy_that_is_none_leaves_the_base_and_says_so(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """ARCHITECTURE 8.8: what happened, what is safe."""
    bad = tmp_path / "letter.sqlite"
    bad.write_text("no base at all" * 100, encoding="utf8")

    change(qtbot, program, lambda: bases(program).restore(bad))

    assert leads(program) == 3
    assert program.window is not None
    assert program.window.frame.toast.isVisible()


# -- The report --


def test_a_report_tells_versions_and_faults_and_nobodys_data(tmp_path: Path) -> None:
    """UX 2: one-click zip without personal data."""
    logs = tmp_path / "logs"
    logs.mkdir()
    fault = "2026-11-20 ValueError: +380671234567 olena@example.com postgresql://me:secret@host/base\n"
    (logs / "leaddesk.log").write_text(fault, encoding="utf8")
    (logs / "leaddesk.log.1").write_bytes(b"\xff" * 10)
    (tmp_path / "leaddesk.sqlite").write_text("base", encoding="utf8")

    path = write_report(tmp_path / "report.zip", logs, Opening(data=tmp_path))

    with zipfile.ZipFile(path) as report:
        told = {name: report.read(name).decode("utf8") for name in report.namelist()}
    assert set(told) == {"about.json", "logs/leaddesk.log", "logs/leaddesk.log.1"}
    assert json.loads(told["about.json"])["base"] == "sqlite"
    for secret in ("067", "olena", "secret", str(tmp_path)):
        assert secret not in " ".join(told.values())


def test_the_window_writes_the_report_and_says_that_nothing_was_sent(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """UX 4.2, help.report_problem."""
    program.working.report_to(tmp_path / "report.zip")
    qtbot.waitUntil(lambda: program.working.runner.idle(), timeout=20_000)

    assert program.window is not None
    assert "nothing was sent" in program.window.frame.toast.accessibleName()
    assert (tmp_path / "report.zip").exists()

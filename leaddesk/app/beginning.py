"""Before a base is open: the page of the first start, and the page of a base that does not open."""

import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from leaddesk.actions.defaults import default_definitions
from leaddesk.app.faults import FaultLog, fault_words, without_people
from leaddesk.app.opening import Wanted, opening_for
from leaddesk.app.place import Opening
from leaddesk.app.seat import own_name
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, language
from leaddesk.texts.keys import say
from leaddesk.ui.first_start.answers import Answers
from leaddesk.ui.first_start.panel import FirstStart
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.shell import Shell
from leaddesk.ui.trouble import Trouble


def first_start(shell: Shell, kept: Preferences) -> FirstStart:
    """The page of the three answers, with what was answered before a change of language."""
    old = shell.content()
    answers = old.answers() if isinstance(old, FirstStart) else Answers(name=_own_name())
    settings = default_definitions().settings
    answers = replace(answers, language=kept.text("language") or language())
    return FirstStart(answers, str(settings["zone"]), int(settings["norm_min"]), shell)


def _own_name() -> str:
    """The name of the system's user where it looks like a person's."""
    name = own_name()
    return "" if name in ("root", "user", "me", "admin") else name


def begun(answers: object, opening: Opening, kept: Preferences) -> Wanted:
    """What to open for the answers; the place is kept for the next start."""
    assert isinstance(answers, Answers)
    there = opening_for(answers, opening)
    kept.set("base", there.url)
    return Wanted(there, answers=answers)


def trouble_page(error: Exception, opening: Opening, log: FaultLog) -> Trouble:
    """What happened, what is safe, what to do; a fault of our own goes to the log too."""
    details = without_people("".join(traceback.format_exception(error)))
    if isinstance(error, Refused):
        said = {"path": opening.base_url, "reason": _("no details"), **error.said}
        return Trouble(error.key, say(error.key, said), details)
    log.write(details.rstrip())
    return Trouble("", fault_words(type(error).__name__, log.path), details)


def mend(act: str, opening: Opening, shell: Shell, open_: Callable[[Opening], None], log: FaultLog) -> None:
    """Carry out what was chosen on the page of a base that does not open."""
    if act == "quit":
        shell.close()
    elif act == "again":
        open_(opening)
    elif act == "other":
        _ask_file(shell, lambda path: open_(replace(opening, url=f"sqlite:///{path}")))
    elif act == "restore":
        _restore(opening, shell, open_, log)


def _ask_file(parent: QWidget, then: Callable[[str], None]) -> None:
    dialog = QFileDialog(parent, _("Open another base"), "", "SQLite (*.sqlite *.db);;* (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def newest_backup(base: Path) -> Path | None:
    """The newest automatic copy beside a base."""
    found = sorted((base.parent / "backups").glob(f"{base.stem}-*{base.suffix}"))
    return found[-1] if found else None


def _restore(opening: Opening, shell: Shell, open_: Callable[[Opening], None], log: FaultLog) -> None:
    """Put the newest whole backup in the place of a damaged base, which is kept beside it."""
    base = Path(opening.base_url.removeprefix("sqlite:///"))
    copy = newest_backup(base)
    if copy is None:
        _ask_file(shell, lambda path: _put_back(Path(path), opening, open_, log))
    else:
        _put_back(copy, opening, open_, log)


def _put_back(copy: Path, opening: Opening, open_: Callable[[Opening], None], log: FaultLog) -> None:
    from leaddesk.app.compose import restore_base

    try:
        restore_base(opening, copy, force=True)
    except Refused as refusal:
        log.write(f"restore: {refusal.key}")
    open_(opening)

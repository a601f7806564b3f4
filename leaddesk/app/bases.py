"""From one base to another while the program runs: another file, a new one, a backup, the sample and back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from leaddesk.app.faults import FaultLog
from leaddesk.app.opening import TRAINING, Wanted, is_new, opening_for
from leaddesk.app.place import Opening
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, language
from leaddesk.texts.keys import say
from leaddesk.ui.first_start.answers import Answers
from leaddesk.ui.shell import Shell
from leaddesk.ui.window import Window

_KINDS = "SQLite (*.sqlite *.db);;* (*)"


def is_training(opening: Opening) -> bool:
    """Whether this is the sample that nobody's work is in."""
    return opening.base_url == f"sqlite:///{opening.folder / TRAINING}"


class Holder(Protocol):
    """The program, as far as a change of the base needs it."""

    shell: Shell
    log: FaultLog
    window: Window | None
    after_work: Callable[[Window], None] | None

    @property
    def opening(self) -> Opening:
        """Which base is open."""
        ...

    def give_up_base(self) -> None:
        """Close it."""
        ...

    def change_base(self, wanted: Wanted, *, keep: bool) -> None:
        """Work in another."""
        ...

    def begin_base(self, opening: Opening) -> None:
        """Begin a new one."""
        ...


class Bases(QObject):
    """Carries out the commands that change the base under the window."""

    def __init__(self, program: Holder, own: Opening, parent: QObject) -> None:
        """`own` is the base of the person's work, to which one comes back from the sample."""
        super().__init__(parent)
        self._program, self._own = program, own
        self._user = ""

    def run(self, command: str) -> None:
        """By command id."""
        does: dict[str, Callable[[], None]] = {
            "db.switch": self.ask_which,
            "db.new": self.ask_where,
            "db.restore": self.ask_backup,
            "help.sample_data": self.to_sample_or_back,
            "help.sample_remove": self.remove_sample,
            "help.training": lambda: self.to_sample(drill=True),
        }
        does[command]()

    # -- Another base --

    def ask_which(self) -> None:
        """Ask for the file of another base."""
        dialog = QFileDialog(self._program.shell, _("Open another base"), str(self._own.folder), _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        self._show(dialog)

    def ask_where(self) -> None:
        """Ask where a new base is to lie."""
        dialog = QFileDialog(self._program.shell, _("A new base"), str(Path.home() / "leads.sqlite"), _KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda path: self.make_file(Path(path)))
        self._show(dialog)

    def ask_backup(self) -> None:
        """Ask for a copy that is to stand in the place of the base."""
        dialog = QFileDialog(self._program.shell, _("Bring a copy back"), str(self._own.folder), _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._confirm(Path(path)))
        self._show(dialog)

    def _show(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Work in another base from now on, also after the next start."""
        self._own = replace(self._own, url=f"sqlite:///{path}")
        self._program.change_base(Wanted(self._own), keep=True)

    def make_file(self, path: Path) -> None:
        """Begin a new base there by the three answers; one that lies there is opened, never overwritten."""
        self._own = replace(self._own, url=f"sqlite:///{path}")
        if is_new(self._own):
            self._program.begin_base(self._own)
        else:
            self._program.change_base(Wanted(self._own), keep=True)

    def _confirm(self, path: Path) -> None:
        """One of the three things that are asked twice (UX 1.1): the base of today goes aside."""
        window = self._program.window
        if window is None:
            return
        rows = (
            ("1", _("Bring the copy back"), _("the base of today is kept beside it")),
            ("2", _("Leave everything as it is"), ""),
        )
        title = _("Put {file} in the place of the base?").format(file=path.name)
        window.overlays.ask(title, rows, lambda key: self.restore(path) if key == "1" else None)

    def restore(self, path: Path) -> None:
        """Put a copy in the place of the base and open it."""
        from leaddesk.app.compose import restore_base

        program = self._program
        program.give_up_base()
        try:
            restore_base(self._own, path, force=True)
        except Refused as refusal:
            program.log.write(f"restore: {refusal.key}")
            words = say(refusal)
            program.after_work = lambda window: window.parts.say(words)
        program.change_base(Wanted(self._own), keep=False)

    # -- The sample --

    def to_sample_or_back(self) -> None:
        """To the sample, or from it to one's own base."""
        if is_training(self._program.opening):
            self._back()
        else:
            self.to_sample()

    def to_sample(self, *, drill: bool = False) -> None:
        """Open the sample, made when it is not there; one's own base is not touched."""
        program = self._program
        if drill:
            program.after_work = lambda window: window.drill.start()
        if is_training(program.opening) and program.window is not None:
            if drill:
                program.window.drill.start()
                program.after_work = None
            return
        me = program.window.link.me if program.window is not None else None
        self._user = me.id if me else ""
        answers = Answers(language=language(), place="training", name=me.name if me else _("Guest"))
        program.change_base(Wanted(opening_for(answers, self._own), answers=answers), keep=False)

    def remove_sample(self) -> None:
        """Throw the sample away; whoever is in it comes back to their own base."""
        program = self._program
        inside = is_training(program.opening)
        if inside:
            program.give_up_base()
        for file in self._own.folder.glob(f"{TRAINING}*"):
            file.unlink(missing_ok=True)
        program.after_work = lambda window: window.parts.say(_("The sample is gone"))
        if inside:
            self._back()
        elif program.window is not None:
            program.after_work(program.window)
            program.after_work = None

    def _back(self) -> None:
        own = replace(self._own, url="") if is_training(self._own) else self._own
        self._own = own
        if is_new(own):
            self._program.begin_base(own)
        else:
            self._program.change_base(Wanted(own, user_id=self._user), keep=True)

"""The program with a window: the frame first, then the base, then the window at work in the frame."""

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.app.first_look import FirstLook, screens_now
from leaddesk.app.place import Opening
from leaddesk.texts import language, set_language
from leaddesk.ui.shell import Shell
from leaddesk.ui.theme.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from leaddesk.app.bases import Bases
    from leaddesk.app.faults import FaultLog
    from leaddesk.app.opening import Opened, Opener, Wanted
    from leaddesk.ui.preferences import Preferences
    from leaddesk.ui.window import Window

USUAL_SIZE = (1366, 700)
TICK_MS = 60_000


class Program(QObject):
    """One window from its first paint to its end. `at_work()` when panels stand in it."""

    at_work = Signal()
    troubled = Signal(str)

    kept: "Preferences"
    log: "FaultLog"

    def __init__(self, options: argparse.Namespace, app: QApplication) -> None:
        super().__init__()
        self._options, self._app = options, app
        self._opening: Opening = options.opening
        throw_away = bool(options.demo or options.screenshot)
        self._file = None if throw_away else self._opening.folder / "window.ini"
        look = FirstLook(self._file, options.theme)
        self.shell = Shell(DARK if look.dark else LIGHT, QSize(*(options.size or USUAL_SIZE)))
        if options.size is None:
            look.place(self.shell)
        self._opener: Opener | None = None
        self._opened: Opened | None = None
        self.window: Window | None = None
        self._with_import = self._dressed = False
        self.after_work: Callable[[Window], None] | None = None
        # One turn later, so that whoever measures the first paint hears of it first.
        self.shell.painted.connect(lambda: QTimer.singleShot(0, self, self._begin))
        self.shell.closing.connect(self.close)

    def _take_options(self) -> None:
        from leaddesk.ui.preferences import Preferences

        options = self._options
        self.kept = kept = Preferences(self._file, self)
        code = options.lang or kept.text("language") or language()
        set_language(code)
        if not kept.text("language"):
            kept.set("language", language())
        if options.theme:
            kept.set("theme", options.theme)
        if not self._opening.url and kept.text("base") and not options.demo and options.data is None:
            self._opening = replace(self._opening, url=kept.text("base"))

    def show(self) -> None:
        """Show the frame; everything else follows its first paint."""
        self.shell.show()

    def _begin(self) -> None:
        from leaddesk.app.faults import FaultLog

        self.log = FaultLog(self._opening.folder / "logs", self._opening.machine)
        self.log.told = self._on_fault
        if not os.environ.get("LEADDESK_DEBUG"):
            self.log.take_over()
        from leaddesk.app.opening import Opener, Wanted, is_new

        self._take_options()
        self._opener = Opener(self)
        self._opener.opened.connect(self._on_opened)
        self._opener.failed.connect(self._on_failed)
        options = self._options
        first = not options.demo and self._opening.user is None and is_new(self._opening)
        if not first:
            user = self.kept.text("user")
            self._opener.open(Wanted(self._opening, demo=options.demo, user_id=user))
        if first:
            self.show_first_start()

    def _dress(self) -> None:
        """Once, before the first widget of the kit: not while the base is opened, because two threads that
        import at once take twice the time of one after the other."""
        if self._dressed:
            return
        self._dressed = True
        from leaddesk.app.dressing import dress

        dress(self._app, self.kept)
        self.kept.changed.connect(self._on_preference)

    # -- Opening --

    def show_first_start(self) -> None:
        """Three answers before there is a base."""
        self._dress()
        from leaddesk.app.beginning import first_start

        page = first_start(self.shell, self.kept)
        page.begun.connect(self._on_begun)
        page.language_chosen.connect(self._on_language_chosen)
        self.shell.show_content(page)
        page.take_focus()

    def _on_language_chosen(self, code: str) -> None:
        self.kept.set("language", code)
        set_language(code)
        if self.window is None:
            self.show_first_start()

    def _on_begun(self, answers: object, with_import: bool) -> None:
        from leaddesk.app.beginning import begun

        wanted = begun(answers, self._opening, self.kept)
        self._opening, self._with_import = wanted.opening, with_import
        assert self._opener is not None
        self._opener.open(wanted)

    @property
    def opening(self) -> Opening:
        """Which base is open, or is being opened."""
        return self._opening

    def give_up_base(self) -> None:
        """Close the base; the frame stays, empty."""
        if self.window is not None:
            self.window = None
            self.working.close()
            self.shell.show_content(QWidget())

    def change_base(self, wanted: "Wanted", *, keep: bool) -> None:
        """Work in another base; with `keep` the next start opens it too."""
        self.give_up_base()
        self._opening = wanted.opening
        if keep:
            self.kept.set("base", wanted.opening.url)
        if self._opener is not None:
            self._opener.open(wanted if wanted.user_id else replace(wanted, user_id=self.kept.text("user")))

    def begin_base(self, opening: Opening) -> None:
        """Begin a new base by the three answers."""
        self.give_up_base()
        self._opening = opening
        self.show_first_start()

    def open(self, opening: Opening) -> None:
        """Open another base, or the same once more."""
        from leaddesk.app.opening import Wanted

        self._opening = opening
        if self._opener is not None:
            self._opener.open(Wanted(opening, user_id=self.kept.text("user")))

    def _on_opened(self, opened: "Opened") -> None:
        from leaddesk.app.bases import is_training

        self._dress()
        self._opened = opened
        if not self._options.demo and not is_training(opened.opening):
            self.kept.set("user", opened.desk.session.user.id)
        self._work()
        self._tell(opened)

    def _tell(self, opened: "Opened") -> None:
        """What the base has to say of itself when it is opened."""
        from leaddesk.texts.keys import say
        from leaddesk.ui.link import Notice

        for key, said in opened.desk.store.notices:
            if self.window is not None:
                self.window.link.noticed.emit(Notice(say(key, said)))

    def _on_failed(self, error: Exception) -> None:
        self._dress()
        from leaddesk.app.beginning import trouble_page

        page = trouble_page(error, self._opening, self.log)
        page.chosen.connect(self._on_trouble_act)
        self.shell.show_content(page)
        page.take_focus()
        self.troubled.emit(page.accessibleName())

    def _on_fault(self, kind: str) -> None:
        """A fault of our own before the window is at work: nobody shall wait for an empty frame."""
        from leaddesk.app.faults import fault_words

        self.troubled.emit(fault_words(kind, self.log.path))

    def _on_trouble_act(self, act: str) -> None:
        from leaddesk.app.beginning import mend

        mend(act, self._opening, self.shell, self.open, self.log)

    def _work(self) -> None:
        """Put the window at work into the shell; once more after a change of language."""
        from leaddesk.app.bases import is_training
        from leaddesk.app.working import Working

        assert self._opened is not None
        self.working = Working(self._opened, self.kept, self.shell, self.log, self._options)
        self.window = self.working.window
        self.shell.show_content(self.window)
        self.window.own.open_section("import" if self._with_import else self._last_section())
        self._with_import = False
        self.working.base_wished.connect(self._bases().run)
        if is_training(self._opening):
            self.window.show_sample()
        then, self.after_work = self.after_work, None
        if then is not None:
            then(self.window)
        self.at_work.emit()

    def _bases(self) -> "Bases":
        from leaddesk.app.bases import Bases

        return self.findChild(Bases) or Bases(self, self._opening, self)

    def _last_section(self) -> str:
        """Where the person worked last, at first where their role begins the day (C7).

        What asks for a file or a decision first is not opened by itself.
        """
        from leaddesk.ui.sections import start_of

        last = self.kept.text("section")
        if last in ("inbox", "board", "nurture", "tasks", "charts", "distribution"):
            return last
        assert self.window is not None
        return start_of(self.window.link.me.roles)

    def come_forward(self, files: Sequence[str]) -> None:
        """A second start: the window comes to the front and takes the files that were given to it."""
        shell = self.shell
        shell.setWindowState(shell.windowState() & ~Qt.WindowState.WindowMinimized)
        shell.show()
        shell.raise_()
        shell.activateWindow()
        if self.window is not None and files:
            self.window.dropping.open_files(files)

    # -- What changes --

    def _on_preference(self, key: str) -> None:
        from leaddesk.app.dressing import follow

        follow(key, self.kept, self.shell)
        if key == "language" and self.window is not None:
            set_language(self.kept.text("language"))
            QTimer.singleShot(0, self, self._again)

    def _again(self) -> None:
        section = self.window.pages.section if self.window is not None else "inbox"
        self.working.leave()
        self._work()
        if self.window is not None and section:
            self.window.own.open_section(section)

    def close(self) -> None:
        """Write what was typed and chosen; wait for what is being written."""
        if not hasattr(self, "kept"):
            return
        if not self._options.size:
            self.kept.keep_geometry(screens_now(), self.shell.saveGeometry())
        if self.window is not None and not self._options.screenshot:
            self.kept.set("section", self.window.pages.section)
        self.kept.flush()
        if self.window is not None:
            self.working.close()
            self.window = None
        if self._opener is not None:
            self._opener.close()
            self._opener = None
        self.log.close()

"""A base at work in the window: runner and link, the minute tick, copies, checks, export, the end of it."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import isValid

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Change, Checked
from leaddesk.actions.questions import Defined
from leaddesk.app.aside import Aside
from leaddesk.app.copies import daily_copy, whole_copy
from leaddesk.app.faults import FaultLog, fault_words
from leaddesk.app.opening import Opened, may_tick
from leaddesk.domain.refusals import Refused
from leaddesk.domain.roles import check_right
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say
from leaddesk.ui.left_open import LeftOpen
from leaddesk.ui.link import Link
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.runner import Runner
from leaddesk.ui.shell import Shell
from leaddesk.ui.stand_left import StandLeft
from leaddesk.ui.window import Window

if TYPE_CHECKING:
    from leaddesk.app.cards_out import CardsOut

TICK_MS, FIRST_TICK_MS, COPY_AFTER_MS = 60_000, 1_500, 30_000
QUIT_TWICE_MS = 2_000
KEYS_MS = 200
"""How long the machine rests between two stretches of the log for the keys of who came before."""


class Working(QObject):
    """Owns the runner as long as the base is open; `leave` gives only the window up, `close` ends it all.

    `base_wished(command id)` for what changes the base under the window.
    """

    base_wished = Signal(str)

    def __init__(
        self, opened: Opened, kept: Preferences, shell: Shell, log: FaultLog, options: argparse.Namespace
    ) -> None:
        super().__init__(shell)
        self._opened, self._kept, self._shell, self._log = opened, kept, shell, log
        self.runner = Runner(opened.desk, self)
        self.link = Link(self.runner, opened.definitions, opened.users, self)
        self.window = Window(self.link, kept, opened.place, shell)
        self.window.wished.connect(lambda command: self._on_wished(self.window, command))
        self._asides: list[Aside] = []
        self._front = self.window
        log.told = self._on_fault
        self._quitting = QTimer(self)
        self._quitting.setSingleShot(True)
        self._quitting.setInterval(QUIT_TWICE_MS)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._keys = QTimer(self)
        self._keys.setSingleShot(True)
        self._keys.setInterval(KEYS_MS)
        self._keys.timeout.connect(self._keep_keys)
        self.runner.start()
        if may_tick(opened.opening) and not options.screenshot:
            self._minute.start(TICK_MS)
            QTimer.singleShot(FIRST_TICK_MS, self, self._tick)
            LeftOpen(self.link, self)
            StandLeft(self.link, self)
            if not options.demo:
                QTimer.singleShot(COPY_AFTER_MS, self, self._copy_of_the_day)

    def leave(self) -> None:
        """Give the window up for another one on the same base."""
        self._log.told = None
        self._minute.stop()
        self._keys.stop()
        for aside in tuple(self._asides):
            aside.shell.close()
        # The page of the first start may have taken the window's place (pictures of it).
        if isValid(self.window):
            self.window.pages.flush()
        self.runner.close()
        self.deleteLater()

    def close(self) -> None:
        """End: wait for what is being written, then close the base."""
        self.leave()
        if self._opened.desk.recogniser is not None:
            self._opened.desk.recogniser.close()
        if self._opened.desk.drafts is not None:
            self._opened.desk.drafts.close()
        self._opened.desk.store.close()

    def _tick(self) -> None:
        """The minute job: rows whose time has come are projected again (ARCHITECTURE 4)."""
        desk = self._opened.desk
        self.runner.job(lambda said, stop: desk.store.tick(desk.session.now()), self._on_ticked, self)

    def _keep_keys(self) -> None:
        """A little of the log for the keys of who came before; after an import the next bit soon after."""
        desk = self._opened.desk
        self.runner.job(lambda said, stop: desk.store.keep_keys(1), self._on_kept, self)

    def _on_kept(self, more: bool) -> None:
        if more:
            self._keys.start()

    def _on_ticked(self, change: Change | None) -> None:
        self._keep_keys()
        if change is not None and change.ids:
            self.runner.changed.emit(change)

    def _copy_of_the_day(self) -> None:
        opened = self._opened
        self.runner.job(
            lambda said, stop: daily_copy(opened.desk.store, opened.opening),
            lambda _file: None,
            self,
            failed=self._on_refused,
        )

    def _on_fault(self, kind: str) -> None:
        if not isValid(self.window):
            return
        self.window.parts.say(fault_words(kind, self._log.path))

    # -- What the window wishes --

    def _on_wished(self, window: Window, command: str) -> None:
        self._front = window
        does: dict[str, Callable[[], object]] = {
            "db.backup": self._ask_copy,
            "db.check": self._check,
            "export.list": self._ask_export,
            "export.segment": self._ask_segment,
            "help.log": self._open_log,
            "app.quit": self._quit,
            "app.close": lambda: window.window().close(),
            "view.new_window": self.open_window,
            "help.report_problem": self._ask_report,
            "lead.copy_vcard": lambda: self._cards().copy(),
            "lead.export_vcf": self._ask_cards,
        }
        if command in does:
            does[command]()
        else:
            # One turn later: the window that wishes it goes.
            QTimer.singleShot(0, self._shell, lambda: self.base_wished.emit(command))

    def _quit(self) -> None:
        """Twice within two seconds while leads are being decided, so that a slip ends nothing (UX 4.1)."""
        if self._front.deciding.last() and not self._quitting.isActive():
            self._quitting.start()
            self._front.parts.say(_("Press the same keys again to quit"))
            return
        self._shell.close()
        QApplication.quit()

    def open_window(self) -> Aside:
        """A further window at the section in front; where the keys are in a card, that card alone."""
        near = self._front
        aside = Aside(self.runner, near, self._kept, self)
        self._asides.append(aside)
        aside.wished.connect(lambda one, command: self._on_wished(one.window, command))
        aside.gone.connect(self._on_gone)
        page = near.pages.inbox_page()
        in_card = page is not None and near.pages.panel_of(QApplication.focusWidget()) is page.card
        aside.open(near.pages.section or "inbox", page.lead_id() if page is not None and in_card else "")
        return aside

    def _on_gone(self, aside: Aside) -> None:
        self._asides.remove(aside)
        self._front = self.window

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.path.parent)))

    def _ask_cards(self) -> None:
        self._ask_path(_("Save as a vCard"), "contacts.vcf", "vCard (*.vcf)", self._cards().save)

    def _cards(self) -> "CardsOut":
        from leaddesk.app.cards_out import CardsOut

        return CardsOut(self.runner, self._front, self)

    def _ask_report(self) -> None:
        self._ask_path(_("Report a problem"), "leaddesk-report.zip", "ZIP (*.zip)", self.report_to)

    def report_to(self, path: Path) -> None:
        """Write what helps to find a fault, without a word about people, for the person to send."""
        from leaddesk.app.reporting import write_report

        self.runner.job(
            lambda said, stop: write_report(path, self._log.path.parent, self._opened.opening),
            lambda _none: self._front.parts.say(
                _("Report written, nothing was sent: {file}").format(file=path)
            ),
            self,
            failed=self._on_refused,
        )

    def _ask_path(self, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._shell, title, str(Path.home() / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_copy(self) -> None:
        self._ask_path(_("Copy of the base"), "leaddesk-copy.sqlite", "SQLite (*.sqlite)", self.copy_to)

    def copy_to(self, path: Path) -> None:
        """A consistent copy while everybody goes on working."""
        store, opening = self._opened.desk.store, self._opened.opening
        self.runner.job(
            lambda said, stop: whole_copy(store, opening, path),
            lambda _none: self._front.parts.say(_("Copy made: {file}").format(file=path)),
            self,
            failed=self._on_refused,
        )

    def _check(self) -> None:
        self._front.parts.say(_("Checking the base…"))
        store = self._opened.desk.store
        self.runner.job(lambda said, stop: store.check(), self._on_checked, self, failed=self._on_refused)

    def _on_checked(self, checked: Checked) -> None:
        if checked.integrity and not checked.problems:
            self._front.parts.say(_("The base is whole and equals its log"))
            return
        n = len(checked.problems)
        first = say(checked.problems[0][0], checked.problems[0][1]) if n else ""
        words = ngettext("{n} problem: {first}", "{n} problems: {first}", n)
        self._front.parts.say(words.format(n=number(n), first=first))

    def _ask_export(self) -> None:
        kinds = "CSV (*.csv);;Excel (*.xlsx);;vCard (*.vcf)"
        self._ask_path(_("Export the list"), "leads.csv", kinds, self.export_to)

    def _ask_segment(self) -> None:
        from leaddesk.app.segments_out import SegmentsOut

        SegmentsOut(self.runner, self._front, self._ask_path, self).ask()

    def export_to(self, path: Path) -> None:
        """The leads that the inbox shows, in the form that the ending names."""
        page = self._front.pages.inbox_page()
        query = page.inbox.query() if page is not None else ""
        desk = self._opened.desk
        self.runner.job(
            lambda said, stop: _export(desk, query, path),
            lambda rows: self._front.parts.say(_exported(rows, path)),
            self,
            failed=self._on_refused,
        )

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.runner.refused.emit(error)


def _exported(rows: int, path: Path) -> str:
    words = ngettext("{n} row written: {file}", "{n} rows written: {file}", rows)
    return words.format(n=number(rows), file=path)


def _export(desk: Desk, query: str, path: Path) -> int:
    from leaddesk.app.exporting import Exporter
    from leaddesk.intake.export_rows import write_csv, write_xlsx
    from leaddesk.intake.export_vcards import write_vcards

    check_right("export", desk.session.user.roles, desk.ask(Defined()).roles)
    exporter = Exporter(desk, query)
    if path.suffix == ".vcf":
        return write_vcards(path, exporter.rows("people")).rows
    write = write_xlsx if path.suffix == ".xlsx" else write_csv
    return write(path, exporter.columns("leads"), exporter.rows("leads")).rows

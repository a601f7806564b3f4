"""The import of a file in five steps (screen 09): file, encoding, columns, rehearsal, done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from leaddesk.actions.desk import Desk
from leaddesk.actions.files import FileAsk, FileHead, Files, Imported, Rehearsed, Said, Stopped
from leaddesk.actions.ports import Change, Undone
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say
from leaddesk.ui.capture.dialogs import ask_place
from leaddesk.ui.capture.done_page import DonePage
from leaddesk.ui.capture.fates import grouped
from leaddesk.ui.capture.file_page import FilePage
from leaddesk.ui.capture.frame import Act, WizardFrame
from leaddesk.ui.capture.long_work import LongWork
from leaddesk.ui.capture.rehearsal_page import RehearsalPage
from leaddesk.ui.capture.table_pages import ColumnsPage, ReadingPage
from leaddesk.ui.capture.words import size_words
from leaddesk.ui.kit.button import Button
from leaddesk.ui.link import Link, Notice

FILE, READING, COLUMNS, REHEARSAL, DONE = range(5)
T = TypeVar("T")
Rehearsal = tuple[Rehearsed, dict[str, Sequence[int]]]


def files_of(desk: Desk) -> Files:
    """The port to files of a desk of the window."""
    assert desk.files is not None
    return desk.files


class ImportPanel(WizardFrame):
    """Ctrl+Enter goes on, Esc goes back; an import runs on while the person works elsewhere."""

    section = "import"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        self.file_page, self.reading_page, self.columns_page = FilePage(), ReadingPage(), ColumnsPage()
        self.rehearsal_page, self.done_page = RehearsalPage(link), DonePage()
        names = (_("File"), _("Encoding"), _("Columns"), _("Rehearsal"), _("Done"))
        pages = (self.file_page, self.reading_page, self.columns_page, self.rehearsal_page, self.done_page)
        super().__init__(names, pages, parent)
        self._link = link
        self._ask = FileAsk("")
        self._head: FileHead | None = None
        self._done: Imported | None = None
        self.work = LongWork(link.runner, self.strip, self._on_failed)
        self.file_page.chosen.connect(self.open_file)
        self.dropped.connect(self.open_file)
        self.reading_page.changed.connect(self._look_again)
        self.strip.stopped.connect(self.stop)
        self.onward.connect(self.primary)
        self.backward.connect(self.back)
        self.watch(self.reading_page.table, self.rehearsal_page.list.view)
        self._go(FILE)

    # -- What the window knows it by --

    def title(self) -> str:
        """Words for the top bar."""
        return _("Import")

    def selected_ids(self) -> tuple[str, ...]:
        """Rows of a file are no leads yet."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Ctrl+O chooses a file while this panel is in front."""
        return {"import.file": self.choose}

    def take_focus(self) -> None:
        """The keyboard goes on with the step that is shown."""
        targets: dict[int, QWidget] = {
            READING: self.reading_page.table,
            REHEARSAL: self.rehearsal_page.list.view,
        }
        step = self.pages.currentIndex()
        first = targets.get(step)
        if step == COLUMNS and self.columns_page.selects:
            first = self.columns_page.selects[0]
        if step == FILE:
            first = self.file_page.empty.findChild(Button)
        (first or self.bar.findChild(Button) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """Leads are found in the inbox."""
        if query:
            self._link.list_requested.emit(query)

    # -- Steps --

    def step(self) -> int:
        """The step that is shown: FILE, READING, COLUMNS, REHEARSAL or DONE."""
        return self.pages.currentIndex()

    def choose(self) -> None:
        """Ask for a file."""
        if not self.work.busy():
            self.file_page.choose()

    def open_file(self, path: str) -> None:
        """Look at a file: nothing of it is written before the rehearsal was seen."""
        if not self.work.busy():
            self._ask, self._head, self._done = FileAsk(path), None, None
            self._look()

    def _look_again(self) -> None:
        page = self.reading_page
        encoding, delimiter = page.encoding.currentData(), page.delimiter.currentData()
        self._ask = replace(self._ask, encoding=encoding or None, delimiter=delimiter or None, columns=None)
        self._look()

    def _look(self) -> None:
        self.trouble.hide()
        ask, name = self._ask, Path(self._ask.path).name
        self.about.show_text(name)
        self.work.look(
            _("Looking at {file}").format(file=name), lambda desk: _look_at(desk, ask), self._on_head
        )

    def _on_head(self, told: tuple[FileHead, tuple[str, ...]]) -> None:
        head, fields = told
        self._head = head
        self.about.show_text(f"{head.name}, {size_words(head.size)}")
        if not head.header:  # contact cards say themselves what their fields are
            self.rehearse()
            return
        self.reading_page.show_head(head)
        self.columns_page.show_head(head, fields)
        self._go(READING)

    def rehearse(self) -> None:
        """Find the fate of every row without writing any."""
        if self.step() == COLUMNS:
            self._ask = replace(self._ask, columns=self.columns_page.mapping())
        ask, desk = self._ask, self._link.runner.desk

        def work(said: Said, stopped: Stopped) -> Rehearsal | None:
            done = files_of(desk).rehearse(ask, said, stopped)
            return None if stopped() else (done, grouped(done))

        what = _("Reading every row of {file}, KB").format(file=Path(ask.path).name)
        self._run(what, work, self._on_rehearsed, 1000)

    def _on_rehearsed(self, told: Rehearsal | None) -> None:
        if told is not None:
            self.rehearsal_page.show_done(*told)
        self._go(REHEARSAL if told is not None else self._before_rehearsal())

    def bring_in(self) -> None:
        """Write the rows, while the person goes on working."""
        ask = self._ask = self.rehearsal_page.answers(self._ask)
        desk = self._link.runner.desk
        self.done_page.show_running(Path(ask.path).name)
        self._go(DONE)
        self._run(
            _("Writing leads"), lambda said, stop: files_of(desk).run(ask, said, stop), self._on_imported
        )

    def _on_imported(self, done: Imported) -> None:
        if done.cancelled:
            self._go(REHEARSAL)
            self.tell(_("Stopped"), _("nothing of the file was kept"), "warm")
            return
        self._done = done
        self.done_page.show_done(done)
        self._go(DONE)
        if done.tx:
            self._link.runner.changed.emit(Change(done.tx, (), frozenset({"lead", "outside"})))
        n = sum(count for fate, count in done.counts.items() if fate in ("new", "updated"))
        words = ngettext("Import done: {n} lead", "Import done: {n} leads", n).format(n=number(n))
        self._link.noticed.emit(Notice(words, done.tx))

    def take_back(self) -> None:
        """Take the whole import back; leads edited since stay."""
        if self._done is not None and self._done.tx:
            self._link.runner.undo(self._done.tx, self._on_taken_back, self)

    def _on_taken_back(self, undone: Undone) -> None:
        self._done = None
        self.done_page.show_taken_back(len(undone.kept))
        self._go(DONE)

    def _show_leads(self) -> None:
        if self._done is not None and self._done.tx:
            self._link.list_requested.emit(f"import:{self._done.tx}")

    def ask_rejects(self) -> None:
        """Ask where to keep the rows that cannot be read."""
        place = str(Path(self._ask.path).with_suffix(".rejects.csv"))
        ask_place(self, _("Save the unreadable rows"), place, self.save_rejects)

    def save_rejects(self, path: str) -> None:
        """Write the rows that cannot be read to a file, each with its reason."""
        ask, desk = self._ask, self._link.runner.desk

        def told(n: int) -> None:
            words = ngettext("{n} row written: {file}", "{n} rows written: {file}", n)
            self._link.noticed.emit(Notice(words.format(n=number(n), file=path)))
            self._show_bar()

        self._run(
            _("Saving the unreadable rows"), lambda said, stop: files_of(desk).save_rejects(ask, path), told
        )

    def _run(
        self, what: str, work: Callable[[Said, Stopped], T], then: Callable[[T], None], unit: int = 1
    ) -> None:
        self.trouble.hide()
        self.work.run(what, work, then, unit=unit)
        self._show_bar()

    def stop(self) -> None:
        """Cancel what runs; it leaves nothing behind."""
        if self.work.stop():
            self._go(FILE)

    def _on_failed(self, error: Exception) -> None:
        step = self.step()
        self._go(self._before_rehearsal() if step == DONE else step)
        if not isinstance(error, Refused):
            raise error
        self.tell(_("Not possible"), say(error, definitions=self._link.definitions), "hot")

    def _before_rehearsal(self) -> int:
        return COLUMNS if self._head is not None and self._head.header else FILE

    def _go(self, step: int) -> None:
        changed = step != self.step()
        self.pages.setCurrentIndex(step)
        self.steps.show_step(step if step != DONE or self._done is None else DONE + 1)
        self._show_bar()
        if changed and self.isVisible() and self.window().isActiveWindow():
            self.take_focus()

    def primary(self) -> None:
        """Ctrl+Enter: what the step leads to."""
        acts = self._step_acts()
        if acts and not self.work.busy():
            acts[0][2]()

    def back(self) -> None:
        """Esc: the step before; a running import goes on."""
        self.trouble.hide()
        step = self.step()
        if self.work.busy():
            return
        if step == COLUMNS:
            self._go(READING)
        elif step == REHEARSAL:
            self._go(self._before_rehearsal())
        else:
            self._go(FILE)

    def _step_acts(self) -> tuple[Act, ...]:
        """Words, key and deed of each button of the step; the first is the primary one."""
        back: Act = (_("Back"), "Esc", self.back)
        step = self.step()
        if step == READING:
            return ((_("Next: columns"), "Ctrl+Enter", lambda: self._go(COLUMNS)), back)
        if step == COLUMNS:
            return ((_("Rehearse, nothing is written"), "Ctrl+Enter", self.rehearse), back)
        if step == REHEARSAL:
            return self._rehearsal_acts()
        again: Act = (_("Import another file"), "", lambda: self._go(FILE))
        if step == DONE and self._done is not None and self._done.tx:
            take: Act = (_("Take the import back"), "", self.take_back)
            return ((_("Show its leads"), "Ctrl+Enter", self._show_leads), take, again)
        return (again,) if step == DONE else ()

    def _rehearsal_acts(self) -> tuple[Act, ...]:
        counts = self.rehearsal_page.counts()
        n, bad = counts.get("", 0) - counts.get("rejected", 0), counts.get("rejected", 0)
        words = ngettext("Import {n}", "Import {n}", n).format(n=number(n))
        acts: list[Act] = [(words, "Ctrl+Enter", self.bring_in)] if n else []
        acts.append((_("Back to columns"), "Esc", self.back))
        if bad:
            acts.append((_("Save the unreadable, {n}").format(n=number(bad)), "", self.ask_rejects))
        acts.append((_("Another file"), "", lambda: self._go(FILE)))
        return tuple(acts)

    def _show_bar(self) -> None:
        remark = _("the whole import is taken back in one step") if self.step() == REHEARSAL else ""
        acts = self._step_acts()
        self.acts.show(acts, remark, 0 if self.work.busy() else len(acts))


def _look_at(desk: Desk, ask: FileAsk) -> tuple[FileHead, tuple[str, ...]]:
    files = files_of(desk)
    return files.head(ask), tuple(files.fields())

"""The evening of a show day: does everything add up, who needs another look, letters and paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.evening import Guest, Guests
from leaddesk.actions.thank_you import day_name, write_letters
from leaddesk.domain.show import Show, Visit, reckon
from leaddesk.texts import _
from leaddesk.texts.formats import clock_time
from leaddesk.ui.booth.keeper import Keeper
from leaddesk.ui.booth.summary import lines_of, summary_html, write_summary, written_words
from leaddesk.ui.booth.words import TROUBLES, promise_words, show_words, who
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.kit.worklist import WorkList, WorkRow
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

Then = Callable[[dict[str, Guest]], None]


class Evening(QWidget):
    """`opened(visit id)` for somebody to mend, `left()` back to the stand."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, link: Link, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._keeper = link, keeper
        self.title = ElidedLabel("", 20, 700)
        self.sums = RowList(_("Does everything add up"), height=30)
        self.mend = WorkList(_("Who needs another look"))
        self.clear = ElidedLabel("", 13, 400, "ok")
        self.letters = Button(_("Thank-you letters"), icon="email-outline", height=44)
        self.paper = Button(_("Summary (PDF)"), icon="file-document-outline", height=44)
        self.back = Button(_("Back to the stand"), kind="primary", key="Esc", height=44)
        self._build()
        self.mend.opened.connect(self.opened)
        self.letters.clicked.connect(self._ask_folder)
        self.paper.clicked.connect(self._ask_file)
        self.back.clicked.connect(self.left)

    def _build(self) -> None:
        left, right = (
            Panel(_("Does everything add up"), padding=16),
            Panel(_("Who needs another look"), padding=16),
        )
        left.body.addWidget(self.sums)
        left.body.addStretch(1)
        right.body.addWidget(self.clear)
        right.body.addWidget(self.mend, 1)
        both, foot = QHBoxLayout(), QHBoxLayout()
        both.setSpacing(px(12))
        both.addWidget(left, 2)
        both.addWidget(right, 3)
        foot.setSpacing(px(8))
        for button in (self.back, self.letters, self.paper):
            foot.addWidget(button)
        foot.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(px(16), px(12), px(16), px(12))
        lay.setSpacing(px(12))
        lay.addWidget(self.title)
        lay.addLayout(both, 1)
        lay.addLayout(foot)

    def show_day(self) -> None:
        """Show the sums and the list as they stand now."""
        keeper = self._keeper
        today, to_mend = keeper.today(), keeper.to_mend()
        self.title.show_text(_("End of the day: {show}").format(show=show_words(keeper.show())))
        self.sums.show_rows(
            tuple(LineRow(words, n, value_strong=True) for words, n in lines_of(reckon(today)))
        )
        self.mend.show_rows(tuple(self._row(one) for one in to_mend))
        self.clear.show_text("" if to_mend else _("Everybody is complete"))
        self.clear.setVisible(not to_mend)
        self.mend.setVisible(bool(to_mend))
        for button in (self.letters, self.paper):
            button.set_disabled_because("" if today else _("nobody was written down today"))

    def _row(self, visit: Visit) -> WorkRow:
        promised = promise_words(visit, self._link.definitions, self._link.now())
        return WorkRow(
            visit.id,
            who(visit) or _("no name yet"),
            visit.typed.get("company", ""),
            promised,
            _(TROUBLES[visit.trouble]) if visit.trouble in TROUBLES else visit.trouble,
            "warm",
            clock_time(visit.at, self._zone()),
        )

    def take_focus(self) -> None:
        """The list where there is something to clear, else the way back."""
        (self.mend if self._keeper.to_mend() else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(str(self._link.definitions.setting("zone")))

    # -- What leaves the screen --

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Where to put the drafts"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.write_letters(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_file(self) -> None:
        show = self._keeper.show()
        name = day_name(show, self._link.now(), self._zone()) if show else "day"
        dialog = QFileDialog(self, _("Summary (PDF)"), str(Path.home() / f"{name}.pdf"), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.write_summary(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_letters(self, folder: Path) -> None:
        """Drafts for everybody who may be thanked, in a folder of this day; nothing is sent."""
        self._with_guests(partial(self._letters_to, folder))

    def write_summary(self, path: Path) -> None:
        """The day on paper."""
        self._with_guests(partial(self._paper_to, path))

    def _with_guests(self, then: Then) -> None:
        leads = tuple(one.lead for one in self._keeper.today() if one.lead)
        self._link.runner.ask(Guests(leads), then, self)

    def _day(self) -> tuple[Show, list[Visit]] | None:
        show = self._keeper.show()
        return (show, self._keeper.today()) if show is not None else None

    def _letters_to(self, folder: Path, guests: dict[str, Guest]) -> None:
        told = self._day()
        if told is None:
            return
        show, visits = told
        place = folder / day_name(show, self._link.now(), self._zone())
        sender = self._link.name_of(self._keeper.by)
        work = partial(write_letters, guests, visits, show, sender, self._zone(), place)
        self._run(work, lambda n: written_words(n, place))

    def _paper_to(self, path: Path, guests: dict[str, Guest]) -> None:
        told = self._day()
        if told is None:
            return
        show, visits = told
        html = summary_html(show, reckon(visits), visits, guests, self._link.definitions, self._link.now())
        self._run(
            partial(write_summary, html, path, show.name), lambda _n: _("Saved: {file}").format(file=path)
        )

    def _run(self, work: Callable[[], object], words: Callable[[int], str]) -> None:
        """Write off the Qt thread; a full disk or a wrong place is said."""
        self._link.runner.job(
            lambda said, stop: work(),
            lambda n: self._keeper.say(words(n if isinstance(n, int) else 0)),
            self,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._keeper.say(_("Not saved: {reason}").format(reason=error.strerror or error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

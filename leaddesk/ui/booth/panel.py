"""The stand of a trade show (screen 11): touch and keys, no network, nothing lost; the evening after it."""

from collections.abc import Callable, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.actions.files import PICTURES
from leaddesk.texts import _
from leaddesk.texts.formats import clock_time
from leaddesk.ui.booth.evening import Evening
from leaddesk.ui.booth.event_setup import EventSetup
from leaddesk.ui.booth.form import BoothForm
from leaddesk.ui.booth.keeper import Keeper
from leaddesk.ui.booth.names import Names
from leaddesk.ui.booth.side import BoothSide
from leaddesk.ui.booth.top import BoothBottom, BoothTop
from leaddesk.ui.booth.voice import Voice, recorder
from leaddesk.ui.booth.words import day_words, promise_words, show_words
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

SIDE = 360


class BoothPanel(QWidget):
    """Enter saves the visitor before us; every key is on disk a quarter of a second later."""

    section = "booth"
    section_requested = Signal(str)
    command_requested = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.keeper = Keeper(link, self)
        self.voice = Voice(self)
        self.setup = EventSetup(link, self.keeper, self)
        self.names = Names(link, self.keeper, self._show_rest)
        self.top, self.bottom = BoothTop(), BoothBottom()
        self.form, self.side = BoothForm(), BoothSide()
        self.trouble = Strip(StripData("", "", "hot"), height=40)
        self.trouble.hide()
        self.work = QWidget()
        self.stack = QStackedWidget()
        self.evening = Evening(link, self.keeper)
        for page in (self.work, self.evening):
            self.stack.addWidget(page)
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Stand of a trade show"))
        self._show_visit()
        self._show_rest()
        self.keeper.open()

    def _build(self) -> None:
        self.side.setFixedWidth(px(SIDE))
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form, 1)
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget, room in ((self.top, 0), (self.trouble, 0), (self.stack, 1), (self.bottom, 0)):
            whole.addWidget(widget, room)

    def _connect(self) -> None:
        keeper, form = self.keeper, self.form
        keeper.shown.connect(self._show_visit)
        keeper.changed.connect(self._show_rest)
        keeper.troubled.connect(self._show_trouble)
        form.typed.connect(keeper.typed)
        form.answered.connect(self._on_answered)
        form.promised.connect(lambda promise: keeper.put(promise=promise))
        for part in (self.form, self.top, self.bottom):
            part.meant.connect(self._do)
        self.side.stood.connect(keeper.stands)
        self.side.opened.connect(self._open)
        self.setup.taken.connect(self._on_event)
        self.evening.opened.connect(self._open)
        self.evening.left.connect(lambda: self._show_page(self.work))
        self.trouble.acted.connect(self.trouble.hide)
        self._link.defined.connect(self._show_visit)

    # -- What the window knows it by --

    def title(self) -> str:
        """Words for the sheet of keys."""
        return _("Stand of a trade show")

    def selected_ids(self) -> tuple[str, ...]:
        """Visitors are decided about in the inbox."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the stand carries out itself, by command id."""
        return {
            "booth.save": self.save,
            "booth.picture": self.take_picture,
            "booth.same_company": lambda: self._saved(self.keeper.same_company()),
            "booth.consent": self._consent,
            **{f"booth.{key}": partial(self._warm, key) for key in ("hot", "warm", "cold")},
            "booth.promise": self._promise,
            "booth.person": self._next_person,
            "booth.same_event": self.setup.same_as_before,
            "booth.clear": self.keeper.clear,
            "booth.voice": self._speak,
            "booth.evening": self._to_evening,
            "scan.event": self.setup.set_up,
            "app.undo": self._undo,
        }

    def take_focus(self) -> None:
        """The first field of the visitor; in the evening the list to clear."""
        if self.stack.currentWidget() is self.evening:
            self.evening.take_focus()
        else:
            self.form.take_focus()

    def _to_evening(self) -> None:
        """To the end of the day, and back to the stand."""
        evening = self.stack.currentWidget() is not self.evening
        self._show_page(self.evening if evening else self.work)

    def _show_page(self, page: QWidget) -> None:
        self.evening.show_day()
        self.stack.setCurrentWidget(page)
        self.bottom.setVisible(page is self.work)
        self.take_focus()

    def search(self, query: str) -> None:
        """Leads are found in the inbox."""
        if query:
            self._link.list_requested.emit(query)

    def flush(self) -> None:
        """What is being typed goes on disk before the window goes."""
        self.keeper.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keeper.flush()

    def _do(self, command: str) -> None:
        own = self.handlers()
        if command in own:
            own[command]()
        else:
            self.command_requested.emit(command)

    # -- One visitor --

    def save(self) -> None:
        """Save the visitor before us and take the next; in the evening take whom the list shows."""
        if self.stack.currentWidget() is self.evening:
            self.evening.mend.open_current()
            return
        self._saved(self.keeper.confirm())

    def _saved(self, done: bool) -> None:
        if done:
            self.trouble.hide()
            self.form.take_focus()
        elif self.keeper.show() is None:
            self.setup.set_up()
        else:
            self.keeper.say(self.keeper.nothing_yet())

    def _on_answered(self, question: str, answer: str) -> None:
        told = {key: text for key, text in self.keeper.current.answers.items() if key != question}
        self.keeper.put(answers={**told, question: answer} if answer else told)
        self._show_visit()

    def _warm(self, temperature: str) -> None:
        again = self.keeper.current.temperature == temperature
        self.keeper.put(temperature="" if again else temperature)
        self._show_visit()

    def _promise(self) -> None:
        """The next promise of the list; behind the last one none."""
        ids = ["", *(choice.id for choice in self._link.definitions.group("promise"))]
        at = ids.index(self.keeper.current.promise) if self.keeper.current.promise in ids else 0
        self.keeper.put(promise=ids[(at + 1) % len(ids)])
        self._show_visit()

    def _consent(self) -> None:
        self.keeper.put(consent="" if self.keeper.current.consent == "yes" else "yes")
        self._show_visit()

    def _next_person(self) -> None:
        staff = self.keeper.staff()
        at = staff.index(self.keeper.by) if self.keeper.by in staff else -1
        self.keeper.stands(staff[(at + 1) % len(staff)])

    def _undo(self) -> None:
        if not self.keeper.undo():
            self.keeper.say(_("Nothing to take back at the stand"))

    def _open(self, visit_id: str) -> None:
        """Somebody written down: who lacks something comes before us, the others are shown as leads."""
        visit = self.keeper.visits.get(visit_id)
        if visit is None or visit.state != "done":
            return
        if visit.trouble:
            self.keeper.take_again(visit_id)
            self._show_page(self.work)
        elif visit.lead:
            self._link.open_lead_requested.emit(visit.lead)

    # -- Pictures, voices, the event --

    def take_picture(self) -> None:
        """Ask for a picture of the card in the system's own dialog."""
        kinds = " ".join(f"*{ending}" for ending in PICTURES)
        dialog = QFileDialog(self, _("Picture of the card"), "", f"{_('Pictures')} ({kinds})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.keeper.add_pictures)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _speak(self) -> None:
        """Begin a voice note, or end it; without a recorder it is said what is missing."""
        if self.voice.running:
            told = self.voice.stop()
            if told:
                self.keeper.add_voice(told)
        elif not self.voice.start():
            self.keeper.say(
                _("No microphone was found; write a note instead")
                if recorder() is not None
                else _("Voice notes need the part “media”, which is not installed; write a note instead")
            )
        self._show_visit()

    def _on_event(self) -> None:
        self._show_visit()
        self.take_focus()

    # -- Showing --

    def _show_visit(self) -> None:
        known, now, keeper = self._link.definitions, self._link.now(), self.keeper
        self.form.show_questions(keeper.show(), known)
        told = promise_words(keeper.current, known, now)
        if keeper.reading():
            told = _("the picture is kept and being read…")
        self.form.show_visit(keeper.current, told, recording=self.voice.running)

    def _show_rest(self) -> None:
        known, now, keeper = self._link.definitions, self._link.now(), self.keeper
        zone, show, today = ZoneInfo(str(known.setting("zone"))), keeper.show(), keeper.today()
        self.top.show_place(show_words(show), day_words(show, now, known), self._link.name_of(keeper.by))
        self.top.show_state(keeper.waiting())
        self.side.show_day(today, show)
        self.side.show_people([(user, self._link.name_of(user)) for user in keeper.staff()], keeper.by, today)
        self.side.show_latest(today, keeper.names, zone)
        saved = _("kept on this device {time}").format(time=clock_time(keeper.saved_at, zone))
        self.bottom.told.show_text(saved)
        self.names.ask()
        if self.stack.currentWidget() is self.evening:
            self.evening.show_day()

    def _show_trouble(self, words: str) -> None:
        said = StripData(_("Look here"), words, "hot", "alert-circle-outline")
        self.trouble.show_strip(said, _("Close"))
        self.trouble.show()

    # -- Keys and drops --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.keeper.add_pictures(paths)

"""Ctrl+N: one typed line becomes a lead; what it is read as and who came before are shown while typing."""

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Change
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.quick_add import Field, read_line
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.texts.names import name_of
from leaddesk.ui.capture.words import came_before, channel_choices, earlier_leads, line_chips, who_words
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.chip import Chip
from leaddesk.ui.kit.choice import Select
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import Note
from leaddesk.ui.kit.label import Caption, ElidedLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Ticket
from leaddesk.ui.theme.zoom import px

READ_AFTER_MS = 120
LONGEST = 4_000
_SIZE = QSize(720, 396)
Read = tuple[tuple[tuple[Field, str], ...], Incoming, list[ListRow]]


def open_quick_add(link: Link, parent: QWidget) -> "QuickAdd":
    """Open the dialog over the window of `parent`, the cursor in its line."""
    dialog = QuickAdd(link, parent)
    dialog.open_dialog(dialog.line)
    return dialog


def read_typed(desk: Desk, line: str, channel: str) -> Read:
    """What a line says and whom the base knows by its contacts; off the Qt thread."""
    assert desk.files is not None
    item = desk.files.line(line, channel)
    country = str(_settings(desk).get("country", "")) or None
    chips = tuple((chip.field, chip.text) for chip in read_line(line, country))
    return chips, item, earlier_leads(desk, item)


def _settings(desk: Desk) -> dict[str, object]:
    with desk.store.view() as read:
        return dict(read.definitions().settings)


class QuickAdd(Dialog):
    """Enter adds the lead and closes, Ctrl+Enter adds it and takes the next line, Esc leaves."""

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(
            parent, _("New lead in one line"), _("name, contacts, company, need, #source"), size=_SIZE
        )
        self._link = link
        self._ticket: Ticket | None = None
        self._read: Read | None = None
        self._read_of = ("", "")
        self._next_act = ""
        self._known_id = ""
        self.line = QLineEdit(self.body)
        self.line.setAccessibleName(_("The line"))
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(_("Ivan Koval +380671234567 Agro-East needs irrigation #fair"))
        self.channel = Select(_("Channel"), self.body)
        for key, name in channel_choices(link):
            self.channel.addItem(name, key)
        self.channel.setCurrentIndex(max(0, self.channel.findData("call")))
        self._flow_place = QWidget(self.body)
        self._flow = FlowLayout(self._flow_place, gap=6, line_gap=6)
        self._known = Strip(StripData("", "", "warm"), parent=self.body)
        self._known.hide()
        self.note = Note(self.body)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(READ_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self._build_body()
        self._build_foot()
        self.line.textChanged.connect(self._on_typed)
        self.channel.currentIndexChanged.connect(lambda _i: self._on_typed())
        self._known.acted.connect(self._open_known)
        self._show(None)

    def _build_body(self) -> None:
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(20), px(16), px(20), px(16))
        lay.setSpacing(px(8))
        lay.addWidget(self.line)
        lay.addWidget(Caption(_("Read as"), self.body))
        lay.addWidget(self._flow_place)
        lay.addWidget(self._known)
        lay.addWidget(self.note)
        lay.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(ElidedLabel(_("Channel"), 12, 600, "text2", parent=self.body))
        row.addWidget(self.channel)
        row.addStretch(1)
        lay.addLayout(row)

    def _build_foot(self) -> None:
        self.add = Button(_("Add the lead"), kind="primary", key="Enter")
        self.add.clicked.connect(lambda: self.capture("close"))
        self.next = Button(_("Add and write the next"), key="Ctrl+Enter")
        self.next.clicked.connect(lambda: self.capture("next"))
        self.add_button(self.add)
        self.add_button(self.next, primary=True)

    # -- Reading --

    def _on_typed(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        self._read = None
        if self.line.text().strip():
            self._soon.start()
        else:
            self._soon.stop()
            self._show(None)

    def _ask(self) -> None:
        line, channel = self.line.text(), str(self.channel.currentData() or "other")
        self._read_of = (line, channel)
        work = self._link.runner.look
        self._ticket = work(
            lambda desk: read_typed(desk, line, channel), self._on_read, self, self._on_failed
        )

    def _on_read(self, read: Read) -> None:
        self._read = read
        self._show(read)
        if self._next_act:
            then, self._next_act = self._next_act, ""
            self._do(read[1], then)

    def _show(self, read: Read | None) -> None:
        self._flow.clear()
        chips = line_chips(read[0]) if read else ()
        for chip in chips:
            made = Chip(chip, self._flow_place)
            self._flow.addWidget(made)
            made.show()
        self._flow_place.setMinimumHeight(px(24))
        known = came_before(read[2], self._link) if read else None
        self._known_id = read[2][0].id if read and read[2] else ""
        self._known.setVisible(known is not None)
        if known is not None:
            self._known.show_strip(known, _("Open"))
        self._show_note(read)
        self.add.setEnabled(bool(self.line.text().strip()))
        self.next.setEnabled(bool(self.line.text().strip()))

    def _show_note(self, read: Read | None) -> None:
        item = read[1] if read else None
        if item is None:
            self.note.show_note(_("Everything is kept as you write it; nothing needs to be in order."))
            return
        unread = next((one for one in item.contacts if one.normal is None), None)
        if unread is not None:
            why = name_of("contact_reason", unread.reason or "")
            words = _("{contact}: {why}").format(contact=unread.value, why=why)
            self.note.show_note(words, "warm", "alert-outline")
        elif not item.reachable:
            words = _("Without a phone or e-mail it is kept among junk, not in the inbox.")
            self.note.show_note(words, "warm", "alert-outline")
        else:
            self.note.show_note("")

    # -- Adding --

    def capture(self, then: str) -> None:
        """Add what stands in the line; `then` is close or next."""
        line = self.line.text()
        if not line.strip():
            return
        self._next_act = then
        now = (line, str(self.channel.currentData() or "other"))
        if self._read is not None and self._read_of == now:
            self._on_read(self._read)
        elif not self._soon.isActive() and self._read_of == now:
            return  # it is being read; the answer adds it
        else:
            self._soon.stop()
            self._ask()

    def _do(self, item: Incoming, then: str) -> None:
        # The line goes at once; where the base refuses, it comes back.
        line = self.line.text()
        name = who_words(item)
        link, window = self._link, self.window()

        def done(change: Change) -> None:
            words = _("Added: {name}") if change.ids else _("Already there, nothing changed: {name}")
            link.noticed.emit(Notice(words.format(name=name), change.tx))

        def failed(error: Exception) -> None:
            if not isinstance(error, Refused):
                raise error
            again = open_quick_add(link, window)
            again.line.setText(line)
            again.note.show_note(say(error, definitions=link.definitions), "hot", "alert-circle-outline")

        owner: QObject = link
        link.runner.do(Capture(item), done, owner, failed)
        if then == "close":
            self.close_overlay()
        else:
            self.line.clear()
            self.line.setFocus()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._next_act = ""
        self.note.show_note(say(error, definitions=self._link.definitions), "hot", "alert-circle-outline")

    def _open_known(self) -> None:
        if self._known_id:
            lead_id = self._known_id
            self.close_overlay()
            self._link.open_lead_requested.emit(lead_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_O and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open_known()
            event.accept()
            return
        # Not by returnPressed, which Ctrl+Enter gives too.
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.capture("close")
            event.accept()
            return
        super().keyPressEvent(event)

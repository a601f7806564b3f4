"""Ctrl+V outside a text field: leads found in the clipboard are shown first, then added as one step."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.capture import CaptureAll
from leaddesk.actions.desk import Desk
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Change
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.keys import say
from leaddesk.ui.capture.words import (
    came_before,
    channel_choices,
    contact_words,
    earlier_leads,
    who_words,
)
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Check, Select
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import Note
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.strip import Strip
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

MOST = 200
"""More leads than a person looks through in a preview belong into a file to import."""

_SIZE = QSize(760, 560)


@dataclass(frozen=True)
class Found:
    """What a text holds: arrivals, who of them came before, why rows were not read."""

    items: tuple[Incoming, ...]
    known: tuple[list[ListRow], ...]
    rejected: tuple[str, ...]


def open_paste(link: Link, parent: QWidget, text: str) -> "Paste":
    """Open the preview of what `text` holds over the window of `parent`."""
    dialog = Paste(link, parent, text)
    dialog.open_dialog(dialog.add)
    return dialog


def find_leads(desk: Desk, text: str, channel: str) -> Found:
    """Read a pasted text and ask for each arrival who came before; off the Qt thread."""
    assert desk.files is not None
    read = desk.files.pasted(text, channel)
    return Found(
        read.items,
        tuple(earlier_leads(desk, item) for item in read.items[:MOST]),
        tuple(say(reason, said) for reason, said in read.rejected),
    )


class Paste(Dialog):
    """Each lead is a row that can be left out; Enter adds the rest as one step, Esc adds nothing."""

    def __init__(self, link: Link, parent: QWidget, text: str) -> None:
        super().__init__(parent, _("Paste as leads"), _("Nothing is written yet"), size=_SIZE)
        self._link, self._text = link, text
        self._found: Found | None = None
        self.checks: list[Check] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        self._note = Note(self.body)
        self.channel = Select(_("Channel"), self.body)
        for key, name in channel_choices(link):
            self.channel.addItem(name, key)
        self.channel.setCurrentIndex(max(0, self.channel.findData("email")))
        self.channel.currentIndexChanged.connect(lambda _i: self._ask())
        self._build_body()
        self.add = self.add_button(Button(_("Add"), kind="primary", key="Enter"), primary=True)
        self.add.clicked.connect(self.capture)
        self.add.setEnabled(False)
        self._note.show_note(_("Reading…"))
        self._ask()

    def _build_body(self) -> None:
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(20), px(16), px(20), px(16))
        lay.setSpacing(px(12))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(ElidedLabel(_("Channel"), 12, 600, "text2", parent=self.body))
        row.addWidget(self.channel)
        row.addStretch(1)
        lay.addLayout(row)
        lay.addWidget(self._note)
        lay.addLayout(self._rows)
        lay.addStretch(1)

    def _ask(self) -> None:
        text, channel = self._text, str(self.channel.currentData() or "other")
        self._link.runner.look(
            lambda desk: find_leads(desk, text, channel), self._on_found, self, self._on_failed
        )

    def _on_found(self, found: Found) -> None:
        left_out = {place for place, check in enumerate(self.checks) if not check.isChecked()}
        same = self._found is not None and len(self._found.items) == len(found.items)
        self._found = found
        self._clear()
        for place, item in enumerate(found.items[:MOST]):
            panel = self._row(item, found.known[place], checked=not (same and place in left_out))
            self._rows.addWidget(panel)
        self._show_count()
        if self.add.isEnabled():
            self.add.setFocus()

    def _clear(self) -> None:
        self.checks = []
        while self._rows.count():
            taken = self._rows.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _row(self, item: Incoming, known: list[ListRow], *, checked: bool) -> Panel:
        panel = Panel(parent=self.body, gap=4)
        check = Check(who_words(item), panel)
        check.setChecked(checked)
        check.setAccessibleName(who_words(item))
        check.toggled.connect(lambda _on: self._show_count())
        self.checks.append(check)
        panel.body.addWidget(check)
        told = [contact_words(item), item.title, short(item.need, 120)]
        words = " · ".join(part for part in told if part)
        line = ElidedLabel(words, 12, 400, "text2", parent=panel)
        under = QHBoxLayout()
        under.addSpacing(px(26))
        under.addWidget(line, 1)
        panel.body.addLayout(under)
        strip = came_before(known, self._link)
        if strip is not None:
            panel.body.addWidget(Strip(strip, height=28, parent=panel))
        elif not item.reachable:
            note = Note(panel)
            note.show_note(_("no contact: it is kept among junk"), "warm", "alert-outline")
            panel.body.addWidget(note)
        return panel

    def chosen(self) -> tuple[Incoming, ...]:
        """Leads that are to be added."""
        if self._found is None:
            return ()
        return tuple(
            item for item, check in zip(self._found.items, self.checks, strict=False) if check.isChecked()
        )

    def _show_count(self) -> None:
        found, n = self._found, len(self.chosen())
        assert found is not None
        self.add.setText(ngettext("Add {n} lead", "Add {n} leads", n).format(n=number(n)))
        self.add.setAccessibleName(self.add.text())
        self.add.restyle()
        self.add.setEnabled(n > 0)
        if not found.items:
            self._note.show_note(
                _("There is no lead in the clipboard; nothing was added."), "warm", "alert-outline"
            )
        elif len(found.items) > MOST:
            words = _("Only the first {n} are here; save the rest as a file and import it.")
            self._note.show_note(words.format(n=MOST), "warm", "alert-outline")
        elif found.rejected:
            self._note.show_note(found.rejected[0], "warm", "alert-outline")
        else:
            self._note.show_note("")
        self.show_remark(_("taken back in one step"))

    def capture(self) -> None:
        """Add the chosen leads as one step."""
        items = self.chosen()
        if not items:
            return
        link = self._link

        def done(change: Change) -> None:
            n = len(items)
            words = ngettext("{n} lead added", "{n} leads added", n).format(n=number(n))
            link.noticed.emit(Notice(words, change.tx))
            self.close_overlay()

        self.add.setEnabled(False)
        link.runner.do(CaptureAll(items), done, self, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        words = say(error, definitions=self._link.definitions)
        self._note.show_note(words, "hot", "alert-circle-outline")
        self.add.setEnabled(bool(self.chosen()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.capture()
            event.accept()
            return
        super().keyPressEvent(event)

"""Business cards from pictures (screen 10): read in another process, checked by a person, saved as leads."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.capture import Capture
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Change
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.ui.capture.card_before import CameBefore, read_card
from leaddesk.ui.capture.card_queue import CardQueue
from leaddesk.ui.capture.dialogs import ask_pictures
from leaddesk.ui.capture.frame import Act, BarActs
from leaddesk.ui.capture.scan_fields import slice_of
from leaddesk.ui.capture.scan_view import ScanView
from leaddesk.ui.capture.scanned import Box, Scanned, next_card
from leaddesk.ui.capture.words import who_words
from leaddesk.ui.kit.actionbar import ActionBar
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.strip import StripData
from leaddesk.ui.link import Link, Notice


class ScanPanel(QWidget):
    """Enter accepts a field and goes to the next, Ctrl+Enter saves the card, Alt+Right skips it."""

    section = "cards"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.queue = CardQueue(link, self)
        self._card: Scanned | None = None
        self._saving = False
        self.view = ScanView()
        self.before = CameBefore(link, self.view.known, self)
        self.picture, self.fields = self.view.picture, self.view.fields
        self.bar = ActionBar(self)
        self._acts = BarActs(self.bar)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.bar)
        self.setAcceptDrops(True)
        self._connect()
        self._show_card()

    def _connect(self) -> None:
        self.view.empty.chosen.connect(lambda act: self.choose() if act == "choose" else self.add_by_hand())
        self.view.picked.connect(lambda place: self._show(self.cards[place]))
        self.fields.at_field.connect(self.picture.show_field)
        self.fields.typed.connect(self._on_typed)
        self.fields.finished.connect(self.save)
        self.picture.pointed.connect(self._on_pointed)
        self.queue.changed.connect(self._on_queue)
        self.queue.filled.connect(self._on_filled)
        self.queue.again.connect(self._on_again)
        self.before.failed.connect(self._on_failed)
        self.view.trouble.acted.connect(self.view.trouble.hide)

    @property
    def cards(self) -> list[Scanned]:
        """The queue in its order."""
        return self.queue.cards

    @property
    def at(self) -> int:
        """The place of the card that is shown, -1 where there is none."""
        return self.cards.index(self._card) if self._card in self.cards else -1

    # -- What the window knows it by --

    def title(self) -> str:
        """Words for the top bar."""
        return _("Business cards")

    def selected_ids(self) -> tuple[str, ...]:
        """Cards are no leads yet."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Pictures are chosen here; Ctrl+O means them while this panel is in front."""
        return {"scan.import_images": self.choose, "import.file": self.choose}

    def take_focus(self) -> None:
        """The first field to check, else the button of the empty panel."""
        if self.card() is not None:
            self.fields.focus_field(0)
        else:
            self.view.focus_first()

    def search(self, query: str) -> None:
        """Leads are found in the inbox."""
        if query:
            self._link.list_requested.emit(query)

    # -- The queue --

    def card(self) -> Scanned | None:
        """The card that is shown."""
        return self._card

    def choose(self) -> None:
        """Ask for pictures in the system's own dialog."""
        ask_pictures(self, self.add)

    def add(self, paths: list[str]) -> None:
        """Put pictures into the queue; they are read one after another while the first is checked."""
        self.queue.add(paths)
        self._go_on()

    def add_made(self, make: Callable[[], bytes], name: str) -> None:
        """Put a picture that is no file into the queue."""
        self.queue.add_made(make, name)
        self._go_on()

    def add_by_hand(self) -> None:
        """A card without a picture."""
        self._show(self.queue.add_by_hand())

    def _go_on(self) -> None:
        """Show the first card that waits, where the person is not at one."""
        if self._card not in self.cards or (self._card and self._card.state in ("saved", "skipped")):
            self._move_on()

    def _on_queue(self) -> None:
        if self._card is not None and self._card not in self.cards:
            self._move_on()
        self.view.show_queue(self.cards, self.at)
        self.view.show_title(self._card, self.at, len(self.cards))

    def _on_filled(self, card: Scanned) -> None:
        if card is self._card:
            self._show_card()
            self._take_focus_softly()

    def _on_again(self, name: str) -> None:
        words = _("{name} is in the queue already")
        self._link.noticed.emit(Notice(words.format(name=short(name, 60))))

    def _take_focus_softly(self) -> None:
        if self.isVisible():  # else the person works elsewhere by now
            self.fields.focus_field(0)

    def _show(self, card: Scanned | None) -> None:
        self._card = card
        self._show_card()
        self._take_focus_softly()

    def _move_on(self) -> None:
        place = next_card(self.cards, self.at)
        self._show(self.cards[place] if place is not None else None)

    def _on_pointed(self, spot: Box) -> None:
        """What stands where the person pointed goes into the field that they were in."""
        card, row = self.card(), self.fields.current()
        if card is None or row is None:
            return

        def read(fact: Any) -> None:
            if card is self._card and row in self.fields.rows:
                if fact.text:
                    found = replace(row.field, box=fact.box)
                    row.show_read(fact.text, fact.sure, fact.box, slice_of(card.image, card.ratio, found))
                    self.picture.update()
                else:
                    self._link.noticed.emit(Notice(_("Nothing could be read there")))
                self.fields.focus_field(self.fields.rows.index(row))

        self.queue.read_region(card, spot, row.field.key, read)

    def _show_card(self) -> None:
        card = self.card()
        self.view.setCurrentIndex(0 if card is None else 1)
        ready = card is not None and card.state not in ("waiting", "reading")
        self.picture.show_card(card)
        self.fields.show_card(card if ready else None)
        self.before.forget()
        self.view.trouble.setVisible(bool(card and card.trouble))
        if card is not None and card.trouble:
            said = StripData(_("Not read"), card.trouble, "hot", "alert-circle-outline")
            self.view.trouble.show_strip(said, _("Close"))
        if ready:
            self.before.ask(card)
        self.view.show_title(card, self.at, len(self.cards))
        self.view.show_queue(self.cards, self.at)
        self._show_bar()

    def _show_bar(self) -> None:
        card = self.card()
        ready = card is not None and card.state in ("check", "failed") and not self._saving
        told: tuple[Act, ...] = (
            (_("Save and next"), "Ctrl+Enter", self.save),
            (_("Skip"), "Alt+→", self.skip),
            (_("Accept all that are sure"), "", self.accept_sure),
            (_("Choose pictures"), "Ctrl+O", self.choose),
        )
        remark = _("the picture is kept beside the lead") if card and card.sha256 else ""
        self._acts.show(told if card is not None else (), remark, 4 if ready else 0)

    def _on_typed(self) -> None:
        self.view.show_title(self.card(), self.at, len(self.cards))
        self.before.ask_soon(self.card())

    def accept_sure(self) -> None:
        """Accept the green fields."""
        self.fields.accept_sure()
        self._on_typed()

    def skip(self) -> None:
        """Leave this card out and go to the next."""
        card = self.card()
        if card is not None and card.state in ("check", "failed"):
            card.state = "skipped"
            self._move_on()

    def save(self) -> None:
        """Make a lead of the card as it stands, then show the next."""
        card = self.card()
        if card is None or card.state not in ("check", "failed") or self._saving:
            return
        if not card.told():
            self.fields.focus_field(0)
            return
        told = card.confirmed()
        self._saving = True
        self._show_bar()

        def read(found: tuple[Incoming, list[ListRow]]) -> None:
            item = found[0]
            self._link.runner.do(
                Capture(item), lambda change: self._on_saved(card, item, change), self, self._on_failed
            )

        self._link.runner.look(lambda desk: read_card(desk, told), read, self, self._on_failed)

    def _on_saved(self, card: Scanned, item: Incoming, change: Change) -> None:
        self._saving = False
        card.state = "saved"
        self.queue.learn(card)
        words = _("Saved: {name}") if change.ids else _("Already there, nothing changed: {name}")
        self._link.noticed.emit(Notice(words.format(name=who_words(item)), change.tx))
        if card is self.card():
            self._move_on()
        self.view.show_queue(self.cards, self.at)

    def _on_failed(self, error: Exception) -> None:
        self._saving = False
        self._show_bar()
        if not isinstance(error, Refused):
            raise error
        words = say(error, definitions=self._link.definitions)
        self.view.trouble.show_strip(
            StripData(_("Not saved"), words, "hot", "alert-circle-outline"), _("Close")
        )
        self.view.trouble.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and held & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Right and held & Qt.KeyboardModifier.AltModifier:
            self.skip()
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
            self.add(paths)

"""Business cards from pictures (screen 10): read in another process, checked by a person, saved as leads."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Change
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.ui.capture.dialogs import ask_pictures
from leaddesk.ui.capture.frame import Act, BarActs
from leaddesk.ui.capture.scan_view import ScanView
from leaddesk.ui.capture.scanned import Reading, Scanned, by_hand, further_cards, next_card, read_picture
from leaddesk.ui.capture.words import came_before, earlier_leads, who_words
from leaddesk.ui.kit.actionbar import ActionBar
from leaddesk.ui.kit.strip import StripData
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Ticket

KNOWN_AFTER_MS = 250


def read_card(desk: Desk, fields: list[tuple[str, str]], path: str) -> tuple[Incoming, list[ListRow]]:
    """The arrival of a card as it stands, and whom the base knows by its contacts; off the Qt thread."""
    assert desk.files is not None
    item = desk.files.card(fields, path)
    return item, earlier_leads(desk, item)


class ScanPanel(QWidget):
    """Enter accepts a field and goes to the next, Ctrl+Enter saves the card, Alt+Right skips it."""

    section = "cards"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.cards: list[Scanned] = []
        self.at = -1
        self._asked: Ticket | None = None
        self._reading = False
        self._known_id = ""
        self._saving = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KNOWN_AFTER_MS)
        self._soon.timeout.connect(self._ask_known)
        self.view = ScanView()
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
        self.view.picked.connect(self._show)
        self.fields.at_field.connect(self.picture.show_field)
        self.fields.typed.connect(self._on_typed)
        self.fields.finished.connect(self.save)
        self.view.known.acted.connect(self._open_known)
        self.view.trouble.acted.connect(self.view.trouble.hide)

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
        return self.cards[self.at] if 0 <= self.at < len(self.cards) else None

    def choose(self) -> None:
        """Ask for pictures in the system's own dialog."""
        ask_pictures(self, self.add)

    def add(self, paths: list[str]) -> None:
        """Put pictures into the queue; they are read one after another while the first is checked."""
        self.cards += [Scanned(path) for path in paths]
        if self.card() is None or self.cards[self.at].state in ("saved", "skipped"):
            self._move_on()
        self._read_next()
        self.view.show_queue(self.cards, self.at)

    def add_by_hand(self) -> None:
        """A card without a picture."""
        self.cards.append(Scanned("", "check", fields=by_hand()))
        self._show(len(self.cards) - 1)

    def _read_next(self) -> None:
        place = next((n for n, card in enumerate(self.cards) if card.state == "waiting"), None)
        if self._reading or place is None:
            return
        card, self._reading = self.cards[place], True
        card.state = "reading"

        def read(answer: Reading) -> None:
            self._on_read(card, answer)

        def failed(error: Exception) -> None:
            self._on_read(card, Reading(card.image, 1.0, by_hand(), _("The picture could not be read.")))
            raise error

        self._link.runner.look(lambda desk: read_picture(desk, card.path), read, self, failed)

    def _on_read(self, card: Scanned, answer: Reading) -> None:
        self._reading = False
        card.image, card.ratio, card.trouble = answer.image, answer.ratio, answer.trouble
        card.fields, card.state = answer.fields, "failed" if answer.trouble else "check"
        place = self.cards.index(card) + 1
        self.cards[place:place] = further_cards(card, answer)
        self.at += len(answer.others) if place <= self.at else 0
        if card is self.card():
            self._show_card()
            self._take_focus_softly()
        self.view.show_queue(self.cards, self.at)
        self._read_next()

    def _take_focus_softly(self) -> None:
        if self.isVisible():  # else the person works elsewhere by now
            self.fields.focus_field(0)

    def _show(self, at: int) -> None:
        self.at = at
        self._show_card()
        self._take_focus_softly()

    def _move_on(self) -> None:
        place = next_card(self.cards, self.at)
        self._show(place if place is not None else -1)

    def _show_card(self) -> None:
        card = self.card()
        self.view.setCurrentIndex(0 if card is None else 1)
        ready = card is not None and card.state not in ("waiting", "reading")
        self.picture.show_card(card)
        self.fields.show_card(card if ready else None)
        self.view.known.hide()
        self._known_id = ""
        self.view.trouble.setVisible(bool(card and card.trouble))
        if card is not None and card.trouble:
            said = StripData(_("Not read"), card.trouble, "hot", "alert-circle-outline")
            self.view.trouble.show_strip(said, _("Close"))
        if ready:
            self._ask_known()
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
        remark = _("the lead remembers where its picture is") if card and card.path else ""
        self._acts.show(told if card is not None else (), remark, 4 if ready else 0)

    def _on_typed(self) -> None:
        self.view.show_title(self.card(), self.at, len(self.cards))
        self._soon.start()

    def _ask_known(self) -> None:
        card = self.card()
        if card is None:
            return
        if self._asked is not None:
            self._asked.drop()
        fields, path = card.told(), card.path
        self._asked = self._link.runner.look(
            lambda desk: read_card(desk, fields, path)[1], self._on_known, self, self._on_failed
        )

    def _on_known(self, rows: list[ListRow]) -> None:
        strip = came_before(rows, self._link)
        self._known_id = rows[0].id if rows else ""
        self.view.known.setVisible(strip is not None)
        if strip is not None:
            self.view.known.show_strip(strip, _("Open"))

    def _open_known(self) -> None:
        if self._known_id:
            self._link.open_lead_requested.emit(self._known_id)

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
        fields, path = card.told(), card.path
        if not fields:
            self.fields.focus_field(0)
            return
        self._saving = True
        self._show_bar()

        def read(told: tuple[Incoming, list[ListRow]]) -> None:
            item = told[0]
            self._link.runner.do(
                Capture(item), lambda change: self._on_saved(card, item, change), self, self._on_failed
            )

        self._link.runner.look(lambda desk: read_card(desk, fields, path), read, self, self._on_failed)

    def _on_saved(self, card: Scanned, item: Incoming, change: Change) -> None:
        self._saving = False
        card.state = "saved"
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

"""The queue of cards: each picture is kept first, then read in the recogniser's process, one by one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from leaddesk.actions.desk import Desk
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.ui.capture.scanned import (
    Box,
    Reading,
    Scanned,
    by_hand,
    fill,
    keep_picture,
    original,
    read_picture,
)
from leaddesk.ui.link import Link


class CardQueue(QObject):
    """`cards` in their order. `changed()` after any news, `filled(card)` when a card can be checked.

    `again(name)` where a picture is in the queue already.
    """

    changed = Signal()
    filled = Signal(object)
    again = Signal(str)

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.cards: list[Scanned] = []
        self._busy = False

    def add(self, paths: list[str]) -> None:
        """Put pictures into the queue."""
        self.cards += [Scanned(path) for path in paths]
        self._work()
        self.changed.emit()

    def add_made(self, make: Callable[[], bytes], name: str) -> None:
        """Put a picture into the queue that is no file (clipboard, scanner); `make()` off the Qt thread."""
        card = Scanned("", file=name)
        self.cards.append(card)

        def kept(sha256: str) -> None:
            self._take(card, sha256)
            self._work()

        self._link.runner.look(
            lambda desk: _put(desk, make()), kept, self, lambda fault: self._fail(card, fault)
        )
        self.changed.emit()

    def add_by_hand(self) -> Scanned:
        """A card without a picture."""
        card = Scanned("", "check", fields=by_hand())
        self.cards.append(card)
        self.changed.emit()
        return card

    def read_region(self, card: Scanned, box: Box, key: str, then: Callable[[Any], None]) -> None:
        """What stands in a region of a card, as the value of a field; `then(fact)` on the Qt thread."""

        def ask(desk: Desk) -> Any:
            assert desk.recogniser is not None
            with original(desk, card.path, card.sha256) as kept:
                return desk.recogniser.read_region(kept, card.part, box, key)

        if card.reading is not None:
            self._link.runner.look(ask, then, self)

    def learn(self, card: Scanned) -> None:
        """Let the recogniser remember how a person left the fields of a card."""
        reading, lessons = card.reading, card.lessons()
        if reading is not None:

            def tell(desk: Desk) -> None:
                if desk.recogniser is not None:
                    desk.recogniser.learn(reading, lessons)

            self._link.runner.look(tell, lambda _none: None, self)

    def _work(self) -> None:
        """One thing at a time; every picture is kept before the first of them is read."""
        if self._busy:
            return
        waiting = [one for one in self.cards if one.state == "waiting"]
        unkept = next((one for one in waiting if one.path and not one.kept), None)
        if unkept is not None:
            self._busy = True
            self._link.runner.look(
                lambda desk: keep_picture(desk, unkept.path),
                lambda sha256: self._on_kept(unkept, sha256),
                self,
                lambda fault: self._fail(unkept, fault),
            )
            return
        card = next((one for one in waiting if one.kept), None)
        if card is None:
            return
        self._busy, card.state = True, "reading"
        self._link.runner.look(
            lambda desk: read_picture(desk, card.path, card.sha256, card.title),
            lambda answer: self._on_read(card, answer),
            self,
            lambda fault: self._fail(card, fault),
        )

    def _on_kept(self, card: Scanned, sha256: str) -> None:
        self._busy = False
        self._take(card, sha256)
        self._work()

    def _take(self, card: Scanned, sha256: str) -> None:
        """The picture is safe now; one that is in the queue already goes."""
        card.sha256, card.kept = sha256, True
        if sha256 and any(one.sha256 == sha256 for one in self.cards if one is not card):
            self.cards.remove(card)
            self.again.emit(card.title)
            self.changed.emit()

    def _on_read(self, card: Scanned, answer: Reading) -> None:
        self._busy = False
        more = fill(card, answer)
        place = self.cards.index(card) + 1
        self.cards[place:place] = more
        self.filled.emit(card)
        self.changed.emit()
        self._work()

    def _fail(self, card: Scanned, fault: Exception) -> None:
        self._busy = False
        told = isinstance(fault, Refused)
        words = say(fault) if isinstance(fault, Refused) else _("The picture could not be read.")
        fill(card, Reading(card.image, card.ratio, (), words))
        self.filled.emit(card)
        self.changed.emit()
        self._work()
        if not told:
            raise fault


def _put(desk: Desk, data: bytes) -> str:
    return desk.attachments.put(data) if desk.attachments is not None else ""

"""Visitors on their way: from the journal on disk, with their pictures read, into the base, each once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Change
from leaddesk.actions.stand import keep, settle
from leaddesk.actions.stand_pictures import Fields, keep_bytes, keep_file, not_read, read_kept, with_fields
from leaddesk.domain.refusals import Refused
from leaddesk.domain.show import Visit
from leaddesk.texts.keys import say
from leaddesk.ui.booth.words import step_words, who
from leaddesk.ui.link import Link


class Journal(QObject):
    """The visitors of this place, the one before us apart.

    Signals: `shown()` when another visitor is before us, `changed()` for the rest of the screen,
    `troubled(words)` for what a person should know at once.
    """

    shown = Signal()
    changed = Signal()
    troubled = Signal(str)

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self.visits: dict[str, Visit] = {}
        self.names: dict[str, str] = {}
        self.show_id = self.by = ""
        self.current = self.fresh()
        self.saved_at = link.now()
        self._steps: list[tuple[Visit, str]] = []
        self._coming = Counter[str]()
        self._settling: set[str] = set()
        self._reading = ""

    def fresh(self) -> Visit:
        """A visitor of whom nothing is known."""
        new_id = self._link.runner.desk.context().new_id
        return Visit(new_id(), self._link.now(), self.show_id, self.by or self._link.me.id)

    def _take(self, visit: Visit) -> None:
        self.visits.pop(visit.id, None)
        self.current = visit
        self.shown.emit()
        self.changed.emit()

    # -- From the journal into the base --

    def _on_kept(self, visit_id: str, _none: None) -> None:
        self.saved_at = self._link.now()
        self._settling.discard(visit_id)
        self.changed.emit()
        self._go_on(visit_id)

    def _go_on(self, visit_id: str) -> None:
        """A confirmed visitor goes into the base once every picture is kept and read."""
        visit = self.visits.get(visit_id)
        if visit is None or visit.state != "saved" or visit_id in self._settling or self._coming[visit_id]:
            return
        if visit.unread:
            self._read_next()
            return
        self._settling.add(visit_id)
        step = step_words(visit.promise, self._link.definitions)
        then, failed = partial(self._on_settled, visit), partial(self._on_unsettled, visit_id)
        self._link.runner.write(lambda desk: settle(desk, visit, step), then, self, failed)

    def _on_settled(self, visit: Visit, told: tuple[Visit, Change]) -> None:
        done, change = told
        self._settling.discard(visit.id)
        self.visits[visit.id] = done
        self.names[visit.id] = who(visit)
        if change.tx:
            self._steps.append((visit, change.tx))
            self._link.runner.changed.emit(change)
        self.changed.emit()

    def _on_unsettled(self, visit_id: str, error: Exception) -> None:
        self._settling.discard(visit_id)
        self._on_failed(error)

    def _on_lost(self, visit: Visit, error: Exception) -> None:
        """Not on disk: the visitor comes back before us, so that nobody believes it is saved."""
        self._settling.discard(visit.id)
        if not self.current.empty:
            self.visits[self.current.id] = self.current
        self._take(replace(visit, state="open"))
        self._on_failed(error)

    def _write(self, work: Callable[[Desk], None]) -> None:
        self._link.runner.write(work, lambda _none: None, self, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.troubled.emit(say(error, definitions=self._link.definitions))

    # -- Pictures and voices --

    def add_pictures(self, paths: list[str]) -> None:
        """Pictures of the current visitor: on disk first, read afterwards."""
        for path in paths:
            self._coming[self.current.id] += 1
            then = partial(self._on_picture, self.current.id)
            failed = partial(self._on_no_picture, self.current.id)
            self._link.runner.write(partial(keep_file, path=path), then, self, failed)

    def add_voice(self, data: bytes) -> None:
        """A voice note of the current visitor."""
        self._coming[self.current.id] += 1
        then = partial(self._on_voice, self.current.id)
        failed = partial(self._on_no_picture, self.current.id)
        self._link.runner.write(partial(keep_bytes, data=data), then, self, failed)

    def _on_picture(self, visit_id: str, digest: str) -> None:
        self._coming[visit_id] -= 1
        visit = self.of(visit_id)
        if visit is not None and digest not in visit.pictures:
            told = (*visit.pictures, digest)
            self._change(replace(visit, pictures=told, unread=(*visit.unread, digest)))
        self._go_on(visit_id)
        self._read_next()

    def _on_voice(self, visit_id: str, digest: str) -> None:
        self._coming[visit_id] -= 1
        visit = self.of(visit_id)
        if visit is not None:
            self._change(replace(visit, voice=digest))
        self._go_on(visit_id)

    def _on_no_picture(self, visit_id: str, error: Exception) -> None:
        self._coming[visit_id] -= 1
        self._go_on(visit_id)
        self._on_failed(error)

    def of(self, visit_id: str) -> Visit | None:
        """A visitor by id, also the one before us."""
        return self.current if visit_id == self.current.id else self.visits.get(visit_id)

    def _change(self, visit: Visit) -> None:
        if visit.id == self.current.id:
            self.current = visit
            self.shown.emit()
        else:
            self.visits[visit.id] = visit
        self._write(lambda desk: keep(desk, visit))
        self.changed.emit()

    def _read_next(self) -> None:
        waiting = (one for one in (self.current, *self.visits.values()) if one.unread)
        visit = next(waiting, None)
        if visit is None or self._reading:
            return
        self._reading = digest = visit.unread[0]
        then = partial(self._on_read, visit.id, digest)
        failed = partial(self._on_not_read, visit.id, digest)
        self._link.runner.look(partial(read_kept, digest=digest), then, self, failed)
        self.changed.emit()

    def _on_read(self, visit_id: str, digest: str, cards: list[Fields]) -> None:
        self._reading = ""
        visit = self.of(visit_id)
        if visit is not None:
            self._change(with_fields(visit, cards[0], digest))
            for fields in cards[1:]:
                other = replace(self.fresh(), pictures=(digest,), group=visit.group or visit.id)
                self._change(with_fields(other, fields, digest))
        self._go_on(visit_id)
        self._read_next()

    def _on_not_read(self, visit_id: str, digest: str, error: Exception) -> None:
        self._reading = ""
        visit = self.of(visit_id)
        if visit is not None:
            self._change(not_read(visit, digest))
        self._go_on(visit_id)
        self._read_next()
        self._on_failed(error)

"""Who stands before us and who was here: every key is on disk soon, every visitor before anything else."""

from dataclasses import replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import Undone
from leaddesk.actions.stand import cleared, day_of, forget, keep, keep_place, kept, place
from leaddesk.domain.norms import office_hours
from leaddesk.domain.show import NOTHING, Show, Visit, promise_due
from leaddesk.texts import _
from leaddesk.ui.booth.journal import Journal
from leaddesk.ui.booth.words import who
from leaddesk.ui.link import Link, Notice

SOON_MS = 250
"""So long after the last key what was typed is on disk."""
Place = tuple[str, str, str]


class Keeper(Journal):
    """The place, the visitor before us, and what is told of the day."""

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(link, parent)
        self.before = ""
        self.opened = False
        self._cleared: list[Visit] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.flush)

    # -- The place --

    def open(self) -> None:
        """Take up what was left: the show, who stood here, everybody who is unfinished."""
        self._link.runner.write(_left, self._on_left, self, self._on_failed)

    def _on_left(self, told: tuple[list[Visit], Place]) -> None:
        visits, (self.show_id, self.by, self.before) = told
        self.opened = True
        self.visits |= {one.id: one for one in visits if one.id not in self.visits}
        self.names |= {one.id: who(one) for one in visits if who(one)}
        if not self._standing(self.by):
            self.by = self._link.me.id
        show = self.show()
        if show is None or show.over(self._today()):
            self.before, self.show_id = self.show_id or self.before, self._only_today()
            self._keep_place()
        if self.current.empty:
            self._take(self._pending() or self.fresh())
        for one in list(self.visits.values()):
            self._go_on(one.id)
        self._read_next()
        self.changed.emit()

    def show(self) -> Show | None:
        """The event in force."""
        return self._link.definitions.show_by_id.get(self.show_id)

    def _only_today(self) -> str:
        """The event of today, where there is just one; nobody has to be asked for it."""
        today = self._today()
        running = [one.id for one in self._link.definitions.shows if one.day(today)]
        return running[0] if len(running) == 1 else ""

    def use_show(self, show_id: str) -> None:
        """Work for this event from the current visitor on."""
        if show_id != self.show_id:
            self.before, self.show_id = self.show_id or self.before, show_id
            self.current = replace(self.current, show=show_id, answers={})
            self._keep_place()
            self.shown.emit()
        self.changed.emit()

    def same_show(self) -> bool:
        """Back to the event before; False where there was none, or it is in force already."""
        known = self._link.definitions.show_by_id
        if self.before not in known or self.before == self.show_id:
            return False
        self.use_show(self.before)
        return True

    def stands(self, user: str) -> None:
        """Another person stands here from now on; the visitor before us is theirs."""
        self.by = user
        self.current = replace(self.current, by=user)
        self._keep_place()
        self.changed.emit()

    def staff(self) -> list[str]:
        """Who may stand here: those of the event, else everybody who may capture."""
        show = self.show()
        told = [one for one in show.staff if self._standing(one)] if show else []
        users = sorted(self._link.users.values(), key=lambda user: user.name)
        found = told or [user.id for user in users if self._standing(user.id)]
        return found if self.by in found or not self.by else [self.by, *found]

    def _standing(self, user: str) -> bool:
        found = self._link.users.get(user)
        return found is not None and found.active

    def _keep_place(self) -> None:
        told: Place = (self.show_id, self.by, self.before)
        self._write(lambda desk: keep_place(desk, *told))

    # -- The visitor before us --

    def put(self, **told: Any) -> None:
        """Something more is known of the current visitor."""
        self.current = replace(self.current, **told)
        if "promise" in told:
            self.current = replace(self.current, due=self._due(self.current.promise))
        self._soon.start()
        self.changed.emit()

    def typed(self, key: str, text: str) -> None:
        """A field was typed: it is no longer what a picture said."""
        read = {name: sure for name, sure in self.current.read.items() if name != key}
        self.put(typed={**self.current.typed, key: text}, read=read)

    def flush(self) -> None:
        """Put what was typed on disk now."""
        self._soon.stop()
        visit = self.current
        if not visit.empty:
            self._write(lambda desk: keep(desk, visit))

    def confirm(self) -> bool:
        """Save the current visitor and take the next; False where nothing was said of them yet."""
        if self.current.empty or self.show() is None:
            return False
        self._soon.stop()
        saved = replace(self.current, state="saved")
        self.visits[saved.id] = saved
        self.names[saved.id] = who(saved)
        self._settling.add(saved.id)
        self._link.runner.write(lambda desk: keep(desk, saved), partial(self._on_kept, saved.id), self,
                                partial(self._on_lost, saved))  # fmt: skip
        self._cleared.clear()
        self._take(self._pending() or self.fresh())
        return True

    def same_company(self) -> bool:
        """Save the current visitor; the next came with them: the same company, answers and warmth."""
        last = self.current
        if not self.confirm():
            return False
        typed = {key: last.typed[key] for key in ("company", "website", "address") if last.typed.get(key)}
        self._take(replace(
            self.fresh(), typed=typed, answers=last.answers, temperature=last.temperature,
            group=last.group or last.id,
        ))  # fmt: skip
        return True

    def clear(self) -> None:
        """Begin this visitor anew; undo brings them back."""
        if not self.current.empty:
            gone = self.current
            self._soon.stop()
            self._cleared.append(gone)
            self._write(lambda desk: forget(desk, gone.id))
            self._take(self.fresh())

    def undo(self) -> bool:
        """Bring back what was cleared, else take the last visitor out of the base and before us again."""
        if self._cleared:
            if not self.current.empty:
                self._put_aside()
            self._take(self._cleared.pop())
            self.flush()
            return True
        if not self._steps:
            return False
        visit, tx = self._steps.pop()
        self._link.runner.undo(tx, partial(self._on_undone, visit), self)
        return True

    def _on_undone(self, visit: Visit, _undone: Undone) -> None:
        back = replace(visit, state="open", lead="", trouble="")
        if not self.current.empty:
            self._put_aside()
        self.visits.pop(back.id, None)
        self._take(back)
        self.flush()

    def take_again(self, visit_id: str) -> None:
        """A visitor with something to mend comes before us once more."""
        found = self.visits.get(visit_id)
        if found is not None:
            if not self.current.empty:
                self._put_aside()
            self._take(replace(found, state="open"))

    def _put_aside(self) -> None:
        self.flush()
        self.visits[self.current.id] = self.current

    def _pending(self) -> Visit | None:
        return next((one for one in self.visits.values() if one.state == "open"), None)

    def _due(self, promise: str) -> Any:
        if not promise or promise == NOTHING:
            return None
        known = self._link.definitions
        hour = int(known.settings.get("wake_hour", 10))
        return promise_due(self._link.now(), str(known.setting("zone")), hour, office_hours(known))

    # -- What is told of the day --

    def today(self) -> list[Visit]:
        """Everybody confirmed today at this event, in their order."""
        day = day_of(list(self.visits.values()), self._today(), self._link.definitions)
        return [one for one in day if one.show == self.show_id]

    def to_mend(self) -> list[Visit]:
        """Who needs another look: no contact, an unreadable picture, a field that is not sure."""
        return [one for one in self.visits.values() if one.state == "done" and one.trouble]

    def waiting(self) -> int:
        """How many are confirmed and not in the base yet."""
        return sum(one.state == "saved" for one in self.visits.values())

    def reading(self) -> bool:
        """Whether a picture of the visitor before us is being read."""
        return bool(self.current.unread) or bool(self._coming[self.current.id])

    def _today(self) -> Any:
        zone = ZoneInfo(str(self._link.definitions.setting("zone")))
        return self._link.now().astimezone(zone).date()

    def say(self, words: str, tx: str = "") -> None:
        """Tell it over the screen."""
        self._link.noticed.emit(Notice(words, tx))

    def nothing_yet(self) -> str:
        """Why the current visitor cannot be saved."""
        return (
            _("Choose the event first") if self.show() is None else _("Nothing is known of this visitor yet")
        )


def _left(desk: Desk) -> tuple[list[Visit], Place]:
    return cleared(desk, kept(desk), desk.session.now()), place(desk)

"""Carries a decision out: opens its popups, runs the action, says what happened, repeats it by one key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.actions.action import CHUNK, LeadAction
from leaddesk.actions.ports import Change, Progress
from leaddesk.actions.questions import Rows
from leaddesk.domain.list_row import Shown
from leaddesk.domain.refusals import Refused
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.ui.decisions.asks import Ask, Elsewhere, Leads, Outcome, Step, follow
from leaddesk.ui.decisions.subject import Call, Subject
from leaddesk.ui.decisions.table import DECISIONS, REPEAT
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.runner import Job

MANY = 1_000
"""From so many leads on a decision is a job with progress and Cancel (UX 1.6)."""


@dataclass(frozen=True)
class _Way:
    """The command and the answers so far."""

    command: str
    steps: tuple[Step, ...] = ()

    def then(self, step: Step) -> "_Way":
        return _Way(self.command, (*self.steps, step))


class Decisions(QObject):
    """One for a window. The window gives it the ids of the panel in front.

    Signals: `deciding(verb, ids, advances)` when an action is sent off, `done(verb, ids, Change)` after it,
    `refused(ids, sentence)` where a rule forbade it, `command_requested(command id, ids)` where another
    command goes on; for thousands of leads `long_work(Job, sentence)`, `progressed(Progress)`, `long_ended`.
    """

    deciding = Signal(str, object, bool)
    done = Signal(str, object, object)
    refused = Signal(object, str)
    command_requested = Signal(str, object)
    long_work = Signal(object, str)
    progressed = Signal(object)
    long_ended = Signal()

    def __init__(self, link: Link, window: QWidget) -> None:
        super().__init__(window)
        self._link, self._window = link, window
        self._last: _Way | None = None
        self._popup: ChoicePopup | None = None

    def commands(self) -> tuple[str, ...]:
        """Command ids that `decide` knows."""
        return (*DECISIONS, REPEAT)

    def decide(
        self, command: str, ids: Sequence[str], row: Shown | None = None, call: Call | None = None
    ) -> None:
        """Begin a decision about `ids`; `row` is what the panel knows of a single lead."""
        if not ids:
            self._link.noticed.emit(Notice(_("Choose a lead first")))
            return
        to = replace(self._subject(tuple(ids), row), call=call)
        if command == REPEAT:
            self._repeat(to)
        else:
            self._go(to, DECISIONS[command](to), _Way(command))

    def last(self) -> str:
        """The command that would be repeated; "" before the first decision."""
        return self._last.command if self._last else ""

    def popup(self) -> ChoicePopup | None:
        """The popup that is open."""
        return self._popup if self._popup is not None and self._popup.is_open() else None

    def _subject(self, ids: tuple[str, ...], row: Shown | None) -> Subject:
        link = self._link
        known = row if len(ids) == 1 else None
        return Subject(ids, known, link.definitions, tuple(link.users.values()), link.me, link.now())

    def _repeat(self, to: Subject) -> None:
        way = self._last
        if way is None:
            self._link.noticed.emit(Notice(_("Nothing was decided yet")))
            return
        leads = follow(DECISIONS[way.command](to), way.steps)
        if leads is None:
            self._link.noticed.emit(Notice(_("The last decision does not fit this lead")))
        else:
            self._go(to, leads, way)

    def _go(self, to: Subject, leads: Leads, way: _Way) -> None:
        if isinstance(leads, Ask):
            self._open(to, leads, way)
        elif isinstance(leads, Elsewhere):
            self.command_requested.emit(leads.command, to.ids)
        else:
            self._last = way
            self._do(to, leads)

    # -- Popups --

    def _open(self, to: Subject, ask: Ask, way: _Way, typed: str = "") -> None:
        rows = [ChoiceRow(o.key, o.icon, o.name, o.consequence, o.reason) for o in ask.options]
        popup = ChoicePopup(
            self._window, ask.title, ask.subtitle, rows, type_hint=ask.hint if ask.read else "", foot=ask.foot
        )
        popup.chosen.connect(lambda key: self._on_chosen(to, ask, way, key))
        popup.typed.connect(lambda text: self._on_typed(to, ask, way, text))
        popup.typing.connect(lambda text: popup.show_preview(ask.read(text).preview if ask.read else ""))
        popup.closed.connect(self._on_closed)
        self._popup = popup
        popup.open_popup()
        if typed:
            popup.line.setText(typed)
        if typed or not rows:
            popup.line.setFocus()

    def _on_closed(self) -> None:
        self._popup = None

    def _on_chosen(self, to: Subject, ask: Ask, way: _Way, key: str) -> None:
        option = ask.option(key)
        if option is not None:
            self._go(to, option.leads, way.then(Step(key=key)))

    def _on_typed(self, to: Subject, ask: Ask, way: _Way, text: str) -> None:
        """A line that is not understood comes back as it was typed, with the reason below it."""
        leads = ask.read(text).leads if ask.read else None
        if leads is None:
            self._open(to, ask, way, text)
        else:
            self._go(to, leads, way.then(Step(typed=text)))

    # -- The action --

    def _do(self, to: Subject, outcome: Outcome) -> None:
        self.deciding.emit(outcome.verb, to.ids, outcome.advances)

        def done(change: Change) -> None:
            self._tell(to, outcome, change)

        def failed(error: Exception) -> None:
            self._on_failed(to, error)

        if len(to.ids) < MANY:
            self._link.runner.do(outcome.action, done, self, failed)
        else:
            self._do_at_length(to, outcome.action, outcome)

    def _do_at_length(self, to: Subject, action: LeadAction, outcome: Outcome) -> None:
        desk = self._link.runner.desk
        holder: list[Job] = []

        def done(change: Change) -> None:
            self.long_ended.emit()
            if holder[0].stop.is_set() and not change.ids:
                self.refused.emit(to.ids, "")
                self._link.noticed.emit(Notice(_("Cancelled, nothing was changed")))
            else:
                self._tell(to, outcome, change)

        def failed(error: Exception) -> None:
            self.long_ended.emit()
            self._on_failed(to, error)

        def work(said: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Change:
            parts = count(1)
            everyone = len(to.ids)

            def part_done(_progress: Progress) -> None:
                said(Progress(min(everyone, next(parts) * CHUNK), everyone))

            return desk.do(action, said=part_done, cancelled=cancelled)

        job = self._link.runner.job(
            work,
            done,
            self,
            self._on_heard,
            failed,
        )
        holder.append(job)
        self.long_work.emit(job, to.told(outcome.what, aside=outcome.aside))

    def _on_heard(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _tell(self, to: Subject, outcome: Outcome, change: Change) -> None:
        self.done.emit(outcome.verb, to.ids, change)
        if not change.tx:
            self._link.noticed.emit(Notice(_("There was nothing to change")))
        elif to.row is not None or len(to.ids) > 1:
            self._link.noticed.emit(Notice(to.told(outcome.what, aside=outcome.aside), change.tx))
        else:
            self._tell_by_name(to, outcome, change)

    def _tell_by_name(self, to: Subject, outcome: Outcome, change: Change) -> None:
        def told(rows: list[LeadRow]) -> None:
            name = rows[0].name if rows else ""
            self._link.noticed.emit(Notice(to.told(outcome.what, name, aside=outcome.aside), change.tx))

        self._link.runner.ask(Rows(to.ids), told, self)

    def _on_failed(self, to: Subject, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        sentence = say(error, definitions=to.definitions)
        self.refused.emit(to.ids, sentence)
        self._link.noticed.emit(Notice(sentence))

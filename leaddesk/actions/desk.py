"""The desk: the one door to every action and question, with the right checked before each."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TypeVar

from leaddesk.actions.action import Action, Context, LeadAction
from leaddesk.actions.drafts import Drafts
from leaddesk.actions.erase import files_of, forget
from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.files import Files
from leaddesk.actions.keeping import Keeping, Post, Recogniser, Remembering
from leaddesk.actions.pairing import Pairing
from leaddesk.actions.playing import planned
from leaddesk.actions.ports import (
    Change,
    Figures,
    Intent,
    Plan,
    Progress,
    Store,
    Undone,
)
from leaddesk.actions.questions import Question
from leaddesk.domain.ids import new_id
from leaddesk.domain.log import ms_of
from leaddesk.domain.refusals import NotFound
from leaddesk.domain.roles import check_right, rights_of
from leaddesk.domain.users import User

T = TypeVar("T")
_DRAWN = 640
"""Random bytes at a time: an import asks for three ids a row."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who acts, and the two clocks: business time (may be fixed by --now) and the machine's."""

    user: User
    now: Callable[[], datetime]
    machine: Callable[[], datetime]


class Desk:
    """Does actions and answers questions on one store for one session. Safe to call from worker threads."""

    def __init__(self, store: Store, session: Session, figures: Figures | None = None) -> None:
        self.store = store
        self.session = session
        self.figures = figures
        self.files: Files | None = None
        self.recogniser: Recogniser | None = None
        self.attachments: Keeping | None = None
        self.mappings: Remembering | None = None
        self.pairing: Pairing | None = None
        self.drafts: Drafts | None = None
        self.post: Post | None = None

    def context(self) -> Context:
        """What an action is given at this moment."""
        return Context(self.session.now(), self.session.user.id, _ids(self.session.machine).__next__)

    def check(self, action: Action) -> None:
        """Raise NotAllowed where the acting user's roles lack the action's right."""
        with self.store.view() as read:
            granted = read.definitions().roles
        check_right(action.right, self.session.user.roles, granted)
        if isinstance(action, LeadAction) and action.each and len(action.ids) > 1:
            check_right("bulk", self.session.user.roles, granted)

    def may(self, right: str) -> bool:
        """Whether the acting user's roles have a right."""
        with self.store.view() as read:
            return right in rights_of(self.session.user.roles, read.definitions().roles)

    def do(
        self,
        action: Action,
        *,
        said: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        tx: str | None = None,
    ) -> Change:
        """Do `action` in one transaction, or in many short ones of one tx where it has several parts.

        `tx` goes on with a step that a crash left open.
        """
        self.check(action)
        context = self.context()
        intent = Intent(action.name, context.actor, context.at, action.undo, action.about)
        parts = action.parts()
        first = next(parts, None)
        if first is None:
            return Change(tx or "", ())
        second = None if action.long else next(parts, None)
        if second is None and tx is None and not action.long:
            files = files_of(action, self.store)
            change = self.store.write(intent, lambda read: planned(first, read, context))
            forget(files, self.store, self.attachments)
            return change
        plans = _plans((part for part in (first, second) if part is not None), parts, context)
        return self.store.bulk(intent, plans, tx=tx, said=said, cancelled=cancelled)

    def undo(self, tx: str | None = None) -> Undone:
        """Undo `tx`, or the last step of this user on this site; raises UndoRefused.

        Another's step needs a right of its own: NotAllowed says whose it is.
        """
        return self.store.undo(self._intent("undo"), tx, lambda: self.may("undo_others"))

    def redo(self) -> Undone:
        """Take the last undo of this user back; raises UndoRefused where there is none."""
        return self.store.redo(self._intent("redo"))

    def ask(self, question: Question[T]) -> T:
        """The answer of a question, as frozen rows."""
        return question.answer(self.store, self.session.now(), self.session.user)

    def chart(self, name: str, ask: FigureAsk) -> Figure:
        """A figure by name; NotFound where the program has none."""
        if self.figures is None or name not in self.figures.names():
            raise NotFound("report.no_such_figure", name=name)
        return self.figures.figure(name, ask)

    def _intent(self, name: str) -> Intent:
        return Intent(name, self.session.user.id, self.session.now())


def _ids(machine: Callable[[], datetime]) -> Iterator[str]:
    """Ids of the moment in which each is asked for; chance is drawn for many at once."""
    while True:
        drawn = os.urandom(_DRAWN)
        for start in range(0, _DRAWN, 10):
            yield new_id(ms_of(machine()), drawn[start : start + 10])


def _plans(taken: Iterable[Action], rest: Iterator[Action], context: Context) -> Iterator[Plan]:
    def plan_of(part: Action) -> Plan:
        return lambda read: planned(part, read, context)

    for part in chain(taken, rest):
        yield plan_of(part)

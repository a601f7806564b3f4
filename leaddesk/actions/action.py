"""What every action declares: its name, the right it needs, how it is undone, and its plan."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self

from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.ports import Read, Undo
from leaddesk.domain.log import Set

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Context:
    """What an action may know besides the base: business time, the acting user, and a source of ids."""

    at: datetime
    actor: str
    new_id: Callable[[], str]


@dataclass(frozen=True)
class Action(ABC):
    """A thing a person can do. Subclasses are frozen and give a pure plan of register writes."""

    name: ClassVar[str]
    right: ClassVar[str] = "triage"
    long: ClassVar[bool] = False
    """Always many short transactions: the first part is written before the second is known."""

    @property
    def undo(self) -> Undo:
        """Undone as a whole, or per row sparing what was edited since."""
        return "whole"

    @property
    def about(self) -> str:
        """A word for the history besides the action's name, such as the stage or the file."""
        return ""

    @abstractmethod
    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        """The registers to write; raises Refused where a rule forbids it."""

    def parts(self) -> Iterator["Action"]:
        """The same action in pieces that each fit one short transaction."""
        yield self


@dataclass(frozen=True)
class LeadAction(Action):
    """An action over one or more leads; over several it is one step, undone per row.

    `each`: it does the same to each of them; else it is about all of them together, and undone as a whole.
    """

    each: ClassVar[bool] = True
    ids: tuple[str, ...]

    @property
    def undo(self) -> Undo:
        return "per_row" if self.each and len(self.ids) > 1 else "whole"

    def parts(self) -> Iterator[Self]:
        for ids in in_chunks(self.ids, CHUNK) if self.each else (self.ids,):
            yield replace(self, ids=ids)

"""Marks on a lead: temperature, priority, star, read, labels, a level by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from leaddesk.actions.action import Context, LeadAction
from leaddesk.actions.ports import Read, Undo
from leaddesk.domain.log import Set
from leaddesk.domain.maturity import MATURITIES
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class Mark(LeadAction):
    """Sets one register of each lead to the same value out of `allowed`."""

    register: ClassVar[str] = ""
    allowed: ClassVar[tuple[Any, ...]] = ()
    value: Any = None

    @property
    def about(self) -> str:
        return str(self.value)

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.value not in self.allowed:
            raise Refused("mark.no_such_value", mark=self.register, value=self.value)
        return [Set("lead", lead.id, self.register, self.value) for lead in read.leads(self.ids)]


@dataclass(frozen=True)
class Temperature(Mark):
    """Hot, warm or cold by hand, which wins over the score; None gives it back to the rules (B1)."""

    name: ClassVar[str] = "temperature"
    register: ClassVar[str] = "temperature"
    allowed: ClassVar[tuple[Any, ...]] = ("hot", "warm", "cold", None)


@dataclass(frozen=True)
class Priority(Mark):
    """Low, normal or high for the salesperson's list (C20)."""

    name: ClassVar[str] = "priority"
    register: ClassVar[str] = "priority"
    allowed: ClassVar[tuple[Any, ...]] = ("low", "normal", "high")


@dataclass(frozen=True)
class Level(Mark):
    """A level by hand with its reason, marked as such; None gives it back to the rules (decision 12)."""

    name: ClassVar[str] = "level"
    register: ClassVar[str] = "level"
    right: ClassVar[str] = "qualify"
    allowed: ClassVar[tuple[Any, ...]] = ("mql", "sal", "sql", None)
    reason: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.value is not None and not self.reason.strip():
            raise Refused("mark.level_needs_reason")
        told = {"level": self.value, "text": self.reason.strip()} if self.value is not None else None
        return [one._replace(value=told) for one in super().plan(read, context)]


@dataclass(frozen=True)
class Maturity(Mark):
    """How far the need has grown, by hand; None gives it back to the answers (A17)."""

    name: ClassVar[str] = "maturity"
    register: ClassVar[str] = "maturity"
    right: ClassVar[str] = "qualify"
    allowed: ClassVar[tuple[Any, ...]] = (*MATURITIES, None)


@dataclass(frozen=True)
class Star(Mark):
    """A star, to find it again."""

    name: ClassVar[str] = "star"
    register: ClassVar[str] = "starred"
    allowed: ClassVar[tuple[Any, ...]] = (True, False)


@dataclass(frozen=True)
class SetRead(Mark):
    """Seen by somebody: the row is no longer bold. No step to undo: the window sets it by itself."""

    name: ClassVar[str] = "read"
    register: ClassVar[str] = "read"
    allowed: ClassVar[tuple[Any, ...]] = (True, False)

    @property
    def undo(self) -> Undo:
        return "never"


@dataclass(frozen=True)
class Label(LeadAction):
    """Put a label on, or take it off."""

    name: ClassVar[str] = "label"
    label: str = ""
    on: bool = True

    @property
    def about(self) -> str:
        return self.label

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        label = " ".join(self.label.replace("|", " ").replace("/", " ").split())
        if not label:
            raise Refused("mark.no_such_value", mark="label", value=self.label)
        return [Set("lead", lead.id, f"label/{label}", self.on) for lead in read.leads(self.ids)]

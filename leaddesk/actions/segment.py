"""Segment: a list for mailings left the base; what was asked and how many it names stays in the log (B27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.ports import Read, Undo
from leaddesk.domain.log import Set


@dataclass(frozen=True)
class LogSegment(Action):
    """A list of `n` people for `query` was written to `file`; what is out cannot be undone."""

    name: ClassVar[str] = "segment"
    right: ClassVar[str] = "export"
    query: str
    n: int
    left: int = 0
    file: str = ""

    @property
    def undo(self) -> Undo:
        return "never"

    @property
    def about(self) -> str:
        return f"{self.query} ({self.n})"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        value = {"query": self.query, "n": self.n, "left": self.left, "file": self.file}
        return [Set("export", context.new_id(), "*", value)]

"""Import: many arrivals under one tx, each with a fate; taken back as one step that spares later edits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.deciding import Item, decide
from leaddesk.actions.fate import Fate
from leaddesk.actions.ports import Read, Undo
from leaddesk.domain.log import Set


@dataclass(frozen=True)
class ImportRows(Action):
    """Arrivals of one file in batches; `told` hears the fates of each batch when it is planned.

    A batch may be planned again when its transaction is tried again: `told` gets the batch's number,
    so that the last telling counts.
    """

    name: ClassVar[str] = "import"
    right: ClassVar[str] = "import"
    long: ClassVar[bool] = True
    batches: Iterable[Sequence[Item]]
    told: Callable[[int, list[Fate]], None]
    file: str = ""
    update_by: str = ""

    @property
    def undo(self) -> Undo:
        return "per_row"

    @property
    def about(self) -> str:
        return self.file

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        """A whole import in one piece; only for files of one batch."""
        return [s for part in self.parts() for s in part.plan(read, context)]

    def parts(self) -> Iterator[Action]:
        for number, batch in enumerate(self.batches):
            yield ImportBatch(tuple(batch), number, self.told, self.file, self.update_by)


@dataclass(frozen=True)
class ImportBatch(Action):
    """One batch of an import."""

    name: ClassVar[str] = "import"
    right: ClassVar[str] = "import"
    items: tuple[Item, ...]
    number: int
    told: Callable[[int, list[Fate]], None]
    file: str = ""
    update_by: str = ""

    @property
    def undo(self) -> Undo:
        return "per_row"

    @property
    def about(self) -> str:
        return self.file

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        decided = list(decide(self.items, read, context, self.update_by))
        self.told(self.number, decided)
        return [s for fate in decided for s in fate.sets]

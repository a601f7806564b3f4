"""What the palette shows: entries with captions, a place that moves over them, and what of it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Group = Literal["command", "person"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a command (with its key, or the reason why not) or a person (with a note)."""

    id: str
    icon: str
    title: str
    key: str = ""
    reason: str = ""
    possible: bool = True
    group: Group = "command"


@dataclass
class Shown:
    """Commands first, then people; `at` is the current row, `top` the first one that is seen."""

    commands: tuple[Entry, ...] = ()
    people: tuple[Entry, ...] = ()
    at: int = 0
    top: int = 0
    room: int = 9
    _all: tuple[Entry, ...] = field(default=(), repr=False)

    def show_commands(self, entries: Sequence[Entry]) -> None:
        """Other commands: the first row is current again."""
        self.commands, self.at, self.top = tuple(entries), 0, 0
        self._all = (*self.commands, *self.people)

    def show_people(self, entries: Sequence[Entry]) -> None:
        """Other people; the current row stays the same one."""
        self.people = tuple(entries)
        self._all = (*self.commands, *self.people)
        self.move_to(self.at)

    def __len__(self) -> int:
        return len(self._all)

    def current(self) -> Entry | None:
        """The row that Enter takes."""
        return self._all[self.at] if self._all else None

    def move_to(self, row: int) -> None:
        """Make a row current and bring it into sight."""
        self.at = max(0, min(row, len(self._all) - 1))
        self.top = max(self.at - self.room + 1, min(self.top, self.at, max(0, len(self._all) - self.room)))

    def step(self, by: int) -> None:
        """Up or down, round at the ends."""
        if self._all:
            self.move_to((self.at + by) % len(self._all))

    def seen(self) -> tuple[tuple[int, Entry], ...]:
        """Rows in sight with their places."""
        return tuple(enumerate(self._all))[self.top : self.top + self.room]

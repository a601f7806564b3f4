"""What a command says of itself, and the small frozen state that its rule looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Context = Literal["anywhere", "list", "card", "board", "charts", "booth"]
Menu = Literal["file", "edit", "view", "lead", "funnel", "reports", "tools", "help", ""]
UndoClass = Literal["step", "view", "outside", "never"]
"""`step` is taken back by Z, `view` only changes what is seen, `outside` writes a file, `never` is final."""
Key = tuple[Context, str]

DECIDE: tuple[Context, ...] = ("list", "card", "board")
"""Where decisions on leads are made by one key (UX 4.1)."""
ALWAYS: tuple[Context, ...] = ("anywhere", "booth")
"""The stand too, where what acts anywhere does not (`keys.keymap.ALONE`)."""


@dataclass(frozen=True, slots=True)
class State:
    """What rules may look at. `handled` are commands that parts on the screen carry out themselves."""

    section: str = ""
    selected: int = 0
    rights: frozenset[str] = frozenset()
    handled: frozenset[str] = frozenset()
    open: bool = True


Rule = Callable[[State], str | None]
"""The key of the reason why a command is not possible now, None where it is."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `keys` are (context, key); a key with a blank is a chord ("G I").

    `native` keys are carried out by the focused widget itself and only told in the sheet of keys.
    Other names for the palette stand in `resources/commands/words.toml`.
    """

    id: str
    title: str
    rule: Rule
    menu: Menu = ""
    keys: tuple[Key, ...] = ()
    icon: str = ""
    undo: UndoClass = "view"
    native: tuple[str, ...] = ()
    group: int = 0


def at(contexts: tuple[Context, ...] | Context, *keys: str) -> tuple[Key, ...]:
    """The same keys in one context or several."""
    places: tuple[Context, ...] = (contexts,) if isinstance(contexts, str) else contexts
    return tuple((context, key) for context in places for key in keys)

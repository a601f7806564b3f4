"""From pressed keys to a command: contexts, chords, and what a text field keeps for itself; no Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ANYWHERE = "anywhere"
ALONE = frozenset({"booth"})
"""Contexts whose keys stand in for those of anywhere (UX 4.1: the stand of a trade show)."""
_TEXT_KEEPS = frozenset({"Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A"})
_TEXT_KEEPS_WHILE_UNDOABLE = frozenset({"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"})
_FUNCTION_KEYS = frozenset(f"F{n}" for n in range(1, 13))


@dataclass(frozen=True, slots=True)
class Found:
    """What the keys pressed so far mean: a command, the beginning of a chord, or nothing (both empty)."""

    command: str = ""
    begun: str = ""

    def __bool__(self) -> bool:
        return bool(self.command or self.begun)


NOTHING = Found()


@dataclass(frozen=True)
class Keymap:
    """Commands by context and key. A chord is two keys with a blank between them."""

    by_context: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def find(self, contexts: Sequence[str], names: Iterable[str], begun: str = "") -> Found:
        """The command of the first of `names` that one of `contexts` binds, the nearest context first."""
        for name in names:
            wanted = f"{begun} {name}" if begun else name
            for context in contexts:
                bound = self.by_context.get(context, {})
                if wanted in bound:
                    return Found(command=bound[wanted])
                if not begun and any(key.startswith(wanted + " ") for key in bound):
                    return Found(begun=wanted)
        return NOTHING


def in_force(contexts: Sequence[str]) -> tuple[str, ...]:
    """Where keys act, the nearest context first, anywhere last."""
    return tuple(contexts) if ALONE & {*contexts} else (*contexts, ANYWHERE)


def keymap_of(keys: Mapping[str, Iterable[tuple[str, str]]]) -> Keymap:
    """The map of commands with their (context, key) pairs; of two claims on one key the first holds."""
    found: dict[str, dict[str, str]] = {}
    for command_id, bound in keys.items():
        for context, key in bound:
            found.setdefault(context, {}).setdefault(key, command_id)
    return Keymap(found)


def text_keeps(name: str, *, undoable: bool) -> bool:
    """Whether a text field keeps this combination: all without Ctrl or Alt but F keys, and its own editing.

    `undoable`: the field has something to undo (UX 4.1: else the program undoes).
    """
    if name in _TEXT_KEEPS:
        return True
    if name in _TEXT_KEEPS_WHILE_UNDOABLE:
        return undoable
    return not (name.startswith(("Ctrl+", "Alt+")) or name.removeprefix("Shift+") in _FUNCTION_KEYS)

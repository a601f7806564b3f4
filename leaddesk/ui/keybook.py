"""The keys in force: declared ones, what a person rebound, single letters on or off."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from leaddesk.texts import _
from leaddesk.ui.commander import Commander
from leaddesk.ui.commands.catalogue import BY_ID, clashes, keys_in_force
from leaddesk.ui.commands.declaration import Key
from leaddesk.ui.keys.dispatcher import Dispatcher
from leaddesk.ui.keys.places import shown_key
from leaddesk.ui.overlays import Overlays
from leaddesk.ui.preferences import Preferences

if TYPE_CHECKING:
    from leaddesk.ui.settings.keyboard import KeyRow

SIGN = "leaddesk keys"
"""By which a file of keys is known."""
LARGEST_FILE = 1_000_000

Rebound = dict[str, tuple[Key, ...]]


def read_rebound(kept: Any) -> Rebound:
    """What a person rebound, from plain data; what is not understood is left out."""
    found: Rebound = {}
    for command_id, pairs in kept.items() if isinstance(kept, dict) else ():
        if command_id in BY_ID and isinstance(pairs, list):
            good = [tuple(pair) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
            found[command_id] = tuple(pair for pair in good if all(isinstance(part, str) for part in pair))
    return found


class Keybook(QObject):
    """Applies keys at once and keeps them in the preferences."""

    def __init__(
        self, commander: Commander, dispatcher: Dispatcher, kept: Preferences, overlays: Overlays
    ) -> None:
        super().__init__(overlays)
        self._commander, self._dispatcher, self._kept = commander, dispatcher, kept
        self._overlays = overlays
        kept.changed.connect(self._on_preference)
        self.settings: Any = None
        self.apply()

    def apply(self) -> None:
        """Give everybody the keys in force."""
        rebound = read_rebound(self._kept.records("keys", {}))
        keys = keys_in_force(rebound, letters=bool(self._kept.get("letters")))
        self._dispatcher.use(self._commander.use_keys(keys))
        self.show_in(self.settings)

    def show_in(self, settings: Any) -> None:
        """Show the keys in the panel of settings, once there is one."""
        self.settings = settings
        if settings is not None:
            settings.show_keys(self.rows())

    def rows(self) -> "list[KeyRow]":
        """Commands with their keys."""
        from leaddesk.ui.key_lines import key_rows

        return key_rows(self._commander, frozenset(read_rebound(self._kept.records("keys", {}))))

    def rebind(self, command_id: str) -> None:
        """Ask for the new keys of a command."""
        self._overlays.open_capture(command_id, partial(self._bind, command_id))

    def _bind(self, command_id: str, key: str) -> None:
        self.bind(command_id, key)

    def bind(self, command_id: str, key: str) -> bool:
        """Give a command a key in its contexts; refused where another command has it, and said by whom."""
        contexts = tuple(dict.fromkeys(c for c, _key in BY_ID[command_id].keys)) or ("anywhere",)
        rebound = read_rebound(self._kept.records("keys", {}))
        rebound[command_id] = tuple((context, key) for context in contexts)
        for _context, taken, ids in clashes(keys_in_force(rebound)):
            if taken == key and command_id in ids:
                other = next(one for one in ids if one != command_id)
                words = _("{key} belongs to “{command}”").format(
                    key=shown_key(key), command=_(BY_ID[other].title)
                )
                self._commander.refused.emit(words)
                return False
        self._kept.keep_records(
            "keys", {one: [list(pair) for pair in pairs] for one, pairs in rebound.items()}
        )
        return True

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands that keep the map of keys in a file."""
        return {"settings.keys_save": self._ask_where, "settings.keys_load": self._ask_which}

    def save(self, path: str) -> None:
        """Write what was rebound, for another computer or a colleague."""
        told = {SIGN: 1, "letters": bool(self._kept.get("letters")), "keys": self._kept.records("keys", {})}
        try:
            Path(path).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
        except OSError as error:
            self._commander.refused.emit(_("Not saved: {reason}").format(reason=error.strerror or error))
            return
        self._commander.refused.emit(_("Keys saved: {file}").format(file=path))

    def load(self, path: str) -> bool:
        """Take the keys of a file, all of them or none; False where it holds none or they clash."""
        try:
            told = json.loads(Path(path).read_bytes()[:LARGEST_FILE].decode("utf8"))
        except (OSError, ValueError):
            told = None
        if not isinstance(told, dict) or SIGN not in told:
            self._commander.refused.emit(_("This file holds no keys of LeadDesk; nothing was changed"))
            return False
        rebound = read_rebound(told.get("keys"))
        found = clashes(keys_in_force(rebound))
        if found:
            _context, key, ids = found[0]
            names = ", ".join(_(BY_ID[one].title) for one in dict.fromkeys(ids))
            words = _("{key} would belong to several commands ({names}); nothing was changed")
            self._commander.refused.emit(words.format(key=shown_key(key), names=names))
            return False
        self._kept.set("letters", bool(told.get("letters", True)))
        self._kept.keep_records("keys", {one: [list(p) for p in pairs] for one, pairs in rebound.items()})
        self._commander.refused.emit(_("Keys taken from {file}").format(file=path))
        return True

    def _ask_where(self) -> None:
        from leaddesk.ui.capture.dialogs import ask_place

        ask_place(self._overlays.window, _("Save the keys"), "leaddesk-keys.json", self.save)

    def _ask_which(self) -> None:
        from leaddesk.ui.capture.dialogs import ask_file

        ask_file(self._overlays.window, self.load, _("Take keys from a file"), "*.json")

    def reset(self, command_id: str) -> None:
        """Give a command its declared keys back."""
        rebound = read_rebound(self._kept.records("keys", {}))
        if rebound.pop(command_id, None) is not None:
            self._kept.keep_records("keys", {one: [list(p) for p in pairs] for one, pairs in rebound.items()})

    def _on_preference(self, key: str) -> None:
        if key in ("keys", "letters"):
            self.apply()

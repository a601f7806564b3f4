"""From a command to its deed: one QAction for each, whether it is possible now, and who carries it out."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from leaddesk.texts import _
from leaddesk.ui.commands.catalogue import BY_ID, Keys, keys_in_force
from leaddesk.ui.commands.declaration import Command, State
from leaddesk.ui.commands.rules import reason_words
from leaddesk.ui.keys.keymap import Keymap, keymap_of
from leaddesk.ui.keys.places import shown_key
from leaddesk.ui.kit.plain import menu_text, tooltip_text
from leaddesk.ui.theme.icons import icon
from leaddesk.ui.theme.switch import current_theme

Handlers = Mapping[str, Callable[[], None]]
_ROLES = {
    "app.quit": QAction.MenuRole.QuitRole,
    "settings.open": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
_LONGEST_RECENT = 12


class Commander(QObject):
    """Runs commands by id. `sources` are asked in their order who carries a command out.

    Signals: `ran(id)` after a command was given to its handler, `refused(words)` where it is not possible.
    """

    ran = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        sources: Callable[[], Sequence[Handlers]],
        state: Callable[[frozenset[str]], State],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._state = sources, state
        self._actions: dict[str, QAction] = {}
        self._keys: Keys = keys_in_force({})
        self.recent: list[str] = []

    def use_keys(self, keys: Keys) -> Keymap:
        """Take other keys; returns their map for the dispatcher."""
        self._keys = keys
        self.refresh()
        return keymap_of(keys)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Who carries out what just now; the first source that has a command keeps it."""
        found: dict[str, Callable[[], None]] = {}
        for source in reversed(self._sources()):
            found.update(source)
        return found

    def state(self) -> State:
        """What rules look at."""
        return self._state(frozenset(self.handlers()))

    def reason(self, command: Command, state: State) -> str:
        """Why a command is not possible now; empty where it is."""
        key = command.rule(state)
        if key is None and command.id not in state.handled:
            key = "not_here"
        return reason_words(key) if key else ""

    def key(self, command_id: str) -> str:
        """The key to show beside a command; empty where it has none."""
        command = BY_ID[command_id]
        bound = self._keys.get(command_id, ())
        return shown_key(bound[0][1]) if bound else (command.native[0] if command.native else "")

    def keys(self, command_id: str) -> tuple[tuple[str, str], ...]:
        """Contexts and keys of a command that are in force."""
        return self._keys.get(command_id, ())

    def run(self, command_id: str) -> None:
        """Carry a command out, or say why it is not possible."""
        command = BY_ID[command_id]
        handlers = self.handlers()
        refusal = self.reason(command, self._state(frozenset(handlers)))
        if refusal:
            words = _("{command}: {reason}").format(command=_(command.title), reason=refusal)
            self.refused.emit(words)
            return
        self.recent = [command_id, *(old for old in self.recent if old != command_id)][:_LONGEST_RECENT]
        handlers[command_id]()
        self.ran.emit(command_id)

    def action(self, command_id: str) -> QAction:
        """The one QAction of a command, behind its button, its menu item and its context menu."""
        if command_id not in self._actions:
            command = BY_ID[command_id]
            key = self.key(command_id)
            # A tab parts the words from the key: menus show it at the right and do not listen to it.
            action = QAction(menu_text(_(command.title)) + (f"\t{key}" if key else ""), self)
            action.setObjectName(command_id)
            action.setMenuRole(_ROLES.get(command_id, QAction.MenuRole.NoRole))
            action.triggered.connect(lambda: self.run(command_id))
            self._actions[command_id] = action
            self._show(action, command, self.state())
        return self._actions[command_id]

    def refresh(self) -> None:
        """Look again at what is possible, for the actions that somebody shows."""
        if self._actions:
            state = self.state()
            for command_id, action in self._actions.items():
                self._show(action, BY_ID[command_id], state)

    def _show(self, action: QAction, command: Command, state: State) -> None:
        refusal, title = self.reason(command, state), _(command.title)
        key = self.key(command.id)
        action.setEnabled(not refusal)
        tip = f"{title}: {refusal}" if refusal else f"{title}  {key}".strip()
        action.setStatusTip(tip)
        action.setToolTip(tooltip_text(tip))
        theme = current_theme()
        if command.icon:
            action.setIcon(icon(command.icon, theme.text2, theme.text3))

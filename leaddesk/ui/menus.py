"""Menus: the bar behind F10 and the menu of a lead; all of them show the commands' own actions."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from leaddesk.texts import _
from leaddesk.ui.commander import Commander
from leaddesk.ui.commands.catalogue import MENUS, in_menu
from leaddesk.ui.commands.declaration import Command
from leaddesk.ui.keys.dispatcher import names_of
from leaddesk.ui.keys.places import place_of_letter
from leaddesk.ui.kit.plain import menu_text


def mnemonics(titles: Iterable[str]) -> list[str]:
    """Titles with an ampersand before a letter that no other title of the menu has taken, where one is left.

    First letters of words go first, so that "Закрити вікно" gets З or В before another letter.
    """
    taken: set[str] = set()
    return [_with_mnemonic(title, taken) for title in titles]


def _with_mnemonic(title: str, taken: set[str]) -> str:
    starts = [n for n, letter in enumerate(title) if letter.isalnum() and (n == 0 or title[n - 1] == " ")]
    inside = [n for n, letter in enumerate(title) if letter.isalpha() and n not in starts]
    for place in (*starts, *inside):
        letter = title[place].casefold()
        if letter not in taken:
            taken.add(letter)
            return menu_text(title[:place]) + "&" + menu_text(title[place:])
    return menu_text(title)


def _fill(menu: QMenu, commander: Commander, commands: list[Command]) -> None:
    """Actions with their keys and mnemonics; a line between groups."""
    menu.clear()
    group = commands[0].group if commands else 0
    titles = mnemonics(_(command.title) for command in commands)
    for command, title in zip(commands, titles, strict=True):
        if command.group != group:
            menu.addSeparator()
            group = command.group
        action = commander.action(command.id)
        key = commander.key(command.id)
        # A tab parts the words from the key: Qt shows it at the right and does not listen to it.
        action.setText(f"{title}\t{key}" if key else title)
        menu.addAction(action)


def meant_by(actions: Sequence[QAction], event: QKeyEvent) -> QAction | None:
    """The action whose letter stands on the pressed key, whichever layout is on (UX 4.1)."""
    if event.modifiers() & ~Qt.KeyboardModifier.AltModifier:
        return None
    names = {name.removeprefix("Alt+") for name in names_of(event, QGuiApplication.platformName())}
    for action in actions:
        letter = QKeySequence.mnemonic(action.text()).toString().removeprefix("Alt+")
        if letter and action.isEnabled() and place_of_letter(letter) in names:
            return action
    return None


def _press(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier)


class Menu(QMenu):
    """A menu whose letters answer by their place on the keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = meant_by(self.actions(), event)
        if action is None:
            super().keyPressEvent(event)
        else:
            self.setActiveAction(action)
            super().keyPressEvent(_press(Qt.Key.Key_Return))


class MenuBar(QMenuBar):
    """Hidden until F10; it leaves when a menu closes without going to another one."""

    def __init__(self, commander: Commander, parent: QWidget) -> None:
        super().__init__(parent)
        self._commander = commander
        self.setNativeMenuBar(False)
        names = mnemonics(_(title) for _id, title in MENUS)
        for (menu_id, _title), name in zip(MENUS, names, strict=True):
            menu = Menu(name, self)
            menu.aboutToShow.connect(lambda menu=menu, menu_id=menu_id: self._on_about_to_show(menu, menu_id))
            self.addMenu(menu)
        self.hide()

    def _on_about_to_show(self, menu: QMenu, menu_id: str) -> None:
        self._commander.refresh()
        _fill(menu, self._commander, in_menu(menu_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = meant_by(self.actions(), event)
        if action is None:
            super().keyPressEvent(event)
        else:
            self.setActiveAction(action)  # which opens it

    def toggle(self) -> None:
        """Show it with the first menu marked, or take it away."""
        self.setVisible(not self.isVisible())
        if self.isVisible():
            self.setFocus()
            self.setActiveAction(self.actions()[0])


def lead_menu(commander: Commander, parent: QWidget) -> QMenu:
    """What can be done with the chosen leads, for the right mouse button and the menu key."""
    menu = Menu(parent)
    commander.refresh()
    commands = (*in_menu("lead"), *in_menu("funnel"))
    state = commander.state()
    _fill(menu, commander, [command for command in commands if not commander.reason(command, state)])
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def open_lead_menu(commander: Commander, parent: QWidget, point: QPoint) -> None:
    """Open the menu of the chosen leads at a point of the screen."""
    lead_menu(commander, parent).popup(point)

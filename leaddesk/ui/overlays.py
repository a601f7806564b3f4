"""What opens over the window: palette, sheet of keys, other keys for a command, language, about."""

from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.commander import Commander
from leaddesk.ui.commands.catalogue import BY_ID, COMMANDS, MENUS, in_menu
from leaddesk.ui.commands.declaration import Command
from leaddesk.ui.finding import PeopleFinder, find_commands
from leaddesk.ui.key_sheet.panel import KeyGroup, KeyLine, KeySheet
from leaddesk.ui.keys.dispatcher import names_of
from leaddesk.ui.keys.places import shown_key
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.overlay import Frame, Overlay
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow
from leaddesk.ui.link import Link
from leaddesk.ui.palette.entries import Entry
from leaddesk.ui.palette.panel import Palette
from leaddesk.ui.theme.zoom import px

_LANGUAGES = (("uk", "Українська"), ("ru", "Русский"), ("en", "English"))


def key_groups(commander: Commander, contexts: Sequence[str]) -> list[KeyGroup]:
    """Keys that act in these contexts, by menu; those of the program last."""
    groups = []
    shown = {"", *contexts, "anywhere"}
    for menu, title in (*MENUS, ("", "")):
        lines = [line for command in in_menu(menu) if (line := _key_line(commander, command, shown))]
        if lines:
            groups.append(KeyGroup(_(title) if title else _("More keys"), tuple(lines)))
    return groups


def _key_line(commander: Commander, command: Command, contexts: set[str]) -> KeyLine | None:
    keys = commander.keys(command.id)
    bound = [key for context, key in keys if context in contexts]
    # A key that the list itself answers is told where the list's other keys are.
    native = command.native if bound or (not keys and "list" in contexts) else ()
    shown = tuple(dict.fromkeys((*map(shown_key, bound), *native)))
    return KeyLine(shown, _(command.title)) if shown else None


class KeyCapture(Overlay):
    """Waits for one combination; `captured(key as commands declare it)`. Esc leaves everything as it is."""

    captured = Signal(str)

    def __init__(self, parent: QWidget, title: str) -> None:
        frame = Frame()
        super().__init__(parent, frame, QSize(420, 132))
        lay = QVBoxLayout(frame)
        lay.setContentsMargins(px(20), px(20), px(20), px(20))
        lay.addWidget(TextLabel(title, 15, 600, parent=frame))
        lay.addWidget(
            TextLabel(_("Press the new keys, Esc leaves the old ones"), 13, 400, "text2", parent=frame)
        )
        self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifier = event.key() in (k.value for k in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt))
        names = () if modifier else names_of(event, QGuiApplication.platformName())
        if names and names[0] != "Escape":
            self.close_overlay()
            self.captured.emit(names[0])
        super().keyPressEvent(event)


class Overlays(QObject):
    """Opens what lies over the window; one palette at a time."""

    def __init__(self, window: QWidget, commander: Commander) -> None:
        super().__init__(window)
        self._window, self._commander = window, commander
        self._people: PeopleFinder | None = None
        self.palette: Palette | None = None

    def use_link(self, link: Link) -> None:
        """People can be found once a base is open."""
        self._people = PeopleFinder(link, self)

    def open_palette(self, subject: str, go_to_lead: Callable[[str], None], typed: str = "") -> Palette:
        """The palette about `subject` (the name of the current lead)."""
        palette = Palette(self._window, lambda text: find_commands(self._commander, text), subject)
        people = self._people
        if people is not None:
            palette.people_wanted.connect(
                lambda text: people.find(text, lambda found: self._on_people(palette, text, found))
            )
        palette.chosen.connect(self._commander.run)
        palette.person_chosen.connect(go_to_lead)
        palette.closed.connect(self._on_palette_closed)
        self.palette = palette
        palette.open_palette(typed)
        return palette

    def _on_palette_closed(self) -> None:
        self.palette = None

    def _on_people(self, palette: Palette, typed: str, found: list[Entry]) -> None:
        if palette is self.palette:
            palette.show_people(typed, found)

    def open_keys(self, title: str, contexts: Sequence[str]) -> KeySheet:
        """The keys of this screen."""
        sheet = KeySheet(self._window, title, key_groups(self._commander, contexts))

        def change() -> None:
            sheet.close_overlay()
            self._commander.run("settings.shortcuts")

        sheet.edit.clicked.connect(change)
        sheet.open_sheet()
        return sheet

    def open_languages(self, chosen: Callable[[str], None]) -> None:
        """Which language."""
        rows = [ChoiceRow(str(n), "", name) for n, (_code, name) in enumerate(_LANGUAGES, 1)]
        popup = ChoicePopup(self._window, _("Language"), _("Everything follows at once"), rows)
        popup.chosen.connect(lambda key: chosen(_LANGUAGES[int(key) - 1][0]))
        popup.open_popup()

    def open_capture(self, command_id: str, then: Callable[[str], None]) -> None:
        """Other keys for a command."""
        capture = KeyCapture(self._window, _(BY_ID[command_id].title))
        capture.captured.connect(then)
        capture.open(capture)

    def open_about(self, place: str) -> None:
        """Name, version, licence, and where the data lies."""
        try:
            number = version("leaddesk")
        except PackageNotFoundError:
            number = "0"
        dialog = Dialog(self._window, _("About LeadDesk"), size=QSize(560, 360), keeps_typed=False)
        lay = QVBoxLayout(dialog.body)
        lay.setContentsMargins(px(20), px(16), px(20), px(16))
        lay.setSpacing(px(8))
        lines = (
            _("LeadDesk {version}").format(version=number),
            _("Lead triage for the person between marketing and sales. Works offline."),
            _("Licence: Apache-2.0. Qt and PySide6: LGPL-3.0. Inter: SIL OFL. Icons: Material Design Icons."),
            place,
        )
        for n, line in enumerate(lines):
            lay.addWidget(TextLabel(line, 13, 400 if n else 700, parent=dialog.body))
        lay.addStretch(1)
        dialog.open_dialog()


def bound_commands() -> list[Command]:
    """Commands whose keys can be changed, by menu."""
    order = {menu: place for place, (menu, _title) in enumerate(MENUS)}
    return sorted(COMMANDS, key=lambda command: (order.get(command.menu, 99), command.group))

"""What opens over the window: palette, sheet of keys, other keys for a command, language, about."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.commander import Commander
from leaddesk.ui.commands.catalogue import BY_ID
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

if TYPE_CHECKING:
    from leaddesk.ui.finding import PeopleFinder
    from leaddesk.ui.key_sheet.panel import KeySheet
    from leaddesk.ui.palette.entries import Entry
    from leaddesk.ui.palette.panel import Palette

_LANGUAGES = (("uk", "Українська"), ("ru", "Русский"), ("en", "English"))


class Overlays(QObject):
    """Opens what lies over the window; one palette at a time."""

    def __init__(self, window: QWidget, commander: Commander) -> None:
        super().__init__(window)
        self.window, self._commander = window, commander
        self._link: Link | None = None
        self._people: PeopleFinder | None = None
        self.palette: Palette | None = None

    def use_link(self, link: Link) -> None:
        """People can be found once a base is open."""
        self._link = link

    def open_palette(self, subject: str, go_to_lead: Callable[[str], None], typed: str = "") -> "Palette":
        """The palette about `subject` (the name of the current lead)."""
        from leaddesk.ui.finding import find_commands
        from leaddesk.ui.palette.panel import Palette

        palette = Palette(self.window, lambda text: find_commands(self._commander, text), subject)
        people = self._finder()
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

    def _finder(self) -> "PeopleFinder | None":
        from leaddesk.ui.finding import PeopleFinder

        if self._people is None and self._link is not None:
            self._people = PeopleFinder(self._link, self)
        return self._people

    def _on_palette_closed(self) -> None:
        self.palette = None

    def _on_people(self, palette: "Palette", typed: str, found: "list[Entry]") -> None:
        if palette is self.palette:
            palette.show_people(typed, found)

    def open_keys(self, title: str, contexts: Sequence[str]) -> "KeySheet":
        """The keys of this screen."""
        from leaddesk.ui.key_lines import key_groups
        from leaddesk.ui.key_sheet.panel import KeySheet

        sheet = KeySheet(self.window, title, key_groups(self._commander, contexts))

        def change() -> None:
            sheet.close_overlay()
            self._commander.run("settings.shortcuts")

        sheet.edit.clicked.connect(change)
        sheet.open_sheet()
        return sheet

    def open_languages(self, chosen: Callable[[str], None]) -> None:
        """Which language."""
        rows = tuple((str(n), name, "") for n, (_code, name) in enumerate(_LANGUAGES, 1))
        self.ask(_("Language"), rows, lambda key: chosen(_LANGUAGES[int(key) - 1][0]))

    def ask(self, title: str, rows: Sequence[tuple[str, str, str]], chosen: Callable[[str], None]) -> None:
        """One of several by its number: (key, name, what is said of it)."""
        from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow

        choices = [ChoiceRow(key, "", name, told) for key, name, told in rows]
        popup = ChoicePopup(self.window, title, _("Everything follows at once"), choices)
        popup.chosen.connect(chosen)
        popup.open_popup()

    def open_capture(self, command_id: str, then: Callable[[str], None]) -> None:
        """Other keys for a command."""
        from leaddesk.ui.key_capture import KeyCapture

        capture = KeyCapture(self.window, _(BY_ID[command_id].title))
        capture.captured.connect(then)
        capture.open(capture)

    def open_about(self, place: str) -> None:
        """Name, version, licence, and where the data lies."""
        from importlib.metadata import PackageNotFoundError, version

        from leaddesk.ui.kit.dialog import Dialog

        try:
            number = version("leaddesk")
        except PackageNotFoundError:
            number = "0"
        dialog = Dialog(self.window, _("About LeadDesk"), size=QSize(560, 360), keeps_typed=False)
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

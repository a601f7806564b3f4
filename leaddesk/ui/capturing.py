"""Commands of capture that the window carries out: the one-line dialog, the paste, pictures of cards."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication

from leaddesk.texts import _
from leaddesk.ui.card_sources import CardSources
from leaddesk.ui.parts import Parts


class Capturing:
    """Opens the dialogs of capture over the window; their code is loaded when first wanted."""

    def __init__(self, parts: Parts, open_section: Callable[[str], None]) -> None:
        self._parts, self._open_section = parts, open_section
        self._sources = CardSources(parts, open_section)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """By command id."""
        return {
            "lead.quick_add": self.quick_add,
            "lead.paste": self.paste,
            "import.clipboard": self.paste,
            "scan.import_images": self.choose_pictures,
            **self._sources.handlers(),
        }

    def quick_add(self) -> None:
        """Ctrl+N."""
        from leaddesk.ui.capture.quick_add import open_quick_add

        open_quick_add(self._parts.link, self._parts.window)

    def paste(self) -> None:
        """Ctrl+V outside a text field: what the clipboard holds is shown before it is written."""
        if self._sources.paste(QApplication.clipboard().mimeData()):
            return
        text = QApplication.clipboard().text()
        if not text.strip():
            self._parts.say(_("There is neither text nor a picture in the clipboard"))
            return
        from leaddesk.ui.capture.paste import open_paste

        open_paste(self._parts.link, self._parts.window, text)

    def choose_pictures(self) -> None:
        """Open the cards and ask for pictures."""
        self._open_section("cards")
        panel = self._parts.pages.main_panel()
        deed = panel.handlers().get("scan.import_images") if panel is not None else None
        if deed is not None:
            deed()

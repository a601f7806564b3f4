"""Files and texts that come over the window from outside: each begins the import that is its own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

from leaddesk.actions.files import PICTURES
from leaddesk.texts import _, ngettext
from leaddesk.ui.parts import Parts

LONGEST_TEXT = 200_000
MOST_FILES = 500


def files_in(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Pictures of cards and other files; a folder stands for the files in it, hidden ones left out."""
    pictures: list[str] = []
    others: list[str] = []
    for path in map(Path, paths):
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in inside[:MOST_FILES]:
            if file.is_file() and not file.name.startswith("."):
                (pictures if file.suffix.lower() in PICTURES else others).append(str(file))
    return pictures, others


def is_wanted(data: QMimeData) -> bool:
    """Whether a drag carries something that can become leads."""
    return any(url.isLocalFile() for url in data.urls()) or (data.hasText() and not data.hasUrls())


class Dropping:
    """Gives what was dropped, or came with a second start, to the panel that reads it."""

    def __init__(self, parts: Parts, open_section: Callable[[str], None]) -> None:
        self._parts, self._open_section = parts, open_section

    def drop(self, data: QMimeData) -> None:
        """Files first; a text that was dragged is shown as leads before anything is written."""
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self.open_files(paths)
        elif data.text().strip() and self._may("lead.paste"):
            from leaddesk.ui.capture.paste import open_paste

            open_paste(self._parts.link, self._parts.window, data.text()[:LONGEST_TEXT])

    def open_files(self, paths: Sequence[str]) -> None:
        """Pictures go to the cards, any other file to the import; several tables one after the other."""
        try:
            pictures, others = files_in(paths)
        except OSError as error:
            self._parts.say(_("The files could not be read: {reason}").format(reason=error.strerror or error))
            return
        if pictures and self._may("scan.import_images"):
            self._open_section("cards")
            self._parts.pages.main_panel().add(pictures)
        elif others and self._may("import.file"):
            self._open_section("import")
            self._parts.pages.main_panel().open_file(others[0])
        left = len(others) - (0 if pictures else 1)
        if left > 0:
            words = ngettext(
                "One kind at a time: {n} more file was left, drop it again afterwards",
                "One kind at a time: {n} more files were left, drop them again afterwards",
                left,
            )
            self._parts.say(words.format(n=left))
        elif not pictures and not others:
            self._parts.say(_("There is no file to read here"))

    def _may(self, command: str) -> bool:
        """Whether the person may do it; the reason is told where not."""
        from leaddesk.ui.commands.catalogue import BY_ID

        commander = self._parts.commander
        reason = commander.reason(BY_ID[command], commander.state())
        if reason:
            title = _(BY_ID[command].title)
            self._parts.say(_("{command}: {reason}").format(command=title, reason=reason))
        return not reason

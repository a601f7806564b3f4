"""Where pictures of cards come from beside the hand: a watched folder, the clipboard."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog

from leaddesk.domain.arriving_files import Mark
from leaddesk.texts import _, ngettext
from leaddesk.ui.commands.catalogue import BY_ID
from leaddesk.ui.dropping import files_in
from leaddesk.ui.folder_watch import FolderWatch
from leaddesk.ui.kit.plain import short
from leaddesk.ui.parts import Parts


def png_of(image: QImage) -> bytes:
    """A picture as a PNG; off the Qt thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


class CardSources(QObject):
    """Puts pictures into the queue of cards; the person goes on with what is on the screen."""

    def __init__(self, parts: Parts, open_section: Callable[[str], None]) -> None:
        super().__init__(parts.window)
        self._parts, self._open_section = parts, open_section
        self.watch = FolderWatch(parts.link.runner, self)
        self.watch.found.connect(self._on_found)
        self.watch.lost.connect(self._on_lost)
        parts.kept.changed.connect(self._on_preference)
        folder = parts.kept.text("watch_folder")
        if folder:
            self.watch.start(folder, self._remembered(folder))

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """By command id."""
        return {"import.folder_watch": self.choose_folder}

    def choose_folder(self) -> None:
        """Ask for the folder to watch; where one is watched, stop."""
        folder = self._parts.kept.text("watch_folder")
        if folder:
            self._parts.kept.set("watch_folder", "")
            words = _("{folder} is not watched any more")
            self._parts.say(words.format(folder=short(Path(folder).name, 60)))
            return
        title = _("Folder that a phone or a scanner puts pictures into")
        dialog = QFileDialog(self._parts.window, title, str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.watch_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def watch_folder(self, folder: str) -> None:
        """Watch a folder from now on, after a restart too."""
        self._parts.kept.set("watch_folder", folder)
        words = _("New pictures in {folder} are read as cards")
        self._parts.say(words.format(folder=short(Path(folder).name, 60)))

    def paste(self, data: QMimeData | None) -> bool:
        """Put a picture or picture files of the clipboard into the queue; False where there are none."""
        if data is None:  # the clipboard of a system without one, or emptied just now
            return False
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        pictures = files_in(paths)[0] if paths else []
        image = QImage(data.imageData()) if data.hasImage() and not data.hasText() else QImage()
        if not pictures and image.isNull():
            return False
        if not self._refused():
            self._open_section("cards")
            queue = self._parts.pages.made_page("scan")
            if pictures:
                queue.add(pictures)
            else:
                queue.add_made(lambda: png_of(image), _("From the clipboard"))
        return True

    def _on_preference(self, key: str) -> None:
        folder = self._parts.kept.text("watch_folder")
        if key != "watch_folder" or folder == self.watch.folder:
            return
        if folder:
            self.watch.start(folder)
        else:
            self.watch.stop()
            self._parts.kept.keep_records("watched", {})

    def _on_found(self, paths: list[str]) -> None:
        if self._refused():
            return
        self._parts.pages.made_page("scan").add(paths)
        told = {name: list(mark) for name, mark in self.watch.taken().items()}
        self._parts.kept.keep_records("watched", {"folder": self.watch.folder, "files": told})
        words = ngettext(
            "{n} new picture from the folder is in the queue of cards",
            "{n} new pictures from the folder are in the queue of cards",
            len(paths),
        )
        self._parts.say(words.format(n=len(paths)))

    def _on_lost(self, folder: str) -> None:
        words = _("The folder {folder} cannot be read now; it is looked at again every ten seconds")
        self._parts.say(words.format(folder=short(folder, 80)))

    def _refused(self) -> bool:
        """Whether the person may not add leads; the reason is told."""
        commander, command = self._parts.commander, BY_ID["scan.import_images"]
        reason = commander.reason(command, commander.state())
        if reason:
            told = _("{command}: {reason}")
            self._parts.say(told.format(command=_(command.title), reason=reason))
        return bool(reason)

    def _remembered(self, folder: str) -> dict[str, Mark] | None:
        """Files of this folder that were taken before; None where nothing is known of it."""
        told = self._parts.kept.records("watched", {})
        files = told.get("files")
        if told.get("folder") != folder or not isinstance(files, dict):
            return None
        whole = ((name, mark) for name, mark in files.items() if isinstance(mark, list) and len(mark) == 2)
        return {str(name): (int(mark[0]), int(mark[1])) for name, mark in whole}

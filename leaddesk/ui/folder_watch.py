"""A folder that a phone or a scanner puts pictures into: new ones are told once they are written whole."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from leaddesk.actions.files import PICTURES
from leaddesk.domain.arriving_files import Folder, Mark, looked
from leaddesk.ui.runner import Runner

LOOK_MS, POLL_MS = 1_500, 10_000
"""Between two looks at a file that may still grow; between looks where the system tells of no change."""


def pictures_in(folder: str) -> dict[str, Mark]:
    """Pictures that lie in a folder, hidden ones left out; raises OSError. Off the Qt thread."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or not entry.name.lower().endswith(PICTURES):
                continue
            if entry.is_file():
                told = entry.stat()
                found[entry.name] = (told.st_size, told.st_mtime_ns)
    return found


class FolderWatch(QObject):
    """`found(paths)` for new pictures, `lost(folder)` once where it cannot be read any more.

    The system's own notices are not told of network places and phones: the slow poll sees those.
    """

    found = Signal(list)
    lost = Signal(str)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.folder = ""
        self._known: Folder | None = None
        self._asking = self._lost = False
        self._told = QFileSystemWatcher(self)
        self._told.directoryChanged.connect(lambda _path: self._again(LOOK_MS))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self, folder: str, taken: Mapping[str, Mark] | None = None) -> None:
        """Watch a folder; `taken` are files of earlier times, None: whatever lies there now is not new."""
        self.stop()
        self.folder = folder
        self._known = Folder(taken) if taken is not None else None
        self._again(0)

    def stop(self) -> None:
        """Watch nothing."""
        self._timer.stop()
        if self.folder in self._told.directories():
            self._told.removePath(self.folder)
        self.folder, self._lost = "", False

    def taken(self) -> dict[str, Mark]:
        """The files that were found so far, to be remembered until the next start."""
        return dict(self._known.taken) if self._known is not None else {}

    def look(self) -> None:
        """Look now."""
        folder = self.folder
        if self._asking or not folder:
            return
        self._asking = True
        self._runner.look(
            lambda _desk: pictures_in(folder),
            lambda files: self._on_looked(folder, files),
            self,
            lambda fault: self._on_failed(folder, fault),
        )

    def _again(self, ms: int) -> None:
        if self.folder and (not self._timer.isActive() or self._timer.remainingTime() > ms):
            self._timer.start(ms)

    def _on_looked(self, folder: str, files: dict[str, Mark]) -> None:
        self._asking = False
        if folder == self.folder:
            self._lost = False
            before = self._known if self._known is not None else Folder(files)
            self._known, whole = looked(before, files)
            if whole:
                self.found.emit([str(Path(folder) / name) for name in whole])
            if folder not in self._told.directories():
                self._told.addPath(folder)
        self._again(LOOK_MS if self._known is not None and self._known.growing else POLL_MS)

    def _on_failed(self, folder: str, fault: Exception) -> None:
        self._asking = False
        if not isinstance(fault, OSError):
            raise fault
        if folder == self.folder and not self._lost:
            self._lost = True
            self.lost.emit(folder)
        self._again(POLL_MS)

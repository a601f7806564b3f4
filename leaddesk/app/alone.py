"""Whether another window program may be at work for the same data folder; light, because every start asks."""

import getpass
import hashlib
import os

from PySide6.QtCore import QDir

from leaddesk.app.place import Opening


def name_of(opening: Opening) -> str:
    """The same for one person, folder and base; others on this machine are independent."""
    told = f"{getpass.getuser()}\x1f{opening.folder.absolute()}\x1f{opening.url}"
    return "leaddesk-" + hashlib.sha256(told.encode("utf8", "replace")).hexdigest()[:24]


def may_run(opening: Opening) -> bool:
    """False where surely none runs: a local server of Qt is a file, but for Windows.

    Asking it needs QtNetwork, which costs a start half as much as an empty window (P1).
    """
    return os.name != "posix" or os.path.lexists(QDir(QDir.tempPath()).filePath(name_of(opening)))

"""The little that the first paint needs of what was kept: dark or light, the zoom, where the window stood.

The preferences themselves are read after the first paint (P1).
"""

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication

from leaddesk.ui.shell import Shell
from leaddesk.ui.theme.zoom import set_scale


def screens_now() -> str:
    """The screens as they are arranged now; a window has a place for each arrangement (UX 2)."""
    areas = (screen.geometry() for screen in QGuiApplication.screens())
    return " ".join(sorted(f"{area.width()}x{area.height()}+{area.x()}+{area.y()}" for area in areas))


class FirstLook:
    """Reads the file of the preferences, which may be missing or hold anything."""

    def __init__(self, file: Path | None, theme: str | None) -> None:
        self._kept = QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None
        self.dark = (theme or self._text("theme")) == "dark"
        zoom = self._text("zoom")
        set_scale(int(zoom) if zoom.isdecimal() else 100, touch_mode=self._text("touch") == "true")

    def _text(self, key: str) -> str:
        return str(self._kept.value(key) or "") if self._kept is not None else ""

    def place(self, shell: Shell) -> None:
        """Put the window where it stood, if that is still on a screen."""
        try:
            places = json.loads(self._text("geometry") or "{}")
        except ValueError:
            return
        told = str(places.get(screens_now(), "")) if isinstance(places, dict) else ""
        kept = QByteArray.fromBase64(told.encode("ascii", "ignore"))
        if not kept.isEmpty():
            shell.restoreGeometry(kept)
            shell.put_in_sight()

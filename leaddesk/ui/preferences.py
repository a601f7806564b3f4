"""What one person chose for this window only: look, language, keys, last base; never part of the base."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from leaddesk.texts import N_

MOST_SCREENS = 8
"""How many arrangements of screens a window remembers its place on."""

Kind = Literal["choice", "yes_no", "number", "text", "data"]


@dataclass(frozen=True, slots=True)
class Preference:
    """One preference: its key in the file, default, what it may be, and its words where a form shows it."""

    key: str
    default: Any
    kind: Kind
    title: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""


PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "language",
        "",
        "choice",
        N_("Language"),
        (("uk", "Українська"), ("ru", "Русский"), ("en", "English")),
        "general",
    ),
    Preference(
        "after_decision",
        "next",
        "choice",
        N_("After a decision"),
        (("next", N_("the next lead")), ("previous", N_("the previous lead")), ("back", N_("the list"))),
        "general",
    ),
    Preference("notify", True, "yes_no", N_("Tell of hot leads, norms and due steps"), group="general"),
    Preference("quiet_from", 20, "number", N_("Quiet hours begin at"), group="general"),
    Preference("quiet_until", 8, "number", N_("Quiet hours end at"), group="general"),
    Preference(
        "watch_folder", "", "text", N_("Folder whose new pictures are read as cards"), group="general"
    ),
    Preference(
        "theme",
        "light",
        "choice",
        N_("Colours"),
        (("light", N_("light")), ("dark", N_("dark")), ("system", N_("as the system"))),
        "look",
    ),
    Preference("contrast", False, "yes_no", N_("High contrast"), group="look"),
    Preference("compact", False, "yes_no", N_("Compact rows"), group="look"),
    Preference("zoom", 100, "number", N_("Zoom, %"), group="look"),
    Preference("labels", True, "yes_no", N_("Names beside the icons where there is room"), group="look"),
    Preference("touch", False, "yes_no", N_("Taller controls for fingers"), group="look"),
    Preference("still", False, "yes_no", N_("No movement on the screen"), group="look"),
    Preference("letters", True, "yes_no", N_("Single letters act at once"), group="keyboard"),
    Preference("keys", "{}", "data"),
    Preference("watched", "{}", "data"),
    Preference("base", "", "text"),
    Preference("user", "", "text"),
    Preference("recent", "[]", "data"),
    Preference("board", "{}", "data"),
    Preference("geometry", "{}", "data"),
    Preference("section", "", "text"),
)
BY_KEY: Mapping[str, Preference] = {preference.key: preference for preference in PREFERENCES}


class Preferences(QObject):
    """Reads and keeps preferences; `changed(key)` after each.

    Without a file they live as long as the window (a demo, a screenshot).
    """

    changed = Signal(str)

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat, self) if file else None
        self._now: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """The value of a preference; one that does not fit its declaration gives the default."""
        if key not in self._now:
            stored = self._store.value(key) if self._store is not None else None
            self._now[key] = _fitting(BY_KEY[key], stored)
        return self._now[key]

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""
        fitting = _fitting(BY_KEY[key], value)
        if fitting == self.get(key):
            return
        self._now[key] = fitting
        if self._store is not None:
            self._store.setValue(key, fitting)
        self.changed.emit(key)

    def text(self, key: str) -> str:
        """A preference that is text."""
        return str(self.get(key))

    def records(self, key: str, empty: Any) -> Any:
        """A preference kept as JSON; `empty` where it cannot be read or is of another shape."""
        try:
            found = json.loads(self.get(key))
        except ValueError:
            return empty
        return found if isinstance(found, type(empty)) else empty

    def keep_records(self, key: str, value: Any) -> None:
        """Keep plain data as JSON."""
        self.set(key, json.dumps(value, ensure_ascii=False))

    def geometry(self, screens: str) -> QByteArray:
        """Where the window stood on these screens; empty where it was never there."""
        return QByteArray.fromBase64(
            str(self.records("geometry", {}).get(screens, "")).encode("ascii", "ignore")
        )

    def keep_geometry(self, screens: str, geometry: QByteArray) -> None:
        """Keep where the window stands on these screens; the last few arrangements are remembered."""
        kept = {name: told for name, told in self.records("geometry", {}).items() if name != screens}
        newest = list(kept.items())[-(MOST_SCREENS - 1) :]
        self.keep_records("geometry", dict(newest) | {screens: geometry.toBase64().toStdString()})

    def flush(self) -> None:
        """Write what was kept to the file now."""
        if self._store is not None:
            self._store.sync()


def _fitting(preference: Preference, value: Any) -> Any:
    if value is None:
        return preference.default
    if preference.kind == "yes_no":
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1", "yes")
    if preference.kind == "number":
        text = str(value)
        return int(text) if text.lstrip("-").isdigit() else preference.default
    if preference.kind == "choice":
        return value if value in dict(preference.choices) else preference.default
    return value if isinstance(value, str) else preference.default

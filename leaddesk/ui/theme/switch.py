"""The one switch of a running window: light, dark or the system's, high contrast, zoom, touch, motion."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from leaddesk.ui.theme.fonts import face, load_fonts
from leaddesk.ui.theme.palette import Theme, build_palette, theme_of
from leaddesk.ui.theme.sheet import build_sheet
from leaddesk.ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from leaddesk.ui.theme.zoom import next_zoom, set_scale, touch, zoom

Mode = Literal["light", "dark", "system"]
MOTION_MS = 120


class ThemeSwitch(QObject):
    """Holds what is chosen and dresses the application in it; `changed` follows every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "light"
        self._contrast = False
        self._reduced_motion = False
        self._dressed: tuple[object, ...] | None = None
        self._theme = theme_of(LIGHT)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def mode(self) -> Mode:
        """What the person chose; "system" follows the desktop."""
        return self._mode

    @property
    def contrast(self) -> bool:
        """Whether high contrast is on."""
        return self._contrast

    @property
    def motion_ms(self) -> int:
        """How long a movement may take: 120 ms, 0 with reduced motion (UX.md 3.1)."""
        return 0 if self._reduced_motion else MOTION_MS

    def start(self) -> None:
        """Dress the application; call it after QApplication is made, a second call does nothing."""
        if self._dressed is not None:
            return
        load_fonts()
        app = _application()
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._dress()

    def choose(
        self,
        *,
        mode: Mode | None = None,
        contrast: bool | None = None,
        percent: int | None = None,
        touch_mode: bool | None = None,
        reduced_motion: bool | None = None,
    ) -> None:
        """Change what is given and keep the rest; `percent` is clamped to 80..200."""
        self._mode = self._mode if mode is None else mode
        self._contrast = self._contrast if contrast is None else contrast
        self._reduced_motion = self._reduced_motion if reduced_motion is None else reduced_motion
        set_scale(
            zoom() if percent is None else percent, touch_mode=touch() if touch_mode is None else touch_mode
        )
        self._dress()

    def toggle_dark(self) -> None:
        """Light to dark and back (Ctrl+Shift+L)."""
        self.choose(mode="light" if self._theme.dark else "dark")

    def zoom_in(self) -> None:
        """One step larger (Ctrl +)."""
        self.choose(percent=next_zoom(zoom(), 1))

    def zoom_out(self) -> None:
        """One step smaller (Ctrl -)."""
        self.choose(percent=next_zoom(zoom(), -1))

    def zoom_reset(self) -> None:
        """Back to 100 % (Ctrl 0)."""
        self.choose(percent=100)

    def _on_scheme_changed(self) -> None:
        if self._mode == "system":
            self._dress()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return _application().styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _dress(self) -> None:
        dark = self._wants_dark()
        tokens = (CONTRAST_DARK if dark else CONTRAST_LIGHT) if self._contrast else (DARK if dark else LIGHT)
        self._theme = theme_of(tokens)
        wanted = (tokens.name, zoom(), touch())
        if wanted == self._dressed:
            return
        self._dressed = wanted
        app = _application()
        app.setPalette(build_palette(self._theme))
        app.setFont(face(13).font)
        app.setStyleSheet(build_sheet(tokens))
        self.changed.emit()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication), "make the QApplication first"
    return app


class _Only:
    switch: ThemeSwitch | None = None


def theme_switch() -> ThemeSwitch:
    """The switch of this process, made at the first call; it needs no application until `start`."""
    if _Only.switch is None:
        _Only.switch = ThemeSwitch()
    return _Only.switch


def current_theme() -> Theme:
    """The theme in force."""
    return theme_switch().theme

"""What the person chose of the look, put on the application: theme, zoom, Qt's own words in the language."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from leaddesk.texts import language
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.shell import Shell
from leaddesk.ui.theme.switch import Mode, theme_switch


def dress(app: QApplication, kept: Preferences) -> None:
    """Dress the application before the first widget of the kit is made."""
    app.setApplicationName("LeadDesk")
    switch = theme_switch()
    switch.start()
    _choose(kept)
    _translate(app)


def _choose(kept: Preferences) -> None:
    modes: dict[str, Mode] = {"dark": "dark", "system": "system"}
    theme_switch().choose(
        mode=modes.get(kept.text("theme"), "light"),
        contrast=bool(kept.get("contrast")),
        percent=int(kept.get("zoom")),
        touch_mode=bool(kept.get("touch")),
        reduced_motion=bool(kept.get("still")),
    )


def _translate(app: QApplication) -> None:
    """Qt's own sentences (OK, Cancel, menus of text fields); without them they would stay English."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def follow(key: str, kept: Preferences, shell: Shell) -> None:
    """Put a changed preference on."""
    if key in ("theme", "contrast", "zoom", "touch", "still"):
        _choose(kept)
        shell.follow(theme_switch().theme.tokens)
    elif key == "language":
        app = QApplication.instance()
        if isinstance(app, QApplication):
            _translate(app)

"""The system's own dialogs for files: one to import, several pictures, a place to save."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from leaddesk.actions.files import PICTURES
from leaddesk.texts import _

_TABLES = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.vcf *.json"
_PICTURES = " ".join(f"*{ending}" for ending in PICTURES)


def ask_file(parent: QWidget, then: Callable[[str], object], title: str = "", kinds: str = "") -> None:
    """Ask for a file to import, or for one of other `kinds` ("*.json")."""
    dialog = QFileDialog(parent.window(), title or _("Import a file"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [kinds]
        if kinds
        else [_("Tables and contact cards ({kinds})").format(kinds=_TABLES), _("All files (*)")]
    )
    dialog.fileSelected.connect(then)
    _open(dialog)


def ask_pictures(parent: QWidget, then: Callable[[list[str]], None]) -> None:
    """Ask for one picture or several."""
    dialog = QFileDialog(parent.window(), _("Read business cards from pictures"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([_("Pictures ({kinds})").format(kinds=_PICTURES), _("All files (*)")])
    dialog.filesSelected.connect(then)
    _open(dialog)


def ask_place(parent: QWidget, title: str, place: str, then: Callable[[str], None]) -> None:
    """Ask where to save a file."""
    dialog = QFileDialog(parent.window(), title, place)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.fileSelected.connect(then)
    _open(dialog)


def _open(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

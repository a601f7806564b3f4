"""Step 1 of an import: choose a file, drop it here, or type its path."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.capture.dialogs import ask_file
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.theme.zoom import px


class FilePage(QWidget):
    """`chosen(path)` once there is a file to look at."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState(
            "file-import-outline",
            _("Drop a file with leads here"),
            _(
                "CSV, TSV, XLSX, XLS, ODS, VCF, EML, JSON or a chat. "
                "Nothing is written before you have seen the fate of every row."
            ),
            (("choose", _("Choose a file"), "Ctrl+O"),),
            tone="accent",
            parent=self,
        )
        self.empty.chosen.connect(lambda _id: self.choose())
        self.path = QLineEdit()
        self.path.setPlaceholderText(_("or type the path to it"))
        self.field = FormField(_("Path"), self.path, self)
        self.field.setMaximumWidth(px(560))
        self._open = Button(_("Open"), parent=self)
        self._open.clicked.connect(self._on_typed)
        self.path.returnPressed.connect(self._on_typed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.field, 4)
        row.addStretch(1)
        lay = QVBoxLayout(self)
        lay.addWidget(self.empty, 3)
        lay.addLayout(row)
        lay.addWidget(self._open)
        self._open.hide()
        lay.addStretch(1)

    def _on_typed(self) -> None:
        typed = self.path.text().strip().strip('"')
        if typed:
            self.chosen.emit(str(Path(typed.removeprefix("file://")).expanduser()))

    def choose(self) -> None:
        """Ask for a file in the system's own dialog."""
        ask_file(self, self.chosen.emit)

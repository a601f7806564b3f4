"""A dossier or a step written to a file without a window, for the command line."""

import os
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from leaddesk.actions.questions import CardView
from leaddesk.ui.dossier.paper import write_pdf


def write_dossier(card: CardView, path: Path, now: datetime) -> None:
    """Write `card` as a PDF; Qt paints into memory where none runs yet."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QApplication(["leaddesk"])
    write_pdf(card, path, now)

"""A dossier as a PDF of one page."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from leaddesk.actions.questions import CardView
from leaddesk.ui.dossier.page import page_html
from leaddesk.ui.theme.fonts import FAMILIES, load_fonts

_DPI = 96
_STYLE = """
h1 { font-size: 18px; margin-bottom: 2px; }
p { margin: 0; }
.head { font-weight: 600; margin-top: 8px; margin-bottom: 2px; }
.quiet { color: #586273; }
th { text-align: left; font-weight: 400; color: #4A5565; padding-right: 10px; white-space: nowrap; }
td, th { padding-top: 1px; vertical-align: top; }
"""
_STEPS = ((10, 12), (9, 10), (8, 8), (7, 4), (6, 0))
"""Size of the letters in points, and how many lines of history: the first that fits one page is taken."""


def write_pdf(view: CardView, path: Path, now: datetime) -> int:
    """Write the dossier; raises OSError where the file cannot be written. Gives the size of the letters."""
    load_fonts()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb"):
        pass  # QPdfWriter says nothing of a path that it cannot write
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 12, 15, 12), QPageLayout.Unit.Millimeter)
    writer.setTitle(view.row.name or view.row.company)
    room = QSizeF(writer.width(), writer.height())
    document, size = _fitted(view, now, room)
    painter = QPainter(writer)
    document.drawContents(painter)
    painter.end()
    return size


def _fitted(view: CardView, now: datetime, room: QSizeF) -> tuple[QTextDocument, int]:
    document = QTextDocument()
    size = _STEPS[-1][0]
    for size, events in _STEPS:
        document = QTextDocument()
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPixelSize(round(size * _DPI / 72))
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_STYLE)
        document.setHtml(page_html(view, now, events=events))
        document.setTextWidth(room.width())
        if document.size().height() <= room.height():
            break
    return document, size

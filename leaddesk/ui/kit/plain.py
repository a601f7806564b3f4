"""Data shown as letters, never as HTML: labels are PlainText, tooltips are escaped (RELIABILITY.md S1)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

LONGEST = 300
"""What a cell or tooltip shows of a text; the whole text is on the card (RELIABILITY.md S10)."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""Written out, because importing `html` builds 2 231 entities and costs 3 ms of the start."""


def short(text: str, longest: int = LONGEST) -> str:
    """The text on one line, at most `longest` characters, the last an ellipsis where it was cut."""
    line = " ".join(text[: longest * 2].split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def tooltip_text(text: str) -> str:
    """What a tooltip may be given for foreign text: escaped, so that Qt reads no tag and opens no file."""
    if not text:
        return ""
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f"<p style='white-space:pre-wrap'>{cut.translate(_ESCAPES)}</p>"


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip of plain letters."""
    widget.setToolTip(tooltip_text(text))


def menu_text(text: str) -> str:
    """Foreign text for a menu item or a standard button: an ampersand stays a letter."""
    return text.replace("&", "&&")


def as_plain(label: QLabel) -> QLabel:
    """Make a label show its text as letters."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

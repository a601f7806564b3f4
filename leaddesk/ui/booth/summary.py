"""The day at the stand on paper: the sums, and everybody who came with what was promised (PDF)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from leaddesk.actions.evening import Guest
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.show import NO_STEP, Reckoning, Show, Visit
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import clock_time, date_time, number
from leaddesk.texts.names import TEMPERATURES
from leaddesk.ui.booth.words import TROUBLES, promise_words, show_words
from leaddesk.ui.theme.fonts import FAMILIES, load_fonts

_LONGEST = 200
_STYLE = """
h1 { font-size: 16px; margin-bottom: 2px; }
p { margin: 0; color: #4A5565; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid #798597; }
td, th { padding: 3px 8px 3px 0; vertical-align: top; }
"""


def lines_of(sums: Reckoning) -> list[tuple[str, str]]:
    """The sums in words, those that are 0 left out where nothing is wrong."""
    told = [
        (_("Visitors written down"), sums.visitors),
        (_("Pictures taken"), sums.pictures),
        (_("Leads complete"), sums.complete),
        (_("Next step decided"), sums.steps),
    ]
    wrong = [(_(words), sums.troubles.get(key, 0)) for key, words in TROUBLES.items() if key != NO_STEP]
    wrong += [(_("No next step yet"), sums.without_step), (_("Not in the base yet"), sums.waiting)]
    return [(words, number(n)) for words, n in (*told, *(one for one in wrong if one[1]))]


def summary_html(
    show: Show, sums: Reckoning, visits: Sequence[Visit], guests: Mapping[str, Guest], known: Definitions,
    now: datetime,
) -> str:  # fmt: skip
    """The whole page; a visitor's words are never read as HTML (ARCHITECTURE 8.14)."""
    zone = ZoneInfo(str(known.setting("zone")))
    sentences = ", ".join(f"{words}: {n}" for words, n in lines_of(sums))
    head = (_("Time"), _("Visitor"), _("Contact"), _("Warmth"), _("What is needed"), _("Promised"))
    rows = "".join(_row(visit, guests.get(visit.lead), known, zone, now) for visit in visits)
    return (
        f"<h1>{_safe(show_words(show))}</h1><p>{_safe(date_time(now, zone))}</p><p>{_safe(sentences)}</p>"
        f"<p>&nbsp;</p><table width='100%'><tr>{_cells(head, 'th')}</tr>{rows}</table>"
    )


def _row(visit: Visit, guest: Guest | None, known: Definitions, zone: ZoneInfo, now: datetime) -> str:
    who = ", ".join(part for part in (guest.name, guest.company) if part) if guest else ""
    contact = ", ".join(part for part in (guest.phone, guest.email) if part) if guest else ""
    trouble = _(TROUBLES[visit.trouble]) if visit.trouble in TROUBLES else ""
    warm = TEMPERATURES[visit.temperature]() if visit.temperature in TEMPERATURES else ""
    promised = promise_words(visit, known, now)
    told = (clock_time(visit.at, zone), who, contact or trouble, warm, guest.need if guest else "", promised)
    return f"<tr>{_cells(told, 'td')}</tr>"


def _cells(texts: Iterable[str], tag: str) -> str:
    return "".join(f"<{tag}>{_safe(text)}</{tag}>" for text in texts)


def _safe(text: str) -> str:
    return escape("".join(sign for sign in text[:_LONGEST] if sign >= " "))


def write_summary(html: str, path: Path, title: str) -> None:
    """Write a page as a PDF; raises OSError where the file cannot be written."""
    load_fonts()
    with path.open("wb"):
        pass  # QPdfWriter says nothing of a path that it cannot write
    writer = QPdfWriter(str(path))
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 12, 15, 12), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setDefaultFont(QFont(FAMILIES[0], 9))
    document.setHtml(html)
    document.print_(writer)


def written_words(n: int, folder: Path) -> str:
    """How many letters lie where."""
    told = ngettext(
        "{n} draft written, none was sent: {file}", "{n} drafts written, none was sent: {file}", n
    )
    return told.format(n=number(n), file=folder)

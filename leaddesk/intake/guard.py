"""The mark before a cell that a spreadsheet would take for a formula (RELIABILITY S4)."""

import re

# What Excel, LibreOffice and Google Sheets start a formula with, the East Asian wide forms too.
_STARTS = r"[=+\-@\t\r\n＝＋－＠]"
_TO_GUARD = re.compile(rf"'*{_STARTS}")
_GUARDED = re.compile(rf"'+{_STARTS}")


def guard(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would run it; `unguard` gives it back.

    A text that already looks guarded gets one more, so that nothing is lost: guard is one-to-one.
    """
    return "'" + text if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given; a text that it never made comes back as it is."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text

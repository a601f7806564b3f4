"""Values of options: times, days and sizes as they are typed in a shell."""

import argparse
from datetime import UTC, date, datetime

from leaddesk.texts import _


def moment(text: str) -> datetime:
    """An ISO time; one without a zone is in UTC. Raises ArgumentTypeError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("not a time: {text}").format(text=text)) from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def size(text: str) -> tuple[int, int]:
    """ "1366x700" as width and height. Raises ArgumentTypeError."""
    wide, _x, high = text.lower().partition("x")
    if not (wide.isdigit() and high.isdigit() and 0 < int(wide) <= 16384 and 0 < int(high) <= 16384):
        raise argparse.ArgumentTypeError(_("not a size: {text}").format(text=text))
    return int(wide), int(high)


def day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("not a day: {text}").format(text=text)) from None

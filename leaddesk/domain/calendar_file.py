"""A step as an iCalendar file (RFC 5545), which every calendar opens."""

from datetime import UTC, datetime, timedelta

_LINE = 75
"""Octets of a line before it is folded."""


def ics(
    uid: str, title: str, at: datetime, now: datetime, *, about: str = "", where: str = "", minutes: int = 30
) -> str:
    """The text of an .ics file with one event and a reminder a quarter of an hour before it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LeadDesk//LeadDesk//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}@leaddesk",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(at)}",
        f"DTEND:{_utc(at + timedelta(minutes=minutes))}",
        f"SUMMARY:{_text(title)}",
        *([f"DESCRIPTION:{_text(about)}"] if about else []),
        *([f"LOCATION:{_text(where)}"] if where else []),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(title)}",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """Commas, semicolons, backslashes and line ends escaped; other control signs left out."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(sign for sign in value if sign == "\n" or sign == "\t" or ord(sign) >= 32)
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A long line in parts of at most 75 octets, never inside a letter."""
    parts: list[bytes] = []
    part = b""
    for sign in line:
        code = sign.encode("utf8", "replace")
        if len(part) + len(code) > (_LINE if not parts else _LINE - 1):
            parts.append(part)
            part = b""
        part += code
    return b"\r\n ".join([*parts, part]).decode()

"""Thank-you letters of a show day as drafts for a mail program, in each visitor's language; none is sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

from leaddesk.actions.evening import Guest
from leaddesk.domain.show import Show, Visit, letter_language
from leaddesk.texts import LANGUAGES, language
from leaddesk.texts.show_letters import thanks


def letter(guest: Guest, visit: Visit, show: Show, sender: str, zone: ZoneInfo) -> tuple[str, str]:
    """Subject and text for one visitor, in their language."""
    code = letter_language(guest.language, f"{guest.name} {guest.company}", language(), LANGUAGES)
    day = f"{visit.due.astimezone(zone):%d.%m.%Y}" if visit.due is not None else ""
    return thanks(code, guest.name, show.name, sender, visit.promise, day)


def may_be_thanked(guest: Guest) -> bool:
    """Whoever has an address and did not refuse to be written to."""
    return bool(guest.email) and not guest.refused


def write_letters(
    guests: Mapping[str, Guest],
    visits: Sequence[Visit],
    show: Show,
    sender: str,
    zone: ZoneInfo,
    folder: Path,
) -> int:
    """Write a draft a visitor into `folder`, once a lead; how many. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written: set[str] = set()
    for visit in visits:
        guest = guests.get(visit.lead)
        if guest is None or guest.lead_id in written or not may_be_thanked(guest):
            continue
        written.add(guest.lead_id)
        subject, text = letter(guest, visit, show, sender, zone)
        message = EmailMessage()
        message["To"] = "".join(guest.email.split())
        message["Subject"] = " ".join(subject.split())
        message["X-Unsent"] = "1"
        message.set_content(text)
        (folder / f"{len(written):03d}.eml").write_bytes(message.as_bytes())
    return len(written)


def day_name(show: Show, now: datetime, zone: ZoneInfo) -> str:
    """A name for what is written of this day: the show and the date, safe for every system."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in show.name).strip("-")[:40]
    return f"{plain}-{now.astimezone(zone):%Y-%m-%d}"

"""Badges of a trade show: what their plain codes say, and the organiser's list of numbers."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from leaddesk.intake.card_codes import Code, CodeFacts
from leaddesk.intake.draft import Draft
from leaddesk.resources import resource

_EMAIL = re.compile(r"[^\s@|;^~$]+@[^\s@|;^~$]+\.[^\s@|;^~$]{2,}")
_PHONE = re.compile(r"\+?\d[\d ()\-]{7,20}\d")
_SITE = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z]{3,12}:")
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(\s+[^\W\d_][\w'’.\-]*)+")
_ID = re.compile(r"[\w\-./:]{1,64}")


@cache
def _formats() -> Mapping[str, Any]:
    return tomllib.loads(resource("intake", "badges.toml").read_text("utf8"))


def badge_id(text: str) -> str:
    """The visitor's number in a code: all of a plain one, the first part of several; empty where none is."""
    first = _parts(text)[0]
    return first if _ID.fullmatch(first) and not _EMAIL.fullmatch(first) else ""


def facts_of_badge(code: Code) -> CodeFacts | None:
    """The parts of a separated code by the declared order; None for a plain number, which is looked up.

    A code that begins with a scheme (WIFI:, SMSTO:, BEGIN:VEVENT) says nothing of a person.
    """
    parts = _parts(code.text)
    spoken = any(_NAME.fullmatch(part) or _EMAIL.fullmatch(part) for part in parts)
    if len(parts) < 2 or not spoken or _SCHEME.match(code.text.strip()):
        return None
    said: dict[str, str] = {}
    emails, phones, order = [], [], list(_formats()["fields"])
    if not badge_id(code.text):
        order.remove("id")
    for part in parts:
        if _EMAIL.fullmatch(part):
            emails.append(part)
        elif _PHONE.fullmatch(part) and "id" not in order[:1]:
            phones.append((part, ""))
        elif _SITE.fullmatch(part):
            said["website"] = part
        elif order:
            said[order.pop(0)] = part
    return CodeFacts(
        full_name=said.get("full_name", ""),
        job_title=said.get("job_title", ""),
        company=said.get("company", ""),
        emails=tuple(emails),
        phones=tuple(phones),
        website=said.get("website", ""),
        corners=code.corners,
    )


def _parts(text: str) -> list[str]:
    plain = text.strip()
    separator = max(_formats()["separators"], key=plain.count)
    return [part.strip() for part in plain.split(separator)] if separator in plain else [plain]


class Visitors:
    """The organiser's list in memory, looked up without a network: number of the badge -> what it says."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._known = {
            number.casefold(): draft for draft in drafts if (number := draft.fields.get("external_id", ""))
        }

    def __len__(self) -> int:
        return len(self._known)

    def find(self, codes: Iterable[str]) -> Draft | None:
        """The visitor of the first code whose number is known."""
        numbers = (badge_id(code).casefold() for code in codes)
        return next((self._known[number] for number in numbers if number in self._known), None)

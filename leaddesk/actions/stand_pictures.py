"""A picture that came with a visitor: kept by its sha256 first, then read in the recogniser's process."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.stand import UNREADABLE
from leaddesk.domain.refusals import Refused, Unreachable
from leaddesk.domain.show import TYPED, Visit

HEAVIEST = 200 * 1024 * 1024
"""Bytes of a picture; what is heavier is no picture of a card."""
_KEYS: Mapping[str, str] = {"full_name": "name", "job_title": "title"}
_SEVERAL = ("phone", "email")
Fields = Mapping[str, tuple[str, int]]
"""What a card says by the key of the form: the text, and how sure it is (0-100)."""


def keep_file(desk: Desk, path: str) -> str:
    """Put a picture on disk by its sha256; raises Refused for what is too heavy or cannot be read."""
    file = Path(path)
    try:
        if file.stat().st_size > HEAVIEST:
            raise Refused("stand.too_heavy", name=file.name)
        data = file.read_bytes()
    except OSError as error:
        raise Refused("stand.no_file", name=file.name, reason=error.strerror or "") from error
    return keep_bytes(desk, data)


def keep_bytes(desk: Desk, data: bytes) -> str:
    """Put bytes on disk by their sha256, also where a shared base cannot be reached just now."""
    if desk.attachments is None:
        raise Refused("stand.no_files")
    try:
        return desk.attachments.put(data)
    except Unreachable:
        return desk.attachments.here(data)


def read_kept(desk: Desk, digest: str) -> list[Fields]:
    """The cards of a kept picture; raises Refused where it is none, or nothing reads it here."""
    if desk.recogniser is None or desk.attachments is None:
        raise Refused("stand.no_recogniser")
    with desk.attachments.opened(digest) as path:
        if path is None:
            raise Refused("stand.no_file", name=digest[:8], reason="")
        return [fields_of(one) for one in desk.recogniser.read_all(str(path))]


def fields_of(card: Any) -> Fields:
    """The fields of a reading; several phones are one field, as sure as the least sure of them."""
    found: dict[str, tuple[str, int]] = {}
    for fact in card.facts:
        key, text, sure = _KEYS.get(fact.key, fact.key), str(fact.text).strip(), round(100 * fact.sure)
        if key not in TYPED or not text:
            continue
        if key not in found:
            found[key] = (text, sure)
        elif key in _SEVERAL:
            before, least = found[key]
            found[key] = (f"{before}; {text}", min(least, sure))
    return found


def with_fields(visit: Visit, fields: Fields, digest: str) -> Visit:
    """A visitor with what a picture said where nobody typed anything; what was typed stays."""
    typed, read = dict(visit.typed), dict(visit.read)
    for key, (text, sure) in fields.items():
        if not typed.get(key, "").strip():
            typed[key], read[key] = text, sure
    unread = tuple(one for one in visit.unread if one != digest)
    return replace(visit, typed=typed, read=read, unread=unread)


def not_read(visit: Visit, digest: str) -> Visit:
    """A visitor whose picture could not be read: somebody types it in the evening, beside the picture."""
    unread = tuple(one for one in visit.unread if one != digest)
    return replace(visit, unread=unread, trouble=UNREADABLE)

"""`result.json` of Telegram Desktop: one chat, or the whole account; contacts give the numbers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leaddesk.domain.log import iso
from leaddesk.domain.normal import clean
from leaddesk.intake.cells import contact
from leaddesk.intake.chats import Spoken, conversation
from leaddesk.intake.dates import read_date
from leaddesk.intake.draft import DraftContact, PackedMessage
from leaddesk.intake.options import Options
from leaddesk.intake.refusals import DamagedFile, UnpacksTooLarge

SIZE_LIMIT = 256 << 20
_PRIVATE = ("personal_chat", "bot_chat")
_SKIPPED = ("saved_messages", "private_channel", "public_channel", "replies", "verify_codes")


def is_export(head: str) -> bool:
    """Whether the first letters of a JSON file are those of an export."""
    begins = head.lstrip().startswith("{")
    one = '"messages"' in head and '"type"' in head and '"id"' in head and '"name"' in head
    return begins and (one or ('"chats"' in head and '"list"' in head) or '"personal_information"' in head)


def export_drafts(path: Path, options: Options) -> Iterator[PackedMessage]:
    """Drafts of every chat with clients. Raises DamagedFile, UnpacksTooLarge."""
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise UnpacksTooLarge(
            "intake.unpacks_too_large", name=path.name, megabytes=size >> 20, limit=SIZE_LIMIT >> 20
        )
    try:
        told = json.loads(path.read_bytes().decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as fault:
        raise DamagedFile("intake.damaged_file", name=path.name, why=str(fault)[:200]) from fault
    told = told if isinstance(told, Mapping) else {}
    phones = _phones(told)
    own = _id(_of(told, "personal_information", "user_id"))
    listed = _of(told, "chats", "list")
    row = 0
    for chat in listed if isinstance(listed, list) else [told]:
        if isinstance(chat, Mapping) and chat.get("type") not in _SKIPPED:
            for draft in _chat(chat, phones, own, options):
                row += 1
                yield (row, *draft[1:])


def _chat(
    chat: Mapping[str, Any], phones: Mapping[str, str], own: str, options: Options
) -> Iterator[PackedMessage]:
    messages = chat.get("messages")
    said = [one for one in map(_spoken, messages if isinstance(messages, list) else ()) if one is not None]
    private = chat.get("type") in _PRIVATE
    peer = _id(chat.get("id"))

    def ours(one: Spoken) -> bool:
        if own or (private and peer):
            return one.who == own if own else one.who != peer
        return one.author.casefold() in options.own

    def reach(one: Spoken) -> Sequence[DraftContact]:
        found = [contact("messenger", f"telegram: user{one.who}", "", options.country)] if one.who else []
        phone = phones.get(one.author.casefold())
        return [*([contact("phone", phone, "", options.country)] if phone else []), *found]

    yield from conversation("telegram", peer or clean(str(chat.get("name", ""))), said, ours, reach, options)


def _spoken(message: object) -> Spoken | None:
    if not isinstance(message, Mapping) or message.get("type") != "message":
        return None
    author = clean(str(message.get("from") or "")).strip()
    at = _time(message)
    text = _text(message.get("text")) or clean(
        str(message.get("file_name") or message.get("media_type") or "")
    )
    who = _id(message.get("from_id"))
    return Spoken(author or f"user{who}", at, text, who) if at and (author or who) else None


def _time(message: Mapping[str, Any]) -> str:
    seconds = str(message.get("date_unixtime") or "")
    if seconds.isdecimal() and len(seconds) <= 11:
        return iso(datetime.fromtimestamp(int(seconds), UTC))
    return read_date(str(message.get("date") or "0"), UTC) or ""


def _text(told: object) -> str:
    """A text, or its parts: links, mentions, code are objects with a text."""
    parts = told if isinstance(told, list) else [told]
    words = (part.get("text") if isinstance(part, Mapping) else part for part in parts)
    return clean("".join(word for word in words if isinstance(word, str)))


def _id(told: object) -> str:
    """`user123` and 123 are one."""
    text = str(told) if isinstance(told, str | int) else ""
    return text.removeprefix("user").removeprefix("channel")


def _of(told: Mapping[str, Any], *names: str) -> Any:
    found: Any = told
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _phones(told: Mapping[str, Any]) -> dict[str, str]:
    """Numbers of the address book by name; of namesakes none, because nobody can tell them apart."""
    listed = _of(told, "contacts", "list")
    found: dict[str, str] = {}
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping):
            name = f"{one.get('first_name') or ''} {one.get('last_name') or ''}".strip().casefold()
            number = str(one.get("phone_number") or "")
            number = f"+{number[2:]}" if number.startswith("00") else number
            found[name] = "" if name in found else number
    return {name: number for name, number in found.items() if number}

"""The open shape of messages and comments: a JSON object each, by file, folder or HTTP (B2, C18).

`{"kind": "message"|"comment", "channel": "telegram", "id": "77", "thread": "chat 5", "way": "in"|"out",
"author": {"name", "profile", "phone", "email", "username"}, "post": URL, "text": "...", "time": ISO}`
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from leaddesk.domain.normal import clean
from leaddesk.intake.cells import contact
from leaddesk.intake.dates import read_date
from leaddesk.intake.draft import DraftContact, PackedMessage, Rejected
from leaddesk.intake.drafts import each_once
from leaddesk.intake.options import Options
from leaddesk.intake.refusals import NOT_AN_OBJECT, NOTHING_SAID

TEXT_LIMIT = 1 << 16
SHAPE = frozenset(("author", "thread", "post", "way", "author_name", "profile"))
_SERVICES = (
    "telegram",
    "whatsapp",
    "viber",
    "signal",
    "skype",
    "instagram",
    "messenger",
    "wechat",
    "line",
    "discord",
)


def is_spoken(item: object) -> bool:
    """Whether a JSON value is a message or comment of the open shape."""
    if not isinstance(item, Mapping) or not isinstance(item.get("text"), str):
        return False
    return item.get("kind") in ("message", "comment") or len(SHAPE.intersection(item)) >= 2


def read_spoken(item: object, options: Options, row: int = 1) -> PackedMessage | Rejected:
    """The draft of one message or comment; unknown fields are kept as extra ones."""
    if not isinstance(item, Mapping):
        return Rejected(row, NOT_AN_OBJECT, {}, _raw(item))
    said = Said(item, options)
    if not said.text.strip():
        return Rejected(row, NOTHING_SAID, {}, _raw(item))
    fields = {
        "full_name": said.name,
        "channel": "comment" if said.comment else "messenger",
        "source": said.service,
        "created_at": said.at,
        "need": "" if said.way == "out" else said.text,
        "campaign": _text(item.get("campaign")),
    }
    filled = {name: value for name, value in fields.items() if value}
    found = each_once(list(said.contacts()))
    return row, filled, found, said.extra(), "chat", b"", None, said.message()


class Said:
    """One message as it was given, with the names that people use for its parts."""

    def __init__(self, item: Mapping[str, Any], options: Options) -> None:
        self._item = item
        self._options = options
        author = item.get("author") or item.get("from") or {}
        self._author: Mapping[str, Any] = author if isinstance(author, Mapping) else {"name": author}
        self.comment = _text(item.get("kind")) == "comment"
        self.text = _text(item.get("text"))[:TEXT_LIMIT]
        self.service = _text(item.get("channel") or item.get("service") or item.get("network")).lower()
        self.profile = self._of("profile", "author_profile", "profile_link")
        self.post = _text(item.get("post") or item.get("post_link") or item.get("post_url"))
        self.name = self._of("name", "author_name", "full_name")
        own = {self.name.lower(), self._of("username", "username").lower(), self._of("id", "author_id")}
        self.way = "out" if _text(item.get("way")) == "out" or own & options.own else "in"
        when = _text(item.get("time") or item.get("date") or item.get("created_at"))
        self.at = (read_date(when, options.tzinfo) or "") if when else ""

    def _of(self, name: str, *flat: str) -> str:
        """A part of the author, inside it or beside it."""
        inside = self._author.get(name)
        return _text(
            inside if inside is not None else next((self._item[one] for one in flat if one in self._item), "")
        )

    def contacts(self) -> Iterator[DraftContact]:
        """Every way to reach the author; the profile itself is one (C18)."""
        country = self._options.country
        phone, mail = self._of("phone", "phone"), self._of("email", "email")
        user = self._of("username", "username")
        if phone:
            yield contact("phone", phone, "", country)
        if mail:
            yield contact("email", mail, "", country)
        if user or (phone and self.service in _SERVICES):
            handle = user.lstrip("@") or phone
            named = f"{self.service}: {handle}" if self.service in _SERVICES else handle
            yield contact("messenger", named, "", country)
        if self.profile:
            yield contact("profile", self.profile, "", country)

    def message(self) -> dict[str, Any]:
        """The message of the draft: its key, its conversation, who said it and where."""
        service = self.service or "chat"
        who = self._of("id", "author_id") or self.profile or self._of("username", "username") or self.name
        thread = _text(self._item.get("thread") or self._item.get("chat"))
        if self.comment:
            # Under one post many speak: each of them is a client of their own.
            thread = f"{thread or self.post}:{who}"
        own = _text(self._item.get("id")) or _digest(thread, who, self.at, self.text)
        room = f"{service}:{thread or who}"
        return {
            "key": f"{room}#{own}",
            "thread": [room] if thread or who else [],
            "text": self.text,
            "way": self.way,
            "author": self.name,
            "profile": self.profile,
            "post": self.post,
            "joins": True,
            "files": [],
        }

    def extra(self) -> dict[str, str]:
        """What the shape does not name."""
        known = SHAPE | _NAMED
        told = {clean(str(name)): _text(value) for name, value in self._item.items() if name not in known}
        told |= {"post": self.post} if self.comment else {}
        return {name: value for name, value in told.items() if value}


_NAMED = frozenset(
    (
        *(
            "kind",
            "text",
            "channel",
            "service",
            "network",
            "from",
            "id",
            "chat",
            "time",
            "date",
            "created_at",
        ),
        *("campaign", "author_profile", "profile_link", "post_link", "post_url", "name", "full_name"),
        *("username", "author_id", "phone", "email"),
    )
)


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping | list):
        return clean(json.dumps(value, ensure_ascii=False))
    return clean(str(value)).strip()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _raw(item: object) -> bytes:
    return json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")

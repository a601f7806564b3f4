"""Conversations of messengers as drafts: one client a conversation, both sides in time order (B2)."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from leaddesk.domain.log import iso, moment
from leaddesk.domain.quick_add import Field, read_line
from leaddesk.intake.cells import contact
from leaddesk.intake.draft import DraftContact, PackedMessage
from leaddesk.intake.drafts import each_once
from leaddesk.intake.options import Options

TEXT_LIMIT = 1 << 16
_TELLING, _SHORT, _DIGITS = 30, 200, 7
_NUMBER = re.compile(r"\A\s*[~\u2068]?\s*\+?[\d\s()\u00a0\u202f-]{9,24}[\u2069]?\s*\Z")
_FOUND = {Field.PHONE: "phone", Field.EMAIL: "email"}
_MARKS = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")


class Spoken(NamedTuple):
    """One message of a chat: who (a name as shown), when (ISO in UTC), what; `who` tells namesakes apart."""

    author: str
    at: str
    text: str
    who: str = ""


def without_marks(text: str) -> str:
    """Text without the invisible signs of direction that messengers put into it."""
    return text.translate(_MARKS)


def conversation(
    service: str,
    room: str,
    said: Sequence[Spoken],
    ours: Callable[[Spoken], bool],
    reach: Callable[[Spoken], Sequence[DraftContact]],
    options: Options,
) -> Iterator[PackedMessage]:
    """Drafts of one chat. In a group each client has a conversation of their own, and ours goes to the last.

    `ours` tells our messages, `reach` how an author can be reached; what they tell of themselves is added.
    """
    said = _one_after_another(said)
    clients = {_who(one): one for one in reversed(said) if not ours(one)}
    if not clients:
        return
    wanted = {who: _first_words(who, said, ours) for who in clients}
    known = {who: _contacts(clients[who], reach, said, options) for who in clients}
    last = next(_who(one) for one in said if not ours(one))
    times: Counter[tuple[str, str, str]] = Counter()
    for row, one in enumerate(said, 1):
        mine = ours(one)
        last = last if mine else _who(one)
        thread = f"{service}:{room}" if len(clients) == 1 else f"{service}:{room}:{last}"
        same = (_who(one), one.at[:19], one.text)
        times[same] += 1
        name = clients[last].author
        fields = {
            "full_name": "" if _NUMBER.match(name) else name,
            "channel": "messenger",
            "source": service,
            "created_at": one.at,
            "need": wanted[last] if mine else one.text,
        }
        filled = {name: value for name, value in fields.items() if value}
        key = f"{thread}#{_digest(*same, str(times[same]))}"
        yield row, filled, known[last], {}, "chat", b"", None, _message(one, key, thread, mine)


def _message(one: Spoken, key: str, thread: str, mine: bool) -> dict[str, Any]:
    return {
        "key": key,
        "thread": [thread],
        "text": one.text,
        "way": "out" if mine else "in",
        "author": one.author,
        "joins": True,
        "files": [],
    }


def number_contacts(service: str, author: str, options: Options) -> list[DraftContact]:
    """An author shown by a number is reached by it; one shown by a name is not."""
    if not _NUMBER.match(author):
        return []
    number = author.strip("~ \u2068\u2069")
    return [
        contact("phone", number, "mobile", options.country),
        contact("messenger", f"{service}: {number}", "", options.country),
    ]


def _who(one: Spoken) -> str:
    return one.who or one.author.casefold()


def _one_after_another(said: Sequence[Spoken]) -> list[Spoken]:
    """The same order in time: of messages of one minute each comes a millisecond after the one before."""
    found: list[Spoken] = []
    for one in said:
        text = one.text[:TEXT_LIMIT].strip()
        if not text:
            continue
        at = one.at
        if found and at and found[-1].at and at <= found[-1].at:
            at = iso(moment(found[-1].at) + timedelta(milliseconds=1))
        found.append(one._replace(at=at, text=text))
    return found


def _first_words(who: str, said: Sequence[Spoken], ours: Callable[[Spoken], bool]) -> str:
    return next((one.text for one in said if not ours(one) and _who(one) == who), "")


def _contacts(
    client: Spoken,
    reach: Callable[[Spoken], Sequence[DraftContact]],
    said: Sequence[Spoken],
    options: Options,
) -> tuple[DraftContact, ...]:
    """How a client is reached: as the messenger knows, then the numbers and addresses that they wrote."""
    found = list(reach(client))
    telling = [one.text for one in said if _who(one) == _who(client) and _tells(one.text)]
    for text in telling[:_TELLING]:
        for chip in read_line(text.replace("\n", " "), options.country):
            if chip.field not in _FOUND:
                continue
            read = contact(_FOUND[chip.field], chip.text, "", options.country)
            if read.normal and not read.junk:
                found.append(read)
    return each_once(found)


def _tells(text: str) -> bool:
    """Whether a message may hold a number or an address: short ones do, a pasted price list does not."""
    return len(text) <= _SHORT and ("@" in text or sum(map(str.isdigit, text)) >= _DIGITS)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]

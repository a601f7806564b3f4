"""E-mail letters (.eml, a mailbox) read into drafts: sender, need, signature, thread, attachments."""

import email.header
import email.message
import email.utils
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import compat32
from typing import Any

from leaddesk.domain.emails import is_role_mailbox
from leaddesk.domain.log import iso
from leaddesk.domain.normal import clean
from leaddesk.intake.cells import contact
from leaddesk.intake.draft import DraftContact, PackedMessage, Rejected
from leaddesk.intake.drafts import each_once
from leaddesk.intake.encodings import guess_encoding
from leaddesk.intake.letter_form import read_form
from leaddesk.intake.letter_text import Words, letter_words, parted, plain_of
from leaddesk.intake.options import Options
from leaddesk.intake.refusals import (
    LETTER_AUTOMATIC,
    LETTER_BOUNCED,
    LETTER_BROKEN,
    LETTER_HEAD_TOO_LARGE,
    LETTER_TOO_LARGE,
)
from leaddesk.intake.signature import read_signature

LETTER_LIMIT = 64 << 20
HEAD_LIMIT = 64 << 10
TEXT_LIMIT = 1 << 18
_SIGNED, _LINE = 3_000, 160  # signs in which contacts are looked for, and of one line of them
_DEPTH, _PARTS, _THREAD = 20, 500, 100
_HTML = 1 << 19
_ID = re.compile(r"<[^<>\s]{1,400}>")
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")
_TAIL = re.compile(r"[\x00-\x1f/\\]+")
_HEADERS = re.compile(
    rb"(?i)\A(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?(?:(?:return-path|received|from|to|cc|subject|date|"
    rb"message-id|mime-version|delivered-to|reply-to|dkim-signature|authentication-results|content-type|x-[\w-]+|"
    rb"arc-[\w-]+|in-reply-to|references|sender|thread-[\w-]+):[^\n]*\n)"
)
_NEEDED = re.compile(rb"(?im)^(?:from|message-id|received|mime-version):")


def is_letter(head: bytes) -> bool:
    """Whether a file's first bytes are the headers of a letter."""
    return _HEADERS.match(head) is not None and len(set(map(bytes.lower, _NEEDED.findall(head)))) >= 1


def read_letter(raw: bytes, options: Options, row: int = 1) -> PackedMessage | Rejected:
    """The draft of one letter; automatic answers, bounces and broken letters are rejected with their bytes.

    Nothing is fetched that a letter points at; pictures and other parts are files that came with it.
    """
    if len(raw) > LETTER_LIMIT:
        return Rejected(row, LETTER_TOO_LARGE, {"limit": LETTER_LIMIT >> 20}, raw[:HEAD_LIMIT])
    blank = _BLANK.search(raw)
    if (blank.start() if blank else len(raw)) > HEAD_LIMIT:
        return Rejected(row, LETTER_HEAD_TOO_LARGE, {"limit": HEAD_LIMIT >> 10}, raw)
    try:
        letter = BytesParser(policy=compat32).parsebytes(raw)
        return _read(letter, raw, options, row)
    except (RecursionError, LookupError, ValueError, AssertionError, TypeError) as fault:
        return Rejected(row, LETTER_BROKEN, {"why": type(fault).__name__}, raw)


def _read(letter: email.message.Message, raw: bytes, options: Options, row: int) -> PackedMessage | Rejected:
    sender = _address(letter, "From")
    postman = sender[1].partition("@")[0].lower() in letter_words()["postmen"]
    if postman or letter.get_content_type() == "multipart/report":
        return Rejected(row, LETTER_BOUNCED, {"to": _undelivered(raw)}, raw)
    if _said(letter, "Auto-Submitted").lower().startswith("auto-replied") or _said(letter, "X-Autoreply"):
        return Rejected(row, LETTER_AUTOMATIC, {}, raw)
    text, files = _contents(letter)
    if len(text) > TEXT_LIMIT:  # all of it is kept, as a file beside its beginning
        files.append({"name": "letter.eml", "type": "message/rfc822", "data": raw})
        text = text[:TEXT_LIMIT]
    words = parted(text)
    own = sender[1].lower() in options.own
    form = None if own else read_form(words.own, options, row)
    message = _message(letter, raw, text if own or form else words.own, files, "out" if own else "in")
    fields: dict[str, str] = {"channel": "email", "created_at": _date(letter)}
    if form is not None:
        _, told, contacts, extra, _, _, _ = form
        fields |= {"channel": "form"} | told
        message["joins"] = False
        if "need" not in told:
            fields["need"] = message["subject"]
        if not contacts:
            contacts = tuple(_sender(letter, sender, Words(""), {}, options))
        return row, _filled(fields), contacts, extra, "email", b"", None, message
    people = _address(letter, "To") if own else sender
    contacts = each_once(list(_sender(letter, people, Words("") if own else words, fields, options)))
    fields["need"] = "" if own else words.said or message["subject"]
    return row, _filled(fields), contacts, {}, "email", b"", None, message


def _undelivered(raw: bytes) -> str:
    """The address that a postman could not reach for good; empty where it still tries or names none."""
    failed = re.search(rb"(?im)^Action:\s*failed", raw) and re.search(rb"(?im)^Status:\s*5\.", raw)
    named = re.search(rb"(?im)^(?:Original|Final)-Recipient:\s*rfc822;\s*<?([^\s<>]{3,254})", raw)
    return named[1].decode("ascii", "replace").lower() if failed and named else ""


def _filled(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value.strip()}


def _sender(
    letter: email.message.Message,
    sender: tuple[str, str],
    words: Words,
    fields: dict[str, str],
    options: Options,
) -> Iterator[DraftContact]:
    """The sender's contacts: the address to answer to, then what the signature says; fields are set too."""
    name, address = sender
    robot = re.split(r"[^a-z]", address.lower(), maxsplit=1)[0] in letter_words()["robots"]
    answer = _address(letter, "Reply-To")
    if answer[1] and (robot or is_role_mailbox(address)):
        name, address = answer
    if name and "@" not in name:
        fields["full_name"] = name
    if address:
        yield contact("email", address, "", options.country)
    signed = read_signature(_short(words.signature), options.country) if words.signature else None
    if signed is not None:
        told = {k: v for k, v in signed.fields.items() if k not in ("need", "full_name")}
        fields |= {k: v for k, v in told.items() if k not in fields}
        if "full_name" in signed.fields and not fields.get("full_name"):
            fields["full_name"] = signed.fields["full_name"]
        yield from signed.contacts
    if not any(one.kind == "phone" for one in (signed.contacts if signed else ())):
        for one in read_signature(_short(words.said), options.country).contacts:
            if one.normal and one.kind in ("phone", "messenger"):
                yield one


def _short(text: str) -> str:
    """As much of a text as anybody writes who tells how to be reached."""
    return "\n".join(line for line in text[:_SIGNED].split("\n") if len(line) <= _LINE)


def _message(
    letter: email.message.Message, raw: bytes, text: str, files: list[dict[str, Any]], way: str
) -> dict[str, Any]:
    own = _ID.search(_said(letter, "Message-ID"))
    key = own[0] if own else "sha256:" + hashlib.sha256(raw).hexdigest()[:32]
    before = [*_ID.findall(_said(letter, "In-Reply-To")), *reversed(_ID.findall(_said(letter, "References")))]
    return {
        "key": f"mail:{key}",
        "thread": [f"mail:{one}" for one in dict.fromkeys(before) if one != key][:_THREAD],
        "text": text,
        "way": way,
        "subject": _said(letter, "Subject"),
        "author": _address(letter, "From")[1],
        "files": files,
    }


def _said(letter: email.message.Message, name: str) -> str:
    """A header decoded; what cannot be decoded is kept as well as it can be."""
    return clean(re.sub(r"\s+", " ", _words(_raw(letter, name)))).strip()


def _raw(letter: email.message.Message, name: str) -> str:
    """A header as it stands in the letter; `get` would give marks for eight-bit letters."""
    told = next((value for key, value in letter.raw_items() if key.lower() == name.lower()), "")
    return _utf8(str(told))


def _words(text: str) -> str:
    """Encoded words (RFC 2047) as text."""
    return "".join(
        _decoded(part, charset or "utf-8") if isinstance(part, bytes) else part
        for part, charset in email.header.decode_header(text)
    )


def _utf8(text: str) -> str:
    """Raw eight-bit letters in a header, which the parser keeps as surrogates."""
    if text.isascii():
        return text
    return _decoded(text.encode("utf-8", "surrogateescape"), "utf-8")


def _address(letter: email.message.Message, name: str) -> tuple[str, str]:
    """(name, address) of the first one in a header."""
    # The parts are read before they are decoded: a decoded name may hold a comma.
    found = email.utils.getaddresses([_raw(letter, name)[:8_192]])
    label, address = next(((n, a) for n, a in found if "@" in a), ("", ""))
    decoded = _words(label)
    return clean(" ".join(decoded.split())).strip(" \"'"), clean(address)


def _date(letter: email.message.Message) -> str:
    try:
        when = email.utils.parsedate_to_datetime(_said(letter, "Date"))
    except (ValueError, TypeError, OverflowError):
        return ""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return iso(aware) if datetime(1990, 1, 1, tzinfo=UTC) < aware else ""


def _contents(letter: email.message.Message) -> tuple[str, list[dict[str, Any]]]:
    """The words (plain text before HTML) and the files."""
    plain: list[str] = []
    html: list[str] = []
    files: list[dict[str, Any]] = []
    for part in _leaves(letter):
        kind, name = part.get_content_type(), _file_name(part)
        attached = bool(name) or part.get_content_disposition() == "attachment"
        if kind in ("text/plain", "text/html") and not attached:
            (plain if kind == "text/plain" else html).append(_text(part))
        elif attached or kind == "message/rfc822":
            data = _bytes(part)
            files.append({"name": name or f"{len(files) + 1}", "type": kind, "data": data})
    text = "\n".join(plain) if any(map(str.strip, plain)) else plain_of("\n".join(html)[:_HTML])
    return text.replace("\r\n", "\n").strip("\n"), files


def _leaves(letter: email.message.Message) -> Iterator[email.message.Message]:
    """Parts without parts; a letter inside a letter is a leaf. RecursionError past any honest depth."""
    waiting: list[tuple[email.message.Message, int]] = [(letter, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > _DEPTH or seen > _PARTS:
            raise RecursionError
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_type() != "message/rfc822":
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, email.message.Message)]
        else:
            yield part


def _file_name(part: email.message.Message) -> str:
    told = part.get_filename()
    if not told:
        return ""
    decoded = _words(_utf8(str(told)))
    return _TAIL.sub("_", clean(decoded)).strip(". ")[-120:]


def _bytes(part: email.message.Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"".join(one.as_bytes() for one in inner if isinstance(one, email.message.Message))
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: email.message.Message) -> str:
    data = _bytes(part)[: 4 * TEXT_LIMIT]
    return _decoded(data, part.get_content_charset() or "")


def _decoded(data: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode(guess_encoding(data), "replace")

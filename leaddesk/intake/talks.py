"""Files of what was said: a letter, a chat, comments; told by their bytes, each message becomes a draft."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from leaddesk.intake.chat_text import SIZE_LIMIT, chat_in_zip, is_chat, text_drafts
from leaddesk.intake.draft import PackedMessage, Rejected
from leaddesk.intake.letters import LETTER_LIMIT, is_letter, read_letter
from leaddesk.intake.lines import HEAD
from leaddesk.intake.options import Options
from leaddesk.intake.refusals import NO_MESSAGES, DamagedFile, EmptyFile, FileRefused, UnpacksTooLarge
from leaddesk.intake.spoken import is_spoken, read_spoken
from leaddesk.intake.telegram import export_drafts, is_export

_ENDINGS = (".json", ".jsonl", ".ndjson", ".eml", ".txt", ".zip")


class Talk(NamedTuple):
    """A file of messages: what it is, its encoding where the file has one, and its messages."""

    format: Literal["letter", "chat"]
    items: Iterator[PackedMessage | Rejected]
    encoding: str = ""


def open_talk(path: Path, start: bytes, options: Options) -> Talk | None:
    """The messages of a file; None where it is a table, a card or nothing known here."""
    if is_letter(start):
        return Talk("letter", _letter(path, options))
    if start.startswith(b"PK\x03\x04"):
        chat = chat_in_zip(path)
        return None if chat is None else Talk("chat", text_drafts(chat, path.name, options), "utf-8")
    text = start.decode("utf-8-sig", "replace")
    if text.lstrip()[:1] in ("{", "["):
        if is_export(text):
            return Talk("chat", export_drafts(path, options), "utf-8")
        if path.suffix.lower() not in (".csv", ".tsv") and _begins_spoken(text):
            return Talk("chat", _spoken(path, options), "utf-8")
        return None
    if is_chat(text):
        return Talk("chat", _chat(path, options), "utf-8")
    return None


def open_folder(path: Path, options: Options) -> Talk:
    """The messages of all files of a folder, in the order of their names; other files are rejected."""
    files = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    if not files:
        raise EmptyFile("intake.empty_file", name=path.name)
    return Talk("chat", _folder(files, options), "utf-8")


def _folder(files: Sequence[Path], options: Options) -> Iterator[PackedMessage | Rejected]:
    row = 0
    for file in files:
        with file.open("rb") as opened:
            start = opened.read(HEAD)
        talk = open_talk(file, start, options) if file.suffix.lower() in _ENDINGS else None
        if talk is None:
            row += 1
            yield Rejected(row, NO_MESSAGES, {"name": file.name}, start[:200])
            continue
        try:
            for item in talk.items:
                row += 1
                yield item_at(row, item)
        except FileRefused as refusal:  # one damaged file must not stop the others
            row += 1
            yield Rejected(row, refusal.key, dict(refusal.said), start[:200])


def item_at(row: int, item: PackedMessage | Rejected) -> PackedMessage | Rejected:
    """The same item under another number."""
    if isinstance(item, Rejected):
        return Rejected(row, item.reason, item.said, item.raw)
    return (row, *item[1:])


def _letter(path: Path, options: Options) -> Iterator[PackedMessage | Rejected]:
    with path.open("rb") as file:
        yield read_letter(file.read(LETTER_LIMIT + 1), options)


def _chat(path: Path, options: Options) -> Iterator[PackedMessage]:
    yield from text_drafts(_whole(path).decode("utf-8-sig", "replace"), path.name, options)


def _whole(path: Path) -> bytes:
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        said = {"megabytes": size >> 20, "limit": SIZE_LIMIT >> 20}
        raise UnpacksTooLarge("intake.unpacks_too_large", name=path.name, **said)
    return path.read_bytes()


def _spoken(path: Path, options: Options) -> Iterator[PackedMessage | Rejected]:
    text = _whole(path).decode("utf-8-sig", "replace")
    try:
        items = _items(text)
    except (ValueError, RecursionError) as fault:
        raise DamagedFile("intake.damaged_file", name=path.name, why=str(fault)[:200]) from fault
    for row, item in enumerate(items, 1):
        yield read_spoken(item, options, row)


def _items(text: str) -> list[Any]:
    """A list of objects, one object, an object with a list `messages`, or an object a line."""
    try:
        told = json.loads(text, parse_float=str)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line, parse_float=str) for line in lines]
    if isinstance(told, dict):
        inner = next(
            (told[name] for name in ("messages", "comments") if isinstance(told.get(name), list)), None
        )
        return [told] if inner is None else inner
    return told if isinstance(told, list) else [told]


def _begins_spoken(text: str) -> bool:
    """Whether the first object of a JSON text is of the open shape; its beginning is all that is read."""
    place = text.find("{")
    for _ in range(2):  # the object itself, or the first in a list inside it
        if place < 0:
            return False
        try:
            first, _end = json.JSONDecoder().raw_decode(text[place:])
        except (ValueError, RecursionError):
            first = None
        if is_spoken(first):
            return True
        inner = first.get("messages", first.get("comments")) if isinstance(first, dict) else None
        if isinstance(inner, list) and inner and is_spoken(inner[0]):
            return True
        place = text.find("{", place + 1)
    return False

"""Chats as text: a WhatsApp export, and what people copy out of WhatsApp, Telegram and Viber."""

import re
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from leaddesk.intake.chats import Spoken, conversation, number_contacts, without_marks
from leaddesk.intake.dates import guess_order, read_date
from leaddesk.intake.draft import PackedMessage
from leaddesk.intake.options import Options
from leaddesk.resources import resource

SIZE_LIMIT = 64 << 20
_DATE = r"(?P<date>\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4})"
_TIME = r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\.?)?)"
_SAID = r"(?P<author>[^:\n]{1,80}?):[ \n](?P<text>.*)\Z"
_STARTS = tuple(
    re.compile(pattern, re.S)
    for pattern in (
        rf"\A\[{_DATE},?[ \u202f]{_TIME}\] {_SAID}",
        rf"\A\[{_TIME}, {_DATE}\] {_SAID}",
        rf"\A{_DATE},?[ \u202f]{_TIME} [-–] {_SAID}",
        rf"\A(?P<author>[^\n\[\]]{{1,80}}?),? \[{_DATE},? {_TIME}\]:?(?P<text>.*)\Z",
    )
)
_SYSTEM = re.compile(rf"\A(?:\[?{_DATE},?[ \u202f]{_TIME}\]?)(?: [-–])? ")
_ENOUGH = 2


@cache
def _words() -> dict[str, list[re.Pattern[str]]]:
    with resource("intake", "chats.toml").open("rb") as file:
        told: dict[str, list[str]] = tomllib.load(file)
    return {kind: [re.compile(one, re.I) for one in patterns] for kind, patterns in told.items()}


def read_lines(text: str, options: Options) -> list[Spoken]:
    """The messages of a chat; an empty list where the text is none."""
    parts: list[tuple[str, str, list[str]]] = []
    for line in without_marks(text).replace("\r\n", "\n").split("\n"):
        match = _start(line)
        if match is not None:
            when = f"{match['date']} {match['time']}".replace("\u202f", " ").replace("\xa0", " ")
            parts.append((match["author"].strip(), when, [match["text"].lstrip()]))
        elif _SYSTEM.match(line):
            parts.append(("", "", []))
        elif parts:
            parts[-1][2].append(line)
    said = [part for part in parts if part[0]]
    order = options.order or guess_order(when.split(" ")[0] for _, when, _ in said)
    found = [
        Spoken(author, read_date(when, options.tzinfo, order) or "", "\n".join(words).strip())
        for author, when, words in said
    ]
    return [one for one in found if one.at and not any(skip.search(one.text) for skip in _words()["nothing"])]


def is_chat(text: str) -> bool:
    """Whether a text begins as a chat does: the first lines that are no system lines are messages."""
    lines = without_marks(text[:8_000]).replace("\r\n", "\n").split("\n")[:40]
    filled = [line for line in lines if line.strip()]
    starts = [_start(line) is not None for line in filled]
    return sum(starts) >= _ENOUGH and (starts[0] or _SYSTEM.match(filled[0]) is not None)


def _start(line: str) -> re.Match[str] | None:
    return next((match for shape in _STARTS if (match := shape.match(line))), None)


def text_drafts(text: str, name: str, options: Options) -> Iterator[PackedMessage]:
    """Drafts of a chat; the file's name says with whom it was, else whoever spoke first is the client."""
    said = read_lines(text, options)
    authors = list(dict.fromkeys(one.author for one in said))
    named, client = _client(name, authors, options)
    own = {author for author in authors if author.casefold() in options.own}
    if not own and len(authors) == 2:
        own = {author for author in authors if author != client}
    yield from conversation(
        "whatsapp" if named or _looks_like_whatsapp(text) else "chat",
        client.casefold() if client else name.casefold(),
        said,
        lambda one: one.author in own,
        lambda one: number_contacts("whatsapp", one.author, options),
        options,
    )


def _client(name: str, authors: Sequence[str], options: Options) -> tuple[bool, str]:
    """Whether the file's name says with whom the chat was, and who the client is."""
    told = without_marks(Path(name).stem)
    for pattern in _words()["named"]:
        match = pattern.match(told)
        if match is not None:
            wanted = match[1].strip().casefold()
            return True, next((one for one in authors if one.casefold() == wanted), match[1].strip())
    strangers = [one for one in authors if one.casefold() not in options.own]
    return False, strangers[0] if strangers else ""


def _looks_like_whatsapp(text: str) -> bool:
    return any(one.search(text[:20_000]) for one in _words()["whatsapp"])


def chat_in_zip(path: Path) -> str | None:
    """The chat inside an exported archive; None where the archive holds none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one for one in archive.infolist() if one.filename.lower().endswith(".txt")]
            if any(one.filename == "[Content_Types].xml" for one in archive.infolist()):
                return None
            for one in names[:5]:
                if one.file_size > SIZE_LIMIT or one.file_size > 200 * max(1, one.compress_size):
                    continue
                text = archive.read(one).decode("utf-8-sig", "replace")
                if is_chat(text):
                    return text
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return None
    return None

"""Files of what was said: a letter, a chat, comments; told by their bytes, each message becomes a draft."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from leaddesk.intake.draft import PackedMessage, Rejected
from leaddesk.intake.letters import LETTER_LIMIT, is_letter, read_letter
from leaddesk.intake.options import Options


class Talk(NamedTuple):
    """A file of messages: what it is, its encoding where the file has one, and its messages."""

    format: Literal["letter", "chat"]
    items: Iterator[PackedMessage | Rejected]
    encoding: str = ""


def open_talk(path: Path, start: bytes, options: Options) -> Talk | None:
    """The messages of a file; None where it is a table, a card or nothing known here."""
    if is_letter(start):
        return Talk("letter", _letter(path, options))
    return None


def _letter(path: Path, options: Options) -> Iterator[PackedMessage | Rejected]:
    with path.open("rb") as file:
        yield read_letter(file.read(LETTER_LIMIT + 1), options)

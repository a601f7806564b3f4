"""The ports beside the base: files that came with leads, what people said of foreign files, cards read."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of a picture's file."""


class Keeping(Protocol):
    """Files that came with leads, by the sha256 of their bytes (storage/attachments.py)."""

    def put(self, data: bytes) -> str: ...
    def here(self, data: bytes) -> str:
        """Keep it on this machine only, where a shared base cannot be reached; its sha256."""

    def get(self, digest: str) -> bytes | None: ...
    def forget(self, digest: str) -> None: ...
    def opened(self, digest: str) -> AbstractContextManager[Path | None]:
        """The bytes as a file for a reader in another process, for as long as the block lasts.

        None where they are not here; nothing is left behind.
        """


class Remembering(Protocol):
    """Column maps that people gave, by header row (app/mappings.py)."""

    def all(self) -> dict[str, dict[str, str | None]]: ...
    def put(self, header: tuple[str, ...], columns: Mapping[str, str | None]) -> None: ...


@dataclass(frozen=True, slots=True)
class PostPlace:
    """A server that sends letters. Port 465 is TLS from the start, any other must offer STARTTLS.

    `address` is who writes (the user where it is empty); `authority` a file of certificates to trust
    instead of the system's.
    """

    host: str
    user: str
    port: int = 465
    address: str = ""
    authority: str = ""

    @property
    def sender(self) -> str:
        """The address that letters come from."""
        return self.address or self.user


@dataclass(frozen=True, slots=True)
class OutLetter:
    """A letter to send; `answers` are Message-IDs of the conversation, the newest last."""

    to: str
    subject: str
    text: str
    sender_name: str = ""
    answers: tuple[str, ...] = ()


class Post(Protocol):
    """Sends letters of this desk (app/posting.py); raises Refused with a sentence."""

    def place(self) -> PostPlace | None: ...
    def settle(self, place: PostPlace) -> None: ...
    def has_password(self) -> bool: ...
    def send(self, letter: OutLetter, password: str = "", *, keep: bool = True) -> str:
        """The Message-ID under which the server took the letter; a password that worked is kept."""
        ...


class Recogniser(Protocol):
    """Reads the business cards of a picture or a PDF in its own process, at least one.

    `read_region` gives what stands in a region (left, top, width, height in pixels of the file) of card
    `part`; `learn` is told how a person left the fields: key, text, place among the facts, region.
    """

    def read_all(self, path: str) -> Sequence[Any]: ...
    def read_region(self, path: str, part: int, box: Box, key: str) -> Any: ...
    def learn(self, reading: Any, told: Sequence[tuple[str, str, int | None, Box | None]]) -> None: ...
    def close(self) -> None: ...

"""The ports beside the base: files that came with leads, and what people said of foreign files."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class Keeping(Protocol):
    """Files that came with leads, by the sha256 of their bytes (storage/attachments.py)."""

    def put(self, data: bytes) -> str: ...
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

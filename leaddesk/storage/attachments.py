"""Files that came with leads, kept by what is in them: one file a sha256, written whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Attachments:
    """A folder of files named by the sha256 of their bytes; any number of processes may add to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data`; its sha256. The file is on disk when this returns."""
        return self.here(data)

    def here(self, data: bytes) -> str:
        """Keep `data` in the folder, also where it belongs into a shared base too; its sha256."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if path.exists() and path.stat().st_size == len(data):
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes; None where they are not here, or are no longer what they were."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def forget(self, digest: str) -> None:
        """Remove the bytes from the disk, where they are here."""
        self.path(digest).unlink(missing_ok=True)

    @contextmanager
    def opened(self, digest: str) -> Iterator[Path | None]:
        """The file itself: there is no copy that could be left behind; None where it is not here whole."""
        yield self.path(digest) if self.get(digest) is not None else None

    def path(self, digest: str) -> Path:
        """Where the bytes of a sha256 lie, whether or not they are here; ValueError for what is none."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(digest)
        return self._folder / digest[:2] / digest[2:]

"""The port to the journal of what is being captured: on disk before anything is made of it."""

from collections.abc import Mapping
from typing import Any, Protocol


class Drafts(Protocol):
    """Unfinished captures of this place by id, the oldest first (storage/drafts.py).

    `keep` and `drop` are on disk when they return; any number of processes may write.
    """

    def keep(self, draft_id: str, value: Mapping[str, Any]) -> None: ...
    def drop(self, draft_id: str) -> None: ...
    def all(self) -> list[tuple[str, dict[str, Any]]]: ...
    def close(self) -> None: ...

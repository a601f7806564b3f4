"""The port of the search for all persons of a base who are probably one."""

from collections.abc import Callable
from typing import Protocol

from leaddesk.actions.ports import Progress, Store


class Pairing(Protocol):
    """Searches beside the window and keeps what it found as suspected."""

    def search(
        self, store: Store, said: Callable[[Progress], None], stopped: Callable[[], bool]
    ) -> int | None:
        """How many pairs were found; None after Cancel, which leaves what was known before."""
        ...

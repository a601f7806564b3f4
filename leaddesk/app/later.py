"""A part of the desk that is made at its first use, so that a start pays for nothing that nobody asks."""

from collections.abc import Callable
from threading import Lock
from typing import Any


class Later:
    """Stands for what `make()` gives; safe to use from several threads."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._lock = make, Lock()
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._made is None:
                self._made = self._make()
        return getattr(self._made, name)

    def end(self) -> None:
        """Close the part if it was ever made."""
        if self._made is not None:
            self._made.close()

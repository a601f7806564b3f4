"""To whom a client goes who comes again: the last owner who still works here, else the queue (A10)."""

from collections.abc import Iterable, Set
from typing import Protocol


class Past(Protocol):
    """An earlier lead of a client."""

    @property
    def id(self) -> str: ...
    @property
    def received(self) -> int: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def open(self) -> bool: ...


def heir(past: Iterable[Past], active: Set[str]) -> str | None:
    """The owner of the newest earlier lead that somebody active owns; None where there is none."""
    owned = [lead for lead in past if lead.owner in active]
    return max(owned, key=lambda lead: (lead.received, lead.id)).owner if owned else None

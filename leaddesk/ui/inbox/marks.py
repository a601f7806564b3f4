"""Which rows are chosen for one decision, by id, so that a choice outlives any move of the rows."""

from collections.abc import Iterable, Sequence


class Marks:
    """Chosen ids in the order in which they were chosen."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}

    def __contains__(self, lead_id: str) -> bool:
        return lead_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def toggle(self, lead_id: str) -> None:
        """Choose a row, or no longer."""
        if lead_id in self._ids:
            del self._ids[lead_id]
        elif lead_id:
            self._ids[lead_id] = None

    def add(self, ids: Iterable[str]) -> None:
        """Choose more."""
        self._ids |= dict.fromkeys(ids)

    def leave(self, ids: Iterable[str]) -> None:
        """Choose these no longer."""
        for lead_id in ids:
            self._ids.pop(lead_id, None)

    def clear(self) -> None:
        """Choose nothing."""
        self._ids.clear()

    def invert(self, shown: Sequence[str]) -> None:
        """Choose what is shown and was not chosen."""
        self._ids = dict.fromkeys(lead_id for lead_id in shown if lead_id not in self._ids)

    def in_order(self, shown: Sequence[str]) -> tuple[str, ...]:
        """Chosen ids as they stand in the list, then those that are not loaded."""
        listed = [lead_id for lead_id in shown if lead_id in self._ids]
        there = set(listed)
        return (*listed, *(lead_id for lead_id in self._ids if lead_id not in there))

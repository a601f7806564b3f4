"""Which rows are one (domain/merging.py), read with the ops that a view has read anyway."""

from collections.abc import Iterable

from leaddesk.domain.merging import Component, component, edges_of
from leaddesk.storage.rows import Rows


class Classes:
    """Components of rows; a row without an edge costs a look at its ops, and nothing is read for it."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._found: dict[str, Component] = {}

    def of(self, row_id: str) -> Component:
        """The component of a row; of a row alone, only itself."""
        if row_id not in self._found:
            found = component(row_id, self.rows.ops)
            self._found.update(dict.fromkeys(found.members, found))
        return self._found[row_id]

    def close(self, ids: Iterable[str]) -> set[str]:
        """`ids` with all that they are one with; their ops are read together."""
        wanted = list(ids)
        known = self.rows.ops(wanted)
        merged = [row_id for row_id in wanted if edges_of(known[row_id])]
        return {*wanted, *(member for row_id in merged for member in self.of(row_id).members)}

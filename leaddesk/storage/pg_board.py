"""The board of a base far away: rows, sums and counts of the places off it, in one round trip."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from leaddesk.storage import schema as t
from leaddesk.storage.board import Board
from leaddesk.storage.counting import prefixed

_ROLLUPS = (
    sa.select(sa.func.json_agg(sa.func.json_build_array(t.rollup.c.key, t.rollup.c.n, t.rollup.c.total)))
    .where(sa.or_(prefixed("stage|"), prefixed("place|")))
    .scalar_subquery()
)


class FarBoard(Board):
    """Sums travel with the first row. `places` are the counts of the places, known once the columns are."""

    places: dict[str, int]
    _told: list[tuple[str, int, int]] | None = None

    def found(self, query: sa.Select[Any]) -> Sequence[Sequence[Any]]:
        """Rows of a select of leads; the rollups come with the first of them."""
        first = sa.case((sa.func.row_number().over() == 1, sa.cast(_ROLLUPS, sa.Text)), else_=sa.null())
        rows = self.connection.execute(query.add_columns(first)).all()
        told = next((row[-1] for row in rows if row[-1] is not None), None)
        if not rows:
            told = self.connection.execute(sa.select(sa.cast(_ROLLUPS, sa.Text))).scalar()
        self._told = [tuple(one) for one in json.loads(told or "[]")]
        self.places = {key[6:]: n for key, n, _ in self._told if key.startswith("place|")}
        return [row[:-1] for row in rows]

    def rollups(self) -> Sequence[Sequence[Any]]:
        """Stored figures of the stages."""
        return [one for one in self._told or () if one[0].startswith("stage|")]



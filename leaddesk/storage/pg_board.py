"""The board of a base far away: rows, sums and counts of the places off it, in one round trip."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from leaddesk.storage.board import Board
from leaddesk.storage.dialects import Dialect
from leaddesk.storage.pg_engine import ask_ahead, told_ahead
from leaddesk.storage.prepared import ServerSource

_ROLLUPS = """SELECT coalesce(json_agg(json_build_array(key, n, total)), '[]')::text FROM rollup
WHERE (key >= 'place|' AND key < 'place}') OR (key >= 'stage|' AND key < 'stage}')"""


class FarBoard(Board):
    """The rollups travel with the rows. `places` are the counts of the places, known once the columns are."""

    def __init__(self, connection: sa.Connection, dialect: Dialect) -> None:
        super().__init__(ServerSource(connection), dialect)
        self.connection = connection
        self.places: dict[str, int] = {}
        ask_ahead(connection, _ROLLUPS)

    def rollups(self) -> Sequence[Sequence[Any]]:
        """Stored figures of the stages."""
        told = told_ahead(self.connection)
        if told is None:
            told = self.connection.exec_driver_sql(_ROLLUPS).one()
        found: list[tuple[str, int, int]] = [tuple(one) for one in json.loads(told[0])]
        self.places = {key[6:]: n for key, n, _ in found if key.startswith("place|")}
        return [one for one in found if one[0].startswith("stage|")]

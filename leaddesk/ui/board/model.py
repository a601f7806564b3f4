"""The cards of one column as a model that is refilled by moves, never reset to refresh one card."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from leaddesk.domain.ids import is_id
from leaddesk.ui.board.tile import Tile

MIME = "application/x-leaddesk-ids"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TileRole(IntEnum):
    """What a card of the model gives."""

    TILE = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


class ColumnModel(QAbstractListModel):
    """Cards in order, as `Tile`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[Tile] = []

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show other cards: what left goes, what came is put in, what changed is repainted."""
        wanted = {tile.id for tile in tiles}
        for place in range(len(self._tiles) - 1, -1, -1):
            if self._tiles[place].id not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._tiles[place]
                self.endRemoveRows()
        for place, tile in enumerate(tiles):
            self._put(place, tile)

    def _put(self, place: int, tile: Tile) -> None:
        if place < len(self._tiles) and self._tiles[place].id == tile.id:
            if self._tiles[place] != tile:
                self._tiles[place] = tile
                index = self.index(place)
                self.dataChanged.emit(index, index, [TileRole.TILE])
            return
        old = next((i for i in range(place, len(self._tiles)) if self._tiles[i].id == tile.id), None)
        if old is not None:
            self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), place)
            self._tiles.insert(place, self._tiles.pop(old))
            self.endMoveRows()
            self._put(place, tile)
            return
        self.beginInsertRows(QModelIndex(), place, place)
        self._tiles.insert(place, tile)
        self.endInsertRows()

    def show_ghost(self, tile: Tile, place: int) -> None:
        """Show where a card would stand, as one more card that is nobody's."""
        place = min(place, self.rowCount() - sum(one.ghost for one in self._tiles))
        ghost = replace(tile, id="", ghost=True, spoken="")
        if place < len(self._tiles) and self._tiles[place] == ghost:
            return
        self.clear_ghost()
        self.beginInsertRows(QModelIndex(), place, place)
        self._tiles.insert(place, ghost)
        self.endInsertRows()

    def clear_ghost(self) -> None:
        """Take the ghost away."""
        place = next((at for at, tile in enumerate(self._tiles) if tile.ghost), None)
        if place is not None:
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._tiles[place]
            self.endRemoveRows()

    def ids(self) -> tuple[str, ...]:
        """Leads of the cards, in order."""
        return tuple(tile.id for tile in self._tiles if tile.id)

    def rank_of(self, tile: Tile) -> int:
        """Where a card would stand by its score."""
        return sum(one.worth >= tile.worth for one in self._tiles if one.id != tile.id and not one.ghost)

    def tile(self, lead_id: str) -> Tile | None:
        """The card of a lead; None where the column does not show it."""
        return next((tile for tile in self._tiles if tile.id == lead_id and lead_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tile = self._tiles[index.row()]
        if role == TileRole.TILE:
            return tile
        if role == TileRole.ID:
            return tile.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tile.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return flags
        if self._tiles[index.row()].ghost:
            return Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return ids_mime(
            tuple(self._tiles[index.row()].id for index in indexes if self._tiles[index.row()].id)
        )

    def place_of(self, lead_id: str) -> int | None:
        """Row of a lead, None where the column does not show it."""
        return next((i for i, tile in enumerate(self._tiles) if tile.id == lead_id), None)


def ids_mime(ids: tuple[str, ...]) -> QMimeData:
    """What a drag carries: ids only (RELIABILITY S15)."""
    data = QMimeData()
    data.setData(MIME, ",".join(ids).encode("ascii"))
    return data


def mime_ids(data: QMimeData) -> tuple[str, ...]:
    """Ids of a drag; empty where it is somebody else's or not ids."""
    text = bytes(data.data(MIME).data()).decode("ascii", "replace") if data.hasFormat(MIME) else ""
    ids = tuple(text.split(","))
    return ids if text and all(is_id(one) for one in ids) else ()

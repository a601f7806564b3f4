"""What people said of the columns of a file, remembered for the next file with the same header row."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from leaddesk.intake.draft import FIELDS
from leaddesk.intake.mapping import header_key

FILE = "mappings.json"
_MOST = 500
Columns = Mapping[str, str | None]


class Mappings:
    """Maps of columns by header row, in a file of the data folder; the newest are kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def all(self) -> dict[str, dict[str, str | None]]:
        """Maps by key of their header row; none where the file is not there or is broken."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(told, dict):
            return {}
        return {str(key): one for key, one in told.items() if _is_map(one)}

    def put(self, header: tuple[str, ...], columns: Columns) -> None:
        """Remember a map; a folder that cannot be written to remembers nothing."""
        known = self.all()
        key = header_key(header)
        known.pop(key, None)
        known[key] = dict(columns)
        kept = dict(list(known.items())[-_MOST:])
        beside = self._path.with_name(f"{FILE}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            return


def _is_map(told: object) -> bool:
    return isinstance(told, dict) and all(value is None or value in FIELDS for value in told.values())

"""The reader of cards at a desk: its process, and the layouts that people taught it, kept on this machine."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from leaddesk.intake.card_child import CardChild
from leaddesk.intake.card_layouts import (
    Layout,
    Told,
    applied,
    as_json,
    company_keys,
    from_json,
    known_key,
    learned,
)
from leaddesk.intake.card_reading import Box, CardFact, CardReading

FILE = "card_layouts.json"
_MOST = 1_000


class CardReader:
    """`actions.ports.Recogniser`: reads in a process of its own, and mends by what is known of a company."""

    def __init__(self, folder: Path) -> None:
        self._child = CardChild()
        self._path = folder / FILE
        self._lock = Lock()

    def read_all(self, path: str) -> tuple[CardReading, ...]:
        """Every card of a picture; raises PictureRefused."""
        cards = self._child.read_all(path)
        known = self._all()
        return tuple(_mended(card, known) for card in cards) if known else cards

    def read_region(self, path: str, part: int, box: Box, key: str) -> CardFact:
        """What stands in a region of a card, as the value of a field."""
        return self._child.read_region(path, part, box, key)

    def learn(self, reading: CardReading, told: Sequence[tuple[str, str, int | None, Box | None]]) -> None:
        """Remember how a person left the fields of a card; a folder that cannot be written to forgets."""
        fields = [Told(*one) for one in told]
        keys = company_keys(reading, fields)
        if not keys:
            return
        with self._lock:
            known = self._all()
            place = known_key(keys, known)
            layout = learned(reading, fields, known.get(place) if place else None)
            for key in dict.fromkeys((*keys, *([place] if place else []))):
                known.pop(key, None)
                known[key] = layout
            self._write(dict(list(known.items())[-_MOST:]))

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def _all(self) -> dict[str, Layout]:
        """Layouts by key of their company; a file that is broken or not there holds none."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): from_json(one) for key, one in told.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self, known: dict[str, Layout]) -> None:
        beside = self._path.with_name(f"{FILE}.{os.getpid()}")
        told = {key: as_json(layout) for key, layout in known.items()}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            beside.unlink(missing_ok=True)


def _mended(card: CardReading, known: dict[str, Layout]) -> CardReading:
    key = known_key(company_keys(card), known)
    return applied(card, known[key]) if key else card

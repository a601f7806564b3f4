"""The work of the recogniser's process: cards of a file, or one region of a card that was read before."""

from collections.abc import Iterator
from typing import Any

from leaddesk.intake.card import scan_all
from leaddesk.intake.card_reading import Box, as_told
from leaddesk.intake.card_region import Seen, name_of, read_region
from leaddesk.intake.card_text import Engines


class Reader:
    """Engines and pages stay warm from one question to the next."""

    def __init__(self) -> None:
        self._engines: Engines | None = None
        self._seen = Seen()

    def told(self, path: str, region: tuple[int, Box, str] | None) -> Iterator[Any]:
        """What marshal takes: (reading, picture for the eye, its factor) card by card, or one fact.

        An empty path only loads the languages. Raises PictureRefused.
        """
        self._engines = self._engines or Engines()
        if region is not None:
            part, box, key = region
            name = name_of(path)  # by what is in it: the copy of a kept picture has another path each time
            kept = self._seen.find(name, part)
            if kept is None:
                for _reading in scan_all(path, self._engines, self._seen):
                    pass
                kept = self._seen.find(name, part)
            if kept is not None:
                yield tuple(read_region(kept, box, key, self._engines))
        elif path:
            for one in scan_all(path, self._engines, self._seen):
                yield as_told(one), one.shown, one.shown_scale

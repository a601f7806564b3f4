"""What a person says of a foreign file or text before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from leaddesk.intake.dates import Order


@dataclass(frozen=True, slots=True)
class Options:
    """What a person or the command line says of a file; None lets the program find out.

    `columns` is a column map {header: field or None} (`--map`); what it does not name is guessed. `country`
    (ISO 3166) and `zone` (IANA name) are the person's own. `header` False means the first row is data. `own`
    are our addresses and names in lower case: what they say is ours (a letter sent, our side of a chat).
    `remembered` are column maps by key of their header row, for files of which `columns` says nothing.
    `kind` signals, calls or numbers says what a table is where its header does not; rows leaves its cells.
    """

    encoding: str | None = None
    delimiter: str | None = None
    columns: Mapping[str, str | None] | None = None
    country: str | None = None
    zone: str = "UTC"
    order: Order | None = None
    sheet: str | None = None
    header: bool | None = None
    own: frozenset[str] = frozenset()
    kind: str = ""
    remembered: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    @property
    def tzinfo(self) -> tzinfo:
        """The zone for times that name none."""
        return UTC if self.zone == "UTC" else ZoneInfo(self.zone)

"""Where a base lies and by which clocks it is opened; light, because every start reads it first."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

Clock = Callable[[], datetime]
BASE_FILE = "leaddesk.sqlite"
DRAFTS_FILE = "captures.sqlite"
"""The journal of the stand, beside the base."""


def machine_clock() -> datetime:
    """The machine's time, which the log's clock follows."""
    return datetime.now(UTC)


def data_folder() -> Path:
    """LEADDESK_DATA, or the place that the system has for a user's data."""
    told = os.environ.get("LEADDESK_DATA")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("leaddesk", appauthor=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a base is opened. `now` fixes business time, `user` is a name or an id (None: who works here)."""

    url: str = ""
    data: Path | None = None
    user: str | None = None
    now: datetime | None = None
    machine: Clock = machine_clock

    @property
    def clock(self) -> Clock:
        """Business time: the machine's, unless --now fixed it."""
        fixed = self.now
        return self.machine if fixed is None else lambda: fixed

    @property
    def folder(self) -> Path:
        """Where the local base and what belongs to it lie."""
        return self.data or data_folder()

    @property
    def attachments(self) -> Path:
        """Where files that came with leads lie."""
        return self.folder / "attachments"

    @property
    def base_url(self) -> str:
        """The base asked for, or the local one."""
        return self.url or f"sqlite:///{self.folder / BASE_FILE}"

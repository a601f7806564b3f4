"""The three answers of the first start as plain data, and what still lacks before work can begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal

from leaddesk.texts import N_

Place = Literal["local", "shared", "training"]


@dataclass(frozen=True, slots=True)
class Answers:
    """Language, base (with the address of a shared one), name, role, working days (1 is Monday) and hours."""

    language: str = "uk"
    place: Place = "local"
    address: str = ""
    name: str = ""
    role: str = "lead_generator"
    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    begins: str = "09:00"
    ends: str = "18:00"

    @property
    def roles(self) -> tuple[str, ...]:
        """The first user of a base also administers it (issue 2, who acts)."""
        return (self.role,) if self.role == "admin" else (self.role, "admin")


LACKING: Mapping[str, str] = {
    "name": N_("Write your name: it stands beside what you do"),
    "address": N_("Write the address, such as postgresql://name@server/base"),
    "days": N_("Choose at least one working day"),
    "hours": N_("Write hours such as 09:00 and 18:00"),
}


def read_time(typed: str) -> str | None:
    """A typed time in the form 09:00; None where it is none."""
    hour, _colon, minute = typed.strip().replace(".", ":").replace("-", ":").partition(":")
    if not hour.isdecimal() or not (minute or "0").isdecimal():
        return None
    try:
        return time(int(hour), int(minute or 0)).strftime("%H:%M")
    except ValueError:
        return None


def lacking(answers: Answers) -> str | None:
    """What keeps work from beginning: a key of LACKING, None where all is said."""
    if not answers.name.strip():
        return "name"
    if answers.place == "shared" and not answers.address.strip().startswith("postgresql://"):
        return "address"
    if not answers.days:
        return "days"
    begins, ends = read_time(answers.begins), read_time(answers.ends)
    return "hours" if begins is None or ends is None or begins >= ends else None

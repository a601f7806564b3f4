"""Exports of another system as a set: what each file holds, its ids, and its links to the other files."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cache
from typing import Any

from leaddesk.domain.normal import fold
from leaddesk.intake.dates import read_date
from leaddesk.intake.mapping import plain
from leaddesk.resources import resource

KINDS = ("companies", "contacts", "leads", "deals", "notes", "tasks")
LINKS = ("lead", "contact", "company", "deal")
_PARTS = re.compile(r"\s*[;,|\n]\s*")


@cache
def _declared() -> Mapping[str, Any]:
    with resource("intake", "moving.toml").open("rb") as file:
        told: dict[str, Any] = tomllib.load(file)
    for part in ("links", "names"):
        told[part] = {meaning: tuple(map(plain, names)) for meaning, names in told[part].items()}
    told["only"] = {kind: frozenset(map(plain, names)) for kind, names in told["only"].items()}
    for part in ("files", "stages"):
        told[part] = {kind: tuple(map(fold, words)) for kind, words in told[part].items()}
    return told


def kind_of(name: str, header: Sequence[str]) -> str:
    """What a file of a set holds, by its name, else by its columns; empty where neither says it."""
    said = fold(name.rpartition(".")[0] or name)
    for kind in ("notes", "tasks", "deals", "leads", "companies", "contacts"):
        if any(word in said for word in _declared()["files"][kind]):
            return kind
    names = frozenset(map(plain, header))
    return next((kind for kind, only in _declared()["only"].items() if names & only), "")


@dataclass(frozen=True, slots=True)
class Foreign:
    """One row of another system: its cells by name of column."""

    kind: str
    cells: Mapping[str, str]
    zone: tzinfo = UTC

    def said(self, meaning: str) -> str:
        """The cell of a meaning, by the first of its names that the file has."""
        for wanted in _declared()["names"][meaning]:
            for name, value in self.cells.items():
                if value and plain(name) == wanted:
                    return value.strip()
        return ""

    def links(self, to: str) -> tuple[str, ...]:
        """Ids or names of what the row belongs to in another file."""
        for wanted in _declared()["links"][to]:
            for name, value in self.cells.items():
                if value and plain(name) == wanted:
                    return tuple(part for part in _PARTS.split(value.strip()) if part)
        return ()

    def when(self, meaning: str) -> str:
        """A date of the row, ISO in UTC; empty where there is none."""
        told = self.said(meaning)
        return (read_date(told, self.zone) or "") if told else ""

    def is_stage(self, kind: str, meaning: str = "stage") -> bool:
        """Whether the row stands on a stage of a kind: won, lost, junk, work; or is done."""
        told = fold(self.said(meaning)).replace("_", " ").strip()
        return bool(told) and any(told == word or word in told for word in _declared()["stages"][kind])

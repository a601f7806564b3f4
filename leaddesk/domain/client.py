"""A client as it stands after folding the log: a person with contacts, and the company."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class ContactState:
    """A contact as typed (`value`), its normal form (None with a `reason` key), and its mark (A9)."""

    id: str
    kind: str
    value: str
    normal: str | None
    reason: str | None = None
    label: str = ""
    mark: str | None = None
    shared: bool = False
    marked_at: datetime | None = None

    @property
    def usable(self) -> bool:
        """Whether somebody can be reached by it: read, and not marked bounced or wrong (A5)."""
        return self.normal is not None and self.mark not in ("bounced", "wrong")


class Said(NamedTuple):
    """A value that somebody gave and that did not win: of which register, which, when, by whom."""

    entity: str
    field: str
    value: Any
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PersonState:
    """A person: name as written, the ways to reach them, and where they live.

    `apart`: persons of whom somebody said that they are others; `merged`: ids of all records that are this
    person, where there are several, and `names` are their other names; `conflicts` did not win.
    `tone`: how they want to be talked to, one of domain.library.TONES (C11).
    """

    id: str
    name: str = ""
    title: str = ""
    company_id: str | None = None
    language: str = ""
    zone: str | None = None
    city: str = ""
    country: str = ""
    contacts: tuple[ContactState, ...] = ()
    consent: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    conflicts: tuple[Said, ...] = ()
    tone: str = ""

    @property
    def reachable(self) -> bool:
        """A5: at least one usable contact; without it the record is junk (A6)."""
        return any(contact.usable for contact in self.contacts)


@dataclass(frozen=True, slots=True)
class CompanyState:
    """An organisation that persons belong to."""

    id: str
    name: str = ""
    website: str = ""
    city: str = ""
    country: str = ""

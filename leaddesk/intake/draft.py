"""A foreign item on its way to become a lead, and a row that cannot become one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

CONTACT_KINDS = ("email", "phone", "messenger", "address", "profile")

# What a column or a vCard property can mean: a field of `CONTACT_OF` becomes a contact, any other a text.
CONTACT_OF: Mapping[str, tuple[str, str]] = {
    "email": ("email", ""),
    "phone": ("phone", ""),
    "mobile": ("phone", "mobile"),
    "home_phone": ("phone", "home"),
    "fax": ("phone", "fax"),
    "messenger": ("messenger", ""),
    "telegram": ("messenger", "telegram"),
    "whatsapp": ("messenger", "whatsapp"),
    "viber": ("messenger", "viber"),
    "signal": ("messenger", "signal"),
    "skype": ("messenger", "skype"),
    "profile": ("profile", ""),
}
TEXT_FIELDS = (
    *("full_name", "first_name", "last_name", "patronymic", "salutation", "birthday"),
    *("position", "department", "company", "industry", "employees"),
    *("address", "city", "region", "zip", "country", "website"),
    *("need", "need_type", "product", "budget", "currency", "timeline", "title", "note"),
    *("kind", "channel", "source", "magnet", "campaign", "event", "action"),
    *("owner", "external_id", "created_at"),
    *("status", "stage", "temperature", "priority", "labels", "language", "time_zone", "consent"),
)
FIELDS = frozenset((*CONTACT_OF, *TEXT_FIELDS))
# A2: the words of the request and free notes stay letter for letter; other texts lose outer blanks.
VERBATIM = frozenset(("need", "note"))


class DraftContact(NamedTuple):
    """One way to reach somebody: what `domain.contacts.read_contact` says of it, in built-in types.

    `value` is as typed, `normal` compared, or None with a `reason` key (A9); `label` is mobile, work, home,
    fax or nothing. `shared` and `junk` are the verdicts of `is_shared` and `junk_contact`; without a normal
    form a contact is junk.
    """

    kind: str
    value: str
    label: str = ""
    normal: str | None = None
    reason: str | None = None
    extension: str = ""
    shared: bool = False
    junk: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One foreign item: texts by field id, contacts, and what no field is known for (never dropped).

    `row` counts from 1 as a spreadsheet does (the header is a row too), or cards of a vCard file. `raw` holds
    the bytes of that row as they stood in the file (empty for XLSX). `created_at` is ISO in UTC. `confidence`
    (0..1 by field) is None where the source states its fields itself. `message` is set for what was said in
    a conversation: the fields of `actions.incoming.Message`; its files hold their bytes as `data`.
    """

    row: int
    fields: dict[str, str]
    contacts: tuple[DraftContact, ...]
    extra: dict[str, str]
    origin: str
    raw: bytes = b""
    confidence: dict[str, float] | None = None
    message: dict[str, Any] | None = None

    @property
    def name(self) -> str:
        """The name as a person would say it, from the full name or its parts."""
        given = self.fields
        if "full_name" in given:
            return given["full_name"]
        parts = (given.get("last_name"), given.get("first_name"), given.get("patronymic"))
        if not parts[2]:
            parts = (given.get("first_name"), given.get("last_name"), None)
        return " ".join(part for part in parts if part)

    def values(self, kind: str) -> tuple[str, ...]:
        """What was typed for contacts of one kind, in the order of the file."""
        return tuple(contact.value for contact in self.contacts if contact.kind == kind)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be read: the key and arguments of its reason, and its original bytes."""

    row: int
    reason: str
    said: dict[str, object]
    raw: bytes


# What travels between processes: the fields of Draft in their order, built-in types only.
PackedDraft = tuple[
    int,
    dict[str, str],
    tuple[DraftContact, ...],
    dict[str, str],
    str,
    bytes,
    dict[str, float] | None,
]
# The same of something said, with its message.
PackedMessage = tuple[
    int,
    dict[str, str],
    tuple[DraftContact, ...],
    dict[str, str],
    str,
    bytes,
    dict[str, float] | None,
    dict[str, Any],
]

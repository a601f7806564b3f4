"""The rows of the table of comparing, as plain data: what each lead says of a field, and what it becomes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from leaddesk.actions.merge_questions import FieldView, MergeView
from leaddesk.domain.lead import PersonState
from leaddesk.domain.log import moment
from leaddesk.domain.phones import show_phone
from leaddesk.domain.zones import is_zone
from leaddesk.texts import N_, _
from leaddesk.texts.formats import day, money, name_in, number
from leaddesk.texts.keys import stage_name
from leaddesk.texts.names import name_of
from leaddesk.ui.kit.plain import short

_LABELS: Mapping[str, str] = {
    "kind": N_("Request or cold list"),
    "position": N_("Where it is"),
    "priority": N_("Priority"),
    "external_id": N_("Number in another system"),
    "messenger": N_("Messenger"),
    "profile": N_("Profile"),
    "address": N_("Address"),
    "consent": N_("Consent"),
}
_KINDS: Mapping[str, str] = {"request": N_("request"), "cold": N_("cold list")}
_CONTACT_KINDS = ("phone", "email", "messenger", "profile", "address")
_ORDER = (
    *("person.name", "company", *_CONTACT_KINDS, "person.city", "person.country", "person.title"),
    *(
        "person.language",
        "person.zone",
        "person.consent",
        "need",
        "product",
        "need_type",
        "position",
        "owner",
    ),
    *("amount", "channel", "source", "campaign", "event", "kind", "temperature", "priority", "language"),
    *("external_id",),
)
_ONLY_WHERE_OTHER = frozenset(("kind", "need_type", "temperature", "priority", "language", "external_id"))
_MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What one lead says: the words, and whether it can be chosen and is."""

    words: str
    choice: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A field: its key and label, a cell for each lead, what it becomes, and what becomes of the others."""

    field: str
    label: str
    cells: tuple[Cell, ...]
    result: str
    note: str = ""

    @property
    def choosable(self) -> bool:
        """Whether there is anything to choose."""
        return sum(cell.choice for cell in self.cells) > 1


def zone_of(view: MergeView) -> ZoneInfo:
    zone = str(view.definitions.settings.get("zone", "UTC"))
    return ZoneInfo(zone if is_zone(zone) else "UTC")


def grid_rows(view: MergeView) -> Iterator[GridRow]:
    fields = {field.name: field for field in view.fields}
    for name in _ORDER:
        contact = name in _CONTACT_KINDS
        row = _contact_row(view, name) if contact else _field_row(view, fields[name])
        if row is not None:
            yield row


def label_of(name: str) -> str:
    """The name of a field of the comparison."""
    bare = name.removeprefix("person.")
    return _(_LABELS[bare]) if bare in _LABELS else name_of("field", bare)


def _field_row(view: MergeView, field: FieldView) -> GridRow | None:
    told = tuple(value_words(view, field.name, value) for value in field.values)
    if not any(told) or (field.name in _ONLY_WHERE_OTHER and not field.differs):
        return None
    person = field.name.startswith("person.")
    if not person and len(view.groups) > 1:
        cells = tuple(Cell(words) for words in told)
        note = _("each need keeps its own") if field.differs else _("the same")
        return GridRow(
            field.name, label_of(field.name), cells, "" if field.differs else next(filter(None, told)), note
        )
    result = value_words(view, field.name, field.result)
    chosen = _chosen(told, result)
    marked = field.differs or not all(told)
    cells = tuple(
        Cell(words, choice=marked and bool(words), chosen=place == chosen) for place, words in enumerate(told)
    )
    return GridRow(field.name, label_of(field.name), cells, result, _note(field, told))


def _chosen(told: tuple[str, ...], result: str) -> int:
    return next((place for place, words in enumerate(told) if words and words == result), -1)


def _note(field: FieldView, told: tuple[str, ...]) -> str:
    """What becomes of the values that were not chosen."""
    if field.differs:
        if field.name == "person.name":
            return _("the other stays as another spelling")
        return _("the other stays in the history")
    return _("the same") if all(told) else ""


def _contact_row(view: MergeView, kind: str) -> GridRow | None:
    told = tuple(_contacts(person, kind) for person in view.people)
    if not any(told):
        return None
    every = _contacts(view.person, kind)
    cells = tuple(Cell(_listed(words)) for words in told)
    note = _("all are kept") if len(every) > 1 else _("the same") if all(told) else ""
    return GridRow(kind, label_of(kind), cells, _listed(every), note)


def _contacts(person: PersonState | None, kind: str) -> list[str]:
    if person is None:
        return []
    found = []
    for contact in person.contacts:
        if contact.kind == kind:
            number_ = contact.normal.partition(";")[0] if kind == "phone" and contact.normal else ""
            found.append(show_phone(number_) if number_ else contact.value)
    return found


def _listed(words: list[str]) -> str:
    shown = ", ".join(short(one, 60) for one in words[:_MOST_CONTACTS])
    rest = len(words) - _MOST_CONTACTS
    return _("{contacts} and {n} more").format(contacts=shown, n=number(rest)) if rest > 0 else shown


def value_words(view: MergeView, name: str, value: Any) -> str:
    """A value of a field as people read it; empty where nothing is said."""
    if value in (None, "", (), {}):
        return ""
    words = _WORDS.get(name)
    return words(view, value) if words else short(str(value))


def _amount(view: MergeView, value: Mapping[str, Any]) -> str:
    return money(int(value["minor"]), str(value.get("currency") or ""))


def _channel(view: MergeView, value: str) -> str:
    channel = view.definitions.channel_by_id.get(value)
    return name_in(channel.names) if channel else value


def _owner(view: MergeView, value: str) -> str:
    user = view.users.get(value)
    return user.name if user else value


def _position(view: MergeView, value: Mapping[str, Any]) -> str:
    place = value.get("place")
    if place:
        return name_of("place", str(place))
    return stage_name(str(value.get("stage", "new")), view.definitions)


def _consent(view: MergeView, value: Mapping[str, Any]) -> str:
    state = name_of("consent", str(value.get("state", "unknown")))
    at = str(value.get("at") or "")
    return _("{state}, {day}").format(state=state, day=day(moment(at), zone_of(view))) if at else state


_WORDS: Mapping[str, Callable[[MergeView, Any], str]] = {
    "company": lambda view, value: short(view.companies.get(value, "")),
    "amount": _amount,
    "channel": _channel,
    "owner": _owner,
    "position": _position,
    "person.consent": _consent,
    "kind": lambda view, value: _(_KINDS[value]) if value in _KINDS else str(value),
    "temperature": lambda view, value: name_of("temperature", str(value)),
    "priority": lambda view, value: name_of("priority", str(value)),
}

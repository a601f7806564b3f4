"""What a person types for a parameter of an action, read as the value that the action takes."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leaddesk.actions.incoming import IncomingContact
from leaddesk.actions.parameters import Kind, Parameter
from leaddesk.domain.contacts import guess_kind, is_shared, read_contact
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.hours import Roster
from leaddesk.domain.log import iso
from leaddesk.domain.money import read_money
from leaddesk.domain.normal import fold
from leaddesk.domain.norms import office_hours
from leaddesk.domain.refusals import Refused
from leaddesk.domain.roles import ROLES
from leaddesk.domain.users import User
from leaddesk.domain.when import parse_when

_YES = frozenset(("yes", "true", "1", "on", "так", "да"))
_NO = frozenset(("no", "false", "0", "off", "ні", "нет"))
_NOTHING = frozenset(("", "none", "null", "-", "?"))


@dataclass(frozen=True, slots=True)
class Typing:
    """What is needed to understand typed values: the moment, whose zone, the base's lists and who acts."""

    now: datetime
    definitions: Definitions
    users: Sequence[User] = ()
    me: str = ""
    zone: str = ""
    country: str | None = None

    @property
    def home(self) -> str:
        """The zone that typed times are meant in."""
        return self.zone or str(self.definitions.settings.get("zone", "UTC"))


def read_value(typed: Any, wanted: Parameter, typing: Typing) -> Any:
    """The value of `wanted` that was typed; a value that is no text is taken as it is. Raises Refused."""
    if not isinstance(typed, str):
        return typed
    text = typed.strip()
    if wanted.optional and fold(text) in _NOTHING:
        return None
    if wanted.choices == "users":
        return user_named(text, typing)
    if wanted.choices.startswith("set:"):
        return _out_of_set(text, wanted)
    if wanted.choices == "channels" and text not in typing.definitions.channel_by_id:
        raise _bad(text, wanted, ", ".join(typing.definitions.channel_by_id))
    return _READERS[wanted.kind](typed, wanted, typing)


def user_named(text: str, typing: Typing) -> str:
    """Id of the user whose id, name or "me" was typed; raises Refused where none or several fit."""
    if fold(text) in ("me", "я"):
        return typing.me
    active = [user for user in typing.users if user.active]
    same = [user for user in active if text in (user.id, user.name)]
    near = same or [user for user in active if fold(text) in fold(user.name)]
    if len(near) != 1:
        raise Refused("action.no_such_user", user=text)
    return near[0].id


def roster_of(definitions: Definitions) -> Roster | None:
    """The working hours that the base was told at its first start."""
    return office_hours(definitions)


def options(wanted: Parameter, definitions: Definitions, users: Iterable[User] = ()) -> list[tuple[str, Any]]:
    """Values to choose from: (id, names by language or one name); empty where any value goes."""
    source, _, rest = wanted.choices.partition(":")
    if source == "set":
        return [(value, value) for value in rest.split(",")]
    if source == "group":
        return [(choice.id, choice.names) for choice in definitions.group(rest)]
    if source == "users":
        return [(user.id, user.name) for user in users if user.active]
    if source == "roles":
        return [(role, role) for role in ROLES]
    return [(row.id, row.names) for row in getattr(definitions, source)] if source else []


def read_amount(text: str, currency: str) -> dict[str, Any] | None:
    """ "2,1 млн" or "до 900k USD" as the amount register, the most that was named; else None."""
    budget = read_money(text, currency)
    named = (budget.high or budget.low) if budget else None
    return {"minor": int(named.amount * 100), "currency": named.currency} if named else None


def contact_typed(text: str, country: str | None) -> IncomingContact:
    """A contact as typed, "kind: value" or a value whose kind shows; an unreadable one is kept as it is."""
    kind, colon, rest = text.partition(":")
    known = kind.strip().lower()
    if not colon or known not in ("phone", "email", "messenger", "address", "profile"):
        guessed = guess_kind(text)
        known, rest = (guessed.value if guessed else "messenger"), text
    read = read_contact(known, rest.strip(), country)
    return IncomingContact(known, rest.strip(), read.normal, read.reason, read.label, is_shared(read))


def _bad(typed: str, wanted: Parameter, what: str) -> Refused:
    return Refused("action.bad_value", value=typed, parameter=wanted.name.replace("_", "-"), wanted=what)


def _out_of_set(text: str, wanted: Parameter) -> Any:
    allowed = wanted.choices.removeprefix("set:").split(",")
    if text.lower() not in allowed:
        raise _bad(text, wanted, ", ".join(allowed))
    marks: dict[str, bool | None] = {"none": None}
    if set(allowed) <= {"yes", "no", "none"}:
        marks |= {"yes": True, "no": False}
    return marks.get(text.lower(), text.lower())


def _text(typed: str, wanted: Parameter, typing: Typing) -> str:
    return typed


def _number(typed: str, wanted: Parameter, typing: Typing) -> int:
    if not re.fullmatch(r"[+-]?\d{1,15}", typed.strip()):
        raise _bad(typed, wanted, "0, 1, 2 …")
    return int(typed)


def _yes_no(typed: str, wanted: Parameter, typing: Typing) -> bool:
    if fold(typed) not in _YES | _NO:
        raise _bad(typed, wanted, "yes, no")
    return fold(typed) in _YES


def _moment(typed: str, wanted: Parameter, typing: Typing) -> datetime:
    hour = int(typing.definitions.settings.get("wake_hour", 10))
    found = parse_when(typed, typing.now, typing.home, hour, roster_of(typing.definitions))
    if found is None:
        raise _bad(typed, wanted, "2026-12-01 10:00, tomorrow 15:00, +2h")
    return found


def _words(typed: str, wanted: Parameter, typing: Typing) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def _contact(typed: str, wanted: Parameter, typing: Typing) -> IncomingContact:
    return contact_typed(typed, typing.country or typing.definitions.settings.get("country"))


def _contacts(typed: str, wanted: Parameter, typing: Typing) -> tuple[IncomingContact, ...]:
    return tuple(_contact(part, wanted, typing) for part in re.split(r"[,;]", typed) if part.strip())


def _facts(typed: str, wanted: Parameter, typing: Typing) -> Mapping[str, Any]:
    """An object in JSON; other words are the quote of a client, said now."""
    try:
        told = json.loads(typed)
    except ValueError:
        return {"kind": "said", "text": typed, "at": iso(typing.now)}
    if not isinstance(told, dict):
        raise _bad(typed, wanted, '{"kind": "call"}')
    return told


def _pairs(typed: str, wanted: Parameter, typing: Typing) -> tuple[tuple[str, object], ...]:
    """Fields of a definition as an object in JSON."""
    told = _facts(typed, wanted, typing)
    return tuple(told.items())


_READERS: Mapping[Kind, Callable[[str, Parameter, Typing], Any]] = {
    "text": _text,
    "value": _text,
    "number": _number,
    "yes_no": _yes_no,
    "moment": _moment,
    "words": _words,
    "contact": _contact,
    "contacts": _contacts,
    "facts": _facts,
    "pairs": _pairs,
}

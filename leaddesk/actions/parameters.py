"""What an action takes, read from its own fields: the kind of each value and where its choices come from."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from leaddesk.actions.action import Action
from leaddesk.actions.incoming import Incoming, IncomingContact
from leaddesk.actions.marks import Mark

Kind = Literal[
    "text", "number", "yes_no", "moment", "words", "contact", "contacts", "pairs", "facts", "value"
]

_USERS = frozenset({"to", "owner"})
_REASONS: Mapping[str, str] = {
    "junk": "junk",
    "archive": "archive",
    "return": "returned",
    "lost": "lost",
    "contact": "refusal",
    "call": "refusal",
    "hand_over": "override",
}
_SOURCES: Mapping[str, str] = {
    "stage": "stages",
    "question": "questions",
    "channel": "channels",
    "outcome": "group:outcome",
    "satisfied": "set:no,us,competitor",
    "programme": "programmes",
    "script": "scripts",
    "playbook": "playbooks",
    "sent_by": "set:email,whatsapp,telegram,viber,sms",
    "cause": "set:internal,external",
    "state": "set:yes,no,unknown",
    "mark": "set:verified,bounced,wrong",
    "way": "set:in,out",
    "roles": "roles",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an action takes. `optional`: None is allowed.

    `choices` says where allowed values stand: stages, questions, channels, signals, users, roles,
    "group:NAME" of the declared choices, "set:a,b", deal_stages, or nothing where any value goes.
    """

    name: str
    kind: Kind
    default: Any
    required: bool
    optional: bool
    choices: str = ""


def parameters(kind: type[Action]) -> tuple[Parameter, ...]:
    """What `kind` takes besides the ids of leads, in the order of its fields; nested ones in a row."""
    found: list[Parameter] = []
    for name, hint, given in _typed_fields(kind):
        if name == "ids":
            continue
        if hint is Incoming:
            found += (_parameter(kind, *field) for field in _typed_fields(Incoming))
        else:
            found.append(_parameter(kind, name, hint, given))
    return tuple(found)


def nested(kind: type[Action]) -> str:
    """The field that holds an Incoming, whose own fields are the parameters; empty where there is none."""
    return next((name for name, hint, _ in _typed_fields(kind) if hint is Incoming), "")


def _typed_fields(kind: type) -> list[tuple[str, Any, Field[Any]]]:
    if not is_dataclass(kind):
        return []
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name], field) for field in fields(kind)]


def _parameter(kind: type[Action], name: str, hint: Any, given: Field[Any]) -> Parameter:
    default = given.default if given.default_factory is MISSING else given.default_factory()
    required = default is MISSING
    return Parameter(
        name,
        _kind(hint, name),
        None if required else default,
        required,
        _takes_none(hint) or (isinstance(kind, type) and issubclass(kind, Mark) and None in kind.allowed),
        _choices(kind, name),
    )


def _takes_none(hint: Any) -> bool:
    return isinstance(hint, UnionType) and NoneType in get_args(hint)


def _kind(hint: Any, name: str) -> Kind:
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        first = get_args(hint)[0]
        return "contacts" if first is IncomingContact else "words" if first is str else "pairs"
    plain: dict[Any, Kind] = {str: "text", int: "number", bool: "yes_no", datetime: "moment"}
    if hint in plain:
        return plain[hint]
    return "contact" if hint is IncomingContact else "value" if hint is Any else "facts"


def _choices(kind: type[Action], name: str) -> str:
    if issubclass(kind, Mark):
        return "set:" + ",".join(_written(value) for value in kind.allowed)
    if name in _USERS:
        return "users"
    if name == "reason":
        return f"group:{_REASONS[kind.name]}" if kind.name in _REASONS else ""
    if name == "stage" and kind.name == "move_deal":
        return "deal_stages"
    if kind.name == "nurse" and name == "stage":
        return "group:nurture_stage"
    if kind.name == "warm" and name == "kind":
        return "group:warm"
    if name == "kind":
        return "signals" if kind.name == "signal" else "set:request,cold"
    return _SOURCES.get(name, "")


def _written(value: Any) -> str:
    return {None: "none", True: "yes", False: "no"}.get(value, str(value))

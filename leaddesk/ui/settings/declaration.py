"""Which settings of the base a person can change, with their words and what fits; groups of the panel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal
from zoneinfo import available_timezones

from leaddesk.texts import N_

Kind = Literal["number", "time", "days", "zone", "text"]


@dataclass(frozen=True, slots=True)
class BaseSetting:
    """A setting that everybody of the base shares; `least`..`most` bound a number."""

    key: str
    title: str
    kind: Kind
    hint: str = ""
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A page of the settings; `command` opens it."""

    id: str
    title: str
    icon: str
    line: str = ""


GROUPS: tuple[Group, ...] = (
    Group("general", N_("General"), "tune", N_("How this window works for you")),
    Group("look", N_("Look"), "palette-outline", N_("Colours, size, movement")),
    Group("keyboard", N_("Keyboard"), "keyboard-outline", N_("Every command and its keys")),
    Group("work", N_("Work and targets"), "timer-outline", N_("Shared by everybody who works in this base")),
    Group("questions", N_("Questions"), "help-circle-outline", N_("What is asked of a client")),
    Group(
        "criteria", N_("Readiness and levels"), "format-list-checks", N_("When a lead is ready, and for whom")
    ),
    Group("stages", N_("Stages"), "view-column-outline", N_("Names and limits of columns and stages")),
    Group(
        "worth", N_("Points and prices"), "scale-balance", N_("What signals, channels and amounts are worth")
    ),
    Group("people", N_("Users and roles"), "account-cog-outline", N_("Who works in this base")),
    Group("data", N_("Base"), "database-outline", N_("Where your data lies, copies, checks")),
)

WORK: tuple[BaseSetting, ...] = (
    BaseSetting(
        "norm_min",
        N_("First-contact target, minutes"),
        "number",
        N_("How soon a new lead is to be called in working hours"),
        1,
        10_080,
    ),
    BaseSetting("work_days", N_("Working days"), "days"),
    BaseSetting("work_from", N_("Work begins"), "time"),
    BaseSetting("work_to", N_("Work ends"), "time"),
    BaseSetting("zone", N_("Time zone of the office"), "zone", N_("For example Europe/Kyiv")),
    BaseSetting(
        "wake_hour", N_("Snoozed leads wake at, hour"), "number", N_("In the zone of the lead"), 0, 23
    ),
    BaseSetting(
        "accept_norm_h",
        N_("Sales accepts within, hours"),
        "number",
        N_("After a handover, in working hours"),
        1,
        168,
    ),
    BaseSetting("currency", N_("Currency of amounts without one"), "text", N_("Three letters, such as UAH")),
    BaseSetting("country", N_("Country of numbers without a code"), "text", N_("Two letters, such as UA")),
)


class Unfit(ValueError):
    """A value that a setting cannot take; its words say what fits."""


def fitting(setting: BaseSetting, typed: Any) -> Any:
    """The value to keep for what was typed or chosen; raises Unfit with the key of the words."""
    return _FIT[setting.kind](setting, typed)


def _number(setting: BaseSetting, typed: Any) -> int:
    text = str(typed).strip()
    if not text.isdecimal() or not setting.least <= int(text) <= setting.most:
        raise Unfit("number")
    return int(text)


def _time(setting: BaseSetting, typed: Any) -> str:
    hour, _colon, minute = str(typed).strip().replace(".", ":").partition(":")
    if not (hour.isdecimal() and (minute or "0").isdecimal()):
        raise Unfit("time")
    try:
        return time(int(hour), int(minute or 0)).strftime("%H:%M")
    except ValueError:
        raise Unfit("time") from None


def _days(setting: BaseSetting, typed: Any) -> list[int]:
    days = sorted({int(day) for day in typed})
    if not days or days[0] < 1 or days[-1] > 7:
        raise Unfit("days")
    return days


def _zone(setting: BaseSetting, typed: Any) -> str:
    name = str(typed).strip()
    if name not in available_timezones():
        raise Unfit("zone")
    return name


def _text(setting: BaseSetting, typed: Any) -> str:
    letters = {"currency": 3, "country": 2}[setting.key]
    code = str(typed).strip().upper()
    if len(code) != letters or not (code.isascii() and code.isalpha()):
        raise Unfit(setting.key)
    return code


_FIT: dict[str, Callable[[BaseSetting, Any], Any]] = {
    "number": _number,
    "time": _time,
    "days": _days,
    "zone": _zone,
    "text": _text,
}

UNFIT: dict[str, str] = {
    "number": N_("A whole number from {least} to {most}"),
    "time": N_("A time such as 09:00"),
    "days": N_("At least one day"),
    "zone": N_("The name of a time zone, such as Europe/Kyiv"),
    "currency": N_("Three Latin letters, such as UAH"),
    "country": N_("Two Latin letters, such as UA"),
}
"""What fits, by the word that Unfit carries."""

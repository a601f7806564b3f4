"""Sentences of the distribution: why this person, how full somebody is, what the whole proposal comes to."""

from collections.abc import Mapping

from leaddesk.actions.distribute import Load, Proposal
from leaddesk.domain.distributing import Why
from leaddesk.domain.load import LoadNorm
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.texts.names import name_of


def why_words(why: Why, free: int | None, channels: Mapping[str, str]) -> str:
    """Why a lead goes to somebody, or why to nobody; `channels` are names by id."""
    nobody = {
        "full": _("everybody who fits is full"),
        "hours": _("nobody is on duty while they work"),
        "skills": _("nobody has this stream"),
        "away": _("everybody is away"),
        "nobody": _("nobody takes new leads"),
    }
    if why.key in nobody:
        return nobody[why.key]
    room = "" if free is None else ngettext("{n} free", "{n} free", free).format(n=number(free))
    said = {
        "region": why.value,
        "campaign": why.value,
        "channel": channels.get(why.value, why.value),
        "language": _("language {code}").format(code=why.value),
        "load": _("the least loaded"),
        "chosen": _("chosen by hand"),
    }[why.key]
    return ", ".join(part for part in (said, room) if part)


def load_words(load: Load) -> str:
    """How many leads somebody has, gets and may have: "41 + 3 of 45"."""
    held = f"{number(load.worker.open)} + {number(load.more)}" if load.more else number(load.worker.open)
    norm = load.worker.norm.open
    return held if norm is None else _("{held} of {norm}").format(held=held, norm=number(norm))


def room_words(load: Load) -> str:
    """What is left of the norm afterwards, or why nothing is proposed."""
    if load.worker.away:
        return _("away today, gets nothing")
    if not load.worker.norm.takes:
        return _("accepts only what is handed over")
    free = load.worker.free
    if free is None:
        return _("no norm is set")
    left = free - load.more
    if left < 0:
        return ngettext("{n} above the norm", "{n} above the norm", -left).format(n=number(-left))
    if free == 0:
        return _("the norm is filled, gets nothing")
    return ngettext("after it {n} free", "after it {n} free", left).format(n=number(left))


def person_words(load: Load, channels: Mapping[str, str]) -> str:
    """Role and streams of a person."""
    norm = load.worker.norm
    roles = [name_of("role", role) for role in load.user.roles[:1]]
    return ", ".join((*roles, *streams(norm, channels)))


def streams(norm: LoadNorm, channels: Mapping[str, str]) -> tuple[str, ...]:
    """All that a person may be chosen for."""
    return (
        *norm.regions,
        *norm.campaigns,
        *(channels.get(one, one) for one in norm.channels),
        *norm.languages,
    )


def sum_words(told: Proposal) -> tuple[str, str]:
    """What the proposal comes to, and what it leaves."""
    n, placed = len(told.given), len(told.placed)
    if not n:
        return _("The queue is empty"), _("New leads without an owner come here.")
    if told.above:
        return (
            _("Above the norm: {names}").format(names=", ".join(told.above)),
            _("Applying it asks for the reason, which the history keeps."),
        )
    if placed == n:
        head = ngettext(
            "{n} lead distributed, nobody above the norm", "All {n} distributed, nobody above the norm", n
        )
    else:
        head = ngettext("{n} lead stays in the queue", "{n} leads stay in the queue", n - placed)
        n -= placed
    below = []
    if told.waiting > len(told.given):
        below.append(
            _("{n} more wait further down the queue").format(n=number(told.waiting - len(told.given)))
        )
    if told.unreachable:
        below.append(
            ngettext(
                "{n} record without a contact is not distributed",
                "{n} records without a contact are not distributed",
                told.unreachable,
            ).format(n=number(told.unreachable))
        )
    return head.format(n=number(n)), "; ".join(below) or _("One step, Z takes it back.")

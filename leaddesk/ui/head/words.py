"""Sentences of the head's day."""

from collections.abc import Callable, Mapping

from leaddesk.actions.department import Department, PlanLine
from leaddesk.texts import _, ngettext, pgettext
from leaddesk.texts.formats import duration, number, percent
from leaddesk.texts.names import name_of

HEADS: Mapping[str, Callable[[], str]] = {
    "new": lambda: pgettext("head", "Not processed"),
    "late": lambda: pgettext("head", "Past the norm"),
    "lost": lambda: pgettext("head", "No next step"),
    "accept": lambda: pgettext("head", "Wait for acceptance"),
}
"""Column -> its name."""

PLANS: Mapping[str, Callable[[], str]] = {
    "new": lambda: _("New requests"),
    "in_norm": lambda: _("First contact within the norm"),
    "handed": lambda: _("Handed over to sales"),
    "won": lambda: pgettext("plan", "Won"),
    "airtime": lambda: _("Talk time"),
}
"""Line of the plan -> its name."""


def finding(day: Department) -> str:
    """The title: what is lost, and with whom."""
    if not day.lost:
        said = ngettext("Nothing is lost: {n} lead in work", "Nothing is lost: {n} leads in work", day.active)
        return said.format(n=number(day.active))
    told = {"n": number(day.lost), "all": number(day.active)}
    if day.blamed is not None:
        return _("Lost {n} of {all}: {name} has no next step").format(name=day.blamed.name, **told)
    return _("Lost {n} of {all}: no next step").format(**told)


def role_words(roles: tuple[str, ...]) -> str:
    """The first role of a person, in small letters."""
    return name_of("role", roles[0]).lower() if roles else _("has left")


def plan_words(line: PlanLine) -> str:
    """A fact beside its plan."""
    if line.name == "in_norm":
        if not line.of:
            return _("no contacts yet")
        share = percent(line.fact / line.of)
        return (
            _("{share}, plan {plan}").format(share=share, plan=percent(line.plan / 100))
            if line.plan
            else share
        )
    if line.name == "airtime":
        said, plan = _hours(line.fact), _hours(line.plan)
    else:
        said, plan = number(line.fact), number(line.plan)
    return _("{fact} of {plan}").format(fact=said, plan=plan) if line.plan else said


def _hours(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}"


def worked_words(day: Department, clock: str) -> str:
    """How much of today's duty has passed."""
    if not day.hours:
        return _("as of {time}, nobody is on duty today").format(time=clock)
    told = {"time": clock, "worked": duration(day.worked), "hours": duration(day.hours)}
    return _("as of {time}, {worked} of {hours} have passed").format(**told)


def distribute_words(n: int) -> str:
    """The button that goes to the queue."""
    return ngettext("Distribute {n} without owner", "Distribute {n} without owner", n).format(n=number(n))


def accept_words(name: str, n: int) -> str:
    """The button that opens what waits for the yes of a person."""
    said = ngettext("{name}: {n} to accept", "{name}: {n} to accept", n)
    return said.format(name=name, n=number(n))


def stepless_words(n: int) -> str:
    """The button that opens what has no next step."""
    return ngettext("{n} lead without a step", "{n} leads without a step", n).format(n=number(n))


def disputed_words(n: int) -> str:
    """The button that opens the leads of clients with two owners."""
    return ngettext("{n} disputed lead", "{n} disputed leads", n).format(n=number(n))


def cell_words(column: str, who: str, n: int) -> str:
    """A number of the table as a sentence for a screen reader."""
    return _("{who}: {column} {n}").format(who=who, column=HEADS[column]().lower(), n=number(n))

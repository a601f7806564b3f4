"""What a decision asks and where each answer leads: plain data, so that every path is tested without Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from leaddesk.actions.action import LeadAction


@dataclass(frozen=True)
class Outcome:
    """The action that an answer leads to; `what` says in the past tense what became of the leads.

    `verb` names the decision in the session's counts; `advances` goes on to the next lead at once.
    An `aside` says a thing beside the lead ("note kept"), so that its sentence takes a colon.
    """

    action: LeadAction
    what: str
    advances: bool = True
    aside: bool = False

    @property
    def verb(self) -> str:
        """The decision's name."""
        return self.action.name


@dataclass(frozen=True)
class Elsewhere:
    """Another command carries on: one that needs more than a popup."""

    command: str


@dataclass(frozen=True)
class Reading:
    """What a typed line means: where it leads (None: not understood), and the words shown below the line."""

    leads: "Outcome | Ask | None"
    preview: str


@dataclass(frozen=True)
class Option:
    """A row of the popup: its key, icon and name, what will follow, and a reason where it cannot be taken."""

    key: str
    name: str
    leads: "Outcome | Ask | Elsewhere"
    consequence: str = ""
    icon: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Ask:
    """A popup: rows by number keys, and with `read` a line for own words."""

    title: str
    options: tuple[Option, ...] = ()
    hint: str = ""
    foot: str = ""
    read: Callable[[str], Reading] | None = None
    subtitle: str = ""

    def option(self, key: str) -> Option | None:
        """The row of a key."""
        return next((option for option in self.options if option.key == key), None)


Leads = Outcome | Ask | Elsewhere


@dataclass(frozen=True)
class Step:
    """One answer of a person: a key pressed, or a line typed."""

    key: str = ""
    typed: str = ""


def follow(start: Leads, steps: tuple[Step, ...]) -> Leads | None:
    """Where the same answers lead again, for other leads or later; None where they no longer fit."""
    here: Leads | None = start
    for step in steps:
        if not isinstance(here, Ask):
            return None
        if step.key:
            option = here.option(step.key)
            here = option.leads if option is not None and not option.reason else None
        else:
            here = here.read(step.typed).leads if here.read is not None else None
    return here

"""Sentences of the inbox: names of splits, the status line, what an empty list means, what was decided."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.domain.search_ast import Problem
from leaddesk.texts import _, ngettext, pgettext
from leaddesk.texts.formats import due, number, percent
from leaddesk.texts.keys import known_keys, say

SPLIT_NAMES: Mapping[str, Callable[[], str]] = {
    "hot": lambda: pgettext("split", "Hot"),
    "new": lambda: pgettext("split", "New"),
    "replied": lambda: pgettext("split", "Replied"),
    "today": lambda: pgettext("split", "Today"),
    "overdue": lambda: pgettext("split", "Overdue"),
    "snoozed": lambda: pgettext("split", "Snoozed"),
    "unassigned": lambda: pgettext("split", "No owner"),
    "all": lambda: pgettext("split", "All"),
}

_EMPTY: Mapping[str, Callable[[], str]] = {
    "hot": lambda: _("No hot leads"),
    "new": lambda: _("No new leads"),
    "replied": lambda: _("Everybody has been answered"),
    "today": lambda: _("Nothing is due today"),
    "overdue": lambda: _("Nothing is overdue"),
    "snoozed": lambda: _("Nothing is snoozed"),
    "unassigned": lambda: _("Every lead has an owner"),
    "all": lambda: _("No active leads"),
}

OUTCOMES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "take": ("account-check-outline", lambda: _("Taken on")),
    "nurture": ("sprout-outline", lambda: _("To nurture")),
    "snooze": ("alarm-snooze", lambda: pgettext("outcome", "Snoozed")),
    "archive": ("archive-outline", lambda: pgettext("outcome", "Archived")),
    "junk": ("trash-can-outline", lambda: pgettext("outcome", "Junk")),
    "contact": ("phone-check-outline", lambda: _("Contact results")),
    "assign": ("account-arrow-right-outline", lambda: pgettext("outcome", "Assigned")),
    "move": ("arrow-right", lambda: pgettext("outcome", "Moved")),
    "hand_over": ("handshake-outline", lambda: pgettext("outcome", "Handed over")),
    "restore": ("backup-restore", lambda: pgettext("outcome", "Brought back")),
    "merge": ("merge", lambda: pgettext("outcome", "Merged")),
}
"""Decision -> icon and what became of its leads (screen 16)."""


def split_name(split: str) -> str:
    """The name of a tab."""
    return SPLIT_NAMES[split]() if split in SPLIT_NAMES else split


def empty_head(split: str | None) -> str:
    """What an empty list means."""
    return _EMPTY[split]() if split is not None and split in _EMPTY else _("Nothing was found")


def wakes_line(at: datetime | None, zone: ZoneInfo, now: datetime) -> str:
    """When the next snoozed lead comes back; "" where none sleeps."""
    return _("the next one wakes at {when}").format(when=due(at, zone, now)) if at else ""


def status_words(left: int, done: int, chosen: int) -> str:
    """The status line: what is chosen for one decision, else what is left and done."""
    if chosen:
        return ngettext("{n} lead is selected", "{n} leads are selected", chosen).format(n=number(chosen))
    return _("Left {left}, done {done}").format(left=number(left), done=number(done))


def lost_words(lost: int, of: int) -> str:
    """The meter of the lost (B3); "" where nothing is lost."""
    return _("Lost {n} of {all}").format(n=number(lost), all=number(of)) if lost else ""


def late_words(late: int, met: int, of: int) -> str:
    """How many are past the norm, and which share of today's first contacts was in it (C24)."""
    parts = []
    if late:
        said = ngettext("{n} lead is past the norm", "{n} leads are past the norm", late)
        parts.append(said.format(n=number(late)))
    if of:
        parts.append(_("first contact within the norm today: {share}").format(share=percent(met / of)))
    return "; ".join(parts)


def unowned_words(n: int) -> str:
    """How many wait for an owner in the distribution queue."""
    return ngettext("{n} lead has no owner", "{n} leads have no owner", n).format(n=number(n)) if n else ""


def newcomer_words(hot: int, other: int) -> str:
    """What waits while the order is frozen; hot ones are named alone, because they cannot wait."""
    if hot:
        return ngettext("{n} new hot lead", "{n} new hot leads", hot).format(n=hot)
    return ngettext("{n} new lead", "{n} new leads", other).format(n=other) if other else ""


def found_words(n: int, most: int) -> str:
    """How many a search finds; a bounded count says so."""
    said = ngettext("Found {n} lead", "Found {n} leads", n)
    return said.format(n=f"{number(most)}+" if n >= most else number(n))


def problem_words(problems: Sequence[Problem]) -> str:
    """What of a query was left out and why, with what may have been meant."""
    said = []
    for problem in problems[:3]:
        key = f"search.{problem.kind}"
        if key not in known_keys():
            key = "search.bad_value"
        said.append(say(key, {"text": problem.part, "at": problem.start + 1}))
        if problem.suggestion:
            said.append(say("search.hint", {"hint": problem.suggestion}))
    return " ".join(said)

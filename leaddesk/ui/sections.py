"""The sections of the window: what the rail shows, and how a panel is made when it is first seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from leaddesk.texts import N_
from leaddesk.ui.link import Link


@dataclass(frozen=True, slots=True)
class Section:
    """A place of the rail. `panel` names who shows it; `query` or `split` is what the inbox shows for it.

    `alone`: it has the window for itself, without rail and top bar.
    """

    id: str
    title: str
    panel: str
    command: str
    query: str = ""
    split: str = ""
    bottom: bool = False
    rail: bool = True
    alone: bool = False


SECTIONS: tuple[Section, ...] = (
    Section("inbox", N_("Inbox"), "inbox", "go.inbox"),
    Section("board", N_("Board"), "board", "go.board"),
    Section("nurture", N_("Nurture"), "nurture", "go.nurture"),
    Section("tasks", N_("Tasks"), "inbox", "go.tasks", query="due:<=today is:mine sort:due"),
    Section("charts", N_("Charts"), "charts", "go.charts"),
    Section("distribution", N_("Distribution"), "inbox", "go.distribution", split="unassigned"),
    Section("cards", N_("Business cards"), "scan", "go.cards"),
    Section("booth", N_("Stand of a trade show"), "booth", "booth.open", rail=False, alone=True),
    Section("deals", N_("Deals"), "deals", "go.deals", rail=False),
    Section("history", N_("History of actions"), "history", "go.history", rail=False),
    Section("import", N_("Import"), "import", "import.file", rail=False),
    Section("duplicates", N_("Possible duplicates"), "merge", "go.duplicates", rail=False),
    Section("help", N_("Help"), "", "help.keys", bottom=True),
    Section("settings", N_("Settings"), "settings", "settings.open", bottom=True),
)
BY_ID = {section.id: section for section in SECTIONS}

_DAYS = {
    "head": Section("tasks", N_("My day: department"), "head", "go.tasks"),
    "sales": Section("tasks", N_("Handed to me"), "inbox", "go.tasks", query="sales:me is:active sort:due"),
}
_STARTS = {"marketer": "nurture", "sales": "tasks", "head": "tasks"}


_SHARING = Section("distribution", N_("Distribution"), "distribution", "go.distribution")


def section_of(section_id: str, roles: Sequence[str], rights: frozenset[str] = frozenset()) -> Section:
    """A section as somebody sees it, by roles (C7) and by the right to distribute (D5)."""
    if section_id == "distribution" and "distribute" in rights:
        return _SHARING
    own = _DAYS.get(leading_role(roles)) if section_id == "tasks" else None
    return own or BY_ID[section_id]


def start_of(roles: Sequence[str]) -> str:
    """The section with which somebody's day begins."""
    return _STARTS.get(leading_role(roles), "inbox")


def leading_role(roles: Sequence[str]) -> str:
    """Whose work a person with several roles does first: leads that come in, else the first role named."""
    return "lead_generator" if "lead_generator" in roles else roles[0] if roles else ""


PANELS: dict[str, str] = {
    "inbox": "leaddesk.ui.inbox.panel:InboxPanel",
    "card": "leaddesk.ui.card.panel:CardPanel",
    "head": "leaddesk.ui.head.panel:HeadPanel",
    "distribution": "leaddesk.ui.distribution.panel:DistributionPanel",
    "board": "leaddesk.ui.board.panel:BoardPanel",
    "charts": "leaddesk.ui.charts.panel:ChartsPanel",
    "scan": "leaddesk.ui.capture.scan:ScanPanel",
    "import": "leaddesk.ui.capture.wizard:ImportPanel",
    "history": "leaddesk.ui.history.panel:HistoryPanel",
    "nurture": "leaddesk.ui.nurture.panel:NurturePanel",
    "merge": "leaddesk.ui.merge.panel:MergePanel",
    "booth": "leaddesk.ui.booth.panel:BoothPanel",
    "deals": "leaddesk.ui.deals.panel:DealsPanel",
}
"""Panel -> where its class is; imported when it is first seen, so that the start pays for the inbox only."""


def maker_of(panel: str) -> Callable[[Link, QWidget], Any] | None:
    """The class of a panel; None where the program was built without it."""
    place, _colon, name = PANELS[panel].partition(":")
    try:
        return getattr(import_module(place), name, None)
    except ModuleNotFoundError as missing:
        if missing.name is not None and place.startswith(missing.name):
            return None
        raise

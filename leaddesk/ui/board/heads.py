"""The words above each column: count and limit, amounts, conversion from the stage before, median stay."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import FigureAsk
from leaddesk.actions.ports import Column
from leaddesk.domain.funnel import Stage
from leaddesk.texts import _
from leaddesk.texts.figures import tenth
from leaddesk.texts.formats import money, money_short, name_in, number, percent
from leaddesk.ui.board.head import HeadData

_STEPS = {"in_work": "taken", "qualifying": "qualified", "ready": "ready", "handed_over": "handed"}
_NEAR = 0.9


@dataclass(frozen=True, slots=True)
class Pace:
    """Figures of the month: `shares` by step of the funnel, `medians` by stage in days."""

    shares: Mapping[str, float | None] = field(default_factory=dict)
    medians: Mapping[str, float] = field(default_factory=dict)


def pace_of(desk: Desk, ask: FigureAsk) -> Pace:
    """What the heads need of two figures."""
    funnel, stays = desk.chart("funnel", ask), desk.chart("stays", ask)
    shares = {mark.label: mark.value for mark in funnel.marks if mark.series == "now"}
    return Pace(shares, dict(stays.numbers))


def head_of(place: int, stage: Stage, shown: Column, pace: Pace) -> HeadData:
    """The head of a column; `place` is 0 for the first one."""
    count, limit = shown.count, stage.limit
    counted = number(count) if limit is None else f"{number(count)} / {number(limit)}"
    over = limit is not None and count > limit
    near = limit is not None and not over and count >= _NEAR * limit
    warning = _("over the limit") if over else _("limit is near") if near else ""
    days = pace.medians.get(stage.id)
    stay = "" if days is None else _("median {days} d").format(days=tenth(days))
    return HeadData(
        name_in(stage.names), counted, _amounts(shown.amounts), _passed(place, stage.id, pace.shares),
        str(place + 1), near, over, warning, stay,
    )  # fmt: skip


def due_name(column: str) -> str:
    """Words of a column of the activity board."""
    return {
        "overdue": _("Overdue"),
        "today": _("Today"),
        "week": _("This week"),
        "next": _("Later"),
        "none": _("Without a step"),
    }[column]


def due_head(place: int, shown: Column) -> HeadData:
    """The head of a column of the activity board; steps overdue and leads without one are warned of."""
    alarm = shown.stage in ("overdue", "none") and shown.count > 0
    key = str(place + 1)
    return HeadData(due_name(shown.stage), number(shown.count), _amounts(shown.amounts), key=key, over=alarm)


def _amounts(amounts: tuple[tuple[str, int], ...]) -> str:
    largest = sorted(amounts, key=lambda amount: -amount[1])
    return " + ".join(money(minor, currency) for currency, minor in largest if minor) or money_short(0)


def _passed(place: int, stage: str, shares: Mapping[str, float | None]) -> str:
    share = shares.get(_STEPS.get(stage, ""))
    if share is None:
        return _("entry") if place == 0 else ""
    said = {
        "in_work": _("{share} of new"),
        "qualifying": _("{share} of those in work"),
        "ready": _("{share} of qualified"),
        "handed_over": _("{share} of ready"),
    }
    return said[stage].format(share=percent(share))

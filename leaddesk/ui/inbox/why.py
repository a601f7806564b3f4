"""Why a lead stands where it does in the order of work, in words of the row (issue 3.5, decision 17)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from leaddesk.domain.call_now import reasons, urge_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.list_row import Shown
from leaddesk.texts import _
from leaddesk.texts.formats import duration

_SAID: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "answer_due": lambda told: _("answer due in {time}").format(time=_time(told)),
    "answer_late": lambda told: _("answer overdue by {time}").format(time=_time(told)),
    "step_due": lambda told: _("step due in {time}").format(time=_time(told)),
    "step_late": lambda told: _("step overdue by {time}").format(time=_time(told)),
    "loses_percent": lambda told: _("{percent} % lost per hour").format(percent=told["percent"]),
    "fresh": lambda told: _("still warm, waits {time}").format(time=_time(told)),
    "cooling": lambda told: _("cooling fast, waits {time}").format(time=_time(told)),
    "nearly_cold": lambda told: _("nearly cold, waits {time}").format(time=_time(told)),
}
"""Key of `call_now.reasons` -> its sentence."""


def _time(told: Mapping[str, Any]) -> str:
    return duration(told["seconds"])


def why_words(
    row: Shown, now: datetime, norm_ends: datetime | None, definitions: Definitions, clock: str
) -> str:
    """The reasons with the client's own clock (`clock`) between them; "" where the lead waits for nothing."""
    found = [
        _SAID[why.key](why.args) for why in reasons(urge_of(row), now, norm_ends, row.channel, definitions)
    ]
    cooling = found[-1:] if row.cool_since is not None else []
    rest = found[: len(found) - len(cooling)]
    return " · ".join(part for part in (*cooling, clock, *rest) if part) if found else ""

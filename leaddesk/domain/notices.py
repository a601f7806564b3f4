"""Which notices disturb a person, and how: not in quiet hours, and many at once as one (B32, UX 2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Kind = Literal["hot", "norm", "due"]
KINDS: tuple[Kind, ...] = ("hot", "norm", "due")
"""In the order in which they matter."""

MINUTE = timedelta(minutes=1)
MOST = 3
"""So many notices in a minute become one."""

SHARE = 0.8
"""Part of the first-contact norm after which a lead is told of."""


class Alert(NamedTuple):
    """Something that happened to a lead which its owner should know at once."""

    kind: Kind
    lead_id: str
    name: str
    at: datetime


class Message(NamedTuple):
    """What is shown: one alert, or how many of which kind at once; a click opens `lead_id`."""

    alerts: tuple[Alert, ...]

    @property
    def lead_id(self) -> str:
        """The lead that matters most."""
        return self.alerts[0].lead_id


def is_quiet(at: datetime, since_hour: int, until_hour: int) -> bool:
    """Whether a local time lies in the quiet hours; they may reach over midnight, equal hours mean none."""
    if since_hour <= until_hour:
        return since_hour <= at.hour < until_hour
    return at.hour >= since_hour or at.hour < until_hour


def messages(alerts: Sequence[Alert], shown: Sequence[datetime], now: datetime) -> tuple[Message, ...]:
    """Messages for new alerts: one each, or one for all where the minute would get MOST or more."""
    order = sorted(set(alerts), key=lambda one: (KINDS.index(one.kind), one.at, one.lead_id))
    if not order:
        return ()
    recent = sum(now - at < MINUTE for at in shown)
    if recent + len(order) >= MOST:
        return (Message(tuple(order)),)
    return tuple(Message((one,)) for one in order)

"""The level that typed words propose for an answer, told before it is accepted; pure rules."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.domain.definitions import Question
from leaddesk.domain.money import read_money
from leaddesk.domain.when import parse_when
from leaddesk.texts import _
from leaddesk.texts.formats import day

_FIRM = ("затвердж", "утвержд", "approved", "виділен", "выделен", "підписан", "подписан", "signed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed level 0-3 and why."""

    level: int
    why: str


def propose(question: Question, text: str, now: datetime, zone: str, currency: str) -> Proposal | None:
    """What a typed answer proposes; None where the words say nothing about the level."""
    if not text.strip():
        return None
    if question.parse == "money":
        return _money(text, currency)
    if question.parse == "horizon":
        return _horizon(text, now, zone)
    return Proposal(2, _("the client said it in own words")) if len(text.split()) >= 3 else None


def _money(text: str, currency: str) -> Proposal | None:
    found = read_money(text, currency)
    if found is None:
        return None
    if any(word in text.casefold() for word in _FIRM):
        return Proposal(3, _("a sum is named and approved"))
    return Proposal(2, _("a sum is named"))


def _horizon(text: str, now: datetime, zone: str) -> Proposal | None:
    when = parse_when(text, now, zone)
    words = text.split()
    if when is None:
        for start in range(len(words)):
            when = parse_when(" ".join(words[start:]), now, zone)
            if when is not None:
                break
    if when is None:
        return None
    return Proposal(2, _("a date is named: {day}").format(day=day(when, ZoneInfo(zone))))

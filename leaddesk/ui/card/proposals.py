"""The level that typed words propose for an answer, told before it is accepted; pure rules."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.domain.definitions import Question
from leaddesk.domain.money import read_money
from leaddesk.domain.normal import fold
from leaddesk.domain.when import parse_when
from leaddesk.texts import _
from leaddesk.texts.formats import day

_YES = frozenset(("так", "да", "yes", "є", "есть"))
_NO = frozenset(("ні", "нет", "no", "немає"))
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
    if question.parse == "date":
        return _horizon(text, now, zone)
    if question.parse == "yes_no":
        return _yes_no(text)
    if question.parse == "choice":
        return _choice(question, text)
    return Proposal(2, _("the client said it in own words")) if len(text.split()) >= 3 else None


def _yes_no(text: str) -> Proposal | None:
    """Yes is level 3, no is level 0: both are known, and unknown is neither."""
    said = fold(text).split(",")[0].split(" ")[0]
    if said in _YES:
        return Proposal(3, _("the answer is yes"))
    return Proposal(0, _("the answer is no")) if said in _NO else None


def _choice(question: Question, text: str) -> Proposal | None:
    """One of the declared answers, which go from the worst to the best: the last is level 3."""
    said = fold(text)
    for answers in question.choices.values():
        for place, answer in enumerate(answers):
            if fold(answer) == said and said:
                level = round(3 * place / max(1, len(answers) - 1))
                return Proposal(level, _("{n} of {all}").format(n=place + 1, all=len(answers)))
    return None


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

"""What people read out, send and look up at work: scripts, replies, materials, product facts, playbooks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from leaddesk.domain.log import Register
from leaddesk.domain.normal import fold

_SENTENCES = re.compile(r"(?<=[.!?])[ ]+")
_PLACE = re.compile(r"(,[ ])?\{(\w+)\}")
FRIENDLY = "friendly"
TONES = ("", "formal", FRIENDLY)
"""How a client wants to be talked to (C11); "" is not known, and means formal."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script of a talk (C8): its `steps` (domain.scripts) and when it is proposed; empty lists mean any.

    `words` are beginnings of words in the need; `version` grows with every edit, the log keeps the former.
    """

    id: str
    names: Mapping[str, str]
    steps: Sequence[Mapping[str, Any]] = ()
    levels: Sequence[str] = ()
    channels: Sequence[str] = ()
    tones: Sequence[str] = ()
    languages: Sequence[str] = ()
    words: Sequence[str] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """A letter or message to send (key Y), by level, channel and reason; `{name}` and the like are filled in.

    `friendly` is the body for that tone; `after` are reasons such as a contact's outcome "no_answer".
    """

    id: str
    names: Mapping[str, str]
    body: Mapping[str, str]
    subject: Mapping[str, str] = field(default_factory=dict)
    friendly: Mapping[str, str] = field(default_factory=dict)
    levels: Sequence[str] = ()
    channels: Sequence[str] = ()
    tones: Sequence[str] = ()
    languages: Sequence[str] = ()
    words: Sequence[str] = ()
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """A file or a link to give to a client (C9): `place` is a path or an address."""

    id: str
    names: Mapping[str, str]
    place: str
    levels: Sequence[str] = ()
    channels: Sequence[str] = ()
    tones: Sequence[str] = ()
    languages: Sequence[str] = ()
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ProductFact:
    """A line of the product crib (C10): `kind` is fact, price or objection."""

    id: str
    names: Mapping[str, str]
    texts: Mapping[str, str]
    kind: str = "fact"
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """The way of work of a level or stage (B17, B26, D13); its `tasks` are made on entering it.

    `on` is "level:sal" or "stage:qualifying"; a task tells names, `after_h` and the `role` that it goes to.
    """

    id: str
    names: Mapping[str, str]
    on: str = ""
    tasks: Sequence[Mapping[str, Any]] = ()
    scripts: Sequence[str] = ()
    materials: Sequence[str] = ()


class PlaybookAt(NamedTuple):
    """The strategy of a lead, and since when."""

    playbook: str
    at: datetime


def playbook_at(register: Register | None) -> PlaybookAt | None:
    """The strategy from its register; None where none was ever begun."""
    if register is None or not register.value:
        return None
    return PlaybookAt(str(register.value), register.at)


class About(NamedTuple):
    """What is known of a lead when something of the library is chosen for it."""

    level: str = ""
    channel: str = ""
    tone: str = ""
    language: str = ""
    need: str = ""


class Chosen(Protocol):
    """Whatever is chosen by level, channel, tone, language and words of the need."""

    @property
    def id(self) -> str: ...
    @property
    def levels(self) -> Sequence[str]: ...
    @property
    def channels(self) -> Sequence[str]: ...
    @property
    def tones(self) -> Sequence[str]: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def words(self) -> Sequence[str]: ...


C = TypeVar("C", bound=Chosen)


def fitting(items: Sequence[C], about: About) -> list[C]:
    """What fits a lead, the one that asks for most first; equal ones in their declared order."""
    need = fold(about.need)
    fits = [(_worth(item, about, need), -place, item) for place, item in enumerate(items)]
    ranked = sorted((one for one in fits if one[0] is not None), key=lambda one: one[:2], reverse=True)
    return [item for _worth_of, _place, item in ranked]


def _worth(item: Chosen, about: About, need: str) -> int | None:
    """How many of its conditions hold; None where one does not."""
    asked = (
        (item.levels, about.level),
        (item.channels, about.channel),
        (item.tones, about.tone or "formal"),
        (item.languages, about.language),
    )
    if any(wanted and is_ not in wanted for wanted, is_ in asked):
        return None
    if item.words and not any(fold(word) in need for word in item.words):
        return None
    return sum(bool(wanted) for wanted, _is in asked) + 2 * bool(item.words)


def worded(
    plain: Mapping[str, str], language: str, tone: str = "", friendly: Mapping[str, str] | None = None
) -> str:
    """A text in a language and tone; the formal one where the friendly is not written, then English."""
    if tone == FRIENDLY and friendly and friendly.get(language):
        return friendly[language]
    return plain.get(language) or plain.get("en") or next(iter(plain.values()), "")


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A template with its `{names}` filled in; what is not known is never left as a hole.

    A greeting loses the name with its comma ("Good day!"), any other sentence goes as a whole. Foreign text
    is put in once and never read as a template again.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        told = [_sentence(part, facts) for part in _SENTENCES.split(line)]
        whole = " ".join(part for part in told if part)
        if whole or (not line and lines and lines[-1]):
            lines.append(whole)
    return "\n".join(lines).strip("\n")


def _sentence(text: str, facts: Mapping[str, str]) -> str:
    whole = True

    def said(found: re.Match[str]) -> str:
        nonlocal whole
        value = facts.get(found[2], "")
        whole = whole and bool(value or found[1])
        return f"{found[1] or ''}{value}" if value else ""

    filled_in = _PLACE.sub(said, text)
    return filled_in if whole else ""


def sought_facts(facts: Sequence[ProductFact], text: str) -> list[ProductFact]:
    """Facts that hold every word typed, those that hold them in their name first (C10); all without words."""
    words = fold(text).split()
    found = [(fact, fold(" ".join(fact.names.values())), _all_of(fact)) for fact in facts]
    hits = [(fact, name) for fact, name, whole in found if all(word in whole for word in words)]
    hits.sort(key=lambda hit: not all(word in hit[1] for word in words))
    return [fact for fact, _name in hits]


def _all_of(fact: ProductFact) -> str:
    return fold(" ".join((*fact.names.values(), *fact.texts.values(), *fact.words)))

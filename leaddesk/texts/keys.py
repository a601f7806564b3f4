"""From a key with arguments to the sentence a person reads: refusals, ledger causes, readiness, history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

from leaddesk.domain.before import Earlier
from leaddesk.domain.definitions import Choice, Definitions
from leaddesk.domain.log import moment
from leaddesk.domain.normal import fold
from leaddesk.domain.refusals import Refused
from leaddesk.domain.score import REQUIRED, Check, Point
from leaddesk.texts import _
from leaddesk.texts.file_refusals import FILE_PLURALS, FILES, PICTURES, SEARCH
from leaddesk.texts.formats import date_time, name_in
from leaddesk.texts.names import PLACES, name_of
from leaddesk.texts.refusals import PLURALS, SENTENCES

_ALL: Mapping[str, str] = {**SENTENCES, **FILES, **PICTURES, **SEARCH}
_ALL_PLURALS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {**PLURALS, **FILE_PLURALS}
_NONE = Definitions()


def known_keys() -> frozenset[str]:
    """Every key that has a sentence."""
    return frozenset(_ALL) | frozenset(_ALL_PLURALS)


@dataclass(frozen=True)
class People:
    """Names of users by id, and how the reader writes a moment; for refusals that say who and when."""

    names: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC

    def when(self, said: str) -> str:
        """A moment of the log as the reader sees it."""
        return date_time(moment(said), self.zone)


_NOBODY = People()


class _Said(dict[str, Any]):
    """Arguments of a sentence; one that the rule did not give leaves a gap instead of a fault."""

    def __missing__(self, key: str) -> str:
        return "…"


def say(
    refusal: Refused | str,
    said: Mapping[str, Any] | None = None,
    definitions: Definitions = _NONE,
    people: People = _NOBODY,
) -> str:
    """The sentence of a refusal or of a key with its arguments, in the language in force.

    Ids in the arguments become names: those of stages, reasons and criteria by `definitions`, those of
    users by `people`. A key
    without a sentence gives a general one that names it, because saying nothing would be worse.
    """
    key, given = (refusal.key, refusal.said) if isinstance(refusal, Refused) else (refusal, said or {})
    named = _Said({name: _named(name, value, definitions, given) for name, value in given.items()})
    if "actor" in given:
        actor = str(given["actor"])
        named["actor"] = people.names.get(actor, actor)
        if "at" in given:
            named["at"] = people.when(str(given["at"]))
    if key in _ALL_PLURALS:
        failed = given.get("failed")
        counted = {"n": len(failed)} if isinstance(failed, tuple | list) else {}
        return _ALL_PLURALS[key]({**given, **counted}).format_map(_Said({**named, **counted}))
    if key in _ALL:
        return _(_ALL[key]).format_map(named)
    return _("This was refused ({key}); nothing was changed. The action history shows the last step.").format(
        key=key
    )


def _named(name: str, value: Any, definitions: Definitions, given: Mapping[str, Any]) -> Any:
    if name == "failed":
        return ", ".join(criterion_name(key, definitions) for key in value)
    if name == "roles":
        return ", ".join(name_of("role", role.strip()) for role in str(value).split(","))
    if name == "stage":
        # Sales stages have names of their own; the other ids are columns of the board or places off it.
        return deal_stage_name(value, definitions) if "action" in given else stage_name(value, definitions)
    if name == "place":
        return name_of("place", str(value)) if value in PLACES else name_of("deal", str(value))
    if name == "mark":
        return name_of("event", str(value))
    if name in ("right", "action"):
        return name_of(name, str(value))
    if isinstance(value, list | tuple | frozenset | set):
        return ", ".join(str(part) for part in value)
    return value


def deal_stage_name(stage: str, definitions: Definitions = _NONE) -> str:
    """The name of a stage of the sales funnel; that of no deal for an empty one."""
    found = definitions.deal_stage_by_id.get(stage)
    return name_in(found.names) if found else name_of("deal", stage or "none")


def stage_name(stage: str, definitions: Definitions = _NONE) -> str:
    """The name of a stage of the board, or of a place off it."""
    found = next((s for s in definitions.stages if s.id == stage), None)
    if found is None and stage in definitions.deal_stage_by_id:
        return deal_stage_name(stage, definitions)
    return name_in(found.names) if found else name_of("place", stage)


def criterion_name(key: str, definitions: Definitions = _NONE) -> str:
    """The name of a readiness criterion."""
    if key == "affordable":
        return _("They can afford it")
    found = next((c for c in definitions.criteria if c.id == key), None)
    asked = definitions.question_by_id.get(key.removeprefix(REQUIRED)) if key.startswith(REQUIRED) else None
    known = found or asked
    return name_in(known.names) if known else key


def choice_name(group: str, key: str, definitions: Definitions = _NONE) -> str:
    """The name of a reason or an outcome; the key where it is not declared (any more)."""
    found = next((c for c in definitions.group(group) if c.id == key), None)
    return name_in(found.names) if found else key


def place_reason(place: str | None, reason: str, definitions: Definitions = _NONE) -> str:
    """Why a lead lies off the board, in words; empty where nothing was said."""
    if not reason:
        return ""
    lost = reason.removeprefix("lost_")
    if lost != reason:
        return _("deal lost: {why}").format(why=choice_name("lost", lost, definitions))
    found: tuple[Choice, ...] = tuple(c for c in definitions.group(place or "") if c.id == reason)
    return name_in(found[0].names) if found else name_of("place", reason)


def cause(point: Point, definitions: Definitions = _NONE) -> str:
    """What a row of the score's ledger is about: "Budget, level 2", "Cooling" (UX 3.3, D14)."""
    if point.cause == "arrived":
        action = definitions.action_by_name.get(fold(point.about))
        known = action or definitions.channel_by_id.get(point.about)
        return _("Arrived: {channel}").format(channel=name_in(known.names) if known else point.about)
    if point.cause == "signal":
        signal = definitions.signal_by_id.get(point.about)
        name = name_in(signal.names) if signal else point.about
        times = point.level or 1
        return _("{signal} ×{times}").format(signal=name, times=times) if times > 1 else name
    if point.cause in ("answer", "unknown"):
        question = definitions.question_by_id.get(point.about)
        name = name_in(question.names) if question else point.about
        if point.cause == "unknown":
            return _("{question}: unknown").format(question=name)
        return _("{question}, level {level}").format(question=name, level=point.level)
    return {"cooling": _("Cooling"), "cap": _("Limit of the scale")}.get(point.cause, point.cause)


def criterion_why(check: Check, definitions: Definitions = _NONE) -> str:
    """Why a readiness criterion is met or not; empty where it is met (A12)."""
    if check.ok:
        return ""
    if check.ok is None:
        return _("unknown: nobody has asked yet")
    if check.id == "affordable":
        return _("the budget is below every price of ours")
    found = next((c for c in definitions.criteria if c.id == check.id), None)
    if found is not None and found.rule == "answer":
        return _("the answer is below level {level}").format(level=found.level)
    if found is not None and found.rule == "contact":
        return _("there is no usable contact")
    return _("it is not said")


def outcome_before(what: str, definitions: Definitions = _NONE) -> str:
    """What came of an earlier lead of the same client: won, lost, a place or a stage (A10)."""
    return stage_name(what, definitions)


def came_of_it(lead: Earlier, definitions: Definitions = _NONE) -> str:
    """What came of an earlier lead and why: "deal lost: Price", "Archive: Not a fit" (A10)."""
    what = outcome_before(lead.outcome, definitions)
    why = place_reason(lead.place, lead.place_reason, definitions)
    if lead.outcome == "lost" and why:
        return why
    return _("{what}: {why}").format(what=what, why=why) if why and lead.outcome != "won" else what


def history_title(action: str, about: str, definitions: Definitions = _NONE) -> str:
    """A line of the action history: what was done, and what it was about where that tells more."""
    title = name_of("action", action)
    said = _about(action, about, definitions)
    return _("{action}: {about}").format(action=title, about=said) if said else title


def _about(action: str, about: str, definitions: Definitions) -> str:
    if action == "move":
        return stage_name(about, definitions)
    if action in ("junk", "archive"):
        return choice_name(action, about, definitions)
    if action in ("return", "lost"):
        return choice_name("returned" if action == "return" else action, about, definitions)
    if action == "move_deal":
        return deal_stage_name(about, definitions)
    if action in ("contact", "call"):
        return choice_name("outcome", about, definitions)
    if action == "answer":
        question = definitions.question_by_id.get(about)
        return name_in(question.names) if question else about
    if action == "signal":
        signal = definitions.signal_by_id.get(about)
        return name_in(signal.names) if signal else about
    if action in ("temperature", "priority"):
        return name_of(action, about) if about != "None" else ""
    if action == "import":
        return about.partition("#")[0]  # what follows tells files of one name apart
    return "" if action in ("assign", "star", "read", "rate_advice") else about

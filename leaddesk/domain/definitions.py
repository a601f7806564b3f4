"""What a company can edit and the program only reads: questions, stages, channels, reasons, norms."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cache, cached_property
from typing import Any

from leaddesk.domain.arranging import Pin, read_pins
from leaddesk.domain.declared import QUESTION_KINDS as QUESTION_KINDS
from leaddesk.domain.declared import Channel as Channel
from leaddesk.domain.declared import Choice as Choice
from leaddesk.domain.declared import Criterion as Criterion
from leaddesk.domain.declared import LevelRule as LevelRule
from leaddesk.domain.declared import OriginAction as OriginAction
from leaddesk.domain.declared import ProductGroup as ProductGroup
from leaddesk.domain.declared import Programme as Programme
from leaddesk.domain.declared import Question as Question
from leaddesk.domain.declared import SavedView as SavedView
from leaddesk.domain.declared import SignalKind as SignalKind
from leaddesk.domain.funnel import STAGES, DealStage, Stage
from leaddesk.domain.hours import Roster, roster_from
from leaddesk.domain.ids import derived_id
from leaddesk.domain.library import Material, Playbook, ProductFact, ReplyTemplate, Script
from leaddesk.domain.load import LoadNorm, read_norm
from leaddesk.domain.normal import fold
from leaddesk.domain.show import Show
from leaddesk.domain.trait import Trait


@dataclass(frozen=True)
class Definitions:
    """All definitions valid at one time, each list in its declared order.

    `orders`: pins of the board by "user/column"; `loads`: how much each user is given, by user id.
    """

    questions: tuple[Question, ...] = ()
    stages: tuple[Stage, ...] = ()
    channels: tuple[Channel, ...] = ()
    signals: tuple[SignalKind, ...] = ()
    actions: tuple[OriginAction, ...] = ()
    choices: tuple[Choice, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    deal_stages: tuple[DealStage, ...] = ()
    views: tuple[SavedView, ...] = ()
    programmes: tuple[Programme, ...] = ()
    level_rules: tuple[LevelRule, ...] = ()
    product_groups: tuple[ProductGroup, ...] = ()
    scripts: tuple[Script, ...] = ()
    replies: tuple[ReplyTemplate, ...] = ()
    materials: tuple[Material, ...] = ()
    facts: tuple[ProductFact, ...] = ()
    playbooks: tuple[Playbook, ...] = ()
    shows: tuple[Show, ...] = ()
    traits: tuple[Trait, ...] = ()
    shifts: Mapping[str, Roster] = field(default_factory=dict)
    orders: Mapping[str, tuple[Pin, ...]] = field(default_factory=dict)
    loads: Mapping[str, LoadNorm] = field(default_factory=dict)
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    hidden: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()

    @cached_property
    def channel_by_id(self) -> Mapping[str, Channel]:
        """Channels by id."""
        return {channel.id: channel for channel in self.channels}

    @cached_property
    def signal_by_id(self) -> Mapping[str, SignalKind]:
        """Signal kinds by id."""
        return {signal.id: signal for signal in self.signals}

    @cached_property
    def action_by_name(self) -> Mapping[str, OriginAction]:
        """Originating actions by id and by each of their names, folded: files say them in words."""
        told = {fold(word): action for action in self.actions for word in action.names.values()}
        return told | {fold(action.id): action for action in self.actions}

    @cached_property
    def deal_stage_by_id(self) -> Mapping[str, DealStage]:
        """Stages of the sales funnel by id, in their order."""
        return {stage.id: stage for stage in self.deal_stages}

    @cached_property
    def programme_by_id(self) -> Mapping[str, Programme]:
        """Programmes of nurture by id."""
        return {programme.id: programme for programme in self.programmes}

    @cached_property
    def show_by_id(self) -> Mapping[str, Show]:
        """Trade shows by id."""
        return {show.id: show for show in self.shows}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def script_by_id(self) -> Mapping[str, Script]:
        """Scripts by id."""
        return {script.id: script for script in self.scripts}

    def group(self, name: str) -> tuple[Choice, ...]:
        """The choices of one group: junk, archive, refusal, outcome, promise ..."""
        return tuple(choice for choice in self.choices if choice.group == name)

    def view(self, name: str) -> tuple[Question, ...]:
        """The questions of a view (bant, champ, check), in order; all views share one answer set (B23)."""
        return tuple(question for question in self.questions if name in question.views)

    def setting(self, key: str) -> Any:
        """A setting; KeyError where it is not declared."""
        return self.settings[key]


ENTITIES = {
    "question": ("questions", Question),
    "stage": ("stages", Stage),
    "channel": ("channels", Channel),
    "signal": ("signals", SignalKind),
    "action": ("actions", OriginAction),
    "choice": ("choices", Choice),
    "criterion": ("criteria", Criterion),
    "deal_stage": ("deal_stages", DealStage),
    "programme": ("programmes", Programme),
    "level_rule": ("level_rules", LevelRule),
    "product_group": ("product_groups", ProductGroup),
    "trait": ("traits", Trait),
    "view": ("views", SavedView),
    "script": ("scripts", Script),
    "reply": ("replies", ReplyTemplate),
    "material": ("materials", Material),
    "fact": ("facts", ProductFact),
    "playbook": ("playbooks", Playbook),
    "show": ("shows", Show),
}
"""Entity of the log -> (list of Definitions, its row); roles and settings are read beside them."""


LIBRARY = ("script", "reply", "material", "fact", "playbook")
"""Definitions that a company makes its own as a whole: where it has one of a kind, it gets no defaults."""

PLAIN_ENTITIES = ("role", "setting", "shift", "order", "load_norm")
"""Definitions that are no list: read beside those of ENTITIES."""


NAME, PLACE, LAST = "@key", "@ord", 1 << 20
"""Registers beside the fields of a definition: its key and its place; LAST is that of a later addition."""


def definition_id(entity: str, key: str) -> str:
    """Row id of a definition in the log: the same on every site, because the key is its name."""
    return derived_id(entity, key)


def read_definitions(rows: Sequence[tuple[str, str, Mapping[str, Any]]]) -> Definitions:
    """Definitions from rows (entity, key, fields), in their declared order.

    Unknown fields are left alone, and so are rows that lack what they need: one bad edit must not close
    the base.
    """
    lists: dict[str, list[Any]] = {name: [] for name, _ in ENTITIES.values()}
    roles: dict[str, frozenset[str]] = {}
    settings: dict[str, Any] = {}
    shifts: dict[str, Roster] = {}
    hidden: list[tuple[str, str, Mapping[str, Any]]] = []
    for entity, key, told in rows:
        if entity == "role":
            roles[key] = frozenset(told.get("rights") or ())
        elif entity == "shift":
            roster = _shift(told)
            shifts |= {key: roster} if roster is not None else {}
        elif entity == "setting" and "value" in told:
            settings[key] = told["value"]
        elif entity in ENTITIES and told.get("hidden"):
            hidden.append((entity, key, told))
        elif entity in ENTITIES:
            name, kind = ENTITIES[entity]
            known = {"id": key} | {f: told[f] for f in _known(kind) if f in told}
            if _needed(kind) <= known.keys() and (entity != "stage" or key in STAGES):
                lists[name].append(kind(**known))
    lists["stages"].sort(key=lambda stage: STAGES.index(stage.id))
    own = [row for row in rows if row[0] in ("order", "load_norm")]
    orders = {key: read_pins(told) for entity, key, told in own if entity == "order"}
    loads = {key: read_norm(told) for entity, key, told in own if entity == "load_norm"}
    told_lists: Mapping[str, Any] = {name: tuple(rows) for name, rows in lists.items()}
    return Definitions(
        shifts=shifts, orders=orders, loads=loads, roles=roles, settings=settings, hidden=tuple(hidden),
        **told_lists,
    )  # fmt: skip


def _shift(told: Mapping[str, Any]) -> Roster | None:
    """The duty of one person (C15); None where it is none any more, or of an unknown shape."""
    try:
        return roster_from(told) if not told.get("hidden") else None
    except (KeyError, TypeError, ValueError):
        return None


@cache
def _known(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _needed(kind: Any) -> set[str]:
    return {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

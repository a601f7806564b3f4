"""Definitions as lists: put them into another order, or several changed as one step (B24)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.ports import Read
from leaddesk.domain.definitions import ENTITIES, NAME, PLACE, Definitions, definition_id
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused


@dataclass(frozen=True)
class OrderDefinitions(Action):
    """Put the definitions of an entity into the order of `keys`; those not named come after them."""

    name: ClassVar[str] = "order"
    right: ClassVar[str] = "configure"
    entity: str = "question"
    keys: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        return self.entity

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if self.entity not in ENTITIES or self.entity == "stage":
            raise Refused("define.no_such_entity", entity=self.entity)
        known = keys_of(self.entity, read.definitions())
        unknown = [key for key in self.keys if key not in known]
        if unknown:
            raise Refused("define.no_such_row", row=unknown[0])
        order = [*dict.fromkeys(self.keys), *(key for key in known if key not in self.keys)]
        return [
            Set(self.entity, definition_id(self.entity, key), "*", {NAME: key, PLACE: place})
            for place, key in enumerate(order)
        ]


def keys_of(entity: str, definitions: Definitions) -> list[str]:
    """Keys of the definitions of an entity in their order, then the hidden ones."""
    rows = [row_key(entity, row) for row in getattr(definitions, ENTITIES[entity][0])]
    return [*rows, *(key for kind, key, _told in definitions.hidden if kind == entity)]


def row_key(entity: str, row: Any) -> str:
    """The key of a definition in the log: its id, for a choice with its group before it."""
    return f"{row.group}/{row.id}" if entity == "choice" else str(row.id)


def fits(entity: str, key: str, told: Mapping[str, Any], definitions: Definitions) -> str:
    """The key of the reason why fields do not fit together; empty where they do."""
    names = told.get("names")
    if names is not None and not any(str(name).strip() for name in names.values()):
        return "names"
    if entity == "stage" and key not in STAGES:
        return "stage"
    question = told.get("question")
    if question and str(question) not in definitions.question_by_id:
        return "question"
    if entity == "criterion" and told.get("rule") == "answer" and not question:
        return "question"
    asked = [one.get("question") for one in told.get("clauses") or () if one.get("is") == "answer"]
    if any(one not in definitions.question_by_id for one in asked):
        return "question"
    kinds = {kind for one in told.get("clauses") or () if one.get("is") == "signal" for kind in one["of"]}
    return "signal" if kinds - definitions.signal_by_id.keys() - {"ready_to_sign", "order"} else ""

"""Trade show: the preset of an event that the stand works by (scan.event)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.ports import Read
from leaddesk.domain.definitions import NAME, definition_id
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import Refused
from leaddesk.domain.show import Show

_KNOWN = frozenset(field.name for field in fields(Show)) - {"id"}


@dataclass(frozen=True)
class SetShow(Action):
    """Make a trade show (no `key`), or change some of its fields; whoever may capture may, at the stand."""

    name: ClassVar[str] = "trade_show"
    right: ClassVar[str] = "capture"
    title: str = ""
    key: str = ""
    fields: tuple[tuple[str, object], ...] = ()

    @property
    def about(self) -> str:
        return self.title

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        told = dict(self.fields)
        if not self.title.strip() or told.keys() - _KNOWN:
            raise Refused("trade_show.needs_name")
        owner = told.get("owner")
        if owner and owner not in {user.id for user in read.users() if user.active}:
            raise Refused("capture.no_such_owner", user=owner)
        if self.key and self.key not in read.definitions().show_by_id:
            raise Refused("trade_show.no_such", show=self.key)
        key = self.key or context.new_id()
        value = {**told, "name": self.title.strip(), NAME: key}
        return [Set("show", definition_id("show", key), "*", value)]

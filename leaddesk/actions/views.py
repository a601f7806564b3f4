"""Saved views: searches with a name, as tabs of the inbox or in the list of views (UX 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context
from leaddesk.actions.ports import Read
from leaddesk.domain.definitions import NAME, Definitions, SavedView, definition_id
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import NotFound, Refused
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_print import print_query
from leaddesk.domain.search_vocabulary import Known, vocabulary_of


def views_of(definitions: Definitions, user: str) -> tuple[SavedView, ...]:
    """The views that a user sees: their own and everybody's, by name."""
    seen = (view for view in definitions.views if view.user in ("", user))
    return tuple(sorted(seen, key=lambda view: (view.name.casefold(), view.id)))


@dataclass(frozen=True)
class SaveView(Action):
    """Save a search under a name, canonical; with `key` a saved one is changed."""

    name: ClassVar[str] = "save_view"
    title: str = ""
    query: str = ""
    split: bool = True
    shared: bool = False
    key: str = ""

    @property
    def about(self) -> str:
        return self.title

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.title.strip() or not self.query.strip():
            raise Refused("views.needs_name_and_query")
        definitions = read.definitions()
        if self.key:
            _own(self.key, definitions, context.actor)
        people = [Known(user.id, (user.name,)) for user in read.users()]
        query = parse(self.query, vocabulary_of(definitions, {"owner": people}))
        key = self.key or context.new_id()
        value = {
            "name": self.title.strip(),
            "query": print_query(query),
            "split": self.split,
            "user": "" if self.shared else context.actor,
            NAME: key,
        }
        return [Set("view", definition_id("view", key), "*", value)]


@dataclass(frozen=True)
class DropView(Action):
    """Take a saved view away; undo brings it back."""

    name: ClassVar[str] = "drop_view"
    key: str = ""

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        _own(self.key, read.definitions(), context.actor)
        return [Set("view", definition_id("view", self.key), "*", {NAME: self.key, "hidden": True})]


def _own(key: str, definitions: Definitions, user: str) -> None:
    """Raise where a view does not exist, or belongs to somebody else."""
    view = next((view for view in definitions.views if view.id == key), None)
    if view is None:
        raise NotFound("views.no_such_view")
    if view.user not in ("", user):
        raise Refused("views.not_yours", name=view.name)

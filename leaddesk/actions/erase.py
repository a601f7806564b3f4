"""Erase: the personal data of a person goes for good, by their wish or the law; figures and ids stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from leaddesk.actions.action import Action, Context, LeadAction
from leaddesk.actions.keeping import Keeping
from leaddesk.actions.ports import Read, Store, Undo
from leaddesk.domain.erasing import ENTITY, digests_of
from leaddesk.domain.ids import derived_id
from leaddesk.domain.log import BORN, Set
from leaddesk.domain.refusals import Refused


def files_of(action: Action, store: Store) -> set[str]:
    """Digests of the files that came with the leads of an erase; none for another action."""
    if not isinstance(action, Erase):
        return set()
    with store.view() as read:
        persons = [lead.person_id for lead in read.leads(action.ids) if lead.person_id]
        leads = {*action.ids, *(brief.id for brief in read.briefs(persons))}
        return {digest for lead in leads for op in read.ops(lead) for digest in digests_of(op)}


def forget(digests: Iterable[str], store: Store, kept: Keeping | None) -> None:
    """Remove files that no lead names any more; what is another's too stays."""
    for digest in digests:
        if kept is not None and not store.names(digest):
            kept.forget(digest)


@dataclass(frozen=True)
class Erase(LeadAction):
    """Blanks the persons of these leads, and all their leads, in every op; it cannot be undone.

    `sure` has to be said: there is no way back, and copies made before are blanked when they are restored.
    """

    name: ClassVar[str] = "erase"
    right: ClassVar[str] = "erase"
    each: ClassVar[bool] = False
    sure: bool = False

    @property
    def undo(self) -> Undo:
        return "never"

    def plan(self, read: Read, context: Context) -> Sequence[Set]:
        if not self.sure:
            raise Refused("erase.sure")
        sets = []
        for lead in read.leads(self.ids):
            persons = list(read.together(lead.person_id).members if lead.person_id else ())
            briefs = read.briefs(persons)
            shown = {lead.id, *(brief.id for brief in briefs)}
            leads = sorted({one for row_id in shown for one in read.together(row_id).members})
            value = {"persons": persons, "leads": leads}
            sets.append(Set(ENTITY, derived_id(ENTITY, *persons, *leads), BORN, value))
        return list({one.row_id: one for one in sets}.values())

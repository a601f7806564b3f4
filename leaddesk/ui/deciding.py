"""Joins decisions with what is on the screen: the list moves on at once, and comes back after a refusal."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from leaddesk.domain.row import LeadRow
from leaddesk.ui.bulk_work import BulkWork
from leaddesk.ui.parts import Parts

if TYPE_CHECKING:
    from leaddesk.ui.decisions.decisions import Decisions

DECIDED = (
    *("lead.take", "lead.restore", "lead.wake", "lead.assign", "lead.assign_me", "lead.star", "lead.nurture"),
    *("lead.snooze", "lead.archive", "lead.junk", "lead.contact_result", "lead.move_stage", "lead.priority"),
    *("lead.temperature.hot", "lead.temperature.warm", "lead.temperature.cold", "lead.label", "lead.task"),
    *("lead.temperature", "lead.level", "tasks.complete", "tasks.reschedule"),
    *("lead.note", "lead.repeat_decision", "deal.accept", "deal.return", "deal.proposal", "deal.invoice"),
    *("deal.won", "deal.lost", "deal.postpone", "deal.rate_advice", "lead.return_from_sales", "consent.set"),
)
"""Commands of `decisions`, which is imported at the first of them (P1)."""


class Deciding(QObject):
    """Gives a handler for every decision."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._decisions: Decisions | None = None
        self.bulk = BulkWork(parts.frame)
        parts.link.decision_requested.connect(self._on_requested)

    @property
    def decisions(self) -> "Decisions":
        """The decisions, made when first needed."""
        if self._decisions is None:
            from leaddesk.ui.decisions.decisions import Decisions

            self._decisions = made = Decisions(self._parts.link, self._parts.window)
            made.deciding.connect(self._on_deciding)
            made.refused.connect(self._on_refused)
            made.command_requested.connect(self._on_command)
            made.long_work.connect(self.bulk.begin)
            made.progressed.connect(self.bulk.show_progress)
            made.long_ended.connect(self.bulk.end)
        return self._decisions

    def last(self) -> str:
        """The command of the last decision; empty before the first one."""
        return self._decisions.last() if self._decisions is not None else ""

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Every decision."""
        own: dict[str, Callable[[], None]] = {c: partial(self.decide, c) for c in DECIDED}
        return own | {"lead.handover": self.hand_over}

    def hand_over(self, ids: tuple[str, ...] = ()) -> None:
        """Q: the form of a handover; several leads are handed over one after the other."""
        from leaddesk.ui.handover.dialog import HandoverDialog, open_handover
        from leaddesk.ui.lead_papers import LeadPapers

        parts = self._parts
        lead_id = (ids or parts.pages.selected_ids())[0]

        def opened(dialog: HandoverDialog) -> None:
            dialog.handed.connect(lambda _change: self._on_deciding("hand_over", (lead_id,), True))
            papers = LeadPapers(parts.link, parts.pages.selected_ids, parts.window)
            dialog.step_made.connect(lambda title, at: papers.to_calendar(dialog.view.row, title, at))

        open_handover(parts.link, parts.window, lead_id, opened)

    def decide(self, command: str) -> None:
        """Begin a decision about the chosen leads."""
        self.decisions.decide(command, self._parts.pages.selected_ids(), self._parts.only_row())

    def _on_requested(self, command: str, ids: tuple[str, ...]) -> None:
        """A panel names the leads itself: the drop on a place of the board."""
        if command == "lead.handover":
            self.hand_over(ids)
        else:
            row = self._parts.row_of(ids[0]) if len(ids) == 1 else None
            self.decisions.decide(command, ids, row)

    def ask_result(
        self, row: LeadRow, started: datetime | None = None, seconds: int = 0, rang: int = 0
    ) -> None:
        """What came of a call with this lead, whichever is current by now."""
        from leaddesk.ui.decisions.subject import Call

        call = Call(started, seconds, rang) if started is not None else None
        self.decisions.decide("lead.contact_result", (row.id,), row, call)

    def _panels_with(self, name: str) -> list[Any]:
        return [panel for panel in self._parts.pages.panels() if hasattr(panel, name)]

    def _on_deciding(self, verb: str, ids: tuple[str, ...], advances: bool) -> None:
        for panel in self._panels_with("decided"):
            panel.decided(verb, ids, advances=advances)

    def _on_refused(self, ids: tuple[str, ...], _sentence: str) -> None:
        for panel in self._panels_with("undone"):
            panel.undone(ids)

    def _on_command(self, command: str, _ids: tuple[str, ...]) -> None:
        self._parts.commander.run(command)

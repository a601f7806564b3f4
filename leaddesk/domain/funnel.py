"""Stages of the board, places off it, stages of a deal, and which moves between them are allowed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaddesk.domain.lead import Passed, Position
from leaddesk.domain.refusals import MoveRefused, Refused

STAGES = ("new", "in_work", "qualifying", "ready", "handed_over")
PLACES = ("nurture", "archive", "junk", "deal")


@dataclass(frozen=True, slots=True)
class Stage:
    """A column of the board: its names by language, how many leads at most, and for how many days each."""

    id: str
    names: dict[str, str]
    limit: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class DealStage:
    """A stage of the sales funnel: which stages it may follow ("open" is any that sales work in)."""

    id: str
    names: dict[str, str]
    after: Sequence[str] = ("open",)
    open: bool = True


def check_deal(action: str, at: str, to: str, stages: Iterable[DealStage]) -> None:
    """Raise Refused where a deal in stage `at` ("" without a deal) may not come to `to`."""
    known = {stage.id: stage for stage in stages}
    here, there = known.get(at), known.get(to)
    if there is None:
        raise Refused("deal.no_such_stage", stage=to)
    if at not in there.after and not ("open" in there.after and here is not None and here.open):
        raise Refused("deal.not_in_stage", action=action, stage=at)


def rank(stage: str) -> int:
    """Place of a stage in the funnel, 0 for New."""
    return STAGES.index(stage)


def check_move(at: Position, to: str, *, reachable: bool) -> None:
    """Raise MoveRefused where a stage may not follow the present position.

    Forward moves may skip; backward moves are free, except from handed_over, which only a return leaves;
    a record without a contact stays at intake (A6). Handing over is an action of its own.
    """
    if to not in STAGES:
        raise MoveRefused("funnel.no_such_stage", stage=to)
    if at.place == "deal":
        raise MoveRefused("funnel.in_deal", stage=to)
    if at.place is not None and at.place != "junk":
        raise MoveRefused("funnel.off_board", place=at.place, stage=to)
    if not reachable and to != "new":
        raise MoveRefused("funnel.no_contact", stage=to)
    if at.place == "junk":
        raise MoveRefused("funnel.off_board", place=at.place, stage=to)
    if at.stage == "handed_over" and to != "handed_over":
        raise MoveRefused("funnel.return_only", stage=to)


def passed_at(way: tuple[Passed, ...], stage: str) -> Passed | None:
    """First step at which `stage` counts as passed: a later stage counts every earlier one too."""
    need = rank(stage)
    return next((step for step in way if rank(step.stage) >= need), None)


def stage_since(way: tuple[Passed, ...]) -> Passed:
    """The step that brought the lead where it is now: repeated sets of the same position do not count."""
    last = way[-1]
    for step in reversed(way):
        if (step.stage, step.place) != (last.stage, last.place):
            break
        last = step
    return last

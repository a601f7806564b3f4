"""As much of a lead as matching an arrival needs, from a row of the ask for leads of persons."""

from typing import Any

from leaddesk.actions.ports import Brief
from leaddesk.domain.before import is_open
from leaddesk.storage import asks


def brief_of(person: str, row: tuple[Any, ...]) -> Brief:
    """A lead of `person` from its row: id, need, and the columns of `asks.EARLIER`."""
    told = dict(zip(asks.EARLIER, row[2:], strict=True))
    place = told["place"]
    living = is_open(place, told["won_at"])
    return Brief(
        row[0], person, row[1], told["received"], place, place is None, living, told["kind"], told["owner"]
    )

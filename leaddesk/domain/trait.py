"""A trait of the ideal client, as a company declares it (D24, B14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trait:
    """What the ideal client is like in one thing: `of` names it, `weight` how much it matters.

    `of` is a fact of the lead or its person (domain.ideal.FACTS), "answer.QUESTION" for a level, or
    "extra.COLUMN" for what came with a file. It fits where one of `values` stands in it, or where the number
    or day lies between `least` and `most`; amounts are in units of the base's currency.
    `sensitive` ones are left out where the base switches them off (privacy).
    """

    id: str
    names: Mapping[str, str]
    of: str
    values: Sequence[str] = ()
    least: int | str | None = None
    most: int | str | None = None
    weight: int = 10
    sensitive: bool = False

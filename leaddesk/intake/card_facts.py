"""The values of a card one by one, each with its own place in the picture; all its print line by line."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from leaddesk.intake.card_fields import Field, Fields
from leaddesk.intake.card_ink import Box as Corners
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_reading import Box, CardFact, CardLine

TEXTS = ("full_name", "job_title", "company", "website", "address")
_MOST_OTHERS = 3

Placed = Callable[[Sequence[ReadLine]], Box | None]
"""Where lines stand in the pixels of the file."""


def facts_in(fields: Fields, placed: Placed) -> tuple[CardFact, ...]:
    """What the card says, value by value."""
    return tuple(_facts(fields, placed))


def _facts(fields: Fields, placed: Placed) -> Iterator[CardFact]:
    for key in TEXTS:
        found: Field = getattr(fields, key)
        if found.value:
            yield _fact(key, "", found, placed)
    for kind, phone in fields.phones:
        yield _fact("phone", kind, phone, placed)
    for mail in fields.emails:
        yield _fact("email", "", mail, placed)
    if fields.country.value:
        yield _fact("country", "", fields.country, placed)


def _fact(key: str, kind: str, found: Field, placed: Placed) -> CardFact:
    others = tuple(other for other in dict.fromkeys(found.others) if other and other != found.value)
    sure = round(max(0.0, min(1.0, found.sure)), 2)
    return CardFact(key, found.value, sure, kind, placed(found.lines), others[:_MOST_OTHERS])


def lines_in(lines: Sequence[ReadLine], placed: Placed) -> tuple[CardLine, ...]:
    """All print of the card from top to bottom, with its place among the rest."""
    if not lines:
        return ()
    left, top, right, bottom = around(line.line.box for line in lines)
    wide, high = max(1, right - left), max(1, bottom - top)

    def place(box: Corners) -> tuple[float, float, float, float]:
        x, y, across, down = box[0] - left, box[1] - top, box[2] - box[0], box[3] - box[1]
        return round(x / wide, 4), round(y / high, 4), round(across / wide, 4), round(down / high, 4)

    told = []
    for one in lines:
        spot = placed((one,))
        if spot is not None:
            told.append(CardLine(one.text, round(one.sure, 2), spot, place(one.line.box)))
    return tuple(told)


def around(boxes: Iterable[Corners]) -> Corners:
    """Left, top, right, bottom around several boxes."""
    every = list(boxes)
    return (
        min(box[0] for box in every),
        min(box[1] for box in every),
        max(box[2] for box in every),
        max(box[3] for box in every),
    )

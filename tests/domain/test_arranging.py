"""A person's own order of cards over the order of work."""

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.arranging import MOST, Pin, arranged, pinned, read_pins

IDS = [f"{n:032x}" for n in range(12)]
A, B, C, D = IDS[:4]


@st.composite
def _columns(draw: st.DrawFn) -> tuple[list[str], list[tuple[int, int]]]:
    ids = draw(st.permutations(IDS[: draw(st.integers(1, 9))]))
    moves = draw(st.lists(st.tuples(st.integers(0, len(ids) - 1), st.integers(0, len(ids) - 1)), max_size=12))
    return list(ids), moves


def _moved(shown: list[str], card: str, place: int) -> list[str]:
    rest = [one for one in shown if one != card]
    return [*rest[:place], card, *rest[place:]]


def test_a_card_stands_where_it_was_put() -> None:
    """UX 4.1: Shift+Up puts a card above its neighbour."""
    pins = pinned((), [A, B, C], C, 1)

    assert arranged([A, B, C], pins) == [A, C, B]


def test_a_new_hot_lead_still_comes_first() -> None:
    """UX 3.4: an old arrangement never hides what work puts on top."""
    pins = pinned((), [A, B, C], C, 1)

    assert arranged([D, A, B, C], pins) == [D, A, C, B]


def test_a_card_whose_neighbour_left_goes_back_to_its_place() -> None:
    """UX 3.4: a pin speaks only while both are in the column."""
    pins = pinned((), [A, B, C], C, 1)

    assert arranged([A, C, D], pins) == [A, C, D]


@given(_columns())
def test_every_series_of_moves_is_shown_as_it_was_made(
    column: tuple[list[str], list[tuple[int, int]]],
) -> None:
    """UX 4.1: after each move the column stands as the person left it."""
    ids, moves = column
    pins: tuple[Pin, ...] = ()
    shown = list(ids)
    for at, place in moves:
        card = shown[at]
        pins = pinned(pins, shown, card, place)
        shown = _moved(shown, card, place)
        assert arranged(ids, pins) == shown


@given(_columns(), st.lists(st.sampled_from(IDS), unique=True, max_size=12))
def test_an_arrangement_never_loses_or_doubles_a_card(
    column: tuple[list[str], list[tuple[int, int]]], later: list[str]
) -> None:
    """A3: whatever came and went since, each card of the column is shown once."""
    ids, moves = column
    pins: tuple[Pin, ...] = ()
    for at, place in moves:
        pins = pinned(pins, ids, ids[at], place)

    assert sorted(arranged(later, pins)) == sorted(later)


def test_only_so_many_pins_are_kept() -> None:
    """ARCHITECTURE 4: a definition stays small."""
    many = [f"{n:032x}" for n in range(MOST + 20)]
    pins: tuple[Pin, ...] = ()

    for card in many[1:]:
        pins = pinned(pins, many, card, 0)

    assert len(pins) == MOST


def test_pins_of_another_shape_are_left_out() -> None:
    """RELIABILITY: one bad edit must not close the base."""
    told = {"pins": [[A, B], [A], "x", None, [A, "no id"], ["<b>", B], [C, ""]]}

    assert read_pins(told) == ((A, B), (C, ""))
    assert read_pins({}) == ()
    assert read_pins({"pins": 7}) == ()

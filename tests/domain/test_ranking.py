"""Which named things a few letters mean: beginnings, words, fragments, slips; the order of equal hits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.ranking import Named, best

THINGS = (
    Named("handover", ("Передати в продаж", "у продаж", "Hand over to sales")),
    Named("result", ("Підсумок контакту", "передзвонити", "Contact result")),
    Named("move", ("Перенести на етап", "Move to a stage")),
    Named("junk", ("Неякісний", "сміття", "spam")),
    Named("charts", ("Графіки", "Charts", "графики")),
)


def ids(typed: str) -> list[str]:
    return [hit.id for hit in best(typed, THINGS)]


def test_beginnings_of_shown_names_come_before_other_names() -> None:
    """Screen 07: "пере"."""
    hits = best("пере", THINGS)

    assert [hit.id for hit in hits] == ["handover", "move", "result"]
    assert hits[2].name == "передзвонити"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("СМІТ", "junk"),
        ("spam", "junk"),
        ("hand", "handover"),
        ("прод", "handover"),
        ("на ет", "move"),
        ("ence", None),
        ("графіки", "charts"),
        ("графікн", "charts"),
        ("grfi", None),
        ("chrats", "charts"),
    ],
)
def test_names_of_any_language_are_found_with_or_without_slips(typed: str, wanted: str | None) -> None:
    """UX 4.2: fuzzy over uk, ru and en titles and aliases."""
    assert ids(typed)[:1] == ([wanted] if wanted else [])


def test_nothing_typed_gives_everything_by_rank() -> None:
    """Recent ones first."""
    things = [Named("b", ("B",), 2), Named("a", ("A",), 3), Named("c", ("C",), 1)]

    assert [hit.id for hit in best("", things)] == ["c", "b", "a"]


def test_equal_hits_stand_by_rank_then_by_name() -> None:
    """The order is the same every time."""
    things = [Named("x", ("take b",), 1), Named("y", ("take a",), 1), Named("z", ("take c",), 0)]

    assert [hit.id for hit in best("take", things)] == ["z", "y", "x"]


@given(st.text(max_size=20))
def test_any_text_is_answered_and_each_thing_at_most_once(typed: str) -> None:
    """Nothing typed breaks the palette."""
    found = ids(typed)

    assert len(found) == len(set(found))


@given(st.sampled_from(THINGS), st.data())
def test_the_beginning_of_a_name_always_finds_it(thing: Named, data: st.DataObject) -> None:
    """From the first letter on."""
    name = data.draw(st.sampled_from(thing.names))
    typed = name[: data.draw(st.integers(1, len(name)))]

    assert thing.id in ids(typed)

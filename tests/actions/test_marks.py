"""Marks: temperature, priority, star, read, level by hand, labels."""

import pytest

from leaddesk.actions.erase import Erase
from leaddesk.actions.marks import Label, Level, Mark, Priority, SetRead, Star, Temperature
from tests.actions.desks import lead_of, make_desk, refused, row_of
from tests.fakes.sample import capture

MARKS: list[tuple[type[Mark], str, object]] = [
    (Temperature, "temperature", "hot"),
    (Priority, "priority", "high"),
    (Star, "starred", True),
    (SetRead, "read", True),
]


@pytest.mark.parametrize(("mark", "field", "value"), MARKS)
def test_a_mark_is_set(mark: type[Mark], field: str, value: object) -> None:
    """B1, C20, decision 12: one key each."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(mark((lead,), value))

    assert getattr(row_of(desk, lead), field) == value


@pytest.mark.parametrize(("mark", "field", "value"), MARKS)
@pytest.mark.parametrize("wrong", ["", "HOT", "x", 7])
def test_a_value_that_the_mark_does_not_know_is_refused(
    mark: type[Mark], field: str, value: object, wrong: object
) -> None:
    """Marks are closed lists."""
    desk = make_desk()
    assert refused(desk, mark((capture(desk),), wrong)).key == "mark.no_such_value"


def test_a_temperature_and_a_level_by_hand_are_given_back_to_the_rules() -> None:
    """Decision 12: a manual level is possible, and can be taken back."""
    desk = make_desk()
    lead = capture(desk)
    computed = row_of(desk, lead)
    desk.do(Temperature((lead,), "hot"))
    desk.do(Level((lead,), "sql", "просить договір"))
    desk.do(Temperature((lead,), None))
    desk.do(Level((lead,), None))

    assert (row_of(desk, lead).temperature, row_of(desk, lead).level) == (
        computed.temperature,
        computed.level,
    )


def test_labels_are_put_on_and_taken_off() -> None:
    """A set of words; order and case do not matter to it."""
    desk = make_desk()
    lead = capture(desk)
    for label in ("форум", "важливо", "форум"):
        desk.do(Label((lead,), label))
    assert lead_of(desk, lead).labels == ("важливо", "форум")
    assert row_of(desk, lead).labels == "|важливо|форум|"
    desk.do(Label((lead,), "форум", False))

    assert lead_of(desk, lead).labels == ("важливо",)


@pytest.mark.parametrize(("typed", "kept"), [("  a   b ", "a b"), ("a/b|c", "a b c"), ("|x|", "x")])
def test_a_label_is_one_word_group_without_marks_of_ours(typed: str, kept: str) -> None:
    """The register's name and the row's list are not broken by what was typed."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Label((lead,), typed))

    assert lead_of(desk, lead).labels == (kept,)


@pytest.mark.parametrize("nothing", ["", "  ", "|", "//"])
def test_an_empty_label_is_refused(nothing: str) -> None:
    """Nothing cannot be found again."""
    desk = make_desk()
    assert refused(desk, Label((capture(desk),), nothing)).key == "mark.no_such_value"


def test_a_level_by_hand_wins_over_the_rules() -> None:
    """Decision 12: one of the three, and nothing else."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Level((lead,), "sal", "знаємо їх"))

    assert row_of(desk, lead).level == "sal"
    assert refused(desk, Level((lead,), "vip", "знаємо їх")).key == "mark.no_such_value"


def test_a_level_by_hand_needs_a_reason_and_keeps_its_author() -> None:
    """Decision 12: a manual level is marked as such, with its author and reason."""
    desk = make_desk()
    lead = capture(desk)

    assert refused(desk, Level((lead,), "sql", "  ")).key == "mark.level_needs_reason"
    desk.do(Level((lead,), "sql", " просить договір "))
    found = lead_of(desk, lead)

    assert found.level_set == "sql"
    assert found.level_why is not None
    assert (found.level_why.by, found.level_why.reason) == (desk.session.user.id, "просить договір")
    desk.undo()
    assert lead_of(desk, lead).level_why is None


def test_the_reason_of_a_level_goes_with_an_erase() -> None:
    """ARCHITECTURE 4: words about a person are blanked; the level itself stays in the figures."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Level((lead,), "sql", "живе поруч із нами"))
    desk.do(Erase((lead,), sure=True))
    found = lead_of(desk, lead)

    assert found.level_set == "sql"
    assert found.level_why is not None
    assert found.level_why.reason == ""

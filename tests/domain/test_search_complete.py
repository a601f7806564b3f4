"""What is offered while a person types a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.search_complete import MOST, Completion, complete, replaced
from leaddesk.domain.search_fields import FIELDS
from leaddesk.domain.search_flags import FLAGS
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_vocabulary import Known, Vocabulary
from tests.domain.test_search_parse import typed_queries


def offered(typed: str, cursor: int | None = None, vocabulary: Vocabulary | None = None) -> list[str]:
    at = len(typed) if cursor is None else cursor
    return [done.insert for done in complete(typed, at, vocabulary or Vocabulary())]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("stage", "stage:"),
        ("stag", "stage:"),
        ("эта", "stage:"),
        ("бал", "score:"),
        ("гар", "is:hot"),
        ("простр", "is:overdue"),
        ("власни", "owner:"),
        ("насос stag", "stage:"),
        ("-st", "stage:"),
        ("(st", "stage:"),
        ("is:h", "hot"),
        ("is:гар", "hot"),
        ("is:hot,w", "warm"),
        ("-is:n", "new"),
        ("has:ph", "phone"),
        ("no:в", "card"),
        ("stage:н", "new"),
        ("stage:", "new"),
        ("етап:к", "qualifying"),
        ("due:to", "today"),
        ("due:завт", "tomorrow"),
        ("due:<t", "today"),
        ("cooled:>1", "15m"),
        ("sort:sc", "score"),
        ("group:ow", "owner"),
        ("open:", "now"),
    ],
)
def test_the_first_offer_is_what_was_begun(typed: str, first: str) -> None:
    """UX 4.3: completion after one letter, by canonical names and by aliases."""
    assert offered(typed)[0] == first


@pytest.mark.parametrize("letter", "stdогнс")
def test_one_letter_is_enough(letter: str) -> None:
    """UX 4.3: completion after one letter, and not a wall of them."""
    assert 1 <= len(offered(letter)) <= MOST


@pytest.mark.parametrize("typed", ["", " ", "насос ", '"st', "is:hot ", "(", "foo:b", "->", "''"])
def test_nothing_is_offered_where_nothing_was_begun(typed: str) -> None:
    """A list that opens by itself is in the way."""
    assert offered(typed) == []


@pytest.mark.parametrize("field", [f for f in FIELDS if f.kind != "order"], ids=lambda f: f.name)
def test_every_field_is_offered_for_its_whole_name_and_aliases(field: object) -> None:
    """No field can be reached only by reading the manual."""
    for name in field.names:  # type: ignore[attr-defined]
        assert field.name + ":" in offered(name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", FLAGS, ids=lambda state: state.id)
def test_every_state_is_offered_after_is(state: object) -> None:
    """All states stand behind `is:`."""
    assert state.id in offered("is:")  # type: ignore[attr-defined]
    assert offered("is:" + state.id)[0] == state.id  # type: ignore[attr-defined]


def test_a_completion_replaces_the_word_under_the_cursor() -> None:
    """The rest of the query stays, the cursor stands behind what was put in."""
    typed = "насос sta is:hot"

    done = complete(typed, 8)[0]

    assert done == Completion(6, 9, "stage:", "stage", "field")
    assert replaced(typed, done) == ("насос stage: is:hot", 12)


def test_a_value_in_the_middle_of_a_list_is_replaced_alone() -> None:
    """A comma separates values."""
    typed = "is:h,warm насос"

    done = complete(typed, 4)[0]

    assert replaced(typed, done) == ("is:hot,warm насос", 6)


def test_a_field_name_before_its_colon_is_replaced_with_the_colon() -> None:
    """Going back to a misspelt name does not double the colon."""
    typed = "stag:new"

    done = complete(typed, 4)[0]

    assert replaced(typed, done)[0] == "stage:new"


def test_people_and_channels_of_the_company_are_offered_by_name() -> None:
    """Ids of people cannot be read, so the name is put in, quoted where it must be."""
    vocabulary = Vocabulary(
        {
            "owner": (Known("u1", ("О. Лисюк",)), Known("u2", ("Ткач",))),
            "channel": (Known("expo", ("виставка",)),),
        }
    )

    assert offered("owner:", None, vocabulary) == ['"О. Лисюк"', "Ткач"]
    assert offered("owner:лис", None, vocabulary) == ['"О. Лисюк"']
    assert offered("channel:вис", None, vocabulary) == ["expo"]


@given(typed_queries, st.integers(-1, 60))
def test_completion_never_fails_and_stays_in_the_text(typed: str, cursor: int) -> None:
    """Whatever is typed, at any place of the cursor."""
    for done in complete(typed, cursor):
        assert 0 <= done.start <= done.end <= len(typed)
        assert parse(replaced(typed, done)[0]) is not None


@given(st.sampled_from([*(f.name for f in FIELDS), *(s.id for s in FLAGS)]), st.data())
def test_taking_an_offer_for_a_lonely_word_gives_no_unknown_name(word: str, data: st.DataObject) -> None:
    """What the program proposes, it understands."""
    typed = word[: data.draw(st.integers(1, len(word)))]

    for done in complete(typed, len(typed)):
        kinds = {problem.kind for problem in parse(replaced(typed, done)[0]).problems}
        assert kinds <= {"empty_value"}

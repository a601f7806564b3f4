"""How a typed query is cut: every piece knows where it stands, so that a chip can be drawn over it."""

import pytest
from hypothesis import given

from leaddesk.domain.normal import clean
from leaddesk.domain.search_fields import BY_NAME
from leaddesk.domain.search_lex import LONGEST, Raw, tokens
from leaddesk.domain.search_parse import parse
from tests.domain.test_search_parse import typed_queries


def kinds(typed: str) -> list[tuple[str, str]]:
    return [(token.kind, typed[token.start : token.end]) for token in tokens(typed)]


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("a b", [("word", "a"), ("word", "b")]),
        ("(a|b)", [("(", "("), ("word", "a"), ("or", "|"), ("word", "b"), (")", ")")]),
        ('ab"c d"e', [("word", "ab"), ("phrase", '"c d"'), ("word", "e")]),
        ('"open', [("phrase", '"open')]),
        (
            "-a --b - c-d",
            [("not", "-"), ("word", "a"), ("not", "-"), ("not", "-"), ("word", "b"), ("word", "c-d")],
        ),
        ("−a", [("not", "−"), ("word", "a")]),
        ("is:hot,warm", [("term", "is:hot,warm")]),
        ("is:hot, warm", [("term", "is:hot,"), ("word", "warm")]),
        ('owner:"О. Л.",ткач)', [("term", 'owner:"О. Л.",ткач'), (")", ")")]),
        ("score>=7", [("term", "score>=7")]),
        ("scor>=7", [("word", "scor>=7")]),
        ("foo:bar", [("term", "foo:bar")]),
        ("foo://bar", [("word", "foo://bar")]),
        ("12:30", [("word", "12:30")]),
        ("phone:067 123 45 67 x", [("term", "phone:067 123 45 67"), ("word", "x")]),
        ("phone:067 x", [("term", "phone:067"), ("word", "x")]),
        ("name:067 123 45 67", [("term", "name:067"), ("word", "123"), ("word", "45"), ("word", "67")]),
        (
            "+38(067)123-45-67x",
            [("word", "+38"), ("(", "("), ("word", "067"), (")", ")"), ("word", "123-45-67x")],
        ),
    ],
)
def test_a_query_is_cut_where_a_person_sees_the_cut(typed: str, cut: list[tuple[str, str]]) -> None:
    """UX 4.3: terms, texts, brackets and operators."""
    assert kinds(typed) == cut


def test_a_term_knows_its_field_operator_and_values_with_their_places() -> None:
    """A misspelt value is underlined alone."""
    [token] = tokens('етап:>=нові,"в роботі"')

    assert token.field is BY_NAME["stage"]
    assert token.op == ":>="
    assert token.values == (Raw("нові", 7, 11), Raw("в роботі", 12, 22, quoted=True))


def test_a_long_word_is_cut() -> None:
    """A pasted page is no word."""
    [token] = tokens("x" * 5000)

    assert len(token.text) == LONGEST
    assert token.end == 5000


@given(typed_queries)
def test_tokens_follow_each_other_inside_the_text(typed: str) -> None:
    """No token overlaps another, none is empty, and only white space and lone marks lie between."""
    at = 0
    for token in tokens(typed):
        assert at <= token.start < token.end <= len(typed)
        assert set(clean(typed[at : token.start])) <= set("-− \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0") | {
            mark for mark in typed if mark.isspace()
        }
        at = token.end


@given(typed_queries)
def test_every_problem_points_at_what_it_speaks_of(typed: str) -> None:
    """The chip is drawn over the part that was left out."""
    for problem in parse(typed).problems:
        part = clean(typed)[problem.start : problem.end]
        assert part
        if problem.kind in ("unknown_field", "unknown_value", "bad_number", "bad_date", "bad_duration"):
            assert problem.part.strip('"«»„“” ') in " ".join(part.replace('"', " ").split()) or '"' in part

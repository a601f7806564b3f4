"""The canonical text of queries that were built, not typed: filters of charts are saved the same way."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.normal import fold
from leaddesk.domain.search_ast import (
    AllOf,
    AnyOf,
    Choice,
    Day,
    Duration,
    Named,
    Node,
    NoneOf,
    Nothing,
    Number,
    Offset,
    Query,
    Range,
    SortKey,
    Term,
    Text,
    all_of,
    any_of,
    none_of,
)
from leaddesk.domain.search_fields import BY_NAME, FIELDS
from leaddesk.domain.search_flags import FLAGS, HAVE
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_print import print_node, print_query, print_value
from leaddesk.domain.search_values import DAY_NAMES

numbers = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(Number)
lengths = st.builds(
    Duration, st.integers(0, 9999).map(Decimal), st.sampled_from(["m", "h", "d", "w", "mo", "y"])
)
days = st.one_of(
    st.dates().map(lambda day: Day(day.year, day.month, day.day)),
    st.dates().map(lambda day: Day(None, day.month, day.day)),
    st.sampled_from(sorted(set(DAY_NAMES.values()))).map(Named),
    st.builds(Offset, st.integers(-9999, 9999), st.sampled_from(["m", "h", "d", "w", "mo", "y"])),
)
phrases = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"'), min_size=1, max_size=20
)
phrases = phrases.map(lambda text: " ".join(text.split())).filter(fold)
words = st.text("абвгabc019.@'+", min_size=1, max_size=8).filter(lambda word: fold(word).strip("-"))


def _terms(name: str, op: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[Term]:
    unique = st.lists(values, min_size=1, max_size=4, unique=True)
    return unique.map(lambda found: Term(name, op, tuple(found)))  # type: ignore[arg-type]


def _points(names: list[str], points: st.SearchStrategy[object]) -> st.SearchStrategy[Term]:
    ranges = st.tuples(st.none() | points, st.none() | points).filter(any).map(lambda ends: Range(*ends))
    either = points | ranges | st.just(Nothing())
    plain = st.sampled_from(names).flatmap(lambda name: _terms(name, ":", either))
    ops = st.tuples(st.sampled_from(names), st.sampled_from([":<", ":<=", ":>", ":>="]))
    return plain | ops.flatmap(lambda pair: _terms(pair[0], pair[1], points))


terms = st.one_of(
    _terms("is", ":", st.sampled_from(FLAGS).map(lambda state: Choice(state.id))),
    _terms("has", ":", st.sampled_from(HAVE).map(lambda state: Choice(state.id))),
    _terms("company", ":", phrases.map(lambda text: Text(text, "phrase")) | st.just(Nothing())),
    _terms("label", ":", phrases.map(Choice)),
    _terms("source", ":=", phrases.map(lambda text: Text(text, "phrase"))),
    _points(["score", "budget", "calls", "bant.t", "champ.ch", "answer.car"], numbers),
    _points(["cooled", "age", "airtime", "sla"], lengths),
    _points(["added", "due", "wake"], days),
)
leaves: st.SearchStrategy[Node] = st.one_of(
    terms,
    phrases.map(lambda text: Text(text, "phrase")),
    st.builds(Text, words.map(lambda word: "щ" + word), st.sampled_from(["word", "start", "fuzzy"])),
)
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda items: all_of(items)),
        st.lists(inner, min_size=2, max_size=4).map(lambda items: any_of(items)),
        inner.map(none_of),
    ),
    max_leaves=10,
)
sorts = st.lists(
    st.builds(SortKey, st.sampled_from([f.name for f in FIELDS if f.sorts]), st.booleans()),
    max_size=3,
    unique_by=lambda key: key.field,
).map(tuple)
groups = st.none() | st.sampled_from([f.name for f in FIELDS if f.groups])
built_queries = st.builds(Query, st.none() | nodes, sorts, groups, st.none() | st.integers(1, 999_999))


@settings(max_examples=600)
@given(built_queries)
def test_a_built_query_is_read_back_from_its_text(query: Query) -> None:
    """UX 4.3: print then parse is the identity, also for queries that nobody typed."""
    back = parse(print_query(query))

    assert back == query
    assert back.problems == ()


@pytest.mark.parametrize(
    ("node", "printed"),
    [
        (AllOf((Text("a"), AnyOf((Text("b"), Text("c"))))), "a (b OR c)"),
        (AnyOf((AllOf((Text("a"), Text("b"))), Text("c"))), "a b OR c"),
        (NoneOf(AnyOf((Text("a"), Text("b")))), "-(a OR b)"),
        (NoneOf(AllOf((Text("a"), Text("b")))), "-(a b)"),
        (AllOf((NoneOf(Text("a")), NoneOf(Text("b")))), "-a -b"),
        (Text("a b", "phrase"), '"a b"'),
        (Text("a", "start"), "a*"),
        (Text("a", "fuzzy"), "a~"),
        (Term("source", ":", (Text("none", "phrase"), Nothing())), 'source:"none",none'),
        (Term("bant.t", ":", (Nothing(),)), "bant.t:unknown"),
        (Term("score", ":", (Range(None, Number(Decimal(5))),)), "score:..5"),
    ],
)
def test_brackets_stand_only_where_they_change_the_meaning(node: Node, printed: str) -> None:
    """A saved query stays as short as a person would type it."""
    assert print_node(node) == printed


@pytest.mark.parametrize(
    ("value", "field", "printed"),
    [
        (Number(Decimal("1E+4")), "budget", "10000"),
        (Number(Decimal("-0.50")), "budget", "-0.50"),
        (Duration(Decimal("1.5"), "h"), "age", "1.5h"),
        (Offset(3, "d"), "due", "+3d"),
        (Offset(-2, "mo"), "due", "-2mo"),
        (Day(2026, 1, 2), "due", "2026-01-02"),
        (Day(None, 1, 2), "due", "02.01"),
        (Choice("in_work"), "stage", "in_work"),
        (Choice("О. Лисюк"), "owner", '"О. Лисюк"'),
        (Choice("none"), "owner", '"none"'),
        (Choice("НЕМАЄ"), "owner", '"НЕМАЄ"'),
        (Choice("europe/kyiv"), "tz", "europe/kyiv"),
        (Text("380671234567"), "phone", '"380671234567"'),
        (Text("067", "start"), "phone", "067*"),
    ],
)
def test_values_have_one_spelling(value: object, field: str, printed: str) -> None:
    """No exponents, no local formats, quotes only where a space or a reserved word asks for them."""
    assert print_value(value, field) == printed  # type: ignore[arg-type]


def test_problems_do_not_make_two_queries_differ() -> None:
    """A problem speaks of what was typed; the saved query is what runs."""
    assert parse("foo:1 насос") == parse("насос")
    assert parse("foo:1 насос").problems != parse("насос").problems


def test_every_field_can_be_found_by_its_printed_name() -> None:
    """Canonical names are their own lookup."""
    assert all(BY_NAME[field.name] is field for field in FIELDS)

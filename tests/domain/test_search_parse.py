"""The grammar of UX 4.3: what a typed query is read as and saved as, and that nothing typed is an error."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.search_ast import (
    AllOf,
    AnyOf,
    Choice,
    Day,
    Duration,
    Named,
    NoneOf,
    Nothing,
    Number,
    Offset,
    Query,
    Range,
    SortKey,
    Term,
    Text,
    Value,
)
from leaddesk.domain.search_fields import BY_NAME, FIELDS, find_field, lookup_name
from leaddesk.domain.search_flags import FLAGS, HAVE
from leaddesk.domain.search_parse import DEEPEST, MOST_PARTS, parse
from leaddesk.domain.search_print import print_query
from leaddesk.domain.search_vocabulary import Known, Vocabulary

A, B, C = Text("a"), Text("b"), Text("c")
IS_HOT = Term("is", ":", (Choice("hot"),))


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("a", A),
        ("a b", AllOf((A, B))),
        ("a AND b", AllOf((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a | b", AnyOf((A, B))),
        ("a|b", AnyOf((A, B))),
        ("a або b", AnyOf((A, B))),
        ("a АБО b", AnyOf((A, B))),
        ("a или b", AnyOf((A, B))),
        ("a b OR c", AnyOf((AllOf((A, B)), C))),
        ("a (b OR c)", AllOf((A, AnyOf((B, C))))),
        ("(a (b c))", AllOf((A, B, C))),
        ("a OR (b OR c)", AnyOf((A, B, C))),
        ("-a", NoneOf(A)),
        ("NOT a", NoneOf(A)),
        ("не a", NoneOf(A)),
        ("--a", A),
        ("-NOT a", A),
        ("-(a b)", NoneOf(AllOf((A, B)))),
        ("a -b", AllOf((A, NoneOf(B)))),
        ("a-b", Text("a-b")),
        ("a - b", AllOf((A, B))),
        ("or not", AllOf((Text("or"), Text("not")))),
        ('"a b"', Text("a b", "phrase")),
        ("«a b»", Text("a b", "phrase")),
        ("„a b“", Text("a b", "phrase")),
        ('"a b', Text("a b", "phrase")),
        ('"OR"', Text("OR", "phrase")),
        ("насос*", Text("насос", "start")),
        ("насос~", Text("насос", "fuzzy")),
        ("a.b@c-d.com", Text("a.b@c-d.com")),
        ("C++", Text("C++")),
        ("O'Brien", Text("O'Brien")),
        ("https://x.ua/a?b=c", Text("https://x.ua/a?b=c")),
        ("10:30", Text("10:30")),
        ("a<b", Text("a<b")),
        ("is:hot", IS_HOT),
        ("(is:hot)", IS_HOT),
        ("IS:HOT", IS_HOT),
        ("a is:hot", AllOf((A, IS_HOT))),
        ("is:hot|is:hot", AnyOf((IS_HOT, IS_HOT))),
        ("", None),
        ("   ", None),
        ("()", None),
        ("*", None),
        ('""', None),
        ("OR", None),
        ("-", None),
        ("a OR", A),
        ("OR a", A),
        ("a OR OR b", AnyOf((A, B))),
        ("NOT", None),
        ("a NOT", A),
        ("-()", None),
        ("+38 (067) 123-45-67", Text("+380671234567")),
        ("(067) 123 45 67", Text("0671234567")),
        ("-(067) 123 45 67", NoneOf(Text("0671234567"))),
    ],
)
def test_words_and_joins_are_read_by_the_grammar(typed: str, node: object) -> None:
    """Issue 3 point 4: and, OR, not, brackets, phrase, word*, word~; what means nothing asks nothing."""
    assert parse(typed).node == node
    assert parse(typed).problems == ()


@pytest.mark.parametrize(
    ("typed", "field", "op", "values"),
    [
        ("is:new", "is", ":", (Choice("new"),)),
        ("is:new,hot", "is", ":", (Choice("new"), Choice("hot"))),
        ("is:new,new", "is", ":", (Choice("new"),)),
        ('is:"без власника"', "is", ":", (Choice("unassigned"),)),
        ("has:phone", "has", ":", (Choice("phone"),)),
        ("no:email", "no", ":", (Choice("email"),)),
        ("need:насос", "need", ":", (Text("насос"),)),
        ('product:"x y"', "product", ":", (Text("x y", "phrase"),)),
        ("horizon:1-3", "horizon", ":", (Choice("quarter"),)),
        ("given:today", "given", ":", (Named("today"),)),
        ("attempts:>=2", "attempts", ":>=", (Number(Decimal(2)),)),
        ("priority:high", "priority", ":", (Choice("high"),)),
        ("consent:так", "consent", ":", (Choice("yes"),)),
        ("stage:Нові", "stage", ":", (Choice("new"),)),
        ('stage:"в роботі"', "stage", ":", (Choice("in_work"),)),
        ("place:прогрів", "place", ":", (Choice("nurture"),)),
        ("temperature:гарячі", "temperature", ":", (Choice("hot"),)),
        ("level:SQL", "level", ":", (Choice("sql"),)),
        ("kind:cold", "kind", ":", (Choice("cold"),)),
        ("source:insta*", "source", ":", (Text("insta", "start"),)),
        ("source:none", "source", ":", (Nothing(),)),
        ('source:"none"', "source", ":", (Text("none", "phrase"),)),
        ("channel:form", "channel", ":", (Choice("form"),)),
        ("campaign:літо", "campaign", ":", (Text("літо"),)),
        ("event:агро", "event", ":", (Text("агро"),)),
        ("owner:Ткач", "owner", ":", (Choice("Ткач"),)),
        ("owner:я", "owner", ":", (Choice("me"),)),
        ("owner:нет", "owner", ":", (Nothing(),)),
        ("связался:Ткач", "contacted_by", ":", (Choice("Ткач"),)),
        ("продавець:я", "sales", ":", (Choice("me"),)),
        ("вирішив:я", "decided_by", ":", (Choice("me"),)),
        ("team:схід", "team", ":", (Choice("схід"),)),
        ("label:vip", "label", ":", (Choice("vip"),)),
        ("lang:uk", "lang", ":", (Choice("uk"),)),
        ("country:UA", "country", ":", (Choice("UA"),)),
        ("city:Львів", "city", ":", (Text("Львів"),)),
        ("tz:Europe/Kyiv", "tz", ":", (Choice("europe/kyiv"),)),
        ("import:0198", "import", ":", (Choice("0198"),)),
        ("name:Коваль~", "name", ":", (Text("Коваль", "fuzzy"),)),
        ("company:=Агро", "company", ":=", (Text("Агро"),)),
        ("phone:067-123-45-67", "phone", ":", (Text("0671234567"),)),
        ("phone:+38 (067) 123 45 67", "phone", ":", (Text("380671234567"),)),
        ("phone:067*", "phone", ":", (Text("067", "start"),)),
        ("email:info@", "email", ":", (Text("info@"),)),
        ("domain:ukr.net", "domain", ":", (Text("ukr.net"),)),
        ("inn:1234567890", "inn", ":", (Text("1234567890"),)),
        ("score:80", "score", ":", (Number(Decimal(80)),)),
        ("score:=80", "score", ":", (Number(Decimal(80)),)),
        ("score:>=70", "score", ":>=", (Number(Decimal(70)),)),
        ("score>70", "score", ":>", (Number(Decimal(70)),)),
        ("score:50%", "score", ":", (Number(Decimal(50)),)),
        ("score:20..40", "score", ":", (Range(Number(Decimal(20)), Number(Decimal(40))),)),
        ("score:..40", "score", ":", (Range(None, Number(Decimal(40))),)),
        ("score:40..", "score", ":", (Range(Number(Decimal(40)), None),)),
        ("score:unknown", "score", ":", (Nothing(),)),
        ("budget:10k", "budget", ":", (Number(Decimal(10000)),)),
        ("budget:<1.5тис", "budget", ":<", (Number(Decimal(1500)),)),
        ("budget:>2млн", "budget", ":>", (Number(Decimal(2000000)),)),
        ("calls:0", "calls", ":", (Number(Decimal(0)),)),
        ("wait:<5m", "wait", ":<", (Duration(Decimal(5), "m"),)),
        ("airtime:>7m", "airtime", ":>", (Duration(Decimal(7), "m"),)),
        ("touches:3", "touches", ":", (Number(Decimal(3)),)),
        ("rounds:>1", "rounds", ":>", (Number(Decimal(1)),)),
        ("bant:>=8", "bant", ":>=", (Number(Decimal(8)),)),
        ("champ:<5", "champ", ":<", (Number(Decimal(5)),)),
        ("bant.t:unknown", "bant.t", ":", (Nothing(),)),
        ("BANT.T:2", "bant.t", ":", (Number(Decimal(2)),)),
        ("champ.ch:1..3", "champ.ch", ":", (Range(Number(Decimal(1)), Number(Decimal(3))),)),
        ("champ.p:>=2", "champ.p", ":>=", (Number(Decimal(2)),)),
        ("answer.car:1", "answer.car", ":", (Number(Decimal(1)),)),
        ("added:today", "added", ":", (Named("today"),)),
        ("added:сьогодні,вчера", "added", ":", (Named("today"), Named("yesterday"))),
        ("due:<today", "due", ":<", (Named("today"),)),
        ("due:пт", "due", ":", (Named("fri"),)),
        ("due:<=eow", "due", ":<=", (Named("eow"),)),
        ('due:"кінець року"', "due", ":", (Named("eoy"),)),
        ("due:+3d", "due", ":", (Offset(3, "d"),)),
        ("touched:<-2w", "touched", ":<", (Offset(-2, "w"),)),
        ("touched:-2тиж..today", "touched", ":", (Range(Offset(-2, "w"), Named("today")),)),
        ("first:2026-11-20", "first", ":", (Day(2026, 11, 20),)),
        ("handed:20.11.2026", "handed", ":", (Day(2026, 11, 20),)),
        ("closed:20.11", "closed", ":", (Day(None, 11, 20),)),
        ("closed:29.02", "closed", ":", (Day(None, 2, 29),)),
        ("wake:01.12..eoy", "wake", ":", (Range(Day(None, 12, 1), Named("eoy")),)),
        ("taken:none", "taken", ":", (Nothing(),)),
        ("decided:none", "decided", ":", (Nothing(),)),
        ("won:>=2026-01-01", "won", ":>=", (Day(2026, 1, 1),)),
        ("snoozed:завтра", "snoozed", ":", (Named("tomorrow"),)),
        ("cooled:>2h", "cooled", ":>", (Duration(Decimal(2), "h"),)),
        ("cooled:>2год", "cooled", ":>", (Duration(Decimal(2), "h"),)),
        ("age:<3дн", "age", ":<", (Duration(Decimal(3), "d"),)),
        ("age:1mo..1y", "age", ":", (Range(Duration(Decimal(1), "mo"), Duration(Decimal(1), "y")),)),
        ("stage_age:>14d", "stage_age", ":>", (Duration(Decimal(14), "d"),)),
        ("stage-age:>14d", "stage_age", ":>", (Duration(Decimal(14), "d"),)),
        ("sla:<15m", "sla", ":<", (Duration(Decimal(15), "m"),)),
        ("sla:<-5хв", "sla", ":<", (Duration(Decimal(-5), "m"),)),
        ("refusal:no_time", "refusal", ":", (Choice("no_time"),)),
        ("lost:price", "lost", ":", (Choice("price"),)),
        ("junk_reason:spam", "junk_reason", ":", (Choice("spam"),)),
        ("archive_reason:not_fit", "archive_reason", ":", (Choice("not_fit"),)),
        ("open:now", "open", ":", (Choice("now"),)),
    ],
)
def test_every_operator_reads_its_values(typed: str, field: str, op: str, values: tuple[Value, ...]) -> None:
    """UX 4.3: all groups of operators, commas as or, ranges, dates, natural units."""
    query = parse(typed)

    assert query.node == Term(field, op, values)  # type: ignore[arg-type]
    assert query.problems == ()


def test_no_field_is_left_without_a_row_in_the_table() -> None:
    """A field added to the declaration must be added to the table above."""
    table = test_every_operator_reads_its_values.pytestmark[0].args[1]

    named = {row[1].partition(".")[0] for row in table} | {"sort", "group", "limit", "call"}

    assert {field.name for field in FIELDS} <= named


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sort:score-", Query(sort=(SortKey("score", True),))),
        ("sort:score-,age", Query(sort=(SortKey("score", True), SortKey("age")))),
        ("sort:score sort:score-", Query(sort=(SortKey("score"),))),
        ("sort:call", Query(sort=(SortKey("call"),))),
        ("сортування:бал-", Query(sort=(SortKey("score", True),))),
        ("group:owner", Query(group="owner")),
        ("група:канал", Query(group="channel")),
        ("limit:50", Query(limit=50)),
        ("a (limit:5 sort:name) OR b", Query(AnyOf((A, B)), (SortKey("name"),), None, 5)),
    ],
)
def test_sort_group_and_limit_belong_to_the_whole_query(typed: str, expected: Query) -> None:
    """UX 4.3, group view."""
    assert parse(typed) == expected
    assert parse(typed).problems == ()


@pytest.mark.parametrize(
    ("typed", "kind", "part", "suggestion", "rest"),
    [
        ("stgae:new a", "unknown_field", "stgae", "stage:", "a"),
        ("етпа:new a", "unknown_field", "етпа", "stage:", "a"),
        ("bant.x:1 a", "unknown_field", "bant.x", "bant:", "a"),
        ("qqqqqqqq:1 a", "unknown_field", "qqqqqqqq", None, "a"),
        ("is:hto a", "unknown_value", "hto", "hot", "a"),
        ("is:гаряч a", "unknown_value", "гаряч", "hot", "a"),
        ("has:phon a", "unknown_value", "phon", "phone", "a"),
        ("consent:maybe a", "unknown_value", "maybe", None, "a"),
        ("tz:warsav a", "unknown_value", "warsav", "Europe/Warsaw", "a"),
        ("is:hot,hto a", "unknown_value", "hto", "hot", "is:hot a"),
        ("score:abc a", "bad_number", "abc", None, "a"),
        ("score:5q a", "bad_number", "5q", "5", "a"),
        ("score:9999999999999999 a", "bad_number", "9999999999999999", None, "a"),
        ("budget:999999999999999k a", "bad_number", "999999999999999k", None, "a"),
        ("budget:1000000000000k a", "bad_number", "1000000000000k", None, "a"),
        ("score:.. a", "bad_value", "..", None, "a"),
        ("score:1..x a", "bad_number", "1..x", None, "a"),
        ("score:>1..5 a", "op_not_allowed", "1..5", "score:1..5", "a"),
        ("cooled:>2 a", "bad_duration", "2", "2h", "a"),
        ("cooled:>-2h a", "bad_duration", "-2h", "2h", "a"),
        ("due:31.02 a", "bad_date", "31.02", None, "a"),
        ("due:2026-13-01 a", "bad_date", "2026-13-01", None, "a"),
        ("due:3d a", "bad_date", "3d", "+3d", "a"),
        ("added:3d a", "bad_date", "3d", "-3d", "a"),
        ("due:tomorow a", "bad_date", "tomorow", "tomorrow", "a"),
        ("phone:abc a", "bad_value", "abc", None, "a"),
        ("name:>x a", "op_not_allowed", ":>", "name:", "a"),
        ("is:>hot a", "op_not_allowed", ":>", "is:", "a"),
        ("name: a", "empty_value", "name", None, "a"),
        ("name:, a", "empty_value", "name", None, "a"),
        ("name:' a", "empty_value", "'", None, "a"),
        ("limit:0 a", "bad_number", "0", None, "a"),
        ("limit:many a", "bad_number", "many", None, "a"),
        ("sort:scoer a", "unknown_value", "scoer", "score", "a"),
        ("sort:phone a", "unknown_value", "phone", None, "a"),
        ("group:score a", "unknown_value", "score", "source", "a"),
        ("-limit:5 a", "not_here", "limit", None, "a"),
        ("call:5 a", "not_here", "call", None, "a"),
        ("(a", "bracket", "(", None, "a"),
        ("a)", "bracket", ")", None, "a"),
    ],
)
def test_what_is_not_understood_is_named_and_the_rest_runs(
    typed: str, kind: str, part: str, suggestion: str | None, rest: str
) -> None:
    """UX 4.3: what is unknown is a problem with its place and the nearest suggestion; the rest runs."""
    query = parse(typed)

    [problem] = query.problems
    assert (problem.kind, problem.part, problem.suggestion) == (kind, part, suggestion)
    assert part in typed[problem.start : problem.end]
    assert print_query(query) == rest


def test_a_query_of_problems_only_asks_for_everything() -> None:
    """UX 4.3: malformed input never silently gives no row."""
    query = parse("foo:bar score:abc is:hto")

    assert query.node is None
    assert [problem.kind for problem in query.problems] == ["unknown_field", "bad_number", "unknown_value"]


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("Етап:нові", "stage:new"),
        ("є:гарячі", "is:hot"),
        ("есть:горячие", "is:hot"),
        ("без:телефону", "no:phone"),
        ("бал:>=70 або бюджет:10k..20k", "score:>=70 OR budget:10000..20000"),
        ("score>70", "score:>70"),
        ("a (b або c) не d", "a (b OR c) -d"),
        ("не (a b)", "-(a b)"),
        ("строк:завтра", "due:tomorrow"),
        ("холоне:>2год", "cooled:>2h"),
        ("мова:uk", "lang:uk"),
        ("a OR b sort:score- limit:5", "(a OR b) sort:score- limit:5"),
        ("phone:067", 'phone:"067"'),
        ("due:5.1", "due:05.01"),
        ("due:5.1.2027", "due:2027-01-05"),
        ("bant.t:?", "bant.t:unknown"),
        ("owner:немає", "owner:none"),
        ('owner:"О. Лисюк"', 'owner:"О. Лисюк"'),
    ],
)
def test_a_query_is_saved_in_its_canonical_form(typed: str, saved: str) -> None:
    """UX 4.3: aliases are typed, canonical names are saved."""
    assert print_query(parse(typed)) == saved


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_alias_of_a_field_means_that_field(field: object) -> None:
    """Field names have Ukrainian and Russian aliases, and no two fields share one."""
    for alias in field.names:  # type: ignore[attr-defined]
        assert find_field(alias) is field
        assert find_field(alias.upper()) is field


def test_no_alias_is_declared_twice() -> None:
    """A second owner of an alias would be silently unreachable."""
    for group in (FIELDS, FLAGS, HAVE):
        names = [lookup_name(name) for entry in group for name in {lookup_name(n) for n in entry.names}]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("name", "states"), [("is", FLAGS), ("has", HAVE), ("no", HAVE)])
def test_every_alias_of_a_state_is_saved_canonical(name: str, states: tuple[object, ...]) -> None:
    """is: and has: values have Ukrainian and Russian aliases."""
    for state in states:
        for alias in state.names:  # type: ignore[attr-defined]
            assert print_query(parse(f"{name}:{alias}")) == f"{name}:{state.id}"  # type: ignore[attr-defined]


def test_every_state_of_the_specification_is_known() -> None:
    """UX 4.3, the rows state and have."""
    states = """new replied client coldlist hot warm cold junk unread starred overdue snoozed mine unassigned
        duplicate returning mql sal sql handed won lost nurturing ready stuck local unsynced conflict"""
    have = "phone email need recording note task evidence file card"

    assert set(states.split()) <= {state.id for state in FLAGS}
    assert set(have.split()) <= {state.id for state in HAVE}


def test_every_operator_of_the_specification_is_known() -> None:
    """UX 4.3, all rows."""
    operators = """is has no need product horizon attempts priority consent stage source channel campaign
        event owner team label lang country city tz import name company phone email domain inn score budget
        calls airtime wait touches bant champ added due touched first handed closed wake cooled age stage_age
        sla refusal
        lost junk_reason sort group limit open"""

    assert set(operators.split()) <= set(BY_NAME)


def _people() -> Vocabulary:
    people = (Known("u1", ("О. Лисюк",)), Known("u2", ("Ігор Ткач",)))
    channels = (Known("form", ("форма", "form")), Known("call", ("дзвінок", "звонок")))
    return Vocabulary({"owner": people, "channel": channels})


@pytest.mark.parametrize(
    ("typed", "saved", "suggestion"),
    [
        ("owner:ткач", "owner:ткач", None),
        ("owner:тка", "owner:тка", None),
        ("owner:ткача", "", "Ігор Ткач"),
        ("channel:форма", "channel:form", None),
        ("channel:дзвінок", "channel:call", None),
        ("channel:formm", "", "form"),
    ],
)
def test_a_company_vocabulary_turns_silent_nothing_into_a_suggestion(
    typed: str, saved: str, suggestion: str | None
) -> None:
    """UX 4.3: a person or channel that does not exist is told, not searched for."""
    query = parse(typed, _people())

    assert print_query(query) == saved
    assert [problem.suggestion for problem in query.problems] == ([suggestion] if suggestion else [])


_PARTS = """is:hot is:мої has:phone no:card bant.t: champ.p:>= answer.x: foo: https:// due:-2w age:3d ( ) |
    " « » „ “ - * ~ , : .. .. < = > + % ' ? ! \\ / @ # _ OR AND NOT або или не none unknown насос Коваль
    067 123 +380 1 20 3.5 10k 7m 2h 3d 1mo today пт eoy 20.11 2026-11-20 (067) 12345"""
_ODD = [" ", " ", " ", "\t", "\n", "\0", "\ud800", "\u200b", "\u202e", "İ", "ŉ", "ё", "é", "ﬁ", "１２"]
FRAGMENTS = [
    *(name + op for field in FIELDS for name in field.names[:2] for op in (":", ":>", "<", ":=")),
    *_PARTS.split(),
    *_ODD,
]
typed_queries = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=14).map("".join)


@settings(max_examples=1500, deadline=None)
@given(typed_queries)
def test_parse_print_parse_is_the_identity(typed: str) -> None:
    """UX 4.3: whatever was typed, its canonical text means the same and is its own canonical text."""
    query = parse(typed)

    printed = print_query(query)

    assert parse(printed) == query
    assert print_query(parse(printed)) == printed


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_at_all_is_read(typed: str) -> None:
    """UX 4.3: malformed input never raises; every problem lies inside the text."""
    query = parse(typed)

    assert parse(print_query(query)) == query
    assert all(0 <= problem.start <= problem.end <= len(typed) for problem in query.problems)


def test_ten_thousand_hostile_strings_raise_nothing() -> None:
    """RELIABILITY S11: 10,000 fuzzed strings, 0 errors."""
    draw = random.Random(20261120)
    marks = [
        *FRAGMENTS,
        "O'Brien",
        "a-b.com",
        "+49 151",
        "C++",
        '"',
        "%",
        "_",
        "';--",
        "\x1b[0m",
        "{}",
        "<img>",
    ]

    for _ in range(10_000):
        typed = "".join(draw.choice(marks) for _ in range(draw.randrange(1, 12)))
        query = parse(typed)
        assert parse(print_query(query)) == query, typed


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 20_000,
        ")" * 20_000,
        "-" * 20_000 + "a",
        '"' * 9_999,
        "a " * 20_000,
        "a|" * 20_000,
        "is:" + "hot," * 20_000,
        "name:" + "x" * 100_000,
        "x" * 100_000 + "://y",
        "x" * 198 + "://y",
        "x" * 199 + "*",
        "score:" + "9" * 100_000,
        "-(" * 5_000 + "a",
        "1" * 50_000 + "(",
        "name:" + ",".join(f"w{i}" for i in range(5_000)),
    ],
)
def test_huge_input_is_cut_and_still_read(typed: str) -> None:
    """RELIABILITY S11: length and depth are bounded, the bounded query is stable."""
    query = parse(typed)

    printed = print_query(query)
    assert parse(printed) == query
    assert len(printed) <= (MOST_PARTS + DEEPEST) * 210


def test_what_was_cut_is_told() -> None:
    """A query that is too long or too deep runs in part, and says so."""
    long = parse("a " * (MOST_PARTS + 5))
    deep = parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))

    assert [problem.kind for problem in long.problems] == ["too_long"]
    assert "too_deep" in [problem.kind for problem in deep.problems]
    assert deep.node == A

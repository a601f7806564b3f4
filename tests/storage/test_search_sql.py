"""The pieces that a query becomes in SQL: lines of words, needles, piles, slots, norms; and both dialects."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from sqlalchemy.dialects import postgresql

from leaddesk.actions.defaults import default_definitions
from leaddesk.domain.hours import add_duty
from leaddesk.domain.log import at_ms, ms_of
from leaddesk.domain.normal import fold, words
from leaddesk.domain.norms import duty_roster, norm_due, norm_minutes
from leaddesk.domain.search_facts import KEYS, TIMES, Facts
from leaddesk.domain.search_logic import (
    EVERY,
    NONE,
    And,
    Cmp,
    Contains,
    Flag,
    In,
    Not,
    Null,
    Or,
    Resolved,
    Word,
    edits,
    keys_of,
    no,
)
from leaddesk.domain.search_match import holds
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve
from leaddesk.domain.sought import WORD_KEYS, Sought, Words
from leaddesk.storage import schema as t
from leaddesk.storage.dialects import Sqlite
from leaddesk.storage.norm_sql import _latest
from leaddesk.storage.pg_dialect import Postgres
from leaddesk.storage.piles import ACTIVE, PILES, STRANGE, by_pile
from leaddesk.storage.search_lines import label_for, line_for, line_of, packed, similar_in
from leaddesk.storage.search_sql import ABSENT, COLUMNS, Conditions
from leaddesk.storage.search_text_sql import fts_query, grams, needle, needles
from leaddesk.storage.slots import Slot, whole, without_times
from tests.storage.world import queries

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)
DERIVED = {
    "text",
    *WORD_KEYS,
    "has_phone",
    "has_email",
    "has_messenger",
    "has_task",
    "queued",
    "client",
    "disputed",
    "norm_due",
}
texts = st.text(st.sampled_from("abвґ їё1'-@.,_ №\u200b\t\n"), max_size=24)


def meant(text: str) -> Resolved:
    return resolve(parse(text), NOW, UTC, "0" * 32)


# Facts


def test_every_fact_of_the_search_has_its_place_in_sql() -> None:
    """A new field of the search must be a column, a line, a look at a child table, or named as absent."""
    assert KEYS == COLUMNS | ABSENT | DERIVED
    assert not COLUMNS & ABSENT


def test_what_is_stored_for_the_search_alone_is_named_as_the_facts_are() -> None:
    """`Sought` is columns of the lead table under the names of the facts."""
    assert set(Sought._fields) <= KEYS
    assert set(Sought._fields) <= set(t.lead.c.keys())


def test_every_time_that_can_be_asked_for_is_an_integer_column() -> None:
    """Times are milliseconds; only the norm and what nothing writes are not stored."""
    stored = TIMES - ABSENT - {"norm_due"}
    assert all(isinstance(t.lead.c[key].type, sa.Integer) for key in stored)


# Lines of words


def column(*values: str, rest: tuple[str, ...] = (), labels: tuple[str, ...] = ()) -> str:
    fields = [(value,) if value else () for value in values] + [()] * (len(WORD_KEYS) - len(values))
    fields[WORD_KEYS.index("labels")] = labels
    return packed(Words(tuple(fields), rest))


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=3))
def test_each_field_has_a_line_of_its_own(values: list[str], rest: list[str]) -> None:
    """A search in a field looks at that field only, whatever the texts are."""
    told = column(*values, rest=tuple(rest))

    assert [line_of(told, i) for i in range(len(values))] == [line_for(fold(value)) for value in values]
    assert told.count("\n") == len(WORD_KEYS) - 1 + len(rest)


@given(texts, texts)
def test_a_line_holds_the_substrings_of_its_folded_text_and_no_others(text: str, sought: str) -> None:
    """UX 4.3: a word of three letters and more is found anywhere inside; a phrase as typed."""
    asked = fold(sought)
    if asked:
        assert (needle(Word(asked)) in line_for(fold(text))) == (asked in fold(text))


@given(texts, texts)
def test_a_line_tells_what_each_of_its_words_begins_with(text: str, sought: str) -> None:
    """UX 4.3: one letter finds the beginnings of words, also of those glued to marks."""
    for word in words(sought):
        found = any(one.startswith(word) for one in words(text))
        assert (needle(Word(word, "start")) in line_for(fold(text))) == found


def test_a_label_is_found_whole_and_alone() -> None:
    """label:vip does not find the label "vip client", and labels do not run into each other."""
    told = column(labels=("VIP", "дуже важливо"))

    assert label_for("vip") in told
    assert label_for("дуже важливо") in told
    assert label_for("дуже") not in told
    assert needle(Word("vip дуже")) not in told
    assert label_for("vip") not in column("vip", rest=("vip",))


def test_a_text_cannot_forge_the_end_of_another() -> None:
    """Hostile text: separators typed by somebody are white space or were taken away at the gate."""
    told = column("a\x1fb\x1ec\nd", labels=("vip",))

    assert line_of(told, 0) == line_for("a b c d")
    assert label_for("b") not in told


# Needles and trigrams


@given(texts, texts)
def test_what_holds_is_among_the_candidates(text: str, sought: str) -> None:
    """The trigram index may find too many, never too few."""
    told = column("", "", text)
    for asked in (*(Word(word, "start") for word in words(sought)), Word(fold(sought) or "x")):
        if holds(asked, Facts(text=fold(text))):
            tree = needles(asked)
            assert tree is None or _candidate(tree, told)


@given(st.text(st.sampled_from("абвг"), min_size=3, max_size=9), st.text(st.sampled_from("абвг"), max_size=9))
def test_a_similar_word_is_among_the_candidates(asked: str, other: str) -> None:
    """Pieces and shared trigrams: an edit spoils one piece and three trigrams at most."""
    if Levenshtein.distance(asked, other) <= edits(len(asked)):
        tree = needles(Word(asked, "fuzzy"))
        assert tree is not None
        assert _candidate(tree, column(f"щось {other} ще"))


def _candidate(tree: Resolved, told: str) -> bool:
    """What the trigram index would say of a column."""
    if isinstance(tree, And):
        return all(_candidate(item, told) for item in tree.items)
    if isinstance(tree, Or):
        return any(_candidate(item, told) for item in tree.items)
    assert isinstance(tree, Word)
    return all(gram in told for gram in grams(tree.text))


@given(
    st.lists(st.text(st.sampled_from("абвгд"), max_size=8), max_size=5),
    st.text("абвгд", min_size=3, max_size=8),
)
def test_similar_words_are_told_as_the_reference_tells_them(told: list[str], asked: str) -> None:
    """word~: one edit up to five letters, then two."""
    text = " ".join(told)
    assert similar_in(line_for(fold(text)), asked, edits(len(asked))) == holds(
        Word(asked, "fuzzy"), Facts(text=fold(text))
    )


@pytest.mark.parametrize(
    "asked",
    [
        Word("аб"),
        Word("nul\0x"),
        Word("\ud800bc"),
        Flag("read"),
        Not(Word("верстат")),
        Or((Word("верстат"), Flag("read"))),
    ],
)
def test_where_the_index_cannot_help_it_is_not_asked(asked: Resolved) -> None:
    """Two letters inside, what the base cannot hold, a negation, an or with something else."""
    assert needles(asked) is None


def test_quotes_in_a_needle_stay_letters_of_it() -> None:
    """Foreign text is data: never a query of FTS5."""
    assert fts_query(Word('a"b')) == '"a""b"'
    assert fts_query(Or((Word("abc"), And((Word("OR "), Word("def")))))) == '("abc") OR (("OR ") AND ("def"))'


# Piles


@given(st.integers(0, 400))
def test_asked_pile_by_pile_a_query_means_the_same(seed: int) -> None:
    """In its pile a lead answers what is left of the query exactly when it answers the query."""
    asked = meant(next(iter(queries(seed, 1))))
    left = dict(by_pile(asked))
    for number, (kind, place) in enumerate(PILES):
        for score, owner in product((None, 50), (None, "0" * 32)):
            facts = Facts(kind=kind, place=place, score=score, owner=owner, text="верстат")
            assert holds(asked, facts) == (number in left and holds(left[number], facts))


def test_a_split_of_active_leads_is_one_pile_without_a_condition() -> None:
    """PERFORMANCE P4: is:active costs nothing at all."""
    assert list(by_pile(meant("is:active"))) == [(ACTIVE, EVERY)]


def test_a_place_of_a_newer_version_is_looked_for_where_it_may_match() -> None:
    """A lead in a place that this version does not know is on no board, and in every list of all."""
    assert STRANGE not in dict(by_pile(meant("is:new -is:snoozed")))
    assert dict(by_pile(meant("-is:junk")))[STRANGE] == no(Cmp("place", "=", "junk"))
    assert dict(by_pile(meant("верстат")))[STRANGE] == Word("верстат")


# Slots


@given(
    st.decimals(-1000, 1000, places=2), st.integers(-1100, 1100), st.sampled_from(["=", "<", "<=", ">", ">="])
)
def test_a_whole_number_compares_alike_with_the_whole_bound(value: Decimal, number: int, op: str) -> None:
    """score:>2.5 is score:>2; a comparison that no whole number satisfies is none."""
    found = whole(op, value)  # type: ignore[arg-type]

    plain = holds(Cmp("score", op, value), Facts(score=number))  # type: ignore[arg-type]
    assert plain == (found is not None and holds(Cmp("score", *found), Facts(score=number)))


def test_the_same_question_a_minute_later_is_the_same_statement() -> None:
    """P4: times are parameters, so that a statement is made once."""
    zone, text = UTC, "is:new -is:snoozed added:>-3h"
    one, early = without_times([resolve(parse(text), NOW, zone)])
    two, late = without_times([resolve(parse(text), NOW + timedelta(minutes=1), zone)])

    assert one == two
    assert early.keys() == late.keys()
    assert early != late
    assert all(isinstance(value, int) for value in early.values())
    assert Cmp("snoozed_until", ">", Slot("at0")) in [
        item.item for item in one[0].items if isinstance(item, Not)
    ]


# Norms


@pytest.mark.parametrize("hours", [0, 1, 9, 30, 64, 200])
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("norm", [0, 10, 600])
def test_the_latest_wait_that_is_due_is_found_to_the_millisecond(hours: int, strict: bool, norm: int) -> None:
    """Decision 10: due before x is waiting since before y, over nights and weekends."""
    roster, at = duty_roster(default_definitions()), NOW + timedelta(hours=hours, microseconds=500)

    since = _latest(roster, norm, at, strict=strict)

    assert since is not None
    due = [add_duty(roster, at_ms(since + later), norm * 60) for later in (0, 1)]
    assert due[0] is not None
    assert due[1] is not None
    assert due[0] < at if strict else due[0] <= at
    assert not (due[1] < at if strict else due[1] <= at)


def test_the_norm_of_a_lead_is_that_of_its_channel() -> None:
    """C24: each channel has its norm; an unknown one the base's."""
    definitions = default_definitions()
    for channel in definitions.channels:
        assert norm_minutes(channel.id, definitions) == channel.norm_min
    assert norm_minutes("pigeon", definitions) == definitions.setting("norm_min")
    assert norm_due(None, "form", definitions) is None
    monday = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
    ends = norm_due(monday, "pigeon", definitions)
    assert ends is not None
    assert ms_of(ends) - ms_of(monday) == definitions.setting("norm_min") * 60_000


# Both dialects


@pytest.mark.parametrize("dialect", [Sqlite(), Postgres()], ids=["sqlite", "postgresql"])
def test_every_random_query_is_sql_of_both_stores(dialect: Sqlite | Postgres) -> None:
    """One compiler: what differs stands in dialects.py. Words that were typed are parameters, never SQL."""
    named = sa.dialects.sqlite.dialect() if isinstance(dialect, Sqlite) else postgresql.dialect()
    conditions = Conditions(dialect, default_definitions())
    for text in queries(9, 250):
        (asked,), _ = without_times([meant(text)])
        where = [conditions.of(asked)]
        tree = needles(asked)
        if tree is not None:
            where.append(dialect.candidates(tree))
        told = str(sa.select(t.lead.c.n).where(*where).compile(dialect=named))
        assert "верстат" not in told
        assert "гудзь" not in told


@pytest.mark.parametrize(
    "asked",
    [
        Cmp("import_id", "=", "not an id"),
        In("owner", ("Ірина", "x" * 32)),
        Cmp("team", "=", "sales"),
        Flag("duplicate"),
        Cmp("channel", "=", "nul\0"),
        Word("nul\0", key="name"),
        NONE,
    ],
)
def test_what_no_lead_can_have_is_false_and_no_error(asked: Resolved) -> None:
    """Ids that are none, facts that nothing writes yet, text that no base can hold."""
    (shape,), _ = without_times([asked])
    told = Conditions(Sqlite(), default_definitions()).of(shape)

    assert str(sa.select(t.lead.c.n).where(told).compile()).endswith("false")


def test_a_missing_fact_is_never_unknown() -> None:
    """Two-valued logic: not a comparison of nothing is true, so negation asks IS NOT TRUE."""
    told = str(Conditions(Sqlite(), default_definitions()).of(Not(Cmp("wake_at", "<", Slot("at0")))))

    assert "IS NOT" in told
    assert keys_of(And((Null("team"), Contains("labels", "x")))) == {"team", "labels"}

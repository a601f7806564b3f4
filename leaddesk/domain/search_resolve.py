"""Turns a query into comparisons of facts for one moment and one person."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial

from leaddesk.domain.horizon import BUCKETS, LIMITS
from leaddesk.domain.normal import fold
from leaddesk.domain.search_ast import (
    AllOf,
    AnyOf,
    Choice,
    Node,
    NoneOf,
    Nothing,
    Query,
    Term,
    Text,
    Value,
)
from leaddesk.domain.search_compare import compared
from leaddesk.domain.search_dates import Asker, open_zones, zone_names
from leaddesk.domain.search_fields import BY_NAME, COMPARED, Field, find_field
from leaddesk.domain.search_flags import FLAG_BY_ID, HAVE_BY_ID
from leaddesk.domain.search_logic import EVERY, NONE, Cmp, Contains, In, Null, Resolved, every, no, some
from leaddesk.domain.search_said import digits_said, said, together
from leaddesk.domain.search_values import known_values
from leaddesk.domain.search_vocabulary import PLAIN, Vocabulary


def resolve(
    query: Query, now: datetime, zone: tzinfo, me: str | None = None, vocabulary: Vocabulary = PLAIN
) -> Resolved:
    """What `query` means at aware `now` for user `me`, whose midnights are those of `zone`."""
    if query.node is None:
        return EVERY
    found = _node(query.node, Asker(now.astimezone(UTC), zone, me), vocabulary)
    return EVERY if found is None else found


def sort_keys(query: Query) -> tuple[tuple[str, bool], ...]:
    """(fact, descending) of `sort:`, in order; elapsed times run against the fact that they count from."""
    return tuple(
        (field.key, key.descending != (field.kind == "since"))
        for key in query.sort
        for field in (BY_NAME[key.field],)
    )


def group_key(query: Query) -> str | None:
    """The fact of `group:`."""
    return BY_NAME[query.group].key if query.group else None


def _node(node: Node, asker: Asker, vocabulary: Vocabulary) -> Resolved | None:
    """The meaning of a node; None where it asks nothing, as a text of marks only."""
    deeper = partial(_node, asker=asker, vocabulary=vocabulary)
    if isinstance(node, Text):
        return said(node)
    if isinstance(node, Term):
        return _term(node, asker, vocabulary)
    if isinstance(node, NoneOf):
        inner = deeper(node.item)
        return None if inner is None else no(inner)
    if isinstance(node, AnyOf):
        found = [item for item in map(deeper, node.items) if item is not None]
        return some(*found) if found else None
    return _all(node, deeper)


def _all(node: AllOf, deeper: Callable[[Node], Resolved | None]) -> Resolved | None:
    """All items; digits that stand side by side may be one phone typed with spaces."""
    found = [item if isinstance(item, Resolved) else deeper(item) for item in together(node.items)]
    known = [item for item in found if item is not None]
    return every(*known) if known else None


def _term(term: Term, asker: Asker, vocabulary: Vocabulary) -> Resolved:
    field = find_field(term.field)
    if field is None:
        return EVERY
    if field.name == "horizon":
        found = some(*(_horizon(field.key, value, asker) for value in term.values))
    elif field.kind == "choice":
        found = _choices(field, term.values, asker, vocabulary)
    else:
        found = some(*(_value(field, term, value, asker, vocabulary) for value in term.values))
    return every(found, FLAG_BY_ID[field.within].means(asker)) if field.within else found


def _value(field: Field, term: Term, value: Value, asker: Asker, vocabulary: Vocabulary) -> Resolved:
    key = _answer_key(field, vocabulary) if field.kind == "level" else field.key
    if isinstance(value, Nothing):
        return Null(key)
    if field.kind in COMPARED:
        return compared(field, key, term.op, value, asker)
    if isinstance(value, Text):
        return _text(field, term, value)
    id_ = value.id if isinstance(value, Choice) else ""
    if field.kind == "flag":
        return FLAG_BY_ID[id_].means(asker)
    if field.kind == "have":
        has = HAVE_BY_ID[id_].means(asker)
        return no(has) if field.name == "no" else has
    if field.kind == "labels":
        return Contains(key, fold(id_))
    if field.kind == "open":
        return _zones(key, open_zones(asker.now, vocabulary.work))
    return _zones(key, tuple(name for name in zone_names() if fold(id_) in name.casefold()))


def _horizon(key: str, value: Value, asker: Asker) -> Resolved:
    """Those who mean to buy within a range of C5, counted from now; `unknown` where nobody knows."""
    id_ = value.id if isinstance(value, Choice) else "unknown"
    if id_ not in BUCKETS:
        return Null(key)
    place = BUCKETS.index(id_)
    edges = [asker.now + timedelta(days=days) for days in LIMITS]
    after = [Cmp(key, ">", edges[place - 1])] if place else []
    return every(*after, *([Cmp(key, "<=", edges[place])] if place < len(edges) else []))


def _text(field: Field, term: Term, value: Text) -> Resolved:
    if field.kind == "digits":
        return digits_said(value.text, field.key, beginning=value.mode == "start")
    if term.op == ":=" and field.name not in ("email", "domain"):
        return Cmp(field.key, "=", fold(value.text))
    return said(value, field.key) or EVERY


def _zones(key: str, names: tuple[str, ...]) -> Resolved:
    return In(key, names) if names else NONE


def _answer_key(field: Field, vocabulary: Vocabulary) -> str:
    """bant.t is the question that has the letter T in that view; answer.<question> names it itself."""
    view, _, letter = field.name.partition(".")
    question = letter if view == "answer" else vocabulary.letters.get(view, {}).get(letter, letter)
    return "answer." + question


def _choices(field: Field, values: tuple[Value, ...], asker: Asker, vocabulary: Vocabulary) -> Resolved:
    """One comparison for all values of a choice, `none` apart."""
    ids = dict.fromkeys(
        id_
        for value in values
        if isinstance(value, Choice)
        for id_ in _ids(field, value.id, asker, vocabulary)
    )
    items: list[Resolved] = []
    if ids:
        items.append(In(field.key, tuple(ids)) if len(ids) > 1 else Cmp(field.key, "=", next(iter(ids))))
    if any(isinstance(value, Nothing) for value in values):
        items.append(Null(field.key))
    return some(*items)


def _ids(field: Field, typed: str, asker: Asker, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ids that a typed value stands for: a whole name, else beginnings, else the value itself."""
    if field.typed and typed == "me":
        return (asker.me,) if asker.me else ()
    values, name = known_values(field, vocabulary), fold(typed)
    if any(known.id == typed for known in values):
        return (typed,)
    called = tuple(known.id for known in values if known.called(name))
    found = called or tuple(known.id for known in values if known.begins(name))
    return found or (name.upper() if field.upper else name,)

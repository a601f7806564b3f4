"""The reference filter: whether a lead answers a query, in plain Python; what every store must agree with."""

import operator
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from leaddesk.domain.normal import words
from leaddesk.domain.search_ast import Query
from leaddesk.domain.search_facts import Facts, fact
from leaddesk.domain.search_logic import (
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
    spaced,
)
from leaddesk.domain.search_resolve import resolve
from leaddesk.domain.search_vocabulary import PLAIN, Vocabulary

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def matches(
    query: Query,
    facts: Facts,
    now: datetime,
    zone: tzinfo,
    me: str | None = None,
    vocabulary: Vocabulary = PLAIN,
) -> bool:
    """Whether a lead answers a query that `me` asks at `now`, with the midnights of `zone`."""
    return holds(resolve(query, now, zone, me, vocabulary), facts)


def holds(resolved: Resolved, facts: Facts) -> bool:
    """Whether the facts of a lead satisfy a resolved query."""
    match resolved:
        case And(items):
            return all(holds(item, facts) for item in items)
        case Or(items):
            return any(holds(item, facts) for item in items)
        case Not(item):
            return not holds(item, facts)
        case Word():
            return _said(resolved, str(fact(facts, resolved.key) or ""))
        case Null(key):
            return fact(facts, key) in (None, "", ())
        case Flag(key):
            return fact(facts, key) is True
        case _:
            return _compared(resolved, facts)


def _compared(leaf: Cmp | In | Contains, facts: Facts) -> bool:
    found = fact(facts, leaf.key)
    if found is None:
        return False
    if isinstance(leaf, Cmp):
        return _COMPARE[leaf.op](found, leaf.value)
    if isinstance(leaf, In):
        return found in leaf.values
    return isinstance(found, tuple) and leaf.value in found


def _said(word: Word, text: str) -> bool:
    if word.mode == "inside":
        return word.text in text
    if word.mode == "start":
        return f" {word.text}" in spaced(text)
    # The import costs 30 ms, so it waits for the first fuzzy word (P1).
    from rapidfuzz.distance import Levenshtein

    most = edits(len(word.text))
    return any(Levenshtein.distance(word.text, other, score_cutoff=most) <= most for other in words(text))

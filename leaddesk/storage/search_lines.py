"""The search column of a lead: its folded words by field, laid out so that plain substrings answer a query.

A line for each of WORD_KEYS, then one for each other text. Words of a line stand between two spaces on both
sides, so "  ва" finds beginnings and a trigram index knows even words of one letter. Words glued to marks, as
in "(ivan@zavod.ua)", follow at the end of their line, each as a word of its own.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from leaddesk.domain.normal import fold
from leaddesk.domain.sought import WORD_KEYS, Words

LABEL, _APART = "\x1f", "\x1e"
"""Stand around each label and before each glued word; folded text never has them: they are white space."""

_GLUE = f"  {_APART}  "
_WORD = re.compile(r"[^\W_]+")
_LABELS = WORD_KEYS.index("labels")


def packed(words: Words) -> str:
    """The search column of a lead's words."""
    lines = [_said(values[0]) if len(values) == 1 else _said(" ".join(values)) for values in words.fields]
    labels = words.fields[_LABELS]
    if labels:
        lines[_LABELS] = LABEL.join(["", *map(_said, labels), ""])
    lines += map(_said, words.rest)
    return "\n".join(lines)


@lru_cache(maxsize=8192)
def _said(text: str) -> str:
    """The line of a text as typed; names, towns and sources of a list repeat."""
    return line_for(fold(text)) if text else ""


def line_for(folded: str) -> str:
    """The line of a folded text."""
    if not folded or folded.isalnum():
        return f"  {folded}  " if folded else ""
    line = f"  {folded.replace(' ', '  ')}  "
    tokens = folded.split(" ")
    glued: Iterable[str]
    if len(tokens) == 1:  # an address, a number: no word of it is the whole
        glued = dict.fromkeys(_WORD.findall(folded))
    elif folded.replace(" ", "").isalnum():
        return line
    else:
        marked = " ".join([token for token in tokens if not token.isalnum()])
        glued = dict.fromkeys([word for word in _WORD.findall(marked) if word not in tokens])
    return f"{line}{_APART}  {_GLUE.join(glued)}  " if glued else line


def label_for(folded: str) -> str:
    """What stands in the column for a whole label."""
    return f"{LABEL}{line_for(folded)}{LABEL}"


def line_of(column: str, number: int) -> str:
    """One line of a search column."""
    return column.split("\n", number + 1)[number]


def similar_in(text: str, word: str, most: int) -> bool:
    """Whether a word of a column or line is within `most` edits of `word`."""
    # The import costs 30 ms, so it waits for the first fuzzy word (P1).
    from rapidfuzz.distance import Levenshtein

    distance = Levenshtein.distance
    low, high = len(word) - most, len(word) + most
    # A line holds each word by itself, so its tokens with marks need no look.
    return any(
        low <= len(other) <= high and distance(word, other, score_cutoff=most) <= most and other.isalnum()
        for other in text.split()
    )

"""The search column of a lead: its folded words by field, laid out so that plain substrings answer a query.

A line for each of WORD_KEYS, then one for each other text. Words of a line stand between two spaces on both
sides, so "  ва" finds beginnings and a trigram index knows even words of one letter. Words glued to a mark
("(ivan@zavod.ua)") follow once more on lines of their own, each part a word.
"""

import re

from leaddesk.domain.normal import fold
from leaddesk.domain.sought import WORD_KEYS, Words

LABEL = "\x1f"
"""Stands around each label; folded text never has it, because it counts as white space."""

# Characters that the log never holds (cleaning.py), so that no text can forge the end of another.
_END, _MARK = "\0", "\ud800"
_WORD = re.compile(r"[^\W_]+")
LABELS = WORD_KEYS.index("labels")


def packed(words: Words) -> str:
    """The search column of a lead's words. Folds all in one go, because folding costs by the call."""
    fields = [" ".join(values) for values in words.fields]
    labels = words.fields[LABELS]
    told = [*fields[:LABELS], "", *fields[LABELS + 1 :], *words.rest]
    if labels:
        told[LABELS] = f"{_MARK}{_MARK.join(labels)}{_MARK}"
    folded = fold(_END.join(told))
    column = folded.replace(f" {_END}", _END).replace(f"{_END} ", _END).replace(" ", "  ")
    if labels:
        column = column.replace(f"  {_MARK}", _MARK).replace(f"{_MARK}  ", _MARK)
    column = "  " + column.replace(_END, "  \n  ").replace(_MARK, f"  {LABEL}  ") + "  "
    return "\n  ".join([column.replace("    ", ""), *_glued(folded)])


def _glued(folded: str) -> list[str]:
    """Words that stand in no token of their own."""
    tokens = set(folded.replace(_END, " ").replace(_MARK, " ").split())
    marked = " ".join([token for token in tokens if not token.isalnum()])
    return [f"{word}  " for word in sorted(set(_WORD.findall(marked)) - tokens)]


def spaced(text: str) -> str:
    """A folded text as a line holds it: its words between two spaces; empty for none."""
    return f"  {text.replace(' ', '  ')}  " if text else ""


def line_of(column: str, number: int) -> str:
    """One line of a search column."""
    return column.split("\n", number + 1)[number]


def similar_in(text: str, word: str, most: int) -> bool:
    """Whether a word of a column or line is within `most` edits of `word`."""
    # The import costs 30 ms, so it waits for the first fuzzy word (P1).
    from rapidfuzz.distance import Levenshtein

    distance = Levenshtein.distance
    low, high = len(word) - most, len(word) + most
    return any(
        low <= len(other) <= high and distance(word, other, score_cutoff=most) <= most
        for other in _WORD.findall(text)
    )

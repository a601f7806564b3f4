"""The search column of a lead: its folded words by field, laid out so that plain substrings answer a query.

A line for each of WORD_KEYS, then one for each other text. Words of a line stand between two spaces on both
sides, so "  ва" finds beginnings and a trigram index knows even words of one letter. Words glued to a mark
("(ivan@zavod.ua)") follow once more on lines of their own, each part a word.
"""

import re
from collections.abc import Callable

from leaddesk.domain.normal import fold
from leaddesk.domain.sought import WORD_KEYS, Words

LABEL = "\x1f"
"""Stands around each label; folded text never has it, because it counts as white space."""

_END, _MARK = "\x01", "\x02"
_WORD = re.compile(r"[^\W_]+")
LABELS = WORD_KEYS.index("labels")


def packed(words: Words) -> str:
    """The search column of a lead's words. Folds all in one go, because folding costs by the call."""
    fields = [" ".join(values) for values in words.fields]
    labels = words.fields[LABELS]
    told = [*fields[:LABELS], "", *fields[LABELS + 1 :], *words.rest]
    text = _END.join(told)
    if _MARK in text or text.count(_END) >= len(told):
        told = [_plain(part) for part in told]
    if labels:
        told[LABELS] = _MARK + _MARK.join(_plain(label) for label in labels) + _MARK
    folded = fold(_END.join(told))
    column = folded.replace(f" {_END}", _END).replace(f"{_END} ", _END).replace(" ", "  ")
    if labels:
        column = column.replace(f"  {_MARK}", _MARK).replace(f"{_MARK}  ", _MARK)
    column = "  " + column.replace(_END, "  \n  ").replace(_MARK, f"  {LABEL}  ") + "  "
    return "\n  ".join([column.replace("    ", ""), *_glued(folded)])


def _plain(text: str) -> str:
    return text.replace(_END, " ").replace(_MARK, " ")


def _glued(folded: str) -> list[str]:
    """Words that stand in no token of their own."""
    tokens = set(_plain(folded).split())
    marked = " ".join([token for token in tokens if not token.isalnum()])
    return [f"{word}  " for word in sorted(set(_WORD.findall(marked)) - tokens)]


EMPTY = packed(Words(((),) * len(WORD_KEYS), ()))
"""The column of a lead without any text."""


def line_of(column: str, number: int) -> str:
    """One line of a search column."""
    return column.split("\n", number + 1)[number]


def similar_in(distance: Callable[..., int], text: str, word: str, most: int) -> bool:
    """Whether a word of a column or line is within `most` edits of `word`."""
    low, high = len(word) - most, len(word) + most
    return any(
        low <= len(other) <= high and distance(word, other, score_cutoff=most) <= most
        for other in _WORD.findall(text)
    )

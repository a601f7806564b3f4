"""Which strings an index can look up for a query: needles of the search column, and trigrams of them."""

from itertools import pairwise

from leaddesk.domain.normal import clean
from leaddesk.domain.search_logic import EVERY, And, Cmp, Contains, In, Or, Resolved, Word, edits, every, some
from leaddesk.domain.sought import WORD_KEYS
from leaddesk.storage.search_lines import label_for, line_for

_LEAST = 3
_MOST_GRAMS = 12


def needle(word: Word) -> str:
    """The substring of the search column that `word` (inside or start) asks for."""
    return f"  {word.text}" if word.mode == "start" else word.text.replace(" ", "  ")


def storable(text: str) -> bool:
    """Whether the base can hold `text` at all: nothing in it has a NUL or a lone surrogate (cleaning.py)."""
    return clean(text) == text


def similar(text: str) -> Resolved:
    """Needles of which a column with a word similar to `text` holds some.

    Each edit spoils one of edits + 1 pieces, so one stands whole; with two spaces on both sides every piece
    has three letters. And each edit spoils three trigrams, so some more than those of the piece stand, too.
    """
    padded = f"  {text}  "
    most = edits(len(text))
    bounds = [-(-len(padded) * i // (most + 1)) for i in range(most + 2)]
    every_gram = [padded[i : i + 3] for i in range(len(padded) - 2)]
    least = len(every_gram) - 3 * most if len(set(every_gram)) == len(every_gram) else 0
    found = []
    for a, b in pairwise(bounds):
        others = [gram for i, gram in enumerate(every_gram) if not a <= i <= b - 3]
        found.append(every(Word(padded[a:b]), _among(others, least - (b - a - 2))))
    return some(*found)


def _among(grams_: list[str], least: int) -> Resolved:
    """At least one of trigrams, or two where `least` is more; nothing is asked for none."""
    if least < 1:
        return EVERY
    if least < 2:
        return some(*map(Word, grams_))
    later = (grams_[i + 1 :] for i in range(len(grams_)))
    return some(
        *(every(Word(one), some(*map(Word, rest))) for one, rest in zip(grams_, later, strict=True) if rest)
    )


def needles(asked: Resolved) -> Resolved | None:
    """A tree of And, Or and Word(needle) that every lead of the query satisfies; None where there is none."""
    match asked:
        case And(items):
            found = [part for item in items if (part := needles(item)) is not None]
            return every(*found) if found else None
        case Or(items):
            parts = [needles(item) for item in items]
            known = [part for part in parts if part is not None]
            return some(*known) if known and len(known) == len(parts) else None
        case Word(text, "fuzzy"):
            return similar(text)
        case Word():
            return _sought(needle(asked))
        case Contains(_, value):
            return _sought(label_for(value))
        case Cmp(key, "=", str(value)) if key in WORD_KEYS:
            return _sought(line_for(value))
        case In(key, values) if key in WORD_KEYS:
            return needles(some(*(Cmp(key, "=", value) for value in values)))
        case _:
            return None


def _sought(text: str) -> Word | None:
    return Word(text) if len(text) >= _LEAST and storable(text) else None


def grams(text: str) -> list[str]:
    """Trigrams of a needle; of a long one as many as narrow it down, spread over its length."""
    found = list(dict.fromkeys(text[i : i + 3] for i in range(len(text) - 2)))
    if len(found) <= _MOST_GRAMS:
        return found
    return [found[i * (len(found) - 1) // (_MOST_GRAMS - 1)] for i in range(_MOST_GRAMS)]


def fts_query(tree: Resolved) -> str:
    """A tree of needles as a query of SQLite's trigram index, whose candidates are still to be verified."""
    match tree:
        case And(items):
            return " AND ".join(f"({fts_query(item)})" for item in items)
        case Or(items):
            return " OR ".join(f"({fts_query(item)})" for item in items)
        case Word(text):
            return " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams(text))
        case _:
            raise TypeError(type(tree).__name__)

"""Which strings an index can look up for a query: needles of the search column, and trigrams of them."""

from itertools import pairwise

from leaddesk.domain.normal import clean
from leaddesk.domain.search_logic import And, Cmp, Contains, In, Or, Resolved, Word, edits, every, some
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


def pieces(text: str) -> tuple[str, ...]:
    """Pieces of a similar word with its spaces, one of which stands whole in every column that holds it.

    Each edit spoils one piece; with two spaces on both sides every piece has three letters for the index.
    """
    padded = f"  {text}  "
    count = edits(len(text)) + 1
    bounds = [len(padded) * i // count for i in range(count + 1)]
    return tuple(padded[a:b] for a, b in pairwise(bounds))


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
            return some(*(Word(piece) for piece in pieces(text)))
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

"""Names of organisations: what is left of one without legal form, quotes and case."""

from functools import lru_cache

from leaddesk.domain.normal import fold

LEGAL_FORMS = frozenset(
    [
        "тов",
        "тзов",
        "ооо",
        "оао",
        "зао",
        "пао",
        "ао",
        "ат",
        "пат",
        "прат",
        "фоп",
        "чп",
        "пп",
        "ип",
        "дп",
        "гп",
        "кп",
        "нп",
        "ооп",
        "жшс",
        "тоо",
        "одо",
        "спілка",
        "товариство",
        "общество",
        "ltd",
        "limited",
        "inc",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "ug",
        "ohg",
        "ek",
        "se",
        "sa",
        "sarl",
        "srl",
        "sro",
        "spa",
        "oy",
        "oyj",
        "ab",
        "as",
        "bv",
        "nv",
        "zoo",
        "sp",
        "oo",
    ]
)
_LETTERS = {ord(c): " " for c in "\"'«»„“”‘’`´.,;:()[]{}/\\|!?+*&@#№_-–—"}


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """Comparable form of a company name; empty where nothing but a legal form is left."""
    words = fold(name).translate(_LETTERS).split()
    kept = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(kept or words)

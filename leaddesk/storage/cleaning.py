"""The last gate before the log: NUL and lone surrogates in text become U+FFFD (ARCHITECTURE 4)."""

from typing import Any

from leaddesk.domain.log import to_text
from leaddesk.domain.normal import clean


def clean_birth(value: Any) -> tuple[Any, str]:
    """As `clean_value`, with its canonical text: one look at that where nothing is to be cleaned.

    The texts of a birth are many, and so are the births of an import.
    """
    text = to_text(value)
    if "\\u0000" in text or not storable(text):
        value = clean_value(value)
        text = to_text(value)
    return value, text


def storable(text: str) -> bool:
    """Whether a text is without lone surrogates, which no store takes."""
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return False
    return True


def clean_value(value: Any) -> Any:
    """A JSON value whose texts both stores can hold; TypeError for floats and whatever JSON does not know."""
    kind = type(value)
    if kind is str:
        return value if value.isascii() and "\0" not in value else clean(value)
    if kind is dict:
        return {clean_value(key): clean_value(part) for key, part in value.items()}
    if kind is list or kind is tuple:
        return [clean_value(part) for part in value]
    if kind is int or kind is bool or value is None:
        return value
    raise TypeError(f"{kind.__name__} cannot stand in the log")

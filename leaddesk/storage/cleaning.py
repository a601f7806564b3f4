"""The last gate before the log: NUL and lone surrogates in text become U+FFFD (ARCHITECTURE 4)."""

from typing import Any

from leaddesk.domain.normal import clean


def clean_value(value: Any) -> Any:
    """A JSON value whose texts both stores can hold."""
    kind = type(value)
    if kind is str:
        return value if value.isascii() and "\0" not in value else clean(value)
    if kind is dict:
        return {clean_value(key): clean_value(part) for key, part in value.items()}
    if kind is list or kind is tuple:
        return [clean_value(part) for part in value]
    return value

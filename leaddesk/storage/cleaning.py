"""The last gate before the log: NUL and lone surrogates in text become U+FFFD (ARCHITECTURE 4)."""

import json
from typing import Any

from leaddesk.domain.normal import clean

_PLAIN = json.JSONEncoder(ensure_ascii=False)


def clean_birth(value: Any) -> Any:
    """As `clean_value`, but one look at the whole where nothing is to be cleaned; its texts may be many."""
    try:
        text = _PLAIN.encode(value)
        text.encode("utf8")
    except (TypeError, UnicodeEncodeError):
        return clean_value(value)
    return clean_value(value) if "\\u0000" in text else value


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

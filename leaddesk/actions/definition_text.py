"""Lists of a definition as people write them: the steps of a script or programme, the tasks of a playbook.

It is the TOML of the shipped files, one `[[steps]]` a step: what is edited reads as what was shipped.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from leaddesk.domain.refusals import Refused

LIMIT = 200_000
"""Signs of one definition; longer ones are no script that anybody reads out."""


def written(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows as text that `read_rows` reads back."""
    blocks = []
    for row in rows:
        lines = [f"[[{name}]]", *(f"{_key(key)} = {_value(value)}" for key, value in row.items())]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def read_rows(name: str, text: str) -> list[dict[str, Any]]:
    """The rows of a text; raises Refused with the line that cannot be read."""
    if len(text) > LIMIT:
        raise Refused("define.too_long", most=LIMIT)
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise Refused("define.unreadable", why=str(fault)[:200]) from fault
    rows = told.get(name, [])
    if set(told) - {name} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("define.not_rows", name=name)
    if not _plain(rows):
        raise Refused("define.not_plain")
    return rows


def _plain(value: Any) -> bool:
    """Whether the log can hold it: no fractions, no dates."""
    if isinstance(value, dict):
        return all(_plain(one) for one in value.values())
    if isinstance(value, list):
        return all(_plain(one) for one in value)
    return isinstance(value, str | bool | int) and not (isinstance(value, str) and "\0" in value)


def _key(key: str) -> str:
    plain = key and all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in key)
    return key if plain else _quoted(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{_key(str(key))} = {_value(one)}" for key, one in value.items() if one is not None
        )
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        inner = "".join(f"  {_value(one)},\n" for one in value)
        return f"[\n{inner}]" if inner else "[]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(named.get(s, s if s.isprintable() else f"\\U{ord(s):08x}") for s in text) + '"'

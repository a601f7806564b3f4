"""JSON lists of objects: an object is a row, a key a column, every value the text it was written with."""

import json
from pathlib import Path
from typing import Any

from leaddesk.domain.normal import clean
from leaddesk.intake.draft import Rejected
from leaddesk.intake.refusals import (
    NOT_AN_OBJECT,
    ROW_TOO_WIDE,
    DamagedFile,
    EmptyFile,
    TooManyColumns,
    UnpacksTooLarge,
)
from leaddesk.intake.tables import COLUMN_LIMIT, Row

SIZE_LIMIT = 64 * 1024 * 1024


def read_objects(path: Path, encoding: str) -> tuple[tuple[str, ...], list[Row | Rejected]]:
    """The names of columns in the order in which they appear, and the rows.

    A list of objects, an object with one such list in it, or an object a line (JSON Lines). Numbers keep
    their digits, objects inside become `parent.child`, lists become "a; b".
    Raises DamagedFile, EmptyFile, TooManyColumns, UnpacksTooLarge (over 64 MB: a list that large is a table).
    """
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        said = {"megabytes": size >> 20, "limit": SIZE_LIMIT >> 20}
        raise UnpacksTooLarge("intake.unpacks_too_large", name=path.name, **said)
    text = path.read_bytes().decode(encoding, "replace").removeprefix("\ufeff")
    try:
        items = _items(text)
        read = [flat(item) for item in items]
    except (ValueError, RecursionError) as fault:
        raise DamagedFile("intake.damaged_file", name=path.name, why=str(fault)[:200]) from fault
    if not items:
        raise EmptyFile("intake.empty_file", name=path.name)
    names: dict[str, None] = {}
    for one in read:
        names.update(dict.fromkeys(one or {}))
        if len(names) > COLUMN_LIMIT and len(read) == 1:
            said = {"columns": len(names), "limit": COLUMN_LIMIT}
            raise TooManyColumns("intake.too_many_columns", name=path.name, **said)
    header = tuple(names)[:COLUMN_LIMIT]
    known = frozenset(header)
    rows = [
        _row(number, one, item, header, known)
        for number, (one, item) in enumerate(zip(read, items, strict=True), 1)
    ]
    return header, rows


def _items(text: str) -> list[Any]:
    try:
        whole = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line, parse_int=str, parse_float=str, parse_constant=str) for line in lines]
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        objects = [value for value in lists if any(isinstance(item, dict) for item in value)]
        return objects[0] if len(objects) == 1 else [whole]
    return whole if isinstance(whole, list) else [whole]


def flat(item: object) -> dict[str, str] | None:
    """The texts of an object by name; None where it is no object."""
    if not isinstance(item, dict):
        return None
    found: dict[str, str] = {}
    waiting: list[tuple[str, object]] = [(str(key), value) for key, value in reversed(item.items())]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", inner) for key, inner in reversed(value.items())]
        elif (said := _said(value)) and len(found) <= COLUMN_LIMIT:
            found[clean(name)] = said
    return found


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, list):
        if any(isinstance(item, dict | list) for item in value):
            return clean(json.dumps(value, ensure_ascii=False))
        return "; ".join(filter(None, map(_said, value)))
    return clean(str(value))


def _row(
    number: int, cells: dict[str, str] | None, item: object, header: tuple[str, ...], known: frozenset[str]
) -> Row | Rejected:
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
    if cells is None:
        return Rejected(number, NOT_AN_OBJECT, {}, raw)
    if not known.issuperset(cells):
        return Rejected(number, ROW_TOO_WIDE, {"columns": len(cells), "limit": COLUMN_LIMIT}, raw)
    return Row(number, [cells.get(name, "") for name in header], raw)

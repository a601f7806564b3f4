"""The first definitions of a new base, read from `resources/definitions`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from leaddesk.domain.definitions import Definitions, read_definitions
from leaddesk.resources import resource


def default_rows() -> list[tuple[str, str, dict[str, Any]]]:
    """Rows (entity, key, fields) in their declared order."""
    return [*_questions(), *_funnel(), *_choices(), *_nurture(), *_settings()]


def default_definitions() -> Definitions:
    """The definitions of a base that nobody has edited yet."""
    return read_definitions(default_rows())


def definitions_from(rows: Sequence[tuple[str, str, Mapping[str, Any]]]) -> Definitions:
    """The definitions of a base: its own rows, and the defaults that a newer program has beside them."""
    if not rows:
        return default_definitions()
    own = {(entity, key) for entity, key, _ in rows}
    return read_definitions([*rows, *(row for row in default_rows() if row[:2] not in own)])


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("definitions", f"{name}.toml").read_text(encoding="utf8"))


def _questions() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for key, fields in _load("questions").items():
        yield "question", key, fields


def _funnel() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for entity, rows in _load("funnel").items():
        for key, fields in rows.items():
            yield entity, key, fields


def _choices() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for group, rows in _load("choices").items():
        for key, fields in rows.items():
            yield "choice", f"{group}/{key}", {**fields, "group": group, "id": key}


def _nurture() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for key, fields in _load("nurture").items():
        yield "programme", key, fields


def _settings() -> Iterator[tuple[str, str, dict[str, Any]]]:
    told = _load("settings")
    for key, fields in told["role"].items():
        yield "role", key, fields
    for key, value in told["setting"].items():
        yield "setting", key, {"value": value}

"""The first definitions of a new base, read from `resources/definitions`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from leaddesk.domain.definitions import LIBRARY, Definitions, read_definitions
from leaddesk.resources import resource

Row = tuple[str, str, dict[str, Any]]
_FILES = {"reply": "replies"}


def default_rows() -> list[Row]:
    """Rows (entity, key, fields) in their declared order."""
    return [*_working_rows(), *(row for entity in LIBRARY for row in _library(entity))]


def _working_rows() -> list[Row]:
    return [*_questions(), *_funnel(), *_choices(), *_nurture(), *_settings()]


def default_definitions() -> Definitions:
    """The definitions of a base that nobody has edited yet."""
    return read_definitions(default_rows())


def definitions_from(rows: Sequence[tuple[str, str, Mapping[str, Any]]]) -> Definitions:
    """The definitions of a base: its own rows over the defaults, which a newer program has more of.

    What a base has not said of a definition is as the program declares it, so that one field can be edited.
    """
    if not rows:
        return default_definitions()
    first = {(entity, key): fields for entity, key, fields in _working_rows()}
    own = [(entity, key, {**first.pop((entity, key), {}), **told}) for entity, key, told in rows]
    held = {entity for entity, _key, _told in own}
    library = (row for entity in LIBRARY if entity not in held for row in _library(entity))
    return read_definitions([*own, *((*names, fields) for names, fields in first.items()), *library])


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("definitions", f"{name}.toml").read_text(encoding="utf8"))


def _questions() -> Iterator[Row]:
    for key, fields in _load("questions").items():
        yield "question", key, fields


def _funnel() -> Iterator[Row]:
    for entity, rows in _load("funnel").items():
        for key, fields in rows.items():
            yield entity, key, fields


def _choices() -> Iterator[Row]:
    for group, rows in _load("choices").items():
        for key, fields in rows.items():
            yield "choice", f"{group}/{key}", {**fields, "group": group, "id": key}


def _nurture() -> Iterator[Row]:
    for key, fields in _load("nurture").items():
        yield "programme", key, fields


def _settings() -> Iterator[Row]:
    told = _load("settings")
    for key, fields in told["role"].items():
        yield "role", key, fields
    for key, value in told["setting"].items():
        yield "setting", key, {"value": value}


def _library(entity: str) -> Iterator[Row]:
    """First scripts, replies and the like; their files are read only for a base that has none of a kind."""
    for key, fields in _load(_FILES.get(entity, f"{entity}s")).items():
        yield entity, key, fields

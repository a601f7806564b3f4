"""Lists of a definition as text: what is written is read back, what cannot be read is told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.definition_text import LIMIT, read_rows, written
from leaddesk.domain.log import from_text, to_text
from leaddesk.domain.refusals import Refused
from leaddesk.texts.keys import say

DEFINED = default_definitions()
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
PLAIN = st.recursive(
    TEXT | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("script", DEFINED.scripts, ids=lambda one: one.id)
def test_every_shipped_script_is_written_and_read_back_the_same(script: Any) -> None:
    """C8: the editor loses nothing of what came with the program."""
    assert read_rows("steps", written("steps", script.steps)) == list(script.steps)


def test_playbooks_and_programmes_too() -> None:
    for book in DEFINED.playbooks:
        assert read_rows("tasks", written("tasks", book.tasks)) == list(book.tasks)
    for programme in DEFINED.programmes:
        assert read_rows("steps", written("steps", programme.steps)) == list(programme.steps)


@given(st.lists(st.dictionaries(TEXT, PLAIN, min_size=1, max_size=4), max_size=3))
def test_whatever_the_log_can_hold_is_written_and_read_back(rows: list[dict[str, Any]]) -> None:
    assert read_rows("steps", written("steps", rows)) == rows


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text: str) -> None:
    """Nothing typed makes the program fail, and what is read can stand in the log."""
    try:
        rows = read_rows("steps", text)
    except Refused as refusal:
        rows = [{"refused": say(refusal)}]

    assert from_text(to_text(rows)) == rows


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[steps]]\nask = ", "define.unreadable"),
        ("[[other]]\na = 1", "define.not_rows"),
        ("steps = 5", "define.not_rows"),
        ("steps = [1, 2]", "define.not_rows"),
        ("[[steps]]\nlevel = 1.5", "define.not_plain"),
        ("[[steps]]\nat = 2026-11-20", "define.not_plain"),
        ("x" * (LIMIT + 1), "define.too_long"),
        ("[[steps]]\na = " + "[" * 5_000, "define.unreadable"),
    ],
)
def test_what_cannot_stand_there_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rows("steps", text)

    assert refused.value.key == key


def test_the_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_rows("steps", '[[steps]]\nid = "a"\nask = {\n')

    assert "line 3" in say(refused.value)


def test_nothing_written_is_no_row() -> None:
    assert read_rows("steps", "") == []
    assert written("steps", []) == ""

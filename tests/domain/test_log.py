"""The log's entry, its clock and its canonical text."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.log import (
    OpId,
    Register,
    advance,
    at_ms,
    families,
    from_text,
    in_order,
    iso,
    moment,
    ms_of,
    to_text,
    winners,
)
from tests.domain.leads import at, born, op

TIMES = st.integers(86_400_000_000, 7_000_000_000_000_000).map(
    lambda micros: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_comes_back_from_its_text_as_it_was(value: Any) -> None:
    """ARCHITECTURE 4: value is canonical JSON text."""
    assert from_text(to_text(value)) == value


@given(st.dictionaries(st.text(), st.integers()))
def test_equal_values_have_equal_texts_whatever_the_order_of_their_keys(value: dict[str, int]) -> None:
    """ARCHITECTURE 4: sorted keys, so that two sites hash alike."""
    assert to_text(dict(reversed(value.items()))) == to_text(value)


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, [float("nan")], {"a": {1, 2}}, b"x", datetime.now(UTC)])
def test_floats_and_strange_kinds_cannot_stand_in_the_log(value: object) -> None:
    """ARCHITECTURE 4: no floats; decimals and times are strings."""
    with pytest.raises(TypeError):
        to_text(value)


def test_the_text_has_no_spaces_and_keeps_letters() -> None:
    """ARCHITECTURE 4: one form."""
    assert to_text({"b": "ї", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"ї"}'


@given(st.lists(st.integers(0, 5_000), min_size=1))
def test_the_clock_only_goes_forward_and_is_never_behind_the_machine(machine: list[int]) -> None:
    """ARCHITECTURE 4: hybrid logical clock."""
    ticks = [(0, 0)]
    for now in machine:
        ticks.append(advance(*ticks[-1], now))
        assert ticks[-1][0] >= now

    assert ticks == sorted(set(ticks))


@given(TIMES)
def test_a_time_is_written_to_the_millisecond_and_read_again(time: datetime) -> None:
    """Times in the log are ISO with milliseconds, UTC."""
    whole = time.replace(microsecond=time.microsecond // 1000 * 1000)
    assert moment(iso(whole)) == whole
    assert at_ms(ms_of(whole)) == whole
    assert iso(whole).endswith("Z")


def test_a_time_of_another_zone_is_written_in_utc() -> None:
    """One zone in the log."""
    assert iso(datetime(2026, 11, 20, 10, 14, 5, 123_999, timezone(timedelta(hours=2)))) == (
        "2026-11-20T08:14:05.123Z"
    )


def test_ops_stand_in_the_order_of_their_clocks_then_sites() -> None:
    """ARCHITECTURE 4: the largest clock wins, then the site."""
    first, second, other = op("a", 1, 1), op("a", 2, 2), op("a", 3, 1, site=2)

    assert in_order([second, other, first]) == [first, other, second]


def test_the_last_op_of_a_register_wins_and_others_keep_theirs() -> None:
    """A register's value is that of its last op, with who and when."""
    ops = [born(need="а", product="п"), op("need", "б", 1), op("need", "в", 2, actor="she")]
    found = winners(ops, ops[0].value["lead"])

    assert found["need"] == Register("в", at(2), "she", OpId(1, 121), f"{121:032x}")
    assert found["product"].value == "п"


def test_a_later_creating_op_sets_only_the_fields_that_it_names() -> None:
    """A deal handed over again keeps what the second handover does not say."""
    ops = [op("*", {"advice": "а", "need": "п"}), op("*", {"advice": "б"}, 1)]

    assert {name: found.value for name, found in winners(ops).items()} == {"advice": "б", "need": "п"}


def test_registers_are_told_by_family_without_the_empty_and_the_nested() -> None:
    ops = [
        op("label/fair", True, 1),
        op("task/a", {"title": "Call"}, 2),
        op("task/a/done", {"at": None}, 3),
        op("label/gone", None, 4),
        op("owner", "me", 5),
    ]

    found = families(winners(ops))

    assert {name: [row_id for row_id, _ in parts] for name, parts in found.items()} == {
        "label": ["fair"],
        "task": ["a"],
    }

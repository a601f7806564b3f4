"""The row of lists is a part of the whole row: the same fields by name and type, the same values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.list_row import ListRow, list_row
from leaddesk.domain.row import LeadRow

_WHOLE = LeadRow.__annotations__
_VALUES = {
    str: st.text(max_size=5),
    int: st.integers(),
    bool: st.booleans(),
    bool | None: st.none() | st.booleans(),
    str | None: st.none() | st.text(max_size=5),
    int | None: st.none() | st.integers(),
}
rows = st.builds(LeadRow._make, st.tuples(*(_VALUES[kind] for kind in _WHOLE.values())))


@pytest.mark.parametrize("name", ListRow._fields)
def test_a_field_of_a_list_is_the_same_in_the_whole_row(name: str) -> None:
    """ARCHITECTURE 2: what a row holds is declared once; lists show a part of it."""
    assert ListRow.__annotations__[name] == _WHOLE[name]


@given(rows)
def test_what_lists_show_is_what_the_whole_row_says(row: LeadRow) -> None:
    """PERFORMANCE P4: a shorter row, not another one."""
    shown = list_row(row)

    assert shown._asdict() == {name: getattr(row, name) for name in ListRow._fields}


@given(rows, st.text(max_size=5))
def test_a_field_that_lists_do_not_show_makes_no_difference_to_them(row: LeadRow, mark: str) -> None:
    """A row whose fingerprint alone differs is not painted anew."""
    assert list_row(row._replace(fingerprint=mark)) == list_row(row)
    assert list_row(row._replace(name=row.name + "+")) != list_row(row)


def test_ids_and_flags_come_first() -> None:
    """PERFORMANCE P4: a store converts these and hands the rest on as it is."""
    kinds = [ListRow.__annotations__[name] for name in ListRow._fields]

    assert ListRow._fields[:2] == ("id", "owner")
    assert kinds[2:6] == [bool] * 4
    assert bool not in kinds[6:]

"""How things are named: by time and chance, or by what they are the one of."""

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.ids import deal_id, derived_id, is_id, new_id, short_ids

MOMENTS, CHANCE = st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10)


def plain(ms: int, chance: bytes) -> str:
    """RFC 9562 section 5.7 in numbers: 48 bits of time, version 7, 12 bits, variant 10, 62 bits."""
    tail = int.from_bytes(chance, "big")
    value = ms << 80 | 0x7 << 76 | (tail >> 68) << 64 | 0x2 << 62 | tail & ((1 << 62) - 1)
    return f"{value:032x}"


@given(MOMENTS, CHANCE)
def test_a_new_id_is_a_uuid_of_version_seven(ms: int, chance: bytes) -> None:
    """ARCHITECTURE 4: ids of what happens grow with time."""
    made = new_id(ms, chance)

    assert made == plain(ms, chance)
    assert is_id(made)
    assert (made[12], made[16] in "89ab") == ("7", True)


@given(MOMENTS, CHANCE, MOMENTS, CHANCE)
def test_the_id_of_a_later_moment_sorts_later(one: int, a: bytes, other: int, b: bytes) -> None:
    """An import writes at the end of its tables."""
    if one < other:
        assert new_id(one, a) < new_id(other, b)


@given(st.lists(st.text(max_size=8), min_size=1, max_size=3))
def test_a_derived_id_is_the_same_everywhere_and_of_version_five(parts: list[str]) -> None:
    """ARCHITECTURE 4: two laptops cannot make two of what may exist once."""
    made = derived_id(*parts)

    assert made == derived_id(*parts)
    assert is_id(made)
    assert (made[12], made[16] in "89ab") == ("5", True)
    assert made != derived_id(*parts, "more")


def test_a_lead_has_one_deal_in_a_round() -> None:
    lead = "ab" * 16

    assert deal_id(lead, 0) == deal_id(lead, 0) != deal_id(lead, 1)


def test_what_is_no_id_is_told_apart() -> None:
    assert not is_id("ab" * 15)
    assert not is_id("AB" * 16)
    assert short_ids(["ab" * 16, "cd" * 16]) == "abababab, cdcdcdcd"

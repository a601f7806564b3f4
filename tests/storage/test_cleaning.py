"""The last gate before the log: what every store can hold, and the canonical text of a birth at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.log import from_text, to_text
from leaddesk.storage.cleaning import clean_birth, clean_value, storable

TEXTS = st.text(st.sampled_from("aя \0\\u0\"'\ud800\udfff\ufffd"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_a_birth_is_cleaned_as_any_value_and_its_text_is_the_canonical_one(value: Any) -> None:
    """The text is made once and stands in the log as it is."""
    cleaned, text = clean_birth(value)

    assert cleaned == clean_value(value)
    assert text == to_text(clean_value(value))


@given(VALUES)
def test_what_is_cleaned_can_be_stored_and_read_again(value: Any) -> None:
    cleaned, text = clean_birth(value)

    assert storable(text)
    assert "\0" not in text
    assert from_text(text) == cleaned


@pytest.mark.parametrize("bad", ["a\0b", "\ud800", {"k\0": 1}, {"k": ["\udfff"]}])
def test_nul_and_lone_surrogates_become_replacement_characters(bad: Any) -> None:
    """ARCHITECTURE 4: the original bytes stay in the attachment."""
    _cleaned, text = clean_birth(bad)

    assert "\ufffd" in text


def test_a_birth_without_anything_odd_is_not_copied() -> None:
    value = {"lead": {"need": "насос \\u0000", "fine": True}}

    assert clean_birth({"lead": {"need": "насос"}})[0] == {"lead": {"need": "насос"}}
    assert clean_birth(value)[0] == value


def test_a_float_cannot_be_born() -> None:
    with pytest.raises(TypeError):
        clean_birth({"lead": {"amount": 1.5}})

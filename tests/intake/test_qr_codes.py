"""QR codes that the program shows are read again as they were meant."""

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.intake.qr_codes import modules_of


def read(text: str) -> str:
    wide, modules = modules_of(text)
    picture = np.frombuffer(modules, np.uint8).reshape(-1, wide)
    (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(np.kron(picture, np.ones((4, 4), np.uint8))))
    return found.text


@pytest.mark.parametrize("text", ["tel:+380671234567", "tel:112", "https://wa.me/380671234567?text=%D0%9F"])
def test_a_code_says_what_it_was_made_of(text: str) -> None:
    """Issue 4.7: a QR code to dial from the mobile."""
    assert read(text) == text


@settings(max_examples=30, deadline=None)
@given(st.from_regex(r"\Atel:\+[1-9][0-9]{6,14}\Z"))
def test_every_number_is_read_back(text: str) -> None:
    assert read(text) == text


def test_the_code_is_square_and_has_its_quiet_zone() -> None:
    wide, modules = modules_of("tel:+380671234567")

    assert len(modules) == wide * wide
    assert set(modules) == {0, 255}
    assert set(modules[: wide * 4]) == {255}

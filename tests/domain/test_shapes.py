"""Proves that a pattern is compiled on its first question and answers as `re` does (P1)."""

import re

from leaddesk.domain.shapes import Shape


def test_a_shape_is_not_compiled_before_it_is_asked() -> None:
    """P1: start-up does not pay for patterns; a wrong one fails when it is used."""
    shape = Shape("(")

    assert "compiled" not in vars(shape)


def test_a_shape_answers_as_the_pattern_does() -> None:
    """P1: the same questions, the same answers, compiled once."""
    shape, pattern = Shape(r"a(\d)", re.IGNORECASE), re.compile(r"a(\d)", re.IGNORECASE)
    text = "xA1 a2 b"

    assert shape.match(text) is None
    assert str(shape.match(text, 1)) == str(pattern.match(text, 1))
    assert str(shape.search(text, 2)) == str(pattern.search(text, 2))
    assert str(shape.fullmatch(text, 4, 6)) == str(pattern.fullmatch(text, 4, 6))
    assert [str(one) for one in shape.finditer(text, 0, 4)] == [
        str(one) for one in pattern.finditer(text, 0, 4)
    ]
    assert shape.sub(r"<\1>", text) == pattern.sub(r"<\1>", text) == "x<1> <2> b"
    assert shape.compiled is shape.compiled

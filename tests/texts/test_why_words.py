"""The parts of a change of conversion, called as people call them."""

from collections.abc import Iterator

import pytest

from leaddesk.texts import LANGUAGES, language, set_language
from leaddesk.texts.figures import dimension_name, part_name, points


@pytest.fixture(autouse=True, params=LANGUAGES)
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    before = language()
    set_language(request.param)
    yield
    set_language(before)


@pytest.mark.parametrize("dimension", ["channel", "owner", "response"])
def test_every_dimension_has_a_name(dimension: str) -> None:
    """Journey 6: per channel, manager and response time."""
    assert dimension_name(dimension) not in ("", dimension)


@pytest.mark.parametrize(("size", "sign"), [(0.05, "+"), (-0.05, "−")])
def test_a_change_carries_its_sign(size: float, sign: str) -> None:
    """UX 3.5: signed, so that colour is never the only mark."""
    said = points(size)

    assert said.startswith(sign)
    assert "5" in said


def test_no_change_has_no_sign() -> None:
    """UX 3.5: nothing is neither more nor less."""
    assert points(0.0)[0].isdigit()
    assert points(-0.0004) == points(0.0004) == points(0.0)


def test_a_time_to_the_first_contact_is_said_as_its_bin() -> None:
    """UX 3.5: the bins of the cooling curve."""
    assert part_name("response", "0") != "0"
    assert part_name("response", "never") != "never"


def test_a_person_or_channel_goes_by_name_and_nobody_is_said() -> None:
    """UX 4.2: words, never ids."""
    assert part_name("owner", "x" * 32, "Олена") == "Олена"
    assert part_name("owner", "") != ""

"""Languages for a test, put back after it."""

from collections.abc import Callable, Iterator

import pytest

from leaddesk.texts import language, set_language


@pytest.fixture
def in_language() -> Iterator[Callable[[str], None]]:
    """Switches the language until the test ends."""
    before = language()
    yield set_language
    set_language(before)

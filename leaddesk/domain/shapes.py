"""Regular expressions that are compiled when first asked, so that start-up does not pay for them (P1)."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

_END = (1 << 62) - 1
"""Where a search ends that says no other end: beyond any text."""


class Shape:
    """A pattern with the questions of `re.Pattern`; the large ones cost milliseconds to compile."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text = text
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself, for a place that asks it a million times."""
        return re.compile(self.text, self.flags)

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self.compiled.match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """The first match anywhere."""
        return self.compiled.search(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """The match of all of it."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Every match, from left to right."""
        return self.compiled.finditer(text, start, end)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(new, text)

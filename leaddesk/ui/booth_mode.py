"""Into the stand of a trade show and out of it: the whole screen for one person with a queue before them."""

from collections.abc import Callable, Mapping

from leaddesk.ui.parts import Parts

SECTION = "booth"


class BoothMode:
    """Gives the handler of `booth.open`; the same key leads back to where one was."""

    def __init__(self, parts: Parts, open_section: Callable[[str], None]) -> None:
        self._parts, self._open_section = parts, open_section
        self._back = "inbox"
        self._filled = False
        parts.pages.opened.connect(self._on_opened)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """By command id."""
        return {"booth.open": self.toggle}

    def toggle(self) -> None:
        """Into the stand, or back."""
        pages, top = self._parts.pages, self._parts.window.window()
        if pages.section == SECTION:
            self._open_section(self._back)
            return
        self._back = pages.section or "inbox"
        self._filled = not top.isFullScreen()
        top.showFullScreen()
        self._open_section(SECTION)

    def _on_opened(self, section: str) -> None:
        """Whichever way one left the stand, the window is again as it was."""
        if section != SECTION and self._filled:
            self._filled = False
            self._parts.window.window().showNormal()

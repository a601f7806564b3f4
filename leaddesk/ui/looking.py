"""Commands of the look: colours, size, density, the rail, full screen, language."""

from collections.abc import Callable, Mapping

from leaddesk.texts import _
from leaddesk.texts.formats import percent
from leaddesk.ui.parts import Parts
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.theme.zoom import zoom

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class Looking:
    """Gives handlers by command id; what was chosen is kept for the next start."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """By command id."""
        kept, switch, overlays = self._parts.kept, theme_switch(), self._parts.overlays
        return {
            "inbox.density": lambda: kept.set("compact", not kept.get("compact")),
            "view.theme": lambda: kept.set("theme", "light" if switch.theme.dark else "dark"),
            "view.contrast": lambda: kept.set("contrast", not kept.get("contrast")),
            "view.sidebar": lambda: kept.set("labels", not kept.get("labels")),
            "view.zoom": self.ask_zoom,
            "view.zoom_in": lambda: self._zoom(switch.zoom_in),
            "view.zoom_out": lambda: self._zoom(switch.zoom_out),
            "view.zoom_reset": lambda: self._zoom(switch.zoom_reset),
            "view.full_screen": self._full_screen,
            "view.language": lambda: overlays.open_languages(lambda code: kept.set("language", code)),
        }

    def ask_zoom(self) -> None:
        """The eight sizes by number keys."""
        rows = tuple(
            (str(n), percent(size / 100), _("now") if size == zoom() else "")
            for n, size in enumerate(ZOOMS, 1)
        )
        self._parts.overlays.ask(
            _("Size of everything"), rows, lambda key: self._parts.kept.set("zoom", ZOOMS[int(key) - 1])
        )

    def _zoom(self, change: Callable[[], None]) -> None:
        change()
        self._parts.kept.set("zoom", zoom())

    def _full_screen(self) -> None:
        top = self._parts.window.window()
        if top.isFullScreen():
            top.showNormal()
        else:
            top.showFullScreen()

"""A further window on the same base: a section of its own, or one card torn off (Ctrl+Shift+N)."""

from PySide6.QtCore import QObject, QPoint, Signal

from leaddesk.app.first_look import screens_now
from leaddesk.ui.link import Link
from leaddesk.ui.preferences import Preferences
from leaddesk.ui.runner import Runner
from leaddesk.ui.shell import Shell
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.window import Window

STEP = 32
"""How far a further window stands from the one it came from, so that both are seen."""


class Aside(QObject):
    """Shares the runner with the first window and nothing else, so that each goes its own way.

    Signals: `wished(self, command id)`, `gone(self)` after it was closed.
    """

    wished = Signal(object, str)
    gone = Signal(object)

    def __init__(self, runner: Runner, near: Window, kept: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._kept = kept
        shell = near.window()
        self.shell = Shell(theme_switch().theme.tokens, shell.size())
        users = list(near.link.users.values())
        self.link = Link(runner, near.link.definitions, users, self)
        self.window = Window(self.link, kept, near.parts.place, self.shell)
        self.window.wished.connect(lambda command: self.wished.emit(self, command))
        self.shell.closing.connect(self.close)
        kept.changed.connect(self._on_preference)
        self.shell.show_content(self.window)
        geometry = kept.geometry(f"aside {screens_now()}")
        if geometry.isEmpty():
            self.shell.move(shell.pos() + QPoint(STEP, STEP))
        else:
            self.shell.restoreGeometry(geometry)
        self.shell.put_in_sight()

    def open(self, section: str, lead_id: str = "") -> None:
        """Show the window at a section, or at the card of a lead alone."""
        self.shell.show()
        self.shell.activateWindow()
        self.window.own.open_section("inbox" if lead_id else section)
        page = self.window.pages.inbox_page()
        if lead_id and page is not None:
            # The list makes its first row current when it has come, which would take the card away.
            page.inbox.feed.opened.connect(lambda _focus: self._tear_off(lead_id))

    def _tear_off(self, lead_id: str) -> None:
        page = self.window.pages.inbox_page()
        if page is None or page.focused:
            return
        page.inbox.view.make_current(lead_id)
        page.show_card(lead_id)
        page.set_focus_mode(True)
        self.window.frame.bar.show_title(self.window.pages.title())

    def close(self) -> None:
        """Keep what was typed and where the window stood; the base stays open."""
        self.shell.closing.disconnect(self.close)
        self._kept.keep_geometry(f"aside {screens_now()}", self.shell.saveGeometry())
        self.window.pages.flush()
        self.shell.hide()
        self.shell.deleteLater()
        self.gone.emit(self)
        self.deleteLater()

    def _on_preference(self, key: str) -> None:
        if key in ("theme", "contrast"):
            self.shell.follow(theme_switch().theme.tokens)

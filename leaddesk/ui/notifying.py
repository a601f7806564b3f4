"""Tells a person what must not wait: on the desktop while the window lies behind, else as a toast (B32)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from leaddesk.actions.alerts import Alerts
from leaddesk.domain.notices import Alert, Kind, Message, is_quiet, messages
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.preferences import Preferences

EVERY_MS = 15_000
_AGAIN = timedelta(minutes=10)

_ONE: Mapping[Kind, Callable[[], str]] = {
    "hot": lambda: _("New hot lead: {name}"),
    "norm": lambda: _("The norm is running out: {name}"),
    "due": lambda: _("A step is due: {name}"),
}


def message_words(message: Message) -> str:
    """The sentence of a message; of several alerts how many of each kind."""
    if len(message.alerts) == 1:
        alert = message.alerts[0]
        return _ONE[alert.kind]().format(name=alert.name or _("No name"))
    return "; ".join(part for part in map(_many, *_counted(message)) if part)


def _counted(message: Message) -> tuple[tuple[Kind, ...], tuple[int, ...]]:
    kinds: tuple[Kind, ...] = ("hot", "norm", "due")
    return kinds, tuple(sum(alert.kind == kind for alert in message.alerts) for kind in kinds)


def _many(kind: Kind, n: int) -> str:
    if not n:
        return ""
    said = {
        "hot": ngettext("{n} new hot lead", "{n} new hot leads", n),
        "norm": ngettext("{n} norm is running out", "{n} norms are running out", n),
        "due": ngettext("{n} step is due", "{n} steps are due", n),
    }[kind]
    return said.format(n=number(n))


class Desktop:
    """The messages of the system; made when the first one is shown, and only where there is a tray."""

    def __init__(self, clicked: Callable[[], None]) -> None:
        self._clicked = clicked
        self._tray: QSystemTrayIcon | None = None

    def show(self, title: str, words: str) -> bool:
        """Show a message; False where this desktop has no place for one."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), QApplication.instance())
            self._tray.messageClicked.connect(self._clicked)
            self._tray.show()
        self._tray.showMessage(title, words)
        return True


class Notifier(QObject):
    """Looks every quarter of a minute. `show(title, words)` is the desktop, False where none is."""

    def __init__(self, link: Link, kept: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._link, self._kept, self._window = link, kept, window
        self.show: Callable[[str, str], bool] = Desktop(self.open_last).show
        self._since = link.now()
        self._shown: list[datetime] = []
        self._told: set[Alert] = set()
        self._last = ""
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask what happened since the last time; in quiet hours it waits until they end."""
        now = self._link.now()
        if self._asking or not self._kept.get("notify") or self._quiet(now):
            return
        self._asking = True
        since = self._since

        def told(alerts: tuple[Alert, ...]) -> None:
            self._asking = False
            self._tell([alert for alert in alerts if alert not in self._told], now)
            # A lead may become hot a moment after its signal: the last minutes are looked at again.
            self._since = max(since, now - _AGAIN)
            self._told = {alert for alert in (*self._told, *alerts) if alert.at > self._since}

        self._link.runner.ask(Alerts(since), told, self, self._on_failed)

    def _quiet(self, now: datetime) -> bool:
        zone = ZoneInfo(str(self._link.definitions.settings.get("zone", "UTC")))
        since, until = (int(self._kept.get(key)) for key in ("quiet_from", "quiet_until"))
        return is_quiet(now.astimezone(zone), since, until)

    def _on_failed(self, error: Exception) -> None:
        """A base that is silent is told of elsewhere."""
        self._asking = False

    def _tell(self, alerts: list[Alert], now: datetime) -> None:
        for message in messages(alerts, self._shown, now):
            self._shown = [*self._shown[-5:], now]
            self._last = message.lead_id
            words = message_words(message)
            behind = not self._window.isActiveWindow()
            if not (behind and self.show(_("LeadDesk"), words)):
                self._link.noticed.emit(Notice(words))

    def open_last(self) -> None:
        """A message was clicked: its lead opens, and the window comes to the front."""
        window = self._window.window()
        window.raise_()
        window.activateWindow()
        if self._last:
            self._link.open_lead_requested.emit(self._last)

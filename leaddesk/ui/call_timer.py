"""The clock of a call (Ctrl+J): runs under the page, and asks for the result of that lead when it stops."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.domain.log import iso
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.texts.formats import talk_time
from leaddesk.ui.frame import WindowFrame
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.link import Link, Notice

TICK_MS = 1_000


class CallTimer(QObject):
    """One call at a time. `stopped(row, started, talk, ringing)`: the result of that lead is wanted.

    It measures by business time, as everything that is kept does; ringing is no talk (decision 1).
    """

    stopped = Signal(object, object, int, int)

    def __init__(
        self, link: Link, frame: WindowFrame, chosen: Callable[[Callable[[LeadRow], None]], None]
    ) -> None:
        """`chosen` gives the row of the one lead that keys act on, once it is known."""
        super().__init__(frame)
        self._link, self._frame, self._chosen = link, frame, chosen
        self._row: LeadRow | None = None
        self._started: datetime | None = None
        self._answered: datetime | None = None
        self._strip: Strip | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.show_time)
        link.evidence_of = self.evidence

    def evidence(self, lead_id: str) -> Mapping[str, Any] | None:
        """The second of the open call, for an answer that is written down in it (B21, B25)."""
        if self._answered is None or self._started is None or self._row is None or self._row.id != lead_id:
            return None
        return {"kind": "call", "at": iso(self._started), "second": self.seconds()}

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Ctrl+J."""
        return {"lead.timer": self.toggle}

    def running(self) -> bool:
        """Whether a call is being measured."""
        return self._started is not None

    def toggle(self) -> None:
        """Start for the chosen lead; stop whichever call runs, also when another lead is current by now."""
        if self._started is None:
            self._chosen(self._start)
        elif self._answered is None:
            self.answer()
        else:
            self.stop()

    def seconds(self) -> int:
        """How long the talk has lasted, without the ringing before it."""
        return round((self._link.now() - self._answered).total_seconds()) if self._answered else 0

    def ringing(self) -> int:
        """How long it rang, or rings."""
        until = self._answered or self._link.now()
        return round((until - self._started).total_seconds()) if self._started else 0

    def ring(self, row: LeadRow) -> None:
        """The number was dialled; Ctrl+J says that somebody answered."""
        if self._started is None:
            self._begin(row)

    def answer(self) -> None:
        """The ringing is over, the talk begins."""
        if self._started is not None and self._answered is None:
            self._answered = self._link.now()
            self.show_time()

    def _start(self, row: LeadRow) -> None:
        if self._started is None:
            self._begin(row)
            self.answer()

    def _begin(self, row: LeadRow) -> None:
        self._row, self._started, self._answered = row, self._link.now(), None
        self._tick.start()
        self.show_time()
        self.strip().show()

    def strip(self) -> Strip:
        """The line under the page, made at the first call."""
        if self._strip is None:
            self._strip = Strip(StripData(""), radius=0, parent=self._frame)
            self._strip.acted.connect(self.toggle)
            self._frame.put_below(self._strip)
            self._strip.hide()
        return self._strip

    def show_time(self) -> None:
        """Write how long the call lasts."""
        name = short(self._row.name, 60) if self._row is not None else ""
        talks = self._answered is not None
        words = _("Talking with {name}") if talks else _("Ringing {name}; Ctrl+J: they answered")
        time = talk_time(self.seconds() if talks else self.ringing())
        icon = "phone-in-talk-outline" if talks else "phone-ring-outline"
        words = words.format(name=name or _("No name"))
        data = StripData(time, words, "ok" if talks else "warm", icon, key="Ctrl J")
        self.strip().show_strip(data)

    def stop(self) -> None:
        """The call is over, answered or not."""
        if self._started is None:
            return
        row, started, seconds, rang = self._row, self._started, self.seconds(), self.ringing()
        answered = self._answered is not None
        self._row = self._started = self._answered = None
        self._tick.stop()
        self.strip().hide()
        if answered:
            self._link.noticed.emit(Notice(_("The call lasted {time}").format(time=talk_time(seconds))))
        self.stopped.emit(row, started, seconds, rang)

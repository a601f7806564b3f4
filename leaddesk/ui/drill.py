"""The two-minute drill of keys on sample leads: ten wishes, each answered by its key (UX 4.5, journey 10)."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.texts import N_, _, ngettext
from leaddesk.ui.commander import Commander
from leaddesk.ui.frame import WindowFrame
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.link import Link, Notice

STEPS: Sequence[tuple[str, str]] = (
    ("lead.next", N_("Go to the next lead")),
    ("lead.take", N_("The client wants it: take the lead on")),
    ("app.undo", N_("That was a slip: take it back")),
    ("lead.contact_result", N_("You have called: log the result; 1 is no answer")),
    ("lead.snooze", N_("They are busy: snooze the lead, 3 is tomorrow")),
    ("lead.nurture", N_("The budget opens later: put it into nurture")),
    ("lead.archive", N_("They cannot afford it: archive with the reason")),
    ("lead.junk", N_("This is spam: junk it with the reason")),
    ("search.focus", N_("Find somebody: go to the search")),
    ("app.palette", N_("You forgot a key: open the list of all commands")),
)
"""What is asked, in the order of a working day: the command that answers, and the wish in words."""
HINT_AFTER_MS = 8_000


class Drill(QObject):
    """Runs under the page while the person works; `ended(answered without help)`.

    A wish is answered by its command, however run; the key is shown after eight seconds or a wrong one.
    """

    ended = Signal(int)

    def __init__(self, link: Link, commander: Commander, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._link, self._commander, self._frame = link, commander, frame
        self._at = -1
        self._known = 0
        self._helped = False
        self._strip: Strip | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(HINT_AFTER_MS)
        self._soon.timeout.connect(self._help)
        commander.ran.connect(self._on_ran)

    def running(self) -> bool:
        """Whether a wish waits for its key."""
        return self._at >= 0

    def strip(self) -> Strip:
        """The line that asks."""
        if self._strip is None:
            self._strip = Strip(StripData(""), action=_("End the drill"), radius=0, parent=self._frame)
            self._strip.acted.connect(self.end)
            self._frame.put_below(self._strip)
        return self._strip

    def start(self) -> None:
        """From the first wish; once more where it ran already."""
        self._at, self._known = -1, 0
        self.strip().show()
        self._next()

    def _next(self) -> None:
        self._at += 1
        self._helped = False
        if self._at == len(STEPS):
            self.end()
            return
        self._soon.start()
        self._ask()

    def _ask(self) -> None:
        command, wish = STEPS[self._at]
        lead = _("{n} of {all}").format(n=self._at + 1, all=len(STEPS))
        key = self._commander.key(command) if self._helped else ""
        data = StripData(lead, _(wish), "warm" if self._helped else "accent", "school-outline", key=key)
        self.strip().show_strip(data, _("End the drill"))

    def _help(self) -> None:
        self._helped = True
        self._soon.stop()
        self._ask()

    def _on_ran(self, command: str) -> None:
        if not self.running():
            return
        if command == STEPS[self._at][0]:
            self._known += not self._helped
            self._next()
        elif command in {wanted for wanted, _wish in STEPS}:
            self._help()

    def end(self) -> None:
        """Stop, and say how it went; the sheet of keys has what was not known."""
        if not self.running():
            return
        done, self._at = min(self._at, len(STEPS)), -1
        self._soon.stop()
        self.strip().hide()
        if done == len(STEPS):
            words = ngettext(
                "{n} of {all} keys without help. ? shows all of them.",
                "{n} of {all} keys without help. ? shows all of them.",
                self._known,
            )
            self._link.noticed.emit(Notice(words.format(n=self._known, all=done)))
        self.ended.emit(self._known)

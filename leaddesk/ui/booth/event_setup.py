"""Which event the stand works for: asked, made in the base, taken, and changed for the one before."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.actions.ports import Change
from leaddesk.actions.questions import Defined
from leaddesk.actions.trade_show import SetShow
from leaddesk.domain.definitions import Definitions
from leaddesk.texts import _
from leaddesk.ui.booth.event_form import EventForm
from leaddesk.ui.booth.keeper import Keeper
from leaddesk.ui.link import Link


class EventSetup(QObject):
    """`taken()` once the stand works for another event, or for the same one in another shape."""

    taken = Signal()

    def __init__(self, link: Link, keeper: Keeper, panel: QWidget) -> None:
        super().__init__(panel)
        self._link, self._keeper, self._panel = link, keeper, panel

    def set_up(self) -> None:
        """Ask for the preset of the event."""
        form = EventForm(self._panel.window(), self._link, self._keeper.show())
        form.made.connect(self._on_made)
        form.open_dialog(form.fields["name"])

    def same_as_before(self) -> None:
        """The event before this one; where there is none, or it is in force already, that is said."""
        if not self._keeper.same_show():
            show = self._keeper.show()
            words = _("It is this event already: {name}").format(name=show.name) if show else ""
            self._keeper.say(words or _("There was no event before; set one up"))
        self.taken.emit()

    def _on_made(self, action: SetShow) -> None:
        self._link.runner.do(action, partial(self._on_written, action), self)

    def _on_written(self, action: SetShow, _change: Change) -> None:
        self._link.runner.ask(Defined(), partial(self._on_defined, action), self)

    def _on_defined(self, action: SetShow, known: Definitions) -> None:
        self._link.definitions = known
        name = action.title.strip()
        key = action.key or next((show.id for show in known.shows[::-1] if show.name == name), "")
        self._keeper.use_show(key)
        self.taken.emit()

"""The distribution screen: a proposal for each lead of the queue, people with their norms, one apply."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leaddesk.actions.distribute import Distribution, Proposal
from leaddesk.actions.ports import Change
from leaddesk.domain.distributing import Given
from leaddesk.domain.log import at_ms
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import duration, name_in, number
from leaddesk.texts.names import name_of
from leaddesk.ui.distribution.choosing import ask_person, ask_reason
from leaddesk.ui.distribution.norms import NormsDialog
from leaddesk.ui.distribution.people import PeoplePanel
from leaddesk.ui.distribution.queue import QueueList, QueueRow
from leaddesk.ui.distribution.words import sum_words, why_words
from leaddesk.ui.kit.actionbar import ActionBar, BarAction
from leaddesk.ui.kit.chip import Chip, ChipData, temperature_chip
from leaddesk.ui.kit.label import Caption, ElidedLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.ring import RingData
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.zoom import px

_AFTER_MS = 600
_TONES: dict[str, ToneName] = {"hot": "hot", "warm": "warm", "cold": "cold"}
_LATE = timedelta(hours=1)


class DistributionPanel(QWidget):
    """Asks for a new proposal when leads change; what was chosen by hand stays chosen."""

    loaded = Signal()
    current_changed = Signal(str)

    section = "distribution"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.told: Proposal | None = None
        self.chosen: dict[str, str | None] = {}
        self._stale = self._applying = False
        self.chip = Chip(ChipData(""), self)
        self.chip.hide()
        self.queue = QueueList(_("Without an owner, and to whom"), self)
        self.people = PeoplePanel(self)
        self.head = ElidedLabel("", 13, 600, parent=self)
        self.below = ElidedLabel("", 12, 400, "text2", parent=self)
        self.bar = ActionBar(self)
        self._actions: dict[str, QAction] = {}
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self.reload)
        link.changed.connect(self._on_changed)
        link.defined.connect(self._soon.start)
        self.queue.choosing.connect(self.choose)
        self.queue.opened.connect(link.open_lead_requested)
        self.queue.selectionModel().currentChanged.connect(
            lambda *_told: self.current_changed.emit(self.queue.current_id())
        )

    def _lay_out(self) -> None:
        frame, summary = Panel(padding=2, parent=self), Panel(padding=12, parent=self)
        frame.body.addWidget(self.queue, 1)
        summary.body.addWidget(self.head)
        summary.body.addWidget(self.below)
        grid = QGridLayout()
        grid.setContentsMargins(px(16), px(12), px(16), px(12))
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.addWidget(Caption(_("Without an owner, and to whom"), self), 0, 0)
        grid.addWidget(Caption(_("People: open leads and the norm"), self), 0, 1)
        grid.addWidget(frame, 1, 0)
        grid.addWidget(self.people, 1, 1, 2, 1)
        grid.addWidget(summary, 2, 0)
        grid.setColumnStretch(0, 60)
        grid.setColumnStretch(1, 40)
        grid.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(grid, 1)
        column.addWidget(self.bar)

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Distribution")

    def bar_widgets(self) -> tuple[QWidget, ...]:
        """How many wait."""
        return (self.chip,)

    def selected_ids(self) -> tuple[str, ...]:
        """The lead of the current row."""
        lead = self.queue.current_id()
        return (lead,) if lead else ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the distribution."""
        return {
            "distribute.apply": self.apply,
            "distribute.preview": self.again,
            "distribute.norms": lambda: self.open_norms("norms"),
            "distribute.absences": lambda: self.open_norms("absences"),
        }

    def take_focus(self) -> None:
        """To the queue."""
        self.queue.setFocus()

    def search(self, query: str) -> None:
        """What a search finds is a list."""
        if query:
            self._link.list_requested.emit(query)

    def use_actions(self, action: Callable[[str], QAction], key: Callable[[str], str]) -> None:
        """The same QAction behind button, menu and palette."""
        self._actions = {name: action(name) for name in self.handlers()}
        self._key = key
        self._show_bar(0)

    # The proposal

    def reload(self) -> None:
        """Ask for the proposal again."""
        self._stale = False
        if self.isVisible():
            self._link.runner.ask(Distribution(tuple(self.chosen.items())), self._on_told, self)

    def again(self) -> None:
        """Forget what was chosen by hand, and propose anew."""
        self.chosen.clear()
        self.reload()

    def _on_told(self, told: Proposal) -> None:
        self.told = told
        given = {one.lead: one for one in told.given}
        self.chosen = {lead: user for lead, user in self.chosen.items() if lead in given}
        self.queue.show_rows(tuple(self._row(row, given[row.id], told) for row in told.rows))
        self.people.show_people(told.people, self._channels())
        head, below = sum_words(told)
        self.head.show_text(head, "hot" if told.above else "text")
        self.below.show_text(below)
        words = ngettext("{n} without an owner", "{n} without an owner", told.waiting)
        self.chip.show_chip(ChipData(words.format(n=number(told.waiting)), "accent", big=True))
        self._show_bar(len(told.placed))
        self.loaded.emit()

    def _row(self, row: LeadRow, given: Given, told: Proposal) -> QueueRow:
        now, definitions = self._link.now(), self._link.definitions
        tone = _TONES.get(row.temperature, "junk")
        channel = definitions.channel_by_id.get(row.channel)
        chips = [temperature_chip(tone, name_of("temperature", row.temperature))]
        if channel is not None:
            chips.append(ChipData(name_in(channel.names)))
        waited = None if row.cool_since is None else now - at_ms(row.cool_since)
        age = "" if waited is None else _("cooling for {time}").format(time=duration(waited.total_seconds()))
        load = next((one for one in told.people if one.user.id == given.to), None)
        free = load.worker.free if load is not None else None
        return QueueRow(
            row.id,
            RingData(row.score, tone),
            short(row.name) or short(row.company) or _("No name"),
            short(", ".join(part for part in (row.company if row.name else "", row.city) if part)),
            short(row.need or row.product),
            tuple(chips),
            age,
            "hot" if waited is not None and waited >= _LATE else "text2",
            self._link.name_of(given.to),
            why_words(given.why, free, self._channels()),
        )

    def _channels(self) -> Mapping[str, str]:
        return {channel.id: name_in(channel.names) for channel in self._link.definitions.channels}

    def _show_bar(self, placed: int) -> None:
        if not self._actions:
            return
        words = {
            "distribute.apply": _("Apply: {n}").format(n=number(placed)),
            "distribute.preview": _("Propose again"),
            "distribute.norms": _("Norms"),
            "distribute.absences": _("Absences"),
        }
        self.bar.show_actions(
            tuple(BarAction(self._actions[name], said, self._key(name)) for name, said in words.items())
        )
        self.bar.show_remark(_("one step, Z takes it back"))

    # What a person does

    def choose(self, lead: str) -> None:
        """Ask who else is to get a lead."""
        if self.told is None:
            return

        def chosen(user: str | None) -> None:
            self.chosen[lead] = user
            self.reload()

        row = next(row for row in self.queue.rows.rows() if row.id == lead)
        ask_person(self.window(), row.name, self.told.people, chosen)

    def apply(self) -> None:
        """Do exactly what is shown; above a norm the reason is asked first."""
        told = self.told
        if told is None or not told.placed or self._applying:
            return
        if told.above:
            ask_reason(self.window(), told.above, lambda reason: self._do(told, reason))
        else:
            self._do(told, "")

    def _do(self, told: Proposal, reason: str) -> None:
        n = len(told.placed)
        self._applying = True

        def done(change: Change) -> None:
            self._applying = False
            self.chosen.clear()
            words = ngettext("{n} lead distributed", "{n} leads distributed", n).format(n=number(n))
            self._link.noticed.emit(Notice(words, change.tx))
            self.reload()

        def failed(error: Exception) -> None:
            self._applying = False
            self.reload()
            raise error

        self._link.runner.do(told.action(reason), done, self, failed)

    def open_norms(self, what: str) -> None:
        """The form of norms and streams, or of absences."""
        if self.told is not None:
            NormsDialog(self._link, self.window(), self.told.people, what).open_dialog()

    def _on_changed(self, _change: Change) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

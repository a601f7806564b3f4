"""The filters of the board in the top bar: whose leads, which channel, and the month of its figures."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.actions.views import views_of
from leaddesk.texts import _, language
from leaddesk.texts.formats import name_in
from leaddesk.ui.kit.filters import FilterMenu
from leaddesk.ui.link import Link

_MONTHS = 12


class BoardFilters(QObject):
    """`changed()` when a person chose another filter."""

    changed = Signal()

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self.whose = FilterMenu(_("Owner"), parent)
        self.month = FilterMenu(_("Month of conversion and medians"), parent)
        self.channel = FilterMenu(_("Channel or saved view"), parent)
        for chip in self.chips():
            chip.hide()
            chip.picked.connect(lambda _value: self.changed.emit())
        self.fill()
        link.defined.connect(self.fill)

    def chips(self) -> tuple[FilterMenu, ...]:
        """What the top bar shows, from left to right."""
        return (self.whose, self.month, self.channel)

    def fill(self) -> None:
        """Offer the people, months and channels there are."""
        link = self._link
        others = [(user.name, f'owner:"{user.id}"') for user in link.users.values() if user.id != link.me.id]
        self.whose.show_choices([(_("Everybody"), ""), (_("Mine"), "is:mine"), *others])
        first = link.now().date().replace(day=1)
        months = [first]
        while len(months) < _MONTHS:
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        self.month.show_choices([(_month(month), month) for month in months])
        channels = [
            (name_in(channel.names), f"channel:{channel.id}") for channel in link.definitions.channels
        ]
        views = [(view.name, view.query) for view in views_of(link.definitions, link.me.id)]
        self.channel.show_choices([(_("No filter"), ""), *channels, *views])

    def query(self) -> str:
        """The search of the chosen filters; empty where all leads are shown."""
        return " ".join(f"({part})" for part in (self.whose.value(), self.channel.value()) if part)

    def days(self) -> tuple[date, date]:
        """First and last day of the chosen month."""
        first: date = self.month.value()
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _month(month: date) -> str:
    name = QLocale(language()).standaloneMonthName(month.month)
    return f"{name[:1].upper()}{name[1:]} {month.year}"

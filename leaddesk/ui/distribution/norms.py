"""Norms, streams and absences of everybody, one line a person; what did not change is not written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from leaddesk.actions.distribute import Load, SetLoad
from leaddesk.domain.load import Days, LoadNorm
from leaddesk.domain.normal import fold
from leaddesk.texts import _, pgettext
from leaddesk.texts.formats import name_in
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Check
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import mark_invalid
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

SIZE = QSize(940, 520)
_MOST = 100_000


class Unreadable(ValueError):
    """What was typed is no number, no list or no days."""


def read_count(text: str) -> int | None:
    """A whole number, or None for nothing; raises Unreadable."""
    text = text.strip()
    if text and not (text.isdecimal() and int(text) <= _MOST):
        raise Unreadable(text)
    return int(text) if text else None


def read_words(text: str) -> tuple[str, ...]:
    """Words parted by commas."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := " ".join(part.split()))))


def read_days(text: str) -> tuple[Days, ...]:
    """Absences such as "20.11.2026-27.11.2026, 2026-12-24"; raises Unreadable."""
    return tuple(sorted(_absence(part) for part in read_words(text)))


def said_days(days: Sequence[Days]) -> str:
    """The same, as typed."""
    return ", ".join(
        _day(since) if since == until else f"{_day(since)}-{_day(until)}" for since, until in days
    )


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _absence(text: str) -> Days:
    ends = [text] if text.count("-") in (0, 2) else text.replace(" ", "").split("-", 1)
    if text.count("-") == 5:
        ends = [text[:10], text[-10:]]
    days = [_read_day(end.strip()) for end in ends]
    if days[0] > days[-1]:
        raise Unreadable(text)
    return days[0], days[-1]


def _read_day(text: str) -> date:
    try:
        if "." in text:
            day, month, year = text.split(".")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(text) from None


class NormsDialog(Dialog):
    """`what` is norms or absences: the lines that are shown."""

    def __init__(self, link: Link, parent: QWidget, people: Sequence[Load], what: str) -> None:
        absences = what == "absences"
        title = _("Absences") if absences else _("Load norms and streams")
        words = (
            _("Days such as 20.11.2026-27.11.2026, several parted by commas")
            if absences
            else _("Empty is no limit, and no stream is any; several are parted by commas")
        )
        super().__init__(parent, title, words, size=SIZE)
        self._link, self._people = link, tuple(people)
        self._absences = absences
        self._channels = {channel.id: name_in(channel.names) for channel in link.definitions.channels}
        self.lines: dict[tuple[str, str], QLineEdit] = {}
        self.takes: dict[str, Check] = {}
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(px(20), px(16), px(20), px(16))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(8))
        self._fill()
        self.save = self.add_button(Button(_("Save"), kind="primary", key="Ctrl+Enter"), primary=True)
        self.save.clicked.connect(self._on_save)
        self.cancelled.connect(self.close_overlay)

    def open_dialog(self, first: QWidget | None = None) -> None:
        """Show it; the keys go to the first line."""
        super().open_dialog(first or next(iter(self.lines.values()), None))

    def _columns(self) -> dict[str, str]:
        if self._absences:
            return {"away": _("Away")}
        return {
            "open": pgettext("norms", "Open"),
            "per_day": _("A day"),
            "regions": _("Cities, countries"),
            "languages": _("Languages"),
            "channels": _("Channels"),
            "campaigns": _("Campaigns"),
        }

    def _fill(self) -> None:
        columns = self._columns()
        for at, words in enumerate(columns.values(), 1):
            self._grid.addWidget(ElidedLabel(words, 12, 600, "text2", parent=self.body), 0, at)
        if not self._absences:
            takes = ElidedLabel(_("Takes new"), 12, 600, "text2", parent=self.body)
            self._grid.addWidget(takes, 0, len(columns) + 1)
        for row, load in enumerate(self._people, 1):
            self._grid.addWidget(ElidedLabel(load.user.name, 13, 600, parent=self.body), row, 0)
            for at, (field, words) in enumerate(columns.items(), 1):
                line = QLineEdit(self._said(load.worker.norm, field), self.body)
                line.setCursorPosition(0)
                line.setAccessibleName(f"{load.user.name}: {words}")
                if field in ("open", "per_day"):
                    line.setFixedWidth(px(64))
                self.lines[load.user.id, field] = line
                self._grid.addWidget(line, row, at)
            if not self._absences:
                check = Check("", self.body)
                check.setChecked(load.worker.norm.takes)
                check.setAccessibleName(f"{load.user.name}: {_('Takes new')}")
                self.takes[load.user.id] = check
                self._grid.addWidget(check, row, len(columns) + 1)
        self._grid.setColumnStretch(0, 2)
        for at in range(1, len(columns) + 1):
            self._grid.setColumnStretch(at, 2)
        self._grid.setRowStretch(len(self._people) + 1, 1)

    def _on_save(self) -> None:
        wanted: dict[str, LoadNorm] = {}
        wrong: list[QLineEdit] = []
        for load in self._people:
            norm = load.worker.norm
            for (user, field), line in self.lines.items():
                if user == load.user.id:
                    norm, fits = self._with(norm, field, line.text())
                    mark_invalid(line, not fits)
                    wrong += [] if fits else [line]
            if load.user.id in self.takes:
                norm = replace(norm, takes=self.takes[load.user.id].isChecked())
            if norm != load.worker.norm:
                wanted[load.user.id] = norm
        if wrong:
            wrong[0].setFocus()
            self.show_remark(
                _("Dates such as 20.11.2026") if self._absences else _("A whole number, or nothing")
            )
            return
        for user, norm in wanted.items():
            self._link.runner.do(SetLoad(user, norm), lambda _change: None, self._link)
        self.close_overlay()

    def _said(self, norm: LoadNorm, field: str) -> str:
        value = getattr(norm, field)
        if field == "away":
            return said_days(value)
        if field in ("open", "per_day"):
            return "" if value is None else str(value)
        if field == "channels":
            return ", ".join(self._channels.get(one, one) for one in value)
        return ", ".join(value)

    def _with(self, norm: LoadNorm, field: str, text: str) -> tuple[LoadNorm, bool]:
        """The norm with what was typed, and whether it could be read."""
        try:
            if field == "away":
                return replace(norm, away=read_days(text)), True
            if field == "open":
                return replace(norm, open=read_count(text)), True
            if field == "per_day":
                return replace(norm, per_day=read_count(text)), True
        except Unreadable:
            return norm, False
        told = read_words(text)
        changed = {
            "regions": replace(norm, regions=told),
            "languages": replace(norm, languages=told),
            "channels": replace(norm, channels=tuple(map(self._channel, told))),
            "campaigns": replace(norm, campaigns=told),
        }
        return changed[field], True

    def _channel(self, typed: str) -> str:
        """The id of a channel that is typed by its name."""
        return next((one for one, name in self._channels.items() if fold(name) == fold(typed)), typed)

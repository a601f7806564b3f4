"""The event is set up once: name, place, days, goal, campaign, whose leads, the questions, consent."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.trade_show import SetShow
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.show import PRODUCT, Show
from leaddesk.domain.users import User
from leaddesk.domain.when import parse_when
from leaddesk.texts import N_, _, language
from leaddesk.ui.booth.words import ask_words
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Check, Select
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

_PLAIN = (
    ("name", N_("Name of the event")),
    ("place", N_("Place, stand")),
    ("first", N_("First day")),
    ("last", N_("Last day")),
    ("goal", N_("Visitors a day, the goal")),
    ("campaign", N_("Campaign")),
)
_MOST_STAFF = 6


class EventForm(Dialog):
    """`made(action)`: the preset as a person set it up."""

    made = Signal(object)

    def __init__(self, parent: QWidget, link: Link, show: Show | None) -> None:
        super().__init__(parent, _("The event"), _("Asked once; the stand works by it"), size=QSize(860, 580))
        self._link, self._key = link, ""
        self.fields: dict[str, QLineEdit] = {}
        self._lines: dict[str, FormField] = {}
        known = link.definitions
        self.which = Select(_("Event"))
        self.which.addItem(_("A new event"), "")
        for one in known.shows[::-1]:
            self.which.addItem(one.name, one.id)
        self.owner = Select(_("Whose leads they are"))
        self.owner.addItem(_("whoever stands there"), "")
        self.question = Select(_("Second question"))
        self.question.addItem(_("none"), "")
        self.staff: dict[str, Check] = {}
        self._fill(known, sorted(link.users.values(), key=lambda user: user.name))
        self._lay_out()
        self.which.activated.connect(self._on_which)
        self.question.activated.connect(lambda _place: self._show_answers(()))
        work = Button(_("Work for this event"), kind="primary", key="Ctrl+Enter")
        self.add_button(work, primary=True).clicked.connect(self.save)
        self.show_event(show)

    def _fill(self, known: Definitions, users: list[User]) -> None:
        for user in (user for user in users if user.active):
            self.owner.addItem(user.name, user.id)
            self.staff[user.id] = Check(user.name)
        for question in known.questions:
            self.question.addItem(ask_words(question.id, known), question.id)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        for place, (key, words) in enumerate(_PLAIN):
            grid.addWidget(self._line(key, _(words)), place // 2, place % 2)
        for words, select, column in (
            (_("Whose leads they are"), self.owner, 0), (_("Second question"), self.question, 1)
        ):  # fmt: skip
            grid.addWidget(FormField(words, select), 3, column)
        grid.addWidget(self._line(PRODUCT, _("What is needed: answers of one tap, with commas")), 4, 0)
        grid.addWidget(self._line("answers", _("Answers of the second question, with commas")), 4, 1)
        grid.addWidget(self._line("consent", _("The text that a visitor agrees to")), 5, 0, 1, 2)
        people = QGridLayout()
        for place, check in enumerate(list(self.staff.values())[:_MOST_STAFF]):
            people.addWidget(check, place // 3, place % 3)
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(20), px(12), px(20), px(12))
        lay.setSpacing(px(6))
        lay.addWidget(FormField(_("Event"), self.which))
        lay.addLayout(grid)
        lay.addLayout(people)
        lay.addStretch(1)

    def _line(self, key: str, words: str) -> FormField:
        edit = QLineEdit()
        edit.setMaxLength(500)
        self.fields[key] = edit
        self._lines[key] = FormField(words, edit)
        return self._lines[key]

    def _on_which(self, _place: int) -> None:
        self.show_event(self._link.definitions.show_by_id.get(self.which.currentData()))

    def show_event(self, show: Show | None) -> None:
        """Show an event, or the beginning of a new one."""
        self._key = show.id if show else ""
        self.which.setCurrentIndex(max(0, self.which.findData(self._key)))
        told = show or Show("", "", first=self._today().isoformat(), last=self._today().isoformat())
        for key, _words in _PLAIN:
            self.fields[key].setText(str(getattr(told, key)))
        self.fields["consent"].setText(
            told.consent or _("I agree that you write to me about what I asked for.")
        )
        self.owner.setCurrentIndex(max(0, self.owner.findData(told.owner)))
        asks = {ask.id: ask.choices for ask in told.asks}
        self.fields[PRODUCT].setText(", ".join(asks.pop(PRODUCT, ())))
        second = next(iter(asks), "" if show else "timing")
        self.question.setCurrentIndex(max(0, self.question.findData(second)))
        self._show_answers(asks.get(second, ()))
        for user, check in self.staff.items():
            check.setChecked(user in told.staff)

    def _show_answers(self, choices: tuple[str, ...]) -> None:
        question = self._link.definitions.question_by_id.get(self.question.currentData() or "")
        ready = question.choices.get(language(), ()) if question is not None else ()
        self.fields["answers"].setText(", ".join(choices or ready))

    def _today(self) -> date:
        return self._link.now().astimezone(self._zone()).date()

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(str(self._link.definitions.setting("zone")))

    def _day(self, key: str) -> str | None:
        """An ISO day of what was typed, "" for nothing, None for what is no day."""
        text = self.fields[key].text().strip()
        if not text:
            return ""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            found: datetime | None = parse_when(text, self._link.now(), str(self._zone()))
            return found.astimezone(self._zone()).date().isoformat() if found else None

    def save(self) -> None:
        """Give what was set up; what is wrong is said beside its field."""
        days = {key: self._day(key) for key in ("first", "last")}
        goal = self.fields["goal"].text().strip()
        wrong = {key: _("This is no day; for example 18.11.2026") for key, day in days.items() if day is None}
        if not self.fields["name"].text().strip():
            wrong["name"] = _("Give the event a name")
        if not goal.isdigit() or len(goal) > 4:
            wrong["goal"] = _("A number of visitors")
        for key in ("name", "first", "last", "goal"):
            self._lines[key].show_error(wrong.get(key, ""))
        if wrong:
            return
        told: dict[str, object] = {**days, "goal": int(goal), "owner": self.owner.currentData() or ""}
        told |= {key: self.fields[key].text().strip() for key in ("place", "campaign", "consent")}
        told["questions"] = self._questions()
        told["staff"] = [user for user, check in self.staff.items() if check.isChecked()]
        self.made.emit(SetShow(self.fields["name"].text(), self._key, tuple(told.items())))
        self.close_overlay()

    def _questions(self) -> list[dict[str, object]]:
        """The questions that have answers."""
        second = str(self.question.currentData() or "")
        asked = ((PRODUCT, self.fields[PRODUCT].text()), (second, self.fields["answers"].text()))
        found: list[dict[str, object]] = []
        for key, text in asked:
            choices = [part.strip() for part in text.split(",") if part.strip()]
            if key and choices:
                found.append({"id": key, "choices": choices})
        return found

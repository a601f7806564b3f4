"""The form of a handover (screen 12): the summary writes itself, the advice is asked for."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.ports import Change
from leaddesk.actions.questions import Card, CardView
from leaddesk.actions.values import roster_of
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User
from leaddesk.domain.when import parse_when
from leaddesk.texts import _
from leaddesk.texts.formats import due, money, name_in
from leaddesk.texts.keys import criterion_name, criterion_why, say
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import ChoiceButton, Phrase, Radio
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

_SELLERS = frozenset({"sales", "head"})


class HandoverDialog(Dialog):
    """Built from a card; `handed(Change)` once the deal is made."""

    handed = Signal(object)

    def __init__(self, link: Link, view: CardView, parent: QWidget) -> None:
        row = view.row
        amount = "" if row.amount_minor is None else money(row.amount_minor, row.currency)
        about = ", ".join(part for part in (short(row.company), row.city, amount) if part)
        title = _("Hand over to sales: {name}").format(name=short(row.name) or short(row.company))
        super().__init__(parent, title, about, size=QSize(px(940), px(644)))
        self.link, self.view = link, view
        self._to: str | None = None
        self.advice = FormField(_("Advice to sales"))
        self.reason = FormField(_("Why hand over all the same"))
        self.step = QLineEdit()
        self.when = FormField(_("When"))
        self._reasons: list[tuple[str, Radio]] = []
        self._build_body()
        self.button = Button(_("Hand over"), kind="primary", key="Ctrl+Enter")
        self.add_button(self.button, primary=True)
        self.button.clicked.connect(self.hand_over)
        cancel = Button(_("Cancel"), key="Esc")
        self.add_button(cancel)
        cancel.clicked.connect(self.cancel)
        self._propose()

    def _build_body(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(px(12))
        left.addWidget(self._summary())
        left.addWidget(self.advice)
        left.addLayout(self._phrases())
        missing = self._missing()
        if missing is not None:
            left.addWidget(missing)
        left.addStretch(1)
        right.addWidget(self._people())
        right.addWidget(self._first_step())
        right.addWidget(self._criteria())
        right.addStretch(1)
        across = QHBoxLayout(self.body)
        across.setContentsMargins(px(20), px(16), px(20), px(16))
        across.setSpacing(px(16))
        across.addLayout(left, 17)
        across.addLayout(right, 10)

    def _summary(self) -> Panel:
        panel = Panel(_("Summary, made from the card"), gap=2)
        rows = [LineRow(_("Need"), short(self.view.row.need) or "–", ink="text3", value_ink="text")]
        for question in self.view.definitions.questions:
            answer = self.view.lead.answers.get(question.id)
            if answer is not None and answer.text:
                rows.append(
                    LineRow(name_in(question.names), short(answer.text), ink="text3", value_ink="text")
                )
        told = RowList(_("Summary"), height=23, value_at=104)
        told.show_rows(tuple(rows))
        panel.body.addWidget(told)
        return panel

    def _phrases(self) -> FlowLayout:
        flow = FlowLayout()
        for choice in self.view.definitions.group("advice"):
            words = name_in(choice.names)
            phrase = Phrase(words, choice.key)
            phrase.toggled.connect(partial(self._on_phrase, words))
            flow.addWidget(phrase)
        return flow

    def _on_phrase(self, words: str, on: bool) -> None:
        """A phrase is put into the advice or taken out; own words stay."""
        editor = self._advice_editor()
        parts = [part.strip() for part in editor.text().split(";") if part.strip() and part.strip() != words]
        editor.setText("; ".join([*parts, words] if on else parts))

    def _advice_editor(self) -> QLineEdit:
        assert isinstance(self.advice.editor, QLineEdit)
        return self.advice.editor

    def _missing(self) -> Panel | None:
        failed = [check for check in self.view.readiness if not check.ok]
        if not failed:
            return None
        panel = Panel(gap=8, ground="warm")
        names = ", ".join(criterion_name(check.id, self.view.definitions) for check in failed)
        head = _("Missing {n} of {all}: {names}").format(
            n=len(failed), all=len(self.view.readiness), names=names
        )
        panel.body.addWidget(ElidedLabel(head, 13, 600, "warm"))
        panel.body.addWidget(TextLabel(_("It can go with a reason, which the report shows."), 12))
        line = QHBoxLayout()
        for choice in self.view.definitions.group("override"):
            words = name_in(choice.names)
            radio = Radio(words)
            radio.toggled.connect(partial(self._on_reason, words))
            self._reasons.append((choice.id, radio))
            line.addWidget(radio)
        line.addStretch(1)
        panel.body.addLayout(line)
        panel.body.addWidget(self.reason)
        return panel

    def _on_reason(self, words: str, on: bool) -> None:
        editor = self.reason.editor
        if on and isinstance(editor, QLineEdit) and not editor.text().strip():
            editor.setPlaceholderText(words)

    def _people(self) -> Panel:
        panel = Panel(_("To whom"), gap=4)
        sellers = [user for user in self.view.users.values() if user.active and _SELLERS & set(user.roles)]
        last = next((lead.owner for lead in self.view.came_before if lead.owner), None)
        sellers.sort(key=lambda user: (user.id != last, user.name))
        for place, user in enumerate(sellers[:4]):
            panel.body.addWidget(self._person(user, place == 0))
        if not sellers:
            panel.body.addWidget(TextLabel(_("No salesperson yet: it goes to the queue of sales"), 12))
        return panel

    def _person(self, user: User, proposed: bool) -> ChoiceButton:
        words = _("{name}, proposed").format(name=user.name) if proposed else user.name
        button = ChoiceButton(words)
        button.clicked.connect(lambda: self._choose(user.id))
        if proposed:
            button.setChecked(True)
            self._to = user.id
        return button

    def _choose(self, user_id: str) -> None:
        self._to = user_id

    def _first_step(self) -> Panel:
        panel = Panel(_("First step of sales"), gap=8)
        self.step.setPlaceholderText(_("What comes first"))
        self.step.setAccessibleName(_("First step of sales"))
        panel.body.addWidget(self.step)
        panel.body.addWidget(self.when)
        return panel

    def _criteria(self) -> Panel:
        met = sum(1 for check in self.view.readiness if check.ok)
        caption = _("Ready: {n} of {all}").format(n=met, all=len(self.view.readiness))
        panel = Panel(caption, gap=2)
        rows = []
        for check in self.view.readiness:
            why = criterion_why(check, self.view.definitions)
            name = criterion_name(check.id, self.view.definitions)
            words = f"{name}: {why}" if why else name
            ok = bool(check.ok)
            rows.append(LineRow(words, "", "check-circle" if ok else "close-circle", "ok" if ok else "hot"))
        told = RowList(_("Readiness criteria"))
        told.show_rows(tuple(rows))
        panel.body.addWidget(told)
        return panel

    def _propose(self) -> None:
        """The first step is proposed: a call on the next working hour of the lead."""
        editor = self.when.editor
        if isinstance(editor, QLineEdit):
            editor.setText(_("tomorrow"))
            editor.textChanged.connect(lambda _text: self._show_when())
        self._show_when()

    def _show_when(self) -> None:
        when = self.due()
        zone = ZoneInfo(self._zone())
        self.when.show_hint("" if when is None else due(when, zone, self.link.now()))

    def _zone(self) -> str:
        return self.view.row.zone or str(self.view.definitions.setting("zone"))

    def due(self) -> datetime | None:
        """When the first step is due, as typed; None where it cannot be read."""
        definitions = self.view.definitions
        hour = int(definitions.setting("wake_hour"))
        return parse_when(self.when.text(), self.link.now(), self._zone(), hour, roster_of(definitions))

    def hand_over(self) -> None:
        """Write it once, or say what is missing; what was typed stays."""
        if not self.button.isEnabled():
            return
        chosen = next((key for key, radio in self._reasons if radio.isChecked()), "")
        own = self.reason.text().strip()
        action = HandOver(
            (self.view.row.id,),
            advice=self.advice.text(),
            to=self._to,
            step=self.step.text().strip(),
            at=self.due(),
            reason=f"{chosen}: {own}" if chosen and own else chosen or own,
        )
        self.button.setEnabled(False)
        self.link.runner.do(action, self._on_handed, self, self._on_refused)

    def _on_handed(self, change: Change) -> None:
        name = short(self.view.row.name) or short(self.view.row.company)
        self.link.noticed.emit(Notice(_("“{name}” is handed over to sales").format(name=name), change.tx))
        self.handed.emit(change)
        self.close_overlay()

    def _on_refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if not isinstance(error, Refused):
            raise error
        words = say(error, definitions=self.view.definitions)
        field = self.advice if error.key == "hand_over.advice_missing" else self.reason
        field.show_error(words)
        field.editor.setFocus()


def open_handover(
    link: Link, parent: QWidget, lead_id: str, opened: Callable[[HandoverDialog], None] | None = None
) -> None:
    """Open the form for a lead once its card is read."""

    def show(view: CardView) -> None:
        dialog = HandoverDialog(link, view, parent)
        dialog.open_dialog(dialog.advice.editor)
        if opened is not None:
            opened(dialog)

    owner: QObject = parent
    link.runner.ask(Card(lead_id), show, owner)

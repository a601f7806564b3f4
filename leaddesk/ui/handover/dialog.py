"""The form of a handover (screen 12): the summary writes itself, the advice is asked for."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.deal_questions import Handing, HandingView
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.ports import Change
from leaddesk.domain.deals import accept_by
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.formats import due, money, name_in
from leaddesk.texts.keys import criterion_name, criterion_why, say
from leaddesk.ui.handover.first_step import FirstStep
from leaddesk.ui.handover.people import People, column
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Phrase, Radio
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px


class HandoverDialog(Dialog):
    """Built from a card; `handed(Change)` once the deal is made.

    `step_made(title, moment)` where the first step is wanted in a calendar.
    """

    handed = Signal(object)
    step_made = Signal(str, object)

    def __init__(self, link: Link, found: HandingView, parent: QWidget) -> None:
        view = found.card
        row = view.row
        amount = "" if row.amount_minor is None else money(row.amount_minor, row.currency)
        about = ", ".join(part for part in (short(row.company), row.city, amount) if part)
        title = _("Hand over to sales: {name}").format(name=short(row.name) or short(row.company))
        super().__init__(parent, title, about, size=QSize(px(940), px(644)))
        self.link, self.view = link, view
        self.advice = FormField(_("Advice to sales, F2 then a digit for a ready phrase"))
        self.advice.editor.setAccessibleName(_("Advice to sales"))
        self.reason = FormField(_("Why hand over all the same"))
        self.people = People(found.recipients, found.joinable, view.definitions)
        self.first = FirstStep(link, view)
        self.step, self.when = self.first.step, self.first.when
        self._reasons: list[tuple[str, Radio]] = []
        self._ready_phrases: list[Phrase] = []
        self._build_body()
        self.button = Button(_("Hand over"), kind="primary", key="Ctrl+Enter")
        self.add_button(self.button, primary=True)
        self.button.clicked.connect(self.hand_over)
        cancel = Button(_("Cancel"), key="Esc")
        self.add_button(cancel)
        cancel.clicked.connect(self.cancel)
        self.people.chosen.connect(self._on_person)
        self._on_person()
        self._show_norm()

    def _build_body(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(12))
        left.addWidget(self._summary())
        left.addWidget(self.advice)
        left.addLayout(self._phrases())
        missing = self._missing()
        if missing is not None:
            left.addWidget(missing)
        left.addStretch(1)
        across = QHBoxLayout(self.body)
        across.setContentsMargins(px(20), px(16), px(20), px(16))
        across.setSpacing(px(16))
        across.addLayout(left, 17)
        across.addLayout(column(self.people, self.first, self._criteria()), 10)

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
            self._ready_phrases.append(phrase)
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

    def _on_person(self) -> None:
        """The button says to whom."""
        name = self.people.name()
        join = bool(self.people.attach())
        words = _("Hand over to {name}").format(name=name) if name else _("Hand over")
        self.button.setText(_("Join the deal") if join else words)

    def _show_norm(self) -> None:
        """Until when sales are to accept or return it, on the duty clock."""
        definitions = self.view.definitions
        until = accept_by(self.link.now(), definitions)
        if until is not None:
            zone = ZoneInfo(str(definitions.setting("zone")))
            said = _("an answer is expected until {when}, then the head is told")
            self.show_remark(said.format(when=due(until, zone, self.link.now())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 goes to the ready phrases, where a digit takes one."""
        if event.key() == Qt.Key.Key_F2 and self._ready_phrases:
            self._ready_phrases[0].setFocus()
            return
        place = event.key() - Qt.Key.Key_1
        if isinstance(QApplication.focusWidget(), Phrase) and 0 <= place < len(self._ready_phrases):
            self._ready_phrases[place].click()
            return
        super().keyPressEvent(event)

    def hand_over(self) -> None:
        """Write it once, or say what is missing; what was typed stays."""
        if not self.button.isEnabled():
            return
        chosen = next((key for key, radio in self._reasons if radio.isChecked()), "")
        own = self.reason.text().strip()
        action = HandOver(
            (self.view.row.id,),
            advice=self.advice.text(),
            to=self.people.to(),
            step=self.step.text().strip(),
            at=self.first.due(),
            reason=f"{chosen}: {own}" if chosen and own else chosen or own,
            attach=self.people.attach(),
        )
        self.button.setEnabled(False)
        self.link.runner.do(action, self._on_handed, self, self._on_refused)

    def _on_handed(self, change: Change) -> None:
        name = short(self.view.row.name) or short(self.view.row.company)
        self.link.noticed.emit(Notice(_("“{name}” is handed over to sales").format(name=name), change.tx))
        self.handed.emit(change)
        at = self.first.due()
        if self.first.calendar.isChecked() and at is not None:
            self.step_made.emit(self.step.text().strip() or _("First step of sales"), at)
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

    def show(found: HandingView) -> None:
        dialog = HandoverDialog(link, found, parent)
        dialog.open_dialog(dialog.advice.editor)
        if opened is not None:
            opened(dialog)

    owner: QObject = parent
    link.runner.ask(Handing(lead_id), show, owner)

"""The answer set on the card: one row a question, in the view that is open, with what typed words propose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.questions import CardView
from leaddesk.domain.definitions import Question
from leaddesk.texts import _, language
from leaddesk.texts.formats import name_in
from leaddesk.ui.card.answer_row import AnswerRow, RowData
from leaddesk.ui.card.proposals import propose
from leaddesk.ui.card.source_words import former_rows
from leaddesk.ui.card.words import source_words
from leaddesk.ui.kit.choice import Select
from leaddesk.ui.kit.hints import Hints
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.segmented import SwitchKind, ViewSwitch
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

VIEWS: Mapping[str, str] = {"bant": "bant", "champ": "champ", "four": "check"}
"""Segment of the switch -> view of the questions; all views share one answer set (B23)."""

ALL = "*"
"""The view of every question: those that stand in no view of the switch are asked there too."""


_FORMER = 3
"""Earlier answers under an open row; the source tells them all."""


def own_models(questions: Sequence[Question]) -> list[str]:
    """Views besides those of the switch, in order; all questions where one stands in none of the switch."""
    own = list(dict.fromkeys(name for one in questions for name in one.views if name not in VIEWS.values()))
    lone = any(not set(one.views) & set(VIEWS.values()) for one in questions)
    return [*own, ALL] if lone else own


class Answers(QWidget):
    """`answered(question, level, text)`, `pointed(question, level)`, `reached(row)` with the cursor."""

    answered = Signal(str, object, str)
    pointed = Signal(str, object)
    reached = Signal(object)
    source_wanted = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self.rows: list[AnswerRow] = []
        self._view: CardView | None = None
        self._model = "bant"
        self._alone = False
        self.switch = ViewSwitch()
        self.own = Select(_("Own model of questions"))
        self.own.setMaximumWidth(px(180))
        self.own.activated.connect(lambda _at: self.show_model(str(self.own.currentData())))
        self._known = ElidedLabel("", 12, 400, "text2")
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.switch)
        line.addWidget(self.own)
        line.addWidget(self._known, 1)
        line.addWidget(Hints((("Alt+1…5", ""),)))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addLayout(line)
        self.switch.view_chosen.connect(self.show_model)

    def show_card(self, view: CardView) -> None:
        """Show the answers of a card; words that are being typed stay."""
        self._view = view
        self._offer_own(view)
        questions = self._questions(view)
        while len(self.rows) < len(questions):
            self._add_row()
        zone, now = ZoneInfo(str(view.definitions.setting("zone"))), self.link.now()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(questions))
            if place < len(questions):
                row.show_row(self._row_data(questions[place], view, zone, now))
        known = sum(1 for q in questions if (a := view.lead.answers.get(q.id)) and a.known)
        self._known.show_text(_("known {n} of {all}").format(n=known, all=len(questions)))

    def show_model(self, model: str) -> None:
        """BANT, CHAMP, the four-part check, a model of one's own or all; switching loses nothing."""
        if not model:
            return
        self.flush()
        self._model = model
        if model in VIEWS:
            self.switch.show_view(cast(SwitchKind, model))
        if self._view is not None:
            self.show_card(self._view)

    def set_alone(self, alone: bool) -> None:
        """Alone on the screen the row that is worked on opens."""
        self._alone = alone
        if self._view is not None:
            self.show_card(self._view)
        for row in self.rows:
            row.open_tall(alone and row.edit.hasFocus())

    def flush(self) -> None:
        """Keep every answer that is being typed."""
        for row in self.rows:
            row.flush()

    def shown(self) -> list[AnswerRow]:
        """Rows of the open view."""
        return [row for row in self.rows if not row.isHidden()]

    def go_to(self, place: int) -> None:
        """Put the cursor into the answer of a question by its place, from 0."""
        rows = self.shown()
        if place < len(rows):
            rows[place].edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            rows[place].edit.selectAll()
            self.reached.emit(rows[place])

    def ask(self, question: str) -> None:
        """Go to a question by its id, in whichever view has it."""
        view = self._view
        if view is None:
            return
        for model in (self._model, *VIEWS, ALL):
            ids = [found.id for found in self._of(model, view)]
            if question in ids:
                if model != self._model:
                    self.show_model(model)
                self.go_to(ids.index(question))
                return

    def current(self) -> AnswerRow | None:
        """The row with the cursor, else the first that was answered; None where nothing was."""
        rows = self.shown()
        inside = (row for row in rows if row.isAncestorOf(QApplication.focusWidget() or self))
        return next(inside, None) or next((row for row in rows if row.data.answered), None)

    def has_cursor(self) -> bool:
        """Whether the keys go to one of the answers."""
        return self.isAncestorOf(QApplication.focusWidget() or self)

    def take_focus(self) -> None:
        """To the first unanswered question, else the first one."""
        rows = self.shown()
        open_ = next((place for place, row in enumerate(rows) if not row.edit.text()), 0)
        self.go_to(open_)

    def _questions(self, view: CardView) -> tuple[Question, ...]:
        return self._of(self._model, view)

    def _of(self, model: str, view: CardView) -> tuple[Question, ...]:
        if model == ALL:
            return view.definitions.questions
        return view.definitions.view(VIEWS.get(model, model))

    def _offer_own(self, view: CardView) -> None:
        """Models of one's own beside the switch; also all questions, where some stand in no view of it."""
        models = own_models(view.definitions.questions)
        if self._model not in (*VIEWS, *models):
            self._model = "bant"
            self.switch.show_view("bant")
        if [self.own.itemData(n) for n in range(self.own.count())] != ["", *models]:
            self.own.clear()
            self.own.addItem(_("other models"), "")
            for model in models:
                self.own.addItem(_("all questions") if model == ALL else model.upper(), model)
        self.own.setVisible(bool(models))
        self.own.setCurrentIndex(max(0, self.own.findData(self._model)))

    def _row_data(self, question: Question, view: CardView, zone: ZoneInfo, now: datetime) -> RowData:
        answer = view.lead.answers.get(question.id)
        return RowData(
            question=question.id,
            letter=self._letter(question),
            name=name_in(question.names),
            prompt=name_in(question.prompts),
            source=source_words(answer, zone, now),
            text=answer.text if answer else "",
            level=answer.level if answer else None,
            means=tuple(question.means.get(language(), ())),
            hint=name_in(question.hints) if question.hints else "",
            former=former_rows(view, question.id, _FORMER) if self._alone else (),
        )

    def _letter(self, question: Question) -> str:
        """Its letter in the open view; among all questions the first it has, else that of its name."""
        view = VIEWS.get(self._model, self._model)
        first = next(iter(question.views.values()), name_in(question.names)[:1].upper())
        return question.views.get(view, first)

    def _add_row(self) -> None:
        row = AnswerRow()
        row.answered.connect(self.answered)
        row.typed.connect(self._on_typed)
        row.pointed.connect(self.pointed)
        row.entered.connect(self._on_entered)
        row.source_wanted.connect(self.source_wanted)
        self.rows.append(row)
        self._column.addWidget(row)

    def _on_typed(self, question: str, text: str) -> None:
        known = self.link.definitions.question_by_id.get(question)
        row = next((row for row in self.shown() if row.question == question), None)
        if known is not None and row is not None:
            setting = self.link.definitions.setting
            told = propose(known, text, self.link.now(), str(setting("zone")), str(setting("currency")))
            row.show_proposal(told)

    def _on_entered(self, question: str) -> None:
        for row in self.rows:
            row.open_tall(self._alone and row.question == question)

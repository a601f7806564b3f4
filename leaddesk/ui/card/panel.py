"""The card screen: one lead beside its list, or alone while it is being qualified."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.answer import Answer
from leaddesk.actions.marks import SetRead
from leaddesk.actions.ports import Change
from leaddesk.actions.questions import Card, CardView
from leaddesk.domain.definitions import Question
from leaddesk.domain.refusals import NotFound, Refused
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _, language
from leaddesk.texts.formats import clock_time, name_in
from leaddesk.texts.keys import say
from leaddesk.ui.card.answer_row import AnswerRow, RowData
from leaddesk.ui.card.head import CardHead
from leaddesk.ui.card.proposals import propose
from leaddesk.ui.card.side import Side
from leaddesk.ui.card.words import CardWords, card_words, next_question, source_words
from leaddesk.ui.kit.actionbar import ActionBar
from leaddesk.ui.kit.hints import Hints
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.segmented import ViewSwitch
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

_VIEWS = {"bant": "bant", "champ": "champ", "four": "check"}
_READ_AFTER_MS = 800


class CardPanel(QWidget):
    """Shows a lead whole and saves what is typed by itself. `shown(lead id)` when a card is painted."""

    shown = Signal(str)
    gone = Signal(str)

    section = "card"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self._lead = ""
        self._view: CardView | None = None
        self._model = "bant"
        self._focused = False
        self.head = CardHead()
        self.side = Side()
        self.switch = ViewSwitch()
        self._known = ElidedLabel("", 12, 400, "text2")
        self._rows: list[AnswerRow] = []
        self.bar = ActionBar(self)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.switch)
        line.addWidget(self._known, 1)
        line.addWidget(Hints((("Alt+1…5", ""), ("F2", ""))))
        self._answers = QVBoxLayout()
        self._answers.setSpacing(px(6))
        inner = QWidget()
        inner.setObjectName("card")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(8))
        column.addWidget(self.head)
        column.addLayout(line)
        column.addLayout(self._answers)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setStyleSheet("QScrollArea, QWidget#card { background: transparent; }")
        self.area.setWidget(inner)
        across = QHBoxLayout()
        across.setContentsMargins(px(16), px(12), px(16), 0)
        across.setSpacing(px(12))
        across.addWidget(self.area, 1)
        across.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.bar)

    def _wire(self) -> None:
        self.switch.view_chosen.connect(self._on_model)
        self.side.asked.connect(self.ask_question)
        self.head.before_opened.connect(self._on_before)
        self.link.changed.connect(self._on_changed)
        self._seen = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._seen.timeout.connect(self._on_seen)

    # What the window asks of a panel

    def title(self) -> str:
        """Words for the top bar."""
        return _("Qualification")

    def selected_ids(self) -> tuple[str, ...]:
        """The lead shown."""
        return (self._lead,) if self._lead else ()

    def row_of(self, lead_id: str) -> LeadRow | None:
        """The row of the lead shown."""
        return self._view.row if self._view is not None and self._view.row.id == lead_id else None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the card."""
        found: dict[str, Callable[[], None]] = {
            "card.bant": lambda: self._on_model("bant"),
            "card.champ": lambda: self._on_model("champ"),
        }
        for place in range(1, 6):
            found[f"card.answer.{place}"] = lambda place=place: self.go_to(place - 1)  # type: ignore[misc]
        return found

    def take_focus(self) -> None:
        """To the first unanswered question, else the first one."""
        open_ = next((row for row in self._rows if row.isVisible() and not row.edit.text()), None)
        row = open_ or next(iter(self._rows), None)
        if row is not None:
            row.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """A search belongs to the list."""
        self.link.list_requested.emit(query)

    def set_focus_mode(self, focused: bool) -> None:
        """Alone on the screen: the row that is worked on opens."""
        self._focused = focused
        for row in self._rows:
            row.open_tall(focused and row.edit.hasFocus())

    # Showing

    def show_lead(self, lead_id: str) -> None:
        """Show a lead; what is being typed for the one before is saved first."""
        if lead_id != self._lead:
            self.flush()
        self._lead = lead_id
        self._seen.stop()
        self._ask()

    def flush(self) -> None:
        """Keep every answer that is being typed."""
        for row in self._rows:
            row.flush()

    def _ask(self) -> None:
        if self._lead:
            lead = self._lead
            now = self.link.now()
            self.link.runner.look(
                lambda desk: _told(desk.ask(Card(lead)), now), self._on_card, self, self._on_missing
            )

    def _on_card(self, told: tuple[CardView, CardWords]) -> None:
        view, words = told
        if view.row.id != self._lead:
            return
        fresh = self._view is None or self._view.row.id != view.row.id
        self._view = view
        self.head.show_words(words)
        best = next_question(view)
        self.side.show_words(words, best.about if best else "", self._best_words(view), self._events())
        self._show_answers(view)
        if fresh:
            self.area.verticalScrollBar().setValue(0)
        if not view.row.read:
            self._seen.start()
        self.shown.emit(view.row.id)

    def _events(self) -> int:
        return 4 if self.height() < px(800) else 12

    def _best_words(self, view: CardView) -> str:
        best = next_question(view)
        question = view.definitions.question_by_id.get(best.about) if best else None
        if best is None or question is None:
            return ""
        return _("Ask about: {question}, up to +{points}").format(
            question=name_in(question.names), points=best.most
        )

    def _show_answers(self, view: CardView) -> None:
        questions = self._questions(view)
        while len(self._rows) < len(questions):
            self._add_row()
        zone, now = ZoneInfo(str(view.definitions.setting("zone"))), self.link.now()
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(questions))
            if place < len(questions):
                row.show_row(self._row_data(questions[place], view, zone, now))
        known = sum(1 for q in questions if (a := view.lead.answers.get(q.id)) and a.known)
        self._known.show_text(_("known {n} of {all}").format(n=known, all=len(questions)))

    def _questions(self, view: CardView) -> tuple[Question, ...]:
        return view.definitions.view(_VIEWS[self._model])

    def _row_data(self, question: Question, view: CardView, zone: ZoneInfo, now: datetime) -> RowData:
        answer = view.lead.answers.get(question.id)
        return RowData(
            question=question.id,
            letter=question.views[_VIEWS[self._model]],
            name=name_in(question.names),
            prompt=name_in(question.prompts),
            source=source_words(answer, zone, now),
            text=answer.text if answer else "",
            level=answer.level if answer else None,
            means=tuple(question.means.get(language(), ())),
        )

    def _add_row(self) -> None:
        row = AnswerRow()
        row.answered.connect(self._on_answered)
        row.typed.connect(self._on_typed)
        row.pointed.connect(self._on_pointed)
        row.entered.connect(self._on_entered)
        self._rows.append(row)
        self._answers.addWidget(row)

    # Answering

    def _on_answered(self, question: str, level: int | None, text: str) -> None:
        if not self._lead:
            return
        action = Answer((self._lead,), question, level, text)
        self.link.runner.do(action, self._on_saved, self, self._on_refused)

    def _on_saved(self, _change: Change) -> None:
        zone = ZoneInfo(str(self.link.definitions.setting("zone")))
        self.bar.show_remark(_("saved {time}").format(time=clock_time(self.link.now(), zone)))
        self._ask()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.link.noticed.emit(Notice(say(error, definitions=self.link.definitions)))

    def _on_typed(self, question: str, text: str) -> None:
        known = self.link.definitions.question_by_id.get(question)
        row = next((row for row in self._rows if row.question == question), None)
        if known is None or row is None:
            return
        setting = self.link.definitions.setting
        told = propose(known, text, self.link.now(), str(setting("zone")), str(setting("currency")))
        row.show_proposal(told)

    def _on_pointed(self, question: str, level: int | None) -> None:
        self.side.show_preview("" if level is None else self._preview(question, level))

    def _preview(self, question: str, level: int) -> str:
        """The score before and after a level, told before the press (UX 1.5)."""
        view = self._view
        known = self.link.definitions.question_by_id.get(question)
        if view is None or known is None or view.verdict.score is None:
            return ""
        answer = view.lead.answers.get(question)
        had = (answer.level or 0) if answer and answer.known else 0
        gain = (level - had) * known.weight
        score = min(100, max(0, view.verdict.score + gain))
        sign = "+" if gain >= 0 else "−"
        return _("{score} {sign} {points} = {after}").format(
            score=view.verdict.score, sign=sign, points=abs(gain), after=score
        )

    def _on_entered(self, question: str) -> None:
        for row in self._rows:
            row.open_tall(self._focused and row.question == question)

    def go_to(self, place: int) -> None:
        """Put the cursor into the answer of a question (Alt+1…5)."""
        rows = [row for row in self._rows if row.isVisible()]
        if place < len(rows):
            rows[place].edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            rows[place].edit.selectAll()
            self.area.ensureWidgetVisible(rows[place])

    def ask_question(self, question: str) -> None:
        """Go to a question by its id, in whichever view has it."""
        for place, row in enumerate(self._rows):
            if row.isVisible() and row.question == question:
                self.go_to(place)
                return

    def _on_model(self, model: str) -> None:
        self.flush()
        self._model = model
        self.switch.show_view(model)  # type: ignore[arg-type]
        if self._view is not None:
            self._show_answers(self._view)

    # Others

    def _on_before(self) -> None:
        if self._view is not None and self._view.came_before:
            self.link.open_lead_requested.emit(self._view.came_before[0].id)

    def _on_changed(self, change: Change) -> None:
        if self._lead and (not change.ids or self._lead in change.ids):
            self._ask()

    def _on_missing(self, error: Exception) -> None:
        if not isinstance(error, NotFound):
            raise error
        gone, self._lead, self._view = self._lead, "", None
        self.gone.emit(gone)

    def _on_seen(self) -> None:
        if self._view is not None and not self._view.row.read and self.isVisible():
            self.link.runner.do(SetRead((self._lead,), True), None, self, lambda error: None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(px(330) if self.width() >= px(1250) else px(268))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(640), px(400))


def _told(view: CardView, now: datetime) -> tuple[CardView, CardWords]:
    """The words are made on the reader, so that the Qt thread only shows them."""
    return view, card_words(view, now)

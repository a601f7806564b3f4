"""The card screen: one lead beside its list, or alone while it is being qualified."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.answer import Answer
from leaddesk.actions.marks import SetRead
from leaddesk.actions.ports import Change
from leaddesk.actions.questions import Card, CardView
from leaddesk.domain.refusals import NotFound, Refused
from leaddesk.domain.row import LeadRow
from leaddesk.texts import _
from leaddesk.texts.formats import clock_time
from leaddesk.texts.keys import say
from leaddesk.ui.card.answers import Answers
from leaddesk.ui.card.explain_words import Section, readiness_sections, score_sections
from leaddesk.ui.card.head import CardHead
from leaddesk.ui.card.lookalike import Lookalikes
from leaddesk.ui.card.next_words import consequence_words
from leaddesk.ui.card.scripting import Scripting
from leaddesk.ui.card.side import Side
from leaddesk.ui.card.sources import Sources
from leaddesk.ui.card.words import CardWords, card_words
from leaddesk.ui.kit.actionbar import ActionBar
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import RowList
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

_VIEWS = {"bant": "bant", "champ": "champ", "four": "check"}
_READ_AFTER_MS = 800


class CardPanel(QWidget):
    """Shows a lead whole and saves what is typed by itself. `shown(lead id)` when a card is painted."""

    shown = Signal(str)
    gone = Signal(str)
    command_requested = Signal(str)

    section = "card"

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self._lead = ""
        self._view: CardView | None = None
        self.head = CardHead()
        self.side = Side()
        self.answers = Answers(link)
        self.sources = Sources(link, self.answers, self.side, self)
        self.scripting = Scripting(link, self)
        self.alike = Lookalikes(link, self.head.alike, self)
        self.bar = ActionBar(self)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._thread = Panel(_("Talk in all channels"), gap=2)
        self._said = RowList(_("Talk in all channels"), height=24, value_at=136)
        self._thread.body.addWidget(self._said)
        inner = QWidget()
        inner.setObjectName("card")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(8))
        column.addWidget(self.head)
        column.addWidget(self.scripting.panel)
        column.addWidget(self.answers)
        column.addWidget(self._thread)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setAccessibleName(_("Card of the lead"))
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
        self.answers.answered.connect(self._on_answered)
        self.answers.pointed.connect(self._on_pointed)
        self.answers.reached.connect(self.area.ensureWidgetVisible)
        self.side.asked.connect(self.answers.ask)
        self.side.explain.clicked.connect(self.explain_score)
        self.side.all_criteria.clicked.connect(self.explain_readiness)
        self.head.before_opened.connect(self._on_before)
        self.head.alike.acted.connect(lambda: self.command_requested.emit("lead.merge"))
        self._said.opened.connect(self.sources.open_event)
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
            "card.bant": lambda: self.answers.show_model("bant"),
            "card.champ": lambda: self.answers.show_model("champ"),
            "card.evidence": self.sources.toggle,
            "card.score_explain": self.explain_score,
            "card.readiness": self.explain_readiness,
        }
        found |= self.scripting.handlers()
        for place in range(1, 6):
            found[f"card.answer.{place}"] = partial(self.answers.go_to, place - 1)
        return found

    def take_focus(self) -> None:
        """To the first unanswered question, else the first one."""
        self.answers.take_focus()

    def search(self, query: str) -> None:
        """A search belongs to the list."""
        self.link.list_requested.emit(query)

    def set_focus_mode(self, focused: bool) -> None:
        """Alone on the screen: the row that is worked on opens."""
        self.answers.set_alone(focused)
        self.head.set_alone(focused)
        self.scripting.set_alone(focused)

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
        self.answers.flush()

    def _ask(self) -> None:
        if self._lead:
            lead = self._lead
            now = self.link.now()
            self.link.runner.look(
                lambda desk: _told(desk.ask(Card(lead)), now), self.show_card, self, self._on_missing
            )

    def show_card(self, told: tuple[CardView, CardWords], of: str = "") -> None:
        """Refill with a card that was read; one that is no longer wanted is passed over. `of` wants it."""
        view, words = told
        self._lead = of or self._lead
        if view.row.id != self._lead:
            return
        fresh = self._view is None or self._view.row.id != view.row.id
        self._view = view
        self.head.show_words(words)
        self.side.show_words(words, self._events())
        self.answers.show_card(view)
        self.sources.show_card(view)
        self.scripting.show_card(view, roomy=self._roomy())
        self._said.show_rows(words.thread[: self._events()])
        self._thread.setVisible(self._roomy())
        if fresh:
            self.area.verticalScrollBar().setValue(0)
        if not view.row.read:
            self._seen.start()
        self.alike.look(view.row.id)
        self.shown.emit(view.row.id)

    def _events(self) -> int:
        return 12 if self._roomy() else 4

    def _roomy(self) -> bool:
        """Whether there is room for the talk under the answers (UX 3.3: at 1920 it was empty)."""
        return self.height() >= px(800)

    def explain_score(self) -> None:
        """Everything that the score, the temperature and the level are made of."""
        self._explain(_("Why this score"), score_sections)

    def explain_readiness(self) -> None:
        """What a handover asks, and what of it fails."""
        self._explain(_("Readiness criteria"), readiness_sections)

    def _explain(self, title: str, sections: Callable[[CardView], tuple[Section, ...]]) -> None:
        from leaddesk.ui.card.explain import Explanation

        if self._view is None:
            return
        name = short(self._view.row.name) or _("No name")
        self.explanation = Explanation(self.window(), title, name, sections(self._view))
        self.explanation.asked.connect(self.answers.ask)
        self.explanation.open_dialog()

    # Answering

    def _on_answered(self, question: str, level: int | None, text: str) -> None:
        if not self._lead:
            return
        evidence = self.sources.evidence(self._lead)
        action = Answer((self._lead,), question, level, text, evidence)
        self.link.runner.do(action, self._on_saved, self, self._on_refused)

    def _on_saved(self, _change: Change) -> None:
        zone = ZoneInfo(str(self.link.definitions.setting("zone")))
        self.bar.show_remark(_("saved {time}").format(time=clock_time(self.link.now(), zone)))
        self._ask()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.link.noticed.emit(Notice(say(error, definitions=self.link.definitions)))

    def _on_pointed(self, question: str, level: int | None) -> None:
        self.side.show_preview("" if level is None else self._preview(question, level))

    def _preview(self, question: str, level: int) -> str:
        """What a level would do, told before the press (UX 1.5)."""
        return consequence_words(self._view, question, level) if self._view is not None else ""

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

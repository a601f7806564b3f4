"""The page of the first start: language, base, you and your hours; Enter begins."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from leaddesk.domain.roles import ROLES
from leaddesk.texts import N_, _, set_language
from leaddesk.texts.names import name_of
from leaddesk.ui.days import DayButtons
from leaddesk.ui.first_start.answers import LACKING, Answers, Place, lacking, read_time
from leaddesk.ui.first_start.step import Step
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import ChoiceButton, Select, Tile
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.theme.zoom import px

WIDE = 720
_LANGUAGES = (("uk", "Українська"), ("ru", "Русский"), ("en", "English"))
TOWNS = (N_("Kyiv"), N_("Warsaw"), N_("Almaty"), N_("Berlin"), N_("London"), N_("Chisinau"), N_("Vilnius"))
"""Towns of time zones that have a name of their own in our languages; others stay as they are."""
_PLACES: tuple[Place, ...] = ("local", "shared", "training")


class FirstStart(QWidget):
    """`begun(answers, with import)` when all is said; `language_chosen(code)` at once, for a new page."""

    begun = Signal(object, bool)
    language_chosen = Signal(str)

    def __init__(self, answers: Answers, zone: str, norm_min: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._norm = zone, norm_min
        self._first = answers
        set_language(answers.language)
        self.setAccessibleName(_("First start"))
        column = QWidget()
        column.setFixedWidth(px(WIDE))
        self._lay = QVBoxLayout(column)
        self._lay.setContentsMargins(0, px(24), 0, px(24))
        self._lay.setSpacing(px(12))
        self._build(answers)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget()
        centre = QVBoxLayout(holder)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.addStretch(1)
        centre.addWidget(column, alignment=Qt.AlignmentFlag.AlignHCenter)
        centre.addStretch(1)
        scroll.setWidget(holder)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        self._follow()

    # -- Building --

    def _build(self, answers: Answers) -> None:
        head = QVBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(TextLabel(_("LeadDesk: three answers, and you can work"), 20, 700, parent=self))
        head.addWidget(
            TextLabel(_("Everything can be changed later in the settings"), 13, 400, "text2", parent=self)
        )
        self._lay.addLayout(head)
        self._lay.addSpacing(px(8))
        self._language = self._language_step(answers)
        self._base = self._base_step(answers)
        self._you = self._you_step(answers)
        for step in (self._language, self._base, self._you):
            self._lay.addWidget(step)
        self._lay.addSpacing(px(4))
        self._lay.addLayout(self._foot())

    def _language_step(self, answers: Answers) -> Step:
        step = Step(1, _("Language"), self)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.languages = QButtonGroup(self)
        for number, (code, name) in enumerate(_LANGUAGES):
            button = ChoiceButton(name, width=150, parent=step)
            button.setChecked(code == answers.language)
            self.languages.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        step.answer.addLayout(row)
        self.languages.idClicked.connect(lambda number: self.language_chosen.emit(_LANGUAGES[number][0]))
        return step

    def _base_step(self, answers: Answers) -> Step:
        step = Step(2, _("Base"), self)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.places = QButtonGroup(self)
        words = (
            ("laptop", _("On this computer"), (_("works without a network,"), _("a copy every day"))),
            (
                "account-multiple-outline",
                _("Shared with the team"),
                (_("an address and a name,"), _("edits travel by themselves")),
            ),
            ("school-outline", _("For training"), (_("sample leads to try,"), _("never mixed with yours"))),
        )
        for number, (icon, head, lines) in enumerate(words):
            tile = Tile(icon, head, lines, step)
            tile.setChecked(_PLACES[number] == answers.place)
            self.places.addButton(tile, number)
            row.addWidget(tile)
        step.answer.addLayout(row)
        self.address = QLineEdit(answers.address, step)
        self.address.setPlaceholderText("postgresql://name@server/base")
        self.address.setAccessibleName(_("Address of the shared base"))
        step.answer.addWidget(self.address)
        self.places.idClicked.connect(lambda _number: self._follow())
        self.address.textEdited.connect(lambda _text: self._follow())
        return step

    def _you_step(self, answers: Answers) -> Step:
        step = Step(3, _("You and your hours"), self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        self.name = QLineEdit(answers.name, step)
        self.role = Select(_("Role"), step)
        for role in ROLES:
            self.role.addItem(name_of("role", role), role)
        self.role.setCurrentIndex(max(0, self.role.findData(answers.role)))
        self.days = DayButtons(answers.days, step)
        self.begins, self.ends = QLineEdit(answers.begins, step), QLineEdit(answers.ends, step)
        town = self._zone.rpartition("/")[2].replace("_", " ")
        town = {"Kyiv": _("Kyiv")}.get(town, town)
        labels = (_("Name"), _("Role"), _("Days"), _("Hours, {town}").format(town=town))
        for place, label in enumerate(labels):
            grid.addWidget(ElidedLabel(label, 12, 600, "text2", parent=step), place // 2 * 2, place % 2)
        for editor, name in (
            (self.name, labels[0]),
            (self.begins, _("Work begins")),
            (self.ends, _("Work ends")),
        ):
            editor.setAccessibleName(name)
            editor.textEdited.connect(lambda _text: self._follow())
            editor.returnPressed.connect(self.begin)
        grid.addWidget(self.name, 1, 0)
        grid.addWidget(self.role, 1, 1)
        grid.addWidget(self.days, 3, 0)
        grid.addLayout(self._hours(step), 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.days.days_changed.connect(lambda _days: self._follow())
        step.answer.addLayout(grid)
        return step

    def _hours(self, step: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for editor in (self.begins, self.ends):
            editor.setFixedWidth(px(88))
        row.addWidget(self.begins)
        row.addWidget(ElidedLabel("–", 13, 400, "text2", parent=step))
        row.addWidget(self.ends)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.start = Button(_("Begin"), kind="primary", key="Enter", parent=self)
        self.start_import = Button(_("Begin with an import"), parent=self)
        self._remark = ElidedLabel("", 12, 400, "text2", align="right", parent=self)
        self.start.clicked.connect(self.begin)
        self.start_import.clicked.connect(lambda: self.begin(with_import=True))
        row.addWidget(self.start)
        row.addWidget(self.start_import)
        row.addWidget(self._remark, 1)
        return row

    # -- Answering --

    def answers(self) -> Answers:
        """What is answered so far."""
        return Answers(
            language=_LANGUAGES[max(0, self.languages.checkedId())][0],
            place=_PLACES[max(0, self.places.checkedId())],
            address=self.address.text(),
            name=self.name.text(),
            role=str(self.role.currentData()),
            days=tuple(self.days.days()),
            begins=read_time(self.begins.text()) or self.begins.text(),
            ends=read_time(self.ends.text()) or self.ends.text(),
        )

    def take_focus(self) -> None:
        """The cursor goes to the name: the other two answers have good values."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, *, with_import: bool = False) -> None:
        """Begin, or say what lacks and go there."""
        answers = self.answers()
        lacks = lacking(answers)
        if lacks is None:
            self.begun.emit(answers, with_import)
            return
        self._remark.show_text(_(LACKING[lacks]), "hot")
        places = {"name": self.name, "address": self.address, "days": self.days, "hours": self.begins}
        places[lacks].setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """The marks of the steps, and the quiet line with the target."""
        answers = self.answers()
        lacks = lacking(answers)
        self.address.setVisible(answers.place == "shared")
        self._language.show_state(done=True, focused=False)
        self._base.show_state(done=lacks != "address", focused=lacks == "address")
        self._you.show_state(done=False, focused=lacks != "address")
        words = _("First-contact target: {minutes} min").format(minutes=self._norm)
        self._remark.show_text(words, "text2")

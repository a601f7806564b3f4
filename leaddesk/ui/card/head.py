"""The head of the card: who it is, how to reach them, what they need, what is next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.card.contact_chip import ContactChip
from leaddesk.ui.card.words import CardWords
from leaddesk.ui.kit.chip import Chip
from leaddesk.ui.kit.label import ElidedLabel, Ink
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.theme.zoom import px


class CardHead(QWidget):
    """`before_opened()` from the came-before strip, `step_pressed()` from the next step."""

    before_opened = Signal()
    step_pressed = Signal()
    contact_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = Strip(StripData(""), action=_("Show the lead"))
        self.alike = Strip(StripData(""), action=_("Compare"))
        self._name = ElidedLabel("", 20, 700)
        self._meta = ElidedLabel("", 13, 400, "text2")
        self._chips = QHBoxLayout()
        self._contacts = FlowLayout(gap=16, line_gap=2)
        self._need = Panel(_("Need"), gap=4)
        self._words = ElidedLabel("", 14, 600)
        self._facts = RowList(_("Facts"), height=19, value_at=112)
        self.step = Strip(StripData(""), height=40)
        self._lay_out()
        self.before.acted.connect(self.before_opened)
        self.step.acted.connect(self.step_pressed)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self._name)
        top.addWidget(self._meta, 1)
        self._chips.setSpacing(px(8))
        top.addLayout(self._chips)
        self._need.body.addWidget(self._words)
        self._need.body.addWidget(self._facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.before)
        column.addWidget(self.alike)
        column.addLayout(top)
        column.addLayout(self._contacts)
        column.addWidget(self._need)
        column.addWidget(self.step)

    def show_words(self, words: CardWords) -> None:
        """Show a card; widgets of the same kind are used again."""
        self.before.setVisible(words.before is not None)
        if words.before is not None:
            self.before.show_strip(words.before, _("Show the lead"))
        self._name.show_text(words.name)
        self._meta.show_text(words.meta)
        self._show_chips(words)
        self._show_contacts(words)
        self._words.show_text(words.need)
        self._facts.show_rows(words.facts)
        self.step.show_strip(words.step)

    def set_alone(self, alone: bool) -> None:
        """In qualification the script stands where the need and the next step are otherwise (screen 02)."""
        self._need.setVisible(not alone)
        self.step.setVisible(not alone)

    def _show_chips(self, words: CardWords) -> None:
        while self._chips.count() < len(words.chips):
            self._chips.addWidget(Chip(words.chips[0], self))
        for place in range(self._chips.count()):
            item = self._chips.itemAt(place)
            chip = item.widget() if item is not None else None
            if isinstance(chip, Chip):
                chip.setVisible(place < len(words.chips))
                if place < len(words.chips):
                    chip.show_chip(words.chips[place])

    def _show_contacts(self, words: CardWords) -> None:
        ink: Ink = "ok" if words.hours_open else "text2"
        hours = LineRow(words.hours, "", "clock-outline", ink, ink)
        rows = (*words.contacts[:4], hours)
        while self._contacts.count() < len(rows):
            made = ContactChip(self)
            made.pressed_contact.connect(self.contact_pressed)
            self._contacts.addWidget(made)
        for place in range(self._contacts.count()):
            item = self._contacts.itemAt(place)
            chip = item.widget() if item is not None else None
            if isinstance(chip, ContactChip):
                chip.setVisible(place < len(rows))
                if place < len(rows):
                    chip.show_row(rows[place])

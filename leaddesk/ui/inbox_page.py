"""The inbox section: the list and the card of its current lead, side by side or one after the other."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.theme.zoom import px

TWO_STEPS_BELOW, WIDE_FROM = 1180, 1440
"""Widths of the page (the window less its rail) at 100 %: below 1280 of window list and card take turns."""


class InboxPage(QWidget):
    """Joins the two panels, which do not know each other. `card_made(card)` once the first card is shown."""

    card_made = Signal(object)

    def __init__(
        self, inbox: Any, make_card: Callable[[QWidget], Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.inbox = inbox
        self.card: Any = None
        self._make_card = make_card
        self._lead = self._next = ""
        self._reading = self._focused = False
        self._side = QStackedWidget(self)
        self._line = Surface("right", self)
        self._line.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (inbox, self._line, self._side):
            row.addWidget(widget)
        nothing = getattr(inbox, "nothing_pane", None)
        self._nothing: QWidget = nothing if nothing is not None else QWidget(self)
        self._side.addWidget(self._nothing)
        # One turn later: the list is painted with the new row before the card is asked for.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(lambda: self.show_card(self._next))
        inbox.current_changed.connect(self._on_current)

    def _on_current(self, lead_id: str) -> None:
        self._next = lead_id
        self._soon.start(0)

    def panels(self) -> list[Any]:
        """Panels that are seen, the list first."""
        seen = [] if self._alone() else [self.inbox]
        return seen + ([self.card] if self.card is not None and self._side.isVisibleTo(self) else [])

    @property
    def focused(self) -> bool:
        """Whether the card is alone, for qualification."""
        return self._focused

    def set_focus_mode(self, focused: bool) -> None:
        """The card alone on the screen, or beside its list again (screen 02)."""
        if self.card is None or not self._lead:
            return
        self._focused = focused
        self.card.set_focus_mode(focused)
        self._arrange()
        (self.card if focused else self.inbox).take_focus()

    def lead_id(self) -> str:
        """The lead whose card is open."""
        return self._lead

    def show_card(self, lead_id: str) -> None:
        """Show the card of a lead, or what there is to say where there is none."""
        self._lead = lead_id
        if not lead_id:
            self._side.setCurrentWidget(self._nothing)
            self.show_list()
            return
        if self.card is None:
            self.card = self._make_card(self._side)
            if self.card is None:
                return
            self._side.addWidget(self.card)
            self.card_made.emit(self.card)
        self.card.show_lead(lead_id)
        self._side.setCurrentWidget(self.card)

    def read_card(self) -> None:
        """Go on to the card: the second step of a narrow window, the focus in a wide one."""
        self._reading = True
        self._arrange()
        if self.card is not None:
            self.card.take_focus()

    def peek(self) -> None:
        """Space: the next part of the card, then its beginning again, while the keys stay in the list.

        Where list and card take turns there is nothing beside the list: the card comes.
        """
        area = getattr(self.card, "area", None)
        if not isinstance(area, QScrollArea):
            return
        if self._narrow():
            self._reading = True
            self._arrange()
            area.setFocus()  # no field is entered, so that letters still decide
        else:
            bar = area.verticalScrollBar()
            bar.setValue(0 if bar.value() == bar.maximum() else bar.value() + bar.pageStep())

    def show_list(self) -> None:
        """Back to the list."""
        self._reading = False
        if self._focused:
            self.set_focus_mode(False)
        self._arrange()

    def card_area(self) -> QWidget:
        """Where the toast lies."""
        return self._side if self._side.isVisible() else self

    def _narrow(self) -> bool:
        return self.width() < px(TWO_STEPS_BELOW)

    def _alone(self) -> bool:
        """Whether only the card is seen."""
        return self._focused or (self._narrow() and self._reading)

    def _arrange(self) -> None:
        narrow = self._narrow()
        self.inbox.restyle()
        if narrow:
            self.inbox.setFixedWidth(self.width())
        self.inbox.setVisible(not self._alone())
        self._line.setVisible(not narrow and not self._focused)
        self._side.setVisible(not narrow or self._alone())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        follow = getattr(self.inbox, "set_wide", None)
        if follow is not None:
            follow(self.width() >= px(WIDE_FROM))
        self._arrange()

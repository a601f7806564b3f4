"""The two bars of the stand: which event, who stands here, the way out; and what can be done now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.kit.avatar import Avatar
from leaddesk.ui.kit.button import Button, IconButton
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.theme.zoom import px

TOP, BOTTOM = 56, 60


class BoothTop(Surface):
    """`meant(command id)`: the event is set up by a press on its name."""

    meant = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bottom", parent)
        self.setFixedHeight(px(TOP))
        self.event_name = Button("", kind="ghost", icon="storefront-outline", height=38)
        self.day = ElidedLabel("", 13, 400, "text2")
        self.state = ElidedLabel("", 12, 400, "text2", align="right")
        self.avatar = Avatar("", self)
        self.person = Button("", kind="ghost", key="F9", height=38)
        self.evening = IconButton("weather-sunset-down", _("End of the day"), side=38, size=20)
        self.out = IconButton("close", _("Leave the stand"), side=38, size=20)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(4), 0, px(8), 0)
        row.setSpacing(px(8))
        row.addWidget(self.event_name)
        row.addWidget(self.day, 1)
        row.addWidget(self.state, 2)
        for widget in (self.avatar, self.person, self.evening, self.out):
            row.addWidget(widget)
        for button, command in (
            (self.event_name, "scan.event"), (self.person, "booth.person"), (self.evening, "booth.evening"),
            (self.out, "booth.open"),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, to=command: self.meant.emit(to))

    def show_place(self, event: str, day: str, person: str) -> None:
        """The event, its day, who stands here."""
        self.event_name.setText(event)
        self.event_name.setAccessibleName(event)
        self.event_name.setToolTip("")
        self.event_name.restyle()
        self.day.show_text(day)
        self.avatar.show_person(person)
        self.person.setText(person)
        self.person.setAccessibleName(person)
        self.person.restyle()

    def show_state(self, waiting: int) -> None:
        """Everything works here without a network; what is not in the base yet is counted."""
        words = _("works without a network")
        if waiting:
            words = ngettext(
                "works without a network, {n} waits for its picture",
                "works without a network, {n} wait for their pictures",
                waiting,
            ).format(n=number(waiting))
        self.state.show_text(words)


class BoothBottom(Surface):
    """`meant(command id)`."""

    meant = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self.setFixedHeight(px(BOTTOM))
        self.save = Button(_("Save, next visitor"), kind="primary", key="Enter", height=44)
        self.more = Button(_("Of one company"), key="F3", height=44)
        self.clear = Button(_("Clear"), key="Ctrl ⌫", height=44)
        self.back = Button(_("Take the last back"), key="Ctrl Z", height=44)
        self.told = ElidedLabel("", 12, 400, "text2", align="right")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        for button, command in (
            (self.save, "booth.save"), (self.more, "booth.same_company"), (self.clear, "booth.clear"),
            (self.back, "app.undo"),
        ):  # fmt: skip
            row.addWidget(button)
            button.setMinimumWidth(button.minimumSizeHint().width() + px(40))
            button.clicked.connect(lambda _on=False, to=command: self.meant.emit(to))
        row.addWidget(self.told, 1)

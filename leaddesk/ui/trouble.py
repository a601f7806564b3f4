"""A base that does not open: what happened, what is safe, one primary act, details to copy (UX 4.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from leaddesk.texts import N_, _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.theme.zoom import px

ACTS: dict[str, tuple[str, ...]] = {
    "base.newer": ("quit", "other"),
    "base.damaged": ("restore", "other", "quit"),
    "base.not_a_base": ("other", "quit"),
    "base.missing": ("other", "quit"),
    "base.url": ("other", "quit"),
    "base.read_only": ("again", "other", "quit"),
    "base.login_refused": ("again", "other", "quit"),
}
"""Key of a refusal -> what can be done, the primary act first."""

_USUAL = ("again", "other", "quit")
_WORDS = {
    "again": N_("Try again"),
    "other": N_("Open another base"),
    "restore": N_("Restore the last backup"),
    "quit": N_("Quit"),
}
_HEADS = {
    "base.newer": N_("The base is newer than the program"),
    "base.locked": N_("The base is in use"),
    "base.read_only": N_("The base cannot be written"),
    "base.full": N_("The disk is full"),
    "base.damaged": N_("The base is damaged"),
    "base.unreachable": N_("The shared base does not answer"),
    "base.login_refused": N_("The login was refused"),
}


class Trouble(QWidget):
    """`chosen(act)`: again, other, restore or quit."""

    chosen = Signal(str)

    def __init__(self, key: str, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        acts = ACTS.get(key, _USUAL)
        shown = tuple((act, _(_WORDS[act]), "Enter" if not place else "") for place, act in enumerate(acts))
        head = _(_HEADS[key]) if key in _HEADS else _("The base did not open")
        self._state = EmptyState("database-alert-outline", head, sentence, shown, tone="hot", parent=self)
        self._state.chosen.connect(self.chosen)
        self._primary = acts[0]
        lay = QVBoxLayout(self)
        lay.setContentsMargins(px(80), px(40), px(80), px(40))
        lay.addWidget(self._state, 1)
        self.details = QPlainTextEdit(details, self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setFixedHeight(px(120))
        self.details.hide()
        row = QHBoxLayout()
        more = Button(_("Details"), kind="ghost", parent=self)
        copy = Button(_("Copy the details"), kind="ghost", parent=self)
        more.clicked.connect(lambda: self.details.setVisible(self.details.isHidden()))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{head}\n{sentence}\n{details}"))
        row.addStretch(1)
        row.addWidget(more)
        row.addWidget(copy)
        row.addStretch(1)
        lay.addLayout(row)
        lay.addWidget(self.details)
        self.setAccessibleName(head)

    def take_focus(self) -> None:
        """The keys go to the primary act."""
        button = next(iter(self._state.findChildren(Button)), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

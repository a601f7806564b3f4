"""The action bar at the bottom: the next act first; what does not fit goes under the dots, keys shown."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.button import Button, IconButton, Kind
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.theme.zoom import control, px

_SIDE, _GAP = 16, 8


@dataclass(frozen=True, eq=False)
class BarAction:
    """A button of the bar: the QAction that it triggers, the words and the key that it shows."""

    action: QAction
    words: str
    key: str = ""
    icon: str = ""


class ActionBar(Surface):
    """52 px; the first action is the primary one. `extra` actions are always under the dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self._actions: tuple[BarAction, ...] = ()
        self._extra: tuple[QAction, ...] = ()
        self._buttons: list[Button] = []
        self._menu = QMenu(self)
        self._dots = IconButton("dots-horizontal", _("More actions"), size=16, framed=True, parent=self)
        self._dots.clicked.connect(self.open_more)
        self._remark = ElidedLabel("", 12, 400, "text2", align="right", parent=self)
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(control(32) + px(20))
        self._arrange()
        super().restyle()

    def show_actions(self, actions: tuple[BarAction, ...], extra: tuple[QAction, ...] = ()) -> None:
        """Show other actions; the buttons follow the enabled state of their QAction."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._actions, self._extra = actions, extra
        self._buttons = []
        for index, item in enumerate(actions):
            kind: Kind = "secondary" if index else "primary"
            button = Button(item.words, kind=kind, key=item.key, icon=item.icon, tight=True, parent=self)
            button.bind(item.action)
            self._buttons.append(button)
        self._arrange()

    def show_remark(self, text: str) -> None:
        """A quiet sentence at the right ("saved 10:14")."""
        self._remark.show_text(text)
        self._arrange()

    def shown(self) -> tuple[str, ...]:
        """Words of the buttons that have room."""
        return tuple(b.text() for b in self._buttons if not b.isHidden())

    def _arrange(self) -> None:
        x, room = px(_SIDE), self.width() - 2 * px(_SIDE)
        widths = [button.sizeHint().width() for button in self._buttons]
        dots = self._dots.sizeHint().width()
        count = len(widths)
        while count > 1 and sum(widths[:count]) + px(_GAP) * count + self._dots_room(count, dots) > room:
            count -= 1
        for index, button in enumerate(self._buttons):
            seen = index < count
            button.setVisible(seen)
            if seen:
                button.setGeometry(x, px(10), min(widths[index], room), control(32))
                x += widths[index] + px(_GAP)
        self._dots.setVisible(self._dots_room(count, dots) > 0)
        if not self._dots.isHidden():
            self._dots.setGeometry(x, px(10), dots, control(32))
            x += dots + px(_GAP)
        left = self.width() - px(_SIDE) - x
        wide = self._remark.sizeHint().width()
        self._remark.setVisible(bool(self._remark.text()) and left >= px(80))
        shown = min(left, wide)
        self._remark.setGeometry(self.width() - px(_SIDE) - shown, px(10), max(0, shown), control(32))

    def _dots_room(self, count: int, dots: int) -> int:
        return dots if count < len(self._buttons) or self._extra else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def more_menu(self) -> QMenu:
        """The menu under the dots: what had no room, then the extra actions."""
        menu = self._menu
        menu.clear()
        hidden = [a for a, b in zip(self._actions, self._buttons, strict=True) if b.isHidden()]
        for item in hidden:
            menu.addAction(item.action)
        if hidden and self._extra:
            menu.addSeparator()
        menu.addActions(list(self._extra))
        return menu

    def open_more(self) -> None:
        """Open the menu above the dots."""
        menu = self.more_menu()
        above = self._dots.mapToGlobal(QPoint(0, -menu.sizeHint().height() - px(4)))
        menu.popup(above)

"""What every kit widget does alike: follow the theme and the zoom, show hover and focus, fire a QAction."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from leaddesk.ui.kit.plain import set_tooltip
from leaddesk.ui.theme.switch import theme_switch


class KitWidget(QWidget):
    """A painted widget; `restyle` runs after each change of theme, zoom or touch mode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme_switch().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the measures and colours in force; widgets that fix sizes or margins extend this."""
        self.updateGeometry()
        self.update()


class KitButton(QAbstractButton):
    """A painted button: Tab reaches it, a click does not take the focus from the list, Enter presses it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        if text:
            self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action: QAction | None = None
        theme_switch().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the measures and colours in force."""
        self.updateGeometry()
        self.update()

    def bind(self, action: QAction, *, text: bool = False) -> None:
        """Press means `action.trigger()`; enabled and the tooltip follow it, with `text` the words too."""
        self._action = action
        self.clicked.connect(action.trigger)
        self._follow_text = text
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def _on_action_changed(self) -> None:
        action = self._action
        if action is None:
            return
        self.setEnabled(action.isEnabled())
        # What follows a tab is the key, which menus show at the right.
        name = action.text().partition("\t")[0].replace("&", "")
        if self._follow_text:
            self.setText(name)
        self.setAccessibleName(name)
        set_tooltip(self, action.statusTip() or name)
        self.updateGeometry()
        self.update()

    def set_disabled_because(self, reason: str) -> None:
        """Disable with the reason in the tooltip and for a screen reader; an empty reason enables."""
        self.setEnabled(not reason)
        set_tooltip(self, reason)
        self.setAccessibleDescription(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter is the dialog's: it must not press the Cancel that has the focus.
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

"""The one listener to keys: it watches whatever has the focus and tells which command was meant."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from leaddesk.ui.keys.keymap import Keymap, in_force, text_keeps
from leaddesk.ui.keys.places import key_names, place_of, with_modifiers

CHORD_MS = 1500
"""How long the second key of a chord may take."""

_M = Qt.KeyboardModifier
_K = Qt.Key
_MODIFIERS = frozenset(
    key.value for key in (_K.Key_Shift, _K.Key_Control, _K.Key_Alt, _K.Key_Meta, _K.Key_AltGr)
)
_NAMED = {
    _K.Key_Delete.value: "Delete",
    _K.Key_Backspace.value: "Backspace",
    _K.Key_Return.value: "Return",
    _K.Key_Enter.value: "Return",
    _K.Key_Escape.value: "Escape",
    _K.Key_Tab.value: "Tab",
    _K.Key_Backtab.value: "Tab",
    _K.Key_Space.value: "Space",
    _K.Key_Left.value: "Left",
    _K.Key_Right.value: "Right",
    _K.Key_Up.value: "Up",
    _K.Key_Down.value: "Down",
    **{_K.Key_F1.value + n: f"F{n + 1}" for n in range(12)},
}
"""By number, because a Cyrillic letter's key has no name in Qt.Key."""


def names_of(event: QKeyEvent, platform: str) -> tuple[str, ...]:
    """Every name under which the pressed combination may be bound, the best first."""
    key = event.key()
    held = event.modifiers()
    sign = _NAMED.get(key, "")
    if not sign:
        sign = chr(key) if 32 < key < 0x110000 else event.text().upper()
    place = place_of(platform, event.nativeScanCode(), event.nativeVirtualKey())
    found = key_names(sign, place, keypad=bool(held & _M.KeypadModifier))
    shift = bool(held & _M.ShiftModifier)
    return tuple(
        with_modifiers(
            name,
            ctrl=bool(held & _M.ControlModifier),
            alt=bool(held & _M.AltModifier),
            # A sign that needs Shift (German "?") is bound without it; its place is bound with it.
            shift=shift and not (len(name) == 1 and name == sign and not name.isalnum()),
        )
        for name in found
    )


class Dispatcher(QObject):
    """`meant(command id)` for a key that a command has where the focus is; `begun(keys)` for half a chord.

    It watches the window and whatever widget of it has the focus, not every object of the program.
    """

    meant = Signal(str)
    begun = Signal(str)

    def __init__(
        self,
        window: QWidget,
        contexts: Callable[[QWidget | None], tuple[str, ...]],
        silent: Callable[[QWidget], bool],
    ) -> None:
        """`contexts` of a focused widget, nearest first; `silent` where a dialog has the keys."""
        super().__init__(window)
        self._window, self._contexts, self._silent = window, contexts, silent
        self._keymap = Keymap()
        self._half = ""
        self._watched: QWidget | None = None
        self._platform = QGuiApplication.platformName()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._forget)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def use(self, keymap: Keymap) -> None:
        """Take another map of keys."""
        self._keymap = keymap
        self._forget()

    def _forget(self) -> None:
        self._timer.stop()
        if self._half:
            self._half = ""
            self.begun.emit("")

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and self._watched is old:
            self._watched.removeEventFilter(self)
        self._watched = None
        if new is not None and new is not self._window and new.window() is self._window:
            new.installEventFilter(self)
            self._watched = new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is not QEvent.Type.KeyPress and kind is not QEvent.Type.ShortcutOverride:
            return False
        if not isinstance(event, QKeyEvent) or event.key() in _MODIFIERS:
            return False
        if not isinstance(watched, QWidget) or self._silent(watched):
            return False
        if kind is QEvent.Type.ShortcutOverride:
            # Ours: Qt must not look for a shortcut or a mnemonic, the key press follows.
            if self._meaning(watched, event)[0]:
                event.accept()
                return True
            return False
        return self._press(watched, event)

    def _press(self, watched: QWidget, event: QKeyEvent) -> bool:
        command, half = self._meaning(watched, event)
        if command or half:
            self._timer.stop()
            self._half = half
            if half:
                self._timer.start(CHORD_MS)
            self.begun.emit(half)
            if command and not (event.isAutoRepeat() and half):
                self.meant.emit(command)
            event.accept()
            return True
        was_half, self._half = self._half, ""
        if was_half:
            self._timer.stop()
            self.begun.emit("")
        return bool(was_half)

    def _meaning(self, watched: QWidget, event: QKeyEvent) -> tuple[str, str]:
        """The command and the half chord that the event means at `watched`."""
        focus = QApplication.focusWidget()
        at = focus if focus is not None and focus.window() is self._window else watched
        names = names_of(event, self._platform)
        names = tuple(name for name in names if not _kept(at, name))
        if not names:
            return "", ""
        contexts = in_force(self._contexts(at))
        found = self._keymap.find(contexts, names, self._half)
        return found.command, found.begun


def _kept(widget: QWidget, name: str) -> bool:
    """Whether the focused widget needs this key itself."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly() and text_keeps(name, undoable=widget.isUndoAvailable())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return text_keeps(name, undoable=widget.document().isUndoAvailable())
    if isinstance(widget, QAbstractSpinBox | QComboBox):
        return text_keeps(name, undoable=False)
    return isinstance(widget, QAbstractButton) and name in ("Space", "Return")

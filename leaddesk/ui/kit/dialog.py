"""The dialog frame: head and foot stay, the body scrolls; fits 1024x600 (UX.md 2)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.button import Button, IconButton
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.overlay import Frame, Overlay
from leaddesk.ui.kit.panel import Rule
from leaddesk.ui.theme.palette import build_palette
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px


class Dialog(Overlay):
    """Put the content into `body`, buttons with `add_button`; Ctrl+Enter presses the primary one.

    `cancelled()` after Esc, the cross or a press outside; close it yourself with `close_overlay()`.
    With `keeps_typed` a press outside does nothing, so that nothing typed is lost by a slip of the hand.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        subtitle: str = "",
        *,
        size: QSize | None = None,
        keeps_typed: bool = True,
    ) -> None:
        frame = Frame()
        super().__init__(parent, frame, size or QSize(940, 644))
        self._keeps_typed = keeps_typed
        self._primary: Button | None = None
        self.setAccessibleName(title)
        self._title = ElidedLabel(title, 15, 600, parent=frame)
        self._subtitle = ElidedLabel(subtitle, 12, 400, "text2", parent=frame)
        self._subtitle.setVisible(bool(subtitle))
        self.cross = IconButton("close", _("Close"), side=32, size=20, parent=frame)
        self.cross.clicked.connect(self.cancel)
        self.body = QWidget()
        self._scroll = QScrollArea(frame)
        self._foot_row = QHBoxLayout()
        self._remark = ElidedLabel("", 12, 400, "text2", align="right", parent=frame)
        self._build(frame)

    def _build(self, frame: QWidget) -> None:
        lay = QVBoxLayout(frame)
        lay.setContentsMargins(1, 1, 1, 1)
        lay.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(px(19), px(10), px(9), px(10))
        head.addLayout(words, 1)
        head.addWidget(self.cross)
        lay.addLayout(head)
        lay.addWidget(Rule(frame))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.body)
        lay.addWidget(self._scroll, 1)
        lay.addWidget(Rule(frame))
        self._foot_row.setContentsMargins(px(19), px(15), px(19), px(15))
        self._foot_row.setSpacing(px(8))
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self._remark)
        lay.addLayout(self._foot_row)
        self.restyle()

    def restyle(self) -> None:
        """The body stands on the window's ground, head and foot on the surface."""
        if hasattr(self, "body"):
            self.body.setAutoFillBackground(True)
            self.body.setPalette(build_palette(current_theme()))
        super().restyle()

    def add_button(self, button: Button, *, primary: bool = False) -> Button:
        """Add a button to the foot, from the left."""
        self._foot_row.insertWidget(self._foot_row.count() - 2, button)
        if primary:
            self._primary = button
        return button

    def show_remark(self, text: str) -> None:
        """A quiet sentence at the right of the foot."""
        self._remark.show_text(text)

    def open_dialog(self, first: QWidget | None = None) -> None:
        """Show it over the window; the focus goes to `first`."""
        self.open(first or self.cross)

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a field of the body into view."""
        self._scroll.ensureWidgetVisible(widget)

    def _on_scrim_pressed(self) -> None:
        if not self._keeps_typed:
            self.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._primary is not None and self._primary.isEnabled():
                self._primary.click()
            event.accept()
            return
        super().keyPressEvent(event)

"""The frame of a wizard: steps, what went wrong, the work that runs, pages, buttons; keys, drops."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.texts import _
from leaddesk.ui.capture.steps import JobStrip, StepBar
from leaddesk.ui.kit.actionbar import ActionBar, BarAction
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.theme.palette import ToneName
from leaddesk.ui.theme.zoom import px

Act = tuple[str, str, Callable[[], None]]
"""Words, key and deed of a button."""


class BarActs:
    """The buttons of an action bar, made anew for each state of a panel."""

    def __init__(self, bar: ActionBar) -> None:
        self._bar = bar
        self._actions: list[QAction] = []

    def show(self, acts: tuple[Act, ...], remark: str, enabled: int) -> None:
        """Show `acts`; only the first `enabled` can be pressed."""
        old, self._actions = self._actions, []
        shown = []
        for place, (words, key, deed) in enumerate(acts):
            action = QAction(words, self._bar)
            action.triggered.connect(deed)
            action.setEnabled(place < enabled)
            self._actions.append(action)
            shown.append(BarAction(action, words, key))
        self._bar.show_actions(tuple(shown))
        for action in old:
            action.deleteLater()
        self._bar.show_remark(remark)
        self._bar.setVisible(bool(acts))


class WizardFrame(QWidget):
    """Signals: `onward()` after Ctrl+Enter, `backward()` after Esc, `dropped(path)` for a file."""

    onward = Signal()
    backward = Signal()
    dropped = Signal(str)

    def __init__(
        self, names: tuple[str, ...], pages: tuple[QWidget, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.steps = StepBar(names, self)
        self.about = ElidedLabel("", 12, 400, "text2", align="right", parent=self)
        self.strip = JobStrip(self)
        self.trouble = Strip(StripData("", "", "hot"), height=40, parent=self)
        self.trouble.hide()
        self.trouble.acted.connect(self.trouble.hide)
        self.pages = QStackedWidget(self)
        for page in pages:
            self.pages.addWidget(page)
        self.bar = ActionBar(self)
        self.acts = BarActs(self.bar)
        head = QHBoxLayout()
        head.addWidget(self.steps, 1)
        head.addWidget(self.about)
        body = QVBoxLayout()
        body.setContentsMargins(px(16), px(12), px(16), px(12))
        body.setSpacing(px(12))
        body.addLayout(head)
        body.addWidget(self.trouble)
        body.addWidget(self.strip)
        body.addWidget(self.pages, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(body, 1)
        lay.addWidget(self.bar)
        self.setAcceptDrops(True)

    def watch(self, *views: QWidget) -> None:
        """Views swallow Enter and Esc; theirs are heard here too."""
        for view in views:
            view.installEventFilter(self)

    def tell(self, lead: str, words: str, tone: ToneName) -> None:
        """Say what was not possible, until it is closed or the person goes on."""
        self.trouble.show_strip(StripData(lead, words, tone, "alert-circle-outline"), _("Close"))
        self.trouble.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.onward.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.backward.emit()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)

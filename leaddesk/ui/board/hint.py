"""The bar under the board: what a drag would do, and the keys."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.hints import Hints
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.panel import Surface
from leaddesk.ui.theme.zoom import px


class HintBar(Surface):
    """30 px high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = ElidedLabel("", 12, 600, "accent")
        keys = (("Z", _("take back")), ("Shift+→", _("next stage")), ("Esc", _("cancel")))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.addWidget(self._words, 1)
        row.addWidget(Hints(keys))

    def show_words(self, words: str, *, refused: bool = False) -> None:
        """Say what would happen, or why it will not."""
        self._words.show_text(words, "hot" if refused else "accent")

    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(30))

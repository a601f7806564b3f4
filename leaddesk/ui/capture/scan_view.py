"""What the scan of cards shows: picture, queue, who came before, fields; before that an empty place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import number
from leaddesk.ui.capture.scan_fields import FieldList
from leaddesk.ui.capture.scan_picture import CardPicture, Thumb
from leaddesk.ui.capture.scanned import Scanned, queue_counts
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.empty import EmptyState
from leaddesk.ui.kit.label import Caption, ElidedLabel
from leaddesk.ui.kit.layouts import FlowLayout
from leaddesk.ui.kit.strip import Strip, StripData
from leaddesk.ui.theme.zoom import px


class ScanView(QStackedWidget):
    """Page 0 is empty, page 1 shows a card. `picked(place)` for a card of the queue."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState(
            "card-account-details-outline",
            _("Drop pictures of business cards here"),
            _(
                "JPEG, PNG, WebP, HEIC or PDF; one picture or many. "
                "You check each card before it becomes a lead."
            ),
            (("choose", _("Choose pictures"), "Ctrl+O"), ("hand", _("Type a card in by hand"), "")),
            tone="accent",
        )
        self._title, self._place = ElidedLabel("", 15, 600), ElidedLabel("", 12, 400, "text2", align="right")
        self.picture = CardPicture()
        self._caption = Caption("")
        self._thumbs_place = QWidget()
        self._thumbs = FlowLayout(self._thumbs_place)
        self._shown: list[Thumb] = []
        self.known = Strip(StripData("", "", "warm"), height=40)
        self.trouble = Strip(StripData("", "", "hot"), height=40)
        self.fields = FieldList()
        work = QWidget()
        lay = QHBoxLayout(work)
        lay.setContentsMargins(px(16), px(16), px(16), px(12))
        lay.setSpacing(px(16))
        lay.addLayout(self._left(), 520)
        lay.addLayout(self._right(), 742)
        self.addWidget(self.empty)
        self.addWidget(work)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(px(12))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        left.addLayout(head)
        left.addWidget(self.picture, 3)
        left.addWidget(self._caption)
        left.addWidget(self._thumbs_place)
        left.addStretch(1)
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(px(8))
        caption = QHBoxLayout()
        caption.addWidget(Caption(_("The least sure on top")), 1)
        caption.addWidget(ElidedLabel(_("Enter accepts, Tab goes on"), 12, 400, "text2", align="right"))
        right.addWidget(self.trouble)
        right.addWidget(self.known)
        right.addLayout(caption)
        right.addWidget(self.fields, 1)
        return right

    def focus_first(self) -> None:
        """The first button of the empty place."""
        button = self.empty.findChild(Button)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_title(self, card: Scanned | None, at: int, count: int) -> None:
        """What is left to do with the card, and its place in the queue."""
        n, filled = (card.to_check(), sum(bool(one.text) for one in card.fields)) if card else (0, 0)
        words = ngettext("Check {n} field of {all}", "Check {n} fields of {all}", n).format(n=n, all=filled)
        if card is not None and card.state in ("waiting", "reading"):
            words = _("Reading {file}").format(file=card.title)
        elif not n:
            words = _("Everything is checked") if filled else _("Type the card in")
        self._title.show_text(words)
        self._place.show_text(_("card {n} of {all}").format(n=at + 1, all=count))

    def show_queue(self, cards: list[Scanned], at: int) -> None:
        """Show the thumbs of the queue; the card at `at` is the current one."""
        saved, check, read = queue_counts(cards)
        words = _("Queue: saved {saved}, to check {check}, being read {read}")
        self._caption.show_text(words.format(saved=number(saved), check=number(check), read=number(read)))
        if [thumb.card for thumb in self._shown] != cards:
            self._thumbs.clear()
            self._shown = []
            for place, card in enumerate(cards):
                thumb = Thumb(card, self._thumbs_place)
                thumb.clicked.connect(lambda _on=False, to=place: self.picked.emit(to))
                self._thumbs.addWidget(thumb)
                thumb.show()
                self._shown.append(thumb)
        for place, thumb in enumerate(self._shown):
            thumb.setChecked(place == at)
            thumb.refresh()

"""The list itself: keys and mouse of a row, the place that stays where it is, and a bar over the rows."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollBar, QWidget
from shiboken6 import isValid

from leaddesk.texts import _
from leaddesk.ui.inbox.delegate import RowDelegate
from leaddesk.ui.inbox.model import InboxModel, InboxRole
from leaddesk.ui.theme.switch import theme_switch
from leaddesk.ui.theme.zoom import px


class Wish(Enum):
    """What a key or the mouse asks of the inbox beside moving the current row; values are command ids."""

    FIRST = "first"
    LAST = "last"
    MARK = "mark"
    MARK_TO = "mark_to"
    OPEN = "lead.open"
    PEEK = "lead.peek"
    BACK = "inbox.back"
    MARK_DOWN = "inbox.extend_next"
    MARK_UP = "inbox.extend_prev"
    MARK_ALL = "inbox.select_all"
    NEXT_SPLIT = "inbox.split_next"
    PREVIOUS_SPLIT = "inbox.split_prev"


_K, _M = Qt.Key, Qt.KeyboardModifier
_PLAIN = {
    _K.Key_Home: Wish.FIRST,
    _K.Key_End: Wish.LAST,
    _K.Key_Return: Wish.OPEN,
    _K.Key_Enter: Wish.OPEN,
    _K.Key_Space: Wish.PEEK,
    _K.Key_Escape: Wish.BACK,
}
_SHIFTED = {_K.Key_Down: Wish.MARK_DOWN, _K.Key_Up: Wish.MARK_UP}
_CONTROLLED = {_K.Key_A: Wish.MARK_ALL}


class InboxView(QListView):
    """One current row, chosen rows by marks. `wished(wish, lead id)`, `current_moved(lead id)`, `scrolled()`,
    `menu_wanted(lead id, global point)`.

    Letters are left to the window, whose dispatcher knows the keyboard's positions.
    """

    wished = Signal(object, str)
    current_moved = Signal(str)
    scrolled = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, model: InboxModel, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, delegate
        self._quiet = 0
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.setAccessibleName(_("Leads"))
        self._bar = _OverBar(self)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        theme_switch().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.verticalScrollBar().setSingleStep(px(self._delegate.height) // 2)
        self._bar.place()
        self.scheduleDelayedItemsLayout()

    # -- The current row --

    def current_id(self) -> str:
        """Id of the current lead, or ""."""
        return self._model.id_at(self.currentIndex().row())

    def make_current(self, lead_id: str) -> bool:
        """Move to a lead that is held; False where it is not."""
        row = self._model.row_of(lead_id)
        if row < 0:
            return False
        index = self._model.index(row)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        return True

    def step(self, by: int) -> None:
        """The row `by` further down; stays inside the list."""
        count = self._model.rowCount()
        if count:
            row = min(count - 1, max(0, self.currentIndex().row() + by))
            self.setCurrentIndex(self._model.index(row))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if not self._quiet:
            self.current_moved.emit(self._model.id_at(current.row()) if current.isValid() else "")

    def quietly(self, change: Callable[[], None]) -> None:
        """Change the model without telling moves of the current row; the caller tells where it is then."""
        self._quiet += 1
        try:
            change()
        finally:
            self._quiet -= 1

    # -- Place --

    def shown_rows(self) -> tuple[int, int]:
        """First and last row that are seen; (0, -1) where there are none."""
        if not self._model.rowCount():
            return 0, -1
        high = self.viewport().height()
        first = self.indexAt(QPoint(1, 0)).row()
        last = self.indexAt(QPoint(1, high - 1)).row()
        return max(first, 0), last if last >= 0 else self._model.rowCount() - 1

    def keeping_place(self, change: Callable[[], None]) -> None:
        """Change the model so that the rows on the screen stay where they are."""
        first, _last = self.shown_rows()
        anchor = self._model.id_at(first)
        offset = self.visualRect(self._model.index(first)).top() if anchor else 0
        change()
        row = self._model.row_of(anchor) if anchor else -1
        if row >= 0 and row != first:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(row * px(self._delegate.height) - offset)

    # -- Keys and mouse --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = _K(event.key()), event.modifiers() & ~_M.KeypadModifier
        wish = {_M.NoModifier: _PLAIN, _M.ShiftModifier: _SHIFTED, _M.ControlModifier: _CONTROLLED}.get(
            held, {}
        ).get(key)
        if key in (_K.Key_Tab, _K.Key_Backtab) and held & _M.ControlModifier:
            wish = Wish.PREVIOUS_SPLIT if key == _K.Key_Backtab else Wish.NEXT_SPLIT
        if wish is not None:
            self.wished.emit(wish, self.current_id())
        elif key in (_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tabs = event.key() in (_K.Key_Tab, _K.Key_Backtab)
            if tabs and event.modifiers() & _M.ControlModifier:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        lead_id = self._model.id_at(index.row()) if index.isValid() else ""
        left = event.button() is Qt.MouseButton.LeftButton
        if left and lead_id and event.modifiers() & _M.ControlModifier:
            self.wished.emit(Wish.MARK, lead_id)
        elif left and lead_id and event.modifiers() & _M.ShiftModifier:
            self.wished.emit(Wish.MARK_TO, lead_id)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.wished.emit(Wish.OPEN, str(index.data(InboxRole.LEAD_ID)))

    def _on_menu(self, point: QPoint) -> None:
        """By mouse the row below it becomes current; by key it is the current one."""
        index = self.indexAt(point)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
        self.menu_wanted.emit(self.current_id(), self.viewport().mapToGlobal(point))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place()
        QTimer.singleShot(0, self, self.scrolled.emit)


class _OverBar(QScrollBar):
    """A thin bar that lies over the rows, so that a row is as wide as the list (screen 01)."""

    def __init__(self, view: QListView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._of = view.verticalScrollBar()
        self._view = view
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._of.rangeChanged.connect(self._follow)
        self._of.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._of.setValue)

    def _follow(self, low: int, high: int) -> None:
        if not isValid(self._of):  # the view is being destroyed
            return
        self.setRange(low, high)
        self.setPageStep(self._of.pageStep())
        self.setSingleStep(self._of.singleStep())
        self.setValue(self._of.value())
        self.setVisible(high > low)

    def place(self) -> None:
        """Along the right edge."""
        wide = px(9)
        self.setGeometry(self._view.width() - wide, px(4), wide, self._view.height() - px(8))
        self.raise_()

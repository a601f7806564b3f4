"""What figures of the screen share: an application without a screen, a link to a base, and plain lists."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, thread_time
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QAbstractListModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from leaddesk.actions.questions import Defined, People
from leaddesk.bench.meter import Left
from leaddesk.bench.world import World
from leaddesk.ui.link import Link
from leaddesk.ui.runner import Runner
from leaddesk.ui.theme.switch import theme_switch

if TYPE_CHECKING:
    from leaddesk.actions.desk import Desk
    from leaddesk.ui.inbox.panel import InboxPanel

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PATIENCE_S, _LOOK_MS = 60.0, 20
INBOX = (560, 652)


@contextmanager
def linked(world: World) -> Iterator[Link]:
    """A link to the desk of the kept base, with the kit dressed."""
    with linked_to(world.desk) as link:
        yield link


@contextmanager
def linked_to(desk: "Desk") -> Iterator[Link]:
    """A link to a desk, with the kit dressed."""
    from leaddesk.app.compose import figures

    _app = QApplication.instance() or QApplication([])
    theme_switch().start()
    desk.figures = figures(desk)
    runner = Runner(desk)
    link = Link(runner, desk.ask(Defined()), desk.ask(People()))
    try:
        yield link
    finally:
        runner.close()


def until(true: Callable[[], bool]) -> None:
    """Let events pass until something holds; raises Left where it never does. Waiting takes no CPU."""
    end = monotonic() + _PATIENCE_S
    looking = QTimer(interval=_LOOK_MS)
    looking.start()
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if monotonic() > end:
            raise Left("left out, because the screen did not come up")


@contextmanager
def inbox(link: Link, query: str = "is:active") -> Iterator["InboxPanel"]:
    """The inbox as wide as beside a card, with the list of a query in the order of its score."""
    from leaddesk.ui.inbox.panel import InboxPanel

    panel = InboxPanel(link)
    panel.resize(*INBOX)
    panel.show()
    panel.search(query)
    until(lambda: panel.model.rowCount() > 2 and link.runner.idle() and not panel.feed.busy)
    QApplication.processEvents()
    try:
        yield panel
    finally:
        until(link.runner.idle)
        let_go(panel)


class Stretches:
    """How long the Qt thread is busy between two waits for events, in CPU seconds of that thread."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self._since = thread_time()
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.awake.connect(self._on_awake)
        self._dispatcher.aboutToBlock.connect(self._on_block)

    def _on_awake(self) -> None:
        self._since = thread_time()

    def _on_block(self) -> None:
        self.taken.append(thread_time() - self._since)

    def end(self) -> None:
        """Watch no more."""
        self._dispatcher.awake.disconnect(self._on_awake)
        self._dispatcher.aboutToBlock.disconnect(self._on_block)


def let_go(widget: QWidget) -> None:
    """Close a widget and have it deleted."""
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents()
    QApplication.processEvents()


class PlainList(QAbstractListModel):
    """Rows of two texts, as plain as a model can be."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: Any = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()] if role == Qt.ItemDataRole.UserRole else None


class PlainCard(QStyledItemDelegate):
    """A rounded box with two lines of text."""

    def __init__(self, parent: Any, high: int) -> None:
        super().__init__(parent)
        self._high = high

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        first, second = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor("#dfe8f5" if chosen else "#ffffff"))
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 6, 6)
        painter.drawText(rect.adjusted(10, 8, -10, -8), Qt.AlignmentFlag.AlignTop, first)
        painter.drawText(rect.adjusted(10, 8, -10, -8), Qt.AlignmentFlag.AlignBottom, second)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._high)


def plain_view(rows: Sequence[tuple[str, str]], high: int, parent: QWidget | None = None) -> QListView:
    """A list view of plain cards with uniform sizes."""
    view = QListView(parent)
    view.setUniformItemSizes(True)
    view.setModel(PlainList(rows, view))
    view.setItemDelegate(PlainCard(view, high))
    return view

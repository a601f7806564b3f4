"""The steps of a wizard on one line, and the strip that tells how far a long work is."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel
from leaddesk.ui.kit.meter import Bar, BarData
from leaddesk.ui.kit.paint import CENTRE, box, line_text, ready
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.themed import KitWidget
from leaddesk.ui.theme.fonts import face
from leaddesk.ui.theme.icons import draw_icon
from leaddesk.ui.theme.switch import current_theme
from leaddesk.ui.theme.zoom import px

_SIDE, _GAP, _LINE = 24, 8, 40


class StepBar(KitWidget):
    """Steps of 24 px: done ones have a check, the current one is filled, later ones are quiet."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._at = names, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Show the step at index `at` as the current one; past the end all are done."""
        self._at = at
        now = self._names[min(at, len(self._names) - 1)]
        self.setAccessibleName(
            _("Step {n} of {all}: {name}").format(
                n=min(at + 1, len(self._names)), all=len(self._names), name=now
            )
        )
        self.update()

    def at(self) -> int:
        """The index of the current step."""
        return self._at

    def sizeHint(self) -> QSize:
        names = sum(round(face(13, 600).width(name)) for name in self._names)
        each = px(_SIDE) + px(_GAP) + px(2 * 12 + _LINE)
        return QSize(names + each * len(self._names), px(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ready(painter)
        theme, side, x = current_theme(), px(_SIDE), 0.0
        top = (self.height() - side) / 2
        for place, name in enumerate(self._names):
            done, now = place < self._at, place == self._at
            ground = theme.ok_bg if done else (theme.accent if now else theme.surface2)
            edge = theme.border_strong if not done and not now else None
            box(painter, QRectF(x, top, side, side), side / 2, ground, edge)
            if done:
                draw_icon(painter, x + px(4), top + px(4), "check", theme.ok, 16)
            else:
                ink = theme.on_accent if now else theme.text2
                line_text(painter, x, top, side, side, str(place + 1), face(12, 600), ink, CENTRE)
            x += side + px(_GAP)
            words = face(13, 600 if now else 400)
            ink = theme.text if done or now else theme.text2
            x += line_text(painter, x, top, self.width() - x, side, name, words, ink)
            if place < len(self._names) - 1:
                painter.fillRect(QRectF(x + px(12), self.height() / 2, px(_LINE), 1), theme.border_strong)
                x += px(2 * 12 + _LINE)


class JobStrip(Panel):
    """What a long work does: words, a bar, N of M with the time left, Cancel (`stopped`)."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, padding=12, gap=6)
        self.share = 0.0
        self._what = ElidedLabel("", 13, 600, parent=self)
        self._how = ElidedLabel("", 12, 400, "text2", align="right", parent=self)
        self.cancel = Button(_("Cancel"), height=28, parent=self)
        self.cancel.clicked.connect(self.stopped)
        self._bar = Bar(BarData(0.0), "", parent=self)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._what, 1)
        row.addWidget(self._how, 1)
        row.addWidget(self.cancel)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def begin(self, what: str) -> None:
        """Show a work that has just begun."""
        self._what.show_text(what)
        self.show_progress(0.0, "")
        self.cancel.setEnabled(True)
        self.show()

    def show_progress(self, share: float, words: str) -> None:
        """`share` is 0..1."""
        self.share = share
        self._how.show_text(words)
        self._bar.show_bar(BarData(share), words)

    def copy(self, other: "JobStrip") -> None:
        """Show what another strip shows, which cannot be seen."""
        self._what.show_text(other._what.text())
        self.show_progress(other.share, other.words())
        self.cancel.setEnabled(other.cancel.isEnabled())

    def words(self) -> str:
        """What it tells of the progress."""
        return self._how.text()

    def stopping(self) -> None:
        """Cancel was pressed; what was written is being taken back."""
        self.cancel.setEnabled(False)
        self._how.show_text(_("stopping, taking back what was written…"))

"""Why conversion changed, over the charts: the finding, and each part with mix and rate (journey 6)."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from leaddesk.actions.figures import Figure, Mark
from leaddesk.texts import _
from leaddesk.texts.figures import definition_of, finding_of, part_name, points
from leaddesk.texts.formats import name_in
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import Caption, ElidedLabel, Ink
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

SIZE = QSize(820, 600)
_RIGHT = Qt.AlignmentFlag.AlignRight


class ReasonsDialog(Dialog):
    """`opened(query)` of a part whose name was pressed; each table sums up to the whole change."""

    opened = Signal(str)

    def __init__(self, link: Link, parent: QWidget, figure: Figure) -> None:
        super().__init__(parent, _said(link, figure), definition_of(figure), size=SIZE, keeps_typed=False)
        self._link = link
        self.figure = figure
        self.rows: list[tuple[str, str, str, str]] = []
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(px(20), px(12), px(20), px(16))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(0, 1)
        self._line = 0
        self.first: Button | None = None
        names = {
            "channel": _("Channels"),
            "owner": _("Owners"),
            "response": _("Time to first contact"),
        }
        for dimension, words in names.items():
            self._fill(dimension, words)
        self._grid.setRowStretch(self._line, 1)
        self.cancelled.connect(self.close_overlay)

    def open_dialog(self, first: QWidget | None = None) -> None:
        """Show it; the keys go to the first part."""
        super().open_dialog(first or self.first)

    def _fill(self, dimension: str, words: str) -> None:
        found: dict[str, dict[str, Mark]] = {}
        for mark in self.figure.marks:
            name, _dot, kind = mark.series.partition(".")
            if name == dimension:
                found.setdefault(mark.label, {})[kind] = mark
        if not found:
            return
        self._add((words, _("Change by mix"), _("Change by rate"), _("Sum")), head=True)
        sizes = {
            label: (both["mix"].value or 0.0, both["rate"].value or 0.0) for label, both in found.items()
        }
        for label in sorted(sizes, key=lambda one: -abs(sum(sizes[one]))):
            mix, rate = sizes[label]
            told = _name(self._link, dimension, label)
            self._add((told, points(mix), points(rate), points(mix + rate)), found[label]["rate"].query)
        mixes, rates = (sum(both[at] for both in sizes.values()) for at in (0, 1))
        self._add((_("Sum"), points(mixes), points(rates), points(mixes + rates)), bold=True)

    def _add(
        self, cells: tuple[str, str, str, str], query: str = "", *, head: bool = False, bold: bool = False
    ) -> None:
        if not head:
            self.rows.append(cells)
        for column, words in enumerate(cells):
            widget: QWidget
            if head:
                widget = Caption(words, self.body)
            elif query and not column:
                widget = self._link_to(words, query)
            else:
                ink: Ink = "text2" if not bold else "text"
                widget = ElidedLabel(words, 13, 600 if bold else 400, ink, parent=self.body)
            side = _RIGHT if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(widget, self._line, column, side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.setRowMinimumHeight(self._line, px(30 if head else 24))
        self._line += 1

    def _link_to(self, words: str, query: str) -> Button:
        button = Button(words, kind="link", height=24, parent=self.body)
        button.clicked.connect(lambda: self._on_pressed(query))
        self.first = self.first or button
        return button

    def _on_pressed(self, query: str) -> None:
        self.close_overlay()
        self.opened.emit(query)


def _name(link: Link, dimension: str, part: str) -> str:
    return part_name(dimension, part, _called(link, dimension, part))


def _called(link: Link, dimension: str, part: str) -> str:
    if dimension == "owner":
        return link.name_of(part)
    channel = link.definitions.channel_by_id.get(part) if dimension == "channel" else None
    return name_in(channel.names) if channel is not None else ""


def _said(link: Link, figure: Figure) -> str:
    """The finding with the part called as people call it."""
    args: Mapping[str, object] = figure.finding.args
    if figure.finding.key != "figure.why.rate":
        return finding_of(figure)
    name = _called(link, str(args["dimension"]), str(args["part"]))
    finding = figure.finding._replace(args={**args, "name": name})
    return finding_of(replace(figure, finding=finding))

"""A figure painted to a file without a window: what the charts screen shows, for the command line."""

import os
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from leaddesk.actions.figures import Figure
from leaddesk.texts.figures import finding_of
from leaddesk.ui.charts.drawings import picture_of
from leaddesk.ui.charts.frame import ChartFrame
from leaddesk.ui.theme.switch import theme_switch

SIZE = QSize(760, 420)


def paint_figure(figure: Figure, path: Path) -> None:
    """Write `figure` to `path`, .svg or .png by its ending; Qt paints into memory where none runs yet."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QApplication(["leaddesk"])
    theme_switch().start()
    frame = ChartFrame(picture_of(figure.name, finding_of(figure)))
    frame.resize(SIZE)
    frame.show_figure(figure)
    frame.ensurePolished()
    layout = frame.layout()
    if layout is not None:
        layout.activate()
    frame.save(path)
    frame.deleteLater()

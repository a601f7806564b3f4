"""PySide6 6.12 on Python 3.11 loses references of None until the process dies; ours must not."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QSettings, Qt
from PySide6.QtGui import QAction, QStandardItem
from PySide6.QtWidgets import QComboBox, QListWidgetItem

CALLS = 500
ROLE = Qt.ItemDataRole.UserRole
MISSING = ROLE + 7


def drift(call: Callable[[], object]) -> int:
    """How many references of None `CALLS` calls win or lose; before 3.12 None is not immortal."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return sys.getrefcount(None) - before


@pytest.mark.parametrize(
    "name", ["set item", "missing data", "list item", "combo", "action", "mime", "settings"]
)
def test_calls_into_qt_keep_the_reference_count_of_none(name: str, qapp: object, data_dir: object) -> None:
    """DEPENDENCIES 0: 28 calls of 6.12.0 dropped one reference each; a desktop left open for a day died."""
    item, entry, combo, action, mime = (
        QStandardItem(),
        QListWidgetItem(),
        QComboBox(),
        QAction(),
        QMimeData(),
    )
    settings = QSettings(f"{data_dir}.ini", QSettings.Format.IniFormat)
    call: Callable[[], object] = {
        "set item": lambda: item.setData("value", ROLE),
        "missing data": lambda: item.data(MISSING),
        "list item": lambda: entry.setData(ROLE, "value"),
        "combo": lambda: combo.itemData(0),
        "action": lambda: action.setData("value"),
        "mime": lambda: mime.setText("value"),
        "settings": lambda: settings.setValue("key", "value"),
    }[name]

    assert abs(drift(call)) < 50

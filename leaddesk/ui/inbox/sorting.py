"""The order of the list as a popup of number keys."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from leaddesk.texts import _
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow

_ORDERS: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("call-", lambda: _("Call now: who loses most by waiting"), "phone-clock"),
    ("score-", lambda: _("Highest score first"), "speedometer"),
    ("cooling", lambda: _("Longest without an answer first"), "clock-alert-outline"),
    ("received-", lambda: _("Newest first"), "sort-clock-descending-outline"),
    ("due", lambda: _("Next step due first"), "calendar-clock-outline"),
    ("amount-", lambda: _("Largest amount first"), "cash-multiple"),
    ("stage_age", lambda: _("Longest on its stage first"), "timer-sand"),
)
"""Sort of the stores, its name and icon."""


def ask_sort(parent: QWidget, now: str, choose: Callable[[str], None]) -> None:
    """Open the popup; `choose` is given a sort of the stores."""
    rows = [
        ChoiceRow(str(n), icon, name(), _("now") if sort == now else "")
        for n, (sort, name, icon) in enumerate(_ORDERS, 1)
    ]
    popup = ChoicePopup(
        parent, _("Order of the list"), _("The order then stays as it is while you work"), rows
    )
    popup.chosen.connect(lambda key: choose(_ORDERS[int(key) - 1][0]))
    popup.open_popup()

"""Who else is to get a lead, and why above a norm: popups by number keys."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from leaddesk.actions.distribute import Load
from leaddesk.texts import _
from leaddesk.ui.distribution.words import load_words, room_words
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow

_MOST = 8


def ask_person(
    window: QWidget, who: str, people: Sequence[Load], then: Callable[[str | None], None]
) -> ChoicePopup:
    """Choose a person by a digit; 0 leaves the lead in the queue."""
    found = sorted(people, key=lambda load: (load.worker.away, load.worker.open, load.user.name))[:_MOST]
    rows = [
        ChoiceRow(str(n), "account-outline", load.user.name, f"{load_words(load)}, {room_words(load)}")
        for n, load in enumerate(found, 1)
    ]
    rows.append(ChoiceRow("0", "tray", _("Stays in the queue")))
    popup = ChoicePopup(window, _("Who is to get it?"), short(who, 60), rows)
    popup.chosen.connect(lambda key: then(None if key == "0" else found[int(key) - 1].user.id))
    popup.open_popup()
    return popup


def ask_reason(window: QWidget, names: Sequence[str], then: Callable[[str], None]) -> ChoicePopup:
    """Why somebody comes above the norm: two usual reasons, or own words (D10)."""
    rows = [
        ChoiceRow("1", "account-clock-outline", _("Nobody else is there today")),
        ChoiceRow("2", "star-outline", _("Only they know this client")),
    ]
    popup = ChoicePopup(
        window,
        _("Why above the norm?"),
        short(", ".join(names), 80),
        rows,
        type_hint=_("or type the reason in own words"),
    )
    popup.chosen.connect(lambda key: then(rows[int(key) - 1].name))
    popup.typed.connect(lambda text: then(text.strip()) if text.strip() else None)
    popup.open_popup()
    return popup

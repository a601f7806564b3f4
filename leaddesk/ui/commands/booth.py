"""Commands of the stand of a trade show; its keys stand in for those of "anywhere" (UX 4.1)."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import Command, UndoClass, at
from leaddesk.ui.commands.rules import here, may


def _booth(name: str, title: str, key: str, icon: str, undo: UndoClass = "view", *more: str) -> Command:
    return Command(name, title, here(name), "tools", at("booth", key, *more), icon, undo, group=7)


BOOTH = (
    Command(
        "booth.open",
        N_("Stand of a trade show"),
        may("capture"),
        "tools",
        (*at("anywhere", "Ctrl+Shift+T"), *at("booth", "Ctrl+Shift+T")),
        "storefront-outline",
        group=7,
    ),
    _booth("booth.save", N_("Save, next visitor"), "Return", "account-check-outline", "step"),
    _booth("booth.picture", N_("Picture of the card"), "F2", "camera-outline"),
    _booth("booth.same_company", N_("Save, next of the same company"), "F3", "account-group-outline", "step"),
    _booth("booth.consent", N_("Agrees to be written to"), "F4", "shield-check-outline"),
    _booth("booth.hot", N_("The visitor is hot"), "F5", "fire"),
    _booth("booth.warm", N_("The visitor is warm"), "F6", "white-balance-sunny"),
    _booth("booth.cold", N_("The visitor is cold"), "F7", "snowflake"),
    _booth("booth.promise", N_("What was promised"), "F8", "handshake-outline"),
    _booth("booth.person", N_("Who stands here"), "F9", "account-switch-outline"),
    _booth("booth.same_event", N_("Same event as before"), "Ctrl+D", "repeat"),
    _booth("booth.clear", N_("Clear this visitor"), "Ctrl+Backspace", "eraser"),
    _booth("booth.voice", N_("Voice note"), "Ctrl+M", "microphone-outline"),
    _booth("booth.evening", N_("End of the day"), "Ctrl+E", "weather-sunset-down"),
    _booth("scan.event", N_("Set the event up"), "Ctrl+Shift+E", "calendar-star"),
)

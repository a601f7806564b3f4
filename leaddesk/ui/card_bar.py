"""The action bar of the card: which commands stand in it, in short words; the rest lie under the dots."""

from leaddesk.texts import N_, _
from leaddesk.ui.commander import Commander
from leaddesk.ui.kit.actionbar import ActionBar, BarAction

SHOWN: tuple[tuple[str, str], ...] = (
    ("lead.dial", N_("Call now")),
    ("lead.contact_result", N_("Result")),
    ("lead.take", N_("Take")),
    ("lead.handover", N_("Hand over")),
    ("lead.nurture", N_("Nurture it")),
    ("lead.snooze", N_("Snooze it")),
    ("lead.archive", N_("To the archive")),
    ("lead.assign", N_("Assign it")),
)
"""Commands with the short words of their buttons, the next act first (screen 01)."""

MORE = (
    *("lead.move_stage", "lead.junk", "lead.reply", "lead.task", "lead.note", "lead.label", "lead.priority"),
    *("lead.star", "lead.copy_contact", "lead.restore", "lead.wake", "app.menu"),
)


def fill_bar(bar: ActionBar, commander: Commander) -> None:
    """Put the commands into the bar of a card."""
    actions = tuple(BarAction(commander.action(one), _(words), commander.key(one)) for one, words in SHOWN)
    bar.show_actions(actions, tuple(commander.action(one) for one in MORE))

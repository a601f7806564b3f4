"""Commands of sales on the deals of leads (UX 4.2); keys are given by whoever sells all day."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import Command, UndoClass, at
from leaddesk.ui.commands.rules import here, on_leads, on_one, opened

_SELL = on_leads("sell")


def _deal(name: str, title: str, icon: str, group: int = 4) -> Command:
    return Command(name, title, _SELL, "funnel", (), icon, "step", group=group)


def _nurture(name: str, title: str, icon: str, undo: UndoClass = "view") -> Command:
    return Command(name, title, here(name), "funnel", (), icon, undo, group=5)


DEALS = (
    Command(
        "consent.set",
        N_("Consent to be written to"),
        on_leads("capture"),
        "lead",
        (),
        "shield-check-outline",
        "step",
        group=6,
    ),
    _deal("deal.accept", N_("Accept the deal"), "check-circle"),
    _deal("deal.return", N_("Return to the sender"), "reply"),
    _deal("deal.proposal", N_("Proposal sent"), "file-outline"),
    _deal("deal.invoice", N_("Invoice issued"), "file-outline"),
    _deal("deal.won", N_("Deal won"), "check-circle"),
    _deal("deal.lost", N_("Deal lost"), "close-circle-outline"),
    _deal("deal.postpone", N_("Postpone the deal"), "clock-outline"),
    _deal("deal.rate_advice", N_("Rate the advice"), "thumb-up-outline"),
    Command(
        "lead.print",
        N_("Dossier on one page (PDF)"),
        on_one(),
        "lead",
        (),
        "file-document-outline",
        "outside",
        group=6,
    ),
    Command(
        "lead.calendar",
        N_("Next step to my calendar (.ics)"),
        on_one(),
        "lead",
        (),
        "calendar-export",
        "outside",
        group=6,
    ),
    Command("lead.return_from_sales", N_("Return from sales"), _SELL, "funnel", (), "reply", "step", group=4),
    Command("go.deals", N_("Deals"), opened, "view", at("anywhere", "G E"), "handshake-outline", group=1),
    _nurture("nurture.add_step", N_("Log the touch that is due"), "email-check-outline", "step"),
    _nurture("nurture.due", N_("Touches of nurture due"), "sprout-outline"),
    _nurture("nurture.wake_rules", N_("Who wakes from nurture soon"), "alarm"),
)

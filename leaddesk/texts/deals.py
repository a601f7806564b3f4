"""How a deal goes and how it ended, in words: papers sent, barter, whose cause, the need (C1, D16, D19)."""

from collections.abc import Mapping

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.lead import DealState
from leaddesk.texts import N_, _, ngettext
from leaddesk.texts.keys import choice_name

CAUSES: Mapping[str, str] = {"internal": N_("ours to mend"), "external": N_("not ours")}
SATISFIED: Mapping[str, str] = {
    "us": N_("need satisfied by us"),
    "competitor": N_("need satisfied by a competitor"),
    "no": N_("need not satisfied"),
}


def paper_words(deal: DealState) -> str:
    """How many proposals and invoices were sent, and what is given instead of money; empty without any."""
    proposals, invoices = deal.count("proposal"), deal.count("invoice")
    parts = [
        ngettext("{n} proposal", "{n} proposals", proposals).format(n=proposals) if proposals else "",
        ngettext("{n} invoice", "{n} invoices", invoices).format(n=invoices) if invoices else "",
        _("barter: {what}").format(what=deal.barter) if deal.barter else "",
    ]
    return ", ".join(part for part in parts if part)


def end_words(deal: DealState, definitions: Definitions) -> str:
    """Why a deal was lost, whose cause it was, and what became of the need; empty of any other deal."""
    if deal.stage != "lost":
        return ""
    parts = [
        choice_name("lost", deal.reason, definitions) if deal.reason else "",
        deal.text,
        _(CAUSES[deal.cause]) if deal.cause in CAUSES else "",
        _(SATISFIED[deal.satisfied]) if deal.satisfied in SATISFIED else "",
    ]
    return ", ".join(part for part in parts if part)

"""When a command is possible: pure functions of the state, and the words for why it is not."""

from collections.abc import Mapping

from leaddesk.texts import N_, _
from leaddesk.ui.commands.declaration import Rule, State

REASONS: Mapping[str, str] = {
    "no_base": N_("no base is open"),
    "no_lead": N_("choose a lead first"),
    "one_lead": N_("choose one lead only"),
    "not_here": N_("not on this screen"),
    "right.capture": N_("your role may not add leads"),
    "right.triage": N_("your role may not triage"),
    "right.qualify": N_("your role may not qualify"),
    "right.hand_over": N_("your role may not hand over"),
    "right.nurture": N_("your role may not nurture"),
    "right.erase": N_("your role may not erase personal data"),
    "right.sell": N_("only sales does this"),
    "right.bulk": N_("your role changes one lead at a time"),
    "right.import": N_("your role may not import"),
    "right.distribute": N_("only the head distributes"),
    "right.export": N_("your role may not export"),
    "right.configure": N_("only an administrator changes this"),
    "right.users": N_("only an administrator changes this"),
}


def reason_words(key: str) -> str:
    """The words of a reason, in the language in force."""
    return _(REASONS[key])


def always(state: State) -> str | None:
    """Possible at any time, even without a base."""
    return None


def opened(state: State) -> str | None:
    """Possible once a base is open."""
    return None if state.open else "no_base"


def may(right: str) -> Rule:
    """Possible for whoever holds the right."""

    def rule(state: State) -> str | None:
        return opened(state) or (None if right in state.rights else f"right.{right}")

    return rule


def on_leads(right: str = "triage") -> Rule:
    """Possible on the chosen leads; on several of them it takes the right to bulk changes too."""

    def rule(state: State) -> str | None:
        refused = may(right)(state)
        if refused or state.selected == 0:
            return refused or "no_lead"
        return "right.bulk" if state.selected > 1 and "bulk" not in state.rights else None

    return rule


def on_one(right: str = "triage") -> Rule:
    """Possible on exactly one lead."""

    def rule(state: State) -> str | None:
        return on_leads(right)(state) or ("one_lead" if state.selected > 1 else None)

    return rule


def together(right: str = "triage") -> Rule:
    """Possible on leads that are treated as one thing, so that it takes no right to bulk changes."""

    def rule(state: State) -> str | None:
        return may(right)(state) or (None if state.selected else "no_lead")

    return rule


def here(command_id: str) -> Rule:
    """Possible where a part on the screen carries it out."""

    def rule(state: State) -> str | None:
        return opened(state) or (None if command_id in state.handled else "not_here")

    return rule

"""Decisions on leads and the marks that leads carry (UX 4.1, 4.2)."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import DECIDE, Command, at
from leaddesk.ui.commands.rules import on_leads, on_one, together

DECISIONS = (
    Command(
        "lead.take",
        N_("Take on"),
        on_leads(),
        "lead",
        at(DECIDE, "W"),
        "account-check-outline",
        "step",
        group=1,
    ),
    Command(
        "lead.handover",
        N_("Hand over to sales"),
        on_one("hand_over"),
        "lead",
        at(DECIDE, "Q"),
        "send-outline",
        "step",
        group=1,
    ),
    Command(
        "lead.nurture",
        N_("Put into nurture"),
        on_leads("nurture"),
        "lead",
        at(DECIDE, "N"),
        "sprout-outline",
        "step",
        group=1,
    ),
    Command(
        "lead.snooze", N_("Snooze"), on_leads(), "lead", at(DECIDE, "H"), "alarm-snooze", "step", group=1
    ),
    Command(
        "lead.archive",
        N_("Move to the archive"),
        on_leads(),
        "lead",
        at(DECIDE, "E"),
        "archive-outline",
        "step",
        group=1,
    ),
    Command(
        "lead.junk",
        N_("Mark as junk"),
        on_leads(),
        "lead",
        at(DECIDE, "Delete", "Shift+3"),
        "trash-can-outline",
        "step",
        group=1,
    ),
    Command("lead.wake", N_("Bring back now"), on_leads(), "lead", (), "alarm-check", "step", group=1),
    Command("lead.restore", N_("Bring back to work"), on_leads(), "lead", (), "restore", "step", group=1),
    Command(
        "lead.repeat_decision",
        N_("Repeat the last decision"),
        on_leads(),
        "lead",
        at(DECIDE, "."),
        "repeat",
        "step",
        group=1,
    ),
)

MARKS = (
    Command("lead.temperature.hot", N_("Hot"), on_leads(), "lead", at("list", "1"), "fire", "step", group=2),
    Command(
        "lead.temperature.warm",
        N_("Warm"),
        on_leads(),
        "lead",
        at("list", "2"),
        "white-balance-sunny",
        "step",
        group=2,
    ),
    Command(
        "lead.temperature.cold", N_("Cold"), on_leads(), "lead", at("list", "3"), "snowflake", "step", group=2
    ),
    Command("lead.temperature", N_("Temperature"), on_leads(), "lead", (), "thermometer", "step", group=2),
    Command("lead.level", N_("Level"), on_leads(), "lead", (), "stairs", "step", group=2),
    Command(
        "lead.priority", N_("Priority"), on_leads(), "lead", at(DECIDE, "P"), "flag-outline", "step", group=2
    ),
    Command(
        "lead.assign",
        N_("Assign to a person"),
        on_leads(),
        "lead",
        at(DECIDE, "A"),
        "account-arrow-right-outline",
        "step",
        group=2,
    ),
    Command(
        "lead.assign_me",
        N_("Assign to me"),
        on_leads(),
        "lead",
        at(DECIDE, "Shift+A"),
        "account-plus-outline",
        "step",
        group=2,
    ),
    Command(
        "lead.move_stage",
        N_("Move to a stage"),
        on_leads(),
        "funnel",
        at(DECIDE, "V"),
        "arrow-right-bold-outline",
        "step",
        group=1,
    ),
    Command("lead.label", N_("Label"), on_leads(), "lead", at(DECIDE, "L"), "label-outline", "step", group=2),
    Command("lead.star", N_("Star"), on_leads(), "lead", at(DECIDE, "S"), "star-outline", "step", group=2),
)

DUPLICATES = (
    Command(
        "lead.merge",
        N_("Compare and merge"),
        together(),
        "lead",
        at(DECIDE, "M"),
        "call-merge",
        "step",
        group=4,
    ),
    Command(
        "lead.not_duplicate",
        N_("Not a duplicate"),
        together(),
        "lead",
        (),
        "account-multiple-check",
        "step",
        group=4,
    ),
    Command("lead.split", N_("Take a merge apart"), on_one(), "lead", (), "call-split", "step", group=4),
    Command(
        "lead.erase_personal_data",
        N_("Erase personal data"),
        together("erase"),
        "lead",
        (),
        "account-remove-outline",
        "never",
        group=5,
    ),
)
"""Who is one with whom, and who is to be forgotten."""

LEADS = (*DECISIONS, *MARKS, *DUPLICATES)

"""Commands of the daily work with a lead: calls, notes, what one looks at, and the deal that follows."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import DECIDE, Command, Context, at
from leaddesk.ui.commands.rules import here, may, on_leads, on_one, opened

_READ: tuple[Context, ...] = ("list", "card")

WORK = (
    Command("lead.dial", N_("Call"), on_one(), "lead", at(DECIDE, "D"), "phone-outline", "view", group=3),
    Command(
        "lead.contact_result",
        N_("Contact result"),
        on_leads(),
        "lead",
        at(DECIDE, "R"),
        "phone-check-outline",
        "step",
        group=3,
    ),
    Command(
        "lead.timer",
        N_("Clock of a call"),
        opened,
        "lead",
        at(DECIDE, "Ctrl+J"),
        "timer-outline",
        "view",
        group=3,
    ),
    Command(
        "lead.reply",
        N_("Reply"),
        on_one(),
        "lead",
        at(DECIDE, "Y"),
        "reply-outline",
        "step",
        group=3,
    ),
    Command(
        "lead.crib",
        N_("Product crib and materials"),
        on_one(),
        "lead",
        at(DECIDE, "Ctrl+F1"),
        "lightbulb-outline",
        "view",
        group=3,
    ),
    Command(
        "lead.task",
        N_("Task"),
        on_leads(),
        "lead",
        at(DECIDE, "T"),
        "checkbox-marked-circle-plus-outline",
        "step",
        group=3,
    ),
    Command(
        "lead.note", N_("Note"), on_leads(), "lead", at(DECIDE, "I"), "note-edit-outline", "step", group=3
    ),
    Command(
        "lead.copy_contact",
        N_("Copy the contact"),
        on_one(),
        "edit",
        at(DECIDE, "Ctrl+Shift+C"),
        "content-copy",
        "view",
        group=3,
    ),
)

CARDS = (
    Command("lead.history", N_("History of the lead"), on_one(), "lead", (), "history", group=4),
    Command("lead.copy_vcard", N_("Copy as a vCard"), on_one(), "edit", (), "content-copy", group=3),
    Command(
        "lead.export_vcf", N_("Save as a vCard"), on_leads("export"), "file", (), "export", "outside", group=3
    ),
)

SEEN = (
    Command(
        "lead.open",
        N_("Open the card"),
        here("lead.open"),
        "lead",
        at("list", "O"),
        "card-text-outline",
        native=("Enter",),
        group=4,
    ),
    Command(
        "lead.peek",
        N_("Look without leaving the list"),
        here("lead.peek"),
        "lead",
        (),
        "eye-outline",
        native=("Space",),
        group=4,
    ),
    Command(
        "lead.focus",
        N_("Qualification in full"),
        here("lead.focus"),
        "lead",
        at(_READ, "F"),
        "arrow-expand",
        group=4,
    ),
    Command(
        "lead.next",
        N_("Next lead"),
        here("lead.next"),
        "lead",
        (*at("list", "J"), *at("card", "Alt+Right")),
        "arrow-down",
        native=("↓",),
        group=5,
    ),
    Command(
        "lead.prev",
        N_("Previous lead"),
        here("lead.prev"),
        "lead",
        (*at("list", "K"), *at("card", "Alt+Left")),
        "arrow-up",
        native=("↑",),
        group=5,
    ),
    Command(
        "lead.quick_add",
        N_("New lead in one line"),
        may("capture"),
        "file",
        at("anywhere", "Ctrl+N"),
        "plus",
        "step",
        group=1,
    ),
    Command(
        "lead.paste",
        N_("Paste as leads"),
        may("capture"),
        "edit",
        at("anywhere", "Ctrl+V"),
        "content-paste",
        "step",
        group=2,
    ),
)

WORKS = (*WORK, *CARDS, *SEEN)

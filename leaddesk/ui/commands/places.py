"""Commands that go somewhere or change what one place shows: sections, list, card, board, charts, search."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import Command, at
from leaddesk.ui.commands.rules import here, may, opened

GO = (
    Command(
        "go.inbox", N_("Inbox"), opened, "view", at("anywhere", "G I", "Ctrl+1"), "inbox-arrow-down", group=1
    ),
    Command(
        "go.board",
        N_("Board"),
        opened,
        "view",
        at("anywhere", "G B", "Ctrl+2"),
        "view-column-outline",
        group=1,
    ),
    Command(
        "go.nurture",
        N_("Nurture"),
        opened,
        "view",
        at("anywhere", "G N", "Ctrl+3"),
        "sprout-outline",
        group=1,
    ),
    Command(
        "go.tasks",
        N_("Tasks"),
        opened,
        "view",
        at("anywhere", "G T", "Ctrl+4"),
        "checkbox-marked-circle-outline",
        group=1,
    ),
    Command(
        "go.charts", N_("Charts"), opened, "view", at("anywhere", "G C", "Ctrl+5"), "chart-line", group=1
    ),
    Command(
        "go.distribution",
        N_("Distribution"),
        opened,
        "view",
        at("anywhere", "G D", "Ctrl+6"),
        "account-group-outline",
        group=1,
    ),
    Command(
        "go.cards",
        N_("Business cards"),
        opened,
        "view",
        at("anywhere", "G V", "Ctrl+7"),
        "card-account-details-outline",
        group=1,
    ),
    Command(
        "go.views",
        N_("Saved views"),
        opened,
        "view",
        at("anywhere", "G S"),
        "bookmark-multiple-outline",
        group=1,
    ),
    Command(
        "go.duplicates",
        N_("Possible duplicates"),
        opened,
        "view",
        at("anywhere", "G M"),
        "account-multiple-outline",
        group=1,
    ),
    Command(
        "lead.find_duplicates",
        N_("Look for duplicates in the whole base"),
        may("triage"),
        "tools",
        (),
        "account-search-outline",
        group=2,
    ),
    Command(
        "go.history", N_("History of actions"), opened, "edit", at("anywhere", "G H"), "history", group=1
    ),
)

LIST = (
    Command(
        "inbox.split_next",
        N_("Next queue"),
        here("inbox.split_next"),
        "view",
        at("anywhere", "Ctrl+Tab"),
        "tab",
        group=2,
    ),
    Command(
        "inbox.split_prev",
        N_("Previous queue"),
        here("inbox.split_prev"),
        "view",
        at("anywhere", "Ctrl+Shift+Tab"),
        "tab",
        group=2,
    ),
    Command(
        "inbox.new_hot",
        N_("Show the new hot ones"),
        here("inbox.new_hot"),
        "view",
        at("list", "0"),
        "arrow-up",
        group=2,
    ),
    Command(
        "inbox.select",
        N_("Choose the row"),
        here("inbox.select"),
        "edit",
        at("list", "X"),
        "checkbox-marked-outline",
        group=4,
    ),
    Command(
        "inbox.extend_next",
        N_("Choose downwards"),
        here("inbox.extend_next"),
        "",
        at("list", "Shift+J"),
        "arrow-down",
        native=("Shift+↓",),
    ),
    Command(
        "inbox.extend_prev",
        N_("Choose upwards"),
        here("inbox.extend_prev"),
        "",
        at("list", "Shift+K"),
        "arrow-up",
        native=("Shift+↑",),
    ),
    Command(
        "inbox.select_all",
        N_("Choose all"),
        here("inbox.select_all"),
        "edit",
        at("list", "Ctrl+A"),
        "select-all",
        group=4,
    ),
    Command(
        "inbox.invert",
        N_("Turn the choice round"),
        here("inbox.invert"),
        "edit",
        (),
        "select-inverse",
        group=4,
    ),
    Command(
        "inbox.back",
        N_("Back to the list"),
        here("inbox.back"),
        "view",
        (*at(("list", "card"), "U"), *at("card", "Escape")),
        "arrow-left",
        native=("Esc",),
        group=2,
    ),
    Command(
        "inbox.density",
        N_("Row density"),
        here("inbox.density"),
        "view",
        at("anywhere", "Ctrl+Shift+D"),
        "format-line-spacing",
        group=4,
    ),
    Command("inbox.sort", N_("Order of the list"), here("inbox.sort"), "view", (), "sort", group=2),
)

_QUEUES = (
    N_("To the hot ones"),
    N_("To the new ones"),
    N_("To those who replied"),
    N_("To today's steps"),
    N_("To the overdue ones"),
    N_("To the snoozed ones"),
    N_("To those without an owner"),
    N_("To all in work"),
)
QUEUES = (
    *(
        Command(f"inbox.split.{n}", title, here(f"inbox.split.{n}"), "", (), "tab")
        for n, title in enumerate(_QUEUES, 1)
    ),
    Command(
        "inbox.shift",
        N_("Hand the shift over"),
        here("inbox.shift"),
        "view",
        (),
        "account-switch-outline",
        group=2,
    ),
    Command(
        "inbox.lost",
        N_("To those about to be lost"),
        here("inbox.lost"),
        "view",
        (),
        "alert-circle-outline",
        group=2,
    ),
)

SEARCH = (
    Command("search.focus", N_("Search"), opened, "edit", at("anywhere", "/", "Ctrl+F"), "magnify", group=5),
    Command("search.help", N_("What can be searched"), opened, "help", (), "help-circle-outline"),
    Command(
        "search.save_view",
        N_("Save the view"),
        here("search.save_view"),
        "edit",
        (),
        "bookmark-plus-outline",
        group=5,
    ),
    Command(
        "search.manage_views",
        N_("Change saved views"),
        here("search.manage_views"),
        "edit",
        (),
        "bookmark-multiple-outline",
        group=5,
    ),
    Command("search.clear", N_("Clear the search"), opened, "edit", (), "magnify-close", group=5),
)

PLACES = (*GO, *LIST, *QUEUES, *SEARCH)

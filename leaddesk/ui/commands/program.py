"""Commands of the program itself: undo, files, look, settings, help, windows."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import ALWAYS, Command, at
from leaddesk.ui.commands.rules import always, may, opened

APP = (
    Command(
        "app.undo",
        N_("Undo"),
        opened,
        "edit",
        (*at("anywhere", "Z", "Ctrl+Z"), *at("booth", "Ctrl+Z")),
        "undo",
        group=0,
    ),
    Command(
        "app.redo", N_("Redo"), opened, "edit", at("anywhere", "Ctrl+Shift+Z", "Ctrl+Y"), "redo", group=0
    ),
    Command(
        "app.palette", N_("All commands"), always, "tools", at(ALWAYS, "Ctrl+K"), "apple-keyboard-command"
    ),
    Command("app.menu", N_("Menu"), always, "", at("anywhere", "F10"), "menu"),
    Command(
        "app.close", N_("Close the window"), always, "file", at("anywhere", "Ctrl+W"), "window-close", group=9
    ),
    Command("app.quit", N_("Quit"), always, "file", at(ALWAYS, "Ctrl+Q"), "exit-to-app", group=9),
)

FILES = (
    Command(
        "import.file",
        N_("Import a file"),
        may("import"),
        "file",
        at("anywhere", "Ctrl+O"),
        "file-import-outline",
        "step",
        group=2,
    ),
    Command(
        "scan.import_images",
        N_("Read business cards from pictures"),
        may("capture"),
        "file",
        (),
        "card-account-details-outline",
        "step",
        group=2,
    ),
    Command(
        "import.folder_watch",
        N_("Watch a folder for pictures of cards, or stop"),
        may("capture"),
        "file",
        (),
        "folder-eye-outline",
        group=2,
    ),
    Command(
        "import.clipboard",
        N_("Take leads or a picture from the clipboard"),
        may("capture"),
        "file",
        (),
        "clipboard-text-outline",
        "step",
        group=2,
    ),
    Command(
        "export.list",
        N_("Export the list"),
        may("export"),
        "file",
        (),
        "file-export-outline",
        "outside",
        group=3,
    ),
    Command(
        "export.segment",
        N_("List for a mailing"),
        may("export"),
        "file",
        (),
        "email-multiple-outline",
        "outside",
        group=3,
    ),
    Command(
        "db.backup",
        N_("Copy of the base"),
        may("export"),
        "tools",
        (),
        "content-save-outline",
        "outside",
        group=2,
    ),
    Command("db.switch", N_("Open another base"), always, "file", (), "database-sync-outline", group=4),
    Command("db.new", N_("A new base"), always, "file", (), "database-plus-outline", group=4),
    Command(
        "db.restore", N_("Bring a copy back"), may("configure"), "tools", (), "restore", "never", group=2
    ),
    Command("db.check", N_("Check the base"), opened, "tools", (), "database-check-outline", group=2),
)

LOOK = (
    Command(
        "view.theme",
        N_("Light or dark"),
        always,
        "view",
        at("anywhere", "Ctrl+Shift+L"),
        "theme-light-dark",
        group=5,
    ),
    Command("view.contrast", N_("High contrast"), always, "view", (), "contrast-box", group=5),
    Command("view.zoom", N_("Size of everything"), always, "view", (), "magnify", group=5),
    Command(
        "view.zoom_in",
        N_("Larger"),
        always,
        "view",
        at(ALWAYS, "Ctrl+=", "Ctrl++"),
        "magnify-plus-outline",
        group=5,
    ),
    Command(
        "view.zoom_out",
        N_("Smaller"),
        always,
        "view",
        at(ALWAYS, "Ctrl+-"),
        "magnify-minus-outline",
        group=5,
    ),
    Command("view.zoom_reset", N_("Usual size"), always, "view", at(ALWAYS, "Ctrl+0"), "magnify", group=5),
    Command("view.sidebar", N_("Names in the rail"), always, "view", (), "dock-left", group=5),
    Command("view.language", N_("Language"), always, "view", (), "translate", group=5),
    Command("view.full_screen", N_("Full screen"), always, "view", at(ALWAYS, "F11"), "fullscreen", group=6),
    Command(
        "view.new_window",
        N_("New window, or the card by itself"),
        opened,
        "view",
        at("anywhere", "Ctrl+Shift+N"),
        "dock-window",
        group=6,
    ),
    Command(
        "view.next_pane",
        N_("Next part of the window"),
        always,
        "view",
        at("anywhere", "F6"),
        "swap-horizontal",
        group=6,
    ),
    Command(
        "view.prev_pane",
        N_("Previous part of the window"),
        always,
        "view",
        at("anywhere", "Shift+F6"),
        "swap-horizontal",
        group=6,
    ),
)

SETUP = (
    Command(
        "settings.open", N_("Settings"), always, "tools", at("anywhere", "Ctrl+,"), "cog-outline", group=5
    ),
    Command("settings.shortcuts", N_("Settings: keyboard"), always, "tools", (), "keyboard-outline", group=5),
    Command("settings.keys_save", N_("Save the keys to a file"), always, "tools", (), "export", group=5),
    Command("settings.keys_load", N_("Take keys from a file"), always, "tools", (), "import", group=5),
    Command(
        "settings.scripts",
        N_("Library: scripts, replies, materials"),
        opened,
        "tools",
        (),
        "bookshelf",
        group=5,
    ),
    Command("nurture.programmes", N_("Nurture programmes"), opened, "funnel", (), "sprout-outline", group=5),
    Command(
        "settings.users", N_("Settings: users and roles"), opened, "tools", (), "account-cog-outline", group=5
    ),
    Command(
        "settings.sla", N_("Settings: first-contact target"), opened, "tools", (), "timer-outline", group=5
    ),
    Command(
        "settings.work_hours",
        N_("Settings: working hours"),
        opened,
        "tools",
        (),
        "calendar-clock-outline",
        group=5,
    ),
    Command(
        "settings.questions", N_("Settings: questions"), opened, "tools", (), "help-circle-outline", group=5
    ),
    Command(
        "settings.criteria",
        N_("Settings: readiness and levels"),
        opened,
        "tools",
        (),
        "format-list-checks",
        group=5,
    ),
    Command("settings.stages", N_("Settings: stages"), opened, "tools", (), "view-column-outline", group=5),
    Command(
        "settings.worth", N_("Settings: points and prices"), opened, "tools", (), "scale-balance", group=5
    ),
    Command(
        "help.keys",
        N_("Keys of this screen"),
        always,
        "help",
        (*at("anywhere", "Shift+/", "F1"), *at("booth", "F1")),
        "keyboard-outline",
    ),
    Command("help.guide", N_("How a day goes"), always, "help", (), "book-open-outline"),
    Command("help.training", N_("Practise the keys"), always, "help", (), "school-outline"),
    Command("help.sample_data", N_("Sample leads, or back to my own"), always, "help", (), "flask-outline"),
    Command("help.sample_remove", N_("Throw the sample away"), always, "help", (), "flask-empty-outline"),
    Command(
        "help.report_problem", N_("Report a problem"), always, "help", (), "bug-outline", "outside", group=1
    ),
    Command("help.about", N_("About LeadDesk"), always, "help", (), "information-outline", group=1),
    Command("help.log", N_("Open the folder of the log"), always, "help", (), "text-box-outline", group=1),
)

PROGRAM = (*APP, *FILES, *LOOK, *SETUP)

"""Commands on next steps: which are due, done, due at another time (UX 4.2, tasks)."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import Command
from leaddesk.ui.commands.rules import on_leads, opened

STEPS = (
    Command("tasks.today", N_("Steps due today"), opened, "view", (), "calendar-range", group=2),
    Command("tasks.overdue", N_("Overdue steps"), opened, "view", (), "clock-alert-outline", group=2),
    Command(
        "tasks.complete",
        N_("The next step is done"),
        on_leads(),
        "lead",
        (),
        "checkbox-marked-circle-outline",
        "step",
        group=3,
    ),
    Command(
        "tasks.reschedule",
        N_("The next step at another time"),
        on_leads(),
        "lead",
        (),
        "calendar-clock-outline",
        "step",
        group=3,
    ),
)

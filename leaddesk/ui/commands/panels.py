"""Commands of the card, the board and the charts, which carry them out themselves."""

from leaddesk.texts import N_
from leaddesk.ui.commands.declaration import Command, at
from leaddesk.ui.commands.rules import here

_ANSWERS = tuple(
    Command(f"card.answer.{n}", title, here(f"card.answer.{n}"), "", at("card", f"Alt+{n}"), "form-textbox")
    for n, title in enumerate(
        (
            N_("To the answer of question 1"),
            N_("To the answer of question 2"),
            N_("To the answer of question 3"),
            N_("To the answer of question 4"),
            N_("To the answer of question 5"),
        ),
        1,
    )
)

CARD = (
    Command("card.bant", N_("View BANT"), here("card.bant"), "view", (), "format-list-checks", group=3),
    Command("card.champ", N_("View CHAMP"), here("card.champ"), "view", (), "format-list-checks", group=3),
    Command(
        "card.evidence",
        N_("Where the answer is known from"),
        here("card.evidence"),
        "view",
        at("card", "Ctrl+E"),
        "text-search",
        group=3,
    ),
    Command(
        "card.script_answer",
        N_("Reply of the script by a digit"),
        here("card.script_answer"),
        "lead",
        at("card", "F2"),
        "script-text-outline",
        group=4,
    ),
    Command(
        "card.script_next",
        N_("Next step of the script"),
        here("card.script_next"),
        "lead",
        at("card", "Shift+F2"),
        "page-next-outline",
        "step",
        group=4,
    ),
    Command(
        "card.script_choose",
        N_("Another script"),
        here("card.script_choose"),
        "lead",
        at("card", "Ctrl+F2"),
        "book-open-variant",
        "step",
        group=4,
    ),
    Command(
        "card.score_explain",
        N_("Explain the score"),
        here("card.score_explain"),
        "view",
        (),
        "information-outline",
        group=3,
    ),
    Command(
        "card.readiness",
        N_("Readiness criteria"),
        here("card.readiness"),
        "view",
        (),
        "format-list-checks",
        group=3,
    ),
    *_ANSWERS,
)

BOARD = (
    Command(
        "board.move_left",
        N_("Move the card one stage back"),
        here("board.move_left"),
        "funnel",
        at("board", "Shift+Left"),
        "arrow-left",
        "step",
        group=3,
    ),
    Command(
        "board.move_right",
        N_("Move the card one stage on"),
        here("board.move_right"),
        "funnel",
        at("board", "Shift+Right"),
        "arrow-right",
        "step",
        group=3,
    ),
    Command(
        "board.move_up",
        N_("Card higher in its column, for me"),
        here("board.move_up"),
        "funnel",
        at("board", "Shift+Up"),
        "arrow-up",
        "step",
        group=3,
    ),
    Command(
        "board.move_down",
        N_("Card lower in its column, for me"),
        here("board.move_down"),
        "funnel",
        at("board", "Shift+Down"),
        "arrow-down",
        "step",
        group=3,
    ),
    Command(
        "board.grab",
        N_("Take the card up and carry it by the arrows"),
        here("board.grab"),
        "funnel",
        (),
        "hand-back-right-outline",
        "step",
        native=("Space",),
        group=3,
    ),
    Command(
        "board.lanes",
        N_("Lanes: by owner, by channel, none"),
        here("board.lanes"),
        "funnel",
        at("board", "Shift+S"),
        "view-sequential-outline",
        group=4,
    ),
    Command(
        "board.activity",
        N_("Board by next step or by stage"),
        here("board.activity"),
        "funnel",
        at("board", "B"),
        "calendar-clock-outline",
        group=4,
    ),
    Command(
        "board.collapse",
        N_("Collapse the column or open it"),
        here("board.collapse"),
        "funnel",
        at("board", ","),
        "arrow-collapse-horizontal",
        group=4,
    ),
    Command(
        "board.filter",
        N_("Filter the board"),
        here("board.filter"),
        "funnel",
        (),
        "filter-outline",
        group=4,
    ),
    Command(
        "board.limits",
        N_("Limits of the columns"),
        here("board.limits"),
        "funnel",
        (),
        "gauge",
        "step",
        group=4,
    ),
    *(
        Command(f"board.to.{n}", title, here(f"board.to.{n}"), "", at("board", str(n)), "arrow-right", "step")
        for n, title in enumerate(
            (
                N_("Move the card to column 1"),
                N_("Move the card to column 2"),
                N_("Move the card to column 3"),
                N_("Move the card to column 4"),
                N_("Move the card to column 5"),
                N_("Move the card to nurture"),
                N_("Move the card to the archive"),
                N_("Move the card to junk"),
            ),
            1,
        )
    ),
)

CHARTS = (
    Command(
        "charts.period",
        N_("Period"),
        here("charts.period"),
        "reports",
        at("charts", "P"),
        "calendar-range",
        group=1,
    ),
    Command(
        "charts.table", N_("As a table"), here("charts.table"), "reports", at("charts", "B"), "table", group=1
    ),
    Command(
        "charts.why",
        N_("Why did conversion change?"),
        here("charts.why"),
        "reports",
        at("charts", "W"),
        "help-circle-outline",
        group=1,
    ),
    Command(
        "charts.export",
        N_("Save the chart"),
        here("charts.export"),
        "reports",
        at("charts", "Ctrl+E"),
        "export",
        "outside",
        group=2,
    ),
    Command(
        "charts.copy",
        N_("Copy the picture"),
        here("charts.copy"),
        "reports",
        at("charts", "Ctrl+C"),
        "content-copy",
        group=2,
    ),
)

DISTRIBUTION = (
    Command(
        "distribute.apply",
        N_("Apply the distribution"),
        here("distribute.apply"),
        "funnel",
        at("list", "Ctrl+Return"),
        "account-arrow-right-outline",
        "step",
        group=5,
    ),
    Command(
        "distribute.preview",
        N_("Propose the distribution again"),
        here("distribute.preview"),
        "funnel",
        (),
        "refresh",
        group=5,
    ),
    Command(
        "distribute.norms",
        N_("Load norms and streams"),
        here("distribute.norms"),
        "funnel",
        (),
        "gauge",
        "step",
        group=5,
    ),
    Command(
        "distribute.absences",
        N_("Absences"),
        here("distribute.absences"),
        "funnel",
        (),
        "calendar-remove-outline",
        "step",
        group=5,
    ),
)

PANELS = (*CARD, *BOARD, *CHARTS, *DISTRIBUTION)

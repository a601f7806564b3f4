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
        "charts.copy",
        N_("Copy the picture"),
        here("charts.copy"),
        "reports",
        at("charts", "Ctrl+C"),
        "content-copy",
        group=2,
    ),
)

PANELS = (*CARD, *BOARD, *CHARTS)

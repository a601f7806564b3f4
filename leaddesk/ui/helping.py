"""Commands of help: the keys of a screen, the grammar of the search, how a day goes, what this program is."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QApplication

from leaddesk.texts import N_, _
from leaddesk.ui.key_sheet.panel import KeyGroup, KeyLine, KeySheet
from leaddesk.ui.parts import Parts

GRAMMAR: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    (
        N_("State"),
        (
            ("is:hot", N_("hot, likewise warm and cold")),
            ("is:new", N_("nobody has decided yet")),
            ("is:overdue", N_("a step is overdue")),
            ("is:snoozed", N_("asleep until a time")),
            ("is:mine", N_("mine, likewise unassigned")),
            ("has:phone", N_("with a phone, likewise email, note, task")),
            ("no:email", N_("without an e-mail")),
        ),
    ),
    (
        N_("Where and who"),
        (
            ("owner:me", N_("whose lead it is")),
            ("stage:new", N_("on which stage of the board")),
            ("channel:form,call", N_("a comma means or")),
            ("source:google", N_("where from")),
            ("company:agro", N_("a part of the company's name")),
            ("phone:067", N_("any part of a number")),
        ),
    ),
    (
        N_("Numbers and time"),
        (
            ("score:>=60", N_("at least so many points")),
            ("budget:10k..50k", N_("a range")),
            ("added:today", N_("came today, likewise yesterday, -7d")),
            ("due:<=tomorrow", N_("the next step is due by then")),
            ("cooled:>2h", N_("cools longer than that")),
        ),
    ),
    (
        N_("Words and order"),
        (
            ('"два слова"', N_("exactly these words")),
            ("-is:junk", N_("not this")),
            ("a OR b", N_("either")),
            ("word~", N_("similar words too")),
            ("word*", N_("words that begin so")),
            ("sort:score-", N_("the highest score first")),
        ),
    ),
)
"""Examples with what each finds, by subject (UX 4.3)."""

GUIDE: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    (
        N_("Sort what came"),
        (
            ("lead.take", N_("the client is warm: the lead is yours and in work")),
            ("lead.contact_result", N_("after a call; 1 is no answer and plans the next attempt")),
            ("lead.snooze", N_("not now: it comes back by itself")),
            ("lead.nurture", N_("not soon: marketing keeps it warm")),
            ("lead.archive", N_("not for us: with the reason")),
            ("lead.junk", N_("no lead at all: with the reason")),
            ("app.undo", N_("takes back whatever you did last")),
        ),
    ),
    (
        N_("Qualify and hand over"),
        (
            ("lead.focus", N_("the questions alone on the screen")),
            ("card.answer.1", N_("to the answer of a question")),
            ("lead.handover", N_("the need, the answers and your advice go to sales")),
        ),
    ),
    (
        N_("Bring leads in"),
        (
            ("lead.quick_add", N_("one typed line becomes a lead")),
            ("lead.paste", N_("a signature, a letter or rows of a table from the clipboard")),
            ("import.file", N_("a file of any kind, with a rehearsal")),
        ),
    ),
    (
        N_("Find anything"),
        (
            ("app.palette", N_("every command by its name")),
            ("search.focus", N_("people, companies, conditions")),
            ("help.keys", N_("the keys of the screen you are on")),
        ),
    ),
)
"""What a day consists of: commands with what they are for."""


class Helping:
    """Gives handlers by command id."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """By command id."""
        overlays = self._parts.overlays
        return {
            "help.keys": self.open_keys,
            "help.about": lambda: overlays.open_about(self._parts.place),
            "help.guide": self.open_guide,
            "search.help": self.open_grammar,
        }

    def open_keys(self) -> None:
        """The keys of this screen."""
        parts = self._parts
        contexts = parts.pages.contexts(QApplication.focusWidget())
        parts.overlays.open_keys(parts.pages.title(), contexts)

    def open_grammar(self) -> None:
        """What can be typed into the search."""
        groups = [
            KeyGroup(_(caption), tuple(KeyLine((typed,), _(words)) for typed, words in lines))
            for caption, lines in GRAMMAR
        ]
        self._open(_("Search"), _("What can be typed, alone or together"), groups)

    def open_guide(self) -> None:
        """How a day goes, with the keys in force."""
        key = self._parts.commander.key
        groups = [
            KeyGroup(_(caption), tuple(KeyLine((key(command),), _(words)) for command, words in lines))
            for caption, lines in GUIDE
        ]
        self._open(_("How a day goes"), _("The keys that are used most"), groups)

    def _open(self, title: str, subtitle: str, groups: Sequence[KeyGroup]) -> None:
        sheet = KeySheet(self._parts.window, subtitle, groups, title=title, columns=2)
        sheet.open_sheet()

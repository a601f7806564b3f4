"""Which definitions of the base a person edits, field by field: the generic editor reads this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaddesk.domain.definitions import ENTITIES, QUESTION_KINDS, Definitions
from leaddesk.domain.ideal import FACTS
from leaddesk.texts import N_


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: `kind` is of FIELD_KINDS, or names, sentences and lists in three languages, yes_no, choice.

    `options` of a choice are (value, words), or "questions" for those of the base.
    """

    key: str
    title: str
    kind: str
    hint: str = ""
    options: Sequence[tuple[str, str]] | str = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A list of definitions; `adds`: rows can be added, hidden and put into another order."""

    entity: str
    title: str
    fields: tuple[FieldSpec, ...]
    line: str = ""
    adds: bool = True

    def rows(self, definitions: Definitions) -> tuple[Any, ...]:
        """What the base has of it, in order."""
        found: tuple[Any, ...] = getattr(definitions, ENTITIES[self.entity][0])
        return found


_NAMES = FieldSpec("names", N_("What it is called"), "names")
_WEIGHT = FieldSpec("weight", N_("Weight"), "number", N_("Points of one level; three levels at most"))
_KINDS: Mapping[str, str] = {
    "text": N_("own words"),
    "money": N_("amount with currency"),
    "date": N_("date"),
    "choice": N_("one of several"),
    "yes_no": N_("yes or no"),
    "horizon": N_("when they buy"),
}
_LETTER = N_("For example bant B, champ M, check 1; another word is a model of your own")
_SIGNAL = FieldSpec("signal", N_("The client did something themselves"), "yes_no")
_POINTS = FieldSpec("points", N_("Points"), "number")

QUESTION = Kind(
    "question",
    N_("Questions"),
    (
        _NAMES,
        FieldSpec("prompts", N_("Question to ask"), "names"),
        FieldSpec("hints", N_("Hint"), "names"),
        FieldSpec(
            "parse", N_("Kind of answer"), "choice", options=tuple((k, _KINDS[k]) for k in QUESTION_KINDS)
        ),
        FieldSpec(
            "choices", N_("Answers to choose from"), "lists", N_("Parted by commas, the same order each")
        ),
        FieldSpec("views", N_("Views and letters"), "views", _LETTER),
        _WEIGHT,
        FieldSpec("means", N_("Levels 0-3"), "sentences", N_("Four lines, or none")),
        FieldSpec(
            "required_for",
            N_("Required for"),
            "choice_list",
            options=(("", N_("not required")), ("handover", N_("the handover to sales"))),
        ),
    ),
    N_("One answer set: BANT, CHAMP and your own models are views of it"),
)

CRITERION = Kind(
    "criterion",
    N_("Readiness criteria"),
    (
        _NAMES,
        FieldSpec(
            "rule",
            N_("Rule"),
            "choice",
            options=(
                ("contact", N_("there is a usable contact")),
                ("need", N_("the need is written down")),
                ("answer", N_("a question is answered")),
            ),
        ),
        FieldSpec("question", N_("Question"), "choice", options="questions"),
        FieldSpec("level", N_("Level from"), "number", N_("0 to 3")),
    ),
    N_("What a handover to sales asks; evaluated at once for every lead"),
)

LEVEL_RULE = Kind(
    "level_rule",
    N_("Levels MQL, SAL, SQL"),
    (
        _NAMES,
        FieldSpec("every", N_("Every clause must hold"), "yes_no"),
        FieldSpec(
            "clauses",
            N_("Clauses, one a line"),
            "clauses",
            N_("signal demo, invoice · interest · answer timing 3 · answers 2 1 · stage ready · within 14"),
        ),
    ),
    N_("The highest level of which the clauses hold"),
    adds=False,
)

TRAIT = Kind(
    "trait",
    N_("Ideal client"),
    (
        _NAMES,
        FieldSpec("of", N_("Of what"), "text", ", ".join((*FACTS, "answer.budget", "extra.COLUMN"))),
        FieldSpec("values", N_("Fits where it says"), "list", N_("Parted by commas")),
        FieldSpec("least", N_("From"), "bound"),
        FieldSpec("most", N_("To"), "bound"),
        FieldSpec("weight", N_("Weight"), "number"),
        FieldSpec("sensitive", N_("Sensitive (can be switched off for all)"), "yes_no"),
    ),
    N_("How close a lead is to the ideal client: 100 less the distance"),
)

STAGE = Kind(
    "stage",
    N_("Columns of the board"),
    (_NAMES, FieldSpec("limit", N_("Limit of the column"), "number", N_("Leads at most; empty for none"))),
    adds=False,
)
DEAL_STAGE = Kind("deal_stage", N_("Stages of a deal"), (_NAMES,), adds=False)
SIGNAL = Kind(
    "signal",
    N_("Signals"),
    (
        _NAMES,
        _POINTS,
        FieldSpec("half_life_d", N_("Half of it after, days"), "number", N_("0 where it does not fade")),
        FieldSpec("restarts", N_("Restarts the first-contact target"), "yes_no"),
    ),
    N_("What a client does, and what it is worth"),
)
ACTION = Kind(
    "action",
    N_("Target actions"),
    (_NAMES, _POINTS, _SIGNAL),
    N_("What gave birth to the lead gives its starting points"),
)
CHANNEL = Kind(
    "channel",
    N_("Channels"),
    (
        _NAMES,
        FieldSpec("points", N_("Starting points"), "number", N_("Where the action is not known")),
        _SIGNAL,
        FieldSpec("norm_min", N_("First-contact target, minutes"), "number"),
        FieldSpec("half_life_h", N_("Half of the warmth is gone after, hours"), "number"),
    ),
    adds=False,
)
PRICE = Kind(
    "product_group",
    N_("Product groups and least prices"),
    (
        _NAMES,
        FieldSpec("least", N_("Least price"), "money"),
        FieldSpec("currency", N_("Currency"), "currency", N_("Three letters; empty for that of the base")),
        FieldSpec("words", N_("Words of the need"), "list", N_("Parted by commas; they find the group")),
    ),
    N_("A budget below the least price of the need blocks the handover"),
)
RATES = Kind(
    "setting",
    N_("Currency rates"),
    (FieldSpec("rates", N_("Rates by day"), "rates", N_("One a line: EUR 2026-01-01 48.5")),),
    N_("How much of the base's currency one unit is from that day on"),
    adds=False,
)

PAGES: Mapping[str, tuple[Kind, ...]] = {
    "questions": (QUESTION,),
    "criteria": (CRITERION, LEVEL_RULE, TRAIT),
    "stages": (STAGE, DEAL_STAGE),
    "worth": (SIGNAL, ACTION, CHANNEL, PRICE, RATES),
}
"""Group of the settings -> what is edited there."""

UNFIT: Mapping[str, str] = {
    "whole": N_("A whole number"),
    "money": N_("An amount such as 500 000"),
    "currency": N_("Three Latin letters, such as UAH"),
    "views": N_("A view and its letter, parted by commas: bant B, champ M"),
    "clause": N_("One of these lines is no clause that this program knows"),
    "rates": N_("Each line: currency, day, rate, such as EUR 2026-01-01 48.5"),
    "sentences": N_("Four lines, one for each level from 0 to 3"),
    "names": N_("A name in at least one language"),
    "question": N_("There is no such question"),
    "signal": N_("There is no such signal"),
    "stage": N_("There is no such stage"),
}
"""What fits, by the word that Unfit carries."""

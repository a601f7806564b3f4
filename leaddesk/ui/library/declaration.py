"""What can be edited of each kind of the library: its fields, their words, and how they are typed."""

from dataclasses import dataclass
from typing import Literal

from leaddesk.texts import N_

Kind = Literal["names", "texts", "list", "line", "rows"]
"""`names` and `texts` stand in three languages (a line, or several), `rows` are written as TOML."""


@dataclass(frozen=True, slots=True)
class EditField:
    """A field of a definition."""

    name: str
    title: str
    kind: Kind
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of the library: its entity in the log, and the list of Definitions that holds it."""

    entity: str
    held: str
    title: str
    fields: tuple[EditField, ...]


_NAMES = EditField("names", N_("Name"), "names")
_LEVELS = EditField("levels", N_("Levels"), "list", N_("mql, sal, sql; empty for any"))
_CHANNELS = EditField("channels", N_("Channels"), "list", N_("form, email, call and the like; empty for any"))
_TONES = EditField("tones", N_("Tones"), "list", N_("formal, friendly; empty for any"))
_LANGUAGES = EditField("languages", N_("Languages"), "list", N_("uk, ru, en; empty for any"))
_WORDS = EditField("words", N_("Words of the need"), "list", N_("Beginnings of words, with commas between"))

SHELVES: tuple[Shelf, ...] = (
    Shelf(
        "script",
        "scripts",
        N_("Scripts"),
        (
            _NAMES,
            EditField("steps", N_("Steps"), "rows", N_("ask, hint, question, replies with level and next")),
            *(_LEVELS, _CHANNELS, _TONES, _LANGUAGES, _WORDS),
        ),
    ),
    Shelf(
        "reply",
        "replies",
        N_("Replies"),
        (
            _NAMES,
            EditField("subject", N_("Subject"), "names"),
            EditField("body", N_("Text"), "texts", N_("{first_name}, {need}, {company}, {when}, {me}")),
            EditField("friendly", N_("Text in a friendly tone"), "texts"),
            EditField("after", N_("After a result"), "list", N_("no_answer, talked, call_back")),
            *(_LEVELS, _CHANNELS, _LANGUAGES, _WORDS),
        ),
    ),
    Shelf(
        "material",
        "materials",
        N_("Materials"),
        (
            _NAMES,
            EditField("place", N_("File or link"), "line"),
            *(_LEVELS, _LANGUAGES, _WORDS),
        ),
    ),
    Shelf(
        "fact",
        "facts",
        N_("Product facts"),
        (
            _NAMES,
            EditField("texts", N_("Text"), "texts"),
            EditField("kind", N_("Kind"), "line", N_("fact, price or objection")),
            _WORDS,
        ),
    ),
    Shelf(
        "playbook",
        "playbooks",
        N_("Playbooks"),
        (
            _NAMES,
            EditField("on", N_("Begins on entering"), "line", N_("level:sal or stage:qualifying")),
            EditField("tasks", N_("Tasks"), "rows", N_("names, after_h, role")),
        ),
    ),
    Shelf(
        "programme",
        "programmes",
        N_("Nurture programmes"),
        (
            _NAMES,
            EditField("steps", N_("Touches"), "rows", N_("day, kind, names")),
            EditField("after", N_("Proposed for"), "line", N_("lost for lost deals; empty for all others")),
        ),
    ),
)
SHELF_BY_ENTITY = {shelf.entity: shelf for shelf in SHELVES}

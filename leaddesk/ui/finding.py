"""What the palette finds: commands by their names in three languages, people by the search of the base."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from PySide6.QtCore import QObject

from leaddesk.actions.ports import Page, PageAsk
from leaddesk.actions.questions import Leads
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.list_row import Shown
from leaddesk.domain.ranking import Named, best
from leaddesk.resources import resource
from leaddesk.texts import LANGUAGES, _, in_language, language
from leaddesk.texts.keys import stage_name
from leaddesk.ui.commander import Commander
from leaddesk.ui.commands.catalogue import BY_ID, COMMANDS
from leaddesk.ui.link import Link
from leaddesk.ui.palette.entries import Entry

MOST_TYPED, MOST_PEOPLE = 6, 4


@cache
def other_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Other names of commands by language (`resources/commands/words.toml`)."""
    return tomllib.loads(resource("commands", "words.toml").read_text(encoding="utf8"))


def names_of(command_id: str) -> tuple[str, ...]:
    """Every name of a command: the title in the language in force first, then the rest of all languages."""
    return _names(command_id, language())


@cache
def _names(command_id: str, here: str) -> tuple[str, ...]:
    title = BY_ID[command_id].title
    own = other_words().get(command_id, {})
    order = (here, *(code for code in LANGUAGES if code != here))
    others = [name for code in order for name in (in_language(code, title), *own.get(code, ()))]
    return tuple(dict.fromkeys((_(title), *others)))


def find_commands(commander: Commander, typed: str) -> list[Entry]:
    """Commands for what was typed: likeliest first, without it the recent ones first."""
    state = commander.state()
    recent = {command_id: place for place, command_id in enumerate(commander.recent)}
    declared = len(recent) + 1
    things = [
        Named(command.id, names_of(command.id), recent.get(command.id, declared + place))
        for place, command in enumerate(COMMANDS)
        if command.id != "app.palette"
    ]
    entries = []
    for hit in best(typed, things)[: MOST_TYPED if typed else None]:
        command = BY_ID[hit.id]
        reason = commander.reason(command, state)
        entries.append(
            Entry(
                hit.id,
                command.icon,
                _titled(_(command.title), hit.name),
                commander.key(hit.id),
                reason,
                possible=not reason,
            )
        )
    return entries


def _titled(title: str, found: str) -> str:
    """The title; where another name was meant, that name and what it does."""
    if found == title or title.casefold().startswith(found.casefold()):
        return title
    begun = found[:1].upper() + found[1:]
    return _("{word}: {command}").format(word=begun, command=title[:1].lower() + title[1:])


def person_entry(row: Shown, definitions: Definitions) -> Entry:
    """A lead as the palette shows it: name, company and where it is."""
    who = ", ".join(part for part in (row.name or _("No name"), row.company) if part)
    place = stage_name(row.place or row.stage, definitions)
    return Entry(
        row.id,
        "account-outline",
        _("{who}: {place}").format(who=who, place=place),
        "",
        _("lead"),
        group="person",
    )


class PeopleFinder(QObject):
    """Asks the base for people, the last question only."""

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link

    def find(self, typed: str, then: Callable[[list[Entry]], None]) -> None:
        """Leads of all states that `typed` finds, the best scored first."""

        def answered(page: Page) -> None:
            then([person_entry(row, self._link.definitions) for row in page.rows])

        # The line is words, never the grammar: a colon or a bracket is a letter here.
        quoted = " ".join(f'"{word}"' for word in typed.replace('"', " ").split())
        if quoted:
            ask = PageAsk(query=quoted, limit=MOST_PEOPLE)
            self._link.runner.ask(Leads(ask), answered, self, lambda _error: then([]))

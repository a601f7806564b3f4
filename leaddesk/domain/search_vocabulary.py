"""What a company's own definitions add to the search: names of stages, channels, people, letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from leaddesk.domain.definitions import Definitions
from leaddesk.domain.normal import fold, words
from leaddesk.domain.norms import minutes_of
from leaddesk.domain.search_dates import OFFICE, WorkHours


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a field can hold: the id that leads carry and the names people type for it."""

    id: str
    names: tuple[str, ...] = ()

    def called(self, folded: str) -> bool:
        """Whether `folded` is the id or a whole name."""
        said = folded.replace(" ", "_")
        return any(said == fold(name).replace(" ", "_") for name in (self.id, *self.names))

    def begins(self, folded: str) -> bool:
        """Whether `folded` is the beginning of the id, of a name or of a word of a name."""
        return fold(self.id).startswith(folded) or any(
            fold(name).startswith(folded) or any(word.startswith(folded) for word in words(name))
            for name in self.names
        )


_LETTERS: Mapping[str, Mapping[str, str]] = {
    "bant": {"b": "budget", "a": "authority", "n": "need", "t": "timing"},
    "champ": {"ch": "need", "c": "need", "a": "authority", "m": "budget", "p": "priority"},
    "check": {"1": "budget", "2": "priority", "3": "need", "4": "timing"},
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known values by field name, question ids by view and letter, and the working hours of `open:now`."""

    choices: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _LETTERS)
    work: WorkHours = OFFICE

    def of(self, name: str) -> tuple[Known, ...]:
        """Known values of a field; empty where nothing is known, which allows any value."""
        return self.choices.get(name, ())


PLAIN = Vocabulary()
"""The vocabulary of the declared defaults, without people and without the company's own names."""


def vocabulary_of(
    definitions: Definitions,
    others: Mapping[str, Iterable[Known]] | None = None,
    work: WorkHours | None = None,
) -> Vocabulary:
    """Vocabulary of a base; `others` gives owner, team, label and what else storage can list."""
    choices = {
        "stage": tuple(Known(stage.id, _names(stage.names)) for stage in definitions.stages),
        "channel": tuple(Known(channel.id, _names(channel.names)) for channel in definitions.channels),
    }
    for name, group in (
        ("refusal", "refusal"),
        ("lost", "lost"),
        ("junk_reason", "junk"),
        ("archive_reason", "archive"),
    ):
        choices[name] = tuple(Known(choice.id, _names(choice.names)) for choice in definitions.group(group))
    for name, known in (others or {}).items():
        choices[name] = tuple(known)
    letters: dict[str, dict[str, str]] = {}
    for question in definitions.questions:
        for view, letter in question.views.items():
            letters.setdefault(view, {})[fold(letter)] = question.id
    return Vocabulary(choices, letters or _LETTERS, work or _work_of(definitions))


def _work_of(definitions: Definitions) -> WorkHours:
    """The base's working hours, which those of clients are taken to be in their own zones (C13)."""
    told = definitions.settings
    if "work_from" not in told or "work_to" not in told:
        return OFFICE
    days = frozenset(int(day) for day in told.get("work_days", OFFICE.days))
    return WorkHours(days, minutes_of(str(told["work_from"])), minutes_of(str(told["work_to"])))


def _names(names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.values()))

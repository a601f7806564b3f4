"""Which field each column of a foreign table means: by its name, then by what stands in it."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Given
from dataclasses import dataclass
from functools import cache, lru_cache

from leaddesk.domain.normal import fold
from leaddesk.intake.draft import CONTACT_OF, FIELDS
from leaddesk.intake.evidence import seen_in
from leaddesk.intake.refusals import WrongMap
from leaddesk.resources import resource

_CAMEL = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])|(?<=[A-Z])(?=[A-Z][a-z])")
_APART = re.compile(r"[\W_]+|(?<=\D)\d+\b")
_PERSON = frozenset(("full_name", "first_name", "last_name", "email"))
_BARE_NAMES = frozenset(("name", "імя", "имя", "ім я"))
_BARE_TITLES = frozenset(("назва", "название", "найменування"))
# A column of names may hold addresses or numbers ("Contact"); contacts may stand in each other's column.
_DOUBTED = frozenset((None, "full_name", "website", *CONTACT_OF))
_NO_SERVICE = frozenset((None, "email", "phone", "website", "full_name", "messenger", "profile"))
Rank = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns[i]` is the field of the column named `header[i]`, None where it stays an extra field."""

    header: tuple[str, ...]
    columns: tuple[str | None, ...]

    def as_json(self) -> dict[str, str | None]:
        """The shape of `--map MAP.json`: field or null by name of column."""
        return dict(zip(self.header, self.columns, strict=True))

    def column_of(self, field: str) -> int | None:
        """The index of the first column of a field."""
        return self.columns.index(field) if field in self.columns else None

    def changed(self, given: Given[str, object]) -> "Mapping":
        """This mapping with the columns that `given` names set to what it says.

        Names are compared folded; a name that no column has is of another file and does no harm.
        Raises WrongMap for a field that does not exist.
        """
        wanted: dict[str, str | None] = {}
        for name, field in given.items():
            if field is not None and field not in FIELDS:
                raise WrongMap("intake.wrong_map", field=str(field)[:60])
            wanted[fold(name)] = str(field) if field is not None else None
        pairs = zip(self.header, self.columns, strict=True)
        return Mapping(self.header, tuple(wanted.get(fold(name), field) for name, field in pairs))


@dataclass(frozen=True, slots=True)
class _Names:
    exact: Given[str, tuple[str, int]]
    filler: frozenset[str]
    about: frozenset[str]
    labels: Given[str, frozenset[str]]
    inside: tuple[tuple[str, frozenset[str]], ...]
    modified: frozenset[str] = frozenset()


@cache
def _names() -> _Names:
    with resource("intake", "headers.toml").open("rb") as file:
        data = tomllib.load(file)
    exact: dict[str, tuple[str, int]] = {plain(field): (field, -1) for field in sorted(FIELDS)}
    for field, names in data["names"].items():
        for place, name in enumerate(names):
            exact.setdefault(plain(name), (field, place))
    for field, names in data["weaker"].items():
        for name in names:
            exact.setdefault(plain(name), (field, 1_000))
    words = data["words"]
    return _Names(
        exact,
        _folded(words["filler"]),
        _folded(words["about"]),
        {label: _folded(words[label]) for label in ("mobile", "fax", "home", "work")},
        tuple((rule["field"], _folded(rule["words"])) for rule in data["inside"]),
        frozenset(map(plain, words["modified"])),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def plain(name: str) -> str:
    """The name of a column as it is compared: "Work_phone2" and "work phone" are one."""
    return " ".join(_APART.sub(" ", fold(name)).split())


def header_key(header: Sequence[str]) -> str:
    """What two files with the same columns have in common, however their names are spelled."""
    return "|".join(map(plain, header))


def is_known(name: str) -> bool:
    """Whether a cell looks like the name of a column; for finding the delimiter and the header row."""
    if len(name) > 60 or not name.strip():
        return False
    found = _meaning(name)
    return (found is not None and found[1][0] < 2) or plain(name) == "title"


@lru_cache(maxsize=1_024)
def says_modified(name: str) -> bool:
    """Whether a column tells when the other system last changed the row."""
    return plain(name) in _names().modified


def label_of(name: str) -> str:
    """What the name of a column says of a contact: mobile, fax, home, work, or nothing."""
    words = set(plain(_CAMEL.sub(" ", name)).split())
    return next((label for label, said in _names().labels.items() if words & said), "")


def _meaning(name: str) -> tuple[str, Rank] | None:
    """Field and rank of a name: 0 the whole name, 1 without words like "your", 2 a word inside it."""
    parted = _CAMEL.sub(" ", name)
    # As written first: "LinkedIn" and "WhatsApp" are words, "FirstName" is two.
    return _meaning_of(plain(name)) or (_meaning_of(plain(parted)) if parted != name else None)


def _meaning_of(text: str) -> tuple[str, Rank] | None:
    known = _names()
    if text in known.exact:
        field, place = known.exact[text]
        return field, (0, place)
    words = text.split()
    rest = " ".join(word for word in words if word not in known.filler)
    if rest in known.exact and rest:
        field, place = known.exact[rest]
        return field, (1, place)
    if known.about.intersection(words) or len(words) > 8:
        return None
    for place, (field, said) in enumerate(known.inside):
        if said.intersection(words):
            return field, (2, place)
    return None


def guess_mapping(header: Sequence[str], rows: Sequence[Sequence[str]], *, named: bool = True) -> Mapping:
    """The mapping of a table from the names of its columns and a sample of its rows.

    `named` is False where the table has no header and only the contents can tell.
    """
    found = [_meaning(name) if named else None for name in header]
    _settle_bare_names(header, found)
    columns: list[str | None] = [meaning[0] if meaning else None for meaning in found]
    for index, name in enumerate(header):
        if columns[index] in _DOUBTED and not (columns[index] is None and _about(name)):
            columns[index] = _by_contents(
                columns[index], [row[index] for row in rows if index < len(row)], named
            )
    empty = [
        bool(rows) and not any(row[i].strip() for row in rows if i < len(row)) for i in range(len(header))
    ]
    _one_column_each(columns, found, empty)
    return Mapping(tuple(header), tuple(columns))


def _about(name: str) -> bool:
    return bool(_names().about.intersection(plain(_CAMEL.sub(" ", name)).split()))


def _by_contents(field: str | None, values: Sequence[str], named: bool) -> str | None:
    seen = seen_in(values, named=named)
    if seen is None or (field is not None and seen not in ("email", "phone", "profile")):
        return field
    if field not in _NO_SERVICE or (field == "website" and seen == "profile"):
        return field
    if field == "messenger" and seen == "phone":
        return field
    return seen


def _settle_bare_names(header: Sequence[str], found: list[tuple[str, Rank] | None]) -> None:
    """Names that mean one thing beside some columns and another beside others."""
    fields = {meaning[0] for meaning in found if meaning}
    for index, name in enumerate(header):
        text = plain(name)
        if text in _BARE_NAMES and "last_name" in fields and "first_name" not in fields:
            found[index] = ("first_name", (0, 0))
        elif text == "title":
            # Salesforce and Zoho mean the position; Outlook, which has that too, means Mr; beside no
            # person at all it is the lead's own.
            taken = "salutation" if "position" in fields else "position"
            found[index] = (taken if fields & _PERSON else "title", (0, 0))
        elif text in _BARE_TITLES:
            found[index] = ("title" if "company" in fields else "company", (0, 99))


def _one_column_each(
    columns: list[str | None], found: Sequence[tuple[str, Rank] | None], empty: Sequence[bool]
) -> None:
    """Of several columns with one meaning a filled one, then the best named keeps it; contacts take all."""
    best: dict[str, tuple[bool, Rank, int]] = {}
    for index, field in enumerate(columns):
        if field is None or field in CONTACT_OF:
            continue
        meaning = found[index]
        rank = (empty[index], meaning[1] if meaning and meaning[0] == field else (3, 0), index)
        if field not in best or rank < best[field]:
            best[field] = rank
    for index, field in enumerate(columns):
        if field is not None and field not in CONTACT_OF and best[field][2] != index:
            columns[index] = None

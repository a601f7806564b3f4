"""Rows of a table and the meaning of its columns, put together into drafts of leads."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from leaddesk.domain.countries import country_of_domain
from leaddesk.intake.cells import (
    contact,
    countries_in,
    country_code,
    country_of_town,
    split_emails,
    split_handles,
    split_numbers,
    split_profiles,
)
from leaddesk.intake.dates import Order, guess_order, read_date
from leaddesk.intake.draft import CONTACT_OF, VERBATIM, DraftContact, PackedDraft
from leaddesk.intake.evidence import is_social
from leaddesk.intake.guard import unguard
from leaddesk.intake.mapping import Mapping, label_of, plain
from leaddesk.intake.rejects import REJECT_COLUMNS
from leaddesk.intake.tables import Row

_NETWORKS = {
    "linkedin": "linkedin", "facebook": "facebook", "fb": "facebook", "фейсбук": "facebook",
    "instagram": "instagram", "інстаграм": "instagram", "инстаграм": "instagram", "twitter": "twitter",
    "vk": "vk", "вконтакте": "vk", "vkontakte": "vk", "tiktok": "tiktok", "youtube": "youtube",
}  # fmt: skip
ReadRow = Callable[[Row], PackedDraft | None]
PutDate = Callable[[Sequence[str], dict[str, str], dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How values are read that do not say it themselves.

    `country` (ISO 3166) is for numbers without a country code, `zone` for times without a zone; `order`
    None lets the column decide; `guarded` takes off the mark that our own CSV puts before formulas (S4).
    """

    country: str | None = None
    zone: tzinfo = UTC
    order: Order | None = None
    guarded: bool = False
    origin: str = "csv"


@dataclass(frozen=True, slots=True)
class _Plan:
    texts: tuple[tuple[int, str, bool], ...]
    contacts: tuple[tuple[int, str, str], ...]
    extras: tuple[tuple[int, str], ...]
    date: int | None
    width: int


def _planned(mapping: Mapping) -> _Plan:
    texts, contacts, extras, date = [], [], [], None
    for index, (name, field) in enumerate(zip(mapping.header, mapping.columns, strict=True)):
        if field is None:
            if name not in REJECT_COLUMNS:
                extras.append((index, name))
        elif field in CONTACT_OF:
            contacts.append((index, *_contact_column(field, name)))
        elif field == "created_at":
            date = index
        else:
            texts.append((index, field, field in VERBATIM))
    return _Plan(tuple(texts), tuple(contacts), tuple(extras), date, len(mapping.header))


def _contact_column(field: str, name: str) -> tuple[str, str]:
    """Kind of contact and what the name of the column adds: a label, a service, a network."""
    kind, said = CONTACT_OF[field]
    if kind == "profile":
        return kind, next((_NETWORKS[word] for word in plain(name).split() if word in _NETWORKS), "")
    return kind, said or label_of(name)


def row_reader(mapping: Mapping, sample: Sequence[Row], reading: Reading) -> ReadRow:
    """A function that turns a row into a packed draft, or None where the row is blank.

    It runs a million times in an import, so everything that is the same for all rows is settled before.
    """
    plan = _planned(mapping)
    texts, contacts, extras, width = plan.texts, plan.contacts, plan.extras, plan.width
    origin, guarded, home = reading.origin, reading.guarded, reading.country
    put_date = _date_reader(plan.date, mapping, sample, reading)

    def read(row: Row) -> PackedDraft | None:
        number, cells, raw = row
        if guarded and b"'" in raw:
            cells = [unguard(cell) for cell in cells]
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        fields: dict[str, str] = {}
        for index, field, verbatim in texts:
            if value := cells[index]:
                stripped = value.strip()
                if stripped:
                    fields[field] = value if verbatim else stripped
        extra = {name: cells[index] for index, name in extras if cells[index]}
        if put_date is not None:
            put_date(cells, fields, extra)
        if len(cells) > width:
            over = enumerate(cells[width:], width + 1)
            extra.update((f"column {place}", cell) for place, cell in over if cell)
        found = _contacts(cells, contacts, fields, home)
        if not (fields or found or extra):
            return None
        return number, fields, found, extra, origin, raw, None

    return read


def _date_reader(
    date: int | None, mapping: Mapping, sample: Sequence[Row], reading: Reading
) -> PutDate | None:
    """Puts the date of a row where it belongs; one that cannot be read stays as it was written."""
    if date is None:
        return None
    order = reading.order or guess_order(row.cells[date] for row in sample if date < len(row.cells))
    name, zone = mapping.header[date], reading.zone

    def put(cells: Sequence[str], fields: dict[str, str], extra: dict[str, str]) -> None:
        if value := cells[date]:
            when = read_date(value, zone, order)
            if when is not None:
                fields["created_at"] = when
            elif value.strip():
                extra[name] = value

    return put


def _contacts(
    cells: Sequence[str], columns: Sequence[tuple[int, str, str]], fields: dict[str, str], home: str | None
) -> tuple[DraftContact, ...]:
    """All contacts of a row, each once; `fields` gives the country and the postal address."""
    country = home
    if named := fields.get("country"):
        code = country_code(named)
        if code:
            fields["country"] = country = code
    elif city := fields.get("city"):
        country = country_of_town(city) or home
    found = []
    for index, kind, said in columns:
        if (value := cells[index]) and (value := value.strip()):
            read = read_cell(kind, value, said, country)
            if kind in ("phone", "messenger") and _is_open(value, read):
                read = _read_again(read, (kind, value, said), (country, home), fields, cells)
            found += read
    if "website" in fields and is_social(fields["website"]):
        found.append(contact("profile", fields["website"], "", country))
    if "address" in fields:
        found.append(contact("address", postal(fields), "", country))
    return tuple(found) if len(found) < 2 else each_once(found)


def _is_open(value: str, read: Sequence[DraftContact]) -> bool:
    """Whether another country may mean something else by a number: it has neither a code nor a trunk 0."""
    if any(one.normal is None for one in read):
        return True
    normal = read[0].normal if read else None
    return value[0] not in "+0(" and not (normal and value.startswith(normal[1:4]) and len(value) > 10)


def _read_again(
    read: list[DraftContact],
    cell: tuple[str, str, str],
    tried: tuple[str | None, str | None],
    fields: dict[str, str],
    cells: Sequence[str],
) -> list[DraftContact]:
    """Numbers without a code of their own, by the other countries that the row speaks of (A9).

    The words beside a number go before the country of the row; where that is only our own, the internet
    domains and the campaign go before it too. What cannot be read so is read by our own: the town may be
    where they live, and the number from where they came.
    """
    country, home = tried
    clues = [*countries_in(cell[1])]
    if country == home:
        clues += [*_of_domains(cells), *countries_in(_campaign(fields))]
    for other in dict.fromkeys(clues):
        if other != country:
            read = _better(read_cell(*cell, other), read)
            country = other
            break
    if country != home and any(one.normal is None for one in read):
        read = _better(read, read_cell(*cell, home))
    return read


def _better(read: list[DraftContact], other: list[DraftContact]) -> list[DraftContact]:
    """Each number as `read` has it where that could be read, else as `other`."""
    if len(read) != len(other):
        return read if any(one.normal for one in read) else other
    return [one if one.normal else two for one, two in zip(read, other, strict=True)]


def _of_domains(cells: Sequence[str]) -> Iterator[str]:
    for cell in cells:
        for domain in _DOMAIN.findall(cell) if "." in cell else ():
            found = country_of_domain(domain)
            if found:
                yield found


def _campaign(fields: dict[str, str]) -> str:
    return " ".join(fields.get(name, "") for name in ("campaign", "source", "event"))


def read_cell(kind: str, value: str, said: str, country: str | None) -> list[DraftContact]:
    """The contacts of one cell; `said` is a label, a messenger's service or a profile's network."""
    if kind == "phone":
        parts = split_numbers(value)
        if len(parts) == 1:
            return [contact(kind, value, said or parts[0][1], country)]
        return [contact(kind, part, label or said, country) for part, label in parts]
    if kind == "email":
        return [contact(kind, part, said, country) for part in split_emails(value)]
    if kind == "messenger":
        return [contact(kind, part, said, country) for part in split_handles(value, said)]
    return [contact(kind, part, "", country) for part in split_profiles(value, said)]


def each_once(found: Sequence[DraftContact]) -> tuple[DraftContact, ...]:
    """`found` without the second of two equal contacts; a label that only one of them has is kept."""
    kept: dict[tuple[str, str], DraftContact] = {}
    for one in found:
        key = (one.kind, (one.normal or one.value) + one.extension)
        before = kept.get(key)
        if before is None:
            kept[key] = one
        elif one.label and not before.label:
            kept[key] = before._replace(label=one.label)
    return tuple(kept.values())


_DOMAIN = re.compile(r"(?:@|://|\bwww\.)([\w.-]+\.[^\W\d_]{2,10})\b")
_SPACES = re.compile(r"\s+")


def postal(fields: dict[str, str]) -> str:
    """The postal address as one line: street, zip and city, region, country."""
    town = f"{fields.get('zip', '')} {fields.get('city', '')}".strip()
    parts = (fields.get("address", ""), town, fields.get("region", ""), fields.get("country", ""))
    return _SPACES.sub(" ", ", ".join(part for part in parts if part))

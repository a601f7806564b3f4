"""A draft that an intake channel read becomes an arrival for actions; what has no place there is `extra`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from leaddesk.actions.incoming import Incoming, IncomingContact, Message
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.log import moment
from leaddesk.domain.money import read_money
from leaddesk.domain.normal import fold
from leaddesk.domain.users import User
from leaddesk.domain.zones import is_zone, zone_of
from leaddesk.intake.dates import read_date
from leaddesk.intake.draft import Draft, DraftContact
from leaddesk.intake.mapping import says_modified

_TAKEN = frozenset(
    (
        *("full_name", "position", "company", "city", "country", "website", "address"),
        *("need", "need_type", "product", "note", "source", "campaign", "event", "action"),
        *("external_id", "created_at", "title", "time_zone", "language"),
    )
)
_KINDS = {"request": "request", "requests": "request", "cold": "cold"}
_NAME_PARTS = ("last_name", "first_name", "patronymic")
_TEMPERATURES = {"hot": "hot", "warm": "warm", "cold": "cold"} | {
    "гарячий": "hot",
    "теплий": "warm",
    "холодний": "cold",
    "горячий": "hot",
    "теплый": "warm",
    "холодный": "cold",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said of a whole file: requests or a cold list, channel, campaign, whose (decision 13)."""

    kind: str = "request"
    channel: str = ""
    campaign: str = ""
    owner: str | None = None


class Reader:
    """Turns drafts into arrivals, with the lists of one base at hand; a row's own word goes first."""

    def __init__(
        self,
        told: Told,
        definitions: Definitions,
        users: Sequence[User],
        keep: Callable[[bytes], str] | None = None,
    ) -> None:
        """`keep` stores a file that came with a message and gives its sha256; without it nothing is kept."""
        self._told = told
        self._keep = keep or _digest
        self._currency = str(definitions.settings.get("currency", ""))
        self._channels: Mapping[str, str] = {
            fold(name): channel.id
            for channel in definitions.channels
            for name in (channel.id, *channel.names.values())
        }
        self._users = {fold(user.name): user.id for user in users if user.active}

    @property
    def kind(self) -> str:
        """requests or cold: what a row is that does not say it itself."""
        return "cold" if self._told.kind == "cold" else "requests"

    def read(self, draft: Draft) -> Incoming:
        """The arrival of one draft."""
        told, given = self._told, draft.fields
        extra = dict(draft.extra)
        contacts = tuple(read_contacts(draft.contacts))
        amount = self._amount(given, extra)
        need = given.get("need", "").strip() or given.get("title", "")
        if given.get("need") and "title" in given:
            extra["title"] = given["title"]
        return Incoming(
            name=draft.name,
            title=given.get("position", ""),
            company=given.get("company", ""),
            contacts=contacts,
            need=need,
            need_type=given.get("need_type", ""),
            product=given.get("product", ""),
            original=given.get("need", ""),
            channel=self._channel(given, extra),
            source=_source(given),
            campaign=given.get("campaign", "") or told.campaign,
            event=given.get("event", ""),
            action=given.get("action", ""),
            language=_language(given, extra),
            zone=_zone(given, contacts, extra),
            city=given.get("city", ""),
            country=given.get("country", ""),
            website=given.get("website", ""),
            amount_minor=amount[0],
            currency=amount[1],
            note=given.get("note", ""),
            owner=self._owner(given, extra),
            kind=_KINDS.get(given.get("kind", ""), told.kind),
            received=_received(given),
            external_id=given.get("external_id", ""),
            temperature=_temperature(given, extra),
            extra=_rest(draft, extra),
            message=self._message(draft.message) if draft.message else None,
            modified=_modified(draft.extra),
        )

    def _message(self, told: Mapping[str, Any]) -> Message:
        files = tuple(
            {
                "name": file["name"],
                "type": file["type"],
                "size": len(file["data"]),
                "sha256": self._keep(file["data"]),
            }
            for file in told.get("files", ())
        )
        return Message(**{**told, "thread": tuple(told.get("thread", ())), "files": files})

    def _channel(self, given: Mapping[str, str], extra: dict[str, Any]) -> str:
        said = given.get("channel", "")
        found = self._channels.get(fold(said)) if said else None
        if said and found is None:
            extra["channel"] = said
        return found or self._told.channel or "import"

    def _owner(self, given: Mapping[str, str], extra: dict[str, Any]) -> str | None:
        said = given.get("owner", "")
        found = self._users.get(fold(said)) if said else None
        if said and found is None:
            extra["owner"] = said
        return found or self._told.owner

    def _amount(self, given: Mapping[str, str], extra: dict[str, Any]) -> tuple[int | None, str]:
        said = given.get("budget", "")
        known = _money(said, given.get("currency", "").upper() or self._currency) if said else None
        if known is None:
            extra |= {name: given[name] for name in ("budget", "currency") if given.get(name)}
            return None, ""
        return known


def _modified(extra: Mapping[str, str]) -> datetime | None:
    """When the other system last changed the row, where a column of it says that."""
    for name, value in extra.items():
        if says_modified(name):
            read = read_date(value, UTC)
            return moment(read) if read else None
    return None


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@lru_cache(maxsize=8192)
def _money(said: str, currency: str) -> tuple[int, str] | None:
    """Minor units and currency of a sum; those of a list repeat, and reading costs more than writing."""
    budget = read_money(said, currency)
    named = (budget.high or budget.low) if budget else None
    if named is None or len(named.amount.as_tuple().digits) > 15:
        return None
    return int(named.amount * 100), named.currency


def read_contacts(found: Iterable[DraftContact]) -> Iterable[IncomingContact]:
    """Contacts as the base takes them."""
    for one in found:
        if one.junk and one.normal is not None:
            # test@test, 000 000: kept as typed, and no way to reach anybody (A6).
            yield IncomingContact(one.kind, one.value, None, "made_up", one.label)
        else:
            yield IncomingContact(one.kind, one.value, one.normal, one.reason, one.label, one.shared)


def _rest(draft: Draft, extra: dict[str, Any]) -> dict[str, Any]:
    """Fields that an arrival has no place for, and name parts that did not make the name."""
    settled = {"channel", "owner", "budget", "currency", "temperature", "kind"}
    named = () if "full_name" in draft.fields else _NAME_PARTS
    for field, value in draft.fields.items():
        if field not in _TAKEN and field not in settled and field not in named:
            extra[field] = value
    return extra


def _language(given: Mapping[str, str], extra: dict[str, Any]) -> str:
    said = given.get("language", "").strip().lower()
    if said and said[:2] not in ("uk", "ru", "en", "pl", "de", "kk"):
        extra["language"] = given["language"]
        return ""
    return said[:2]


def _zone(given: Mapping[str, str], contacts: Sequence[IncomingContact], extra: dict[str, Any]) -> str | None:
    said = given.get("time_zone")
    if said and not is_zone(said):
        extra["time_zone"] = said
    phone = next((one.normal for one in contacts if one.kind == "phone" and one.normal), None)
    return _zone_name(phone, given.get("country"), given.get("city"), given.get("time_zone"))


@lru_cache(maxsize=8192)
def _zone_name(phone: str | None, country: str | None, city: str | None, chosen: str | None) -> str | None:
    return zone_of(phone, country, city, chosen).name


def _received(given: Mapping[str, str]) -> datetime | None:
    said = given.get("created_at")
    return moment(said) if said else None


def _source(given: Mapping[str, str]) -> str:
    """Where a lead is from; the asset that it came for is a detail of it, so that each asset counts (B29)."""
    magnet = given.get("magnet", "").strip()
    return ", ".join(filter(None, (given.get("source", ""), f"lead magnet: {magnet}" if magnet else "")))


def _temperature(given: Mapping[str, str], extra: dict[str, Any]) -> str | None:
    said = given.get("temperature", "")
    found = _TEMPERATURES.get(fold(said)) if said else None
    if said and found is None:
        extra["temperature"] = said
    return found

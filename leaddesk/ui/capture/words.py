"""Words of the capture screens: fields, fates and their reasons, encodings, sizes, who came before."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from leaddesk.actions.desk import Desk
from leaddesk.actions.files import FateRow
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.questions import Known
from leaddesk.domain.list_row import ListRow, Shown
from leaddesk.domain.log import at_ms
from leaddesk.domain.matching_traits import person_fields
from leaddesk.domain.quick_add import Field
from leaddesk.domain.zones import is_zone
from leaddesk.texts import N_, _, ngettext
from leaddesk.texts.formats import date_time, duration, name_in, number
from leaddesk.texts.keys import outcome_before, say
from leaddesk.texts.names import name_of
from leaddesk.ui.kit.chip import ChipData
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.strip import CAME_BEFORE_ICON, StripData
from leaddesk.ui.link import Link
from leaddesk.ui.theme.palette import ToneName

FIELDS: Mapping[str, str] = {
    "full_name": N_("Name"),
    "first_name": N_("First name"),
    "last_name": N_("Family name"),
    "patronymic": N_("Patronymic"),
    "salutation": N_("Salutation"),
    "birthday": N_("Birthday"),
    "position": N_("Job title"),
    "job_title": N_("Job title"),
    "department": N_("Department"),
    "company": N_("Company"),
    "industry": N_("Industry"),
    "employees": N_("Employees"),
    "phone": N_("Phone"),
    "mobile": N_("Mobile phone"),
    "home_phone": N_("Home phone"),
    "fax": N_("Fax"),
    "email": N_("E-mail"),
    "messenger": N_("Messenger"),
    "telegram": N_("Telegram"),
    "whatsapp": N_("WhatsApp"),
    "viber": N_("Viber"),
    "signal": N_("Signal"),
    "skype": N_("Skype"),
    "profile": N_("Profile"),
    "address": N_("Address"),
    "city": N_("City"),
    "region": N_("Region"),
    "zip": N_("Postal code"),
    "country": N_("Country"),
    "website": N_("Website"),
    "need": N_("Need, as written"),
    "need_type": N_("Type of need"),
    "product": N_("Requested product"),
    "budget": N_("Budget"),
    "currency": N_("Currency"),
    "timeline": N_("Purchase timeframe"),
    "title": N_("Title of the lead"),
    "note": N_("Note"),
    "kind": N_("Request or cold list"),
    "channel": N_("Channel"),
    "source": N_("Source"),
    "magnet": N_("Lead magnet"),
    "campaign": N_("Campaign"),
    "event": N_("Event"),
    "action": N_("First action"),
    "owner": N_("Owner"),
    "external_id": N_("Number in another system"),
    "created_at": N_("Received"),
    "status": N_("Status"),
    "stage": N_("Stage"),
    "temperature": N_("Temperature"),
    "priority": N_("Priority"),
    "labels": N_("Labels"),
    "language": N_("Language"),
    "time_zone": N_("Time zone"),
    "consent": N_("Consent"),
}
"""What a column or a field of a card can mean -> its name."""

FATES: tuple[tuple[str, tuple[str, ...], ToneName, str], ...] = (
    ("new", ("new",), "ok", "plus-circle-outline"),
    ("again", ("updated", "duplicate", "waiting"), "warm", "history"),
    ("no_contact", ("junk",), "junk", "help-circle-outline"),
    ("rejected", ("rejected",), "hot", "alert-circle-outline"),
)
"""Groups of fates as screen 09 shows them: id, fates of the import, tone, icon."""

GROUP_OF: Mapping[str, str] = {fate: group for group, fates, _tone, _icon in FATES for fate in fates}
TONES: Mapping[str, ToneName] = {group: tone for group, _fates, tone, _icon in FATES}

_HEADS: Mapping[str, str] = {
    "new": N_("New lead"),
    "again": N_("Contacted before"),
    "no_contact": N_("No contact details"),
    "rejected": N_("Not readable"),
}
_LINES: Mapping[str, str] = {
    "new": N_("there is a contact"),
    "again": N_("joins the lead that is there"),
    "no_contact": N_("kept among junk"),
    "rejected": N_("a file of them, with reasons"),
}
_CHIPS: Mapping[str, str] = {
    "new": N_("New"),
    "again": N_("Again"),
    "no_contact": N_("No contact"),
    "rejected": N_("Unreadable"),
}
DELIMITERS: Mapping[str, str] = {
    ";": N_("semicolon"),
    ",": N_("comma"),
    "\t": N_("tab"),
    "|": N_("vertical bar"),
}
ENCODINGS: Mapping[str, str] = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-U",
    "koi8-r": "KOI8-R",
    "cp866": "CP866 (DOS)",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
}
CHIP_TONES: Mapping[Field, tuple[ToneName, str]] = {
    Field.NAME: ("accent", "account-outline"),
    Field.PHONE: ("ok", "phone-outline"),
    Field.EMAIL: ("ok", "email-outline"),
    Field.MESSENGER: ("ok", "message-outline"),
    Field.PROFILE: ("ok", "link-variant"),
    Field.COMPANY: ("cold", "domain"),
    Field.NEED: ("warm", "text"),
    Field.SOURCE: ("junk", "pound"),
}


def field_name(field: str | None) -> str:
    """The name of a field; None is a column that stays an extra field."""
    if field is None:
        return _("kept as it is")
    return _(FIELDS[field]) if field in FIELDS else field


def group_head(group: str) -> str:
    """The name of a group of fates over its number."""
    return _(_HEADS[group])


def group_line(group: str) -> str:
    """What becomes of the rows of a group."""
    return _(_LINES[group])


def group_chip(group: str) -> str:
    """A group of fates in one word."""
    return _(_CHIPS[group])


def fate_reason(one: FateRow) -> str:
    """Why a row has its fate."""
    return say(one.reason, one.said) if one.fate == "rejected" else name_of("fate_reason", one.reason)


def encoding_name(encoding: str) -> str:
    """An encoding as people call it."""
    return ENCODINGS.get(encoding.lower(), encoding)


def delimiter_name(delimiter: str) -> str:
    """A delimiter in a word."""
    return _(DELIMITERS[delimiter]) if delimiter in DELIMITERS else delimiter


def size_words(size: int) -> str:
    """Bytes in KB or MB."""
    if size < 1_000_000:
        return _("{n} KB").format(n=number(max(1, round(size / 1000))))
    megabytes = Decimal(size) / 1_000_000
    return _("{n} MB").format(n=number(megabytes, 1 if megabytes < 100 else 0))


def progress_words(done: int, total: int | None, seconds: float) -> str:
    """N of M and the time left, as soon as there is something to tell it by (UX 1.6)."""
    if not total:
        return ngettext("{n} row", "{n} rows", done).format(n=number(done))
    words = _("{n} of {total}").format(n=number(done), total=number(total))
    if done < total and done > 0 and seconds >= 1:
        left = duration(seconds * (total - done) / done)
        words = _("{progress}, {time} left").format(progress=words, time=left)
    return words


def line_chips(chips: Sequence[tuple[Field, str]]) -> tuple[ChipData, ...]:
    """The pieces of a typed line as chips."""
    return tuple(
        ChipData(short(text, 60), *CHIP_TONES[field], big=True) for field, text in chips if text.strip()
    )


def who_words(item: Incoming) -> str:
    """Name and company of an arrival."""
    return ", ".join(short(part, 60) for part in (item.name, item.company) if part) or _("No name")


def contact_words(item: Incoming) -> str:
    """The contacts of an arrival on one line."""
    return ", ".join(short(one.value, 40) for one in item.contacts[:3]) or _("no contact")


def came_before(rows: Sequence[Shown], link: Link) -> StripData | None:
    """The strip about earlier leads of whoever holds these contacts (A10); None where there are none."""
    if not rows:
        return None
    last = rows[0]
    zone = str(link.definitions.setting("zone"))
    when = date_time(at_ms(last.received), ZoneInfo(zone if is_zone(zone) else "UTC"), link.now())
    outcome = last.outcome or last.place or last.stage
    said = _("{name}, {day}: {outcome}").format(
        name=", ".join(short(part, 60) for part in (last.name, last.company) if part) or _("No name"),
        day=when,
        outcome=outcome_before(outcome, link.definitions),
    )
    owner = link.name_of(last.owner)
    if owner:
        said = _("{said}. Owner {name}").format(said=said, name=owner)
    return StripData(_("Came before ×{n}").format(n=len(rows)), said, "warm", CAME_BEFORE_ICON)


def channel_choices(link: Link) -> list[tuple[str, str]]:
    """Channels of the base: id and name."""
    return [(channel.id, name_in(channel.names)) for channel in link.definitions.channels]


def keys_of(item: Incoming) -> tuple[tuple[str, str], ...]:
    """What a base is asked for to know who somebody is: never a shared contact or an address."""
    return tuple(
        (one.kind, one.normal)
        for one in item.contacts
        if one.normal and not one.shared and one.kind != "address"
    )


def earlier_leads(desk: Desk, item: Incoming) -> list[ListRow]:
    """Leads of whom an arrival most probably is, by all that it says; off the Qt thread (A10)."""
    contacts = [(one.kind, one.normal or one.value, one.shared) for one in item.contacts]
    who = person_fields(item.name, item.company, item.website, item.city, contacts)
    keys = keys_of(item)
    return desk.ask(Known(keys, tuple(who.items()))) if keys or len(who) > 1 else []

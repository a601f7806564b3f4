"""The time zone of a lead: what its city, country and phone say, and whether that is certain (C13)."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaddesk.domain.countries import MANY_ZONES, ZONE_OF, country_of_code, country_of_phone, find_city


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA name, or None where nothing is known; not `certain` = the likeliest of several.

    The window says "zone unknown" for None and asks for a look where it is not certain (UX 1.9).
    """

    name: str | None
    certain: bool


NOWHERE = Zone(None, False)


def zone_of(
    phone: str | None = None, country: str | None = None, city: str | None = None, chosen: str | None = None
) -> Zone:
    """Zone of a lead from an E.164 phone, ISO country and city name; `chosen` by a person wins.

    The city is nearest to the person, then the country, then the phone. Kazakhstan keeps one time since
    2024-03-01, so +77... is certain although phonenumbers names sixteen zones for it (UX 1.9).
    """
    if chosen and is_zone(chosen):
        return Zone(chosen, True)
    place = find_city(city) if city else None
    if place is not None and (not country or country.upper() == place[0]):
        return Zone(place[1], True)
    by_phone = _zone_of_phone(phone) if phone else NOWHERE
    code = country.upper() if country else None
    if code not in ZONE_OF:
        return by_phone
    if code in MANY_ZONES:
        of_country = country_of_phone(phone) == code if phone else False
        return by_phone if of_country else Zone(ZONE_OF[code], False)
    return Zone(ZONE_OF[code], by_phone.name in (None, ZONE_OF[code]) or not by_phone.certain)


def is_sure(phone: str | None, country: str | None, city: str | None) -> bool:
    """Whether `zone_of` would be certain, asked without the tables that a window must not wait for.

    Of a country with several zones a known city is sure, and a number that belongs to a region; a Russian
    mobile and the bare country are not.
    """
    if city and find_city(city) is not None:
        return True
    code = country.upper() if country else None
    of_phone = country_of_code(phone) if phone else None
    if (code or of_phone) not in MANY_ZONES:
        return True
    return of_phone is not None and of_phone == (code or of_phone) and not (phone or "").startswith("+79")


@lru_cache(maxsize=1 << 14)
def _zone_of_phone(phone: str) -> Zone:
    country = country_of_phone(phone)
    if country is None or country not in ZONE_OF:
        return NOWHERE
    if country not in MANY_ZONES:
        return Zone(ZONE_OF[country], True)
    if phone.startswith("+79"):
        # A Russian mobile belongs to no region: phonenumbers names all zones, its import is saved.
        return Zone(ZONE_OF[country], False)
    names = _zones_by_prefix(phone)
    return Zone(names[0], True) if len(names) == 1 else Zone(ZONE_OF[country], False)


def _zones_by_prefix(phone: str) -> tuple[str, ...]:
    """The zones that phonenumbers knows for the number's prefix; its tables are read on first use only."""
    import phonenumbers
    from phonenumbers import timezone

    names = timezone.time_zones_for_number(phonenumbers.parse(phone))
    return tuple(name for name in names if is_zone(name))


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """True for an IANA name that the machine's or tzdata's tables know; never raises."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

"""How numbers, money, lengths of time and moments are written in each language; no clock and no Qt."""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from leaddesk.texts import _, language, pgettext

SIGNS: Mapping[str, str] = {
    "UAH": "₴",
    "USD": "$",
    "EUR": "€",
    "RUB": "₽",
    "PLN": "zł",
    "KZT": "₸",
    "GBP": "£",
}
_GAP = "\u00a0"
_DAY_S = 24 * 3600


def name_in(names: Mapping[str, str]) -> str:
    """The name of an editable definition in the language in force; else the first one that it has."""
    return names.get(language()) or names.get("en") or next(iter(names.values()), "")


def number(value: int | Decimal, digits: int = 0) -> str:
    """A number with its thousands apart and `digits` decimals: 1 200 and 2,5 (uk, ru), 1,200 and 2.5 (en)."""
    step = Decimal(1).scaleb(-digits)
    text = f"{Decimal(value).quantize(step, ROUND_HALF_UP):,}".replace("-", "−")
    if language() == "en":
        return text
    return text.replace(",", _GAP).replace(".", ",")


def percent(share: float | Decimal, digits: int = 0) -> str:
    """A share of one as percent: 0.153 is 15,3 % with one digit; English takes no gap."""
    said = number(Decimal(str(share)) * 100, digits)
    return f"{said}%" if language() == "en" else f"{said}{_GAP}%"


def signed(points: int) -> str:
    """Points of a ledger with their sign: +14, −3, 0."""
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"


def money_short(minor: int, digits: int = 2) -> str:
    """An amount as tiles show it, without currency: 1,40 млн, 900 тис., 350. `minor` is in hundredths."""
    whole = Decimal(minor) / 100
    if abs(whole) >= 999_500:
        return _("{n}M").format(n=number(whole / 1_000_000, digits))
    if abs(whole) >= 1_000:
        return _("{n}k").format(n=number(whole / 1_000))
    return number(whole)


def money(minor: int, currency: str, digits: int = 2) -> str:
    """An amount in short form with its currency: 2,60 млн ₴; English has the sign first: ₴2.60M."""
    return _with_sign(money_short(minor, digits), currency)


def money_exact(minor: int, currency: str) -> str:
    """An amount to the last hundredth where there is one: 2 600 000 ₴, 12,50 €."""
    return _with_sign(number(Decimal(minor) / 100, 2 if minor % 100 else 0), currency)


def _with_sign(said: str, currency: str) -> str:
    sign = SIGNS.get(currency, currency)
    if not sign:
        return said
    if language() != "en" or len(sign) > 1:
        return f"{said}{_GAP}{sign}"
    return f"−{sign}{said[1:]}" if said.startswith("−") else f"{sign}{said}"


def duration(seconds: float) -> str:
    """A length of time in its two largest units: 2 дн, 1 дн 3 год, 1 год 5 хв, 18 хв, 40 с."""
    left = max(0, int(seconds))
    if left >= 2 * _DAY_S:
        return _("{d} d").format(d=number(left // _DAY_S))
    if left >= _DAY_S:
        hours = left % _DAY_S // 3600
        return _("{d} d {h} h").format(d=1, h=hours) if hours else _("{d} d").format(d=1)
    if left >= 3600:
        hours, minutes = left // 3600, left % 3600 // 60
        return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{h} h").format(h=hours)
    if left >= 60:
        return _("{m} min").format(m=left // 60)
    return _("{s} s").format(s=left)


def talk_time(seconds: float) -> str:
    """The length of a talk, to the second: 8 хв 40 с."""
    left = max(0, int(seconds))
    if left < 60 or left >= 3600 or left % 60 == 0:
        return duration(left)
    return _("{m} min {s} s").format(m=left // 60, s=left % 60)


def ago(at: datetime, now: datetime) -> str:
    """How long before `now` something was: 18 хв тому; "just now" below a minute."""
    seconds = (now - at).total_seconds()
    if seconds < 60:
        return _("just now")
    return _("{time} ago").format(time=duration(seconds))


def clock_time(at: datetime, zone: tzinfo) -> str:
    """The hour and minute of a moment in a zone, 24 hours in every language: 09:05."""
    return at.astimezone(zone).strftime("%H:%M")


def weekday(at: datetime, zone: tzinfo) -> str:
    """The short name of the day of the week: пн, Mon."""
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[at.astimezone(zone).weekday()]


def _month(local: datetime) -> str:
    names = (
        pgettext("month", "Jan"),
        pgettext("month", "Feb"),
        pgettext("month", "Mar"),
        pgettext("month", "Apr"),
        pgettext("month", "May"),
        pgettext("month", "Jun"),
        pgettext("month", "Jul"),
        pgettext("month", "Aug"),
        pgettext("month", "Sep"),
        pgettext("month", "Oct"),
        pgettext("month", "Nov"),
        pgettext("month", "Dec"),
    )
    return names[local.month - 1]


def day(at: datetime, zone: tzinfo, now: datetime | None = None) -> str:
    """The date of a moment: 23.11.2026, 23 Nov 2026; without the year where it is that of `now`."""
    local = at.astimezone(zone)
    short = now is not None and now.astimezone(zone).year == local.year
    if language() == "en":
        said = f"{local.day} {_month(local)}"
        return said if short else f"{said} {local.year}"
    return local.strftime("%d.%m") if short else local.strftime("%d.%m.%Y")


def date_time(at: datetime, zone: tzinfo, now: datetime | None = None) -> str:
    """Date and clock of a moment: 23.11.2026, 10:00; today's (by `now`) is the clock alone."""
    if now is not None and at.astimezone(zone).date() == now.astimezone(zone).date():
        return clock_time(at, zone)
    return f"{day(at, zone, now)}, {clock_time(at, zone)}"


def due(at: datetime, zone: tzinfo, now: datetime) -> str:
    """When something is due, as a person plans it: 15:00, tomorrow 10:00, пн 23.11, 10:00."""
    here, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if here == today + timedelta(days=1):
        return _("tomorrow {time}").format(time=clock_time(at, zone))
    if timedelta(0) < here - today < timedelta(days=7):
        return f"{weekday(at, zone)} {date_time(at, zone, now)}"
    return date_time(at, zone, now)

"""Messenger handles, social profiles and postal addresses: the one form of each kind."""

import re

from leaddesk.domain.normal import fold, words
from leaddesk.domain.phones import read_phone
from leaddesk.domain.shapes import Shape

_SERVICES = {
    "telegram": ("telegram", "телеграм", "телеграмм", "tg", "тг", "t.me", "telegram.me", "telegram.dog"),
    "whatsapp": ("whatsapp", "ватсап", "вотсап", "wa", "wa.me", "api.whatsapp.com", "whats app"),
    "viber": ("viber", "вайбер", "вібер", "viber.click", "chats.viber.com"),
    "signal": ("signal", "сигнал", "signal.me"),
    "messenger": ("messenger", "fb messenger", "m.me", "facebook messenger"),
    "instagram": ("instagram", "insta", "ig", "інстаграм", "инстаграм", "instagram.com", "ig.me"),
    "skype": ("skype", "скайп"),
    "wechat": ("wechat",),
    "line": ("line", "line.me"),
    "discord": ("discord", "дискорд", "discord.gg"),
}
_SERVICE_OF = {name: service for service, names in _SERVICES.items() for name in names}
_SCHEMES = Shape(r"(?i)\A\s*(?:(tg|viber|whatsapp|skype|line|sgnl)://|(skype):(?!\s)|https?://(?:www\.)?)")
_NAMED = Shape(r"\A\s*([^\W\d][\w. ]*?)\s*(?:[:\-–—]\s*|\s+(?=[@+\d]))(\S.*)\Z", re.S)
_HANDLE = Shape(r"@?([\w][\w.\-]{1,63})\Z")
_NAME_IN_LINK = Shape(r"(?i)[?&](?:domain|username)=(\w+)")
_NUMBER_IN_LINK = Shape(r"(?i)(?:phone|number)=(?:%2B|\+)?(\d{7,15})")

_SITE = Shape(
    r"(?i)\A(?:https?://)?(?:(?:www|m|mobile|uk-ua|ru-ru|[a-z]{2})\.(?=[^/]*\.))?([a-z0-9.\-]+\.[a-z]{2,24})(/\S*)?\Z"
)
_SITE_ALIASES = {
    "fb.com": "facebook.com",
    "fb.me": "facebook.com",
    "twitter.com": "x.com",
    "vkontakte.ru": "vk.com",
}
_NETWORKS = {
    "facebook": "facebook.com", "fb": "facebook.com", "фейсбук": "facebook.com", "instagram": "instagram.com",
    "insta": "instagram.com", "linkedin": "linkedin.com/in", "twitter": "x.com", "x": "x.com", "vk": "vk.com",
    "tiktok": "tiktok.com", "youtube": "youtube.com", "ok": "ok.ru", "threads": "threads.net",
}  # fmt: skip
_CASE_FREE = frozenset(host.partition("/")[0] for host in _NETWORKS.values()) - {"youtube.com"}
_PROFILE_ID = Shape(r"(?i)[?&]id=(\d+)")

_ABBREVIATIONS = {
    "вулиця": "вул", "улица": "вул", "ул": "вул", "street": "st", "проспект": "просп", "пр": "просп",
    "пркт": "просп", "avenue": "ave", "av": "ave", "boulevard": "blvd", "бульвар": "бул", "бульв": "бул",
    "провулок": "пров", "переулок": "пров", "пер": "пров", "road": "rd", "drive": "dr", "lane": "ln",
    "площа": "пл", "площадь": "пл", "square": "sq", "place": "pl", "court": "ct", "parkway": "pkwy",
    "будинок": "", "буд": "", "дом": "", "д": "", "квартира": "кв", "apartment": "apt", "suite": "ste",
    "офіс": "оф", "офис": "оф", "office": "оф", "місто": "", "город": "", "м": "", "г": "", "north": "n",
    "south": "s", "east": "e", "west": "w", "область": "обл", "район": "рн", "strasse": "str",
}  # fmt: skip
_LETTERS = Shape(r"[^\W\d_]{2}")


def read_messenger(value: str, country: str | None) -> tuple[str | None, str | None]:
    """`service:handle` or `service:+E.164`, else (None, reason): empty, no_handle.

    @x and t.me/x are telegram:x; wa.me/380..., "viber 067..." and viber://chat?number=... give the number
    in E.164. A name of a service that is not known stays in the text and is read as a handle.
    """
    text = value.strip()
    if not text:
        return None, "empty"
    service, rest = _service_of(text)
    linked = _NUMBER_IN_LINK.search(rest)
    named = _NAME_IN_LINK.search(rest)
    rest = f"+{linked[1]}" if linked else named[1] if named else rest.split("?", 1)[0].strip("/ ")
    if service in ("whatsapp", "viber", "signal", "telegram", None) and sum(map(str.isdigit, rest)) >= 7:
        number = read_phone(rest, country).normal
        if number:
            return f"{service or 'phone'}:{number}", None
    handle = _HANDLE.match(rest.rsplit("/", 1)[-1])
    if handle is None or not _LETTERS.search(handle[1]):
        return None, "no_handle"
    return f"{service or 'telegram'}:{handle[1].lower()}", None


def _service_of(text: str) -> tuple[str | None, str]:
    scheme = _SCHEMES.match(text)
    if scheme is not None:
        named = (scheme[1] or scheme[2] or "").lower()
        if named:
            return _SERVICE_OF.get({"sgnl": "signal"}.get(named, named), named), text[scheme.end() :]
        text = text[scheme.end() :]
    host, slash, path = text.partition("/")
    if slash and host.lower() in _SERVICE_OF:
        return _SERVICE_OF[host.lower()], path
    label = _NAMED.match(text)
    if label is not None and fold(label[1]).strip(". ") in _SERVICE_OF:
        return _SERVICE_OF[fold(label[1]).strip(". ")], label[2]
    return None, text


def read_profile(value: str) -> tuple[str | None, str | None]:
    """A profile's address without scheme, www, query and last slash; or (None, reason): empty, no_site.

    Names of the large networks do not tell case apart and are lowered; "fb: ivan.koval" is understood.
    """
    text = value.strip()
    if not text:
        return None, "empty"
    label = _NAMED.match(text)
    if label is not None and fold(label[1]) in _NETWORKS and "/" not in label[2]:
        handle = _HANDLE.match(label[2].strip())
        return (f"{_NETWORKS[fold(label[1])]}/{handle[1].lower()}", None) if handle else (None, "no_site")
    site = _SITE.match(text)
    if site is None:
        return None, "no_site"
    host = _SITE_ALIASES.get(site[1].lower(), site[1].lower())
    numbered = _PROFILE_ID.search(site[2] or "")
    path = f"/id{numbered[1]}" if numbered else re.split(r"[?#]", site[2] or "", maxsplit=1)[0].rstrip("/")
    return host + (path.lower().replace("/@", "/") if host in _CASE_FREE else path), None


def read_address(value: str) -> tuple[str | None, str | None]:
    """Words of a postal address, folded, with the usual abbreviations; or (None, reason): empty, no_words.

    An address is enough to be a lead (A5), so all that is asked is a word of two letters.
    """
    if not value.strip():
        return None, "empty"
    read = words(value)
    normal = " ".join(short for word in read if (short := _ABBREVIATIONS.get(word, word)))
    # Asked of what was typed: of "5365 W NORTH" the abbreviations leave only single letters.
    return (normal, None) if normal and any(map(_LETTERS.search, read)) else (None, "no_words")

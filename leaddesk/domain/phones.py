"""Telephone numbers: E.164 by country with the reason when there is none, and how they are shown."""

import re
from typing import TYPE_CHECKING, NamedTuple

from leaddesk.domain.shapes import Shape

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# The import of phonenumbers costs 0.1 s, so it waits for the first odd number (P1).

_SEPARATORS = dict.fromkeys(map(ord, " -().\u00a0"), None)
_LONGEST_PLAIN = 32
_US_AREA = (
    "2(?:0[1-35-9]|1[02-9]|2[03-57-9]|3[1459]|4[08]|5[1-46]|6[0279]|7[02469]|8[13])|"
    "3(?:0[1-57-9]|1[02-9]|2[013-79]|3[0-24679]|4[167]|5[0-3]|6[01349]|8[056])|"
    "4(?:0[124-9]|1[02-579]|2[3-5]|3[0245]|4[023578]|58|6[349]|7[02589]|8[04])|"
    "5(?:0[1-57-9]|1[0235-8]|20|3[0149]|4[01]|5[179]|6[1-47]|7[0-5]|8[0256])|"
    "6(?:0[1-35-9]|1[024-9]|2[03689]|3[016]|4[0156]|5[01679]|6[0-279]|78|8[0-269])|"
    "7(?:0[1-46-8]|1[2-9]|2[04-8]|3[0-2478]|4[0378]|5[47]|6[02359]|7[0-59]|8[156])|"
    "8(?:0[1-68]|1[02-8]|2[0168]|3[0-2589]|4[03578]|5[046-9]|6[02-5]|7[028])|"
    "9(?:0[1346-9]|1[02-9]|2[0589]|3[0146-8]|4[01357-9]|5[12469]|7[0-3589]|8[04-69])"
)
# Subsets of what phonenumbers calls valid; a property test compares each of them with it.
_PLAIN = {
    "UA": (r"(?:3[1-8]|39|4[13-8]|5[0-7]|6[1-9]|7[13]|9[1-9])\d{7}", "380", "(?:8?0|380)"),
    "RU": (r"(?:9(?:[0-24-9]\d|3[1-9])|4(?:9[589])|812|343|383)\d{7}", "7", "[78]"),
    "KZ": (r"7(?:0[0-25-8]|47|7[15-8])\d{7}", "7", "[78]"),
    "PL": (r"(?:45|5[0137]|6[069]|7[2389]|88)\d{7}", "48", "(?:48)?"),
    "BY": (r"(?:29[1-9]|(?:33|44)\d)\d{6}", "375", "(?:80|375)"),
    "US": (rf"(?:{_US_AREA})[2-9]\d{{6}}", "1", "1?"),
}
_PLAIN["CA"] = _PLAIN["US"]
_ABROAD = Shape(
    r"\+(?:" + "|".join(dict.fromkeys(f"{code}(?:{shape})" for shape, code, _ in _PLAIN.values())) + r")\Z",
    re.A,
)
_AT_HOME = {
    country: (Shape(rf"{trunk}({shape})\Z", re.A), f"+{code}")
    for country, (shape, code, trunk) in _PLAIN.items()
}
_EXTENSION_WORD = Shape(
    r"(?i)[,;\s]*\b(?:дод|доб|вн|внутр|внутрішній|внутренний|ext|tel)\b\.?[:№#\s]*(?=\d{1,7}\s*\Z)"
)
_TOLL_FREE = Shape(r"\+(?:380800|7800|375801|48800|1(?:800|88[0-9]|877|866|855|844|833|822))\d")
_LETTERS_ONLY = re.compile(r"\D*\Z")
_SPLIT = Shape(r"\s*(?:[;|\n\r]|,(?=\s*[+(\d])|\s/\s|\s(?:або|или|or)\s)\s*")


class PhoneRead(NamedTuple):
    """What was understood of a typed number: E.164 or the reason, and the extension apart from it."""

    normal: str | None
    reason: str | None
    extension: str = ""


def read_phone(value: str, country: str | None) -> PhoneRead:
    """E.164 of what was typed; `country` (ISO 3166) stands for numbers without a country code.

    Reasons: empty, no_digits, no_country, unknown_country, too_short, too_long, not_in_use. Only a
    number that its country really issues is taken: the rest is kept as typed and is no contact (A5).
    """
    if len(value) <= _LONGEST_PLAIN:
        plain = value.translate(_SEPARATORS)
        if _ABROAD.compiled.match(plain):
            return PhoneRead(plain, None)
        shape = _AT_HOME.get(country or "")
        if shape is not None and (match := shape[0].compiled.match(plain)):
            return PhoneRead(shape[1] + match[1], None)
    return read_odd_phone(value, country)


def read_odd_phone(value: str, country: str | None) -> PhoneRead:
    """The same by phonenumbers alone: the oracle that the fast path is tested against."""
    if _LETTERS_ONLY.match(value):
        return PhoneRead(None, "no_digits" if value.strip() else "empty")
    if len(value) > 250:
        return PhoneRead(None, "too_long")
    text = _EXTENSION_WORD.sub(" ext ", value.strip())
    region = country.upper() if country else None
    first: PhoneRead | None = None
    for spelling in _spellings(text, region):
        read = _parse(spelling, region)
        if read.normal is not None:
            return read
        first = first or read
    return first or PhoneRead(None, "no_digits")


def _spellings(text: str, region: str | None) -> list[str]:
    """As typed, then what people mean by it: 8 (067) in Ukraine, +0..., 380... and 00380... without +."""
    tried = [text]
    head, mark, tail = text.partition(" ext ")
    bare = re.sub(r"\D", "", head)
    ending = mark + tail
    soviet = "80" + bare[2:]
    if region == "UA" and len(bare) == 11 and bare == soviet:
        tried.append(bare[1:] + ending)
    if text.startswith("+"):
        tried.append(bare + ending)
    elif bare.startswith("00"):
        tried.append("+" + bare[2:] + ending)
    elif len(bare) >= 11:
        tried.append("+" + bare + ending)
    return tried


def _parse(text: str, region: str | None) -> PhoneRead:
    import phonenumbers

    known = region if region in phonenumbers.SUPPORTED_REGIONS else None
    try:
        number = phonenumbers.parse(text, known)
    except phonenumbers.NumberParseException as refusal:
        return PhoneRead(None, _refusal(refusal.error_type, region))
    if not phonenumbers.is_valid_number(number):
        return PhoneRead(None, _doubt(number))
    normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneRead(normal, None, number.extension or "")


def _refusal(kind: int, region: str | None) -> str:
    from phonenumbers import NumberParseException as Refusal

    if kind == Refusal.INVALID_COUNTRY_CODE:
        return "unknown_country" if region else "no_country"
    if kind == Refusal.TOO_LONG:
        return "too_long"
    return "too_short" if kind in (Refusal.TOO_SHORT_NSN, Refusal.TOO_SHORT_AFTER_IDD) else "no_digits"


def _doubt(number: "PhoneNumber") -> str:
    import phonenumbers

    verdict = phonenumbers.is_possible_number_with_reason(number)
    short = (phonenumbers.ValidationResult.TOO_SHORT, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
    if verdict in short:
        return "too_short"
    return "too_long" if verdict == phonenumbers.ValidationResult.TOO_LONG else "not_in_use"


def split_phones(value: str) -> list[str]:
    """The numbers of one cell ("067..., 050...; 044... або 095..."), each as typed."""
    return [part for part in _SPLIT.compiled.split(value.strip()) if part]


def is_toll_free(normal: str) -> bool:
    """True for 0 800 and 8 800 lines, which belong to a company, never to a person."""
    return _TOLL_FREE.match(normal) is not None


def show_phone(normal: str, extension: str = "") -> str:
    """E.164 in groups for reading: +380 67 123 45 67, +1 312-555-0123; the extension after `#`."""
    tail = f" #{extension}" if extension else ""
    if normal.startswith("+380") and len(normal) == 13:
        return f"+380 {normal[4:6]} {normal[6:9]} {normal[9:11]} {normal[11:]}{tail}"
    if normal.startswith("+7") and len(normal) == 12:
        return f"+7 {normal[2:5]} {normal[5:8]} {normal[8:10]} {normal[10:]}{tail}"
    import phonenumbers

    try:
        number = phonenumbers.parse(normal, None)
    except phonenumbers.NumberParseException:
        return normal + tail
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) + tail

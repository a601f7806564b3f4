"""What the values of a column look like, whatever its name says."""

import re
from collections.abc import Sequence

_LOOKED_AT = 200
_ENOUGH = 0.8
_EMAIL = re.compile(r"\A[^\s@,;<>]+@[^\s@,;<>]+\.[^\W\d_]{2,}\Z")
# A number must show that it is a telephone: a plus or its groups; bare digits may be any id.
_PHONE = re.compile(r"\A(?=(?:\D*\d){9,15}\D*\Z)(?:\+[\d\s().-]+|\(?\d{2,5}\)?[\s(-][\d\s().-]+)\Z")
_BARE_PHONE = re.compile(r"\A(?:380|0|7|8|48|49|1)\d{8,11}\Z")
_DATE_LIKE = re.compile(r"\A\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
_SOCIAL = re.compile(
    r"(?i)\A(?:https?://)?(?:[\w-]+\.)?(?:linkedin\.com/in|facebook\.com|fb\.com|instagram\.com|vk\.com|"
    r"twitter\.com|x\.com|tiktok\.com|youtube\.com|threads\.net)/\S+"
)
_SITE = re.compile(r"(?i)\A(?:https?://|www\.)\S+\.\S+\Z")
_NAME = re.compile(r"\A[^\W\d_a-zа-яіїєґё][\w'’`-]+(?:\s+[^\W\d_a-zа-яіїєґё][\w'’`.-]*){1,2}\Z")
_BUSINESS = re.compile(r"(?i)\b(?:ТОВ|ООО|ПП|ФОП|ИП|АТ|ПрАТ|ОАО|ЗАО|LLC|Ltd|Inc|GmbH|Sp)\b|«|\"")


def is_social(value: str) -> bool:
    """Whether a link leads to somebody's page in a social network (A5: such a profile is a contact)."""
    return _SOCIAL.match(value) is not None


def _kind(value: str) -> str:
    if _EMAIL.match(value):
        return "email"
    if is_social(value):
        return "profile"
    if _SITE.match(value):
        return "website"
    if _DATE_LIKE.match(value):
        return "created_at"
    if _PHONE.match(value):
        return "phone"
    if _BARE_PHONE.match(value):
        return "bare_phone"
    if _BUSINESS.search(value):
        return "company"
    return "full_name" if _NAME.match(value) else ""


def seen_in(values: Sequence[str], *, named: bool) -> str | None:
    """The field that at least four of five filled values look like: email, phone, profile, website.

    Where the columns have no names, weaker signs count too: full_name, company, created_at, bare digits.
    """
    filled = [value.strip() for value in values if value.strip()][:_LOOKED_AT]
    if not filled:
        return None
    counted: dict[str, int] = {}
    for value in filled:
        kind = _kind(value)
        if kind == "bare_phone" and not named:
            kind = "phone"
        counted[kind] = counted.get(kind, 0) + 1
    kind, times = max(counted.items(), key=lambda item: item[1])
    strong = ("email", "phone", "profile", "website")
    if times < _ENOUGH * len(filled) or not kind or kind == "bare_phone":
        return None
    return kind if kind in strong or not named else None

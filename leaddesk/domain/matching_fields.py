"""Companies, numbers, mailboxes and addresses in the narrow forms that matching compares."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from leaddesk.domain.emails import is_free_mail, is_role_mailbox
from leaddesk.domain.matching_sound import sound, words_of
from leaddesk.domain.matching_words import FORMS, STREETS, business_sound, street_word
from leaddesk.domain.normal import digits

_EXTENSION = re.compile(r"(?i)\s*(?:\b(?:ext|доб|дод|вн|внутр|внутр|tel|x)\b\.?|#|№)[\s.:№#]*(\d{1,6})\s*$")
_PHONE_PARTS = re.compile(r"[;|\n\r/]|,(?=\s*[+(\d])|\s(?:або|или|or)\s")
_MAIL = re.compile(r"[^\s:;,|/<>()\"']+@[^\s:;,|/<>()\"']+")
_CODE_LIST = """
    380 375 373 374 994 995 996 998 992 993 420 421 370 371 372 359 358 353 351 972 971 381 385 386 387
    389 40 43 44 45 46 47 48 49 30 31 32 33 34 36 39 41 61 64 65 81 82 86 90 91 7 1
"""
_CODES = tuple(_CODE_LIST.split())
_READ_AS_DIGITS = str.maketrans("OoОоQDlLIі|ЗзBВSsБбZz", "000000111113388556622")
_IDLE = frozenset(("1234567890", "0123456789", "123456789", "12345678", "1234567", "9876543210", "234567890"))
_NO_MAILBOX = """
    no none test nomail noemail nobody noname na null nil qwerty asdf fake example sample mail email
    aaa abc xxx нет нема тест
"""
_IDLE_LOCALS = frozenset(_NO_MAILBOX.split())
_BELOW_COUNTRIES = "com net org edu gov co in kiev kyiv lviv od ac kh dp biz info pp"
_SECOND_LEVEL = frozenset(_BELOW_COUNTRIES.split())
_NUMBER_APART = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_QUOTED = re.compile(r"[«“„\"]\s*([^«»“”„\"]{2,})[»”“\"]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_READ_AS_LETTERS = str.maketrans("0135", "oles")
_OFTEN = (
    "gmail.com",
    "ukr.net",
    "outlook.com",
    "yahoo.com",
    "meta.ua",
    "hotmail.com",
    "icloud.com",
    "yandex.ru",
    "mail.ru",
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "іі": "2", "ііі": "3"}
_ONE_SERVICE = {
    "googlemail.com": "gmail.com",
    "ya.ru": "yandex.ru",
    "me.com": "icloud.com",
    "mac.com": "icloud.com",
}
_ADDRESS_PARTS = re.compile(r"[,;()\n]+")


@lru_cache(maxsize=1 << 14)
def read_company(text: str) -> str:
    """ "name#numbers#as written" of a company without its legal form; empty where there is nothing else.

    The name has the words of business in one language, what is written only the sounds of its words.
    """
    quoted = _QUOTED.search(text)
    text = _HYPHEN.sub("", quoted[1] if quoted else text)
    words = words_of(_NUMBER_APART.sub(" ", text) if any(map(str.isdigit, text)) else text)
    kept = [word for word in words if word not in FORMS] or words
    kept = kept[:1] + [_ROMAN.get(word, word) for word in kept[1:]]
    names = [word for word in kept if not word.isdigit()]
    if not kept:
        return ""
    numbers = ".".join(word for word in kept if word.isdigit())
    return f"{' '.join(map(business_sound, names))}#{numbers}#{' '.join(map(sound, names))}"


@lru_cache(maxsize=1 << 14)
def org_of_domain(domain: str) -> str:
    """The company that a domain names (romashka-2.com.ua), in the form of `read_company`."""
    labels = domain.lower().strip(".").split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return read_company(labels[-1]) if labels else ""


def read_phones(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """National numbers of a field: (a person's own, those with an extension or free of charge)."""
    own: dict[str, None] = {}
    lines: dict[str, None] = {}
    for part in _PHONE_PARTS.split(text) if text else ():
        inner = _EXTENSION.search(part)
        number = national(part[: inner.start()] if inner else part)
        if len(number) >= 6 and not _is_idle(number):
            (lines if inner or number.startswith("800") else own)[number] = None
    return tuple(own), tuple(lines)


def national(text: str) -> str:
    """Digits of a number without the country's code and the trunk prefix, by their usual spellings."""
    text = text.strip()
    if not text.isascii() or any(map(str.isalpha, text)):
        text = text.translate(_READ_AS_DIGITS)
    number: str = digits(text)
    abroad = text.startswith("+")
    if number.startswith("00"):
        number, abroad = number[2:], True
    if not abroad and len(number) == 11 and number.startswith(("80", "8")):
        return number[2:] if number[1] == "0" else number[1:]
    if abroad or len(number) >= 11:
        code = next((code for code in _CODES if number.startswith(code)), "")
        if len(number) - len(code) >= 7:
            number = number[len(code) :]
    return number.lstrip("0")


def _is_idle(number: str) -> bool:
    return len(set(number[-7:])) == 1 or number in _IDLE or any(number.endswith(run) for run in _IDLE)


def read_emails(text: str) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Addresses of a field: (a person's own, role mailboxes, domains of companies)."""
    own: dict[str, None] = {}
    boxes: dict[str, None] = {}
    domains: dict[str, None] = {}
    for found in _MAIL.findall(text.lower()) if "@" in text else ():
        local, _, domain = found.rpartition("@")
        local, domain = local.partition("+")[0], domain.strip(".")
        domain = _service(domain)
        if local.strip("0123456789.") in _IDLE_LOCALS or domain.partition(".")[0] in _IDLE_LOCALS - {
            "mail",
            "email",
        }:
            continue
        free = is_free_mail(domain)
        address = f"{local.replace('.', '') if free else local}@{domain}"
        (boxes if is_role_mailbox(address) else own)[address] = None
        if not free:
            domains[domain] = None
    return tuple(own), tuple(boxes), list(domains)


@lru_cache(maxsize=1 << 12)
def _service(domain: str) -> str:
    """The free service that a misread domain means (gmai1.com, ukr.nct), else the domain itself."""
    if is_free_mail(domain):
        return _ONE_SERVICE.get(domain, domain)
    read = domain.translate(_READ_AS_LETTERS).replace("rn", "m")
    near = [free for free in _OFTEN if OSA.distance(free, read, score_cutoff=1) <= 1 and len(free) >= 7]
    return near[0] if len(near) == 1 else domain


def read_address(text: str) -> tuple[str, tuple[str, ...]]:
    """(sounded words of each line, the lines parted by "|"; numbers in their order) of a postal address.

    Words that every address has (street, avenue) are left out, and so are the lines that have nothing else.
    """
    lines: list[str] = []
    numbers: list[str] = []
    for line in _ADDRESS_PARTS.split(text) if text else ():
        names = []
        for word in words_of(line):
            if word[0].isdigit() and not _ORDINAL.fullmatch(word):
                numbers.append(word)
            elif word not in STREETS:
                names.append(word if word[0].isdigit() else sound(street_word(word)))
        if names:
            lines.append(" ".join(names))
    return "|".join(lines), tuple(numbers)

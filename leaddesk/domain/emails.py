"""E-mail addresses: their one form, whose mailbox it is (a role's, a free service's)."""

import re

_ATOM = r"[A-Za-z0-9_+-]+"
_LABEL = r"(?!..--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ORDINARY = re.compile(rf"(?=.{{6,200}}\Z){_ATOM}(?:\.{_ATOM})*@((?:{_LABEL}\.)+)([A-Za-z]{{2,24}})\Z")
_RESERVED = frozenset(("arpa", "invalid", "local", "localhost", "onion"))
_WRAPPED = re.compile(r"<([^<>\s]+@[^<>\s]+)>\s*\Z")
_EDGES = " \t\r\n<>()[]\"',;:."

_ROLE_NAMES = """
    info sales office support admin administrator contact contacts hello hi mail email post pr hr job jobs
    career careers marketing reception secretary sekretar priemnaya pryimalnia zakaz zakazy zamovlennia order
    orders shop store buh buhgalter bukh buhgalteria accounting accounts billing invoice finance help helpdesk
    service services team webmaster postmaster hostmaster abuse noreply no-reply donotreply do-not-reply news
    newsletter press media partner partners general enquiries inquiries inquiry enquiry kontakt biuro buero
    zapyty opt prodaji prodazhi prodazh sklad tender tenders zakupki zakupivli director direktor manager
    managers client clients customer customers legal kanc kancelaria feedback request requests main company
"""
_FREE_SERVICES = """
    gmail.com googlemail.com ukr.net i.ua ua.fm meta.ua bigmir.net email.ua online.ua mail.ru bk.ru inbox.ru
    list.ru internet.ru yandex.ru yandex.ua yandex.com yandex.kz yandex.by ya.ru rambler.ru lenta.ru
    outlook.com hotmail.com hotmail.co.uk live.com msn.com icloud.com me.com mac.com yahoo.com yahoo.co.uk
    yahoo.de yahoo.fr ymail.com proton.me protonmail.com pm.me tutanota.com gmx.de gmx.net gmx.com gmx.at
    web.de t-online.de freenet.de wp.pl o2.pl onet.pl op.pl interia.pl gazeta.pl seznam.cz email.cz tut.by
    mail.kz aol.com qq.com 163.com 126.com zoho.com fastmail.com mail.com orange.fr free.fr libero.it
"""
_ROLES = frozenset(_ROLE_NAMES.split())
_FREE = frozenset(_FREE_SERVICES.split())


def read_email(value: str) -> tuple[str | None, str | None]:
    """(the address in lower case, None), or (None, reason): empty, no_at, no_domain, reserved_domain, syntax.

    An ordinary ASCII address is read by one expression; the others by email_validator, without asking
    the network (A9). Surrounding brackets, quotes, `mailto:` and a display name are taken off.
    """
    value = value.strip()
    ordinary = ordinary_email(value)
    if ordinary is not None:
        return ordinary, None
    bare = _bare(value)
    if "@" not in bare:
        return None, "no_at" if bare else "empty"
    return read_odd_email(bare)


def ordinary_email(value: str) -> str | None:
    """An ordinary ASCII address in lower case; None for all others, whose look takes longer."""
    match = _ORDINARY.match(value)
    if match is None or value.index("@") > 64 or match[2].lower() in _RESERVED:
        return None
    return value.lower()


def _bare(value: str) -> str:
    text = value.strip(_EDGES)
    if text[:7].lower() == "mailto:":
        text = text[7:].split("?", 1)[0]
    wrapped = _WRAPPED.search(value)
    return wrapped[1] if wrapped else text.strip(_EDGES)


def read_odd_email(text: str) -> tuple[str | None, str | None]:
    """What email_validator says of `text`; the oracle that the fast path is tested against.

    `.test` is allowed: it is how people write sample data, and the address has the right form.
    """
    from email_validator import EmailNotValidError, validate_email

    domain = text.rsplit("@", 1)[1].lower()
    if "." not in domain:
        return None, "no_domain"
    if domain.rsplit(".", 1)[1] in _RESERVED:
        return None, "reserved_domain"
    try:
        read = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None, "syntax"
    return read.normalized.lower(), None


def domain_of(email: str) -> str:
    """The part after the last @, in lower case; empty where there is none."""
    return email.rpartition("@")[2].lower() if "@" in email else ""


def is_role_mailbox(email: str) -> bool:
    """True for info@, sales2@, office.kyiv@: a place many people read (decision 7)."""
    local = email.partition("@")[0].lower()
    first = re.split(r"[._+]", local, maxsplit=1)[0]
    return bool({local.rstrip("0123456789"), first.rstrip("0123456789")} & _ROLES)


def is_free_mail(domain: str) -> bool:
    """True where the domain is a free mail service and so says nothing of a company."""
    return domain.lower() in _FREE

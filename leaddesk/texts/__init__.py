"""Every sentence a person reads, in Ukrainian, Russian and English, by gettext; no Qt."""

import gettext as _gettext
from functools import cache

from leaddesk.resources import resource

LANGUAGES = ("uk", "ru", "en")
_DOMAIN = "leaddesk"


class _Current:
    """The catalogue in force; one per process, changed by `set_language` only."""

    language = "en"
    catalogue: _gettext.NullTranslations | None = None
    """Read at the first sentence: the first paint of the window needs none (P1)."""


def set_language(code: str) -> None:
    """Switch every later sentence to `code` (uk, ru or en); another code falls back to English."""
    _Current.language = code if code in LANGUAGES else "en"
    _Current.catalogue = None


def language() -> str:
    """The code of the language in force."""
    return _Current.language


def _in_force() -> _gettext.NullTranslations:
    if _Current.catalogue is None:
        _Current.catalogue = _catalogue(_Current.language)
    return _Current.catalogue


def _(message: str) -> str:
    return (_Current.catalogue or _in_force()).gettext(message)


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    return _gettext.translation(_DOMAIN, resource("texts"), languages=[code], fallback=True)


def in_language(code: str, message: str) -> str:
    """The sentence in another language than the one in force; itself where it is not translated."""
    return _catalogue(code).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The plural form of `one`/`many` for n; the caller formats {n} into it."""
    return _in_force().ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """Like `_`, where one English word has several translations."""
    return _in_force().pgettext(context, message)


def N_(message: str) -> str:
    """Mark a sentence for extraction where it is declared as data; translate it later with `_`."""
    return message

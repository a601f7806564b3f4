"""One form of foreign text: what is stored at intake, and what search compares."""

import re
import unicodedata

_APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’‛′＇"
# Marks that no keyboard types: soft hyphen, zero-width and direction marks, the byte order mark.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_DROPPED = re.compile(f"[{_APOSTROPHES}{_INVISIBLE}]")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII_DIGIT = {code: None for code in range(128) if not chr(code).isdigit()}


def clean(text: str) -> str:
    """`text` that every store takes: NUL and lone surrogates become U+FFFD (ARCHITECTURE 4).

    The original bytes stay in the attachment, so nothing is lost here that cannot be read again.
    """
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    return _UNSTORABLE.sub("\ufffd", text)


def fold(text: str) -> str:
    """The search form of `text`: equal for the spellings that a person does not tell apart (UX 4.3).

    NFC, casefold, ё as е, ґ as г, every apostrophe and invisible mark left out, white space as one
    space, none at the ends. `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():
        return " ".join(text.lower().replace("'", "").replace("`", "").split())
    folded = _fold_once(text)
    # One more turn only for letters that compose or unfold into others (ŉ, е + a dropped mark + ¨).
    while not _settled(folded) and (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _settled(folded: str) -> bool:
    """Whether another turn certainly changes nothing: a tenth of the price of that turn."""
    return folded.isascii() or (unicodedata.is_normalized("NFC", folded) and folded.casefold() == folded)


def _fold_once(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _DROPPED.sub("", text.casefold()).replace("ё", "е").replace("ґ", "г")
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Words of the folded text in their order: runs of letters and digits."""
    return _WORD.findall(fold(text))


def digits(text: str) -> str:
    """Digits of `text` as ASCII, whatever script they were typed in."""
    if text.isascii():
        return text.translate(_NOT_ASCII_DIGIT)
    return "".join(str(unicodedata.digit(mark)) for mark in text if mark.isdecimal())

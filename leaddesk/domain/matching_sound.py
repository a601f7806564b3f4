"""How a word sounds, whatever alphabet and transliteration it was written in: the letters of matching."""

import re
import unicodedata
from functools import lru_cache

# One letter for one sound: S is sh and shch, C is ch, Z is zh; h is h, kh and g: г is written all three ways.
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдеэзиіїйыклмнопрстуўфхцчшщжё", "abvhhdeeziiiiiklmnoprstvvfhcCSSZe", strict=True)),
        "у": "u",
        "ў": "v",
        "є": "ie",
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
        "ј": "i",
        "љ": "l",
        "њ": "n",
        "ә": "a",
        "ғ": "h",
        "қ": "k",
        "ң": "n",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
    }
)
_LATIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "œ": "o",
        "æ": "a",
        "ß": "s",
        "đ": "d",
        "ð": "d",
        "þ": "t",
        "ı": "i",
        "š": "S",
        "č": "C",
    }
    | {"ž": "Z", "ż": "Z", "ś": "s", "ź": "z", "ć": "c", "ó": "u", "ä": "a", "ö": "o", "ü": "u"}
)
_DIGRAPHS = {
    "schtsch": "S",
    "shch": "S",
    "szcz": "S",
    "stsch": "S",
    "tsch": "C",
    "tch": "C",
    "sch": "S",
    "sh": "S",
    "sz": "S",
    "ch": "C",
    "cz": "C",
    "zgh": "zh",
    "zh": "Z",
    "kh": "h",
    "gh": "h",
    "ts": "c",
    "tz": "c",
    "ph": "f",
    "th": "t",
    "ck": "k",
    "qu": "kv",
    "x": "ks",
    "q": "k",
    "w": "v",
    "g": "h",
    "j": "i",
    "y": "i",
}
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_POLISH_RZ = re.compile(r"(?<![aeiouy])rz(?=[aeiouy])")
_HARD_C = re.compile(r"ck(?![iy])|c(?=[aoulrtnm])")
_AFTER = (
    (re.compile("[sS]C"), "S"),
    (re.compile("ts"), "c"),
    (re.compile("i+"), "i"),
    (re.compile("ie|io"), "e"),
    (re.compile("oe"), "o"),
    (re.compile("ae"), "a"),
    (re.compile("ue"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_TO_CYRILLIC = str.maketrans("abcehikmoptxy", "авсенікмортху")
_TO_LATIN = str.maketrans("авсенікмортху", "abcehikmoptxy")
_OCR = str.maketrans("01356", "olesb")
_CYR = re.compile("[Ѐ-ӿ]")
_LAT = re.compile("[a-z]")
_WORD = re.compile(r"[^\W_]+")
_VOWELS = str.maketrans("", "", "aeiou")
_MERGED = str.maketrans("SZC", "szc")


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """The sound of one word in lower case; equal for Щербак, Shcherbak, Scherbak, Szczerbak.

    >>> sound("ющенко") == sound("yushchenko") == sound("juschtschenko") == sound("iushchenko")
    True
    """
    text = _one_script(word)
    text = text.translate(_CYRILLIC) if _CYR.search(text) else _latin(text)
    for pattern, new in _AFTER:
        text = pattern.sub(new, text)
    # One sound of a longer word (Joe) must not be taken for an initial.
    return text * 2 if len(text) == 1 < len(word) else text


def _one_script(word: str) -> str:
    """A word of one script, with digits that stand for letters read as letters (Nata1ie, Кoваль)."""
    text = word.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        cyrillic, latin = len(_CYR.findall(text)), len(_LAT.findall(text))
        if cyrillic and latin:
            text = text.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
    if not text.isalpha() and sum(map(str.isalpha, text)) >= 3:
        text = text.translate(_OCR)
    return text


def _latin(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LATIN))
        text = "".join(mark for mark in text if not unicodedata.combining(mark))
    text = _HARD_C.sub("k", _POLISH_RZ.sub("Z", text))
    return _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], text)


@lru_cache(maxsize=1 << 17)
def skeleton(sounded: str) -> str:
    """The consonants of a sounded word, sh as s and so on; a vowel at its head stays as one mark.

    It forgives vowels, soft signs, doubled letters and the endings of gender, so it is a key and no proof.
    """
    bones = sounded.translate(_MERGED).translate(_VOWELS)
    bones = re.sub(r"(.)\1+", r"\1", bones)
    if sounded[:1] in ("a", "e", "i", "o", "u"):
        bones = "a" + bones
    return bones if len(bones) > 1 else sounded


def words_of(text: str) -> list[str]:
    """Words of a text in lower case, with apostrophes inside words left out (Дем'ян is one word)."""
    return _WORD.findall(_APOSTROPHE.sub("", text.casefold()))


_APOSTROPHE = re.compile("['`´ʹʻʼ‘’‛′＇\u00ad\u200b-\u200f]")

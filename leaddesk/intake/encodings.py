"""Which encoding foreign bytes are in: a mark at the start, valid UTF-8, bare UTF-16, then letter pairs."""

import codecs
import re
from functools import cache
from itertools import pairwise
from math import log

from leaddesk.intake.refusals import UnknownEncoding
from leaddesk.resources import resource

# What speaks for an encoding before a letter is read: Windows wrote most lists, ISO 8859-5 nearly none.
_CYRILLIC = (("cp1251", 0.4), ("koi8-u", 0.0), ("cp866", 0.0), ("iso8859-5", -0.4))
_UKRAINIAN_KOI8 = re.compile(rb"[\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd]")
_LATIN = ("cp1252", "cp1250")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNHEARD = log(1e-5)  # a pair of letters that no everyday word has
_WORDS = re.compile(r"[^\W\d_]+")
_WEIGHED = 4_096  # letters are enough; more only cost time
_WESTERN = frozenset("äöüßéèêëàâáíóúñçîïôûùæøåãõÄÖÜÉÈÀÁÍÓÚÑÇÅØ")
_CENTRAL = frozenset("ąćęłńóśźżáčďéěíňřšťúůýžőűöüäĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽ")


def text_encoding(name: str) -> str:
    """The codec's own name of an encoding asked for; raises UnknownEncoding."""
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError):
        raise UnknownEncoding("intake.unknown_encoding", encoding=name[:60]) from None


def guess_encoding(sample: bytes) -> str:
    """The most probable encoding of `sample`: its first bytes and lines with bytes above 127.

    Right at first guess on at least 99 of 100 lists of leads (UX journey 7), which a test generates.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    wide = _wide(sample)
    if wide:
        return wide
    if sample.isascii():
        return "utf-8"
    if _mostly_utf8(sample):
        return "utf-8"
    return _one_byte(sample)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: the high bytes of ordinary text are 0 (Latin, digits) or 4 (Cyrillic)."""
    head = sample[: min(len(sample), 8_192) & ~1]
    if len(head) < 4 or b"\0" not in head:
        return ""
    pairs = len(head) // 2
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        usual = sum(map(high.count, (0, 1, 4, 0x20)))
        low = head[0::2] if name == "utf-16-le" else head[1::2]
        if usual >= 0.9 * pairs and low.count(0) < 0.05 * pairs:
            return name
    return ""


def is_utf8(sample: bytes) -> bool:
    """Whether the sample is valid UTF-8; it may be cut inside a letter, that is no fault."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(sample: bytes) -> bool:
    """Whether UTF-8 explains nearly all bytes above 127; a few broken ones change nothing."""
    if is_utf8(sample):
        return True
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 20 <= sum(1 for letter in text if letter > "\x7f") - broken


def _one_byte(sample: bytes) -> str:
    latin = max((_latin_score(sample.decode(name, "replace"), name), name) for name in _LATIN)
    cyrillic = max(
        (_cyrillic_score(sample.decode(name, "replace")) + before, name) for name, before in _CYRILLIC
    )
    if latin[0] > cyrillic[0]:
        return _second_opinion(sample) or latin[1]
    if cyrillic[1] == "koi8-u" and not _UKRAINIAN_KOI8.search(sample):
        return "koi8-r"  # the same text: KOI8-U is KOI8-R with four more letters
    return cyrillic[1]


def _second_opinion(sample: bytes) -> str:
    """What charset-normalizer says between the encodings of Latin letters; it is slow, so only here."""
    if _latin_score(sample.decode("cp1252", "replace"), "cp1252") != _latin_score(
        sample.decode("cp1250", "replace"), "cp1250"
    ):
        return ""
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:65_536], cp_isolation=list(_LATIN)).best()
    return best.encoding if best is not None and best.encoding in _LATIN else ""


@cache
def _pairs() -> dict[str, float]:
    """Log-probability of each pair of letters; a word's borders count as a blank."""
    counted: dict[str, int] = {}
    words = resource("intake", "cyrillic.txt").read_text("utf-8").splitlines()[1:]
    for word in " ".join(words).split():
        framed = f" {word} "
        for left, right in pairwise(framed):
            counted[left + right] = counted.get(left + right, 0) + 1
    total = sum(counted.values())
    return {pair: log(count / total) for pair, count in counted.items()}


def _cyrillic_score(text: str) -> float:
    """Mean log-probability of a non-ASCII letter of `text` read as Cyrillic, less what no text has."""
    pairs = _pairs()
    points, weight = 0.0, 0
    for word in _WORDS.findall(text):
        if word.isascii():
            continue
        framed = f" {word.lower()} "
        for left, right in pairwise(framed):
            points += pairs.get(left + right, _UNHEARD)
        weight += len(word) + 1
        points -= 3.0 * _odd_case(word)
        if weight > _WEIGHED:
            break
    odd = sum(1 for sign in text[: _WEIGHED * 8] if sign > "\x7f" and not sign.isalpha())
    usual = sum(map(text[: _WEIGHED * 8].count, "«»“”„’–—№…·•°\xa0€₴"))
    strange = odd - usual
    points += _UNHEARD * 1.5 * strange
    weight += strange
    return points / weight if weight else _UNHEARD * 2


def _odd_case(word: str) -> int:
    """How often a capital follows a small letter: KOI8 read as Windows swaps the two."""
    if word.islower() or word.istitle() or word.isupper():
        return 0
    return sum(1 for left, right in pairwise(word) if left.islower() and right.isupper())


def _latin_score(text: str, name: str) -> float:
    """Like `_cyrillic_score` for German, Polish, Czech, French lists: letters with marks among plain ones."""
    usual = _WESTERN if name == "cp1252" else _CENTRAL
    points, weight = 0.0, 0
    for word in _WORDS.findall(text):
        if word.isascii():
            continue
        plain = sum(1 for letter in word if letter < "\x80")
        for letter in word:
            if letter > "\x7f":
                weight += 1
                points += -4.0 if letter in usual else -9.0
                points += _UNHEARD if plain * 3 < len(word) - plain else 0.0
        if weight > _WEIGHED:
            break
    odd = sum(1 for sign in text[: _WEIGHED * 8] if sign > "\x7f" and not sign.isalpha())
    strange = odd - sum(map(text[: _WEIGHED * 8].count, "«»“”„’–—…·•°\xa0€§"))
    points += _UNHEARD * strange
    weight += strange
    return points / weight if weight else -20.0

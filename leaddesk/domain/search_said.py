"""What typed words mean: parts and beginnings of words, similar words, phrases, phones in any spacing."""

import re
from collections.abc import Iterable, Iterator

from leaddesk.domain.normal import digits, fold, words
from leaddesk.domain.search_ast import Node, Text
from leaddesk.domain.search_logic import Resolved, Word, every, some

_EDGES = ",;:!?.…"
_PHONE_PART = re.compile(r"\+?[0-9][0-9().-]*")
_WHOLE_PHONE = range(7, 16)
_SHORT = 3
_FUZZY = range(3, 65)


def said(text: Text, key: str = "text") -> Resolved | None:
    """The meaning of a text in the fact `key`; None where nothing is left of it, as of zero-width marks.

    A word of three letters and more: anywhere inside a word; a shorter one: at the beginning of a word.
    """
    folded = fold(text.text)
    if text.mode == "phrase":
        return Word(folded, key=key) if folded else None
    folded = folded.strip(_EDGES).strip() or folded
    if not folded:
        return None
    if text.mode == "start" or (len(folded) < _SHORT and not _is_phone(folded, key)):
        return _beginning(folded, key)
    if text.mode == "fuzzy":
        return _similar(folded, key)
    if _is_phone(folded, key):
        return some(_short_or_inside(folded, key), digits_said(folded, "phones", beginning=folded[0] == "+"))
    return Word(folded, key=key)


def digits_said(typed: str, key: str, *, beginning: bool) -> Resolved:
    """Digits anywhere in a phone, or at its beginning; a whole number also without its trunk prefix."""
    found = digits(typed)
    if beginning:
        return Word(found, "start", key)
    return Word(_national(found), key=key)


def together(items: Iterable[Node]) -> Iterator[Node | Resolved]:
    """`items`, where digits side by side that may make a whole phone are one: 067 123 45 67."""
    run: list[Text] = []
    for item in items:
        if isinstance(item, Text) and item.mode == "word" and _PHONE_PART.fullmatch(item.text):
            if run and (item.text.startswith("+") or _count((*run, item)) > _WHOLE_PHONE[-1]):
                yield from _phone(run)
                run = []
            run.append(item)
            continue
        yield from _phone(run)
        run = []
        yield item
    yield from _phone(run)


def _phone(run: list[Text]) -> Iterator[Node | Resolved]:
    if len(run) < 2 or _count(run) not in _WHOLE_PHONE:
        yield from run
        return
    apart = every(*(found for part in run if (found := said(part)) is not None))
    joined = digits("".join(part.text for part in run))
    yield some(apart, digits_said(joined, "phones", beginning=run[0].text.startswith("+")))


def _count(run: Iterable[Text]) -> int:
    return sum(len(digits(part.text)) for part in run)


def _is_phone(folded: str, key: str) -> bool:
    """Digits-only words of three and more look into phones too; with a plus, fewer do."""
    if key != "text" or not _PHONE_PART.fullmatch(folded):
        return False
    return folded[0] == "+" or len(digits(folded)) >= _SHORT


def _national(found: str) -> str:
    """A number as its E.164 form contains it: 0671234567 is in 380671234567, 84951234567 in 74951234567."""
    if len(found) not in _WHOLE_PHONE:
        return found
    if len(found) == 11 and found[0] == "8":
        return found[1:]
    return found.lstrip("0") or found


def _short_or_inside(folded: str, key: str) -> Resolved:
    return Word(folded, key=key) if len(folded) >= _SHORT else _beginning(folded, key)


def _beginning(folded: str, key: str) -> Resolved:
    """At the beginning of a word; with marks in it, each of its words, and the whole as typed."""
    found = words(folded)
    if found == [folded]:
        return Word(folded, "start", key)
    return every(*(Word(word, "start", key) for word in found), Word(folded, key=key))


def _similar(folded: str, key: str) -> Resolved:
    inside = Word(folded, key=key)
    if len(folded) not in _FUZZY or words(folded) != [folded]:
        return inside
    return some(inside, Word(folded, "fuzzy", key))

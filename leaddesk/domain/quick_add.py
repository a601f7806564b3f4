"""One typed line read into the fields of a new lead, piece by piece, so that nothing typed is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from leaddesk.domain.contacts import Kind, read_contact
from leaddesk.domain.names import is_given_name, looks_like_family, split_name
from leaddesk.domain.shapes import Shape


class Field(StrEnum):
    """What a piece of the line is."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"
    PROFILE = "profile"
    COMPANY = "company"
    NEED = "need"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of the line: `line[start:end]` holds it with its marks, `text` is what it says."""

    field: Field
    text: str
    start: int
    end: int


Span = tuple[int, int]

_LABEL = r"(?:(?:тел|моб|т|м|phone|tel|mob|cell)(?:\.:?|:)\s*)?"
_EMAIL = Shape(r"(?:(?:e-?mail|пошта|почта):?\s+)?<?[^\s<>,;:@]+@[^\s<>,;:@]+\.[^\W\d_]{2,}>?", re.I)
_TAG = Shape(r"(?<!\S)#[^\s#,;]+")
_SERVICE = (
    r"telegram|телеграмм?|tg|тг|viber|вайбер|вібер|whatsapp|ватсап|вотсап|signal|skype|скайп|"
    r"insta(?:gram)?|інстаграм"
)
_LINK = r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|wa\.me|m\.me|signal\.me|ig\.me)/[^\s,;]+"
_MESSENGER = Shape(
    rf"(?<!\S)(?:(?:(?:{_SERVICE})\s*:?\s*)?@\w[\w.\-]*|{_LINK}|(?:tg|viber|whatsapp|skype):(?://)?[^\s,;]+|"
    rf"(?:{_SERVICE})\s*:?\s*\+?\d[\d\-() ]{{6,}}\d)",
    re.I,
)
_PROFILE = Shape(
    r"(?<!\S)(?:https?://\S+|(?:[\w-]+\.)*(?:facebook|fb|instagram|linkedin|tiktok|vk|youtube|x|twitter)\.com/\S+)",
    re.I,
)
_PHONE = Shape(
    rf"(?<![\w#.])(?<!\d,){_LABEL}\+?\(?\d[\d()\-. \u00a0]{{5,}}\d(?!\w)"
    r"(?:,?\s*(?:доб|дод|вн|ext)\.?\s*\d{1,6})?",
    re.I,
)
_LEGAL = (
    r"(?:ТОВ|ТзОВ|ФОП|ФГ|СФГ|ПП|ПАТ|ПрАТ|АТ|ДП|КП|СПД|ООО|ИП|ЧП|АО|ЗАО|ОАО|ПАО|LLC|LTD|Ltd|Inc|GmbH|AG|TOB|TOV|"
    r"Corp|Co|PLC|JSC)\.?"
)
_QUOTED = r"(?:«[^»]+»|“[^”]+”|„[^“”]+[“”]|\"[^\"]+\")"
_CAPITAL_WORD = r"[^\W\d_a-zа-яёіїєґ][\w'’ʼ&.\-]*"
_COMPANY = Shape(
    rf"(?<!\w){_LEGAL}(?!\w)\s*(?:{_QUOTED}|{_CAPITAL_WORD}(?:[ ]{_CAPITAL_WORD}){{0,2}})|{_QUOTED}|"
    rf"(?:{_CAPITAL_WORD}[ ]){{1,3}}(?:LLC|Ltd|LTD|Inc|GmbH|AG|Corp|PLC|JSC)(?!\w)\.?"
)
_TOKEN = Shape(r"[^\s,;|]+[,;|]*|[,;|]+")
_MARKS = " \t\r\n,;|•·"
_INITIAL = Shape(r"(?:[^\W\d_]\.){1,3}|[^\W\d_]\.?")
_NEED_STARTS = Shape(
    r"(?i)(?:потр[іи]б|треба|хоч[еуі]|хотів|хотіл|цікав|запит|купи|замов|прос[ия]|шука|планує|необх|нужн|надо|хот[еи]|"
    r"интерес|запрос|заказ|ищ[еу]т?|need|want|look|request|inquir|interest|ask|order|buy)"
)


def read_line(line: str, country: str | None = None) -> tuple[Chip, ...]:
    """Chips of the line in their order; every character but white space is in exactly one of them.

    Contacts and #tags are found by their shape anywhere; quoted words and words beside a legal form are
    the company. The first one to three capitalised words are the name, capitalised words after it the
    company, and the rest is the need, in one chip a stretch (UX 1.8, C19). `country` reads phones.
    """
    taken: list[tuple[Field, Span]] = []
    for field, spans in _by_shape(line, country):
        taken += [(field, span) for span in spans if not _overlaps(span, taken)]
    if not any(field is Field.NAME for field, _ in taken):
        _take_name(line, taken)
    if not any(field is Field.COMPANY for field, _ in taken):
        _take_company(line, taken)
    for gap in _gaps(line, taken):
        if any(map(str.isalnum, line[gap[0] : gap[1]])) or not taken:
            taken.append((Field.NEED, gap))
        else:
            _lend(gap, taken)
    return tuple(_chip(line, field, span) for field, span in sorted(taken, key=lambda one: one[1]))


def text_of(chips: tuple[Chip, ...], field: Field) -> str:
    """The text of all chips of one field, joined by spaces, in the order they were typed."""
    return " ".join(chip.text for chip in chips if chip.field is field and chip.text)


def _lend(gap: Span, taken: list[tuple[Field, Span]]) -> None:
    """Gives a lone comma or dash to the piece before it, else to the one after it."""
    before = [place for place, (_, span) in enumerate(taken) if span[1] <= gap[0]]
    if before:
        place = max(before, key=lambda one: taken[one][1])
        taken[place] = (taken[place][0], (taken[place][1][0], gap[1]))
    else:
        place = min(range(len(taken)), key=lambda one: taken[one][1])
        taken[place] = (taken[place][0], (gap[0], taken[place][1][1]))


def _chip(line: str, field: Field, span: Span) -> Chip:
    text = line[span[0] : span[1]].strip(_MARKS + "-–—")
    if field is Field.SOURCE:
        text = text.lstrip("#").replace("_", " ")
    elif field is Field.COMPANY:
        text = text.strip('"«»“”„') if re.fullmatch(_QUOTED, text) else text
    elif field is Field.EMAIL:
        text = next(word for word in text.split() if "@" in word).strip("<>" + _MARKS)
    elif field is Field.PHONE:
        text = re.sub(r"^[^\d+(]+", "", text)
    return Chip(field, text, *span)


def _by_shape(line: str, country: str | None) -> Iterator[tuple[Field, list[Span]]]:
    yield Field.EMAIL, [match.span() for match in _EMAIL.finditer(line)]
    for field, shape, kind in (
        (Field.MESSENGER, _MESSENGER, Kind.MESSENGER),
        (Field.PROFILE, _PROFILE, Kind.PROFILE),
    ):
        yield field, [m.span() for m in shape.finditer(line) if read_contact(kind, m[0], country).normal]
    yield Field.SOURCE, [match.span() for match in _TAG.finditer(line)]
    yield Field.PHONE, [span for match in _PHONE.finditer(line) if (span := _phone_in(match, country))]
    yield Field.COMPANY, [_without_given_name(match) for match in _COMPANY.finditer(line)]


def _without_given_name(match: re.Match[str]) -> Span:
    """ "Марія Farm LLC" is Марія of Farm LLC."""
    first, space, _ = match[0].partition(" ")
    skipped = len(first) + 1 if space and is_given_name(first) else 0
    return match.start() + skipped, match.end()


def _phone_in(match: re.Match[str], country: str | None) -> Span | None:
    """The longest readable number at the start of the match; else all of it where it was meant as one."""
    text = match[0]
    ends = [len(text), *(space.start() for space in reversed(list(re.finditer(r"\s+", text))))]
    for end in ends:
        if read_contact(Kind.PHONE, text[:end], country).normal:
            return match.start(), match.start() + end
    bare = re.sub(r"\D", "", text)
    meant = text[0] in "+(" or bare.startswith("0") or not text[0].isdigit()
    return match.span() if meant and 7 <= len(bare) <= 15 else None


def _overlaps(span: Span, taken: list[tuple[Field, Span]]) -> bool:
    return any(span[0] < end and start < span[1] for _, (start, end) in taken)


def _gaps(line: str, taken: list[tuple[Field, Span]]) -> list[Span]:
    """Stretches without a chip that hold more than white space, trimmed to what was typed."""
    edges = [0, *(edge for span in sorted(span for _, span in taken) for edge in span), len(line)]
    gaps = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        typed = line[start:end]
        if typed.strip():
            gaps.append((start + len(typed) - len(typed.lstrip()), end - len(typed) + len(typed.rstrip())))
    return gaps


def _capitalised(line: str, gap: Span, most: int) -> list[Span]:
    """The capitalised words that open the gap, up to `most` and up to a comma or a word of a need."""
    words: list[Span] = []
    for match in _TOKEN.finditer(line, *gap):
        word = match[0].strip(_MARKS)
        if not word and not words:
            continue
        if len(words) == most or not word[:1].isupper() or _NEED_STARTS.match(word):
            break
        words.append(match.span())
        if match[0][-1] in ",;|":
            break
    return words


def _take_name(line: str, taken: list[tuple[Field, Span]]) -> None:
    gap = next(iter(_gaps(line, taken)), None)
    if gap is None:
        return
    words = _capitalised(line, gap, 3)
    texts = [line[start:end].strip(_MARKS) for start, end in words]
    if len(words) == 3 and not _three_are_a_name(texts):
        words = words[:2]
    if words and any(any(map(str.isalpha, text)) for text in texts):
        taken.append((Field.NAME, (gap[0], words[-1][1])))


def _three_are_a_name(texts: list[str]) -> bool:
    if any(_INITIAL.fullmatch(text) for text in texts[:3]) or split_name(" ".join(texts)).patronymic:
        return True
    return "-" not in texts[2] and (looks_like_family(texts[2]) or is_given_name(texts[1]))


def _take_company(line: str, taken: list[tuple[Field, Span]]) -> None:
    if not any(field is Field.NAME for field, _ in taken):
        return
    for gap in _gaps(line, taken):
        words = _capitalised(line, gap, 4)
        if words:
            taken.append((Field.COMPANY, (gap[0], words[-1][1])))
            return

"""Telephones on a card: the digits most readings agree on, E.164 by country, type by label."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers

from leaddesk.domain.contacts import Kind, read_contact
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_net import without_mails
from leaddesk.intake.card_words import words

_NUMBER = re.compile(r"(?<![\w@/.])[+(]?\(?\d[\d\s().\-–—/]{5,}\d(?![\w@])")
_LONGEST_LABEL = 14
_MOBILE = {phonenumbers.PhoneNumberType.MOBILE}


@dataclass(frozen=True)
class PhoneFind:
    """A number as printed and as E.164, its type, its line, and how far the readings agree, 0..1."""

    printed: str
    normal: str
    type: str
    typed: bool
    line: ReadLine
    sure: float
    others: tuple[str, ...] = ()


def _extension_cut(text: str) -> str:
    ends = "|".join(re.escape(word) for word in words().list_of("phone_labels", "extension"))
    return re.sub(
        rf"(?i)[\s,]*(?<!\w)(?:{ends}|вы|ви|вм|en|wh|bh|[479]?06(?=\.))\.?\s*:?\s*\d{{1,5}}\s*(?=$|[,;]|\s[^\W\d_])",
        "",
        text,
    )


def has_id_label(text: str) -> bool:
    """True where tax, bank or register words stand: their numbers are no telephones."""
    low = text.casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low) for word in words().list_of("other_labels", "ids")
    )


def _numbers(text: str) -> list[tuple[str, str]]:
    """(words before, number as printed) for each number that is long enough to dial."""
    text = text.replace("—", "-").replace("–", "-").replace("+7?", "+7")
    text = re.sub(r"(?<=[\d+( -])\?(?=[\d?) -])|(?<=\d)\?", "7", text)  # a slender 7
    text = _extension_cut(text)
    found = []
    end = 0
    for match in _NUMBER.finditer(text):
        if _is_postal(text, match):
            continue
        for part in re.split(r"\s{2,}|(?<=\d)\s*/\s*(?=[+0(])|(?<=\d)\s+(?=\+)", match[0]):
            if 7 <= sum(c.isdigit() for c in part) <= 15:
                found.append((text[end : match.start()], part.strip()))
        end = match.end()
    return found


def _is_postal(text: str, match: re.Match[str]) -> bool:
    """A house number and a postcode with its town behind them: `Alter Markt 40 · 50667 Köln`."""
    behind = text[match.end() :]
    ends = re.search(r"(?:^|\D)\d{4,6}$|\d{2}-\d{3}$", match[0])
    town = re.match(r"\s+[^\W\d_]{3,}", behind)
    street = re.search(r"[^\W\d_]{3,}[.,]?\s*$", text[: match.start()]) or not text[: match.start()].strip()
    return bool(ends and town and street and match[0][0] not in "+(0")


def printed_phones(line: ReadLine) -> list[tuple[str, list[tuple[str, float]]]]:
    """For each number of the line: the words before it and all its readings with their sureness."""
    if any(has_id_label(r.text) for r in line.readings.values()):
        return []
    mail = "@" in line.ascii_text
    texts = (
        (reading, without_mails(reading.text) if mail else reading.text) for reading in line.all_readings()
    )
    spotted = [(reading, _numbers(text)) for reading, text in texts if text or not mail]
    if not spotted:
        return []
    counts: dict[int, float] = defaultdict(float)
    for reading, numbers in spotted:
        counts[len(numbers)] += reading.sure + 0.01
    many = max(counts, key=lambda n: counts[n])
    rows: list[tuple[str, list[tuple[str, float]]]] = []
    fitting = [(reading, numbers) for reading, numbers in spotted if len(numbers) == many]
    for place in range(many):
        rows.append((fitting[0][1][place][0], [(n[place][1], r.sure) for r, n in fitting]))
    return rows


def e164(printed: str, country: str | None) -> str:
    """The number that `printed` means in `country`, "" where it is none.

    A number that its country does not issue is still what the card says: it stays, for review.
    """
    normal = read_contact(Kind.PHONE, printed, country).normal
    if normal:
        return normal
    try:
        number = phonenumbers.parse(printed, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    number.extension = None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def find_phones(lines: Iterable[ReadLine], country: str | None) -> list[PhoneFind]:
    """All telephones of the card, top down, each once."""
    found: dict[str, PhoneFind] = {}
    every = list(lines)
    for line in every:
        kind = ""
        for before, readings in printed_phones(line):
            printed, normal, sure, others = _elected(readings, country)
            beside = "" if before.strip() else _beside(line, every)
            kind = _label(before or beside, line) or kind or line.icon
            if normal and normal not in found:
                kind_of = kind or usual_type(normal)
                found[normal] = PhoneFind(printed, normal, kind_of, bool(kind), line, sure, others)
    return list(found.values())


def _beside(line: ReadLine, lines: list[ReadLine]) -> str:
    """The label in a column of its own, left of the number on the same row."""
    left, top, _right, bottom = line.line.box

    def near(other: ReadLine) -> int:
        return left - other.line.box[2]

    row = [
        other
        for other in lines
        if other is not line
        and near(other) >= 0
        and min(bottom, other.line.box[3]) - max(top, other.line.box[1]) > 0.4 * (bottom - top)
    ]
    nearest = min(row, key=near, default=None)
    return nearest.text if nearest is not None and len(nearest.text) <= _LONGEST_LABEL else ""


def _elected(
    readings: list[tuple[str, float]], country: str | None
) -> tuple[str, str, float, tuple[str, ...]]:
    """As printed, as E.164, how far the readings agree, and the other numbers that they give."""
    votes: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    total = 0.0
    for printed, sure in readings:
        total += sure
        for spelling, worth in _spellings(printed):
            normal = e164(spelling, country)
            if normal:
                valid = phonenumbers.is_valid_number(phonenumbers.parse(normal))
                votes[normal] += sure * worth * (1.0 if valid else 0.35)
                shown.setdefault(normal, spelling)
    if not votes:
        return "", "", 0.0, ()
    best = max(votes, key=lambda n: votes[n])
    issued = 1.0 if phonenumbers.is_valid_number(phonenumbers.parse(best)) else 0.5
    others = tuple(sorted(votes, key=lambda n: -votes[n]))
    return shown[best], best, min(issued, votes[best] / (total or 1.0)), others


def _spellings(printed: str) -> list[tuple[str, float]]:
    """The number, and what it is when the plus was read as a 4, a 7 or not at all."""
    digits = re.sub(r"\D", "", printed)
    out = [(printed, 1.0)]
    if not printed.startswith("+"):
        if re.match(r"(?:380|38\s*\(?0|4[89]|44|43)", printed) and len(digits) >= 11:
            out.append(("+" + printed, 0.9))
        if re.match(r"[47t1](?:380|38 ?\(?0|7[ (]?[3-9]|4[3489]\d)", printed) and len(digits) >= 11:
            out.append(("+" + printed[1:], 0.8))
    return out


def is_label(low: str) -> bool:
    """True for a text that is a label of a telephone and nothing else, in a column of its own."""
    table = words().tables["phone_labels"]
    return any(low == word.strip(".: ") for kind in ("fax", "mobile", "work") for word in table[kind])


def _label(before: str, line: ReadLine) -> str:
    """mobile, work or fax by the words before the number, in any reading of the line.

    "моб. тел." is a mobile: the plainer word loses. A line may have lost its label in one reading only.
    """
    table = words().tables["phone_labels"]
    for text in (
        before,
        *(n[0][0] for r in line.all_readings() if (n := _numbers(r.text)) and not before.strip()),
    ):
        parts = re.findall(r"[^\W\d_]+", text.casefold())[-3:]
        for kind in ("fax", "mobile", "work"):
            long = [word for word in table[kind] if len(word) > 2]
            if any(p in table[kind] or (len(p) > 3 and p.startswith(tuple(long))) for p in parts):
                return kind
    return ""


def usual_type(normal: str) -> str:
    """mobile or work by the numbering plan."""
    kind = phonenumbers.number_type(phonenumbers.parse(normal))
    return "mobile" if kind in _MOBILE else "work"

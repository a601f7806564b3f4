"""The address of a card and its country: street and city words, postcodes, names of countries."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaddesk.domain.countries import country_of_city, country_of_domain, country_of_phone
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_words import tokens, words

_POSTCODES = {
    "UA": r"\b\d{5}\b",
    "RU": r"\b\d{6}\b",
    "DE": r"^\W*(?:D-)?\d{5} [A-ZÄÖÜ]",
    "AT": r"^\W*(?:A-)?\d{4} [A-ZÄÖÜ]",
    "PL": r"\b\d{2}-\d{3} [A-ZŁŚŻĆŹ]",
    "GB": r"\b[A-Z]{1,2}\d[A-Z\d]? +\d[A-Z]{2}\b",
    "US": r"\b[A-Z]{2},? +\d{5}(?:-\d{4})?\b",
}


@dataclass(frozen=True)
class AddressFind:
    """The lines of the address and its text in their order."""

    text: str
    lines: tuple[ReadLine, ...]
    sure: float


def address_points(text: str) -> float:
    """How much a line looks like a part of a postal address; 2 and more is one."""
    table = words().tables["address"]
    parts = tokens(text)
    points = 0.0
    points += 2.0 * any(p.strip(".") in table["street"] for p in parts)
    points += 2.0 * any(
        p.endswith(end.strip(".")) and len(p) > len(end) + 1 for p in parts for end in table["street_endings"]
    )
    points += 0.8 * sum(p.strip(".") in table["city"] for p in parts[:6])
    points += 1.5 * any(re.search(pattern, text) for pattern in _POSTCODES.values())
    points += 1.5 * bool(_named_city(text)) + 2.0 * bool(_named_country(text))
    points += 1.0 * bool(re.search(r"\d", text))
    return points if re.search(r"\d", text) or points >= 3 else points - 1.0


def _named_city(text: str) -> str:
    """Country of a city named in the text; two- and three-word names too."""
    parts = tokens(text)
    cities = words().tables["address"]["cities"]
    for size in (3, 2, 1):
        for i in range(len(parts) - size + 1):
            name = " ".join(parts[i : i + size])
            if len(name) < 4:
                continue
            own = next((code for code, names in cities.items() if name in names), None)
            if own or (known := country_of_city(name)):
                return own or str(known)
    return ""


def _named_country(text: str) -> str:
    low = text.casefold()
    for code, names in words().tables["address"]["countries"].items():
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", low) for name in names if len(name) > 2):
            return str(code)
    return ""


def find_address(lines: Sequence[ReadLine]) -> AddressFind | None:
    """The best run of neighbouring lines that make an address."""
    best: list[ReadLine] = []
    best_points = 0.0
    lines = [line for line in lines if line.sure > 0.5]
    for start, line in enumerate(lines):
        points = address_points(_bare(line.text))
        if points < 2.0 and not _labelled(line.text) and not _leads(lines, start):
            continue
        run, total = [line], points
        for other in lines[start + 1 :]:
            more = address_points(_bare(other.text))
            if (
                _follows(run[-1], other)
                and len(run) < 4
                and (more >= 1.4 or (run[-1].text.rstrip().endswith(",") and more >= 0.0))
            ):
                run, total = [*run, other], total + more
        if total > best_points:
            best, best_points = run, total
    if not best:
        return None
    text = " ".join(_bare(line.text) for line in best).strip(" ,;")
    sure = min(line.sure for line in best) * min(1.0, 0.6 + best_points / 10)
    return AddressFind(text, tuple(best), sure)


def _leads(lines: Sequence[ReadLine], start: int) -> bool:
    """True for `Am Markt 45` right above a postcode: a house number is all that marks it."""
    line, below = lines[start], lines[start + 1 : start + 2]
    numbered = re.search(r"[^\W\d_]{2}.* \d{1,4}[a-zA-Z]?(?:/\d+)?,?$", _bare(line.text))
    return bool(
        numbered and below and _follows(line, below[0]) and address_points(_bare(below[0].text)) >= 3.0
    )


def _labelled(text: str) -> bool:
    return _bare(text) != text.strip(" ,;:|")


def _bare(text: str) -> str:
    """Without the label `Address:` and without what an icon was read as."""
    labels = "|".join(re.escape(w) for w in words().list_of("other_labels", "address") if len(w) > 1)
    text = re.sub(rf"(?i)^\W*(?:{labels})\s*[:.]\s*", "", text)
    text = re.sub(r"^[^\w(«\"]+", "", text).strip(" ;:|")
    return re.sub(r"^[OОoоQ][)]? (?=\S+[ ,.])", "", text)  # an icon read as a letter


def _follows(above: ReadLine, below: ReadLine) -> bool:
    one, two = above.line.box, below.line.box
    tall = max(above.line.height, below.line.height)
    near = -0.4 * tall < two[1] - one[3] < 1.3 * tall
    aligned = abs(two[0] - one[0]) < 1.5 * tall or abs(two[0] + two[2] - one[0] - one[2]) < 2 * tall
    return near and aligned


def country_votes(
    texts: Iterable[str], phones: Iterable[str], domains: Iterable[str], language: str
) -> dict[str, float]:
    """Votes for countries (ISO 3166): their names, cities, phone codes, domains, postcodes, language."""
    votes: dict[str, float] = defaultdict(float)
    for text in texts:
        votes[_named_country(text)] += 6.0
        votes[_named_city(text)] += 4.0
        for code, pattern in _POSTCODES.items():
            votes[code] += 1.0 * bool(re.search(pattern, text))
    for phone in phones:
        votes[country_of_phone(phone) or ""] += 3.0
    for domain in domains:
        votes[country_of_domain(domain) or ""] += 2.5
    votes[{"uk": "UA", "ru": "RU", "de": "DE", "pl": "PL", "en": "US"}.get(language, "")] += 0.5
    votes.pop("", None)
    return dict(votes)

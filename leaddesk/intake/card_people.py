"""Who a card is of: name, title and company chosen together from the lines that are nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from leaddesk.intake.card_ink import Box
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_words import latin, letters, title_language, tokens, words

_QUOTES = '«»„“”"'
_ROLE_USERS = ("info", "office", "sales", "export", "mail", "contact", "hello", "admin", "support")


@dataclass(frozen=True)
class Candidate:
    """One line, or two that belong together, with the text they make."""

    text: str
    lines: tuple[ReadLine, ...]

    @property
    def sure(self) -> float:
        return min(line.sure for line in self.lines)

    @property
    def height(self) -> int:
        return max(line.line.height for line in self.lines)

    @property
    def others(self) -> tuple[str, ...]:
        """What other engines saw in its one line, where they were about as sure and saw the same script."""
        (one, *more) = self.lines
        alike = [r for r in one.all_readings() if r.sure > one.sure - 0.12]
        alike = [reading for reading in alike if _cyrillic(reading.text) == _cyrillic(one.text)]
        return () if more else tuple(_trimmed(reading.text) for reading in alike)

    @property
    def box(self) -> Box:
        boxes = [line.line.box for line in self.lines]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )


@dataclass(frozen=True)
class Clues:
    """What the rest of the card says of the person: users and domains of e-mails and sites, tallest print."""

    users: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    tallest: int = 1


@dataclass(frozen=True)
class PeopleFind:
    """The chosen lines and by how many points each beats doubt; None where the card says nothing."""

    name: tuple[Candidate, float] | None
    title: tuple[Candidate, float] | None
    company: tuple[Candidate, float] | None


def find_people(lines: Sequence[ReadLine], clues: Clues) -> PeopleFind:
    """The assignment of lines to name, title and company with the most points in sum."""
    singles = [Candidate(_trimmed(line.text), (line,)) for line in lines]
    singles = [c for c in singles if letters(c.text) >= 2 and c.sure > 0.35][:14]
    stacked = [
        Candidate(f"{a.text} {b.text}", a.lines + b.lines) for a in singles for b in singles if _stacked(a, b)
    ]
    names = _best([(c, name_points(c, clues)) for c in singles + stacked], 0.5)
    titles = _best([(c, title_points(c)) for c in singles + stacked if len(c.text) < 70], 0.5)
    companies = _best([(c, company_points(c, clues)) for c in singles + stacked], 0.0)
    best = PeopleFind(None, None, None)
    best_points = -1.0
    for name, title, company in product(names, titles, companies):
        chosen = [c for c in (name, title, company) if c is not None]
        used = [line for candidate, _ in chosen for line in candidate.lines]
        if len({id(line) for line in used}) < len(used):
            continue
        points = sum(p for _, p in chosen) + _order_points(name, title, company)
        if points > best_points:
            best, best_points = PeopleFind(name, title, company), points
    return best


def _best(rated: list[tuple[Candidate, float]], floor: float) -> list[tuple[Candidate, float] | None]:
    good = sorted((r for r in rated if r[1] > floor), key=lambda r: -r[1])[:7]
    return [*good, None]


def _cyrillic(text: str) -> bool:
    """True where most letters are Cyrillic."""
    return 2 * sum("Ѐ" <= c <= "ӿ" for c in text) > letters(text)


def _trimmed(text: str) -> str:
    """Without what a logo or an icon beside the line was read as."""
    text = re.sub(r"^(?:[^\w«„“\"]+\s*|[@©®&]\s+|[A-ZА-ЯІЇЄa-zа-яіїє0-9@]{1,2}\)\s+)+", "", text)
    return re.sub(r"[^\w»“”\".)!’']+$", "", text).strip()


def _stacked(above: Candidate, below: Candidate) -> bool:
    one, two = above.box, below.box
    tall = max(above.height, below.height)
    if not 0 <= two[1] - one[1] < 3.2 * tall or two[1] < one[3] - 0.3 * tall:
        return False
    alike = min(above.height, below.height) > 0.55 * tall
    aligned = abs(two[0] - one[0]) < tall or abs(two[0] + two[2] - one[0] - one[2]) < 1.6 * tall
    return alike and aligned


def _order_points(
    name: tuple[Candidate, float] | None,
    title: tuple[Candidate, float] | None,
    company: tuple[Candidate, float] | None,
) -> float:
    """A title stands right under its name, in smaller print; a company is not squeezed between them."""
    if not name or not title:
        return 0.0
    one, two = name[0].box, title[0].box
    points = 0.0
    if (
        two[1] >= one[1]
        and two[1] - one[3] < 2.2 * name[0].height
        and min(one[2], two[2]) > max(one[0], two[0])
    ):
        points += 1.6
    if title[0].height < 0.95 * name[0].height:
        points += 0.4
    if (
        company
        and one[3] < company[0].box[1] < two[1]
        and min(one[2], company[0].box[2]) > max(one[0], company[0].box[0])
    ):
        points -= 1.0
    return points


def _shape(text: str) -> tuple[list[str], int]:
    """Words of a name without academic titles, and how many titles there were."""
    degrees = words().set_of("names", "titles")
    parts = [p for p in re.split(r"\s+", text) if p]
    plain = [
        p
        for p in parts
        if p.casefold().strip(".,") not in degrees and not re.fullmatch(r"(?i)dipl\.?-?\w{0,5}\.?", p)
    ]
    return plain, len(parts) - len(plain)


def _capital(word: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][^\W\d_]*(?:['’ʼ`.\-][^\W\d_]+)*\.?", word)) and word[0].isupper()


def name_points(candidate: Candidate, clues: Clues) -> float:
    """How much a line is a person's name: shape, known first names, patronymic, the mail user, size."""
    text = candidate.text
    parts, degrees = _shape(text)
    if not 1 <= len(parts) <= 4 or any(c.isdigit() for c in text) or any(q in text for q in _QUOTES[:4]):
        return 0.0
    low = [t for p in parts for t in tokens(p)]
    points = 1.5 if 2 <= len(parts) <= 3 else -1.0
    points += 1.0 if all(_capital(p) for p in parts) else -2.0
    points += 2.5 * any(t in words().set_of("names", "first") for t in low)
    points += 3.0 * any(t.endswith(words().list_of("names", "patronymic")) and len(t) > 5 for t in low)
    points += 0.7 * any(t.endswith(words().list_of("names", "surname_endings")) and len(t) > 4 for t in low)
    points += 1.5 * min(1, degrees)
    points += 3.0 * mail_match(text, clues.users)
    points += 1.2 * candidate.height / clues.tallest
    points -= 2.5 * min(2, sum(title_language(text).values()))
    points -= 4.0 * has_legal_form(text) + 2.0 * _company_words(text)
    if mail_match(text, clues.users) < 0.8:
        points -= 2.5 * domain_match(text, clues.domains)
    return points - 0.6 * (len(candidate.lines) - 1)


def mail_match(text: str, users: Sequence[str]) -> float:
    """Likeness 0..1 of a name and the user part of an e-mail (`n.turner`, `turner_n`, `nora`)."""
    names = [latin(t) for t in _shape(text)[0]]
    best = 0.0
    for user in users:
        pieces = [p for p in re.split(r"[^a-z]+", user.casefold()) if len(p) > 2]
        if user in _ROLE_USERS or not pieces:
            continue
        for name in names:
            if len(name) < 3:
                continue
            for piece in pieces:
                likeness = (
                    max(fuzz.ratio(name, piece), fuzz.ratio(name, piece[1:]) if len(piece) > 4 else 0.0) / 100
                )
                best = max(best, likeness)
    return best if best >= 0.75 else 0.0


def domain_match(text: str, domains: Sequence[str]) -> float:
    """Likeness 0..1 of a company's name and a domain; words of the legal form do not count."""
    plain = [latin(t) for t in tokens(text) if t.strip(".") not in words().set_of("company", "legal")]
    plain = [p for p in plain if p]
    plain = plain[:8]
    best = 0.0
    for domain in domains:
        label = re.sub(r"[^a-z0-9]", "", domain.split(".")[0])
        if len(label) < 3:
            continue
        for start in range(len(plain)):
            for end in range(start + 1, len(plain) + 1):
                joined = "".join(plain[start:end])
                if len(joined) >= 3:
                    best = max(best, fuzz.ratio(joined, label) / 100)
        longest = max((p for p in plain if len(p) > 3), key=len, default="")
        if longest and (label.startswith(longest) or longest in label):
            best = max(best, 0.9)
    return best if best >= 0.72 else 0.0


def has_legal_form(text: str) -> bool:
    """True where a word or a phrase of a legal form stands (ТОВ, GmbH, Sp. z o.o.)."""
    low = text.casefold()
    parts = [t.strip(".") for t in tokens(text)]
    legal = words().set_of("company", "legal")
    edge = {parts[0], parts[-1]} if len(parts) > 1 else set()
    return bool(edge & legal) or any(phrase in low for phrase in words().list_of("company", "legal_phrases"))


def _company_words(text: str) -> bool:
    known = words().list_of("company", "words")
    return any(t == w or (len(w) > 4 and t.startswith(w)) for t in tokens(text) for w in known)


def title_points(candidate: Candidate) -> float:
    """How much a line is a job title: words of titles, no digits, not the largest print."""
    text = candidate.text
    hits = max(title_language(text).values(), default=0)
    if any(c.isdigit() for c in text) or len(text) < 2:
        return 0.0
    points = 3.0 * min(hits, 2) + 0.4 * (len(text.split()) <= 6)
    points -= 3.0 * has_legal_form(text) * (hits == 0) + 2.0 * any(q in text for q in _QUOTES)
    points += 0.3 * (len(text.split()) > 1 and text.split()[-1][:1].islower())
    return points - 0.8 * (len(candidate.lines) - 1)


def company_points(candidate: Candidate, clues: Clues) -> float:
    """How much a line is a company: legal form, quotes, likeness to the domain, words of trades, size."""
    text = candidate.text
    points = 3.5 * has_legal_form(text)
    points += 2.5 * (any(q in text for q in _QUOTES))
    points += 4.0 * domain_match(text, clues.domains)
    points += 1.5 * _company_words(text)
    points += 1.2 * candidate.height / clues.tallest
    points -= 1.5 * (len(text.split()) > 5) + 1.0 * text.rstrip().endswith((".", "!")) * (
        not has_legal_form(text)
    )
    points -= 1.5 * min(2, max(title_language(text).values(), default=0))
    points += 0.4 * text[:1].isupper() - 2.0 * mail_match(text, clues.users)
    lower = [w for w in text.split()[1:] if w[:1].islower()]
    points -= 0.5 * len(lower) * (not has_legal_form(text))
    return points - 1.0 * (len(candidate.lines) - 1) - 0.8

"""E-mail addresses and sites on a card: several readings vote, and the domains correct each other."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from leaddesk.domain.countries import ZONE_OF
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_text import Reading
from leaddesk.intake.card_words import words

_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+\-]*@[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.[a-z]{2,12}", re.IGNORECASE
)
_SITE = re.compile(
    r"(?P<open>https?\s*:\s*/+\s*|www\s*[.,]\s*)*(?P<host>[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.[a-z]{2,12})(?P<path>/\S*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NetFind:
    """An e-mail or a site, the line it stands in, how far the readings agree (0..1), what else they say."""

    value: str
    line: ReadLine
    sure: float
    others: tuple[str, ...] = ()


def _latin_readings(line: ReadLine) -> list[Reading]:
    named = [r for code, r in line.readings.items() if code not in ("uk", "ru")]
    return [r for r in (*named, *line.spare) if r.text]


def _tidied(text: str) -> str:
    """Blanks that the recogniser puts around signs of an address, and signs it takes for an at."""
    text = re.sub(r"\s*[@©®]\s*", "@", text)
    text = re.sub(r"(?<=\w)\((?:a|at|@)\)(?=\w)", "@", text)
    text = re.sub(
        r"(?<![\w.@\-])\w\s*[.:]\s+(?=[\w.\-+]+@|(?:https?:|www\.))", " ", text
    )  # e. and W: are labels
    text = re.sub(r"(?<=[\w])\s*([._])\s*(?=[a-z0-9])", r"\1", text)
    text = re.sub(r"(?i)\.\s*c[o0]rn\b", ".com", text)
    text = re.sub(r"(?<=[a-z0-9?])\?(?=[?@\d])", "7", text)  # a slender 7
    return re.sub(r"(?i)\bvvww|\bwvvw|\bwwvv", "www", text)


def without_mails(text: str) -> str:
    """What else a line says: several contacts may share it; empty where an at stands in no address."""
    left = _EMAIL.sub(" ", _tidied(text)).strip(" |·•,;/")
    return "" if "@" in left else left


def emails_in(lines: Iterable[ReadLine]) -> list[NetFind]:
    """All addresses, top down; of differing readings of one line the one most agree on."""
    found: list[NetFind] = []
    for line in lines:
        votes: dict[tuple[str, ...], float] = defaultdict(float)
        total = 0.0
        for reading in _latin_readings(line):
            total += reading.sure
            spotted = tuple(m[0].strip(".-_").lower() for m in _EMAIL.finditer(_tidied(reading.text)))
            if spotted:
                real = all(real_end(value) for value in spotted)
                votes[spotted] += reading.sure * (1.0 if real else 0.3)
        if votes:
            winner = max(votes, key=lambda v: votes[v])
            ranked = sorted(votes, key=lambda v: -votes[v])
            for place, value in enumerate(winner):
                others = tuple(other[place] for other in ranked if len(other) == len(winner))
                found.append(NetFind(value, line, votes[winner] / total, others))
    return found


def real_end(host: str) -> bool:
    """True where a host ends as hosts do: a country or a known word (.pl, not .pi)."""
    end = host.rpartition(".")[2]
    return end in words().set_of("sites", "long_ends") or end.upper() in ZONE_OF or end in ("uk", "eu", "su")


def is_handle(text: str) -> bool:
    """True for a messenger or a profile: not the site of the company."""
    low = text.casefold()
    return any(
        re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", low)
        for word in words().list_of("other_labels", "messengers")
    )


def sites_in(lines: Iterable[ReadLine]) -> list[NetFind]:
    """Hosts (without www) of lines that are no e-mail and no messenger, top down."""
    found: list[NetFind] = []
    for line in lines:
        if is_handle(line.ascii_text):
            continue
        votes: dict[str, float] = defaultdict(float)
        # one reading has an at, another takes it for a letter: only the first says what else is there
        mail = "@" in _tidied(line.ascii_text)
        readings = [r for r in _latin_readings(line) if not mail or "@" in _tidied(r.text)]
        for reading in readings:
            value = _site(without_mails(reading.text))
            if value:
                votes[value] += reading.sure
        if votes:
            winner = max(votes, key=lambda v: votes[v])
            share = votes[winner] / (sum(r.sure for r in readings) or 1.0)
            found.append(NetFind(winner, line, share, tuple(sorted(votes, key=lambda v: -votes[v]))))
    return found


def _site(text: str) -> str:
    for match in _SITE.finditer(text):
        host = match["host"].lower()
        host = re.sub(r"^(?:https?|w{3,4})\.|^www(?=[a-z0-9]{4,}\.)", "", host)
        trusted = real_end(host)
        alone = len(match[0]) >= 0.6 * len(text.strip()) or bool(
            re.match(r"(?i)\W*[\w.]{1,8}\s*:?\s*$", text[: match.start()])
        )
        if "." in host and (
            match["open"] or (trusted and alone and re.search("[a-z]{2}", host.partition(".")[0]))
        ):
            path = (match["path"] or "").rstrip("/.,")
            return host + path.lower()
    return ""


def agreed(emails: list[NetFind], sites: list[NetFind]) -> tuple[list[NetFind], list[NetFind]]:
    """Domains one or two letters apart on one card are one domain, read worse in one place."""
    weight: dict[str, float] = defaultdict(float)
    for find in emails:
        weight[find.value.rpartition("@")[2]] += find.sure
    for find in sites:
        weight[find.value.partition("/")[0]] += 1.1 * find.sure
    for known in words().list_of("sites", "free_mail"):
        weight[known] += (
            1.5 if any(Levenshtein.distance(known, domain) <= 1 for domain in list(weight)) else 0.0
        )
    weight = {domain: value for domain, value in weight.items() if value > 0}

    def corrected(domain: str) -> str:
        near = [
            d
            for d in weight
            if Levenshtein.distance(d, domain, score_cutoff=2) <= (2 if len(domain) > 9 else 1)
        ]
        return max(near, key=lambda d: (weight[d], d == domain), default=domain)

    fixed_emails = []
    for find in emails:
        user, _, domain = find.value.rpartition("@")
        fixed_emails.append(replace(find, value=f"{user}@{corrected(domain)}"))
    fixed_sites = []
    for find in sites:
        host, slash, path = find.value.partition("/")
        fixed_sites.append(replace(find, value=corrected(host) + slash + path))
    return _once(fixed_emails), _once(fixed_sites)


def _once(finds: list[NetFind]) -> list[NetFind]:
    seen: dict[str, NetFind] = {}
    for find in finds:
        seen.setdefault(find.value, find)
    return list(seen.values())

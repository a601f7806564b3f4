"""Lines of print and facts of codes become the fields of a card, each with its sureness and its lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaddesk.intake.card_codes import CodeFacts
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_net import NetFind, agreed, emails_in, is_handle, sites_in
from leaddesk.intake.card_people import Clues, PeopleFind, domain_match, find_people, mail_match
from leaddesk.intake.card_phones import (
    PhoneFind,
    e164,
    find_phones,
    has_id_label,
    is_label,
    printed_phones,
    usual_type,
)
from leaddesk.intake.card_places import country_votes, find_address
from leaddesk.intake.card_words import latin, letters, words


@dataclass(frozen=True)
class Field:
    """One value, how sure it is (0..1), the lines that it was read from, and what else they may say."""

    value: str
    sure: float
    lines: tuple[ReadLine, ...] = ()
    others: tuple[str, ...] = ()


NOTHING = Field("", 0.9)


@dataclass(frozen=True)
class Fields:
    """All fields of a card; a phone is (E.164, type) and its Field."""

    full_name: Field = NOTHING
    job_title: Field = NOTHING
    company: Field = NOTHING
    emails: tuple[Field, ...] = ()
    phones: tuple[tuple[str, Field], ...] = ()
    website: Field = NOTHING
    address: Field = NOTHING
    country: Field = NOTHING
    language: str = ""


def fields_of(lines: Sequence[ReadLine], language: str, facts: CodeFacts | None = None) -> Fields:
    """Everything that the print of a card says; `facts` of its code only help to tell the country."""
    emails, sites = agreed(emails_in(lines), sites_in(lines))
    domains = _domains(emails, sites)
    country, country_sure = _country(lines, domains, language, facts)
    phones = find_phones(lines, country)
    taken = {id(e.line) for e in emails} | {id(s.line) for s in sites} | {id(p.line) for p in phones}
    rest = [line for line in lines if id(line) not in taken and not _idle(line)]
    address = find_address(rest)
    rest = [line for line in rest if address is None or line not in address.lines]
    tallest = max((line.line.height for line in rest), default=1)
    clues = Clues(tuple(find.value.partition("@")[0] for find in emails), tuple(domains), tallest)
    people = find_people(rest, clues)
    return Fields(
        **_people_fields(people, clues, language),
        emails=tuple(Field(find.value, _mail_sure(find), (find.line,), find.others) for find in emails),
        phones=tuple((p.type, Field(p.normal, _phone_sure(p), (p.line,), p.others)) for p in phones),
        website=_website(sites, emails),
        address=Field(address.text, address.sure, address.lines) if address else NOTHING,
        country=Field(country, country_sure),
        language=language,
    )


def _idle(line: ReadLine) -> bool:
    """Print that is none of the fields: register numbers, messengers, the word VISITOR of a badge."""
    if any(has_id_label(r.text) for r in line.readings.values()) and sum(c.isdigit() for c in line.text) >= 5:
        return True
    low = line.text.casefold().strip(" .,:!")
    if is_label(low):
        return True
    return is_handle(line.ascii_text) or low in words().set_of("other_labels", "badge")


def _domains(emails: Sequence[NetFind], sites: Sequence[NetFind]) -> list[str]:
    free = words().set_of("sites", "free_mail")
    named = [find.value.partition("/")[0] for find in sites]
    named += [find.value.rpartition("@")[2] for find in emails]
    return [domain for domain in dict.fromkeys(named) if domain not in free]


def _country(
    lines: Sequence[ReadLine], domains: Sequence[str], language: str, facts: CodeFacts | None
) -> tuple[str, float]:
    """The country with most votes, and how clear the vote is; numbers with their code vote too."""
    phones = [n for number, _ in (facts.phones if facts else ()) if (n := e164(number, None))]
    for line in lines:
        for _, readings in printed_phones(line):
            printed = max(readings, key=lambda r: r[1])[0]
            if printed.startswith("+") and (normal := e164(printed, None)):
                phones.append(normal)
    votes = country_votes([line.text for line in lines if "@" not in line.text], phones, domains, language)
    if not votes:
        return "", 0.5
    ranked = sorted(votes.items(), key=lambda v: -v[1])
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], min(0.99, 0.55 + 0.12 * (ranked[0][1] - second))


def _people_fields(people: PeopleFind, clues: Clues, language: str) -> dict[str, Field]:
    net = (*clues.users, *(domain.split(".")[0] for domain in clues.domains)) if language == "uk" else ()
    fields = {"full_name": Field("", 0.3), "job_title": Field("", 0.55), "company": Field("", 0.5)}
    if people.name:
        candidate, points = people.name
        known = mail_match(candidate.text, clues.users) > 0.85
        sure = candidate.sure * min(1.0, 0.55 + 0.08 * points) * (1.0 if known else 0.96)
        text = cased(respelled(candidate.text, net))
        fields["full_name"] = Field(text, sure, candidate.lines, tuple(map(cased, candidate.others)))
    if people.title:
        candidate, points = people.title
        sure = candidate.sure * min(1.0, 0.7 + 0.09 * points)
        fields["job_title"] = Field(candidate.text, sure, candidate.lines, candidate.others)
    if people.company:
        candidate, points = people.company
        same = domain_match(candidate.text, clues.domains) > 0.85
        sure = candidate.sure * min(1.0, 0.55 + 0.1 * points) * (1.0 if same else 0.93)
        text = respelled(company_text(candidate.text), net)
        fields["company"] = Field(text, sure, candidate.lines, tuple(map(company_text, candidate.others)))
    return fields


def cased(name: str) -> str:
    """`ОЛЕНА САВЧЕНКО` as `Олена Савченко`; a name in both cases stays."""
    if letters(name) < 3 or not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)


def respelled(text: str, net: Sequence[str]) -> str:
    """Rare Ukrainian letters that the recogniser misses: Ї and Є that the mail spells, Ґ of known words.

    `Іжакевич` with yizhakevych@ is `Їжакевич`; `Гудзь` with gudz.com.ua is `Ґудзь`, `Агро` stays `Агро`.
    """
    known = {p for spelling in net for p in re.split(r"[^a-z]+", spelling.casefold()) if len(p) > 3}
    hard = words().list_of("names", "hard_g")

    def word(match: re.Match[str]) -> str:
        old = match[0]
        if old[0] in "Гг" and ("ґ" + old[1:].casefold()).startswith(hard):
            spelled = latin("ґ" + old[1:])
            return ("Ґ" if old[0] == "Г" else "ґ") + old[1:] if any(spelled in p for p in known) else old
        turned = [
            old[:place] + right + old[place + 1 :]
            for wrong, right in zip("ІіЕе", "ЇїЄє", strict=True)
            for place in (i for i, c in enumerate(old) if c == wrong)
        ]
        fits = len(old) > 3 and latin(old) not in known
        return next((new for new in turned if fits and latin(new) in known), old)

    return re.sub(r"[^\W\d_]+", word, text)


def company_text(text: str) -> str:
    """Legal forms as they are written: the recogniser takes their letters for noughts."""
    text = re.sub(r"(?i)\bsp\.?\s*z\s*[o0]\.?\s*[o0]\.?(?!\w)", "Sp. z o.o.", text)
    text = re.sub(r"^[0OОо]{3}(?= ?[«\"„“])", "ООО", text)
    return re.sub(r"^(?:ТО[0О]|Т00)(?= ?[«\"„“])", "ТОО", text)


def _mail_sure(find: NetFind) -> float:
    return min(0.99, 0.55 + 0.45 * find.sure)


def _phone_sure(find: PhoneFind) -> float:
    return min(0.99, 0.5 + 0.5 * find.sure)


def _website(sites: Sequence[NetFind], emails: Sequence[NetFind]) -> Field:
    if not sites:
        return NOTHING
    domains = {find.value.rpartition("@")[2] for find in emails}
    best = max(sites, key=lambda find: (find.value.partition("/")[0] in domains, find.sure))
    sure = 0.97 if best.value.partition("/")[0] in domains else min(0.95, 0.5 + 0.45 * best.sure)
    return Field(best.value, sure, (best.line,), best.others)


def with_code(fields: Fields, facts: CodeFacts) -> Fields:
    """What a code states replaces what was read; what it is silent about stays from the print."""
    country = fields.country.value or None
    numbers = [(kind, e164(number, country)) for number, kind in facts.phones]
    phones = _coded_phones([(kind, n) for kind, n in numbers if n], fields)
    stated = {
        "full_name": facts.full_name,
        "job_title": facts.job_title,
        "company": facts.company,
        "website": re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", facts.website).rstrip("/"),
        "address": facts.address,
    }
    told = {
        name: replace(getattr(fields, name), value=value, sure=0.99)
        for name, value in stated.items()
        if value
    }
    emails = tuple(Field(mail.strip().lower(), 0.99) for mail in facts.emails if "@" in mail)
    return replace(fields, **told, emails=emails or fields.emails, phones=phones or fields.phones)


def _coded_phones(coded: list[tuple[str, str]], fields: Fields) -> tuple[tuple[str, Field], ...]:
    printed = {found.value: kind for kind, found in fields.phones}
    return tuple((kind or printed.get(n) or usual_type(n), Field(n, 0.99)) for kind, n in coded)

"""A signature or a short letter of several lines, read line by line into one draft."""

import re
import tomllib
from functools import cache

from leaddesk.domain.names import is_given_name, looks_like_family
from leaddesk.domain.normal import fold
from leaddesk.domain.quick_add import Field, read_line
from leaddesk.intake.cells import contact
from leaddesk.intake.draft import Draft, DraftContact
from leaddesk.intake.drafts import each_once, postal
from leaddesk.intake.evidence import is_social
from leaddesk.resources import resource

_KINDS = {Field.PHONE: "phone", Field.EMAIL: "email", Field.MESSENGER: "messenger", Field.PROFILE: "profile"}
_SITE = re.compile(
    r"(?i)\b(?:https?://|www\.)[^\s,;]+|(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.(?:ua|com|net|org|biz|pl|de|eu|kz|ru)\b(?!@)"
)
_NAME_WORD = re.compile(r"[^\W\d_a-zа-яіїєґё][\w'’ʼ.-]*\Z")
_LABELS = re.compile(r"(?:[^\W\d_][\w-]{0,11}[.:]+\s*)+")
_MARKS = " \t-–—|•·,;*_"
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_LINE = 4, 7, 80


@cache
def _words() -> dict[str, re.Pattern[str]]:
    with resource("intake", "signature.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    return {
        kind: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, map(fold, words))) + r")(?!\w)", re.I)
        if kind != "position"
        else re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, map(fold, words))) + ")", re.I)
        for kind, words in table.items()
    }


def read_signature(text: str, country: str | None) -> Draft:
    """One draft of several lines: contacts by shape, then name, position, company, address by their words.

    Lines that are none of these are the need, in the writer's own words and order (A1, A2).
    """
    fields: dict[str, str] = {}
    found: list[DraftContact] = []
    said: list[str] = []
    for line in text.split("\n"):
        rest = _without_contacts(line, country, fields, found)
        rest = rest.strip(_MARKS)
        if not rest or (rest != line.strip(_MARKS) and _is_label(rest)):
            continue
        kind = _kind_of(rest, fields, said)
        if kind == "need":
            said.append(line.strip())
        elif kind:
            fields[kind] = rest
    if said:
        fields["need"] = "\n".join(said)
    if "address" in fields:
        found.append(contact("address", postal(fields), "", country))
    return Draft(1, fields, each_once(found), {}, "pasted", text.encode("utf-8", "replace"))


def _is_label(text: str) -> bool:
    """Whether what is left beside a contact only names it: "Mobile:", "тел. роб.", "skype"."""
    return bool(_LABELS.fullmatch(text) or _words()["label"].fullmatch(fold(text).strip(".: ")))


def _without_contacts(
    line: str, country: str | None, fields: dict[str, str], found: list[DraftContact]
) -> str:
    """The line without its contacts, which go to `found`."""
    kept, place = [], 0
    for chip in read_line(line, country):
        kind = _KINDS.get(chip.field)
        if kind is None or (kind == "profile" and not is_social(chip.text)):
            continue
        found.append(contact(kind, chip.text, "", country))
        kept.append(line[place : chip.start])
        place = chip.end
    rest = "".join((*kept, line[place:]))
    site = _SITE.search(rest)
    if site is not None:
        fields.setdefault("website", site[0])
        rest = rest.replace(site[0], "")
    return rest


def _kind_of(text: str, fields: dict[str, str], said: list[str]) -> str:
    """The field of a line without contacts; "" for a greeting, "need" for everything else."""
    words, folded = _words(), fold(text)
    if words["closing"].match(folded) and len(text) < 40:
        return ""
    if len(text) > _LONGEST_LINE:
        return "need"
    if "company" not in fields and words["company"].search(folded):
        return "company"
    short = len(text.split()) <= _LONGEST_TITLE and text[-1] not in ".!?"
    if "position" not in fields and short and words["position"].match(folded):
        return "position"
    if "address" not in fields and words["address"].search(folded) and any(map(str.isdigit, text)):
        return "address"
    return "full_name" if "full_name" not in fields and _is_name(text) else "need"


def _is_name(text: str) -> bool:
    parts = text.split()
    if not 1 < len(parts) <= _LONGEST_NAME or not all(map(_NAME_WORD.match, parts)):
        return False
    return (
        any(is_given_name(part) for part in parts)
        or any(looks_like_family(part) for part in parts)
        or len(parts) == 2
    )

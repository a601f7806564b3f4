"""How two values of one field compare, in a few classes: what the score then weighs."""

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from leaddesk.domain.matching_names import initials_of, names_of, near_names_of
from leaddesk.domain.matching_sound import skeleton
from leaddesk.domain.matching_words import marks_of


def given_class(given: str) -> str:
    """What is counted of a given name: its number in the table, else its skeleton."""
    known = names_of(given)
    return f"#{min(known)}" if known else skeleton(given)


@lru_cache(maxsize=1 << 17)
def alike(one: str, other: str) -> str:
    """How two sounded words compare: same, sounds (same skeleton), near (a slip), far (two slips), other."""
    if one == other:
        return "same"
    if one > other:
        return alike(other, one)
    slips = OSA.distance(one, other, score_cutoff=3)
    long = max(len(one), len(other))
    if skeleton(one) == skeleton(other) and slips <= 2:
        return "sounds"
    if slips <= 1 and long >= 4:
        return "near"
    if slips <= 2 and long >= 6:
        return "far" if long < 9 else "near"
    return "other"


@lru_cache(maxsize=1 << 17)
def given_alike(one: str, other: str) -> str:
    """The same for given names: also pet (one name in two forms) and initial."""
    if one == other:
        return "same" if len(one) > 1 else "initial"
    if min(len(one), len(other)) == 1:
        short, whole = sorted((one, other), key=len)
        heads = (
            {whole[0]}.union(*(initials_of(number) for number in names_of(whole)))
            if len(whole) > 1
            else {whole}
        )
        return "initial" if short in heads else "other"
    known, known2 = names_of(one), names_of(other)
    if known and known2:
        return "pet" if known & known2 else "other"
    if (known or near_names_of(one)) & (known2 or near_names_of(other)):
        return "near"
    how = alike(one, other)
    return "near" if how == "other" and _PET.search(one + " " + other) and one[:3] == other[:3] else how


_PET = re.compile(r"(?:ko|ka|ik|Ca|Sa|usia|unia|asik|as|us|Cik)(?: |$)")


@lru_cache(maxsize=1 << 17)
def org_alike(one: str, other: str) -> str:
    """How two companies compare: same, near, part, some, number, other.

    part is one name within the other, some a few common words, number Alfa 2 and Alfa 3.
    """
    name, numbers, written = one.split("#")
    name2, numbers2, written2 = other.split("#")
    how = _name_alike(name, name2, written, written2)
    if how in ("other", "some") or numbers == numbers2:
        return how
    # A long name stands by itself; of a short one the number is half: Alfa 2 is not Alfa.
    long = min(name.count(" "), name2.count(" ")) >= 2
    return "part" if long and not (numbers and numbers2) else "number"


def _name_alike(name: str, name2: str, written: str, written2: str) -> str:
    joined, joined2 = name.replace(" ", ""), name2.replace(" ", "")
    if joined == joined2 or skeleton(joined) == skeleton(joined2):
        return "same"
    marks, marks2 = marks_of(name), marks_of(name2)
    if not (marks - marks2 and marks2 - marks):
        if _few_slips(joined, joined2) or _few_slips(written.replace(" ", ""), written2.replace(" ", "")):
            return "near"
        if " " in name or " " in name2:
            shared = fuzz.token_set_ratio(name, name2)
            if shared >= 90:
                return "part"
            if shared >= 65 and " " in name and " " in name2:
                return "some"
    return "other"


def _few_slips(one: str, other: str) -> bool:
    long = max(len(one), len(other))
    allowed = 1 + (long >= 11) + (long >= 16)
    return long >= 5 and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def same_number(one: str, other: str) -> bool:
    """True where one is the other, or its end without the code of a town (7 digits are enough)."""
    if one == other:
        return True
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) >= 7 and long.endswith(short)


def near_number(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 1 and OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 14)
def numbers_of(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@lru_cache(maxsize=1 << 14)
def bare_local(local: str) -> str:
    return "".join(filter(str.isalnum, local))


def street_alike(one: str, other: str) -> str:
    """How two addresses without numbers compare: same, near, part (one line of them), far, other."""
    flat, flat2 = one.replace("|", " "), other.replace("|", " ")
    joined, joined2 = flat.replace(" ", ""), flat2.replace(" ", "")
    ratio = max(fuzz.ratio(joined, joined2), fuzz.token_sort_ratio(flat, flat2))
    if ratio < 85:
        ratio = max(ratio, min(93, fuzz.token_set_ratio(flat, flat2)))
        if min(len(joined), len(joined2)) >= 8:
            ratio = max(ratio, fuzz.partial_ratio(joined, joined2) - 8)
    if ratio < 78 and any(_same_line(part, part2) for part in one.split("|") for part2 in other.split("|")):
        return "part"
    return "same" if ratio >= 94 else "near" if ratio >= 78 else "far" if ratio >= 62 else "other"


def _same_line(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 5 and fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= 84

"""The words around the facts of a card (labels, legal forms, first names), read from `resources`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from leaddesk.resources import resource

_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´‘ʹ"), "'")
_LATIN = {
    **dict(
        zip(
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            [
                "a",
                "b",
                "v",
                "h",
                "g",
                "d",
                "e",
                "ye",
                "zh",
                "z",
                "y",
                "i",
                "yi",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "_",
                "yu",
                "ya",
            ],
            strict=True,
        )
    ),
    "ы": "y",
    "э": "e",
    "ё": "e",
    "ъ": "_",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "ł": "l",
    "ą": "a",
    "ę": "e",
    "ó": "o",
    "ś": "s",
    "ż": "z",
    "ź": "z",
    "ć": "c",
    "ń": "n",
    "é": "e",
    "è": "e",
    "á": "a",
    "à": "a",
    "ç": "c",
    "'": "_",
}


@dataclass(frozen=True)
class Words:
    """The tables of `resources/intake/cards.toml` and `titles.toml`, all in lower case."""

    tables: dict[str, dict[str, Any]]
    title_stems: dict[str, tuple[str, ...]]
    title_words: dict[str, frozenset[str]]

    def set_of(self, table: str, name: str) -> frozenset[str]:
        """One list as a set."""
        return frozenset(self.tables[table][name])

    def list_of(self, table: str, name: str) -> tuple[str, ...]:
        """One list in its order."""
        return tuple(self.tables[table][name])


@cache
def words() -> Words:
    """Both files, read once."""
    with resource("intake", "cards.toml").open("rb") as file:
        tables = tomllib.load(file)
    with resource("intake", "titles.toml").open("rb") as file:
        titles = tomllib.load(file)
    return Words(
        tables,
        {code: tuple(part["stems"]) for code, part in titles.items()},
        {code: frozenset(part["whole"]) for code, part in titles.items()},
    )


def tokens(text: str) -> list[str]:
    """Words in lower case with one kind of apostrophe; hyphens and inner dots stay."""
    return re.findall(r"[^\W_]+(?:['.\-][^\W_]+)*", text.casefold().translate(_APOSTROPHES))


def latin(text: str) -> str:
    """Letters as sites write them: к -> k, ю -> yu, ß -> ss; nothing but a-z and digits stays."""
    spelled = "".join(_LATIN.get(c, c) for c in text.casefold().translate(_APOSTROPHES))
    return re.sub(r"[^a-z0-9]", "", spelled)


def letters(text: str) -> int:
    """How many letters a text has."""
    return sum(c.isalpha() for c in text)


def title_language(text: str) -> dict[str, int]:
    """For each language how many words of `text` belong to job titles in it."""
    found: dict[str, int] = {}
    known = words()
    parts = tokens(text)
    for code, stems in known.title_stems.items():
        hits = sum(any(p.startswith(s) or ("-" in p and s in p) for s in stems) for p in parts)
        hits += sum(p in known.title_words[code] for p in parts)
        if code == "de":  # compounds end with the word that tells: Vertriebsingenieur, Einkaufsleiterin
            hits += sum(any(p.find(s) > 2 for s in stems if len(s) > 5) for p in parts)
        if hits:
            found[code] = hits
    return found

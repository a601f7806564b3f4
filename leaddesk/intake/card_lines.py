"""Every line of a page read in the languages in question, and the one language of the card."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leaddesk.intake.card_icons import icon_kind
from leaddesk.intake.card_ink import Box, Line
from leaddesk.intake.card_page import Page
from leaddesk.intake.card_text import CYRILLIC, Engines, Reading
from leaddesk.intake.card_words import latin, letters, title_language

_OWN_LETTERS = {"uk": "іїєґІЇЄҐ", "ru": "ыэъёЫЭЪЁ", "de": "äöüßÄÖÜ", "pl": "ąęłńśźżćĄĘŁŃŚŹŻĆ"}
_ENDS = {
    "uk": r"\.ua\b",
    "ru": r"\.(ru|kz|by)\b",
    "de": r"\.(de|at|ch)\b",
    "pl": r"\.pl\b",
    "en": r"\.(uk|us|ie)\b",
}
_CODES = {
    "uk": r"\+\s?38",
    "ru": r"\+\s?7\b|\b8 ?\(",
    "de": r"\+\s?4[193]",
    "pl": r"\+\s?48",
    "en": r"\+\s?(1|44)\b",
}
_LEAST_SURE = 0.30


@dataclass(frozen=True)
class ReadLine:
    """A line and what each engine saw in it; `text` and `sure` are of the engine believed for words."""

    line: Line
    readings: Mapping[str, Reading]
    text: str
    sure: float
    spare: tuple[Reading, ...] = field(default=())
    icon: str = ""  # mobile or fax where the sign before the line says so

    @property
    def ascii_text(self) -> str:
        """The reading for what is never Cyrillic: e-mails, sites, handles."""
        return self.readings["en"].text if "en" in self.readings else self.text

    def all_readings(self) -> list[Reading]:
        """Every reading there is, the believed one first."""
        first = [Reading(self.text, self.sure)]
        return first + [r for r in (*self.readings.values(), *self.spare) if r.text != self.text]


def read_lines(page: Page, engines: Engines, coded: str = "") -> tuple[list[ReadLine], str]:
    """All lines that hold text, from top to bottom, and the card's language (ISO 639-1).

    `coded` is the text of the card's codes, which speaks for a language too.
    """
    own = [code for code in CYRILLIC if code in engines.languages]
    table = [_readings(page, line, engines, ["en"]) for line in page.lines]
    for line, readings in zip(page.lines, table, strict=True):
        plain = readings["en"].sure > 0.6 and _net(readings["en"].text)
        readings.update({} if plain else _readings(page, line, engines, own))
    cyrillic = _mostly_cyrillic(table, coded)
    if not cyrillic:
        more = [code for code in engines.languages if code not in ("en", *CYRILLIC)]
        for line, readings in zip(page.lines, table, strict=True):
            wanted = more if _wordy(readings["en"].text) else []
            readings.update(_readings(page, line, engines, wanted))
    family = [c for c in engines.languages if (c in CYRILLIC) == cyrillic]
    language = _language(table, family, coded) if family else "en"
    read = [_believed(line, r, language) for line, r in zip(page.lines, table, strict=True)]
    kept = [one for one in read if _holds_text(one)]
    kept = [_with_spare(page, one, engines) for one in kept]
    return [_with_icon(page, one) for one in kept], language


def read_piece(page: Page, box: Box, engines: Engines, language: str) -> ReadLine:
    """One box of a page read in the card's language and in English, as a line by itself."""
    line = Line(box)
    codes = list(dict.fromkeys(code for code in ("en", language) if code in engines.languages))
    piece = _believed(line, _readings(page, line, engines, codes), language)
    return _with_spare(page, piece, engines)


def _readings(page: Page, line: Line, engines: Engines, codes: list[str]) -> dict[str, Reading]:
    return {code: engines.read(page.pixels, line.box, code) for code in codes}


def _wordy(text: str) -> bool:
    return letters(text) >= 3


def _net(text: str) -> bool:
    """True for lines that are Latin on every card."""
    return "@" in text or bool(re.search(r"(?i)www|https?:|\.(com|net|org|ua|ru|kz|de|pl|uk)\b|t\.me", text))


def _mostly_cyrillic(table: list[dict[str, Reading]], coded: str) -> bool:
    """By the surer engines, and by the letters of the code: a badge says little but VISITOR in print."""
    balance = 1.0 * sum("Ѐ" <= c <= "ӿ" for c in coded)
    for readings in table:
        english = readings["en"]
        others = [readings[c] for c in CYRILLIC if c in readings]
        if not others or _net(english.text):
            continue
        best = max(others, key=lambda r: r.sure)
        weight = max(letters(best.text), letters(english.text))
        if weight >= 3:
            balance += (best.sure - english.sure) * weight
    return balance > 0


def _language(table: list[dict[str, Reading]], family: list[str], coded: str) -> str:
    """The language whose engine is surest, and whose letters, words, sites and codes stand there."""
    scores = dict.fromkeys(family, 0.0)
    everything = " ".join([readings["en"].text for readings in table] + [coded])
    for readings in table:
        if _net(readings["en"].text):
            continue
        for code in family:
            if code not in readings:
                continue
            reading = readings[code]
            size = letters(reading.text)
            scores[code] += 0.12 * reading.sure * size
            own = sum(c in _OWN_LETTERS.get(code, "") for c in reading.text)
            scores[code] += 1.2 * own * max(0.0, reading.sure - 0.6)
            scores[code] += 2.0 * title_language(reading.text).get(code, 0) * (reading.sure > 0.7)
    for code in family:
        scores[code] += 2.0 * bool(re.search(_ENDS[code], everything))
        scores[code] += 1.5 * bool(re.search(_CODES[code], everything))
        scores[code] += 1.0 * sum(c in _OWN_LETTERS.get(code, "") for c in coded)
        scores[code] += 3.0 * title_language(coded).get(code, 0)
    return max(scores, key=lambda code: scores[code])


def _believed(line: Line, readings: dict[str, Reading], language: str) -> ReadLine:
    """The card's language unless English is clearly surer: firms have Latin names on Cyrillic cards."""
    own = readings.get(language, readings["en"])
    english = readings["en"]
    margin = 0.06 if language in CYRILLIC else 0.12
    surer = english.sure > own.sure + margin and letters(english.text) >= 3
    if (_net(english.text) and english.sure > own.sure) or (surer and not _accented(own.text, english.text)):
        own = english
    return ReadLine(line, readings, own.text, own.sure)


def _accented(own: str, plain: str) -> bool:
    """True where the two differ in nothing but marks on letters: those are not invented, only missed."""
    return own != plain and latin(own) == latin(plain)


def _holds_text(one: ReadLine) -> bool:
    """Any engine that is sure of something counts: one may fail at a line of digits that others read."""
    return any(r.sure >= _LEAST_SURE and any(c.isalnum() for c in r.text) for r in one.readings.values())


def _with_icon(page: Page, one: ReadLine) -> ReadLine:
    icon = one.line.icon
    return replace(one, icon=icon_kind(page.pixels, icon)) if icon else one


def _with_spare(page: Page, one: ReadLine, engines: Engines) -> ReadLine:
    """Two more looks at lines of numbers and addresses of the net, where one sign decides."""
    text = one.ascii_text
    if "en" not in engines.languages or not (_net(text) or sum(c.isdigit() for c in text) >= 7):
        return one
    spare = [
        engines.read(page.pixels, one.line.box, "en", pad, height) for pad, height in ((0.4, 36), (0.15, 56))
    ]
    return replace(one, spare=tuple(spare))

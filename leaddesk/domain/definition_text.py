"""Fields of definitions as a person types them, read and written: what the editors of the settings show."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from leaddesk.domain.levels import KINDS
from leaddesk.domain.normal import fold

LANGUAGES = ("uk", "ru", "en")
_KEY = re.compile(r"[^a-z0-9]+")
_CURRENCY = re.compile(r"\A[A-Z]{3}\Z")


class Unfit(ValueError):
    """What was typed does not fit; its words are the key of the reason."""


def write_list(value: Any) -> str:
    """Several words in one line."""
    return ", ".join(str(one) for one in value or ())


def read_list(typed: str) -> list[str]:
    """Words parted by commas."""
    return [part.strip() for part in typed.split(",") if part.strip()]


def write_number(value: Any) -> str:
    """A number; nothing for none."""
    return "" if value is None else str(value)


def read_number(typed: str) -> int | None:
    """A whole number from 0; None where nothing was typed."""
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise Unfit("whole")
    return int(text)


def write_money(value: Any) -> str:
    """Minor units as whole units, with the part after the point where there is one."""
    if value is None:
        return ""
    return f"{value // 100}.{value % 100:02d}" if value % 100 else str(value // 100)


def read_money_minor(typed: str) -> int:
    """An amount as minor units: "500 000" is 50000000."""
    text = typed.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise Unfit("money") from None
    if not amount.is_finite() or not 0 <= amount < 10**12 or amount != round(amount, 2):
        raise Unfit("money")
    return int(amount * 100)


def write_views(value: Any) -> str:
    """In which views a question stands, each with its letter: "bant B, champ M"."""
    return ", ".join(f"{view} {letter}" for view, letter in (value or {}).items())


def read_views(typed: str) -> dict[str, str]:
    """Views with their letters of at most two signs; a view of any name is a model of one's own."""
    found = {}
    for part in read_list(typed):
        view, _blank, letter = part.partition(" ")
        key = fold(view)
        if not key or not letter.strip() or len(letter.strip()) > 2 or not key.replace("_", "").isalnum():
            raise Unfit("views")
        found[key] = letter.strip()
    return found


def write_clauses(value: Any) -> str:
    """The clauses of a level, one a line: "signal invoice, order", "answer timing 3", "within 14"."""
    return "\n".join(_clause_text(one) for one in value or ())


def read_clauses(typed: str) -> list[dict[str, Any]]:
    """Clauses from lines; raises Unfit for a line that this program has no rule for."""
    return [_clause(line) for line in typed.splitlines() if line.strip()]


def _clause_text(told: Mapping[str, Any]) -> str:
    kind = str(told.get("is"))
    if "of" in told:
        return f"{kind} {write_list(told['of'])}"
    return " ".join([kind, *(str(told[name]) for name in _NUMBERS.get(kind, ()) if name in told)])


_NUMBERS: Mapping[str, Sequence[str]] = {
    "answer": ("question", "level"),
    "answers": ("n", "level"),
    "within": ("days",),
}


def _clause(line: str) -> dict[str, Any]:
    kind, _blank, rest = line.strip().partition(" ")
    kind = kind.casefold()
    if kind not in KINDS:
        raise Unfit("clause")
    if kind in ("signal", "stage"):
        of = read_list(rest)
        if not of:
            raise Unfit("clause")
        return {"is": kind, "of": of}
    names, words = _NUMBERS.get(kind, ()), rest.split()
    if len(words) != len(names):
        raise Unfit("clause")
    return {"is": kind} | {name: _part(name, word) for name, word in zip(names, words, strict=True)}


def _part(name: str, word: str) -> Any:
    if name == "question":
        return word
    number = read_number(word)
    if number is None or (name == "level" and number > 3) or number > 3660:
        raise Unfit("clause")
    return number


def write_rates(value: Any) -> str:
    """Dated rates, one a line: "EUR 2026-01-01 48.5"."""
    told: Mapping[str, Any] = value or {}
    return "\n".join(f"{code} {row[0]} {row[1]}" for code, rows in sorted(told.items()) for row in rows)


def read_rates(typed: str) -> dict[str, list[list[str]]]:
    """Currency -> [[day from which it holds, how much of the base's currency one of it is], ...] by day."""
    found: dict[str, list[list[str]]] = {}
    for line in typed.splitlines():
        if not line.strip():
            continue
        parts = line.replace(",", ".").split()
        try:
            code, day, rate = parts[0].upper(), date.fromisoformat(parts[1]), Decimal(parts[2])
        except (IndexError, ValueError, InvalidOperation):
            raise Unfit("rates") from None
        if len(parts) != 3 or not _CURRENCY.match(code) or not rate.is_finite() or rate <= 0:
            raise Unfit("rates")
        found.setdefault(code, []).append([day.isoformat(), format(rate.normalize(), "f")])
    return {code: sorted(rows) for code, rows in sorted(found.items())}


def write_sentences(value: Any) -> str:
    """Sentences of one language, one a line: the first is that of level 0."""
    return "\n".join(str(one) for one in value or ())


def read_sentences(typed: str) -> list[str]:
    """The sentence of each level from 0; nothing at all, or four of them."""
    lines = [line.strip() for line in typed.strip().splitlines()]
    if lines and (len(lines) != 4 or not all(lines)):
        raise Unfit("sentences")
    return lines


def read_currency(typed: str) -> str:
    """Three Latin letters, or nothing."""
    code = typed.strip().upper()
    if code and not _CURRENCY.match(code):
        raise Unfit("currency")
    return code


Reader = Callable[[str], Any]
Writer = Callable[[Any], str]
FIELD_KINDS: Mapping[str, tuple[Writer, Reader]] = {
    "text": (lambda value: str(value or ""), lambda typed: typed.strip()),
    "bound": (
        write_number,
        lambda typed: read_number(typed) if typed.strip().isdecimal() else typed.strip() or None,
    ),
    "list": (write_list, read_list),
    "number": (write_number, read_number),
    "money": (write_money, read_money_minor),
    "currency": (lambda value: str(value or ""), read_currency),
    "views": (write_views, read_views),
    "clauses": (write_clauses, read_clauses),
    "rates": (write_rates, read_rates),
    "sentences": (write_sentences, read_sentences),
}
"""Kind of a field -> how its value is written for a person, and read from what they typed."""


def key_for(names: Mapping[str, str], taken: Iterable[str]) -> str:
    """A key of Latin letters for a new definition, from its names, that nobody has yet."""
    known = set(taken)
    said = (names.get(code, "") for code in ("en", "uk", "ru"))
    found = next((key for text in said if (key := _KEY.sub("_", text.casefold()).strip("_")[:40])), "own")
    if found not in known:
        return found
    return next(f"{found}_{n}" for n in range(2, len(known) + 3) if f"{found}_{n}" not in known)

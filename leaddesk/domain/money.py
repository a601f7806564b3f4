"""Amounts of money with their currency, and what a person types as a budget."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from leaddesk.domain.normal import fold
from leaddesk.domain.shapes import Shape


class Bound(StrEnum):
    """How an amount limits the budget."""

    EXACT = "exact"
    UP_TO = "up_to"
    FROM = "from"
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its ISO 4217 currency; amounts of two currencies are never compared."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.currency}"


@dataclass(frozen=True, slots=True)
class Budget:
    """What was said of money: one amount with its bound, or two for a range (B19, A13)."""

    bound: Bound
    amounts: tuple[Decimal, ...]
    currency: str

    @property
    def low(self) -> Money | None:
        """The least that was named; None where only an upper bound is known."""
        return None if self.bound is Bound.UP_TO else Money(self.amounts[0], self.currency)

    @property
    def high(self) -> Money | None:
        """The most that was named, which A13 compares with prices; None for an open end."""
        return None if self.bound is Bound.FROM else Money(self.amounts[-1], self.currency)

    def __str__(self) -> str:
        """Canonical form that `read_money` reads back: `<=2100000 UAH`, `1000..2000 EUR`, `~500 USD`."""
        mark = {Bound.UP_TO: "<=", Bound.FROM: ">=", Bound.ABOUT: "~"}.get(self.bound, "")
        return mark + "..".join(plain(amount) for amount in self.amounts) + f" {self.currency}"


def plain(amount: Decimal) -> str:
    """Digits without exponent or idle zeros, the form that the log stores."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_CURRENCIES = {
    "UAH": "₴|грн|гривень|гривен|гривні|гривня|гривны|гривна|гривнi|hrn|uah|грв",
    "USD": r"\$|usd|us\$|долар(?:ів|и|а)?|доллар(?:ов|ы|а)?|дол|долл|бакс(?:ів|ов)?|у\.?\s?[ео]|dollars?",
    "EUR": "€|eur|євро|евро|euros?",
    "RUB": "₽|rub|rur|руб(?:лей|ля|ль|лів|лі)?",
    "PLN": "zł|zl|pln|злотих|злотых|zlotych|злотий|злотый",
    "KZT": "₸|kzt|тенге|теңге",
    "GBP": "£|gbp|фунт(?:ів|ов|и|ы)?|pounds?",
    "BYN": "byn|br",
    "CZK": "kč|kc|czk|крон",
    "CHF": "chf|франк(?:ів|ов|и|а)?",
    "TRY": "₺|try|лір|лир",
    "ILS": "₪|ils|шекел(?:ів|ей|і|и|ь)",
    "AED": "aed|дирхам(?:ів|ов|и|ы)?",
    "MDL": "mdl|леїв|леев",
    "GEL": "₾|gel|ларі|лари",
    "CNY": "¥|cny|rmb|юан(?:ів|ей|і|и|ь)|yuan",
}
_SCALES = {
    10**3: r"k|к|тис|тисяч[аіу]?|тыс|тысяч[аиу]?|thousands?|thsd",
    10**6: r"m|kk|кк|млн|mln|mio|millions?|мільйон(?:ів|и|а)?|миллион(?:ов|ы|а)?|лям(?:ів|ов|а|и)?",
    10**9: r"b|bn|млрд|billions?|мільярд(?:ів|и|а)?|миллиард(?:ов|ы|а)?",
}
_WORDS = {
    Bound.UP_TO: r"до|не більше(?: ніж)?|не больше(?: чем)?|не более|максимум|макс\.?|max|maximum|up to|"
    r"under|at most|less than|not? more than|(?<!не )менше(?: ніж)?|(?<!не )меньше|"
    r"в межах|в пределах|within|<=?|≤",
    Bound.FROM: r"від|от|не менше(?: ніж)?|не меньше|не менее|мінімум|минимум|мін\.?|мин\.?|min|minimum|from|"
    r"at least|over|(?<!no )(?<!not )more than|понад|(?<!не )більше(?: ніж)?|(?<!не )больше|свыше|>=?|≥",
    Bound.ABOUT: r"близько|біля|приблизно|десь|орієнтовно|около|примерно|где-то|порядка|about|around|"
    r"approx\.?|approximately|roughly|circa|ca\.?|~|≈|±",
}
_CURRENCY = "|".join(f"(?P<{code}>{shape})" for code, shape in _CURRENCIES.items())
_CURRENCY_HERE = Shape(rf"\s*\+?\s*(?:{_CURRENCY})(?![^\W\d_])\.?")
_CURRENCY_BEFORE = Shape(rf"(?<![^\W\d_])(?:{_CURRENCY})\s*\Z")
_SCALE = "|".join(f"(?P<e{scale}>{shape})" for scale, shape in _SCALES.items())
_AMOUNT = Shape(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*)"
    rf"(?P<scale>\s*(?:{_SCALE})(?![^\W\d_])\.?)?"
)
_BETWEEN = Shape(r"\s*(?:-|–|—|\.\.\.?|…|до|to|and|по|і|и)\s*")
_BOUND = {bound: Shape(rf"(?<!\w)(?:{shape})\s*\Z") for bound, shape in _WORDS.items()}
_MINUS = Shape(r"(?:\A|\s)[-−]\s*\Z")
_GLUED = Shape(r"(?<!\w)(usd|eur|uah|pln|грн)(?=\d)")
_LARGEST = Decimal(10) ** 15
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Found:
    """One amount in the folded text with the signs that stand next to it."""

    start: int
    end: int
    digits: str
    scale: int | None
    currency: str | None
    bound: Bound


def read_money(text: str, default_currency: str = "UAH") -> Budget | None:
    """The budget in `text`: "до 2,1 млн ₴", "$5k", "від 10 до 20 тис. грн", "about 3 000 EUR".

    Of several numbers the first that has a scale, a currency or a bound is meant. The scale of the end
    of a range holds for a start without its own (10-20 тис.). Where no currency is named it is
    `default_currency`. None where there is no amount, or a negative one. Never raises for a text.
    """
    folded = _GLUED.sub(r"\1 ", fold(text[:400]).replace("..", " .. "))
    found = [_look_round(folded, match) for match in _AMOUNT.finditer(folded)]
    if not found:
        return None
    told = (
        place for place, one in enumerate(found) if one.scale or one.currency or one.bound is not Bound.EXACT
    )
    place = next(told, 0)
    if place and _joined(folded, found[place - 1], found[place]):
        place -= 1
    first, after = found[place], found[place + 1 : place + 2]
    if _MINUS.search(folded[: first.start]):
        return None
    second = after[0] if after and _joined(folded, first, after[0]) else None
    return _budget(folded, first, second, default_currency)


def _look_round(folded: str, match: re.Match[str]) -> _Found:
    scale = next((scale for scale in _SCALES if match[f"e{scale}"]), None)
    after = _CURRENCY_HERE.match(folded, match.end())
    head = folded[: match.start()]
    before = _CURRENCY_BEFORE.search(head)
    bare = head[: before.start()] if before else head
    bound = next((bound for bound, shape in _BOUND.items() if shape.search(bare)), Bound.EXACT)
    sign = after or before
    end = after.end() if after else match.end()
    if bound is Bound.EXACT and re.match(r"\s*\+", folded[match.end() : end + 2]):
        bound = Bound.FROM
    start = before.start() if before else match.start()
    return _Found(start, end, match["digits"], scale, sign.lastgroup if sign else None, bound)


def _joined(folded: str, first: _Found, second: _Found) -> bool:
    return _BETWEEN.fullmatch(folded, first.end, second.start) is not None


def _budget(folded: str, first: _Found, second: _Found | None, default: str) -> Budget | None:
    last = second or first
    low = _amount(first.digits, first.scale or last.scale)
    high = _amount(last.digits, last.scale)
    if low is None or high is None:
        return None
    currency = first.currency or last.currency or default
    if second is None:
        return Budget(first.bound, (low,), currency)
    if low == high:
        return Budget(Bound.EXACT, (low,), currency)
    return Budget(Bound.RANGE, (min(low, high), max(low, high)), currency)


def _amount(digits: str, scale: int | None) -> Decimal | None:
    """1 234,50 / 1.234.567 / 2,1 as a decimal; three digits after the only mark are thousands."""
    text = digits.replace(" ", "")
    marks = re.findall(r"[.,]", text)
    whole, _, part = (text.rpartition(marks[-1])) if marks else (text, "", "")
    grouped = len(marks) > 1 and len(set(marks)) == 1
    if grouped or (len(marks) == 1 and len(part) == 3 and scale is None and whole.lstrip("0")):
        whole, part = whole + part, ""
    try:
        amount = Decimal(re.sub(r"[.,]", "", whole) + "." + (part or "0")) * (scale or 1)
        if amount > _LARGEST:
            return None
        exact = amount.quantize(_CENT)
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
    except InvalidOperation:
        return None

"""Made-up lists of any length: the same rows each time, one in twenty a repetition of an earlier one."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)
"""Business time of every base of the bench, so that a kept one is the same on another day."""

HEADER = (
    "Name", "Phone", "E-mail", "Company", "Position", "City", "Source", "Request", "Budget", "Received",
)  # fmt: skip


def _words(told: str) -> tuple[str, ...]:
    return tuple(told.split())


_FIRST = _words("Ірина Олег Марія Андрій Світлана Петро Оксана Юрій Наталія Ivan Anna Peter Olena Taras Віра")
_LAST = _words(
    "Коваль Ткач Мельник Шевчук Бондар Кравець Савченко Литвин Гнатюк Romanenko Smith Novak Bilous Petrenko"
)
_TRADES = _words("Агро Буд Метал Транс Пром Tech Лісо Енерго Харч Медіа Logist Склад Скло Папір")
_KINDS = _words("ТОВ ПП ТзОВ LLC АТ")
_CITIES = _words("Київ Львів Одеса Дніпро Харків Вінниця Полтава Kraków Луцьк Рівне")
_SOURCES = ("Виставка Агро 2026", "Сайт", "Реклама в пошуку", "Рекомендація", "Розсилка")
_WORDS = _words(
    "потрібна лінія фасування склад обладнання насос 40 кубів доставка монтаж до кінця кварталу ціна оптом "
    "договір поставка сервіс ремонт двигун зерно сушарка елеватор вентиляція опалення конвеєр"
)
_DAYS, _AGAIN = 180, 0.05


def rows(count: int, seed: int = 1) -> Iterator[list[str]]:
    """Rows of a list under HEADER, `count` of them."""
    r = Random(seed)
    known: list[list[str]] = []
    for number in range(count):
        if known and r.random() < _AGAIN:
            yield r.choice(known)
            continue
        row = _row(r, number)
        if len(known) < 500:
            known.append(row)
        elif r.random() < 0.1:
            known[r.randrange(500)] = row
        yield row


def _row(r: Random, number: int) -> list[str]:
    name = f"{r.choice(_FIRST)} {r.choice(_LAST)}"
    company = f"{r.choice(_KINDS)} «{r.choice(_TRADES)}{r.choice(_TRADES).lower()}-{number % 40_000}»"
    mail = f"{r.choice(('sales', 'info', 'office', 'zakaz'))}{number}@tech{number % 97}.com.ua"
    received = NOW - timedelta(seconds=r.randrange(_DAYS * 86_400))
    return [
        name,
        f"+380{r.choice(('50', '67', '63', '93'))}{number % 10_000_000:07d}",
        mail,
        company,
        r.choice(("директор", "закупівельник", "інженер", "")),
        r.choice(_CITIES),
        r.choice(_SOURCES),
        " ".join(r.choices(_WORDS, k=r.randrange(4, 14))),
        str(r.randrange(5, 900) * 1000) if r.random() < 0.6 else "",
        received.strftime("%Y-%m-%d %H:%M"),
    ]


def write_sheet(path: Path, count: int) -> None:
    """A CSV file of `count` rows; a file that is there is whole."""
    if path.exists():
        return
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count))
    unfinished.replace(path)

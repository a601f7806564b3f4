"""Lists that are no leads: which they are by their header, and what their rows say (B9, B28, D2)."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.ledgers import Cells, ledger_of, read_call, read_cells, read_numbers, read_seconds

KYIV = ZoneInfo("Europe/Kyiv")


def cells(kind: str, **row: str) -> Cells:
    named = {name.replace("_", " "): value for name, value in row.items()}
    return read_cells(kind, list(named), named, "UA", KYIV, "dmy")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["Signal", "Email", "Date", "Source"], "signals"),
        (["Тип сигналу", "Телефон", "Дата"], "signals"),
        (["calldate", "src", "dst", "billsec", "disposition", "uniqueid"], "calls"),
        (["Дата дзвінка", "Номер клієнта", "Напрямок", "Тривалість", "Статус", "Співробітник"], "calls"),
        (["Дата и время", "Кто звонил", "Кому звонили", "Длительность", "Результат"], "calls"),
        (["Day", "Campaign", "Impressions", "Clicks", "Cost"], "numbers"),
        (["Дата", "Кампанія", "Покази", "Кліки", "Витрати", "Валюта"], "numbers"),
        (
            ["Reporting starts", "Campaign name", "Impressions", "Link clicks", "Amount spent (UAH)"],
            "numbers",
        ),
        (["Name", "Phone", "Event", "Status"], ""),
        (["ПІБ", "Телефон", "Подія", "Дата"], ""),
        (["Name", "Phone", "Duration", "Need"], ""),
        (["Full name", "Email", "Date", "Clicks"], ""),
        (["Phone", "Status", "Date", "Company"], ""),
    ],
)
def test_a_list_is_known_by_its_header_and_a_list_of_leads_stays_one(header: list[str], kind: str) -> None:
    assert ledger_of(header) == kind


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("83", 83), ("1:23", 83), ("00:01:23", 83), ("01:00:00", 3600), ("1 хв 23 с", 83), ("1м 23с", 83),
     ("2h 5m", 7500), ("83.7", 83), ("", 0), ("—", 0), ("-5", 0), ("1e99", 1_000_000)],
)  # fmt: skip
def test_seconds_are_read_as_exchanges_write_them(said: str, seconds: int) -> None:
    assert read_seconds(said) == seconds


def test_the_client_of_a_call_is_who_is_no_inner_number() -> None:
    """Decision 1: talk time without ringing."""
    made = read_call(cells("calls", calldate="20.11.2026 10:14:05", src="102", dst="0671234567", billsec="83",
                           disposition="ANSWERED", uniqueid="7.1"))  # fmt: skip
    came = read_call(cells("calls", calldate="20.11.2026 10:14", src="0671234567", dst="102", billsec="15",
                           disposition="NO ANSWER"))  # fmt: skip

    assert (made.way, made.seconds, made.answered, made.agent, made.id) == ("out", 83, True, "102", "7.1")
    assert [one.normal for one in made.contacts] == ["+380671234567"]
    assert made.at == "2026-11-20T08:14:05.000Z"
    assert (came.way, came.seconds, came.answered, came.agent) == ("in", 0, False, "102")
    assert [one.normal for one in came.contacts] == ["+380671234567"]


def test_words_of_direction_and_result_go_before_the_numbers() -> None:
    told = read_call(
        cells("calls", Напрямок="Вхідний", Телефон="0671234567", Тривалість="0:40", Статус="Пропущений")
    )

    assert (told.way, told.answered, told.seconds) == ("in", False, 0)


def test_numbers_of_a_day_are_read_with_their_money() -> None:
    row = read_numbers(cells("numbers", Дата="20.11.2026", Кампанія="Осінь", Покази="12 345", Кліки="1,234",
                             Витрати="1 250,50", Валюта="uah"))  # fmt: skip

    assert row is not None
    assert (row.day, row.campaign, dict(row.counts)) == (
        "2026-11-20",
        "Осінь",
        {"impressions": 12345, "clicks": 1234},
    )
    assert (row.cost, row.currency) == ("1 250,50", "UAH")


@pytest.mark.parametrize("day", ["Total", "Разом", "", "31.02.2026"])
def test_a_line_of_totals_has_no_day_and_is_none(day: str) -> None:
    assert read_numbers(cells("numbers", Date=day, Clicks="5")) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_cell_is_beyond_the_reader(one: str, other: str) -> None:
    read_call(cells("calls", src=one, dst=other, billsec=one, disposition=other, calldate=other))
    read_numbers(cells("numbers", date=one, clicks=other, cost=one))
    assert read_seconds(one) >= 0

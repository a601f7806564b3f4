"""Moving in from Bitrix24 and HubSpot: a set of files linked by ids, history dates kept (issue 5.1)."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

BITRIX = {
    "leads.csv": (
        "ID;Название лида;Контакт: ID;Компания: ID;Стадия;Источник;Ответственный;Дата создания;Комментарий\n"
        "11;Нужен насос;21;31;В обработке;Сайт;Хтось;10.10.2026 09:00:00;позвонить\n"
        "12;Спам;22;;Некачественный лид;Сайт;;11.10.2026 09:00:00;\n"
    ),
    "contacts.csv": (
        "ID;Имя;Фамилия;Должность;Компания: ID;Рабочий телефон;Рабочий e-mail\n"
        "21;Олена;Коваль;инженер;31;067 123 45 67;olena@zavod.example\n"
        "22;Ігор;Лис;;;050 111 22 33;\n"
        "23;Марко;Степ;;31;;marko@zavod.example\n"
    ),
    "companies.csv": (
        "ID;Название компании;Корпоративный сайт;Рабочий телефон\n31;ТОВ Завод;zavod.example;044 222 33 44\n"
    ),
    "deals.csv": (
        "ID;Название сделки;ID лида;Контакт: ID;Стадия сделки;Сумма;Валюта;Дата создания;Дата закрытия;"
        "Причина отказа\n"
        "41;Насос SL-3;11;21;Сделка успешна;125000;UAH;12.10.2026 10:00:00;20.10.2026 12:00:00;\n"
        "42;Фарба;;23;Провалена;1000;UAH;01.11.2026;05.11.2026;дорого\n"
    ),
    "notes.csv": (
        "ID;Контакт: ID;Текст заметки;Дата создания\n51;21;Любит кофе;13.10.2026 11:00:00\n"
        "52;99;ничья;13.10.2026\n"
    ),
    "tasks.csv": (
        "ID;Сделка: ID;Название задачи;Крайний срок;Статус\n"
        "61;41;Отправить счёт;14.10.2026 12:00:00;Завершена\n"
        "62;41;Позвонить;01.12.2026 12:00:00;Новая\n"
    ),
}
HUBSPOT = {
    "hubspot-crm-exports-contacts.csv": (
        "Record ID,First Name,Last Name,Email,Phone Number,Associated Company IDs,Create Date\n"
        "101,Ann,Bell,ann@roof.example,+442079460018,201,2026-09-01 10:00\n"
        "102,Bo,Day,bo@roof.example,,201,2026-09-02\n"
    ),
    "hubspot-crm-exports-companies.csv": (
        "Record ID,Company name,Company Domain Name\n201,Roof Ltd,roof.example\n"
    ),
    "hubspot-crm-exports-deals.csv": (
        "Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Associated Contact IDs\n"
        "301,40 licences,closedwon,5000,2026-09-03 10:00,2026-09-30 12:00,101;102\n"
    ),
    "hubspot-crm-exports-notes.csv": (
        "Record ID,Note body,Activity date,Associated Contact IDs\n401,Met at the fair,2026-09-02 15:00,101\n"
    ),
}


def written(folder: Path, files: dict[str, str]) -> str:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture
def everything(shell: Shell, tmp_path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    told = shell.json("import", written(tmp_path / "bitrix", BITRIX), "--move-in")
    found = [
        row
        for place in ("", "in:deal", "in:junk", "in:archive", "kind:cold")
        for row in shell.json("list", place)
    ]
    return told, {row["name"]: shell.lead(row["id"]) for row in found}


def test_a_lead_of_bitrix_has_its_contact_company_deal_notes_and_tasks(
    everything: tuple[dict[str, Any], dict[str, dict[str, Any]]],
) -> None:
    """All files of the set, joined by ids, each fact at its own date."""
    told, leads = everything
    lead = leads["Олена Коваль"]

    assert {one["file"]: (one["kind"], one["rows"]) for one in told["files"]} == {
        "leads.csv": ("leads", 2), "contacts.csv": ("contacts", 3), "companies.csv": ("companies", 1),
        "deals.csv": ("deals", 2), "notes.csv": ("notes", 2), "tasks.csv": ("tasks", 2),
    }  # fmt: skip
    assert told["unlinked"] == 1
    assert (lead["need"], lead["received"]) == ("Нужен насос", "2026-10-10T06:00:00.000Z")
    assert (lead["person"]["title"], lead["person"]["company"]) == ("инженер", "ТОВ Завод")
    assert {one["normal"] for one in lead["contacts"]} == {
        "+380671234567", "olena@zavod.example", "+380442223344",
    }  # fmt: skip
    (deal,) = lead["deals"]
    assert (deal["stage"], deal["amount"], deal["need"]) == ("won", "125000.00", "Насос SL-3")
    assert (deal["at"], deal["closed_at"]) == ("2026-10-12T07:00:00.000Z", "2026-10-20T09:00:00.000Z")
    assert [(note["text"], note["at"]) for note in lead["notes"] if note["text"] == "Любит кофе"] == [
        ("Любит кофе", "2026-10-13T08:00:00.000Z")
    ]
    assert lead["next_step"]["title"] == "Позвонить"
    assert lead["place"] == "deal"


def test_what_is_junk_lost_or_asked_nothing_stands_where_it_belongs(
    everything: tuple[dict[str, Any], dict[str, dict[str, Any]]],
) -> None:
    _, leads = everything

    assert leads["Ігор Лис"]["place"] == "junk"
    assert (leads["Марко Степ"]["place"], leads["Марко Степ"]["need"]) == ("archive", "Фарба")
    assert leads["Марко Степ"]["deals"][0]["stage"] == "lost"


def test_a_set_of_hubspot_without_leads_makes_them_of_deals_and_cold_ones_of_contacts(
    shell: Shell, tmp_path: Path
) -> None:
    shell.json("import", written(tmp_path / "hub", HUBSPOT), "--move-in")
    found = [row for place in ("in:deal", "kind:cold") for row in shell.json("list", place)]
    leads = {row["name"]: shell.lead(row["id"]) for row in found}

    assert leads["Ann Bell"]["deals"][0]["stage"] == "won"
    assert (leads["Ann Bell"]["kind"], leads["Ann Bell"]["person"]["company"]) == ("request", "Roof Ltd")
    assert "Met at the fair" in [note["text"] for note in leads["Ann Bell"]["notes"]]
    assert leads["Bo Day"]["kind"] == "cold"


def test_the_same_set_again_adds_only_what_is_new_and_all_can_be_taken_back(
    shell: Shell, tmp_path: Path
) -> None:
    folder = written(tmp_path / "bitrix", BITRIX)
    rehearsed = shell.json("import", folder, "--move-in", "--dry-run")
    first = shell.json("import", folder, "--move-in")
    again = shell.json("import", folder, "--move-in")
    with (tmp_path / "bitrix" / "notes.csv").open("a", encoding="utf-8") as file:
        file.write("53;21;Перезвонила;15.10.2026\n")
    more = shell.json("import", folder, "--move-in")

    assert [rehearsed[fate] for fate in ("new", "junk")] == [first[fate] for fate in ("new", "junk")]
    assert (again["new"], again["updated"]) == (0, 0)
    assert (more["new"], more["updated"]) == (0, 1)
    assert shell.json("check")["ok"]
    shell.json("revert", more["import_id"])
    shell.json("revert", first["import_id"])
    assert shell.json("list", "--count") in (0, {"count": 0})


def test_a_file_that_says_nothing_of_itself_stops_the_move_before_anything_is_written(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "x1.csv"
    path.write_text("foo,bar\n1,2\n")
    ran = shell("import", str(path), "--move-in", ok=False)

    assert ran.status == 1
    assert "x1.csv" in ran.err

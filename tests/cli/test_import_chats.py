"""`leaddesk import` of chats and folders of messages: one lead a client, both sides on its timeline."""

import json
from pathlib import Path

from tests.cli.conftest import Shell
from tests.intake.test_chats import ANDROID, COMMENT


def test_a_chat_is_one_lead_and_the_same_chat_exported_later_adds_only_what_is_new(
    shell: Shell, tmp_path: Path
) -> None:
    """B2: the conversation on the lead in time order; re-import changes nothing."""
    path = tmp_path / "Чат WhatsApp з контактом Олена Коваль.txt"
    path.write_text(ANDROID, encoding="utf-8")
    first = shell.json("import", str(path))
    again = shell.json("import", str(path))
    path.write_text(ANDROID + "20.11.26, 11:00 - Олена Коваль: То що?\n", encoding="utf-8")
    later = shell.json("import", str(path))
    (row,) = shell.json("list")
    lead = shell.lead(row["id"])

    assert [(d["new"], d["updated"], d["duplicate"]) for d in (first, again, later)] == [
        (1, 2, 0), (0, 0, 3), (0, 1, 3),
    ]  # fmt: skip
    assert (row["name"], row["channel"]) == ("Олена Коваль", "messenger")
    talk = [event for event in reversed(lead["timeline"]) if event["kind"] in ("arrived", "signal", "touch")]
    assert [event["kind"] for event in talk] == ["arrived", "touch", "signal", "signal"]
    assert talk[-1]["value"]["text"] == "То що?"


def test_a_group_needs_our_name_to_tell_us_from_clients(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "20.11.26, 10:14 - Ann: Need a pump, ann@x.example\n20.11.26, 10:15 - Bo: And me, bo@x.example\n"
        "20.11.26, 10:16 - Sales: Yes\n"
    )
    told = shell.json("import", str(path), "--me", "sales")

    assert (told["new"], told["updated"]) == (2, 1)
    assert sorted(row["name"] for row in shell.json("list")) == ["Ann", "Bo"]


def test_a_folder_of_messages_and_its_revert(shell: Shell, tmp_path: Path) -> None:
    """C17: file-based intake; C18: a comment is warm by default."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        item = {**COMMENT, "id": f"c{number}", "text": f"Скільки {number}?"}
        (folder / f"{number}.json").write_text(json.dumps(item), encoding="utf-8")
    done = shell.json("import", str(folder))
    (row,) = shell.json("list")

    assert (done["new"], done["updated"], row["temperature"], row["channel"]) == (1, 2, "warm", "comment")
    assert shell.json("revert", done["import_id"])["kept"] == []
    assert shell.json("list") == []
    assert shell.json("import", str(folder))["new"] == 1


def test_lead_forms_of_meta_come_in_as_a_table(shell: Shell, tmp_path: Path) -> None:
    """Issue 5.4: the CSV that Meta gives: UTF-16, tabs, marks before ids and phones."""
    path = tmp_path / "leads.csv"
    path.write_bytes(
        (
            "id\tcreated_time\tad_id\tad_name\tadset_id\tadset_name\tcampaign_id\tcampaign_name\tform_id\t"
            "form_name\tis_organic\tplatform\tяка_площа_теплиці?\tfull_name\temail\tphone_number\tlead_status\n"
            "l:111\t2026-11-19T08:14:05+00:00\tag:1\tВідео\tas:1\tЛьвів\tc:1\tОсінь\tf:1\tЗаявка\tfalse\tig\t"
            "200 м²\tІра Бондар\tira@x.example\tp:+380671234567\tCREATED\n"
        ).encode("utf-16")
    )
    told = shell.json("import", str(path), "--kind", "requests")
    (row,) = shell.json("list")
    lead = shell.lead(row["id"])

    assert (told["new"], told["encoding"], told["delimiter"]) == (1, "utf-16", "\t")
    assert (row["name"], lead["campaign"], lead["external_id"]) == (
        "Ира Бондар".replace("И", "І"),
        "Осінь",
        "l:111",
    )
    assert {one["normal"] for one in lead["contacts"]} == {"+380671234567", "ira@x.example"}
    assert lead["extra"]["яка_площа_теплиці?"] == "200 м²"
    assert lead["received"].startswith("2026-11-19T08:14:05")

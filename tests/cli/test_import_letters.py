"""`leaddesk import` of letters: one lead a conversation, files by sha256, replies to the same lead."""

import hashlib
from pathlib import Path

from leaddesk.app.place import data_folder
from leaddesk.storage.attachments import Attachments
from tests.cli.conftest import Shell
from tests.intake.test_letters import FORM, letter


def saved(folder: Path, name: str, raw: bytes) -> str:
    path = folder / name
    path.write_bytes(raw)
    return str(path)


def test_a_letter_its_reply_and_ours_are_one_lead(shell: Shell, tmp_path: Path) -> None:
    """A3, B2: incoming letters; a reply goes to the same lead, whoever of them answers."""
    first = saved(tmp_path, "1.eml", letter("Потрібен насос.").as_bytes())
    reply = letter(
        "А коли?", Message_ID="<3@x>", References="<one@zavod.example> <2@our>", In_Reply_To="<2@our>"
    )
    second = saved(tmp_path, "2.eml", reply.as_bytes())

    done = shell.json("import", first, second)
    again = shell.json("import", second)
    (row,) = shell.json("list")
    lead = shell.lead(row["id"])

    assert [(one["new"], one["updated"], one["duplicate"]) for one in done] == [(1, 0, 0), (0, 1, 0)]
    assert (again["duplicate"], again["kind"]) == (1, "requests")
    assert (lead["channel"], lead["original"], lead["kind"]) == ("email", "Потрібен насос.", "request")
    assert [event["kind"] for event in lead["timeline"]].count("signal") == 1
    (told,) = [event["value"] for event in lead["timeline"] if event["kind"] == "signal"]
    assert (told["text"], told["message"]["key"]) == ("А коли?", "mail:<3@x>")


def test_files_of_a_letter_are_kept_by_what_is_in_them(shell: Shell, tmp_path: Path, data_dir: Path) -> None:
    """Issue 5.2: attachments by sha256; a rehearsal keeps nothing."""
    made = letter()
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="план.pdf")
    path = saved(tmp_path, "1.eml", made.as_bytes())
    kept = Attachments(data_folder() / "attachments")
    digest = hashlib.sha256(b"%PDF-1").hexdigest()

    shell.json("import", path, "--dry-run")
    before = kept.get(digest)
    shell.json("import", path)
    (row,) = shell.json("list")
    (arrived,) = [e["value"] for e in shell.lead(row["id"])["timeline"] if e["kind"] == "arrived"]

    assert (before, kept.get(digest)) == (None, b"%PDF-1")
    assert arrived["message"]["files"] == [
        {"name": "план.pdf", "type": "application/pdf", "size": 6, "sha256": digest}
    ]


def test_a_letter_of_a_form_is_a_lead_of_the_one_who_filled_it(shell: Shell, tmp_path: Path) -> None:
    """B25: forms come in as files."""
    shell.json("import", saved(tmp_path, "f.eml", letter(FORM, "Site <noreply@our.example>").as_bytes()))
    (row,) = shell.json("list")
    lead = shell.lead(row["id"])

    assert (row["name"], lead["channel"], lead["extra"]["Колір"]) == ("Ірина Бондар", "form", "синій")


def test_a_letter_that_is_no_lead_stands_in_the_rejects_with_its_bytes(shell: Shell, tmp_path: Path) -> None:
    raw = letter(Auto_Submitted="auto-replied").as_bytes()
    told = shell.json("import", saved(tmp_path, "auto.eml", raw))

    kept = Path(told["rejects_file"]).read_bytes()
    assert (told["rejected"], told["new"]) == (1, 0)
    assert kept.startswith(b"X-LEADDESK-REASON:1: it is an automatic answer\r\n")
    assert kept.endswith(raw)
    assert shell.json("import", told["rejects_file"])["rejected"] == 1


def test_the_kind_that_is_told_is_the_one_used(shell: Shell, tmp_path: Path) -> None:
    """Decision 13: what the person says goes before the guess, and the report says it."""
    path = saved(tmp_path, "list.csv", b"name,phone\nAnn Bell,+380671234567\n")

    assert shell.json("import", path, "--dry-run")["kind"] == "cold"
    assert shell.json("import", path, "--kind", "requests")["kind"] == "requests"

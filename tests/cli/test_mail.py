"""`leaddesk mail` against a real IMAP server: each letter once, nothing marked, certificates verified."""

import json
import ssl
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import imap_tools
import pytest
from imap_tools import AND

from leaddesk.app.place import data_folder
from leaddesk.cli.mail import PASSWORD as VARIABLE
from tests.cli.conftest import Ran, Shell
from tests.dovecot_server import PASSWORD, DovecotServer
from tests.intake.test_letters import letter


class Post:
    """A mailbox of one test, and the command that fetches it."""

    def __init__(self, server: DovecotServer, shell: Shell) -> None:
        self.server, self.shell = server, shell
        self.user = f"{uuid4().hex[:8]}@our.example"
        self.words = ("--host", "127.0.0.1", "--port", str(server.port), "--user", self.user,
                      "--ca", str(server.authority), "--since", "100000")  # fmt: skip

    def put(self, made: EmailMessage | bytes, folder: str = "INBOX") -> None:
        raw = made if isinstance(made, bytes) else made.as_bytes()
        self.server.put(raw, uuid4().hex, self.user, folder)

    def fetch(self, *words: str, ok: bool = True) -> Ran:
        return self.shell("mail", "--json", *(words or self.words), ok=ok)

    def told(self, *words: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.fetch(*words).out.splitlines()]

    def fates(self, *words: str) -> list[str]:
        return [one["fate"] for one in self.told(*words)]


@pytest.fixture
def post(dovecot: DovecotServer, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    made = Post(dovecot, shell)
    made.put(letter("Потрібен насос.", Message_ID="<1@x>"))
    return made


def test_new_letters_become_leads_and_replies_join_them(post: Post) -> None:
    """A3, B2: idempotent by Message-ID, a line per message: {id, lead_id, fate}."""
    first = post.told()
    post.put(letter("А коли?", Message_ID="<2@x>", In_Reply_To="<1@x>"))
    second = post.told()
    third = post.told()

    assert [one["fate"] for one in first] == ["new"]
    assert first[0].keys() == {"id", "lead_id", "fate"}
    assert first[0]["id"] == "<1@x>"
    assert [(one["fate"], one["lead_id"]) for one in second] == [("updated", first[0]["lead_id"])]
    assert third == []
    assert post.shell.lead(first[0]["lead_id"])["original"] == "Потрібен насос."


def test_letters_stay_unread_for_whoever_reads_the_mailbox(post: Post) -> None:
    post.fetch()

    context = ssl.create_default_context(cafile=str(post.server.authority))
    with imap_tools.MailBox("127.0.0.1", post.server.port, ssl_context=context).login(
        post.user, PASSWORD
    ) as box:
        assert len(box.uids(AND(seen=False))) == 1


def test_without_its_place_kept_the_same_letters_are_known_by_their_ids(post: Post) -> None:
    """Idempotent by Message-ID, also after the file of places is lost."""
    post.fetch()
    (data_folder() / "mail.state.json").unlink()

    assert post.fates() == ["duplicate"]
    assert len(post.shell.json("list")) == 1


def test_the_mailbox_is_remembered_but_for_its_password(post: Post) -> None:
    post.fetch()
    post.put(letter("Ще", Message_ID="<9@x>", sender="Bo <bo@b.example>"))

    assert [one["fate"] for one in map(json.loads, post.shell("mail", "--json").out.splitlines())] == ["new"]
    assert PASSWORD not in "".join(p.read_text() for p in data_folder().glob("mail*.json"))


def test_our_own_answers_are_touches_of_the_lead_and_others_of_ours_are_none(post: Post) -> None:
    """B2: Sent too; a letter of ours to a stranger is no lead."""
    (first,) = post.told()
    us, them = f"Ми <{post.user}>", "olena@zavod.example"
    post.put(letter("Ціна 100", us, To=them, Message_ID="<s1@x>", In_Reply_To="<1@x>"), "Sent")
    post.put(letter("Вітаємо", us, To="all@x.example", Message_ID="<s2@x>"), "Sent")

    both = post.told(*post.words, "--folder", "INBOX", "--folder", "Sent")
    fates = {one["id"]: one["fate"] for one in both}
    lead = post.shell.lead(first["lead_id"])

    assert fates == {"<s1@x>": "updated", "<s2@x>": "rejected"}
    (touch,) = [event["value"] for event in lead["timeline"] if event["kind"] == "touch"]
    assert (touch["way"], touch["text"], touch["kind"]) == ("out", "Ціна 100", "email")
    assert len(post.shell.json("list")) == 1


def test_an_address_that_a_letter_could_not_reach_is_marked_with_the_day(post: Post) -> None:
    """A9: verified, bounced, wrong; a postman that still tries marks nothing."""
    (first,) = post.told()
    report = (
        "From: MAILER-DAEMON@mx.example\r\nMessage-ID: <b{n}@mx>\r\n"
        "Content-Type: multipart/report; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; Olena@zavod.example\r\n"
        "Action: {action}\r\nStatus: {status}\r\n\r\n--x--\r\n"
    )
    post.put(report.format(n=1, action="delayed", status="4.2.2").encode())
    waits = post.told()
    post.put(report.format(n=2, action="failed", status="5.1.1").encode())
    (told,) = post.told()
    (contact,) = post.shell.lead(first["lead_id"])["contacts"]

    assert [one["fate"] for one in waits] == ["rejected"]
    assert (told["fate"], told["lead_id"]) == ("updated", first["lead_id"])
    assert (contact["mark"], contact["marked_at"]) == ("bounced", "2026-11-20T08:14:05.000Z")


def test_a_bad_letter_stops_no_other(post: Post) -> None:
    """S8: 1,500 parts inside each other, a megabyte of addresses; then an honest one."""
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(1_500))
    post.put(b"From: a@b.example\r\nMessage-ID: <deep@x>\r\n" + deep.encode())
    post.put(b"From: a@b.example\r\nTo: " + b"x@y.example, " * 80_000 + b"\r\n\r\nhi")
    post.put(letter("Добре", "Bo <bo@b.example>", Message_ID="<ok@x>"))

    assert sorted(post.fates()) == ["new", "new", "rejected", "rejected"]


def test_a_certificate_of_nobody_known_is_not_trusted(post: Post) -> None:
    """TLS verified: the password is not sent."""
    words = [word for word in post.words if word not in ("--ca", str(post.server.authority))]
    ran = post.fetch(*words, ok=False)

    assert ran.status == 1
    assert "not trusted" in ran.err


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--user": "nobody"}, "does not let"),
        ({"--port": "1"}, "does not answer"),
        ({"--folder": "Кошик"}, "no folder"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    post: Post, changed: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "--user" in changed:
        monkeypatch.setenv(VARIABLE, "wrong")
    words = [*post.words, *(part for pair in changed.items() for part in pair)]
    ran = post.fetch(*words, ok=False)

    assert ran.status == 1
    assert says in ran.err


def test_without_a_mailbox_or_a_password_it_says_what_to_give(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)

    assert "--host" in shell("mail", ok=False).err
    assert VARIABLE in shell("mail", "--host", "127.0.0.1", "--user", "a", ok=False).err


def test_a_killed_fetch_loses_and_doubles_nothing(post: Post, data_dir: Path) -> None:
    """RELIABILITY: killed in the middle, the next run goes on."""
    for number in range(30):
        post.put(letter(f"Запит {number}", f"Ann{number} <a{number}@x.example>", Message_ID=f"<k{number}@x>"))
    told = [sys.executable, "-m", "leaddesk", "mail", "--json", "--db", post.shell.db, *post.words]
    run = subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert run.stdout is not None
    for _ in range(7):
        run.stdout.readline()
    run.kill()
    run.communicate(timeout=30)

    post.fetch()
    assert len(post.shell.json("list", "--limit", "100")) == 31
    assert post.shell.json("check")["ok"]

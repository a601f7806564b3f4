"""Letters out through a real SMTP server: protected or not at all, and every refusal is a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.keeping import OutLetter, PostPlace
from leaddesk.intake import sending
from leaddesk.intake.sending import PostRefused, send, written
from leaddesk.texts.keys import say
from tests.smtp_server import PASSWORD, UNKNOWN, USER, SmtpServer, running_smtp

LETTER = OutLetter(
    "ivan@example.com", "Щодо запиту", "Добрий день!\n.\nКрапка сама в рядку.\n", "Олена Мороз"
)


@pytest.fixture(scope="module")
def server() -> Iterator[SmtpServer]:
    with running_smtp() as found:
        yield found


def _place(server: SmtpServer, **more: object) -> PostPlace:
    told = {"host": "localhost", "user": USER, "port": server.port, "authority": str(server.authority)}
    return PostPlace(**(told | more))  # type: ignore[arg-type]


def _refusal(place: PostPlace, password: str = PASSWORD, letter: OutLetter = LETTER) -> PostRefused:
    with pytest.raises(PostRefused) as found:
        send(place, password, letter)
    return found.value


def test_a_letter_goes_out_over_starttls_as_it_was_written(server: SmtpServer) -> None:
    """Issue 4.13: SMTP, TLS verified, tested against a real server on loopback."""
    key = send(_place(server), PASSWORD, LETTER)
    letter = server.letter()

    assert letter.get_content().replace("\r\n", "\n") == LETTER.text
    assert (letter["To"], letter["Subject"]) == ("ivan@example.com", "Щодо запиту")
    assert letter["From"] == "Олена Мороз <olena@example.com>"
    assert letter["Message-ID"] == key
    assert key.endswith("@example.com>")
    assert not any("AUTH" in line or "MAIL" in line for line in server.plain), "nothing before the protection"


def test_a_letter_goes_out_over_tls_from_the_first_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Port 465; here the test's own port stands for it."""
    with running_smtp(at_once=True) as found:
        monkeypatch.setattr(sending, "TLS_AT_ONCE", found.port)

        send(_place(found), PASSWORD, LETTER)

        assert len(found.letters) == 1


def test_an_answer_names_the_letters_that_it_answers(server: SmtpServer) -> None:
    """B2: the client's mail program shows it in the same conversation."""
    answers = ("<a@x>", "<b@y>", "no id")
    send(_place(server), PASSWORD, OutLetter("ivan@example.com", "Re", "Так", "", answers))
    letter = server.letter()

    assert letter["In-Reply-To"] == "<b@y>"
    assert letter["References"] == "<a@x> <b@y>"


def test_a_certificate_that_is_not_trusted_gets_neither_letter_nor_password(server: SmtpServer) -> None:
    """Issue 4.13: TLS verified; a certificate error is refused with a sentence."""
    before, heard = len(server.letters), len(server.passwords)

    refusal = _refusal(_place(server, authority=""))

    assert refusal.key == "post.not_trusted"
    assert "certificate" in say(refusal)
    assert (len(server.letters), len(server.passwords)) == (before, heard)


def test_a_certificate_of_another_name_is_not_trusted(server: SmtpServer) -> None:
    assert _refusal(_place(server, host="127.1")).key == "post.not_trusted"


def test_a_server_without_protection_gets_neither_letter_nor_password() -> None:
    """The password never goes over an open line, whatever the server offers."""
    with running_smtp(starttls=False) as found:
        refusal = _refusal(_place(found))

        assert refusal.key == "post.no_tls"
        assert found.letters == []
        assert not any("AUTH" in line for line in found.plain)


def test_a_wrong_password_is_told_and_the_letter_is_not_sent(server: SmtpServer) -> None:
    before = len(server.letters)

    for wrong in ("wrong", "неправильний"):
        refusal = _refusal(_place(server), wrong)

        assert refusal.key == "post.login"
        assert USER in say(refusal)
    assert server.passwords[-2:] == ["wrong", "неправильний"]
    assert len(server.letters) == before


def test_an_address_that_the_server_refuses_is_named(server: SmtpServer) -> None:
    refusal = _refusal(_place(server), letter=OutLetter(UNKNOWN, "x", "y"))

    assert refusal.key == "post.refused_address"
    assert UNKNOWN in say(refusal)
    assert "no such mailbox" in say(refusal)


def test_a_server_that_is_not_there_is_told(server: SmtpServer) -> None:
    with running_smtp() as gone:
        place = _place(gone)

    assert _refusal(place).key == "post.unreachable"


def test_a_file_of_certificates_that_is_not_there_is_told(server: SmtpServer, tmp_path: Path) -> None:
    assert _refusal(_place(server, authority=str(tmp_path / "none.pem"))).key == "post.unreachable"


@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200),
)
def test_foreign_text_never_makes_a_header_of_its_own(subject: str, name: str, text: str) -> None:
    """Whatever stands in a subject or a name, the letter has the headers that we gave it, once each."""
    subject, name = (one.encode("utf-8", "replace").decode() for one in (subject, name))
    letter = written(PostPlace("h", "me@example.com"), OutLetter("a@example.com", subject, text, name))

    assert letter.get_all("To") == ["a@example.com"]
    assert letter.get_all("Bcc") is None
    assert "\r\nBcc" not in letter.as_string().split("\n\n")[0]


def test_a_line_break_in_a_subject_is_a_blank() -> None:
    letter = written(
        PostPlace("h", "me@example.com"), OutLetter("a@example.com", "Hi\r\nBcc: x@example.com", "t")
    )

    assert letter["Subject"] == "Hi Bcc: x@example.com"
    assert letter["Bcc"] is None

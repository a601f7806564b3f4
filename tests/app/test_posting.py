"""The server that sends letters: kept in a file without its password, which only the keyring holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.actions.keeping import OutLetter, PostPlace
from leaddesk.app import posting
from leaddesk.app.compose import posting as composed
from leaddesk.app.posting import CONFIG, Posting
from leaddesk.intake.sending import PostRefused
from tests.smtp_server import PASSWORD, USER, SmtpServer, running_smtp

LETTER = OutLetter("ivan@example.com", "Тема", "Текст")


@pytest.fixture(scope="module")
def server() -> Iterator[SmtpServer]:
    with running_smtp() as found:
        yield found


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A keyring in memory."""
    held: dict[str, str] = {}
    monkeypatch.setattr(posting, "kept_password", lambda place: held.get(place.host))
    monkeypatch.setattr(posting, "keep_password", lambda place, word: held.update({place.host: word}) is None)
    return held


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a keyring."""
    monkeypatch.setattr(posting, "kept_password", lambda place: None)
    monkeypatch.setattr(posting, "keep_password", lambda place, word: False)


def place_of(server: SmtpServer) -> PostPlace:
    return PostPlace("localhost", USER, server.port, authority=str(server.authority))


def test_a_server_is_remembered_whole(tmp_path: Path) -> None:
    place = PostPlace("smtp.example.com", "o@example.com", 587, "olena@example.com", "/ca.pem")

    Posting(tmp_path).settle(place)

    assert composed(tmp_path).place() == place
    assert place.sender == "olena@example.com"


def test_without_a_server_there_is_none_and_a_letter_is_refused(tmp_path: Path, kept: dict[str, str]) -> None:
    found = Posting(tmp_path)

    assert found.place() is None
    assert not found.has_password()
    with pytest.raises(PostRefused) as refused:
        found.send(LETTER)
    assert refused.value.key == "post.no_server"


@pytest.mark.parametrize("text", ['{"host": ""}', '{"host": "a", "user": ""}', '{"port": 1}'])
def test_a_file_that_names_no_server_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / CONFIG).write_text(text, encoding="utf8")

    with pytest.raises(PostRefused) as refused:
        Posting(tmp_path).place()

    assert refused.value.key == "post.bad_config"


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_file_that_is_none_of_ours_is_as_no_file(tmp_path: Path, text: str) -> None:
    (tmp_path / CONFIG).write_text(text, encoding="utf8")

    assert Posting(tmp_path).place() is None


def test_a_field_of_a_newer_program_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text('{"host": "h", "user": "u", "colour": "blue"}', encoding="utf8")

    assert Posting(tmp_path).place() == PostPlace("h", "u")


def test_a_password_that_worked_is_kept_and_not_written_to_a_file(
    tmp_path: Path, server: SmtpServer, kept: dict[str, str]
) -> None:
    """Issue 4.13: the password in the keyring."""
    found = Posting(tmp_path)
    found.settle(place_of(server))

    found.send(LETTER, PASSWORD)

    assert kept == {"smtp:localhost": PASSWORD}
    assert all(PASSWORD not in path.read_text(encoding="utf8") for path in tmp_path.iterdir())
    assert Posting(tmp_path).has_password()


def test_a_password_that_did_not_work_is_not_kept(
    tmp_path: Path, server: SmtpServer, kept: dict[str, str]
) -> None:
    found = Posting(tmp_path)
    found.settle(place_of(server))

    with pytest.raises(PostRefused):
        found.send(LETTER, "wrong")

    assert kept == {}
    assert not found.has_password()


def test_where_there_is_no_keyring_the_password_lasts_as_long_as_the_program(
    tmp_path: Path, server: SmtpServer, no_keyring: None
) -> None:
    found = Posting(tmp_path)
    found.settle(place_of(server))

    found.send(LETTER, PASSWORD)
    found.send(LETTER)

    assert found.has_password()
    assert not Posting(tmp_path).has_password()


def test_a_person_may_wish_that_it_is_not_kept(
    tmp_path: Path, server: SmtpServer, kept: dict[str, str]
) -> None:
    found = Posting(tmp_path)
    found.settle(place_of(server))

    found.send(LETTER, PASSWORD, keep=False)

    assert kept == {}
    assert found.has_password()


def test_the_password_of_letters_is_not_that_of_the_mailbox_on_the_same_host(
    tmp_path: Path, server: SmtpServer, kept: dict[str, str]
) -> None:
    """Both are kept by host: one must not take the other's place."""
    found = Posting(tmp_path)
    found.settle(place_of(server))
    found.send(LETTER, PASSWORD)

    assert "localhost" not in kept

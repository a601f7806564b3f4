"""Key Y: the reply in the client's language and tone, sent through a real server or opened as a message."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.contact import Contact
from leaddesk.actions.edit import Edit
from leaddesk.actions.keeping import PostPlace
from leaddesk.actions.questions import Card
from leaddesk.actions.task import AddTask
from leaddesk.app import posting
from leaddesk.app.posting import Posting
from leaddesk.ui.reply.dialog import ReplyDialog
from leaddesk.ui.reply.opening import open_reply
from leaddesk.ui.reply.server import ServerDialog
from leaddesk.ui.reply.words import reply_view, template_name
from tests.fakes.sample import NOW, capture, make_desk
from tests.smtp_server import PASSWORD, USER, SmtpServer, running_smtp
from tests.ui.panel_scene import Stage, stage


class Keyring:
    """A keyring in memory: the machine of the test may have none."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, place: object) -> str | None:
        return self.kept.get(f"{place.user}@{place.host}")  # type: ignore[attr-defined]

    def put(self, place: object, password: str) -> bool:
        self.kept[f"{place.user}@{place.host}"] = password  # type: ignore[attr-defined]
        return True


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    found = Keyring()
    monkeypatch.setattr(posting, "kept_password", found.get)
    monkeypatch.setattr(posting, "keep_password", found.put)
    return found


def _stage(qtbot: QtBot, folder: Path, **more: object) -> tuple[Stage, str]:
    desk = make_desk()
    desk.post = Posting(folder)
    told: dict[str, object] = {
        "name": "Іван Коваль",
        "email": "ivan@example.com",
        "language": "uk",
        "need": "лазер",
    }
    lead = capture(desk, **(told | more))
    return stage(qtbot, desk, lambda link: QWidget(), 1000, 700), lead


def _opened(made: Stage, lead: str) -> ReplyDialog:
    found: list[ReplyDialog] = []
    open_reply(made.link, made.panel, lead, found.append)
    made.settled()
    assert found, made.told
    return found[0]


def _settle(folder: Path, server: SmtpServer) -> PostPlace:
    place = PostPlace("localhost", USER, server.port, authority=str(server.authority))
    Posting(folder).settle(place)
    return place


def _heard(dialog: ReplyDialog, *, takes: bool = True) -> list[str]:
    urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return takes

    dialog.open_url = open_url
    return urls


def test_the_reply_is_filled_from_the_lead_in_its_language(qtbot: QtBot, tmp_path: Path) -> None:
    """Issue 4.13: templates by level, tone, language and reason, filled from the lead."""
    made, lead = _stage(qtbot, tmp_path)
    dialog = _opened(made, lead)

    assert dialog.subject.text() == "Щодо вашого запиту"
    text = dialog.text.toPlainText()
    assert text.startswith("Добрий день, Іван!")
    assert "«лазер»" in text
    assert text.endswith(made.desk.session.user.name)


def test_the_tone_of_the_client_chooses_the_words(qtbot: QtBot, tmp_path: Path) -> None:
    """C11."""
    made, lead = _stage(qtbot, tmp_path)
    made.desk.do(Edit((lead,), "person.tone", "friendly"))
    dialog = _opened(made, lead)

    assert dialog.text.toPlainText().startswith("Привіт, Іван!")
    assert dialog.template.itemText(0).endswith(", friendly")


def test_after_a_call_that_nobody_answered_that_template_comes_first(qtbot: QtBot, tmp_path: Path) -> None:
    """Issue 4.13: by reason."""
    made, lead = _stage(qtbot, tmp_path)
    made.desk.do(Contact((lead,), "no_answer"))
    dialog = _opened(made, lead)

    assert "не застав" in dialog.text.toPlainText()


def test_the_next_step_stands_in_the_letter_after_a_talk(qtbot: QtBot, tmp_path: Path) -> None:
    made, lead = _stage(qtbot, tmp_path)
    made.desk.do(Contact((lead,), "talked"))
    made.desk.do(AddTask((lead,), "показ лазера", NOW.replace(hour=12)))
    dialog = _opened(made, lead)

    assert "Наступний крок: показ лазера" in dialog.text.toPlainText()


def test_own_words_stay_when_the_template_is_put_away(qtbot: QtBot, tmp_path: Path) -> None:
    made, lead = _stage(qtbot, tmp_path)
    dialog = _opened(made, lead)
    dialog.template.setCurrentIndex(dialog.template.count() - 1)
    dialog.text.setPlainText("Своє")

    urls = _heard(dialog)
    dialog.send()
    made.settled()

    assert unquote(urls[0]).endswith("body=Своє")
    assert "template" not in made.desk.ask(Card(lead)).events[0].value["message"]


def test_without_a_server_the_mail_program_opens_and_the_touch_is_logged(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Issue 4.13: otherwise mailto; logged as a touch, stops the norm clock (C14)."""
    made, lead = _stage(qtbot, tmp_path)
    dialog = _opened(made, lead)
    urls = _heard(dialog)

    dialog.send()
    made.settled()

    card = made.desk.ask(Card(lead))
    assert urls[0].startswith("mailto:ivan@example.com?subject=")
    assert card.clocks.norm_since is None
    assert card.lead.touches[-1].kind == "email"
    assert made.told[-1].tx, "Z takes it back"
    assert made.panel.window().findChild(ReplyDialog) is None


@pytest.mark.parametrize("kind", ["whatsapp", "viber", "sms"])
def test_a_messenger_opens_with_the_text(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    """Issue 4.13: wa.me, t.me, viber with the text filled in."""
    made, lead = _stage(qtbot, tmp_path)
    dialog = _opened(made, lead)
    urls = _heard(dialog)
    dialog.way.setCurrentIndex([way.kind for way in dialog.view.ways].index(kind))

    assert dialog.subject.isHidden() or not dialog.subject.isVisible()
    dialog.send()
    made.settled()

    assert "%D0%94%D0%BE%D0%B1%D1%80%D0%B8%D0%B9" in urls[0]
    touch = made.desk.ask(Card(lead)).lead.touches[-1]
    assert touch.kind == ("sms" if kind == "sms" else "message")


def test_where_no_program_opens_it_the_text_is_copied_and_nothing_is_logged(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made, lead = _stage(qtbot, tmp_path)
    dialog = _opened(made, lead)
    _heard(dialog, takes=False)

    dialog.send()
    made.settled()

    assert QGuiApplication.clipboard().text().startswith("Добрий день, Іван!")
    assert "ivan@example.com" in dialog.note.text()
    assert made.desk.ask(Card(lead)).lead.touches == ()
    dialog.close_overlay()


def test_a_letter_goes_through_the_server_and_its_answer_will_find_the_lead(
    qtbot: QtBot, tmp_path: Path, keyring: Keyring
) -> None:
    """Issue 4.13: SMTP, password in the keyring, asked where there is none."""
    made, lead = _stage(qtbot, tmp_path)
    with running_smtp() as server:
        _settle(tmp_path, server)
        dialog = _opened(made, lead)
        assert dialog.password.isVisible()
        dialog.password.setText(PASSWORD)

        dialog.send()
        made.settled()

        letter = server.letter()
    told = made.desk.ask(Card(lead)).events[0].value["message"]
    assert letter["Subject"] == "Щодо вашого запиту"
    assert told["key"] == f"mail:{letter['Message-ID']}"
    assert list(keyring.kept.values()) == [PASSWORD]
    assert PASSWORD not in "".join(path.read_text(encoding="utf8") for path in tmp_path.iterdir())


def test_a_kept_password_is_not_asked_again(qtbot: QtBot, tmp_path: Path, keyring: Keyring) -> None:
    made, lead = _stage(qtbot, tmp_path)
    with running_smtp() as server:
        place = _settle(tmp_path, server)
        keyring.kept[f"{place.user}@smtp:{place.host}"] = PASSWORD
        dialog = _opened(made, lead)
        assert not dialog.password.isVisible()

        dialog.send()
        made.settled()

        assert len(server.letters) == 1


def test_a_wrong_password_asks_again_and_the_letter_stays(
    qtbot: QtBot, tmp_path: Path, keyring: Keyring
) -> None:
    """What was written stays until it went out."""
    made, lead = _stage(qtbot, tmp_path)
    with running_smtp() as server:
        place = _settle(tmp_path, server)
        keyring.kept[f"{place.user}@smtp:{place.host}"] = "old"
        dialog = _opened(made, lead)
        dialog.text.setPlainText("Моє")

        dialog.send()
        made.settled()
        assert dialog.password.isVisible()
        assert USER in dialog.note.text()
        dialog.password.setText(PASSWORD)
        dialog.send()
        made.settled()

        assert server.letter().get_content().strip() == "Моє"  # type: ignore[attr-defined]
    assert keyring.kept[f"{place.user}@smtp:{place.host}"] == PASSWORD


def test_a_certificate_that_is_not_trusted_is_told_in_a_sentence(
    qtbot: QtBot, tmp_path: Path, keyring: Keyring
) -> None:
    """Issue 4.13: TLS verified; the letter stays in the dialog and nothing is logged."""
    made, lead = _stage(qtbot, tmp_path)
    with running_smtp() as server:
        place = _settle(tmp_path, server)
        Posting(tmp_path).settle(replace(place, authority=""))
        dialog = _opened(made, lead)
        dialog.password.setText(PASSWORD)

        dialog.send()
        made.settled()

        assert "not trusted" in dialog.note.text()
        assert dialog.send_button.isEnabled()
        assert server.letters == []
    assert made.desk.ask(Card(lead)).lead.touches == ()
    dialog.close_overlay()


def test_an_empty_reply_is_not_sent(qtbot: QtBot, tmp_path: Path) -> None:
    made, lead = _stage(qtbot, tmp_path)
    dialog = _opened(made, lead)
    urls = _heard(dialog)
    dialog.text.setPlainText("  \n ")

    dialog.send()
    made.settled()

    assert urls == []
    assert dialog.note.text() == "A reply needs words"
    dialog.close_overlay()


def test_who_has_no_address_is_told_so(qtbot: QtBot, tmp_path: Path) -> None:
    made, lead = _stage(qtbot, tmp_path, email=None, phone=None)

    open_reply(made.link, made.panel, lead)
    made.settled()

    assert made.told[-1].text == "“Іван Коваль” has no address to write to"


def test_the_server_is_set_up_from_the_reply_and_then_sends(
    qtbot: QtBot, tmp_path: Path, keyring: Keyring
) -> None:
    made, lead = _stage(qtbot, tmp_path)
    with running_smtp() as server:
        dialog = _opened(made, lead)
        assert dialog.send_button.text() == "Open with the text"
        dialog.server_button.click()
        form = made.panel.window().findChild(ServerDialog)
        assert form is not None
        for field, text in (
            (form.host, "localhost"),
            (form.port, str(server.port)),
            (form.user, USER),
            (form.authority, str(server.authority)),
        ):
            field.editor.setText(text)  # type: ignore[attr-defined]
        form._on_save()
        made.settled()
        assert dialog.send_button.text() == "Send"
        dialog.password.setText(PASSWORD)
        dialog.send()
        made.settled()

        assert len(server.letters) == 1


def test_a_server_without_a_name_or_with_a_wrong_port_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    made, _lead = _stage(qtbot, tmp_path)
    form = ServerDialog(made.panel, None)
    taken: list[PostPlace] = []
    form.settled.connect(taken.append)
    form.open_dialog()
    form.port.editor.setText("70000")  # type: ignore[attr-defined]

    form._on_save()

    assert taken == []
    assert form.isVisible()
    form.close_overlay()


def test_a_broken_file_of_the_server_leaves_the_mail_program(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / posting.CONFIG).write_text('{"host": ""}', encoding="utf8")
    made, lead = _stage(qtbot, tmp_path)

    dialog = _opened(made, lead)

    assert dialog.send_button.text() == "Open with the text"
    dialog.close_overlay()


def test_a_client_without_a_name_is_greeted_without_one() -> None:
    desk = make_desk()
    lead = capture(desk, name="", email="x@example.com", language="en", need="")
    view = reply_view(desk.ask(Card(lead)), "Olena")

    body = view.body(view.templates[0])

    assert body.startswith("Good day!")
    assert "“”" not in body
    assert template_name(view.templates[0], "") == "First answer"

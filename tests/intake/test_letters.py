"""Letters read into drafts: sender, need, signature, thread, files; forms; hostile ones (issue 5, S8)."""

import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.draft import Draft, PackedMessage, Rejected
from leaddesk.intake.files import open_file
from leaddesk.intake.letter_text import parted, plain_of
from leaddesk.intake.letters import is_letter, read_letter
from leaddesk.intake.options import Options

UA = Options(country="UA")


def letter(
    text: str = "Потрібен насос.",
    sender: str = "Олена Коваль <olena@zavod.example>",
    subject: str = "Насос",
    html: str = "",
    **headers: str,
) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = "sales@our.example"
    made["Subject"] = subject
    made["Date"] = "Fri, 20 Nov 2026 10:14:05 +0200"
    made["Message-ID"] = "<one@zavod.example>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if html:
        (made.add_alternative if text else made.set_content)(html, subtype="html")
    return made


def read(made: EmailMessage | bytes, options: Options = UA) -> Draft:
    found = read_letter(made if isinstance(made, bytes) else made.as_bytes(), options)
    assert not isinstance(found, Rejected), found
    return Draft(*found)


def rejected(raw: bytes) -> str:
    found = read_letter(raw, UA)
    assert isinstance(found, Rejected)
    return found.reason


def test_the_sender_the_words_and_the_time_of_a_letter() -> None:
    """A3: an incoming letter is a source of leads; times in UTC."""
    draft = read(letter())

    assert draft.name == "Олена Коваль"
    assert draft.values("email") == ("olena@zavod.example",)
    assert (draft.fields["need"], draft.fields["channel"]) == ("Потрібен насос.", "email")
    assert draft.fields["created_at"] == "2026-11-20T08:14:05.000Z"
    assert draft.message is not None
    assert (draft.message["key"], draft.message["subject"]) == ("mail:<one@zavod.example>", "Насос")


def test_the_signature_becomes_contacts_and_not_the_need() -> None:
    """Issue 5.2: signature parsed to contacts."""
    text = (
        "Добрий день!\n\nПотрібні два насоси до весни.\n\nЗ повагою,\nОлена Коваль\nГоловний інженер\n"
        "ТОВ «Завод Мрія»\nмоб. 067 123 45 67\nтел. 044 222-33-44\nwww.zavod.example\n"
    )
    draft = read(letter(text))

    assert draft.fields["need"] == "Добрий день!\n\nПотрібні два насоси до весни."
    assert [one.normal for one in draft.contacts] == [
        "olena@zavod.example", "+380671234567", "+380442223344",
    ]  # fmt: skip
    assert (draft.fields["position"], draft.fields["company"]) == ("Головний інженер", "ТОВ «Завод Мрія»")
    assert draft.fields["website"] == "www.zavod.example"


@pytest.mark.parametrize(
    "quote",
    [
        "On Fri, 20 Nov 2026 at 10:00, Sales <sales@our.example> wrote:\n> Добрий день\n> ціна 100",
        "пт, 20 лист. 2026 р. о 10:00 Sales <sales@our.example> пише:\n\n> ціна 100",
        '20.11.2026, 10:00, "Sales" <sales@our.example> пишет:\n> цена 100',
        "-----Original Message-----\nFrom: Sales\nціна 100",
        "________________________________\nВід: Sales <sales@our.example>\nціна 100",
        "Від: Sales <sales@our.example>\nНадіслано: 20 листопада\nціна 100",
    ],
)
def test_what_is_quoted_is_not_said_again(quote: str) -> None:
    draft = read(letter(f"Згоден, чекаю на рахунок.\n\n{quote}\n"))

    assert draft.fields["need"] == "Згоден, чекаю на рахунок."


def test_a_letter_that_only_quotes_keeps_its_words() -> None:
    assert parted("> Добрий день\n> ціна").said == "> Добрий день\n> ціна"


def test_a_reply_names_what_it_answers_the_nearest_first() -> None:
    """Message-ID, In-Reply-To and References make the thread."""
    draft = read(letter(In_Reply_To="<b@x>", References="<a@x> <b@x>", Message_ID="<c@x>"))

    assert draft.message is not None
    assert (draft.message["key"], draft.message["thread"]) == ("mail:<c@x>", ["mail:<b@x>", "mail:<a@x>"])


def test_a_letter_without_an_id_is_known_by_its_bytes() -> None:
    made = letter()
    del made["Message-ID"]
    first, again, other = read(made), read(made), read(letter("Інше", Message_ID=""))

    assert first.message is not None
    assert again.message is not None
    assert other.message is not None
    assert first.message["key"] == again.message["key"] != other.message["key"]
    assert first.message["key"].startswith("mail:sha256:")


def test_html_is_read_as_words_and_nothing_in_it_is_loaded_or_run() -> None:
    """Remote content is never loaded; what hides is not read."""
    html = (
        "<html><head><style>p{}</style><title>x</title></head><body><p>Потрібен&nbsp;насос</p>"
        '<img src="http://127.0.0.1:1/pixel.png"><script>alert(1)</script><div>Дві&shy; штуки</div>'
        '<div class="gmail_quote">On Fri wrote:<blockquote>ціна 100</blockquote></div></body></html>'
    )
    draft = read(letter("", html=html))

    assert draft.fields["need"].replace("\xad", "") == "Потрібен насос\n\nДві штуки"


def test_files_come_with_their_bytes_and_a_harmless_name() -> None:
    made = letter()
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="../../креслення.pdf")
    made.add_attachment("таблиця", filename="list.txt")
    draft = read(made)

    assert draft.message is not None
    files = [(file["name"], file["data"]) for file in draft.message["files"]]
    assert files == [("_.._креслення.pdf", b"%PDF-1"), ("list.txt", "таблиця\r\n".encode())]
    assert draft.fields["need"] == "Потрібен насос."


def test_a_letter_of_ours_is_said_by_us_to_whom_it_went() -> None:
    """B2: both sides of the talk."""
    draft = read(
        letter("Ціна 100", "Я <Sales@our.example>", To="Ян Бо <jan@x.example>"),
        Options(own=frozenset(("sales@our.example",))),
    )

    assert draft.message is not None
    assert (draft.message["way"], draft.message["text"]) == ("out", "Ціна 100")
    assert draft.values("email") == ("jan@x.example",)
    assert "need" not in draft.fields


FORM = """Нова заявка з сайту

Ім'я: Ірина Бондар
Телефон: (067) 123-45-67
E-mail: iryna@bondar.example
Компанія: ТОВ Бондар
Ваше повідомлення: Потрібна лінія фарбування
на весну, до 2 млн
Сторінка: https://our.example/painting?utm_source=google
Колір: синій
"""


def test_a_letter_of_a_form_is_read_by_its_labels() -> None:
    """Issue 5.2: form-notification templates (label: value) mapped as data; unknown labels are kept."""
    draft = read(letter(FORM, "Site <wordpress@our.example>"))

    assert (draft.name, draft.fields["channel"]) == ("Ірина Бондар", "form")
    assert {one.normal for one in draft.contacts} == {"+380671234567", "iryna@bondar.example"}
    assert draft.fields["need"] == "Потрібна лінія фарбування\nна весну, до 2 млн"
    assert draft.fields["company"] == "ТОВ Бондар"
    assert draft.extra["Колір"] == "синій"


def test_a_form_in_a_table_of_html_is_a_form_too() -> None:
    html = (
        "<table><tr><th>Name</th><td>Ann Bell</td></tr><tr><th>Phone</th><td>+44 20 7946 0018</td></tr>"
        "<tr><th>Message</th><td>Need 40 licences</td></tr></table>"
    )
    draft = read(letter("", "forms@our.example", html=html))

    assert (draft.name, draft.fields["need"]) == ("Ann Bell", "Need 40 licences")
    assert [one.normal for one in draft.contacts] == ["+442079460018"]


def test_a_form_with_labels_on_lines_of_their_own() -> None:
    draft = read(
        letter("Name\nAnn Bell\n\nEmail\nann@bell.example\n\nMessage\nNeed a pump\nsoon\n", "bot@x.example")
    )

    assert (draft.name, draft.values("email")) == ("Ann Bell", ("ann@bell.example",))
    assert draft.fields["need"] == "Need a pump\nsoon"


def test_a_map_of_the_person_goes_before_the_guess_of_labels() -> None:
    draft = read(
        letter(FORM, "Site <wordpress@our.example>"), Options(country="UA", columns={"Колір": "product"})
    )

    assert draft.fields["product"] == "синій"


def test_a_written_letter_with_a_colon_in_it_is_no_form() -> None:
    draft = read(letter("Добрий день. Питання таке: скільки коштує?\nТелефон: 067 123 45 67\n"))

    assert draft.fields["channel"] == "email"
    assert draft.name == "Олена Коваль"
    assert "+380671234567" in [one.normal for one in draft.contacts]


def test_a_robot_that_names_the_client_in_reply_to_is_not_the_client() -> None:
    draft = read(letter(sender="Site <no-reply@our.example>", Reply_To="Ann Bell <ann@bell.example>"))

    assert (draft.name, draft.values("email")) == ("Ann Bell", ("ann@bell.example",))


def test_bounces_and_automatic_answers_are_no_leads() -> None:
    assert rejected(letter(sender="MAILER-DAEMON@x.example").as_bytes()) == "intake.row.letter_bounced"
    assert rejected(letter(Auto_Submitted="auto-replied").as_bytes()) == "intake.row.letter_automatic"


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "utf-8", "x-unknown", ""])
def test_old_charsets_and_wrong_ones_are_read(charset: str) -> None:
    words = "Нужен насос для молокозавода"
    body = words.encode({"x-unknown": "cp1251", "": "cp1251"}.get(charset, charset))
    told = f"; charset={charset}" if charset else ""
    raw = (
        b"From: a@b.example\r\nMessage-ID: <1@b>\r\nContent-Type: text/plain"
        + told.encode()
        + b"\r\n\r\n"
        + body
    )

    assert read(raw).fields["need"] == words


def test_headers_of_raw_letters_beyond_ascii_are_read() -> None:
    raw = "From: Олена <a@b.example>\r\nSubject: Насос\r\nMIME-Version: 1.0\r\n\r\nтак".encode()

    draft = read(raw)
    assert draft.message is not None
    assert (draft.name, draft.message["subject"]) == ("Олена", "Насос")


def _nested(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(depth))
    return (
        b"From: a@b.example\r\nMessage-ID: <1@b>\r\n" + head.encode() + b"Content-Type: text/plain\r\n\r\nx"
    )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"From: a@b.example\r\nTo: " + b"x@y.example, " * 80_000 + b"\r\n\r\nhi", "letter_head_too_large"),
        (_nested(1_500), "letter_broken"),
        (_nested(30), "letter_broken"),
        (b"From: a@b.example\r\n\r\n" + b"x" * (65 << 20), "letter_too_large"),
    ],
    ids=["1 MB of To", "1,500 parts deep", "30 parts deep", "65 MB"],
)
def test_a_hostile_letter_is_set_aside_in_two_seconds_with_its_bytes(raw: bytes, reason: str) -> None:
    """RELIABILITY S8."""
    began = time.perf_counter()
    found = read_letter(raw, UA)

    assert time.perf_counter() - began < 2
    assert isinstance(found, Rejected)
    assert found.reason == f"intake.row.{reason}"
    assert found.raw == raw[: len(found.raw)] != b""


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize(
    "unit",
    [
        "<a",
        "<!--",
        "</a",
        "<![",
        "<div>",
        "<a b='",
        "1 ",
        "a: b\n",
        "a@b ",
        "> x\n",
        "дякую\n",
        "1 1 1 1 1 1\n",
    ],
)
def test_a_megabyte_of_anything_is_read_in_two_seconds(unit: str, html: bool) -> None:
    """S8: no shape of a letter may hold the reader up; the parser of the standard library needs hours."""
    body = (unit * (1_000_000 // len(unit.encode()))).encode()
    head = b"From: a@b.example\r\nMessage-ID: <1@b>\r\nContent-Type: text/" + (b"html" if html else b"plain")
    began = time.process_time()
    found = read_letter(head + b"; charset=utf-8\r\n\r\n" + body, UA)

    assert time.process_time() - began < 2
    assert isinstance(found, tuple)


def test_a_letter_longer_than_anybody_writes_is_kept_whole_beside_its_beginning() -> None:
    raw = letter("слово " * 60_000).as_bytes()
    draft = read(raw)

    assert draft.message is not None
    assert len(draft.message["text"]) <= 1 << 18
    assert [(file["name"], file["data"]) for file in draft.message["files"]] == [("letter.eml", raw)]


def test_a_letter_is_known_by_its_bytes_and_a_list_is_not_one(tmp_path: Path) -> None:
    path = tmp_path / "request.txt"
    path.write_bytes(letter().as_bytes())
    with open_file(path, UA) as source:
        (draft,) = source
        head = source.head

    assert (head.format, head.kind) == ("letter", "requests")
    assert isinstance(draft, Draft)
    assert not is_letter(b"From,To,Subject\r\na,b,c\r\n")
    assert not is_letter(b"To: nobody\r\nplain words\r\n")
    assert not is_letter(b"BEGIN:VCARD\r\n")


@given(st.binary(max_size=400))
def test_no_bytes_are_beyond_the_reader(body: bytes) -> None:
    """Whatever comes is a draft or a rejected item, never an exception."""
    raw = b"From: a@b.example\r\nMessage-ID: <1@b>\r\nContent-Type: multipart/mixed; boundary=x\r\n" + body
    found: PackedMessage | Rejected = read_letter(raw, UA)

    assert found[0] == 1 if isinstance(found, tuple) else found.row == 1


@given(st.text(max_size=300))
def test_any_html_gives_words_without_marks(text: str) -> None:
    assert "<script" not in plain_of(f"<p>a</p><script>{text}</script>")

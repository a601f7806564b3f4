"""Chats read into drafts: WhatsApp, Telegram, copied text, the open shape (issue 5.4, B2, C18)."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.chat_text import is_chat, read_lines, text_drafts
from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.files import open_file
from leaddesk.intake.options import Options
from leaddesk.intake.refusals import DamagedFile, EmptyFile
from leaddesk.intake.spoken import read_spoken

UA = Options(country="UA", zone="Europe/Kyiv")
ANDROID = (
    "20.11.26, 09:58 - Повідомлення та дзвінки захищено наскрізним шифруванням.\n"
    "20.11.26, 10:14 - Олена Коваль: Добрий день! Потрібен насос.\nДва, якщо точно.\n"
    "20.11.26, 10:14 - Sales: Вітаю! Який тиск?\n"
    "20.11.26, 10:15 - Олена Коваль: <Без медіафайлів>\n"
    "20.11.26, 10:16 - Олена Коваль: 6 бар. Мій номер 067 123 45 67\n"
)


def drafts_of(path: Path, options: Options = UA) -> list[Draft]:
    with open_file(path, options) as source:
        found = list(source)
    assert all(isinstance(one, Draft) for one in found), found
    return [one for one in found if isinstance(one, Draft)]


def told(draft: Draft) -> dict[str, Any]:
    assert draft.message is not None
    return draft.message


def test_a_whatsapp_export_is_one_conversation_of_two_sides(tmp_path: Path) -> None:
    """B2: who said what, when, in order; system lines and missing pictures are nothing said."""
    path = tmp_path / "Чат WhatsApp з контактом Олена Коваль.txt"
    path.write_text(ANDROID, encoding="utf-8")
    drafts = drafts_of(path)

    assert [(told(d)["way"], told(d)["text"]) for d in drafts] == [
        ("in", "Добрий день! Потрібен насос.\nДва, якщо точно."),
        ("out", "Вітаю! Який тиск?"),
        ("in", "6 бар. Мій номер 067 123 45 67"),
    ]
    assert {tuple(told(d)["thread"]) for d in drafts} == {("whatsapp:олена коваль",)}
    assert [d.fields["created_at"] for d in drafts] == [
        "2026-11-20T08:14:00.000Z", "2026-11-20T08:14:00.001Z", "2026-11-20T08:16:00.000Z",
    ]  # fmt: skip
    assert {d.name for d in drafts} == {"Олена Коваль"}
    assert [one.normal for one in drafts[0].contacts] == ["+380671234567"]


@pytest.mark.parametrize(
    "lines",
    [
        "[20.11.2026, 10:14:05] Ann: hi\n[20.11.2026, 10:15:00] Me: hello\n",
        "\u200e[20/11/2026, 10:14:05] Ann: hi\n\u200e[20/11/2026, 10:15:00] Me: hello\n",
        "11/20/26, 10:14\u202fAM - Ann: hi\n11/20/26, 10:15\u202fAM - Me: hello\n",
        "2026-11-20, 10:14 - Ann: hi\n2026-11-20, 10:15 - Me: hello\n",
        "[10:14, 20.11.2026] Ann: hi\n[10:15, 20.11.2026] Me: hello\n",
        "Ann, [20.11.2026 10:14]\nhi\n\nMe, [20.11.2026 10:15]\nhello\n",
        "Ann, [20.11.2026 10:14]:\r\nhi\r\n\r\nMe, [20.11.2026 10:15]:\r\nhello\r\n",
    ],
)
def test_every_way_that_chats_are_written_is_read(lines: str) -> None:
    """Issue 5.4: exports of Android and iOS, and what is copied out of a window."""
    drafts = [Draft(*one) for one in text_drafts(lines, "", UA)]

    assert is_chat(lines)
    assert [(told(d)["way"], told(d)["author"], told(d)["text"]) for d in drafts] == [
        ("in", "Ann", "hi"), ("out", "Me", "hello"),
    ]  # fmt: skip
    assert drafts[0].fields["created_at"].startswith("2026-11-20T08:14")


def test_who_is_shown_by_a_number_is_reached_by_it() -> None:
    text = "20.11.26, 10:14 - +380 67 123 45 67: Ціна?\n20.11.26, 10:15 - Sales: 100\n"
    first, _ = (Draft(*one) for one in text_drafts(text, "Чат WhatsApp с +380 67 123 45 67.txt", UA))

    assert {one.normal for one in first.contacts} == {"+380671234567", "whatsapp:+380671234567"}
    assert first.name == ""


def test_in_a_group_each_client_has_a_conversation_of_their_own() -> None:
    text = (
        "20.11.26, 10:14 - Ann: Need a pump\n20.11.26, 10:15 - Bo: And me a fan\n"
        "20.11.26, 10:16 - Sales: Bo, which one?\n20.11.26, 10:17 - Ann: Soon\n"
    )
    options = Options(own=frozenset(("sales",)))
    drafts = [Draft(*one) for one in text_drafts(text, "Group.txt", options)]

    assert [(d.name, told(d)["way"]) for d in drafts] == [
        ("Ann", "in"),
        ("Bo", "in"),
        ("Bo", "out"),
        ("Ann", "in"),
    ]
    assert len({tuple(told(d)["thread"]) for d in drafts}) == 2


def test_the_same_chat_exported_later_has_the_same_keys(tmp_path: Path) -> None:
    """Re-import changes nothing: equal lines of one minute are told apart by their place."""
    early = "20.11.26, 10:14 - Ann: ok\n20.11.26, 10:14 - Ann: ok\n20.11.26, 10:15 - Me: yes\n"
    first = [one[-1]["key"] for one in text_drafts(early, "Chat with Ann.txt", UA)]
    second = [
        one[-1]["key"] for one in text_drafts(early + "20.11.26, 10:20 - Ann: so?\n", "Chat with Ann.txt", UA)
    ]

    assert second[:3] == first
    assert len(set(second)) == 4


def test_a_whatsapp_archive_is_read_and_another_archive_is_not(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Олена Коваль.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("IMG-1.jpg", b"\xff\xd8")
        archive.writestr(
            "_chat.txt", "[20.11.26, 10:14:05] Олена Коваль: Ціна?\n[20.11.26, 10:15:05] Я: 100\n"
        )

    assert [told(d)["text"] for d in drafts_of(path)] == ["Ціна?", "100"]
    other = tmp_path / "x.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("notes.txt", "nothing to see")
    with pytest.raises(Exception, match="not_a_table"):
        open_file(other)


def telegram(**more: Any) -> dict[str, Any]:
    said = {"id": 1, "type": "message", "date": "2026-11-20T10:14:05", "date_unixtime": "1795162445"}
    return {
        "name": "Олена Коваль", "type": "personal_chat", "id": 777,
        "messages": [
            {"id": 0, "type": "service", "action": "phone_call"},
            said | {"from": "Олена Коваль", "from_id": "user777", "text": ["Ціна ", {"text": "SL-3"}, "?"]},
            said | {"from": "Я", "from_id": "user1", "text": "100"},
            said | {"from": "Олена Коваль", "from_id": "user777", "text": "", "media_type": "voice_message"},
        ],
    } | more  # fmt: skip


def test_a_chat_of_telegram_desktop(tmp_path: Path) -> None:
    """Issue 5.4: result.json."""
    path = tmp_path / "result.json"
    path.write_text(json.dumps(telegram(), ensure_ascii=False), encoding="utf-8")
    drafts = drafts_of(path)

    assert [(told(d)["way"], told(d)["text"]) for d in drafts] == [
        ("in", "Ціна SL-3?"), ("out", "100"), ("in", "voice_message"),
    ]  # fmt: skip
    assert [one.normal for one in drafts[0].contacts] == ["telegram:user777"]
    assert drafts[0].fields["created_at"] == "2026-11-20T08:14:05.000Z"


def test_a_whole_account_of_telegram_gives_numbers_from_its_address_book(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    whole = {
        "personal_information": {"user_id": 1, "first_name": "Я"},
        "contacts": {
            "list": [{"first_name": "Олена", "last_name": "Коваль", "phone_number": "00380671234567"}]
        },
        "chats": {"list": [telegram(), {"type": "saved_messages", "messages": telegram()["messages"]}]},
    }
    path.write_text(json.dumps(whole), encoding="utf-8")
    drafts = drafts_of(path)

    assert [d.row for d in drafts] == [1, 2, 3]
    assert {one.normal for one in drafts[0].contacts} == {"+380671234567", "telegram:user777"}


@pytest.mark.parametrize(
    "body", ['{"name": 1, "type": 2, "id": 3, "messages": 4}', '{"chats": {"list": [1, null]}}']
)
def test_an_odd_export_gives_nothing_and_no_fault(tmp_path: Path, body: str) -> None:
    path = tmp_path / "result.json"
    path.write_text(body)

    assert drafts_of(path) == []


def test_a_cut_off_export_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(telegram())[:-20])
    with pytest.raises(DamagedFile), open_file(path) as source:
        list(source)


COMMENT = {
    "kind": "comment", "channel": "instagram", "id": "c1", "post": "https://instagram.com/p/1",
    "author": {"name": "Юрій Сич", "profile": "https://instagram.com/yura.sych"},
    "text": "Скільки?", "time": "2026-11-20T10:00:00+02:00", "likes": 3,
}  # fmt: skip


def test_a_comment_has_its_kind_post_and_profile_which_is_a_contact() -> None:
    """C18: comment with post link, author profile link and text; the profile itself may be the contact."""
    found = read_spoken(COMMENT, UA)
    assert not isinstance(found, Rejected)
    draft = Draft(*found)

    assert (draft.fields["channel"], draft.fields["source"]) == ("comment", "instagram")
    assert [(one.kind, one.normal) for one in draft.contacts] == [("profile", "instagram.com/yura.sych")]
    assert (draft.extra["post"], draft.extra["likes"]) == ("https://instagram.com/p/1", "3")


def test_two_under_one_post_are_two_clients() -> None:
    other = COMMENT | {"id": "c2", "author": {"name": "Bo", "profile": "https://instagram.com/bo"}}
    threads = {
        tuple(Draft(*found).message["thread"])  # type: ignore[index]
        for found in (read_spoken(COMMENT, UA), read_spoken(other, UA))
        if not isinstance(found, Rejected)
    }

    assert len(threads) == 2


def test_a_folder_of_messages_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """C17: file-based intake works without network."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "2.json").write_text(json.dumps([COMMENT, COMMENT | {"id": "c2", "text": ""}]))
    (folder / "1.jsonl").write_text("\n".join(json.dumps({**COMMENT, "id": f"l{n}"}) for n in range(2)))
    (folder / "3.bin").write_bytes(b"\0\1")
    with open_file(folder, UA) as source:
        found = list(source)

    assert [one.row for one in found] == [1, 2, 3, 4, 5]
    assert [one.reason for one in found if isinstance(one, Rejected)] == [
        "intake.row.nothing_said", "intake.row.no_messages",
    ]  # fmt: skip
    assert [told(one)["key"].rpartition("#")[2] for one in found if isinstance(one, Draft)] == [
        "l0",
        "l1",
        "c1",
    ]


def test_a_damaged_file_of_a_folder_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps(telegram())[:-20])
    (tmp_path / "2.json").write_text(json.dumps(COMMENT))
    with open_file(tmp_path, UA) as source:
        first, second = source

    assert isinstance(first, Rejected)
    assert first.reason == "intake.damaged_file"
    assert isinstance(second, Draft)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile), open_file(tmp_path) as source:
        list(source)


@pytest.mark.parametrize(
    "text", ["name,phone\nAnn,1\n", "Ann: hi\nBo: hello\n", "20.11.26 - note\n20.11.26 - two\n", ""]
)
def test_a_list_or_a_note_is_no_chat(text: str) -> None:
    assert not is_chat(text)


def test_a_list_of_leads_in_json_stays_a_table(tmp_path: Path) -> None:
    path = tmp_path / "leads.json"
    path.write_text(json.dumps([{"name": "Ann", "phone": "+380671234567", "text": "pump"}]))
    with open_file(path) as source:
        assert source.head.format == "json"


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    read_lines(text, UA)
    list(text_drafts("20.11.26, 10:14 - A: x\n" + text, "", UA))


@given(
    st.dictionaries(
        st.sampled_from([*COMMENT, "thread", "way", "from", "x"]),
        st.one_of(
            st.none(),
            st.text(max_size=20),
            st.integers(),
            st.lists(st.integers(), max_size=2),
            st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
        ),
    )
)
def test_any_object_is_a_draft_or_rejected(item: dict[str, Any]) -> None:
    found = read_spoken(item, UA)
    assert isinstance(found, Rejected) or Draft(*found).message is not None

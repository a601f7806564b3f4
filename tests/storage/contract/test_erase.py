"""Erase: nothing of a person is left in the log, the screens, the search or the file, on every base."""

from pathlib import Path

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.contact import Contact
from leaddesk.actions.edit import AddContact, Edit
from leaddesk.actions.erase import Erase
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.incoming import Message
from leaddesk.actions.marks import Label
from leaddesk.actions.merge import Merge
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.sell import Accept, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.task import AddTask
from leaddesk.domain.log import to_text
from leaddesk.domain.refusals import NotAllowed, Refused, UndoRefused
from leaddesk.storage.attachments import Attachments
from leaddesk.storage.backup import restore_base
from leaddesk.storage.erase_list import keep_list, list_of
from tests.fakes.sample import NOW, add_user, as_user, capture, contact, incoming
from tests.storage.contract.bases import Base, sqlite_base

NAME, PHONE, MAIL = "Пелагея Стиранко \u202e<b>", "+380509998877", "pelahia.styranko@example.com"
SECRETS = ("Пелагея", "Стиранко", "0509998877", "pelahia", "таємниця", "директорка")


def _story(base: Base) -> str:
    """A client of whom much was written, in every place where words can stand."""
    item = incoming(
        NAME, PHONE, MAIL, need="таємниця потреби", original="таємниця листа", title="директорка",
        note="таємниця нотатки", extra={"inn": "таємниця"}, company="ТОВ Завод",
        amount_minor=5_000_00, currency="UAH", channel="email",
    )  # fmt: skip
    lead = capture(base.desk, item)
    ids = (lead,)
    base.desk.do(WriteNote(ids, "таємниця"))
    base.desk.undo()
    for action in (
        Answer(ids, "need", 2, "таємниця відповіді", {"text": "таємниця"}),
        RecordSignal(ids, "message", text="таємниця сигналу"),
        Contact(ids, "talked", 90, text="таємниця розмови"),
        AddTask(ids, "таємниця кроку", base.clock.forward(days=1)),
        Edit(ids, "person.name", NAME + " Друга"),
        AddContact(ids, contact("messenger", "@pelahia")),
        WriteNote(ids, "таємниця"),
        Label(ids, "VIP"),
        HandOver(ids, "таємниця поради", reason="таємниця причини"),
        Accept(ids),
        Win(ids),
    ):
        base.desk.do(action)
    return lead


def _left(base: Base) -> list[str]:
    """Secrets that the log still holds."""
    text = "\n".join(to_text(op.value) for op in base.log())
    return [secret for secret in SECRETS if secret in text]


def test_no_word_of_a_person_is_left_anywhere(base: Base) -> None:
    """ARCHITECTURE 4: ops, projections, search text; ids stay."""
    lead = _story(base)
    other = capture(base.desk, name="Інша Людина", phone="+380501112233", need="таємниця іншої")
    ids = [(op.id, op.entity, op.row_id, op.field, op.tx_id) for op in base.log()]
    figures = {key for key in base.figures() if key.startswith(("cohort", "event"))}
    assert set(_left(base)) == set(SECRETS)

    base.desk.do(Erase((lead,), sure=True))

    assert [(op.id, op.entity, op.row_id, op.field, op.tx_id) for op in base.log()][: len(ids)] == ids
    assert _left(base) == ["таємниця"]
    assert base.row(other).need == "таємниця іншої"
    for query in ("стиранко", "pelahia", "0509998877", "директорка", "листа"):
        assert base.store.count(PageAsk(query=query), base.clock(), base.me) == 0, query
    row = base.row(lead)
    assert (row.name, row.need, row.title, row.phone, row.email) == ("", "", "", "–", "–")
    assert (row.company, row.channel, row.amount_minor, row.place) == ("ТОВ Завод", "email", 5_000_00, "deal")
    assert figures <= base.figures().keys()
    base.desk.do(Erase((other,), sure=True))
    assert _left(base) == []
    checked = base.store.check()
    assert checked.projections, checked.problems


def test_an_erased_base_rebuilds_to_what_it_is(base: Base) -> None:
    """ARCHITECTURE 4: the proof holds after an erase, and nothing comes back by a rebuild."""
    lead = _story(base)
    base.desk.do(Erase((lead,), sure=True))
    before = base.picture()

    base.rebuild()

    assert base.picture() == before
    assert _left(base) == []


def test_all_records_of_a_merged_person_and_all_their_leads_go(base: Base) -> None:
    """ARCHITECTURE 4: of that person: whatever was merged, whatever else they asked for."""
    lead = _story(base)
    second = capture(base.desk, name=NAME, phone=None, email="pelahia@example.org", need="таємниця друга")
    third = capture(base.desk, incoming(NAME, PHONE, need="таємниця третя"))
    base.desk.do(Merge((lead, second), need="different"))

    base.desk.do(Erase((third,), sure=True))

    assert _left(base) == []
    assert {base.row(one).name for one in (lead, second, third)} == {""}
    assert base.store.check().problems == ()


def test_the_same_client_is_new_when_they_come_again(base: Base) -> None:
    """Nothing is known of who was erased: came-before says nothing, and two erased are nobody's doubles."""
    lead = _story(base)
    other = capture(base.desk, name="Інша", phone="+380501112233", need="інше")
    base.desk.do(Erase((lead,), sure=True))
    base.desk.do(Erase((other,), sure=True))

    again = capture(base.desk, incoming(NAME, PHONE, MAIL, need="нова потреба"))

    assert base.row(again).before_n == 0
    assert base.row(again).person_id != base.row(lead).person_id
    assert base.row(other).before_n == 0


def test_an_erase_is_asked_for_by_name_and_never_undone(base: Base) -> None:
    """ARCHITECTURE 4: it is the one exception; undo passes over it, and by its name says why."""
    lead = capture(base.desk, name=NAME)
    base.desk.do(Label((lead,), "VIP"))
    with pytest.raises(Refused) as refused:
        base.desk.do(Erase((lead,)))
    assert refused.value.key == "erase.sure"
    tx = base.desk.do(Erase((lead,), sure=True)).tx

    with pytest.raises(UndoRefused) as undone:
        base.desk.undo(tx)

    assert undone.value.key == "undo.erased"
    assert base.desk.undo().action == "label"
    assert base.row(lead).name == ""
    assert base.store.check().problems == ()


def test_only_an_administrator_erases(base: Base) -> None:
    """C7: the right to erase is a right of its own."""
    lead = capture(base.desk, name=NAME)
    head = as_user(base.desk, add_user(base.desk, "Керівниця", ("head",)))

    with pytest.raises(NotAllowed):
        head.do(Erase((lead,), sure=True))

    assert base.row(lead).name == NAME


def test_the_bytes_of_a_file_forget_too(shared: Base, tmp_path: Path) -> None:
    """ARCHITECTURE 4: what is overwritten is wiped, not only unlinked."""
    if shared.kind != "sqlite":
        pytest.skip("only a file has bytes of ours")
    lead = capture(shared.desk, incoming(NAME, PHONE, MAIL, need="x" * 5000 + "таємниця"))
    shared.desk.do(Erase((lead,), sure=True))
    shared.close()

    data = b"".join(path.read_bytes() for path in tmp_path.glob("base.leaddesk*"))

    assert MAIL.encode() not in data
    assert "таємниця".encode() not in data


def test_files_that_came_with_an_erased_person_go_unless_they_are_another_lead_s_too(
    base: Base, tmp_path: Path
) -> None:
    """ARCHITECTURE 4: attachments are blanked too."""
    kept = Attachments(tmp_path / "files")
    own, shared_file = kept.put(b"a passport"), kept.put(b"our price list")
    base.desk.attachments = kept
    files = tuple({"name": "a.pdf", "sha256": digest} for digest in (own, shared_file))
    first = incoming(NAME, PHONE, channel="email", message=Message("mail:1", text="раз", files=files))
    second = incoming("Інша", "+380501112233", channel="email", message=Message("mail:2", files=files[1:]))
    leads = [capture(base.desk, one) for one in (first, second)]

    base.desk.do(Erase((leads[0],), sure=True))

    assert kept.get(own) is None
    assert kept.get(shared_file) == b"our price list"


def test_a_restored_backup_forgets_whom_the_base_has_forgotten(tmp_path: Path) -> None:
    """ARCHITECTURE 4: a restored backup re-applies the erase list before it opens."""
    base = sqlite_base(tmp_path)
    lead = capture(base.desk, incoming(NAME, PHONE, MAIL, need="таємниця"))
    other = capture(base.desk, name="Інша Людина", phone="+380501112233")
    path, copy = tmp_path / "base.leaddesk", tmp_path / "copy.leaddesk"
    base.store.backup(str(copy))
    base.desk.do(Erase((lead,), sure=True))
    base.close()

    restore_base(copy, path, NOW)
    assert list_of(path).exists()
    assert "Пелагея" not in list_of(path).read_text(encoding="utf8")
    again = sqlite_base(tmp_path)
    try:
        assert again.row(lead).name == ""
        assert again.row(other).name == "Інша Людина"
        assert _left(again) == []
        assert not list_of(path).exists()
        assert again.store.check().problems == ()
        assert [row.action for row in again.store.history(1)] == ["erase"]
    finally:
        again.close()


def test_a_list_that_cannot_be_read_stops_no_start(tmp_path: Path) -> None:
    """A damaged list or base tells nothing, and hinders nobody."""
    base = sqlite_base(tmp_path)
    base.close()
    path = tmp_path / "base.leaddesk"
    list_of(path).write_text("[{", encoding="utf8")
    sqlite_base(tmp_path).close()
    (tmp_path / "broken").write_bytes(b"no base at all" * 100)

    keep_list(tmp_path / "broken")
    keep_list(tmp_path / "missing")

    assert not list_of(tmp_path / "broken").exists()
    assert not list_of(tmp_path / "missing").exists()

"""Conversations on every base: a message finds the lead of what it answers, once, also after an undo."""

from dataclasses import replace

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.capture import CaptureAll
from leaddesk.actions.edit import Edit
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.actions.ports import Change
from tests.fakes.sample import incoming
from tests.storage.contract.bases import Base


def letter(key: str, *thread: str, text: str = "Скільки коштує?", **more: object) -> Incoming:
    item = incoming(channel="email", need=text, original=text, phone=None, email="ann@example.com")
    return replace(item, message=Message(key, thread, text), **more)  # type: ignore[arg-type]


def received(base: Base, *items: Incoming) -> tuple[Change, list[Fate]]:
    told: list[list[Fate]] = []
    change = base.desk.do(CaptureAll(items, told.append))
    return change, told[-1]


def test_a_message_comes_in_once_and_its_replies_join_its_lead(base: Base) -> None:
    """B2, A4: Message-ID tells a letter again, In-Reply-To and References its conversation."""
    _, (first,) = received(base, letter("mail:1"))
    _, (again, reply, late) = received(
        base,
        letter("mail:1"),
        letter("mail:3", "mail:2", "mail:1", text="А коли?"),
        letter("mail:4", "mail:2", text="Ще одне"),
    )

    assert first.kind == "new"
    assert [fate.kind for fate in (again, reply, late)] == ["duplicate", "updated", "updated"]
    assert {fate.lead_id for fate in (again, reply, late)} == {first.lead_id}
    with base.store.view() as read:
        assert {s.text for s in read.lead(first.lead_id).signals} == {"А коли?", "Ще одне"}
    assert base.store.check().problems == ()


def test_an_undone_message_may_come_again(base: Base) -> None:
    """The register goes with the step that wrote it."""
    change, (first,) = received(base, letter("mail:1"))
    base.desk.undo(change.tx)
    _, (second,) = received(base, letter("mail:1"))

    assert (first.kind, second.kind) == ("new", "new")
    assert base.ids() == [second.lead_id]


def test_a_lead_that_a_revert_spares_still_hears_its_replies(base: Base) -> None:
    """Decision 9: what was touched since stays, its conversation too."""
    told: dict[int, list[Fate]] = {}
    change = base.desk.do(ImportRows([[letter("mail:1")], [letter("mail:9", text="інше")]], told.__setitem__))
    kept = told[0][0].lead_id
    base.desk.do(Edit((kept,), "need", "насос"))

    undone = base.desk.undo(change.tx)
    _, (reply,) = received(base, letter("mail:2", "mail:1", text="Ну що?"))

    assert [one.id for one in undone.kept] == [kept]
    assert (reply.kind, reply.lead_id) == ("updated", kept)

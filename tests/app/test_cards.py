"""The reader of cards at a desk: regions by its process, layouts kept on this machine (issue 6.5)."""

from pathlib import Path

from leaddesk.app.cards import CardReader
from leaddesk.app.compose import files
from leaddesk.domain.card_evidence import evidence_of
from leaddesk.storage.door import open_store
from tests.fakes.sample import Clock, make_desk
from tests.intake.card_made import FIRST, SECOND, drawn, saved


def test_the_reader_of_a_desk_reads_regions_and_remembers_between_starts(tmp_path: Path) -> None:
    """Issue 6.5: a click is read in the child process; what was learnt lies on this machine only."""
    path = str(saved(drawn(FIRST), tmp_path, "first.png"))
    first, second = CardReader(tmp_path), CardReader(tmp_path)
    try:
        (card,) = first.read_all(path)
        pointed = first.read_region(path, 1, (200, 447, 0, 0), "phone")
        dragged = first.read_region(path, 1, (50, 470, 900, 70), "email")
        nothing = first.read_region(path, 1, (900, 30, 0, 0), "company")
        told = [(fact.key, fact.text, place, fact.box) for place, fact in enumerate(card.facts)]
        kept = [one for one in told if one[0] != "company"]
        first.learn(card, [*kept, ("company", "Північ-Декор", None, None)])
        (again,) = second.read_all(str(saved(drawn(SECOND), tmp_path, "second.png")))
    finally:
        first.close()
        second.close()

    assert (pointed.text, dragged.text) == ("+380635550817", "s.pereguda@pivnich-dekor.com.ua")
    assert pointed.box is not None
    assert nothing.text == ""
    assert again.company == "Північ-Декор"
    assert "Перегуда" not in (tmp_path / "card_layouts.json").read_text(encoding="utf-8")


def test_a_broken_file_of_layouts_is_no_fault(tmp_path: Path) -> None:
    """F: memory that cannot be read is empty memory."""
    (tmp_path / "card_layouts.json").write_text('{"a.com": {"values": 7}}', encoding="utf-8")
    reader = CardReader(tmp_path)
    try:
        (card,) = reader.read_all(str(saved(drawn(FIRST), tmp_path)))
    finally:
        reader.close()

    assert card.emails == ("s.pereguda@pivnich-dekor.com.ua",)


def test_a_confirmed_card_keeps_the_type_of_each_phone_and_its_picture(tmp_path: Path) -> None:
    """Issue 6.5: a fax stays a fax, the picture is evidence of each field, an empty field is none."""
    clock = Clock()
    desk = make_desk(open_store(f"sqlite:///{tmp_path / 'base.sqlite'}", clock=clock), clock)
    fields = [("full_name", "Степан Перегуда"), ("phone.fax", "+380443334455"), ("email", "  ")]
    item = files(desk).card(fields, "ab" * 32, {"full_name": (1, 2, 3, 4)})
    plain = files(desk).card(fields, "")
    desk.store.close()

    assert [(one.kind, one.normal, one.label) for one in item.contacts] == [("phone", "+380443334455", "fax")]
    assert evidence_of(item.extra, "full_name") == {"kind": "card", "picture": "ab" * 32, "box": [1, 2, 3, 4]}
    assert evidence_of(plain.extra, "full_name") is None

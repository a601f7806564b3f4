"""The chosen leads as vCards: what is written is read again, and the clipboard holds the same."""

from pathlib import Path

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.app.cards_out import cards_text, write_cards
from leaddesk.storage.door import open_store
from tests.fakes.sample import Clock, capture, incoming, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    clock = Clock()
    return make_desk(open_store(f"sqlite:///{tmp_path / 'base.sqlite'}", clock=clock), clock)


def two(desk: Desk) -> tuple[str, str]:
    first = capture(desk, incoming(name="Олена Ґудзь", phone="+380671234567", email="o@example.com"))
    second = capture(desk, incoming(name="Sofie Müller; Söhne", phone="+4930123456"))
    return first, second


def test_each_chosen_lead_is_one_card_and_no_other_is_written(desk: Desk, tmp_path: Path) -> None:
    """UX 4.2, lead.export_vcf."""
    first, second = two(desk)

    rows = write_cards(desk, (first,), tmp_path / "one.vcf")
    both = write_cards(desk, (first, second), tmp_path / "two.vcf")

    text = (tmp_path / "one.vcf").read_text(encoding="utf8")
    assert (rows, both) == (1, 2)
    assert "FN:Олена Ґудзь" in text
    assert "Müller" not in text
    desk.store.close()


def test_the_clipboard_has_name_and_contacts(desk: Desk) -> None:
    """UX 4.2, lead.copy_vcard: an address book or a letter takes it as it is."""
    first, second = two(desk)

    text = cards_text(desk, (first, second))

    assert text.count("BEGIN:VCARD") == text.count("END:VCARD") == 2
    for part in ("+380671234567", "o@example.com", "Sofie Müller\\; Söhne"):
        assert part in text
    desk.store.close()


def test_nothing_chosen_is_no_card(desk: Desk) -> None:
    """An empty choice writes an empty text instead of everybody."""
    two(desk)

    assert cards_text(desk, ()) == ""
    desk.store.close()

"""Many arrivals under one step, each with a fate."""

from leaddesk.actions.arrivals import Fate
from leaddesk.actions.desk import Desk
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.incoming import Incoming
from tests.actions.desks import make_desk, person_of, row_of
from tests.fakes.sample import capture, contact, incoming


def brought(desk: Desk, *batches: list[Incoming]) -> list[Fate]:
    told: dict[int, list[Fate]] = {}
    desk.do(ImportRows(iter(batches), told.__setitem__, "list.csv"))
    return [fate for number in sorted(told) for fate in told[number]]


def kinds(fates: list[Fate]) -> list[str]:
    return [fate.kind for fate in fates]


def test_each_row_has_its_fate_and_the_lead_it_went_to() -> None:
    """Issue 3: every row with a fate."""
    desk = make_desk()
    known = capture(desk, need="верстат")
    fates = brought(
        desk,
        [
            incoming("Нова Людина", "+380971111111"),
            incoming(need="верстат", title="директор"),
            incoming(need="верстат", source="вдруге"),
            incoming("Без Контакту", None),
            incoming(need="інше"),
        ],
    )

    assert kinds(fates) == ["new", "updated", "duplicate", "junk", "new"]
    assert [fate.lead_id == known for fate in fates] == [False, True, True, False, False]
    assert [fate.reason for fate in fates] == [
        "new_contact", "same_phone", "same_phone", "no_contact", "same_phone",
    ]  # fmt: skip
    assert person_of(desk, known).title == "директор"


def test_rows_equal_in_all_but_the_senders_id_are_one() -> None:
    """Issue 6.2: only rows identical in every column but lead_id are duplicate."""
    desk = make_desk()
    row = incoming("Фірма Перша", None, contacts=(contact("address", "вул. Зелена, 1"),), external_id="1")
    twin = incoming("Фірма Перша", None, contacts=(contact("address", "вул. Зелена, 1"),), external_id="2")
    other = incoming("Фірма Перша", None, contacts=(contact("address", "вул. Зелена, 2"),), external_id="3")

    assert kinds(brought(desk, [row, twin, other])) == ["new", "duplicate", "new"]


def test_a_row_seen_earlier_in_the_file_is_not_updated_with_what_it_has() -> None:
    """A row that adds nothing to an earlier one of the same batch is a duplicate, not an update."""
    desk = make_desk()
    rows = [
        incoming(source="перше"),
        incoming(source="друге"),
        incoming(source="третє", email="dk@example.com"),
    ]

    assert kinds(brought(desk, rows)) == ["new", "duplicate", "updated"]
    assert kinds(brought(make_desk(), rows[:1], rows[1:2], rows[2:])) == ["new", "duplicate", "updated"]


def test_a_company_named_in_many_rows_is_one() -> None:
    """Within a batch and across batches."""
    desk = make_desk()
    rows = [incoming(f"Людина {n}", f"+38097000000{n}", company="ТОВ Завод") for n in range(4)]
    fates = brought(desk, rows[:2], rows[2:])

    assert len({row_of(desk, fate.lead_id).company_id for fate in fates}) == 1


def test_a_repeat_in_a_file_is_no_signal() -> None:
    """A file tells nothing new about when somebody wrote."""
    desk = make_desk()
    lead = capture(desk)
    brought(desk, [incoming(source="файл")])

    assert row_of(desk, lead).last_signal_at == row_of(desk, lead).received


def test_names_without_contact_or_contacts_without_name_identify_nobody() -> None:
    """A10: who says no name is not known to be the same."""
    desk = make_desk()
    fates = brought(desk, [incoming("", need="а"), incoming("", need="б")])

    assert kinds(fates) == ["new", "new"]
    assert len({row_of(desk, fate.lead_id).person_id for fate in fates}) == 2


def test_an_empty_file_writes_nothing() -> None:
    """No rows, no step."""
    desk = make_desk()
    before = desk.store.version()

    assert brought(desk) == []
    assert desk.store.version() == before

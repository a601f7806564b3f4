"""The list of journey 7: five thousand rows from a fair, as such lists really are."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.files import Options, open_file
from leaddesk.intake.parse_child import ParseChild
from tests.intake.made_files import RU, UK, bytes_file, quoted

ROWS, REPEATED, WITHOUT_CONTACT, BROKEN = 5_000, 300, 40, 8
HERE = Options(country="UA", zone="Europe/Kyiv")


@pytest.fixture(scope="module")
def fair_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """cp1251, `;`, quoted newlines, 8-(067) numbers, repeated rows, rows without a contact, rows of NULs."""
    draw = random.Random(7)
    lines = [";".join(UK["header"]).encode("cp1251")]
    rows: list[bytes] = []
    for number in range(ROWS - REPEATED - WITHOUT_CONTACT):
        words = draw.choice((UK, RU))
        need = draw.choice(words["needs"]) + f" {number}"
        if number % 9 == 0:
            need = need.replace(" ", "\n", 1)
        phone = draw.choice(
            ("8-(067) {:03}-{:02}-{:02}", "+38 050 {:03} {:02} {:02}", "(095){:03}{:02}{:02}")
        )
        cells = [
            draw.choice(words["names"]),
            draw.choice(words["firms"]),
            phone.format(number // 10 % 1_000, number % 100, number // 1_000),
            f"u{number}@firm{number % 97}.example" if number % 3 else "",
            draw.choice(words["towns"]),
            need,
        ]
        rows.append(";".join(quoted(cell, ";") for cell in cells).encode("cp1251"))
    rows += draw.sample(rows, REPEATED)
    rows += [f"Щербина {n};Цех {n};;;Ніжин;".encode("cp1251") for n in range(WITHOUT_CONTACT)]
    rows += [b"\0" * 30] * BROKEN
    draw.shuffle(rows)
    return bytes_file(tmp_path_factory.mktemp("fair"), b"\r\n".join([*lines, *rows]) + b"\r\n")


def test_every_row_of_the_list_is_accounted_for(fair_list: Path) -> None:
    """Journey 7: encoding and columns at first guess, every number read, rows without contact kept."""
    with open_file(fair_list, HERE) as source:
        items = list(source)

    drafts = [item for item in items if isinstance(item, Draft)]
    assert (source.head.encoding, source.head.delimiter, source.head.kind) == ("cp1251", ";", "requests")
    assert source.head.columns == ("full_name", "company", "phone", "email", "city", "need")
    assert len(items) == ROWS + BROKEN
    assert sum(isinstance(item, Rejected) for item in items) == BROKEN
    assert sum(not draft.contacts for draft in drafts) == WITHOUT_CONTACT
    assert all(one.normal for draft in drafts for one in draft.contacts)
    assert all("\n" in draft.fields["need"] for draft in drafts if draft.contacts and b"\n" in draft.raw[:-2])


def test_repeated_rows_are_equal_drafts(fair_list: Path) -> None:
    """A10 begins here: the same row gives the same normal forms."""
    with open_file(fair_list, HERE) as source:
        drafts = [item for item in source if isinstance(item, Draft)]

    seen = Counter(
        (tuple(sorted(draft.fields.items())), draft.contacts) for draft in drafts if draft.contacts
    )
    assert sum(times - 1 for times in seen.values()) == REPEATED


def test_the_list_is_read_in_a_child_well_within_its_bar(fair_list: Path) -> None:
    """Journey 7: 5 s for the whole import, of which reading is a part."""
    started = time.perf_counter()

    with ParseChild() as child:
        child.open(fair_list, HERE)
        rows = sum(len(batch.drafts) + len(batch.rejected) for batch in child)

    assert rows == ROWS + BROKEN
    assert time.perf_counter() - started < 5

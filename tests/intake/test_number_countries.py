"""The country of a number without a code: the words beside it, city, domains, campaign, then our own (A9)."""

import pytest

from leaddesk.intake.cells import countries_in
from leaddesk.intake.draft import Draft
from leaddesk.intake.options import Options
from leaddesk.intake.pasted import read_pasted

HEAD = "Name\tPhone\tEmail\tCity\tCountry\tCampaign\n"


def number(**cells: str) -> str | None:
    row = "\t".join(cells.get(name, "") for name in ("phone", "email", "city", "country", "campaign"))
    found = [
        one for one in read_pasted(f"{HEAD}Jan Nowak\t{row}", Options(country="UA")) if isinstance(one, Draft)
    ]
    return next((one.normal for one in found[0].contacts if one.kind == "phone"), None)


@pytest.mark.parametrize(
    ("cells", "normal"),
    [
        ({"phone": "501 234 567"}, "+380501234567"),
        ({"phone": "PL: 501 234 567"}, "+48501234567"),
        ({"phone": "Польща: 501 234 567"}, "+48501234567"),
        ({"phone": "501 234 567", "email": "jan@firma.pl"}, "+48501234567"),
        ({"phone": "501 234 567", "campaign": "Poland 2026"}, "+48501234567"),
        ({"phone": "501 234 567", "city": "Warszawa"}, "+48501234567"),
        ({"phone": "501 234 567", "country": "Польща"}, "+48501234567"),
        ({"phone": "067 123 45 67", "email": "jan@firma.pl", "campaign": "Poland"}, "+380671234567"),
        ({"phone": "0671234567", "city": "Warszawa"}, "+380671234567"),
        ({"phone": "+380671234567", "country": "Польща"}, "+380671234567"),
        ({"phone": "501 234 567", "email": "jan@gmail.com", "campaign": "осінь"}, "+380501234567"),
        ({"phone": "8 701 234 56 78", "city": "Алмати"}, "+77012345678"),
    ],
)
def test_a_number_is_read_by_the_nearest_word_of_its_row(cells: dict[str, str], normal: str) -> None:
    assert number(**cells) == normal


@pytest.mark.parametrize(
    ("text", "found"),
    [("Poland 2026", ("PL",)), ("PL: 501", ("PL",)), ("Львів, осінь", ("UA",)), ("in no us", ()), ("", ()),
     ("Німеччина + Польща", ("DE", "PL"))],
)  # fmt: skip
def test_countries_are_named_by_words_cities_and_codes_in_capitals(text: str, found: tuple[str, ...]) -> None:
    assert countries_in(text) == found

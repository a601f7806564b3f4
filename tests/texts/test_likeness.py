"""Why two persons are one, in sentences: every comparison of the engine has its own, in three languages."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.lead import ContactState, PersonState
from leaddesk.domain.matching_score import compare
from leaddesk.domain.matching_traits import read_traits
from leaddesk.domain.matching_verdict import Habits, Said, Verdict
from leaddesk.texts import LANGUAGES, in_language, set_language
from leaddesk.texts.likeness import SENTENCES, reason_line, reasons, sentence

ANNA = PersonState(
    "a" * 32, name="Anna Kovalenko", contacts=(ContactState("1", "phone", "x", "+380501112233"),)
)
HANNA = PersonState(
    "b" * 32, name="Ганна Коваленко", contacts=(ContactState("2", "phone", "y", "+380501112233"),)
)

names = st.text("abcdehiknorstуваекнотгІ' -", max_size=14)
fields = st.fixed_dictionaries(
    {
        "name": names,
        "company": names,
        "phone": st.sampled_from(("", "+380501112233", "+380501112234", "0442223344 ext 2")),
        "email": st.sampled_from(("", "a.kov@x.ua", "a.kov@y.ua", "akov@gmail.com", "info@x.ua")),
        "city": st.sampled_from(("", "Київ", "Kyiv", "Львів")),
        "address": st.sampled_from(("", "вул. Садова 5", "Sadova 7", "Main street 12")),
        "zip": st.sampled_from(("", "01001", "01002", "79000")),
        "birthday": st.sampled_from(("", "1990-01-02", "1990-01-03", "1971-12-12")),
    }
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def verdict(*said: tuple[str, str, float]) -> Verdict:
    return Verdict(0.9, "duplicate", tuple(Said(*one) for one in said))


@given(fields, fields)
def test_every_comparison_that_the_engine_makes_has_a_sentence(
    one: dict[str, str], other: dict[str, str]
) -> None:
    """A10: the reason of each match is a sentence; none is a key, and none has a gap."""
    found = compare(read_traits(one), read_traits(other), Habits())

    told = reasons(found, ANNA, HANNA)

    assert all(reason.words and "{" not in reason.words for reason in told)
    assert len({reason.words for reason in told}) == len(told)


def test_every_sentence_is_said_in_three_languages() -> None:
    """A10."""
    for words in SENTENCES.values():
        said = {code: in_language(code, words) for code in LANGUAGES}
        assert all(said.values())
        assert said["uk"] != words


def test_what_speaks_for_one_client_comes_first_and_what_is_missing_last() -> None:
    """Screen 08: evidence in sentences, also what could not be compared."""
    told = reasons(
        verdict(("email", "other", -0.5), ("phone", "same", 9.0), ("family", "same", 6.0)), ANNA, HANNA
    )

    assert [reason.speaks for reason in told] == [True, True, False, None]
    assert told[0].words == "The phone is the same: +380 50 111 22 33"
    assert told[-1].words == "There are no two companies to compare"


def test_the_weakest_part_of_a_name_is_what_is_said_of_it() -> None:
    """A name whose family fits and whose given name does not is another name."""
    told = reasons(verdict(("family", "same", 6.0), ("given", "other", -5.0)))

    assert "The names are different" in [reason.words for reason in told]


def test_a_name_in_another_alphabet_is_told_as_such() -> None:
    """A10: in both alphabets."""
    assert sentence("person", "same", ANNA, HANNA) == "The name is the same when written in one alphabet"
    assert sentence("person", "sounds", ANNA, HANNA) == "The name is the same when written in one alphabet"
    assert sentence("person", "same", ANNA, ANNA) == "The name is the same"
    assert sentence("person", "sounds", ANNA, ANNA) == "The names sound alike"


def test_a_contact_that_cannot_be_named_leaves_no_gap() -> None:
    """The sentence ends where the value would stand."""
    assert sentence("email", "same", None, None) == "The e-mail is the same"


def test_one_line_says_the_most() -> None:
    """A10: the reason in one sentence; nothing where nothing speaks for one client."""
    assert reason_line(verdict(("city", "same", 1.2), ("company", "same", 6.0))) == "The company is the same"
    assert reason_line(verdict(("city", "other", -0.6))) == ""


def test_no_comparison_of_the_engine_is_left_out() -> None:
    """Every (field, how) that is written in the engine has a row, whether or not chance finds it."""
    folder = Path(__file__).parents[2] / "leaddesk" / "domain"
    code = "".join(file.read_text("utf8") for file in folder.glob("matching_*.py"))
    written = set(re.findall(r'Said\(\s*"(\w+)",\s*"(\w+)"', code))

    assert {one for one in written if one[0] != "name"} <= SENTENCES.keys()

"""Proves the one form of foreign text (UX 4.3, ARCHITECTURE 4)."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaddesk.domain.normal import clean, digits, fold, words

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    "spellings",
    [
        ["О'Ніл", "О’Ніл", "Оʼніл", "о`ніл", "ОНІЛ", "о‘ніл", "О＇Ніл"],
        ["Ёлкина", "елкина", "е\u0308лкина", "ЕЛКИНА"],
        ["Ґанок", "ганок", "ҐАНОК"],
        ["Їжак", "їжак", "і\u0308жак"],
        ["Straße", "STRASSE", "strasse"],
        ["  Агро \t Схід\n", "агро схід", "агро\u00a0схід", "аг\u00adро схі\u200bд", "\ufeffагро схід"],
        ["O'Neil", "oneil", "O`NEIL"],
        ["ŉ", "n", "ʼn"],
    ],
)
def test_spellings_that_a_person_does_not_tell_apart_fold_alike(spellings: list[str]) -> None:
    """UX 4.3: NFC, casefold, ё/е, ґ/г, one apostrophe."""
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("їжак", "іжак"), ("мій", "міи"), ("café", "cafe"), ("а", "a")])
def test_letters_that_differ_stay_apart(one: str, other: str) -> None:
    """UX 4.3: й is not и, a Cyrillic а is no Latin a."""
    assert fold(one) != fold(other)


@given(anything)
@example("ŉ")
@example("е'\u0308")
@example("е\u200b\u0308")
@example("İ")
@example("ΐ")
@example("\u0345\u0301")
def test_folding_twice_is_folding_once(text: str) -> None:
    """UX 4.3: what is indexed and what is typed pass the same function any number of times."""
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_decomposed_and_composed_text_fold_alike(text: str) -> None:
    """UX 4.3: files of a Mac hold decomposed letters."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=127)))
def test_the_ascii_way_gives_what_the_general_way_gives(text: str) -> None:
    """P2: the fast path is the same function."""
    assert f"{fold(text)} є".strip() == fold(text + " є")


@given(anything, anything)
def test_folded_text_has_no_capitals_apostrophes_or_double_spaces(one: str, other: str) -> None:
    """UX 4.3: what the index relies on."""
    folded = fold(one + " " + other)

    assert folded == folded.strip()
    assert not set("'’`ʼёґ\u200b\u00ad") & set(folded)
    assert folded == " ".join(folded.split())


@given(anything)
@example("\0")
@example("\ud800\udc00")
def test_cleaned_text_can_be_stored_everywhere(text: str) -> None:
    """ARCHITECTURE 4: NUL and lone surrogates become U+FFFD; every other character stays."""
    cleaned = clean(text)

    assert "\0" not in cleaned
    assert cleaned.encode().decode() == cleaned
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    assert all(kept == mark or kept == "\ufffd" for kept, mark in zip(cleaned, text, strict=True))


def test_ordinary_text_is_cleaned_to_itself() -> None:
    """ARCHITECTURE 4: emoji, right-to-left marks and accents are data."""
    text = "Їжак 👩‍💻 \u202eabc <img src=x>"

    assert clean(text) is text or clean(text) == text


def test_words_and_digits_are_taken_from_any_script() -> None:
    """UX 4.3: search by words and by phone digits."""
    assert words("Ківі-Агро, О'Ніл_2!") == ["ківі", "агро", "оніл", "2"]
    assert words("...") == []
    assert digits("+38 (067) 123-45-67") == "380671234567"
    assert digits("тел. ٠٦٧ доб. ５") == "0675"
    assert digits("x²") == ""


@given(anything)
def test_digits_are_ascii(text: str) -> None:
    """UX 4.3: phone digits compare as ASCII."""
    assert digits(text) == "" or (digits(text).isascii() and digits(text).isdecimal())

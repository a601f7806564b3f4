"""What typed words find: parts, beginnings, similar words, phrases, and phones however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from leaddesk.domain.normal import fold
from leaddesk.domain.search_ast import Text, TextMode
from leaddesk.domain.search_facts import Facts
from leaddesk.domain.search_logic import Or, Word, edits, fuzzy_pieces, spaced
from leaddesk.domain.search_match import holds
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve
from leaddesk.domain.search_said import said
from tests.domain.test_search_match import KYIV, NOW


def finds(typed: str, text: str, phones: str = "") -> bool:
    query = parse(typed)
    assert query.problems == ()
    return holds(resolve(query, NOW, KYIV), Facts(text=fold(text), phones=phones))


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("насос", "Електронасос", True),
        ("сос", "Насос", True),
        ("НАСОС", "насос", True),
        ("на", "насос", True),
        ("со", "насос", False),
        ("о", "новий Олег", True),
        ("я", "Олег", False),
        ("насос", "на сос", False),
        ("нас*", "насос", True),
        ("сос*", "насос", False),
        ("схід*", "Агро-Схід", True),
        ("агро-с*", "ТОВ Агро-Схід", True),
        ("агро-с*", "Агро Схід", False),
        ('"насос для"', "Насос  для\tводи", True),
        ('"для насос"', "насос для насосної", True),
        ('"насос води"', "насос для води", False),
        ('"ас"', "насос", True),
        ("ёлка", "Елка", True),
        ("елка", "Ёлка", True),
        ("ґанок", "Ганок", True),
        ("ганок", "Ґанок", True),
        ("об'єкт", "обʼєкт", True),
        ("об’єкт", "об'єкт", True),
        ("обєкт", "об'єкт", True),
        ("O'Brien", "obrien", True),
        ("STRASSE", "Straße", True),
        ("й", "йод", True),
        ("а-б.ком", "сайт а-б.ком тут", True),
        ("C++", "знає c++ добре", True),
        ("C++", "знає c# добре", False),
        ("100%", "сплатив 100%", True),
        ("100%", "1000 штук", False),
        ("a_b", "axb", False),
        ("%", "будь-що", False),
        ("%", "10 %", True),
        ("насос,", "насос", True),
        ("насос?", "насос!", True),
        ("привіт, світ.", "світ привіт", True),
        ("ковл~", "Коваль", False),
        ("ковал~", "Коваль", True),
        ("кавл~", "Ковл", True),
        ("петеренко~", "Петренко", True),
        ("петеринкоо~", "Петренко", False),
        ("кравес~", "Травец", True),
        ("краве~", "Травк", False),
        ("насос~", "електронасос", True),
        ("сір~", "сер", True),
        ("аб~", "абв", True),
        ("аб~", "хаб", False),
        ("агро-схід~", "агро-схит", False),
        ("агро-схід~", "агро-схід", True),
    ],
)
def test_a_word_is_found_where_a_person_expects_it(typed: str, text: str, found: bool) -> None:
    """UX 4.3: three letters anywhere, one or two at beginnings, * beginnings, ~ similar, "in a row"."""
    assert finds(typed, text) is found


@pytest.mark.parametrize(
    ("typed", "phones", "found"),
    [
        ("067", "380671234567", True),
        ("4567", "380671234567", True),
        ("0671234567", "380671234567", True),
        ("+380671234567", "380671234567", True),
        ("+38067", "380671234567", True),
        ("+067", "380671234567", False),
        ("+49", "4915112345678", True),
        ("+49", "380674915112", False),
        ("380 67 123 45 67", "380671234567", True),
        ("067 123 45 67", "380671234567", True),
        ("067 123 45 68", "380671234567", False),
        ("067-123-45-67", "380671234567", True),
        ("(067) 123-45-67", "380671234567", True),
        ("8 (067) 123-45-67", "380671234567", True),
        ("8 (495) 123-45-67", "74951234567", True),
        ("84951234567", "74951234567", True),
        ("0151 12345678", "4915112345678", True),
        ("00380671234567", "380671234567", True),
        ("12", "380671234567", False),
        ("067", "", False),
        ("067", "380501112233 380671234567", True),
        ("3 067 12", "380671234567", False),
        ("насос 0671234567", "380671234567", False),
    ],
)
def test_a_phone_is_found_in_any_spelling(typed: str, phones: str, found: bool) -> None:
    """Issue 3 point 4: phone formats match; digits of three and more look into phones."""
    assert finds(typed, "", phones) is found


def test_digits_are_found_in_the_text_too() -> None:
    """A number of a contract or a part is no phone."""
    assert finds("2026", "договір 2026")
    assert finds("123 45 67", "артикул 123 позиція 45 рядок 67")
    assert finds("12", "будинок 12")
    assert not finds("12", "будинок 112")


@pytest.mark.parametrize("mode", ["word", "start", "fuzzy", "phrase"])
def test_text_of_nothing_but_marks_that_no_one_sees_asks_nothing(mode: TextMode) -> None:
    """UX 4.3: malformed input never silently gives no row."""
    assert said(Text("\u200b'", mode)) is None


def test_only_the_text_looks_into_phones() -> None:
    """A number in a named field is a text there."""
    assert resolve(parse("inn:123456"), NOW, KYIV) == Word("123456", "inside", "inn")
    assert isinstance(resolve(parse("123456"), NOW, KYIV), Or)


@given(st.text(min_size=1, max_size=12), st.sampled_from(["word", "start", "fuzzy", "phrase"]))
def test_words_to_compile_are_folded_and_of_the_promised_form(text: str, mode: TextMode) -> None:
    """Storage relies on it: never empty, folded; start is words with single spaces; fuzzy is one word."""
    found = said(Text(text, mode))

    leaves = [found] if isinstance(found, Word) else list(getattr(found, "items", ()))
    for leaf in leaves:
        assert isinstance(leaf, Word)
        assert leaf.text
        assert fold(leaf.text) == leaf.text
        if leaf.mode == "start":
            assert spaced(leaf.text) == f" {leaf.text} "
        if leaf.mode == "fuzzy":
            assert 3 <= len(leaf.text) <= 64
            assert spaced(leaf.text) == f" {leaf.text} "
            assert " " not in leaf.text


@given(st.text("абвг", min_size=3, max_size=9), st.data())
def test_a_similar_word_keeps_one_piece_whole(word: str, data: st.DataObject) -> None:
    """An index may look for the pieces first and misses nothing."""
    other = word
    for _ in range(edits(len(word))):
        at, end = sorted((data.draw(st.integers(0, len(other))), data.draw(st.integers(0, len(other)))))
        other = other[:at] + data.draw(st.text("абвг", max_size=1)) + other[min(end, at + 1) :]

    assert Levenshtein.distance(word, other) <= edits(len(word))
    assert any(piece in other for piece in fuzzy_pieces(word))


@given(st.text("абвг", min_size=3, max_size=9))
def test_pieces_make_up_the_word(word: str) -> None:
    """No letter is lost between pieces, none is empty."""
    assert all(fuzzy_pieces(word))
    assert set("".join(fuzzy_pieces(word))) == set(word)


@given(st.text(max_size=20))
def test_every_word_of_a_text_is_found_by_its_beginning_and_by_itself(text: str) -> None:
    """What is in the text is found by typing it."""
    for word in spaced(fold(text)).split():
        assert finds(f'"{word}"', text)
        assert holds(Word(word, "start"), Facts(text=fold(text)))
        assert holds(Word(word[:1], "start"), Facts(text=fold(text)))

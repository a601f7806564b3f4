"""The first guess of the encoding and the delimiter of lists of leads."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.encodings import guess_encoding, text_encoding
from leaddesk.intake.mapping import is_known
from leaddesk.intake.refusals import UnknownEncoding
from leaddesk.intake.sniff import guess_delimiter
from tests.intake.made_files import list_file


def test_two_hundred_generated_lists_are_decoded_right_at_first_guess_in_99_of_100() -> None:
    """UX journey 7: encoding right on the first guess for at least 99 % of a set of 200 files."""
    files = [list_file(seed) for seed in range(200)]

    wrong = [
        (seed, file.encoding, guess_encoding(file.data))
        for seed, file in enumerate(files)
        if _decoded(file.data, guess_encoding(file.data)) != _decoded(file.data, file.encoding)
    ]

    assert len({file.encoding for file in files}) >= 10
    assert len(wrong) <= 2, wrong


def test_two_hundred_generated_lists_are_parted_right_at_first_guess() -> None:
    """UX journey 7: the delimiter too."""
    files = [list_file(seed) for seed in range(200)]

    guessed = [guess_delimiter(_decoded(file.data, file.encoding), is_known) for file in files]

    assert [file.delimiter for file in files] == guessed


def _decoded(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace").removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Ціна", "Склад", "Дніпро", "ТОВ МРІЯ", "Петренко Ольга"])
def test_one_short_name_among_digits_is_enough(encoding: str, text: str) -> None:
    """A list of one row: few letters, and still the right ones."""
    data = f"name;phone\r\n{text};+380671234567\r\n".encode(encoding)

    assert data.decode(guess_encoding(data)) == data.decode(encoding)


def test_a_list_in_capitals_is_not_taken_for_another_encoding_with_cases_swapped() -> None:
    """KOI8 and Windows swap capitals and small letters of the same bytes."""
    text = "ПРІЗВИЩЕ;МІСТО\r\nКОВАЛЕНКО;ЖИТОМИР\r\nТКАЧУК;ХАРКІВ\r\n"

    assert guess_encoding(text.encode("cp1251")) == "cp1251"
    assert guess_encoding(text.encode("koi8-u")) == "koi8-u"


def test_a_mark_at_the_start_decides() -> None:
    assert guess_encoding(codecs.BOM_UTF8 + b"name\n") == "utf-8-sig"
    assert guess_encoding("name\n".encode("utf-16")) == "utf-16"


def test_a_few_broken_bytes_do_not_turn_utf_8_into_another_encoding() -> None:
    """One damaged row of a long list must not spoil the others."""
    data = ("Олександр;Київ\r\n" * 50).encode() + b"\xd0\xff;broken\r\n"

    assert guess_encoding(data) == "utf-8"


def test_a_sample_cut_inside_a_letter_is_still_utf_8() -> None:
    data = "Олександр".encode()[:-1]

    assert guess_encoding(data) == "utf-8"


@given(st.binary(max_size=400))
def test_any_bytes_give_an_encoding_that_exists(data: bytes) -> None:
    """S8: no sample makes the guess fail."""
    encoding = guess_encoding(data)

    assert isinstance(data.decode(encoding, "replace"), str)


@pytest.mark.parametrize(
    ("asked", "read"), [("CP1251", "cp1251"), ("windows-1251", "cp1251"), ("UTF8", "utf-8")]
)
def test_an_encoding_asked_for_by_any_of_its_names_is_known(asked: str, read: str) -> None:
    """CLI.md: --encoding E."""
    assert text_encoding(asked) == read


@pytest.mark.parametrize("asked", ["klingon", "rot13", "base64", "", "a\0b", "идк"])
def test_an_encoding_that_is_none_is_refused_by_name(asked: str) -> None:
    with pytest.raises(UnknownEncoding) as refused:
        text_encoding(asked)

    assert refused.value.said["encoding"] == asked

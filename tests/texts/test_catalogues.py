"""The catalogues say everything that the code says, in each language, with every plural form."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk import texts
from tests.texts.catalogue import (
    LANGUAGES,
    ROOT,
    in_code,
    kept,
    merged,
    mo_bytes,
    po_bytes,
    po_file,
    untranslated,
)

MARKS = {"_", "N_", "ngettext", "pgettext"}


@pytest.fixture(autouse=True)
def _language_of_before() -> Iterator[None]:
    before = texts.language()
    yield
    texts.set_language(before)


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_code_is_translated_with_all_plural_forms(language: str) -> None:
    """UX.md: three languages, no sentence of one inside another."""
    assert untranslated(merged(language, {})) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_the_sentences_of_the_code(language: str) -> None:
    """`./dev texts` was run after the last change of a sentence."""
    on_disk = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in kept(language) if m.id}

    assert on_disk == set(in_code())
    assert po_file(language).read_bytes() == po_bytes(merged(language, {}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_equals_its_source(language: str) -> None:
    """A translation mended in the .po is also what the program shows."""
    assert po_file(language).with_suffix(".mo").read_bytes() == mo_bytes(kept(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_sentence_and_no_others(language: str) -> None:
    """Otherwise `.format` raises on the person's screen, or a number is silently lost."""
    wrong = []
    for message in kept(language):
        asked = (message.id,) if isinstance(message.id, str) else message.id
        forms = (message.string,) if isinstance(message.string, str) else message.string
        names = set().union(*(placeholders(text) for text in asked))
        wrong += [
            f"{asked[0]!r} -> {form!r}"
            for form in forms
            if message.id and form and placeholders(form) != names
        ]

    assert wrong == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_plurals_follow_the_rules_of_slavic_numbers(language: str) -> None:
    """1, 21 have one form, 2-4 another, 5-20 and 111 a third."""
    plurals = [message for message in in_code().values() if isinstance(message, tuple)]
    texts.set_language(language)

    for one, many in plurals:
        said = {n: texts.ngettext(one, many, n) for n in (1, 2, 4, 5, 11, 21, 22, 100, 111)}
        assert said[1] == said[21]
        assert said[2] == said[4] == said[22]
        assert said[5] == said[11] == said[100] == said[111]
        assert all(said.values())


def calls_of_texts(path: Path) -> Iterator[tuple[int, ast.expr]]:
    """Each argument that names a sentence, in calls of `_`, `N_`, `ngettext` and `pgettext`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS):
            continue
        sentences = node.args[:2] if node.func.id in {"ngettext", "pgettext"} else node.args[:1]
        for argument in sentences:
            yield node.lineno, argument


def test_no_sentence_is_joined_or_formatted_inside_the_call() -> None:
    """ARCHITECTURE 8.13: a joined sentence cannot be found by extraction and cannot be translated."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "leaddesk").rglob("*.py"))
        for line, argument in calls_of_texts(path)
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    ]

    assert wrong == []


def test_an_unknown_language_falls_back_to_english() -> None:
    """A setting of a newer version does not silence the program."""
    texts.set_language("xx")

    assert texts.language() == "en"
    assert texts._("a sentence nobody translated") == "a sentence nobody translated"

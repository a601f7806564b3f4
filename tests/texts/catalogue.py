"""Brings `resources/texts` up to date with the sentences in the code (`./dev texts`)."""

import io
import json
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("uk", "ru", "en")
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
Key = tuple[str, str | None]


def po_file(language: str) -> Path:
    """Where the translations of a language are kept; the compiled twin stands beside it."""
    return ROOT / "resources" / "texts" / language / "LC_MESSAGES" / "leaddesk.po"


@cache
def in_code() -> dict[Key, str | tuple[str, str]]:
    """Every sentence of the program: (singular, context) to the singular or to (singular, plural)."""
    found: dict[Key, str | tuple[str, str]] = {}
    for _file, _line, message, _comments, context in extract_from_dir(
        str(ROOT / "leaddesk"), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        singular = message if isinstance(message, str) else message[0]
        # One sentence may be asked for with and without a number; the plural one serves both.
        if singular and not isinstance(found.get((singular, context)), tuple):
            found[singular, context] = message if isinstance(message, str) else (message[0], message[1])
    return found


def kept(language: str) -> Catalog:
    """The translations as they stand on disk."""
    if not po_file(language).exists():
        return Catalog(locale=language)
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def translation(
    old: Catalog, new: dict[str, Any], message: str | tuple[str, str], context: str | None
) -> str | tuple[str, ...]:
    """A new translation where one was given, else the kept one, else as many empty forms as are needed."""
    singular = message if isinstance(message, str) else message[0]
    if old.locale_identifier == "en":
        return message
    given = new.get(f"{context}|{singular}" if context else singular)
    if not given:
        before = old.get(singular, context)
        given = before.string if before else ""
    forms = (given,) if isinstance(given, str) else tuple(given)
    if isinstance(message, str):
        return forms[0]
    return forms if len(forms) == old.num_plurals else ("",) * old.num_plurals


def merged(language: str, new: dict[str, Any]) -> Catalog:
    """The catalogue of a language with exactly the sentences of the code."""
    old = kept(language)
    catalogue = Catalog(
        locale=language,
        project="LeadDesk",
        version="1",
        header_comment=f"# LeadDesk texts: {language}",
        msgid_bugs_address="see README.md",
        last_translator="LeadDesk",
        language_team="LeadDesk",
        fuzzy=False,
    )
    # A fixed date: a catalogue changes when a sentence changes, not when somebody runs the script.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    for (_singular, context), message in in_code().items():
        catalogue.add(message, translation(old, new, message, context), context=context)
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as text for translators, sorted, without line numbers, so that changes read well."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, no_location=True)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Sentences that lack a translation or one of its plural forms."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not (message.string if isinstance(message.string, str) else all(message.string))
    ]


def main(files: list[str]) -> int:
    """Write .po and .mo; `files` are JSON {"uk": {"msgid" or "context|msgid": text or plural forms}}."""
    new: dict[str, dict[str, Any]] = {language: {} for language in LANGUAGES}
    for file in files:
        for language, texts in json.loads(Path(file).read_text(encoding="utf8")).items():
            new[language].update(texts)
    lacking = 0
    for language in LANGUAGES:
        catalogue = merged(language, new[language])
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(po_bytes(catalogue))
        # Compiled from the file just written, so that both say the same whoever compares them.
        po_file(language).with_suffix(".mo").write_bytes(mo_bytes(kept(language)))
        missing = untranslated(catalogue)
        lacking += len(missing)
        lines = [f"{language}: {len(catalogue)} sentences, {len(missing)} without translation", *missing]
        sys.stdout.write("\n    ".join(lines) + "\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

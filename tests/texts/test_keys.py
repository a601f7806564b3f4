"""Every key that code can refuse with has a sentence: what happened, what is safe, what to do."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from leaddesk import texts
from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.figures import Said
from leaddesk.actions.registry import ACTIONS, ALIASES
from leaddesk.domain.contacts import Kind, read_contact
from leaddesk.domain.refusals import NotReady, Refused
from leaddesk.domain.roles import RIGHTS, ROLES
from leaddesk.domain.score import Check, Point
from leaddesk.texts import file_refusals, keys, names, refusals
from leaddesk.texts.figures import known_figure_keys, say_figure
from tests.texts.catalogue import LANGUAGES, ROOT

CODE = ROOT / "leaddesk"
ROOMS = ("domain", "actions", "storage", "intake", "sync", "analysis", "app", "cli")
# Families of keys that travel as plain strings: as a reason, in a table, out of another process.
FAMILIES = (
    "base",
    "undo",
    "redo",
    "check",
    "intake",
    "funnel",
    "place",
    "deal",
    "action",
    "backup",
    "report",
)
KEY = re.compile(rf"(?:{'|'.join(FAMILIES)})(?:\.[a-z_]+)+")
DEFINED = default_definitions()


@pytest.fixture(autouse=True)
def _language_of_before() -> Iterator[None]:
    before = texts.language()
    yield
    texts.set_language(before)


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for room in ROOMS:
        for path in sorted((CODE / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf8"))


def refusal_names() -> set[str]:
    """Names of the exceptions that descend from Refused, wherever they are declared."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {"Refused"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return known


def keys_in_code() -> dict[str, str]:
    """Key -> where it stands: first arguments of refusals, and strings that look like one."""
    raising = refusal_names()
    found: dict[str, str] = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            at = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and ast.unparse(node.func) in raising and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value:
                        found.setdefault(part.value, at)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                found.setdefault(node.value, at)
    return found


def test_the_search_for_keys_finds_them() -> None:
    """A test that looks in the wrong place would always pass."""
    found = keys_in_code()

    assert {"funnel.no_contact", "hand_over.not_ready", "undo.nothing", "base.locked"} <= found.keys()
    assert len(found) > 60


def test_every_key_of_the_code_has_a_sentence() -> None:
    """ARCHITECTURE 8.8: domain and storage give keys, and no person ever reads a key."""
    known = keys.known_keys() | ALIASES.keys()
    missing = {key: at for key, at in keys_in_code().items() if key not in known}

    assert missing == {}


@pytest.mark.parametrize("key", sorted(refusals.SENTENCES))
def test_a_refusal_says_what_happened_what_is_safe_and_what_to_do(key: str) -> None:
    """ARCHITECTURE 8.8: at least two statements, each of them closed."""
    sentence = refusals.SENTENCES[key]
    statements = [part for part in re.split(r"[.;:?] ?", sentence) if part.strip()]

    assert sentence[-1] in ".?"
    assert len(statements) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(keys.known_keys()))
def test_a_sentence_is_whole_in_every_language(key: str, language: str) -> None:
    """No placeholder is left on the screen, not even one that the rule forgot to fill."""
    texts.set_language(language)
    counted = {"days": 3, "failed": ("budget",), "of": 5, "columns": 3, "rows": 3, "seconds": 3}

    said = keys.say(key, counted, DEFINED)

    assert said
    assert "{" not in said


def test_a_handover_that_is_not_ready_names_the_criteria_in_words() -> None:
    """A12: blocked with the list of failed criteria."""
    texts.set_language("uk")
    refusal = NotReady("hand_over.not_ready", failed=("budget", "timing"), of=5)

    assert "Бюджет названо, Термін відомий" in keys.say(refusal, definitions=DEFINED)


@pytest.mark.parametrize(("n", "word"), [(1, "день"), (3, "дні"), (30, "днів"), (21, "день")])
def test_a_count_in_a_refusal_has_its_plural_form(n: int, word: str) -> None:
    """UX: plurals of Slavic numbers."""
    texts.set_language("uk")

    assert f"{n} {word}" in keys.say(Refused("snooze.too_far", days=n))


def test_an_unknown_key_still_says_something() -> None:
    """A newer base may refuse with a key of its own."""
    assert "some.thing" in keys.say("some.thing")


def test_ids_in_a_refusal_become_names() -> None:
    """Nobody reads "lead_generator" or "in_work"."""
    texts.set_language("uk")

    right = keys.say("roles.not_allowed", {"right": "export", "roles": "sales, head"})
    place = keys.say("funnel.off_board", {"place": "nurture", "stage": "ready"}, DEFINED)

    assert "експорт" in right
    assert "продавець, керівник продажу" in right
    assert "Вирощування" in place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_right_role_and_reason_has_a_name(language: str) -> None:
    """The palette, `do --list` and refusals show names, never ids."""
    texts.set_language(language)

    for kind, ids in (("action", ACTIONS), ("right", RIGHTS), ("role", ROLES)):
        for key in ids:
            assert names.name_of(kind, key) != key or language == "en", (kind, key)
            assert key in getattr(names, kind.upper() + "S"), (kind, key)


def test_every_reason_why_a_contact_is_unreadable_has_words() -> None:
    """A9: the reason stands beside the contact."""
    odd = [
        "",
        "abc",
        "+38067",
        "+3806712345678901234",
        "a@",
        "@",
        "a@b",
        "a@b.invalid",
        "a@b@c.com",
        "0671234567",
    ]
    reasons = {read_contact(kind, value, None).reason for kind in Kind for value in odd} - {None}

    assert len(reasons) > 5
    assert reasons <= names.CONTACT_REASONS.keys()


def test_the_ledger_tells_its_causes() -> None:
    """D1, UX 3.3: "Бюджет, рівень 2"; a repeated signal shows how often."""
    texts.set_language("uk")
    at = datetime(2026, 11, 20, tzinfo=UTC)
    points = [
        Point(16, "arrived", "form", at=at),
        Point(8, "signal", "price_visit", level=3),
        Point(12, "answer", "budget", level=2),
        Point(0, "unknown", "authority", most=18),
        Point(-3, "cooling"),
    ]

    told = [keys.cause(point, DEFINED) for point in points]

    assert told == [
        "Звернення: форма",
        "Сторінка цін ×3",
        "Бюджет, рівень 2",
        "Повноваження: невідомо",
        "Охолодження",
    ]


def test_readiness_tells_why_not() -> None:
    """A12."""
    texts.set_language("en")

    assert keys.criterion_why(Check("budget", True), DEFINED) == ""
    assert keys.criterion_why(Check("budget", None), DEFINED) == "unknown: nobody has asked yet"
    assert keys.criterion_why(Check("budget", False), DEFINED) == "the answer is below level 2"


def test_the_history_says_what_was_done_and_to_what() -> None:
    """`leaddesk log`, G H."""
    texts.set_language("uk")

    assert keys.history_title("move", "ready", DEFINED) == "Перенести на етап: Готові передати"
    assert keys.history_title("junk", "spam", DEFINED) == "Неякісний: Спам"
    assert keys.history_title("take", "", DEFINED) == "Взяти в роботу"
    assert keys.history_title("import", "leads.csv#1a2b3c4d", DEFINED) == "Імпорт: leads.csv"


def test_why_a_row_was_spared_names_who_and_when() -> None:
    """ARCHITECTURE 4: undo says who changed it since and when."""
    texts.set_language("en")
    said = {"actor": "u1", "at": "2026-11-20T08:00:00.000Z"}

    told = keys.say("undo.changed_since", said, people=keys.People({"u1": "Iryna"}, ZoneInfo("Europe/Kyiv")))

    assert told.startswith("Iryna has changed this since (20 Nov 2026, 10:00)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(known_figure_keys()))
def test_a_figure_says_what_it_found_in_every_language(key: str, language: str) -> None:
    """Screen 04: the title states the finding."""
    texts.set_language(language)
    paces = {"what": "contact", "median": 12, "p90": 90, "pace": 7.5}
    said = {"step": "handed", "share": 0.15, "before": 0.2, "after": 0.1, "soon": 0.38, "later": 0.19}

    told = say_figure(
        Said(
            key,
            {
                **said,
                "n": 12,
                "weeks": 12,
                "minutes": 23,
                "steps": ("ready",),
                "stage": "new",
                "days": 1.5,
                "now": 0.1,
                "dimension": "channel",
                "part": "form",
                "size": -0.05,
                **paces,
            },
        )
    )

    assert told
    assert "{" not in told


def test_every_sentence_of_a_figure_is_known() -> None:
    """Keys of `analysis` are looked up here, so that no chart shows a key."""
    found = {
        node.value
        for path in sorted((CODE / "analysis").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("figure.")
    }

    assert {key for key in found if key[-1] not in "._"} <= known_figure_keys()


def test_sentences_use_only_names_that_format_can_fill() -> None:
    """A typo such as {0} or {} would fail in front of a person."""
    tables = (refusals.SENTENCES, file_refusals.FILES, file_refusals.PICTURES, file_refusals.SEARCH)
    for table in tables:
        for key, sentence in table.items():
            fields = [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
            assert all(name.isidentifier() for name in fields), key


def test_a_refusal_gives_every_argument_that_its_sentence_asks_for() -> None:
    """Otherwise the person reads a gap where a name or a number should stand."""
    raising = refusal_names()
    gaps = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in raising and node.args):
                continue
            given = {word.arg for word in node.keywords}
            key = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
            sentence = refusals.SENTENCES.get(key) or file_refusals.FILES.get(key) or ""
            asked = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
            if None not in given and asked - given:
                gaps.append((f"{path.relative_to(ROOT)}:{node.lineno}", key, asked - given))

    assert gaps == []

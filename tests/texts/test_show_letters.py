"""The thank-you letters of a stand: whole in each language, without a gap where something is not known."""

from leaddesk.texts import LANGUAGES
from leaddesk.texts.show_letters import PROMISES, thanks


def test_a_letter_thanks_by_name_names_the_show_and_is_signed() -> None:
    """Issue 6.9."""
    subject, text = thanks("en", "Mia Brandt", "Agro 2026", "P. Romko")

    assert subject == "Thank you for your visit, Agro 2026"
    assert text.startswith("Good day, Mia Brandt!")
    assert text.endswith("Kind regards,\nP. Romko\n")


def test_every_language_has_its_own_letter() -> None:
    """Issue 6.9: thank-you drafts in each visitor's language."""
    letters = {code: thanks(code, "N", "S", "P", "price", "23.11.2026") for code in LANGUAGES}

    assert len({text for _subject, text in letters.values()}) == len(LANGUAGES)
    assert len({subject for subject, _text in letters.values()}) == len(LANGUAGES)


def test_every_promise_is_told_with_its_day_in_every_language() -> None:
    """What was promised is what the letter says."""
    for code in LANGUAGES:
        told = {thanks(code, "N", "S", "P", promise, "23.11.2026")[1] for promise in PROMISES}
        assert len(told) == len(PROMISES)
        assert all("23.11.2026" in text for text in told)


def test_a_promise_that_is_none_or_has_no_day_is_not_told() -> None:
    """Nothing is promised a second time by mistake."""
    plain = thanks("uk", "N", "S", "P")

    assert thanks("uk", "N", "S", "P", "nothing", "23.11.2026") == plain
    assert thanks("uk", "N", "S", "P", "price", "") == plain
    assert thanks("uk", "N", "S", "P", "demo of the house", "23.11.2026") == plain


def test_a_visitor_without_a_name_is_greeted_without_a_gap() -> None:
    """No "Good day, !"."""
    for code in LANGUAGES:
        assert thanks(code, "", "S", "P")[1].split("\n")[0].endswith("!")
        assert " !" not in thanks(code, "", "S", "P")[1]
        assert ", !" not in thanks(code, "", "S", "P")[1]


def test_braces_in_a_name_are_letters_and_no_fields() -> None:
    """Foreign text is data."""
    assert "{sender}" in thanks("en", "{sender}", "S", "P")[1]

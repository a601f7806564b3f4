"""The library: what fits a lead, texts by language and tone, templates, the way through a script."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions, default_rows, definitions_from
from leaddesk.domain.definitions import LIBRARY, Definitions, read_definitions
from leaddesk.domain.library import About, ProductFact, Script, filled, fitting, sought_facts, worded
from leaddesk.domain.scripts import END, dangling, script_at, step_after, step_at, steps_of
from leaddesk.resources import resource

DEFINED = default_definitions()
LANGUAGES = ("uk", "ru", "en")


def script(key: str, **told: Any) -> Script:
    return Script(key, {"en": key}, **told)


def step(key: str, *replies: dict[str, Any], **told: Any) -> dict[str, Any]:
    return {
        "id": key,
        "ask": {"en": f"{key}?"},
        "replies": [{"names": {"en": "yes"}, **r} for r in replies],
        **told,
    }


# -- What fits --


def test_a_script_is_chosen_by_level_channel_tone_language_and_need() -> None:
    """C8, C11: each condition that a script asks for must hold, whoever asks for most comes first."""
    scripts = (
        script("any"),
        script("sql", levels=["sql"]),
        script("sql_form", levels=["sql"], channels=["form"]),
        script("friend", tones=["friendly"]),
        script("ru", languages=["ru"]),
        script("price", words=["цін"]),
    )

    def best(**about: str) -> str:
        return fitting(scripts, About(**about))[0].id

    assert best() == "any"
    assert best(level="sql") == "sql"
    assert best(level="sql", channel="form") == "sql_form"
    assert best(tone="friendly") == "friend"
    assert best(language="ru") == "ru"
    assert best(need="Яка ЦІНА лазера?") == "price"


def test_a_script_whose_condition_does_not_hold_is_not_proposed() -> None:
    """C8."""
    scripts = (script("sql", levels=["sql"]), script("formal", tones=["formal"]))

    assert [one.id for one in fitting(scripts, About(level="mql"))] == ["formal"]
    assert fitting(scripts, About(level="mql", tone="friendly")) == []


def test_every_lead_finds_a_script_in_the_library_that_is_shipped() -> None:
    """C8: nobody stands before an empty panel on the first day."""
    for level in ("", "mql", "sal", "sql"):
        for channel in DEFINED.channel_by_id:
            assert fitting(DEFINED.scripts, About(level, channel))


def test_a_text_is_taken_by_language_and_tone_and_never_empty() -> None:
    """C11: "Hi, bro!" where it helps, the formal text where nobody wrote a friendly one."""
    plain, friendly = {"uk": "Добрий день", "en": "Good day"}, {"uk": "Привіт"}

    assert worded(plain, "uk", "friendly", friendly) == "Привіт"
    assert worded(plain, "uk", "formal", friendly) == "Добрий день"
    assert worded(plain, "en", "friendly", friendly) == "Good day"
    assert worded(plain, "de", "", friendly) == "Good day"
    assert worded({}, "uk") == ""


# -- Templates --


def test_a_template_is_filled_from_the_lead_and_drops_what_is_unknown() -> None:
    """A reply never greets “Good day, !”."""
    assert filled("Good day, {first_name}! {need}.", {"need": "laser"}) == "Good day! laser."
    assert filled("Good day, {first_name}!", {"first_name": "Ivan"}) == "Good day, Ivan!"


def test_foreign_text_is_put_in_once_and_never_read_as_a_template() -> None:
    """A client who writes {me} into the request gets {me} back."""
    assert (
        filled("You wrote: {need} / {me}", {"need": "{me}{0}", "me": "Olena"}) == "You wrote: {me}{0} / Olena"
    )


@given(st.text(), st.text())
def test_no_template_and_no_fact_makes_filling_fail(text: str, need: str) -> None:
    assert isinstance(filled(text, {"need": need}), str)
    assert filled("{need}", {"need": need}) == need


# -- The crib --


def test_the_product_crib_finds_facts_by_every_word_names_first() -> None:
    """C10: facts, prices and objections, without a network."""
    facts = (
        ProductFact("a", {"uk": "Гарантія"}, {"uk": "два роки, верстат і пневматика"}),
        ProductFact("b", {"uk": "Верстат 1530"}, {"uk": "ціна від 900 тис."}, "price"),
    )

    assert [fact.id for fact in sought_facts(facts, "верстат")] == ["b", "a"]
    assert [fact.id for fact in sought_facts(facts, "ВЕРСТАТ роки")] == ["a"]
    assert sought_facts(facts, "немає такого") == []
    assert len(sought_facts(facts, "")) == 2


# -- The way through a script --


def test_a_reply_leads_to_its_branch_and_otherwise_to_the_next_step() -> None:
    """C8: branching."""
    steps = steps_of(
        script("s", steps=[step("a", {}, {"next": "c"}, {"next": END}), step("b", {}), step("c", {})])
    )
    plain, jump, stop = steps[0].replies

    assert step_after(steps, "a", plain) == "b"
    assert step_after(steps, "a", jump) == "c"
    assert step_after(steps, "a", stop) == END
    assert step_after(steps, "a") == "b"
    assert step_after(steps, "c") == END


def test_a_reply_to_a_step_that_was_taken_out_goes_on_and_is_told_to_the_editor() -> None:
    """An edit of the script under a talk never closes the talk."""
    told = script("s", steps=[step("a", {"next": "gone"}), step("b", {})])
    steps = steps_of(told)

    assert step_after(steps, "a", steps[0].replies[0]) == "b"
    assert dangling(told) == ("gone",)


@pytest.mark.parametrize(
    "bad",
    [{}, {"id": "x"}, {"id": "x", "ask": {}}, {"id": END, "ask": {"en": "?"}}, {"id": "x", "ask": "text"}],
)
def test_a_step_of_an_unknown_shape_is_left_out_and_closes_nothing(bad: dict[str, Any]) -> None:
    assert [one.id for one in steps_of(script("s", steps=[bad, step("a")]))] == ["a"]


def test_a_step_named_twice_counts_once_and_a_foreign_level_is_unknown() -> None:
    steps = steps_of(script("s", steps=[step("a", {"level": 9}), step("a", {"level": 1})]))

    assert len(steps) == 1
    assert steps[0].replies[0].level is None


def test_the_place_of_a_step_is_counted_and_a_lost_one_is_the_first() -> None:
    steps = steps_of(script("s", steps=[step("a"), step("b")]))

    assert [step_at(steps, key) for key in ("a", "b", END, "gone")] == [0, 1, 2, 0]
    assert script_at({}) is None


@given(st.lists(st.sampled_from(["a", "b", "c", "gone", END, ""]), min_size=3, max_size=3), st.data())
def test_every_walk_stays_inside_the_script(nexts: list[str], data: st.DataObject) -> None:
    """Whatever branches an edit makes, a reply leads to a step that there is, or to the end."""
    steps = steps_of(script("s", steps=[step(k, {"next": n}) for k, n in zip("abc", nexts, strict=True)]))
    here = data.draw(st.sampled_from(["a", "b", "c"]))

    assert step_after(steps, here, steps[step_at(steps, here)].replies[0]) in {"a", "b", "c", END}


# -- What is shipped --


def test_every_shipped_script_stands_in_three_languages_and_leads_nowhere_unknown() -> None:
    """C8: a good library in uk, ru and en on the first day."""
    questions = {question.id for question in DEFINED.questions}
    assert len(DEFINED.scripts) >= 5
    for told in DEFINED.scripts:
        steps = steps_of(told)
        assert len(steps) == len(told.steps) >= 3
        assert dangling(told) == ()
        assert {one.question for one in steps} <= questions | {""}
        for one in steps:
            texts = [told.names, one.ask, *(reply.names for reply in one.replies)]
            texts += [part for part in (one.hint, one.friendly) if part]
            assert all(set(LANGUAGES) <= set(text) for text in texts)
            assert len(one.replies) <= 9, "one digit chooses"


def test_every_shipped_reply_fact_and_playbook_stands_in_three_languages() -> None:
    for reply in DEFINED.replies:
        for text in (reply.names, reply.body, reply.subject, reply.friendly or reply.body):
            assert set(LANGUAGES) <= set(text), reply.id
    for fact in DEFINED.facts:
        assert set(LANGUAGES) <= set(fact.names) & set(fact.texts), fact.id
    for book in DEFINED.playbooks:
        assert all(set(LANGUAGES) <= set(task["names"]) for task in book.tasks), book.id


def test_level_sal_proposes_the_four_tasks_of_the_practice() -> None:
    """B15: book a consultation, explain technical points, send the presentation, estimate the cost."""
    sal = next(book for book in DEFINED.playbooks if book.on == "level:sal")

    assert [task["names"]["en"] for task in sal.tasks] == [
        "Book a consultation", "Explain technical points", "Send the presentation", "Estimate the cost",
    ]  # fmt: skip


def test_a_base_with_scripts_of_its_own_gets_no_shipped_one_beside_them() -> None:
    """A company that made the library its own is not given new scripts by the next version of the program."""
    own = ("script", "ours", {"names": {"en": "Ours"}, "steps": []})

    told = definitions_from([*(row for row in default_rows() if row[0] not in LIBRARY), own])

    assert [one.id for one in told.scripts] == ["ours"]
    assert len(told.facts) == len(DEFINED.facts)


def test_a_hidden_script_is_not_proposed_any_more() -> None:
    told: Definitions = read_definitions([("script", "x", {"names": {"en": "X"}, "hidden": True})])

    assert told.scripts == ()


def test_the_shipped_files_are_read_as_they_are_written() -> None:
    for name in ("scripts", "replies", "materials", "facts", "playbooks"):
        tomllib.loads(resource("definitions", f"{name}.toml").read_text(encoding="utf8"))

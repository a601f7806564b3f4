"""What a company can edit and the program only reads."""

import pytest

from leaddesk.actions.defaults import default_rows
from leaddesk.domain.definitions import definition_id, read_definitions
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.ids import is_id
from leaddesk.domain.log import from_text, to_text
from tests.domain.leads import DEFINED

LANGUAGES = {"uk", "ru", "en"}


def test_the_first_definitions_are_named_in_three_languages() -> None:
    """A person reads them in their own language."""
    named = (*DEFINED.questions, *DEFINED.stages, *DEFINED.channels, *DEFINED.signals, *DEFINED.choices)
    for one in (*named, *DEFINED.criteria):
        assert set(one.names) == LANGUAGES, one.id
        assert all(one.names.values()), one.id
    for question in DEFINED.questions:
        assert set(question.prompts) == set(question.means) == LANGUAGES
        assert all(len(levels) == 4 for levels in question.means.values())


def test_the_first_definitions_can_stand_in_the_log() -> None:
    """ARCHITECTURE 4: what people edit is in the log too; no floats, nothing lost by its text."""
    for entity, key, fields in default_rows():
        assert from_text(to_text(fields)) == fields, (entity, key)


def test_bant_champ_and_the_potential_check_are_views_of_one_answer_set() -> None:
    """B19, B23, C3: five questions, not eight."""
    assert [question.views["bant"] for question in DEFINED.view("bant")] == ["B", "A", "N", "T"]
    assert {question.views["champ"] for question in DEFINED.view("champ")} == {"Ch", "A", "M", "P"}
    assert len(DEFINED.view("check")) == 4
    assert len(DEFINED.questions) == 5
    assert DEFINED.view("nothing") == ()


def test_stages_are_those_of_the_funnel_in_their_order() -> None:
    """Decision 14."""
    assert tuple(stage.id for stage in DEFINED.stages) == STAGES
    backwards = read_definitions(default_rows()[::-1])
    assert tuple(stage.id for stage in backwards.stages) == STAGES


@pytest.mark.parametrize("group", ["junk", "archive", "refusal", "outcome", "lost", "returned"])
def test_each_reason_list_has_choices_with_their_own_ids(group: str) -> None:
    """B6: one reason of a declared list; the same id may stand in several lists."""
    ids = [choice.id for choice in DEFINED.group(group)]

    assert len(ids) == len(set(ids)) >= 3
    assert all("/" not in one for one in ids)


@pytest.mark.parametrize("group", ["junk", "archive", "outcome", "refusal", "advice"])
def test_a_choice_of_a_popup_has_its_digit(group: str) -> None:
    """UX 4.1: one key picks a reason."""
    assert [choice.key for choice in DEFINED.group(group)] == [
        str(n) for n in range(1, len(DEFINED.group(group)) + 1)
    ]


def test_a_row_that_lacks_what_it_needs_or_is_hidden_is_left_out() -> None:
    """One bad edit must not close the base; unknown fields of tomorrow are left alone."""
    rows = [
        *default_rows(),
        ("channel", "half", {"icon": "x"}),
        ("stage", "sixth", {"names": {}}),
        ("setting", "bare", {}),
        ("role", "empty", {}),
        ("planet", "mars", {"names": {}}),
        ("channel", "site", {"hidden": True, "names": {}, "icon": "", "half_life_h": 1, "points": 1}),
        ("signal", "new_kind", {"names": {}, "points": 3, "colour": "red"}),
    ]
    found = read_definitions(rows)

    assert "half" not in found.channel_by_id
    assert len(found.stages) == len(STAGES)
    assert found.roles["empty"] == frozenset()
    assert found.signal_by_id["new_kind"].points == 3
    with pytest.raises(KeyError):
        found.setting("bare")


def test_the_id_of_a_definition_follows_from_its_name() -> None:
    """The same row on every site, so that two laptops edit the same setting."""
    assert definition_id("setting", "zone") == definition_id("setting", "zone")
    assert len({definition_id(entity, key) for entity, key, _ in default_rows()}) == len(default_rows())
    assert is_id(definition_id("choice", "junk/spam"))

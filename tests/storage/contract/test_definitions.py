"""What people edit is in the log too: definitions, roles and users of a base, on every store."""

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.founding import found
from leaddesk.actions.move import Move
from leaddesk.actions.ports import Intent
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.domain.definitions import NAME, definition_id
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import NotAllowed, Refused
from tests.fakes.sample import NOW, add_user, as_user, capture
from tests.storage.contract.bases import Base


def test_a_founded_base_has_the_first_definitions_and_its_first_user(base: Base) -> None:
    """C7: the first user of a base also holds admin; definitions stand in their declared order."""
    with base.store.view() as read:
        assert read.definitions() == default_definitions()
        (user,) = read.users()
    assert user == base.desk.session.user
    assert user.roles == ("lead_generator", "admin")


def test_a_base_is_founded_once(base: Base) -> None:
    """Two windows that start together make one first user."""
    with pytest.raises(Refused) as refused:
        found(base.store, "Хтось Другий", NOW)

    assert refused.value.key == "founding.has_users"
    with base.store.view() as read:
        assert len(read.users()) == 1


def test_a_setting_and_a_weight_are_edited_and_their_neighbours_stay(base: Base) -> None:
    """ARCHITECTURE 4: definitions are entities with stable ids; files are first defaults."""
    lead = capture(base.desk)
    before = default_definitions()
    base.desk.do(SetDefinition("setting", "snooze_days", (("value", 14),)))
    base.desk.do(SetDefinition("channel", "form", (("points", 40), ("half_life_h", 6))))

    with base.store.view() as read:
        now = read.definitions()
    assert now.setting("snooze_days") == 14
    assert now.setting("zone") == before.setting("zone")
    assert (now.channel_by_id["form"].points, now.channel_by_id["form"].half_life_h) == (40, 6)
    assert now.channel_by_id["form"].names == before.channel_by_id["form"].names
    assert [channel.id for channel in now.channels] == [channel.id for channel in before.channels]
    base.desk.do(Move((lead,), "in_work"))
    assert base.row(lead).half_life_h == 6


def test_edited_definitions_reach_every_row_and_figure_by_the_next_tick(base: Base) -> None:
    """ARCHITECTURE 4: projections = log: what a weight changes is projected anew, and taken back by undo."""
    lead = capture(base.desk)
    base.desk.do(Answer((lead,), "budget", 3))
    base.clock.forward(minutes=1)
    base.store.tick(base.clock())
    before = base.picture()
    base.desk.do(SetDefinition("question", "budget", (("weight", 20),)))
    base.desk.do(SetDefinition("channel", "form", (("points", 30),)))
    base.clock.forward(seconds=1)

    base.store.tick(base.clock())

    assert base.row(lead).score == 30 + 60
    assert base.row(lead).temperature == "hot"
    assert base.figures()["temperature|hot"] == (1, 0)
    assert base.store.check().projections
    base.desk.undo()
    base.desk.undo()
    base.clock.forward(seconds=1)
    base.store.tick(base.clock())
    assert base.picture() == before
    assert base.store.check().projections


def test_a_new_channel_comes_last_and_a_hidden_one_goes(base: Base) -> None:
    """A company adds its own; nothing is deleted."""
    names = {"uk": "рекомендація партнера", "ru": "от партнёра", "en": "partner"}
    fields = (("names", names), ("icon", "x"), ("half_life_h", 5), ("points", 9))
    base.desk.do(SetDefinition("channel", "partner", fields))
    base.desk.do(SetDefinition("channel", "site", (("hidden", True),)))

    with base.store.view() as read:
        channels = [channel.id for channel in read.definitions().channels]
    assert channels[-1] == "partner"
    assert "site" not in channels
    base.desk.do(SetDefinition("channel", "site", (("hidden", False),)))
    with base.store.view() as read:
        assert "site" in read.definitions().channel_by_id


def test_a_definition_without_what_it_needs_does_not_close_the_base(base: Base) -> None:
    """One bad edit, of a newer program or by hand, is passed over."""
    broken = (("channel", "half", {"icon": "x"}), ("stage", "sixth", {"names": {}}), ("setting", "bare", {}))
    intent = Intent("define", base.me, NOW)
    for entity, key, fields in broken:
        value = {**fields, NAME: key}
        base.store.write(
            intent,
            lambda read, entity=entity, key=key, value=value: [
                Set(entity, definition_id(entity, key), "*", value)
            ],
        )

    with base.store.view() as read:
        assert read.definitions() == default_definitions()


def test_a_role_decides_from_the_next_action_on(base: Base) -> None:
    """C7: rights are data."""
    sales = as_user(base.desk, add_user(base.desk, "Ірина Мельник", ("sales",)))
    with pytest.raises(NotAllowed):
        sales.do(SetUser(full_name="Хтось"))
    rights = ("capture", "triage", "qualify", "sell", "users")
    base.desk.do(SetDefinition("role", "sales", (("rights", rights),)))

    sales.do(SetUser(full_name="Хтось"))

    with base.store.view() as read:
        assert [user.name for user in read.users()] == ["Ірина Мельник", "Олена Гнатюк", "Хтось"]


def test_a_user_is_renamed_and_leaves(base: Base) -> None:
    """Users stay known after they left."""
    user = add_user(base.desk, "Ірина Мельник", ("sales", "head"))
    base.desk.do(
        SetUser(full_name="Ірина Коваль", roles=("marketer",), user_id=user.id, active=False),
    )

    with base.store.view() as read:
        changed = next(u for u in read.users() if u.id == user.id)
    assert (changed.name, changed.roles, changed.active) == ("Ірина Коваль", ("marketer",), False)


def test_a_change_of_definitions_is_told_by_its_topic(base: Base) -> None:
    """The window re-reads its forms when definitions changed."""
    assert "definitions" in base.desk.do(SetDefinition("setting", "small_n", (("value", 20),))).topics
    assert "user" in base.desk.do(SetUser(full_name="Хтось")).topics

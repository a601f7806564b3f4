"""Which leads answer which query: every operator with a lead that does and a lead that does not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions
from leaddesk.domain.definitions import Channel, Choice, Definitions, Question
from leaddesk.domain.funnel import Stage
from leaddesk.domain.normal import fold
from leaddesk.domain.search_dates import WorkHours
from leaddesk.domain.search_facts import KEYS, Facts, fact, facts_from
from leaddesk.domain.search_fields import FIELDS
from leaddesk.domain.search_flags import FLAGS, HAVE
from leaddesk.domain.search_logic import EVERY, And, Not, Or, Resolved, keys_of
from leaddesk.domain.search_match import holds, matches
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import group_key, resolve, sort_keys
from leaddesk.domain.search_vocabulary import Known, Vocabulary, vocabulary_of

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
"""Friday 10:14 in Kyiv, the clock of the screens."""

MIDNIGHT = datetime(2026, 11, 19, 22, tzinfo=UTC)
Lead = Mapping[str, Any]


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def ahead(**length: float) -> datetime:
    return NOW + timedelta(**length)


def answers(typed: str, lead: Lead, vocabulary: Vocabulary | None = None) -> bool:
    query = parse(typed)
    assert query.problems == ()
    return matches(query, Facts(**lead), NOW, KYIV, "me", vocabulary or Vocabulary())


@pytest.mark.parametrize(
    ("typed", "yes", "no"),
    [
        ("need:насос", {"need": "потрібен насосний агрегат"}, {"need": "полив"}),
        ("product:насос", {"product": "насос"}, {"text": "насос"}),
        ("horizon:1-3", {"buys_by": ahead(days=60)}, {"buys_by": ahead(days=20)}),
        ("horizon:none", {"buys_by": None}, {"buys_by": ahead(days=60)}),
        ("horizon:month", {"buys_by": ahead(days=31)}, {"buys_by": ahead(days=32)}),
        ("horizon:year,long", {"buys_by": ahead(days=400)}, {"buys_by": ahead(days=90)}),
        ("горизонт:невідомо", {}, {"buys_by": ahead(days=1)}),
        ("given:today", {"given_at": ago(minutes=5)}, {"given_at": ago(days=3)}),
        ("attempts:>=2", {"attempts": 2}, {"attempts": 1}),
        ("priority:high", {"priority": "high"}, {"priority": "normal"}),
        ("consent:yes", {"consent": "yes"}, {"consent": None}),
        ("stage:new,ready", {"stage": "ready"}, {"stage": "in_work"}),
        ("place:nurture", {"place": "nurture"}, {"place": None}),
        ("place:none", {"place": None}, {"place": "junk"}),
        ("temperature:warm", {"temperature": "warm"}, {"temperature": "hot"}),
        ("level:sal,sql", {"level": "sql"}, {"level": "mql"}),
        ("level:none", {"level": None}, {"level": "mql"}),
        ("kind:cold", {"kind": "cold"}, {"kind": "request"}),
        ("source:insta", {"source": "instagram"}, {"source": "facebook"}),
        ("source:none", {"source": ""}, {"source": "facebook"}),
        ("channel:form", {"channel": "form"}, {"channel": "call"}),
        ("campaign:літо", {"campaign": "літо 2026"}, {"campaign": "зима"}),
        ("event:агро", {"event": "агро-2026"}, {"event": ""}),
        ("owner:u1", {"owner": "u1"}, {"owner": "u2"}),
        ("owner:me", {"owner": "me"}, {"owner": "u2"}),
        ("owner:none,u1", {"owner": None}, {"owner": "u2"}),
        ("contacted_by:u1", {"contacted_by": "u1"}, {"contacted_by": None}),
        ("decided_by:me", {"decided_by": "me"}, {"decided_by": "u1"}),
        ("sales:me", {"salesperson": "me"}, {"salesperson": "u1", "owner": "me"}),
        ("team:схід", {"team": "схід"}, {"team": None}),
        ("label:VIP", {"labels": ("vip", "b2b")}, {"labels": ("b2b",)}),
        ("label:none", {"labels": ()}, {"labels": ("b2b",)}),
        ("lang:UK", {"language": "uk"}, {"language": "ru"}),
        ("country:ua", {"country": "UA"}, {"country": "PL"}),
        ("city:Льв", {"city": "львів"}, {"city": "київ"}),
        ("tz:kyiv", {"zone": "Europe/Kyiv"}, {"zone": "Europe/Warsaw"}),
        ("tz:none", {"zone": None}, {"zone": "Europe/Warsaw"}),
        ("import:0198a", {"import_id": "0198a"}, {"import_id": None}),
        ("name:коваль", {"name": "іван коваль"}, {"name": "іван", "company": "коваль"}),
        ("company:=Агро-Схід", {"company": "агро-схід"}, {"company": "агро-схід плюс"}),
        ("phone:0671234567", {"phones": "380671234567"}, {"phones": "380671234568"}),
        ("phone:067*", {"phones": "0671234567"}, {"phones": "380671234567"}),
        ("email:info@", {"emails": "info@a.ua"}, {"emails": "x@info.ua"}),
        ("domain:ukr.net", {"domains": "ukr.net"}, {"domains": "gmail.com"}),
        ("inn:12345678", {"inn": "1234567890"}, {"inn": "999"}),
        ("score:80", {"score": 80}, {"score": 81}),
        ("score:>=70", {"score": 70}, {"score": 69}),
        ("score:>70", {"score": 71}, {"score": 70}),
        ("score:<70", {"score": 69}, {"score": None}),
        ("score:<=70", {"score": 70}, {"score": 71}),
        ("score:40..60", {"score": 60}, {"score": 61}),
        ("score:60..40", {"score": 40}, {"score": 39}),
        ("score:..40", {"score": 0}, {"score": 41}),
        ("score:90..", {"score": 100}, {"score": 89}),
        ("score:10,20", {"score": 20}, {"score": 15}),
        ("score:unknown", {"score": None}, {"score": 0}),
        ("-score:<70", {"score": None}, {"score": 69}),
        ("budget:>=10k", {"amount_minor": 1_000_000}, {"amount_minor": 999_999}),
        ("budget:0.5", {"amount_minor": 50}, {"amount_minor": 5}),
        ("budget:<0.005", {"amount_minor": 0}, {"amount_minor": 1}),
        ("calls:>0", {"calls": 1}, {"calls": 0}),
        ("wait:<5m", {"wait": 299}, {"wait": 300}),
        ("wait:>=5m", {"wait": 300}, {"wait": None}),
        ("airtime:>7m", {"airtime": 421}, {"airtime": 420}),
        ("airtime:7m", {"airtime": 479}, {"airtime": 480}),
        ("airtime:5m..7m", {"airtime": 420}, {"airtime": 421}),
        ("touches:3", {"touches": 3}, {"touches": 4}),
        ("rounds:>=2", {"nurture_rounds": 2}, {"nurture_rounds": 1}),
        ("bant:>=8", {"bant": 8}, {"bant": 7}),
        ("champ:<5", {"champ": 4}, {"champ": None}),
        ("bant.t:unknown", {"answers": {"budget": 1}}, {"answers": {"timing": 0}}),
        ("bant.b:0", {"answers": {"budget": 0}}, {"answers": {}}),
        ("champ.p:>=2", {"answers": {"priority": 2}}, {"answers": {"priority": 1}}),
        ("champ.m:1..2", {"answers": {"budget": 2}}, {"answers": {"budget": 3}}),
        ("champ.ch:3", {"answers": {"need": 3}}, {"answers": {"need": 2}}),
        ("answer.car:1", {"answers": {"car": 1}}, {"answers": {}}),
        ("added:today", {"received": MIDNIGHT}, {"received": MIDNIGHT - timedelta(milliseconds=1)}),
        ("added:<today", {"received": MIDNIGHT - timedelta(milliseconds=1)}, {"received": MIDNIGHT}),
        ("added:<=yesterday", {"received": MIDNIGHT - timedelta(milliseconds=1)}, {"received": MIDNIGHT}),
        ("added:>yesterday", {"received": MIDNIGHT}, {"received": MIDNIGHT - timedelta(milliseconds=1)}),
        ("added:>=2026-11-20", {"received": MIDNIGHT}, {"received": MIDNIGHT - timedelta(milliseconds=1)}),
        ("added:-1d", {"received": MIDNIGHT - timedelta(hours=1)}, {"received": MIDNIGHT}),
        ("added:-2h", {"received": ago(hours=2)}, {"received": ago(hours=2, seconds=1)}),
        ("added:>-2h", {"received": ago(hours=1)}, {"received": ago(hours=2)}),
        ("added:>=-2h", {"received": ago(hours=2)}, {"received": ago(hours=2, seconds=1)}),
        ("added:-2h..now", {"received": NOW}, {"received": ahead(seconds=1)}),
        (
            "added:20.11.2026,18.11.2026",
            {"received": MIDNIGHT - timedelta(days=1, hours=1)},
            {"received": ago(days=1)},
        ),
        ("added:now", {"received": NOW}, {"received": ahead(seconds=1)}),
        (
            "due:tomorrow",
            {"next_due": MIDNIGHT + timedelta(days=1)},
            {"next_due": MIDNIGHT + timedelta(days=2)},
        ),
        ("due:tomorrow", {"next_due": ahead(days=1)}, {"next_due": ahead(days=1), "place": "nurture"}),
        ("due:<now", {"next_due": ago(seconds=1)}, {"next_due": NOW}),
        ("due:+2h", {"next_due": ahead(hours=2)}, {"next_due": ahead(hours=2, seconds=1)}),
        ("due:none", {"next_due": None}, {"next_due": NOW}),
        ("due:today..eow", {"next_due": ahead(days=2)}, {"next_due": ahead(days=3)}),
        ("touched:<-2w", {"last_touch_at": ago(days=15)}, {"last_touch_at": ago(days=13)}),
        ("first:none", {"first_contact_at": None}, {"first_contact_at": NOW}),
        ("taken:today", {"taken_at": NOW}, {"taken_at": None}),
        ("decided:today", {"decided_at": NOW}, {"decided_at": None}),
        ("handed:mon..fri", {"handed_at": ago(days=2)}, {"handed_at": ago(days=5)}),
        ("won:>=2026-11-01", {"won_at": NOW}, {"won_at": None}),
        ("closed:today", {"closed_at": NOW}, {"closed_at": ago(days=1)}),
        ("wake:<=eoy", {"wake_at": ahead(days=30)}, {"wake_at": ahead(days=50)}),
        ("snoozed:tomorrow", {"snoozed_until": ahead(days=1)}, {"snoozed_until": None}),
        ("cooled:>2h", {"cool_since": ago(hours=2, seconds=1)}, {"cool_since": ago(hours=2)}),
        ("cooled:>2h", {"cool_since": ago(hours=3)}, {"cool_since": None}),
        ("age:<3d", {"received": ago(days=2)}, {"received": ago(days=3)}),
        ("age:<=3d", {"received": ago(days=3)}, {"received": ago(days=3, seconds=1)}),
        ("age:>=3d", {"received": ago(days=3)}, {"received": ago(days=2)}),
        ("age:3d", {"received": ago(days=3.5)}, {"received": ago(days=4)}),
        ("age:1d..2d", {"received": ago(days=2)}, {"received": ago(days=2.1)}),
        ("age:2d..1d", {"received": ago(days=1)}, {"received": ago(days=0.9)}),
        ("stage_age:>14d", {"stage_since": ago(days=15)}, {"stage_since": ago(days=14)}),
        ("sla:<15m", {"norm_due": ahead(minutes=14)}, {"norm_due": ahead(minutes=15)}),
        ("sla:<15m", {"norm_due": ago(minutes=1)}, {"norm_due": None}),
        ("sla:<0m", {"norm_due": ago(seconds=1)}, {"norm_due": NOW}),
        ("sla:<-5m", {"norm_due": ago(minutes=6)}, {"norm_due": ago(minutes=5)}),
        ("sla:0m..10m", {"norm_due": ahead(minutes=10)}, {"norm_due": ahead(minutes=11)}),
        ("refusal:no_time", {"refusal": "no_time"}, {"refusal": None}),
        ("lost:price", {"lost_reason": "price"}, {"lost_reason": "slow"}),
        (
            "junk_reason:spam",
            {"place": "junk", "place_reason": "spam"},
            {"place": "archive", "place_reason": "spam"},
        ),
        (
            "archive_reason:other",
            {"place": "archive", "place_reason": "other"},
            {"place": "junk", "place_reason": "other"},
        ),
        ("open:now", {"zone": "Europe/Kyiv"}, {"zone": "America/New_York"}),
        ("open:now", {"zone": "Europe/Kyiv"}, {"zone": None}),
        ("no:phone,email", {"has_phone": True}, {"has_phone": True, "has_email": True}),
        ("насос -труба", {"text": "насос"}, {"text": "насос і труба"}),
        ("насос OR труба", {"text": "труба"}, {"text": "кран"}),
        ("(насос OR труба) кран", {"text": "труба кран"}, {"text": "труба"}),
        ("-(насос труба)", {"text": "труба"}, {"text": "труба насос"}),
    ],
)
def test_an_operator_finds_what_it_asks_for(typed: str, yes: Lead, no: Lead) -> None:
    """UX 4.3: the meaning of every operator."""
    assert answers(typed, yes)
    assert not answers(typed, no)


def test_every_field_is_in_the_table() -> None:
    """A field added to the declaration must get a row in the table of meanings."""
    table = test_an_operator_finds_what_it_asks_for.pytestmark[0].args[1]

    tried = {row[0].partition(":")[0].partition(".")[0] for row in table}

    assert {f.name for f in FIELDS} - {"is", "has", "sort", "group", "limit", "call"} <= tried


JUNK = {"place": "junk", "place_reason": "no_contact", "reachable": False}
STATES: dict[str, tuple[Lead, Lead]] = {
    "new": ({"stage": "new"}, {"stage": "new", "place": "junk"}),
    "active": ({"stage": "handed_over"}, {"kind": "cold"}),
    "replied": ({"replied": True}, {"replied": False}),
    "client": ({"client": True}, {}),
    "coldlist": ({"kind": "cold"}, {"kind": "request"}),
    "hot": ({"temperature": "hot"}, {"temperature": "warm"}),
    "warm": ({"temperature": "warm"}, {"temperature": "cold"}),
    "cold": ({"temperature": "cold"}, {"temperature": "hot"}),
    "junk": ({"place": "junk"}, {"place": "archive"}),
    "archived": ({"place": "archive"}, {"place": "junk"}),
    "contactless": (JUNK, {**JUNK, "decided_at": NOW}),
    "unread": ({"read": False}, {"read": True}),
    "starred": ({"starred": True}, {"starred": False}),
    "overdue": ({"next_due": MIDNIGHT - timedelta(seconds=1)}, {"next_due": MIDNIGHT}),
    "late": ({"norm_due": NOW}, {"norm_due": ahead(seconds=1)}),
    "waiting": ({"norm_due": NOW}, {"norm_due": None}),
    "intime": ({"in_norm": True}, {"in_norm": False}),
    "pressing": ({"next_due": MIDNIGHT + timedelta(hours=36)}, {"next_due": MIDNIGHT + timedelta(hours=37)}),
    "disputed": ({"disputed": True}, {"disputed": True, "place": "archive"}),
    "unaccepted": ({"stage": "handed_over"}, {"stage": "handed_over", "accepted_at": NOW}),
    "snoozed": ({"snoozed_until": ahead(seconds=1)}, {"snoozed_until": NOW}),
    "mine": ({"owner": "me"}, {"owner": None}),
    "unassigned": ({"owner": None}, {"owner": "u1"}),
    "forgotten": ({"owner": "u1", "next_due": None}, {"owner": None, "queued": True}),
    "duplicate": ({"duplicate": True}, {}),
    "returning": ({"before_n": 1}, {"before_n": 0}),
    "mql": ({"level": "mql"}, {"level": None}),
    "sal": ({"level": "sal"}, {"level": "mql"}),
    "sql": ({"level": "sql"}, {"level": "sal"}),
    "taken": ({"taken_at": ago(days=9)}, {"taken_at": None}),
    "qualified": ({"qualified_at": ago(days=9)}, {"qualified_at": None}),
    "readied": ({"ready_at": ago(days=9)}, {"ready_at": None, "stage": "ready"}),
    "handed": ({"handed_at": ago(days=9)}, {"handed_at": None}),
    "won": ({"won_at": ago(days=1)}, {"won_at": None}),
    "lost": ({"outcome": "lost"}, {"outcome": "postponed"}),
    "nurturing": ({"place": "nurture"}, {"place": None}),
    "ready": ({"ready": True}, {"stage": "ready"}),
    "stuck": ({"stuck_at": ago(seconds=1)}, {"stuck_at": ahead(seconds=1)}),
    "local": ({"local": True}, {}),
    "unsynced": ({"unsynced": True}, {}),
    "merged": ({"merged": True}, {}),
    "conflict": ({"conflict": True}, {}),
}


@pytest.mark.parametrize("state", FLAGS, ids=lambda state: state.id)
def test_a_state_is_what_the_facts_say(state: Any) -> None:
    """UX 4.3, is: each state with a lead that is in it and one that is not."""
    yes, no = STATES[state.id]

    assert answers("is:" + state.id, yes)
    assert not answers("is:" + state.id, no)


@pytest.mark.parametrize(
    ("lead", "forgotten"),
    [
        ({"owner": "u1"}, True),
        ({"owner": "u1", "next_due": ago(days=3)}, False),
        ({"owner": "u1", "snoozed_until": ahead(days=1)}, False),
        ({"owner": "u1", "snoozed_until": ago(days=1)}, True),
        ({"owner": None, "queued": False}, True),
        ({"owner": None, "queued": True}, False),
        ({"owner": "u1", "place": "nurture"}, False),
        ({"owner": "u1", "kind": "cold"}, False),
    ],
)
def test_the_never_lost_meter_counts_by_its_definition(lead: Lead, forgotten: bool) -> None:
    """B3: lost = owned without a next step, or unowned and outside the distribution queue."""
    assert answers("is:forgotten", lead) is forgotten


def test_a_lead_in_a_later_nurture_round_is_returning() -> None:
    """Journey 5: cycle 2 of a lost deal is visible in is:returning."""
    assert answers("is:returning", {"nurture_rounds": 1})


HAVES: dict[str, tuple[Lead, Lead]] = {
    "contact": ({"reachable": True}, {"reachable": False}),
    "need": ({"need": "насос"}, {"need": ""}),
    "company": ({"company": "агро"}, {"company": ""}),
    "budget": ({"amount_minor": 0}, {"amount_minor": None}),
    "owner": ({"owner": "u1"}, {"owner": None}),
    "step": ({"next_due": NOW}, {"next_due": None}),
    "score": ({"score": 0}, {"score": None}),
}


@pytest.mark.parametrize("have", HAVE, ids=lambda have: have.id)
def test_has_and_no_are_opposites(have: Any) -> None:
    """UX 4.3, has: and no: the same values."""
    yes, no = HAVES.get(have.id, ({"has_" + have.id: True}, {"has_" + have.id: False}))

    assert answers("has:" + have.id, yes)
    assert not answers("no:" + have.id, yes)
    assert not answers("has:" + have.id, no)
    assert answers("no:" + have.id, no)


def test_is_mine_without_a_user_finds_nothing_and_not_mine_everything() -> None:
    """A query that runs for nobody must not take null for the owner."""
    lead = Facts(owner=None)

    assert not matches(parse("is:mine"), lead, NOW, KYIV, None)
    assert not matches(parse("owner:me"), lead, NOW, KYIV, None)
    assert matches(parse("-is:mine"), lead, NOW, KYIV, None)


def test_an_empty_query_finds_every_lead() -> None:
    """An empty search box hides nothing."""
    assert resolve(parse(""), NOW, KYIV) == EVERY
    assert holds(EVERY, Facts())
    assert matches(parse("'' \u200b"), Facts(), NOW, KYIV)


def _resolved(text: str) -> Resolved:
    return resolve(parse(text), NOW, KYIV, "me")


@pytest.mark.parametrize("field", [f for f in FIELDS if f.key and f.kind != "order"], ids=lambda f: f.name)
def test_every_field_reads_a_fact_that_exists(field: Any) -> None:
    """Storage compiles columns by these keys; a wrong one would be found only in SQL."""
    assert field.key in KEYS


def test_every_state_reads_facts_that_exist() -> None:
    """The states are defined once, over facts of the lead."""
    for state in FLAGS:
        assert keys_of(_resolved("is:" + state.id)) <= KEYS
    for have in HAVE:
        assert keys_of(_resolved("has:" + have.id)) <= KEYS


def test_answers_are_read_by_the_letters_of_the_company() -> None:
    """B24: a question added as data is searched by its letter without code."""
    definitions = Definitions(
        questions=(
            Question("car", {}, {}, {"bant": "K"}, {}),
            Question("when", {}, {}, {"bant": "T", "champ": "T"}, {}),
        )
    )
    vocabulary = vocabulary_of(definitions)

    query = parse("bant.k:>=2 champ.t:1", vocabulary)

    assert query.problems == ()
    assert keys_of(resolve(query, NOW, KYIV, None, vocabulary)) == {"answer.car", "answer.when"}
    assert [p.kind for p in parse("bant.b:1", vocabulary).problems] == ["unknown_field"]


def test_names_of_the_company_stand_for_their_ids() -> None:
    """Stages, channels, reasons and people are searched by the names on the screen, in any language."""
    definitions = Definitions(
        stages=(Stage("new", {"uk": "Свіжі", "ru": "Свежие"}),),
        channels=(Channel("expo", {"uk": "виставка", "en": "trade show"}, "", 1, 1),),
        choices=(Choice("spam", {"uk": "Спам"}, "junk"), Choice("price", {"uk": "Ціна"}, "lost")),
    )
    people = {"owner": (Known("u1", ("О. Лисюк",)), Known("u2", ("Олена Лис",)), Known("u3", ("Ткач",)))}
    vocabulary = vocabulary_of(definitions, people)

    def found(typed: str, **facts: Any) -> bool:
        query = parse(typed, vocabulary)
        assert query.problems == ()
        return matches(query, Facts(**facts), NOW, KYIV, None, vocabulary)

    assert found("stage:свіжі", stage="new")
    assert found('channel:"trade show"', channel="expo")
    assert found("junk_reason:спам", place="junk", place_reason="spam")
    assert found("lost:ціна", lost_reason="price")
    assert found('owner:"о. лисюк"', owner="u1")
    assert not found('owner:"о. лисюк"', owner="u2")
    assert found("owner:лис", owner="u1")
    assert found("owner:лис", owner="u2")
    assert not found("owner:лис", owner="u3")


@pytest.mark.parametrize(
    ("hour", "work", "zone", "works"),
    [
        (8, WorkHours(), "Europe/Kyiv", True),
        (16, WorkHours(), "Europe/Kyiv", False),
        (16, WorkHours(), "America/New_York", True),
        (16, WorkHours(end=19 * 60), "Europe/Kyiv", True),
        (8, WorkHours(days=frozenset((6, 7))), "Europe/Kyiv", False),
    ],
)
def test_open_now_asks_for_the_working_hours_at_the_lead(
    hour: int, work: WorkHours, zone: str, works: bool
) -> None:
    """C13: who can be called now, by the lead's own clock."""
    now = NOW.replace(hour=hour, minute=0)
    vocabulary = Vocabulary(work=work)

    assert matches(parse("open:now"), Facts(zone=zone), now, KYIV, None, vocabulary) is works


@pytest.mark.parametrize(
    ("hour", "since", "until", "works"),
    [
        (7, "09:00", "18:00", False),
        (7, "07:00", "12:00", True),
        (12, "07:00", "12:00", False),
        (23, "22:00", "06:00", True),
        (5, "22:00", "06:00", True),
        (12, "22:00", "06:00", False),
    ],
)
def test_working_hours_are_those_of_the_base(hour: int, since: str, until: str, works: bool) -> None:
    """C13: "can call now" goes by the hours that the company told, a night shift too."""
    defined = default_definitions()
    told = replace(defined, settings={**defined.settings, "work_from": since, "work_to": until})
    now = datetime(2026, 11, 20, hour, 30 if hour != 12 else 0, tzinfo=ZoneInfo("Europe/Kyiv"))

    found = matches(parse("open:now"), Facts(zone="Europe/Kyiv"), now, KYIV, None, vocabulary_of(told))

    assert found is works


def test_sort_and_group_name_facts() -> None:
    """sort:age- is oldest first, so the time of arrival runs the other way."""
    query = parse("sort:age-,score-,name,cooled group:owner")

    assert sort_keys(query) == (("received", False), ("score", True), ("name", False), ("cool_since", True))
    assert group_key(query) == "owner"
    assert group_key(parse("a")) is None


def test_facts_come_from_a_row_of_the_projection() -> None:
    """Times in ms, labels between bars, names that search does not ask for left out."""
    row = {
        "id": "x",
        "stage": "ready",
        "received": 1_795_162_440_000,
        "won_at": None,
        "labels": "|VIP|Ґанок|",
        "answers": {"need": 2},
    }

    facts = facts_from(row)

    assert facts.received == datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
    assert facts.won_at is None
    assert facts.labels == ("vip", fold("Ґанок"))
    assert (facts.stage, fact(facts, "answer.need"), fact(facts, "answer.car")) == ("ready", 2, None)


LEADS = [
    Facts(text="насос труба", score=80, temperature="hot", owner="me", received=ago(hours=3)),
    Facts(text="кран", score=None, stage="ready", next_due=ago(days=2), phones="380671234567"),
    Facts(kind="cold", answers={"timing": 0}, next_due=ahead(hours=1), zone="Europe/Kyiv"),
    Facts(place="junk", place_reason="no_contact", reachable=False, cool_since=ago(days=9)),
]
PARTS = [
    "насос",
    "067",
    "is:hot",
    "is:overdue",
    "score:<90",
    "due:today",
    "bant.t:unknown",
    "age:>1h",
    "no:need",
]
queries = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=6,
)


@given(queries, st.sampled_from(LEADS))
def test_a_lead_answers_a_query_or_its_negation(typed: str, lead: Facts) -> None:
    """Logic is two-valued: a missing fact never makes a lead fall out of both."""
    assert matches(parse(typed), lead, NOW, KYIV, "me") != matches(
        parse(f"-({typed})"), lead, NOW, KYIV, "me"
    )


@given(queries, queries, st.sampled_from(LEADS))
def test_and_or_and_not_follow_de_morgan(one: str, other: str, lead: Facts) -> None:
    """The tree is the same whichever way a person writes it."""

    def found(typed: str) -> bool:
        return matches(parse(typed), lead, NOW, KYIV, "me")

    assert found(f"-({one} OR {other})") == found(f"-{_b(one)} -{_b(other)}")
    assert found(f"-({one} {other})") == found(f"-{_b(one)} OR -{_b(other)}")


def _b(typed: str) -> str:
    return f"({typed})"


@given(queries)
def test_a_resolved_tree_is_flat_and_has_no_double_negation(typed: str) -> None:
    """What storage compiles stays small."""
    stack: list[Resolved] = [_resolved(typed)]
    while stack:
        item = stack.pop()
        if isinstance(item, And | Or):
            assert not any(isinstance(inner, type(item)) for inner in item.items)
            stack.extend(item.items)
        elif isinstance(item, Not):
            assert not isinstance(item.item, Not)
            stack.append(item.item)

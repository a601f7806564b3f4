"""Proves who came before: sounds, keys, the score of a pair, the guard of contacts, groups (A10, B3)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.matching import Digest, Index, Judge, digest, whole_groups
from leaddesk.domain.matching_keys import keys_of, search_texts
from leaddesk.domain.matching_names import names_of, near_names_of
from leaddesk.domain.matching_score import compare, compare_shared
from leaddesk.domain.matching_sound import skeleton, sound
from leaddesk.domain.matching_traits import Traits, pack, read_traits, unpack
from leaddesk.domain.matching_verdict import DUPLICATE, Habits
from tests.domain.matching_cases import APART, SAME, Case, Fields, lead

NO_HABITS = Habits()


@pytest.mark.parametrize("case", SAME + APART, ids=lambda case: case.name)
def test_the_verdict_is_the_one_that_a_person_would_give(case: Case) -> None:
    """A10, B3."""
    verdict = compare(read_traits(case.one), read_traits(case.other), NO_HABITS)
    assert verdict.kind == case.kind, verdict
    assert (verdict.probability >= DUPLICATE) == (case.kind == "duplicate")


@pytest.mark.parametrize("case", SAME, ids=lambda case: case.name)
def test_what_is_one_client_is_found_by_a_key(case: Case) -> None:
    """A10: the score is asked only of leads that share a key."""
    index = Index([digest([case.other])])
    found = index.came_before(read_traits(case.one))
    assert [one.number for one in found] == [0]
    assert found[0].verdict.kind == "duplicate"


@pytest.mark.parametrize("case", SAME + APART, ids=lambda case: case.name)
def test_the_order_of_two_leads_does_not_matter(case: Case) -> None:
    one, other = read_traits(case.one), read_traits(case.other)
    assert compare(one, other, NO_HABITS) == compare(other, one, NO_HABITS)


@pytest.mark.parametrize("case", SAME, ids=lambda case: case.name)
def test_the_quick_way_of_all_pairs_gives_the_same_verdict(case: Case) -> None:
    one, other = read_traits(case.one), read_traits(case.other)
    assert compare_shared(one, other, NO_HABITS) == compare(one, other, NO_HABITS)


def test_the_quick_way_of_all_pairs_leaves_namesakes_out() -> None:
    olena = read_traits(lead("Олена Ковальчук"))
    assert compare_shared(olena, olena, NO_HABITS) is None


@pytest.mark.parametrize(
    "spellings",
    [
        "щербак shcherbak scherbak szczerbak",
        "ющенко yushchenko juschtschenko iushchenko",
        "юлія юлия yuliia julia iuliia yuliya",
        "хмельницький хмельницкий khmelnytskyi hmelnitskiy",
        "жуковський жуковский zhukovskyi żukowski zhukovsky",
        "поліщук полищук polishchuk polischuk",
        "дем'яненко демьяненко demianenko demyanenko",
        "михайло mykhailo mihailo mykhaylo",
        "кварц quartz kvarts",
        "єрмолаєв yermolaiev ermolaev",
        "müller mueller muller мюллер",
    ],
)
def test_spellings_of_one_word_have_one_skeleton(spellings: str) -> None:
    words = [word.replace("'", "") for word in spellings.split()]
    assert len({skeleton(sound(word)) for word in words}) == 1, [sound(word) for word in words]


@pytest.mark.parametrize("words", ["бойко байрак", "ткач лещенко", "гриценко кириченко", "мороз зима"])
def test_words_that_sound_apart_stay_apart(words: str) -> None:
    one, other = words.split()
    assert skeleton(sound(one)) != skeleton(sound(other))


@pytest.mark.parametrize(
    "forms",
    [
        "олександр александр alexander саша oleksandr сашко",
        "катерина екатерина kate катруся katarzyna катя",
        "володимир владимир вова volodya waldemar",
        "євген eugene женя yevhen",
        "william bill willy",
        "іван john hans ваня johann",
        "małgorzata margaret маргарита gosia",
    ],
)
def test_pet_names_and_other_languages_are_forms_of_one_name(forms: str) -> None:
    groups = [names_of(sound(form)) for form in forms.split()]
    assert frozenset.intersection(*groups)


@pytest.mark.parametrize("names", ["олена оксана", "іван ігор", "петро павло", "анна інна", "kate jane"])
def test_other_names_are_not_forms_of_each_other(names: str) -> None:
    one, other = (names_of(sound(name)) for name in names.split())
    assert one
    assert other
    assert not one & other


@pytest.mark.parametrize("typed", ["олексанр", "олександрр", "олекcандор", "катерна"])
def test_a_slip_leads_to_the_name_that_was_meant(typed: str) -> None:
    assert near_names_of(sound(typed)) & (names_of(sound("олександр")) | names_of(sound("катерина")))


def _office(people: int) -> list[Fields]:
    # Families that no slip turns into each other, so that only the phone is shared.
    families = [a + b for a in ("Бар", "Вел", "Гор", "Дим", "Жур", "Кам", "Лос") for b in FAMILY_ENDS]
    return [lead(f"{GIVEN[n % 7]} {families[n]}", phone="0442280917") for n in range(people)]


FAMILY_ENDS = ("авенко", "ижчук", "опацький", "ульба", "етинець", "яготин", "ойдаш", "есюра")
GIVEN = ("Олена", "Петро", "Ганна", "Тарас", "Оксана", "Ігор", "Зоя")


def test_fifty_people_behind_one_phone_are_fifty_people_of_one_group() -> None:
    """B3: 0 merges of persons, one group of a company."""
    index = Index([digest(_office(50), slips=True)])
    judge = Judge(index.packed, index.habits)
    edges = judge.duplicates((a, b) for a in range(50) for b in range(a + 1, 50))
    assert whole_groups(judge, edges) == []
    assert {judge.verdict(0, other).kind for other in range(1, 50)} == {"related"}


def test_a_caller_without_a_name_is_nobody_of_the_fifty() -> None:
    index = Index([digest(_office(50))])
    found = index.came_before(read_traits(lead(phone="+380 44 228 09 17")), most=60)
    assert len(found) == 50
    assert {one.verdict.kind for one in found} == {"related"}


def test_a_person_of_the_fifty_who_calls_again_is_found() -> None:
    office = _office(50)
    index = Index([digest(office)])
    found = index.came_before(read_traits(office[17]))
    assert found[0].number == 17


def test_more_than_twenty_earlier_leads_do_not_silence_the_answer() -> None:
    """A10: however often they came, they are found."""
    index = Index([digest([lead("Олена Ковальчук", "Вершина", "0675123498")] * 300)])
    found = index.came_before(read_traits(lead("Ковальчук Олена", phone="+380675123498")), most=300)
    assert len(found) == 300


def test_a_rare_family_name_says_more_than_a_frequent_one() -> None:
    crowd = [lead(f"{GIVEN[n % 7]} Шевченко", f"Фірма {n}") for n in range(400)]
    index = Index([digest([*crowd, lead("Олена Перепадя", "Вершина"), lead("Олена Шевченко", "Вершина")])])
    rare = compare(*(read_traits(lead("Олена Перепадя", "Вершина")),) * 2, index.habits)
    frequent = compare(*(read_traits(lead("Олена Шевченко", "Вершина")),) * 2, index.habits)
    assert rare.probability > frequent.probability


def test_a_group_is_whole_though_two_of_it_have_nothing_to_compare() -> None:
    both = lead("Олена Ковальчук", phone="0675123498", email="o.kovalchuk@vershyna.ua")
    rows = [both, lead(phone="0675123498"), lead(email="o.kovalchuk@vershyna.ua")]
    index = Index([digest(rows, slips=True)])
    judge = Judge(index.packed, index.habits)
    pairs = {(one, other) for one, other, _ in whole_groups(judge, judge.duplicates(index.pairs()))}
    assert pairs == {(0, 1), (0, 2), (1, 2)}


def test_a_group_is_not_joined_over_another_name() -> None:
    middle = lead(phone="0675123498", email="o.kovalchuk@vershyna.ua")
    rows = [
        middle,
        lead("Олена Ковальчук", phone="0675123498"),
        lead("Петро Гнатів", email="o.kovalchuk@vershyna.ua"),
    ]
    index = Index([digest(rows, slips=True)])
    judge = Judge(index.packed, index.habits)
    assert (1, 2) not in {(one, other) for one, other, _ in whole_groups(judge, [(0, 1, 0.99), (0, 2, 0.99)])}


def test_parts_of_a_base_make_the_index_that_the_whole_makes() -> None:
    rows = [case.one for case in SAME] + [case.other for case in SAME]
    whole = Index([digest(rows)])
    parts = Index(digest(rows[first : first + 7]) for first in range(0, len(rows), 7))
    assert parts.packed == whole.packed
    assert parts.words == whole.words
    assert parts.habits.counts == whole.habits.counts


def test_an_index_of_nothing_finds_nothing() -> None:
    assert Index([]).came_before(read_traits(_any())) == []
    assert Index([Digest([], b"", digest([]).counts)]).pairs() == set()


def _any() -> Fields:
    return SAME[0].one


_texts = st.text(max_size=24)
_leads = st.fixed_dictionaries(
    {},
    optional={
        name: _texts | st.sampled_from([case.one.get(name, "") for case in SAME + APART])
        for name in ("name", "company", "phone", "email", "website", "address", "city", "zip", "birthday")
    },
)


@given(_leads, _leads)
@settings(max_examples=300)
def test_any_two_leads_compare_alike_both_ways(one: Fields, other: Fields) -> None:
    first, second = read_traits(one), read_traits(other)
    verdict = compare(first, second, NO_HABITS)
    assert verdict == compare(second, first, NO_HABITS)
    assert 0 <= verdict.probability <= 1


@given(_leads)
@settings(max_examples=300)
def test_traits_come_out_of_the_pack_as_they_went_in(fields: Fields) -> None:
    traits = read_traits(fields)
    assert unpack(pack(traits)) == traits


@given(_leads)
def test_a_search_asks_every_key_that_a_lead_is_kept_under(fields: Fields) -> None:
    traits = read_traits(fields)
    own = [key for key, guess in search_texts(traits) if not guess]
    assert len(keys_of(traits)) == len(set(own))


@given(st.sampled_from(SAME), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_the_case_of_letters_changes_no_verdict(case: Case, how: object) -> None:
    assert callable(how)
    shouted = {key: how(value) for key, value in case.one.items()}
    if case.name == "glued name":
        return
    assert compare(read_traits(shouted), read_traits(case.other), NO_HABITS).kind == "duplicate"


def test_traits_of_nothing_are_empty() -> None:
    assert read_traits({}) == Traits()

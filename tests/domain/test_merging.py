"""Merged records as pure rules: the class is the component, and apart they are what they were."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.conflicts import conflicts, may_differ
from leaddesk.domain.fold import fold_lead, fold_person
from leaddesk.domain.log import Op, OpId, in_order, iso
from leaddesk.domain.merging import (
    component,
    edge_value,
    edges_of,
    merged_lead,
    merged_person,
    one_of_each,
)
from tests.domain.leads import at, op

A, B, C, D = ("a" * 32, "b" * 32, "c" * 32, "d" * 32)
IDS = (A, B, C, D)
VALUES = ("", "верстат", "сервіс", "<b>\u202e'; --</b>")


def born(row_id: str, minutes: float = 0, **told: Any) -> Op:
    """The capture of a lead."""
    lead = {"received": iso(at(minutes)), "person": row_id, **told}
    return op("*", {"lead": lead}, minutes, row_id=row_id, tx=f"t{row_id[0]}", seq=int(minutes) + 1)


def said(row_id: str, field: str, value: Any, minutes: float) -> Op:
    return op(field, value, minutes, row_id=row_id, seq=1000 + int(minutes * 10))


def joined(a: str, b: str, name: str, minutes: float, result: Mapping[str, Any] | None = None) -> list[Op]:
    """Both halves of an edge."""
    value = edge_value(a, b, result)
    return [said(one, f"merge/{name}", value, minutes + n / 10) for n, one in enumerate((a, b))]


def rows(*ops: Op) -> dict[str, list[Op]]:
    """Ops by row, as a base gives them."""
    return {row: in_order(one for one in ops if one.row_id == row) for row in IDS}


def found(held: Mapping[str, Sequence[Op]], start: str) -> Any:
    group = component(start, lambda ids: {row: held[row] for row in ids})
    return merged_lead({row: held[row] for row in group.members}, group.edges, ())


edits = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(("need", "product", "priority", "source", "owner", "note/1", "label/vip")),
        st.sampled_from(VALUES),
        st.integers(10, 90),
    ),
    max_size=12,
)
pairs = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1]), max_size=5
)


def _value(field: str, value: str) -> Any:
    return {"text": value} if field.startswith("note") else True if field.startswith("label") else value


def _base(told: Sequence[tuple[str, str, str, int]]) -> list[Op]:
    births = [born(row, n, need=VALUES[n], channel=("form", "email")[n % 2]) for n, row in enumerate(IDS)]
    return births + [said(row, field, _value(field, value), minutes) for row, field, value, minutes in told]


@given(edits, pairs, st.randoms(use_true_random=False))
def test_a_class_is_the_same_from_every_member_and_in_every_order(
    told: Sequence[tuple[str, str, str, int]], joins: Sequence[tuple[str, str]], dice: Any
) -> None:
    """ARCHITECTURE 4: commutative and associative: only which rows are joined counts."""
    plain = _base(told)
    edges = [half for n, (a, b) in enumerate(joins) for half in joined(a, b, f"e{n}", 100 + n)]
    held = rows(*plain, *edges)
    shuffled = list(joins)
    dice.shuffle(shuffled)
    turned = [half for n, (a, b) in enumerate(shuffled) for half in joined(b, a, f"f{n}", 100 + n)]
    other = rows(*plain, *turned)

    for row in IDS:
        group = component(row, lambda ids: {one: held[one] for one in ids})
        assert all(component(one, lambda ids: {x: held[x] for x in ids}) == group for one in group.members)
        assert found(held, row) == found(other, row)
        state = found(held, row)
        assert state.id == min(group.members)
        assert {member.id for member in state.merged} in ({*group.members}, set())


@given(edits, pairs)
def test_nothing_said_disappears_in_a_merge_and_without_it_all_is_as_before(
    told: Sequence[tuple[str, str, str, int]], joins: Sequence[tuple[str, str]]
) -> None:
    """ARCHITECTURE 4: un-merge is the identity; every conflicting value stays readable."""
    plain = _base(told)
    edges = [half for n, (a, b) in enumerate(joins) for half in joined(a, b, f"e{n}", 100 + n)]
    ends = [replace(half, value={**half.value, "gone": True}, hlc_ms=half.hlc_ms + 10**7) for half in edges]

    apart = rows(*plain, *edges, *ends)
    for row in IDS:
        assert found(apart, row) == fold_lead(row, rows(*plain)[row])
    held = rows(*plain, *edges)
    for row in IDS:
        state = found(held, row)
        alone = [fold_lead(one, rows(*plain)[one]) for one in IDS if one == row]
        assert {note.text for lead in alone if lead for note in lead.notes} - {""} <= {
            *(note.text for note in state.notes),
            *(other.value["text"] for ops in held.values() for other in ops if other.field == "note/1"),
        }
        needs = {lead.need for lead in alone if lead} - {""}
        readable = {state.need} | {one.value for one in state.also} | {m.need for m in state.merged}
        assert needs <= readable


def test_the_earliest_request_is_the_birth_and_others_fill_its_blanks() -> None:
    """A19: first touch is the first; a cold record of a list gives way to the request."""
    cold = born(A, 0, kind="cold", source="список", need="")
    first = born(B, 5, kind="request", need="верстат", channel="form")
    later = born(C, 9, kind="request", need="сервіс", product="Модель 3", channel="email")
    held = rows(cold, first, later, *joined(A, B, "1", 20), *joined(B, C, "2", 21))

    state = found(held, C)

    assert (state.id, state.kind, state.need, state.product) == (A, "request", "верстат", "Модель 3")
    assert (state.received, state.source, state.channel) == (at(5), "список", "form")
    assert ("need", "сервіс") in {(one.field, one.value) for one in state.also}


def test_a_later_word_wins_over_an_earlier_one_whoever_it_was_said_of() -> None:
    """ARCHITECTURE 4: the winner is the largest clock; an edit on the merged card is the latest."""
    held = rows(born(A, 0), born(B, 1), said(A, "priority", "low", 5), said(B, "priority", "high", 6))
    joint = {row: [*ops, *(e for e in joined(A, B, "1", 9) if e.row_id == row)] for row, ops in held.items()}
    assert found(joint, A).priority == "high"
    joint[A].append(said(A, "priority", "normal", 30))
    assert found(joint, B).priority == "normal"


def test_what_was_chosen_counts_from_the_merge_until_a_later_word() -> None:
    """A10: a choice is said at the merge, and a later edit wins over it."""
    plain = (born(A, 0, source="google"), born(B, 1), said(B, "source", "виставка", 5))
    held = rows(*plain, *joined(A, B, "1", 9, {"source": "google"}))
    assert found(held, A).source == "google"
    held[B].append(said(B, "source", "партнер", 30))
    assert found(held, A).source == "партнер"


def test_a_junk_birth_does_not_put_a_living_lead_away() -> None:
    """A6: a record without a contact that is merged with a client is no junk any more."""
    junk = born(A, 0, position={"stage": "new", "place": "junk", "reason": "no_contact"})
    held = rows(junk, born(B, 5), *joined(A, B, "1", 9))

    assert found(held, A).position.place is None


def test_a_row_that_was_never_created_is_no_member() -> None:
    """ARCHITECTURE 4: a laptop may hold an edge whose other side has not come yet."""
    held = rows(born(B, 5), *joined(A, B, "1", 9))

    state = found(held, A)

    assert (state.id, state.merged) == (B, ())
    assert merged_lead({A: held[A]}, (), ()) is None


def test_edges_of_a_row_are_those_that_live() -> None:
    """ARCHITECTURE 4: an edge lives until it is undone by its id."""
    one, two = joined(A, B, "1", 9), joined(A, C, "2", 10)
    gone = said(A, "merge/1", {**edge_value(A, B), "gone": True}, 11)

    assert [edge.id for edge in edges_of([one[0], two[0], gone])] == ["2"]
    assert edges_of([born(A), said(A, "need", "x", 1)]) == []


# Persons


def contact(value: str, mark: str | None = None) -> dict[str, Any]:
    return {"kind": "phone", "value": value, "normal": value, **({"mark": mark} if mark else {})}


def test_contacts_of_a_person_are_those_of_all_each_once_and_the_marked_one_stays() -> None:
    """A9, A10: contacts are a union."""
    parts = {
        A: ((), {"id": A, "name": "Дмитро", "contact/1": contact("+1"), "contact/2": contact("+2")}),
        B: (
            (op("contact/3/mark", "wrong", 5, entity="person", row_id=B),),
            {"id": B, "name": "D. K.", "title": "директор", "contact/3": contact("+1")},
        ),
    }
    state = merged_person(parts)
    assert state is not None

    assert (state.id, state.name, state.title, state.names) == (A, "Дмитро", "директор", ("D. K.",))
    assert [(c.normal, c.mark) for c in state.contacts] == [("+1", "wrong"), ("+2", None)]
    assert state.merged == (A, B)
    assert merged_person({A: parts[A]}) == fold_person(A, [], parts[A][1])
    assert merged_person({A: ((), None)}) is None


@given(st.permutations((A, B, C)))
def test_the_order_of_persons_does_not_matter(order: Sequence[str]) -> None:
    """ARCHITECTURE 4: commutative."""
    parts = {
        row: ((), {"id": row, "name": f"Ім'я {row[0]}", f"contact/{row[0]}": contact("+1")}) for row in order
    }
    state = merged_person(parts)

    assert state == merged_person({row: parts[row] for row in sorted(parts)})
    assert state is not None
    assert len(tuple(one_of_each(state.contacts))) == 1


def _of_person(row_id: str) -> dict[str, Any]:
    """The part of a capture that made a person."""
    return {
        "id": row_id,
        "name": f"Ім'я {row_id[0]}",
        "city": row_id[0],
        f"contact/{row_id[0]}": contact("+1"),
    }


chosen = st.dictionaries(st.sampled_from(("name", "city", "title")), st.sampled_from(VALUES[1:]), max_size=2)
person_joins = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), chosen).filter(lambda one: one[0] != one[1]),
    max_size=4,
)


@given(person_joins, st.randoms(use_true_random=False))
def test_what_was_chosen_of_persons_is_the_same_in_every_order_and_ends_with_the_merge(
    joins: Sequence[tuple[str, str, dict[str, str]]], dice: Any
) -> None:
    """A10, ARCHITECTURE 4: commutative; merge then un-merge is the identity."""
    edges = [joined(a, b, f"e{n}", 20 + n, result) for n, (a, b, result) in enumerate(joins)]
    ops = [one for both in edges for one in both]
    held = rows(*ops)
    group = component(A, lambda ids: {row: held[row] for row in ids}).members
    parts = {row: (held[row], _of_person(row)) for row in group}
    state = merged_person(parts)
    shuffled = list(group)
    dice.shuffle(shuffled)

    assert merged_person({row: parts[row] for row in shuffled}) == state
    assert state is not None
    latest: dict[str, str] = {}
    for a, _b, result in joins:
        latest |= result if a in group else {}
    assert {name: getattr(state, name) for name in latest} == latest
    assert len(group) == 1 or {f"Ім'я {row[0]}" for row in group} <= {state.name, *state.names}
    gone = [replace(one, value={**one.value, "gone": True}) for one in ops]
    ended = rows(*ops, *(replace(one, hlc_ms=one.hlc_ms + 10**9) for one in gone))
    for row in group:
        alone = component(row, lambda ids: {one: ended[one] for one in ids}).members
        assert alone == (row,)
        assert merged_person({row: (ended[row], _of_person(row))}) == fold_person(row, [], _of_person(row))


# Conflicts


def leaf(number: int, site: int, value: Any, parents: tuple[OpId, ...] = (), field: str = "need") -> Op:
    made = op(field, value, number, row_id=A, site=site, seq=number)
    return replace(made, id=OpId(site, number), parents=parents)


def _told(ops: Sequence[Op], undone: Sequence[Op] = ()) -> list[Any]:
    lineage = {one.id: one.parents for one in (*ops, *undone)}
    return [one.value for one in conflicts(in_order(ops), lineage)]


def test_what_was_said_without_knowing_of_the_winner_is_a_conflict() -> None:
    """ARCHITECTURE 4: losers are the leaves of the op tree that are not the winner."""
    first = leaf(1, 1, "спершу")
    office, laptop = leaf(2, 1, "в офісі", (first.id,)), leaf(3, 2, "у дорозі", (first.id,))

    assert _told([first, office, laptop]) == ["в офісі"]
    seen = leaf(4, 1, "узгоджено", (laptop.id, office.id))
    assert _told([first, office, laptop, seen]) == []


def test_what_a_later_word_had_seen_is_no_conflict() -> None:
    """ARCHITECTURE 4: a chain has one leaf, whichever sites wrote it, and whatever was undone in between."""
    one = leaf(1, 1, "a")
    two = leaf(2, 2, "b", (one.id,))
    three = leaf(3, 1, "c", (two.id,))

    assert _told([one, two, three]) == []
    assert _told([one, three], [two]) == []


def test_two_who_say_the_same_do_not_differ() -> None:
    """The same value twice needs nobody's decision; reading marks and merges are nobody's word."""
    assert _told([leaf(1, 1, "x"), leaf(2, 2, "x")]) == []
    assert _told([leaf(1, 1, True, field="read"), leaf(2, 2, False, field="read")]) == []
    assert _told([leaf(1, 1, "x"), leaf(2, 2, "y")]) == ["x"]
    assert not may_differ([leaf(1, 1, "x"), leaf(2, 1, "y")])
    assert may_differ([leaf(1, 1, "x"), leaf(2, 2, "y")])


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abc"), st.integers(0, 5)), max_size=8), st.data()
)
def test_the_conflict_set_is_a_pure_function_of_the_log(
    told: Sequence[tuple[int, str, int]], data: Any
) -> None:
    """ARCHITECTURE 4: the order in which ops arrive changes nothing; the winner is never among the losers."""
    ops: list[Op] = []
    for number, (site, value, back) in enumerate(told, 1):
        parents = (ops[-back].id,) if 0 < back <= len(ops) else ()
        ops.append(leaf(number, site, value, parents))
    shuffled = data.draw(st.permutations(ops))

    assert _told(ops) == _told(shuffled)
    if ops:
        assert ops[-1].value not in _told(ops)

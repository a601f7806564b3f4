"""Where on a picture a field stands, as a lead keeps it."""

from leaddesk.domain.card_evidence import card_evidence, evidence_of, regions_of

SHA = "ab" * 32


def test_a_field_opens_its_own_region_and_a_field_without_one_the_whole_picture() -> None:
    """Issue 6.5: kind, picture and box, in the shape that answers keep."""
    extra = card_evidence(SHA, {"phone": (1, 2, 3, 4)})

    assert evidence_of(extra, "phone") == {"kind": "card", "picture": SHA, "box": [1, 2, 3, 4]}
    assert evidence_of(extra, "company") == {"kind": "card", "picture": SHA}
    assert evidence_of({"picture": SHA, "picture_fields": {"phone": "x"}}, "phone") == {
        "kind": "card",
        "picture": SHA,
    }
    assert evidence_of({}, "phone") is None


def test_the_second_of_two_phones_has_a_name_of_its_own() -> None:
    """A field without a region counts, so that the name of the next one stays right."""
    told = [("phone", None), ("phone", (1, 2, 3, 4)), ("email", (5, 6, 7, 8))]

    assert regions_of(told) == {"phone.2": (1, 2, 3, 4), "email": (5, 6, 7, 8)}


def test_a_lead_without_regions_keeps_the_picture_alone() -> None:
    """A badge that was typed in by hand beside its picture."""
    assert card_evidence(SHA, {}) == {"picture": SHA}


def test_a_box_that_is_no_four_whole_numbers_is_none() -> None:
    """Foreign data: an import may have written anything under that name."""
    for box in ([1, 2, 3], [1, 2, 3, 4.5], "1234", None, [True, 1, 2, 3]):
        told = {"picture": SHA, "picture_fields": {"phone": box}}
        assert evidence_of(told, "phone") == {"kind": "card", "picture": SHA}, box


def test_a_path_or_a_number_in_the_place_of_the_picture_opens_nothing_but_itself() -> None:
    """Only a text names a picture."""
    assert evidence_of({"picture": 7}, "phone") is None
    assert evidence_of({"picture": ""}, "phone") is None

"""What a lead keeps of the card it was read from: the picture's sha256, and where on it each field stands."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Region = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture."""

PICTURE, REGIONS = "picture", "picture_fields"
"""Their names among the extra values of a lead."""


def regions_of(fields: Iterable[tuple[str, Region | None]]) -> dict[str, Region]:
    """Regions by name of the fields in their order; the second phone is phone.2."""
    found: dict[str, Region] = {}
    counted: Counter[str] = Counter()
    for key, region in fields:
        counted[key] += 1
        if region is not None:
            found[key if counted[key] == 1 else f"{key}.{counted[key]}"] = region
    return found


def card_evidence(picture: str, regions: Mapping[str, Region]) -> dict[str, Any]:
    """The extra values of a lead that was read from `picture` (sha256)."""
    return {PICTURE: picture} | (
        {REGIONS: {key: list(one) for key, one in regions.items()}} if regions else {}
    )


def evidence_of(extra: Mapping[str, Any], field: str) -> dict[str, Any] | None:
    """Where a field is known from, as answers keep it: kind, picture, box; None without a picture.

    `field`: full_name, job_title, company, phone, phone.2, email, website or address.
    """
    picture = extra.get(PICTURE)
    if not isinstance(picture, str) or not picture:
        return None
    told = extra.get(REGIONS)
    box = told.get(field) if isinstance(told, Mapping) else None
    whole = isinstance(box, list | tuple) and len(box) == 4 and all(type(side) is int for side in box)
    return {"kind": "card", "picture": picture} | ({"box": list(box)} if whole and box is not None else {})

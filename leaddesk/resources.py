"""Where the files of `resources/` are: in a checkout, in an installed wheel, in a frozen program."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a bundled file or folder; the first place that has `resources` wins.

    Raises FileNotFoundError naming the file, so that a broken installation says what is missing.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen) / "leaddesk" / "_resources"] if frozen else []
    roots += [package / "_resources", package.parent / "resources"]
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("resources/" + "/".join(parts))

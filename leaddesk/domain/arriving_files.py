"""Files that come into a watched folder: which of them are whole, told by two looks some time apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Mark = tuple[int, int]
"""Size in bytes and time of the last change in ns: a file whose mark stands still is written to the end."""


@dataclass(frozen=True)
class Folder:
    """What is known of a folder by its looks: files that were taken, and files that may still grow."""

    taken: Mapping[str, Mark] = field(default_factory=dict)
    growing: Mapping[str, Mark] = field(default_factory=dict)


def looked(before: Folder, files: Mapping[str, Mark]) -> tuple[Folder, list[str]]:
    """The folder after another look, and the names that can be read now, the oldest first.

    A file that was overwritten since it was taken is a new one: scanners use names again. One that went is
    forgotten, so that what is remembered never outgrows the folder.
    """
    fresh = {name: mark for name, mark in files.items() if before.taken.get(name) != mark}
    whole = [name for name, mark in fresh.items() if mark[0] > 0 and before.growing.get(name) == mark]
    taken = {name: mark for name, mark in files.items() if name in whole or name not in fresh}
    growing = {name: mark for name, mark in fresh.items() if name not in whole}
    return Folder(taken, growing), sorted(whole, key=lambda name: (files[name][1], name))

"""The people who work in the base."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who acts: a name and the roles held (C7)."""

    id: str
    name: str
    roles: tuple[str, ...]
    active: bool = True

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

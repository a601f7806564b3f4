"""Who may do what: rights by role as data; an action names the right that it needs (C7)."""

from collections.abc import Iterable, Mapping

from leaddesk.domain.refusals import NotAllowed
from leaddesk.domain.users import User

ROLES = ("lead_generator", "marketer", "sales", "head", "admin")
RIGHTS = (
    "capture",
    "triage",
    "qualify",
    "hand_over",
    "nurture",
    "sell",
    "distribute",
    "bulk",
    "import",
    "export",
    "configure",
    "users",
    "undo_others",
    "erase",
)


def rights_of(roles: Iterable[str], granted: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Union of the rights of several roles."""
    return frozenset().union(*(granted.get(role, frozenset()) for role in roles))


def somebody_holds(right: str, users: Iterable[User], granted: Mapping[str, frozenset[str]]) -> bool:
    """Whether an active user has the right: without one for "users" nobody could ever give rights again."""
    return any(right in rights_of(user.roles, granted) for user in users if user.active)


def check_right(right: str, roles: Iterable[str], granted: Mapping[str, frozenset[str]]) -> None:
    """Raise NotAllowed where none of the roles has the right."""
    held = tuple(roles)
    if right not in rights_of(held, granted):
        raise NotAllowed("roles.not_allowed", right=right, roles=", ".join(held))

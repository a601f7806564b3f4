"""What the program says no to: one exception with a key and its arguments; `texts` makes the sentence."""


class Refused(Exception):
    """A wish that a rule forbids; nothing was written.

    `key` names the sentence in `texts`, `args` fill it. `key` always starts with the room of the rule.
    """

    def __init__(self, key: str, **said: object) -> None:
        super().__init__(key, said)
        self.key = key
        self.said = said

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.key, self.said)


def _again(kind: type[Refused], key: str, said: dict[str, object]) -> Refused:
    return kind(key, **said)


class MoveRefused(Refused):
    """A stage or place that the lead cannot go to from where it is."""


class NotReady(Refused):
    """A handover with unmet criteria; `said["failed"]` lists their keys."""


class NotAllowed(Refused):
    """The role of the acting user has no right to the action."""


class NotFound(Refused):
    """An id that the base does not hold."""


class StaleLead(Refused):
    """A row that somebody changed between reading and writing it."""


class UndoRefused(Refused):
    """A step that cannot be undone any more; says who changed it since and when."""


class Unreachable(Refused):
    """The shared base does not answer; what was typed stays on the screen."""


class BaseRefused(Refused):
    """The base itself cannot be used: newer than the program, damaged, locked, read-only, full."""

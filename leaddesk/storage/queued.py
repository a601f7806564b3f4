"""Who stands in the distribution queue, for a store: every lead without an owner; what follows from it."""

from leaddesk.domain.search_logic import EVERY, NONE, And, Flag, Not, Null, Or, Resolved, every, no, some


def plain(asked: Resolved) -> Resolved:
    """`asked` without the fact `queued`, and without conditions that exclude one another.

    So the meter of the lost (B3) is one conjunction, which an index can answer.
    """
    match asked:
        case Flag("queued"):
            return Null("owner")
        case Not(item):
            inner = plain(item)
            return EVERY if inner == NONE else NONE if inner == EVERY else no(inner)
        case And(items):
            whole = every(*map(plain, items))
            found = whole.items if isinstance(whole, And) else (whole,)
            return NONE if NONE in found or any(no(item) in found for item in found) else whole
        case Or(items):
            told = [item for item in map(plain, items) if item != NONE]
            return some(*told) if told else NONE
        case _:
            return asked

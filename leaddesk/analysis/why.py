"""Why conversion changed: how much came of another mix, how much of another rate, part by part (journey 6).

A share is the sum over parts (channels, owners, times to the first contact) of weight x rate. Its change is
split at the middle of both periods, so that the pieces add up to it exactly: mix = change of the weight x how
far the part's rate lies from the whole, rate = change of the rate x the middle weight (Kitagawa 1955).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from leaddesk.actions.figures import Counted, Figure, FigureAsk, Mark, Said
from leaddesk.analysis.conversion import SMALL
from leaddesk.analysis.cooling import first_query
from leaddesk.analysis.counts import cells, days_of, query_of
from leaddesk.analysis.proportions import Z95, differs, trend_of

_FLAG = {"handed": "is:handed", "won": "is:won"}
_NEVER = "never"
"""The part of those whom nobody contacted."""
_MOSTLY = Fraction(1, 2)
_AT_LEAST = Fraction(1, 10)
"""What a cause has to explain of the change to be named alone, and how much of that is its own."""


class Part(NamedTuple):
    """Counts of a part in two periods: leads and those who reached the step, before and now."""

    n0: int
    k0: int
    n1: int
    k1: int


class Piece(NamedTuple):
    """What a part adds to the change, as exact shares."""

    mix: Fraction
    rate: Fraction


class Cause(NamedTuple):
    """What explains most: a dimension, "mix" of it as a whole or the "rate" of one part, and how much.

    `own`: how much of it is more than a part of this weight has in a change that is the same everywhere.
    """

    dimension: str
    kind: str
    part: str
    size: Fraction
    own: Fraction


@runtime_checkable
class Parted(Protocol):
    """What can count leads by a fact of theirs."""

    def counts_by(
        self, fact: str, queries: Sequence[str], now: datetime, me: str
    ) -> tuple[Mapping[str | None, int], ...]: ...


def pieces(parts: Mapping[str, Part]) -> dict[str, Piece]:
    """Mix and rate of every part; all of them add up to the change of the whole, to the last digit."""
    n0, n1 = sum(part.n0 for part in parts.values()), sum(part.n1 for part in parts.values())
    if not n0 or not n1:
        return {name: Piece(Fraction(0), Fraction(0)) for name in parts}
    k0, k1 = sum(part.k0 for part in parts.values()), sum(part.k1 for part in parts.values())
    middle = (Fraction(k0, n0) + Fraction(k1, n1)) / 2
    found = {}
    for name, part in parts.items():
        w0, w1 = Fraction(part.n0, n0), Fraction(part.n1, n1)
        r0, r1 = _rates(part)
        found[name] = Piece((w1 - w0) * ((r0 + r1) / 2 - middle), (w0 + w1) / 2 * (r1 - r0))
    return found


def _rates(part: Part) -> tuple[Fraction, Fraction]:
    """Rates of a part; one that is empty in a period has the other one's, and changes the mix only."""
    r0 = Fraction(part.k0, part.n0) if part.n0 else None
    r1 = Fraction(part.k1, part.n1) if part.n1 else None
    either = r0 if r1 is None else r1
    known = Fraction(0) if either is None else either
    return (known if r0 is None else r0), (known if r1 is None else r1)


def cause_of(told: Mapping[str, Mapping[str, Part]], change: Fraction) -> Cause | None:
    """The largest sure piece in the direction of the change, over all dimensions; None where none is sure.

    A mix counts for its dimension as a whole (it moves between parts), a rate for its part alone.
    """
    found = [one for name, parts in told.items() for one in _causes(name, parts)]
    same = [one for one in found if one.size * change > 0]
    return max(same, key=lambda one: (one.own, one.dimension, one.part), default=None)


def _causes(dimension: str, parts: Mapping[str, Part]) -> Iterator[Cause]:
    split = pieces(parts)
    n0, n1 = sum(part.n0 for part in parts.values()), sum(part.n1 for part in parts.values())
    if any(abs(differs(part.n0, n0, part.n1, n1)) >= Z95 for part in parts.values()):
        mixed = sum((piece.mix for piece in split.values()), Fraction(0))
        yield Cause(dimension, "mix", "", mixed, abs(mixed))
    for name, part in parts.items():
        if abs(differs(part.k0, part.n0, part.k1, part.n1)) >= Z95:
            size = split[name].rate
            weight = (Fraction(part.n0, n0) + Fraction(part.n1, n1)) / 2
            yield Cause(dimension, "rate", name, size, abs(size) * (1 - weight))


def why(store: Counted, ask: FigureAsk, zone: ZoneInfo, step: str = "handed") -> Figure:
    """The change of conversion to `step` from the period before, which is as long as this one."""
    since, until = days_of(ask, ask.now.astimezone(zone).date())
    length = until - since + timedelta(days=1)
    spans = ((since - length, since - timedelta(days=1)), (since, until))
    told = {
        "channel": _by_channel(store, ask, spans, step),
        "response": _by_response(store, ask, spans, step),
    }
    if isinstance(store, Parted):
        told["owner"] = _by_owner(store, ask, spans, step)
    whole = _whole(told["channel"])
    change = _change(whole)
    trend = trend_of(whole.k0, whole.n0, whole.k1, whole.n1)
    cause = cause_of(told, change) if trend != "noise" else None
    marks = tuple(mark for name, parts in told.items() for mark in _marks(name, parts, spans[1], ask))
    numbers = {
        "change": float(change),
        "before": whole.k0 / whole.n0 if whole.n0 else None,
        "now": whole.k1 / whole.n1 if whole.n1 else None,
    }
    args = {"step": step, "before": numbers["before"], "now": numbers["now"]}
    args |= {"n": min(whole.n0, whole.n1)}
    if cause is not None:
        args |= {"dimension": cause.dimension, "part": cause.part, "size": float(cause.size)}
    key = _finding(whole, trend, cause, change)
    definition = Said("figure.why.definition", args)
    return Figure(f"why_{step}", definition, Said(key, args), whole.n0 + whole.n1, marks, trend, numbers)


def _finding(whole: Part, trend: str, cause: Cause | None, change: Fraction) -> str:
    if not whole.n0 or not whole.n1:
        return "figure.none"
    if min(whole.n0, whole.n1) < SMALL:
        return "figure.too_few"
    if trend == "noise":
        return "figure.why.noise"
    if cause is None or abs(cause.size) < _MOSTLY * abs(change) or cause.own < _AT_LEAST * abs(change):
        return "figure.why.broad"
    return f"figure.why.{cause.kind}"


def _whole(parts: Mapping[str, Part]) -> Part:
    return Part(*(sum(counts) for counts in zip(*parts.values(), strict=True))) if parts else Part(0, 0, 0, 0)


def _change(whole: Part) -> Fraction:
    if not whole.n0 or not whole.n1:
        return Fraction(0)
    return Fraction(whole.k1, whole.n1) - Fraction(whole.k0, whole.n0)


Spans = tuple[tuple[date, date], tuple[date, date]]


def _by_channel(store: Counted, ask: FigureAsk, spans: Spans, step: str) -> dict[str, Part]:
    found = []
    for since, until in spans:
        for family in ("received", step):
            counts: Counter[str] = Counter()
            for _day, names, n in cells(store, f"cohort|{family}", since, until, ask.channel):
                counts[names[0]] += n
            found.append(counts)
    return _parts(found)


def _by_response(store: Counted, ask: FigureAsk, spans: Spans, step: str) -> dict[str, Part]:
    """By the time to the first contact; of `won` the contacts are known, the wins by time are not."""
    if step != "handed":
        return {}
    found = []
    for since, until in spans:
        for family, all_of in (("contact", "received"), ("contact_handed", step)):
            counts: Counter[str] = Counter()
            for _day, names, n in cells(store, family, since, until, ask.channel):
                counts[names[2]] += n
            whole = sum(n for *_, n in cells(store, f"cohort|{all_of}", since, until, ask.channel))
            counts[_NEVER] = whole - counts.total()
            found.append(counts)
    return _parts(found)


def _by_owner(store: Parted, ask: FigureAsk, spans: Spans, step: str) -> dict[str, Part]:
    queries = [query_of(*span, ask, more) for span in spans for more in ("", _FLAG[step])]
    told = store.counts_by("owner", queries, ask.now, ask.me)
    return _parts([Counter({owner or "": n for owner, n in counts.items()}) for counts in told])


def _parts(counts: Sequence[Counter[str]]) -> dict[str, Part]:
    n0, k0, n1, k1 = counts
    names = sorted(n0.keys() | n1.keys() | k0.keys() | k1.keys())
    return {name: Part(n0[name], k0[name], n1[name], k1[name]) for name in names if n0[name] or n1[name]}


def _marks(
    dimension: str, parts: Mapping[str, Part], span: tuple[date, date], ask: FigureAsk
) -> Iterator[Mark]:
    for place, (name, piece) in enumerate(pieces(parts).items()):
        part = parts[name]
        query = query_of(*span, ask, _query(dimension, name))
        for kind, size in (("mix", piece.mix), ("rate", piece.rate)):
            yield Mark(
                f"{dimension}.{kind}", name, float(place), part.n1, part.k1, float(size),
                small=min(part.n0, part.n1) < SMALL, query=query,
            )  # fmt: skip


def _query(dimension: str, name: str) -> str:
    if dimension == "response":
        return "-wait:>=0m" if name == _NEVER else first_query(int(name))
    named = name if name else "none"
    return f'{dimension}:"{named}"'

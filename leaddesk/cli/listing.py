"""`leaddesk list`: leads that a search finds, as rows."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Count, Defined, Leads
from leaddesk.app.compose import open_desk
from leaddesk.cli.terminal import Terminal
from leaddesk.cli.words import names_of, without_minus
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.list_row import Shown
from leaddesk.domain.log import at_ms, iso, ms_of
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import duration
from leaddesk.texts.keys import say, stage_name
from leaddesk.texts.names import name_of

_PAGE = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `list`."""
    parser.add_argument(
        "query", nargs="*", metavar=_("QUERY"), help=_("a search, such as is:hot channel:site")
    )
    parser.add_argument(
        "--sort", default="score-", metavar=_("KEY"), help=_("score, received, name ...; - down")
    )
    parser.add_argument(
        "--limit", type=int, default=100, metavar="N", help=_("at most so many rows (0: all)")
    )
    parser.add_argument("--count", action="store_true", help=_("only how many"))


own_words = without_minus


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """List or count."""
    query = " ".join(options.query).strip()
    # The grammar knows every key that leads can be sorted by, and says so where it does not know one.
    ask = PageAsk(query=f"{query} sort:{options.sort}" if options.sort else query)
    with open_desk(options.opening) as desk:
        if options.count:
            n = desk.ask(Count(ask))
            _say_left_out(desk.ask(Leads(replace(ask, limit=1))).problems, terminal)
            terminal.result({"count": n}, [str(n)])
            return 0
        rows, problems = _rows(desk, ask, max(0, options.limit))
        names, now = names_of(desk), desk.session.now()
        definitions = desk.ask(Defined())
    _say_left_out(problems, terminal)
    told = [row_json(row, names, now) for row in rows]
    head = [name_of("field", key) for key in ("name", "company", "need", "stage", "temperature", "score")]
    table = [_cells(row, now, definitions) for row in rows]
    terminal.result(told, terminal.table(("id", *head, name_of("field", "cooling")), table))
    if not terminal.as_json:
        terminal.say(ngettext("{n} lead", "{n} leads", len(rows)).format(n=len(rows)))
    return 0


def _cells(row: Shown, now: datetime, definitions: Definitions) -> tuple[str, ...]:
    where = stage_name(row.place or row.stage, definitions)
    score = "–" if row.score is None else str(row.score)
    who = (row.id, row.name, row.company, row.need)
    return (*who, where, name_of("temperature", row.temperature), score, _age(row, now))


def _rows(desk: Desk, ask: PageAsk, limit: int) -> tuple[list[Shown], Sequence[Any]]:
    found: list[Shown] = []
    problems: Sequence[Any] = ()
    for page in _pages(desk, ask, limit):
        found += page[0]
        problems = problems or page[1]
    return found, problems


def _pages(desk: Desk, ask: PageAsk, limit: int) -> Iterator[tuple[Sequence[Shown], Sequence[Any]]]:
    left = limit or None
    while left is None or left > 0:
        page = desk.ask(Leads(replace(ask, limit=min(_PAGE, left or _PAGE))))
        yield page.rows, page.problems
        if page.next is None:
            return
        left = None if left is None else left - len(page.rows)
        ask = replace(ask, after=page.next)


def _say_left_out(problems: Sequence[Any], terminal: Terminal) -> None:
    for problem in problems:
        terminal.say(search_problem(problem))


def search_problem(problem: Any) -> str:
    """What a search left out, and what may be meant."""
    told = say(f"search.{problem.kind}", {"text": problem.part, "at": problem.start + 1})
    if not problem.suggestion:
        return told
    return f"{told} {say('search.hint', {'hint': problem.suggestion})}"


def row_json(row: Shown, names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """A row as `list` gives it (CLI.md); `cooling` is in seconds, null where nothing cools."""
    return {
        "id": row.id,
        "kind": row.kind,
        "name": row.name,
        "company": row.company,
        "need": row.need,
        "stage": row.stage,
        "place": row.place,
        "temperature": row.temperature,
        "score": row.score,
        "level": row.level,
        "channel": row.channel,
        "owner": names.get(row.owner or "", row.owner),
        "received": iso(at_ms(row.received)),
        "next_step": row.next_step,
        "next_due": None if row.next_due is None else iso(at_ms(row.next_due)),
        "cooling": cooling(row, now),
        "reason": row.place_reason,
        "phone": row.phone,
        "email": row.email,
        "before": row.before_n,
    }


def cooling(row: Shown, now: datetime) -> int | None:
    """Seconds since the signal that nobody has answered yet (D14)."""
    return None if row.cool_since is None else max(0, (ms_of(now) - row.cool_since) // 1000)


def _age(row: Shown, now: datetime) -> str:
    seconds = cooling(row, now)
    return "" if seconds is None else duration(seconds)

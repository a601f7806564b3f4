"""`leaddesk match`: who in a file of leads came before; the base of this machine is not asked."""

import argparse
import csv
import gc
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from leaddesk.app.match_files import all_pairs, index_of, read_leads
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.matching_traits import read_traits
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _, ngettext

_MOST = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `match`."""
    add = parser.add_argument
    add("--base", type=Path, metavar="BASE.csv", help=_("leads that are known"))
    add("--queries", type=Path, metavar="Q.csv", help=_("newcomers: who of them came before"))
    add("--pairs", type=Path, metavar="FILE.csv", help=_("find all duplicates inside one file"))
    add("--out", type=Path, required=True, metavar="P.csv", help=_("where the answer is written"))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Match newcomers with a base, or a file with itself."""
    if bool(options.pairs) == bool(options.base and options.queries):
        terminal.say(_("Give either --base and --queries, or --pairs."))
        return 2
    # Millions of small objects that live to the end: the collector would stop each query to walk over them.
    gc.disable()
    try:
        return _pairs(options, terminal) if options.pairs else _queries(options, terminal)
    finally:
        gc.enable()


def _queries(options: argparse.Namespace, terminal: Terminal) -> int:
    base, newcomers = read_leads(options.base), read_leads(options.queries)
    meter = terminal.progress(_("Match"))
    index = index_of(base.rows, meter)
    base.rows.clear()
    meter.close()
    rows: list[Sequence[object]] = []
    decided = 0
    for query, fields in zip(newcomers.ids, newcomers.rows, strict=True):
        began = time.perf_counter()
        found = index.came_before(read_traits(fields), _MOST)
        spent = f"{(time.perf_counter() - began) * 1000:.3f}"
        rows += [
            (
                query,
                base.ids[one.number],
                rank,
                f"{one.verdict.probability:.6f}",
                spent,
                int(one.verdict.kind == "duplicate"),
            )
            for rank, one in enumerate(found, 1)
        ] or [(query, "", "", "", spent, "")]
        decided += bool(found) and found[0].verdict.kind == "duplicate"
    _write(options.out, ("query_id", "base_id", "rank", "score", "ms", "decision"), rows)
    said = ngettext("{n} of {all} came before", "{n} of {all} came before", decided)
    terminal.result(
        {"queries": len(newcomers.ids), "came_before": decided, "out": str(options.out)},
        [said.format(n=decided, all=len(newcomers.ids))],
    )
    return 0


def _pairs(options: argparse.Namespace, terminal: Terminal) -> int:
    leads = read_leads(options.pairs)
    meter = terminal.progress(_("Match"))
    index = index_of(leads.rows, meter, slips=True)
    leads.rows.clear()
    edges = all_pairs(index, meter)
    meter.close()
    _write(
        options.out,
        ("id_a", "id_b", "score"),
        ((leads.ids[one], leads.ids[other], f"{probability:.6f}") for one, other, probability in edges),
    )
    said = ngettext("{n} pair of duplicates", "{n} pairs of duplicates", len(edges))
    terminal.result(
        {"leads": len(leads.ids), "pairs": len(edges), "out": str(options.out)}, [said.format(n=len(edges))]
    )
    return 0


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write the whole answer or none of it; raises Refused where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows(rows)
        part.replace(path)
    except OSError as fault:
        with suppress(OSError):
            part.unlink()
        raise Refused("export.cannot_write", path=str(path), reason=fault.strerror or str(fault)) from fault

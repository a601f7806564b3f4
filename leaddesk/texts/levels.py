"""Levels, need maturity, purchase horizon and affordability in words (B13-B16, A17, C5, A13)."""

from collections.abc import Callable, Mapping

from leaddesk.domain.affordability import Afford
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.levels import Clause, LevelWhy
from leaddesk.texts import N_, _, ngettext
from leaddesk.texts.formats import money, name_in
from leaddesk.texts.keys import stage_name

MATURITIES: Mapping[str, str] = {
    "vague": N_("vague need"),
    "formed": N_("formed need"),
    "comparing": N_("compares offers"),
    "ready": N_("ready to buy"),
}
HORIZONS: Mapping[str, str] = {
    "month": N_("within a month"),
    "quarter": N_("in 1-3 months"),
    "year": N_("in 3-12 months"),
    "long": N_("a long project"),
    "unknown": N_("not known when"),
}


def maturity_name(key: str) -> str:
    """How far the need has grown."""
    return _(MATURITIES[key]) if key in MATURITIES else key


def horizon_name(key: str) -> str:
    """When they mean to buy."""
    return _(HORIZONS[key]) if key in HORIZONS else key


def clause_words(clause: Clause, definitions: Definitions) -> str:
    """What a clause of a level asks; its kind where this program has no words for it."""
    words = _CLAUSES.get(clause.kind)
    return words(clause, definitions) if words else clause.kind


def level_words(why: LevelWhy, definitions: Definitions) -> str:
    """A level with its clauses, each marked: "SQL: ✓ asked for an invoice; ✗ buys within 14 days"."""
    said = "; ".join(f"{'✓' if one.ok else '✗'} {clause_words(one, definitions)}" for one in why.clauses)
    return _("{level}: {clauses}").format(level=why.level.upper(), clauses=said)


def _signals(clause: Clause, definitions: Definitions) -> str:
    known = definitions.signal_by_id
    ids = [key for key in clause.told.get("of", ()) if key in known]
    return " / ".join(name_in(known[key].names) for key in ids) or ", ".join(clause.told.get("of", ()))


def _answer(clause: Clause, definitions: Definitions) -> str:
    question = definitions.question_by_id.get(str(clause.told.get("question")))
    level = int(clause.told.get("level", 1))
    if question is None:
        return str(clause.told.get("question"))
    means = name_in({code: levels[level] for code, levels in question.means.items()})
    return _("{question}: {means}").format(question=name_in(question.names), means=means)


def _answers(clause: Clause, definitions: Definitions) -> str:
    n, level = int(clause.told.get("n", 1)), int(clause.told.get("level", 1))
    said = ngettext("{n} answer of level {level} or more", "{n} answers of level {level} or more", n)
    return said.format(n=n, level=level)


def _within(clause: Clause, definitions: Definitions) -> str:
    days = int(clause.told.get("days", 14))
    return ngettext("buys within {n} day", "buys within {n} days", days).format(n=days)


_CLAUSES: Mapping[str, Callable[[Clause, Definitions], str]] = {
    "signal": _signals,
    "interest": lambda clause, definitions: _("showed interest"),
    "answer": _answer,
    "answers": _answers,
    "stage": lambda clause, told: " / ".join(stage_name(one, told) for one in clause.told.get("of", ())),
    "with_sales": lambda clause, definitions: _("with sales already"),
    "within": _within,
}


def afford_words(told: Afford, definitions: Definitions) -> str:
    """The budget against our least price; empty where nothing is known of it."""
    if told.state == "unknown" or told.budget is None or told.least is None:
        return ""
    budget, least = money(told.budget, told.currency), money(told.least, told.currency)
    if told.state == "below":
        return _("{budget} is below our least price of {least}").format(budget=budget, least=least)
    return _("{budget} covers our least price of {least}").format(budget=budget, least=least)

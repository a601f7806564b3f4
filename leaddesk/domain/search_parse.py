"""Reads a typed query: always gives a query that runs, with a problem for every part that was left out."""

from leaddesk.domain.search_ast import (
    Node,
    Problem,
    Query,
    Range,
    SortKey,
    Term,
    TermOp,
    Value,
    all_of,
    any_of,
    none_of,
)
from leaddesk.domain.search_fields import FIELDS, VIEW, Field, all_names, find_field, lookup_name
from leaddesk.domain.search_lex import Raw, Token, tokens
from leaddesk.domain.search_values import ValueRefused, nearest, read_value, text_of
from leaddesk.domain.search_vocabulary import PLAIN, Vocabulary

MOST_PARTS = 200
"""Texts and values that one query can ask for; the rest is left out and told."""

DEEPEST = 40
"""Brackets inside brackets."""


def parse(text: str, vocabulary: Vocabulary = PLAIN) -> Query:
    """The query of `text` (UX 4.3); never raises. What it does not understand is a problem, the rest runs."""
    reader = _Reader(tokens(text), vocabulary)
    node = reader.alternatives(0)
    return Query(node, tuple(reader.sort), reader.group, reader.limit, tuple(reader.problems))


class _Reader:
    """Goes over the tokens once; collects sort, group and limit wherever they stand."""

    def __init__(self, found: list[Token], vocabulary: Vocabulary) -> None:
        self.problems: list[Problem] = []
        self.sort: list[SortKey] = []
        self.group: str | None = None
        self.limit: int | None = None
        self._tokens = found
        self._at = 0
        self._parts = 0
        self._vocabulary = vocabulary

    def alternatives(self, depth: int) -> Node | None:
        """or = and { OR and }"""
        items: list[Node] = []
        while True:
            node = self._together(depth)
            if node is not None:
                items.append(node)
            if self._peek() != "or":
                return any_of(items)
            self._at += 1

    def _together(self, depth: int) -> Node | None:
        """and = unary { unary }"""
        items: list[Node] = []
        while (kind := self._peek()) not in ("or", ""):
            if kind == ")":
                if depth:
                    break
                self._problem("bracket", self._take(), ")")
                continue
            node = self._negated(depth)
            if node is not None:
                items.append(node)
        return all_of(items)

    def _negated(self, depth: int) -> Node | None:
        """unary = [not] primary"""
        odd = False
        while self._peek() == "not":
            odd = not odd
            self._at += 1
        if self._peek() in ("or", ")", ""):
            return None
        node = self._primary(depth, odd)
        return none_of(node) if odd and node is not None else node

    def _primary(self, depth: int, negated: bool) -> Node | None:
        token = self._take()
        if token.kind == "(":
            return self._brackets(token, depth)
        if token.kind == "term":
            return self._term(token, negated)
        try:
            raw = Raw(token.text, token.start, token.end, token.kind == "phrase")
            node = text_of(raw) if raw.text else None
        except ValueRefused:
            return None
        return node if node is not None and self._room(token) else None

    def _brackets(self, token: Token, depth: int) -> Node | None:
        if depth >= DEEPEST:
            self._problem("too_deep", token, "(")
            return None
        node = self.alternatives(depth + 1)
        if self._peek() == ")":
            self._at += 1
        else:
            self._problem("bracket", token, "(")
        return node

    def _term(self, token: Token, negated: bool) -> Node | None:
        field = token.field
        if field is None or self._no_letter(field):
            self._problem("unknown_field", token, token.text, _near_field(token.text))
            return None
        if field.kind == "order" or (negated and field.kind in VIEW):
            self._problem("not_here", token, token.text)
            return None
        if not token.values:
            self._problem("empty_value", token, token.text)
            return None
        if field.kind in VIEW:
            for raw in token.values:
                self._view(field, raw)
            return None
        op = _operator(field, token.op)
        if op is None:
            self._problem("op_not_allowed", token, token.op, field.name + ":")
            return None
        values = self._values(field, op, token)
        return Term(field.name, op, values) if values else None

    def _values(self, field: Field, op: TermOp, token: Token) -> tuple[Value, ...]:
        found: dict[Value, None] = {}
        for raw in token.values:
            try:
                value = read_value(field, raw, self._vocabulary)
                if isinstance(value, Range) and op != ":":
                    raise ValueRefused("op_not_allowed", field.name + ":" + raw.text)
            except ValueRefused as refused:
                self.problems.append(Problem(raw.start, raw.end, refused.kind, raw.text, refused.suggestion))
                continue
            if value not in found and self._room(token):
                found[value] = None
        return tuple(found)

    def _view(self, field: Field, raw: Raw) -> None:
        """sort:score- group:owner limit:50; a field that cannot be sorted or grouped by is a problem."""
        if field.kind == "limit":
            if raw.text.isascii() and raw.text.isdecimal() and 0 < len(raw.text) <= 6 and int(raw.text):
                self.limit = int(raw.text)
            else:
                self._bad(raw, "bad_number")
            return
        name = raw.text.rstrip("+-−")
        by = find_field(name)
        if by is None or not (by.sorts if field.kind == "sort" else by.groups):
            able = [other.name for other in FIELDS if (other.sorts if field.kind == "sort" else other.groups)]
            self._bad(raw, "unknown_value", nearest(name, able))
        elif field.kind == "group":
            self.group = by.name
        elif all(key.field != by.name for key in self.sort):
            self.sort.append(SortKey(by.name, raw.text[len(name) :][:1] in ("-", "−")))

    def _no_letter(self, field: Field) -> bool:
        """Whether bant.x names a letter that no question has."""
        view, dot, letter = field.name.partition(".")
        return bool(dot) and view != "answer" and letter not in self._vocabulary.letters.get(view, {})

    def _room(self, token: Token) -> bool:
        self._parts += 1
        if self._parts == MOST_PARTS + 1:
            self._problem("too_long", token, token.text)
        return self._parts <= MOST_PARTS

    def _peek(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _bad(self, raw: Raw, kind: str, suggestion: str | None = None) -> None:
        self.problems.append(Problem(raw.start, raw.end, kind, raw.text, suggestion))

    def _problem(self, kind: str, token: Token, part: str, suggestion: str | None = None) -> None:
        self.problems.append(Problem(token.start, token.end, kind, part, suggestion))


_NARROW: dict[str, TermOp] = {":": ":", ":=": ":=", ":<": ":<", ":<=": ":<=", ":>": ":>", ":>=": ":>="}


def _operator(field: Field, typed: str) -> TermOp | None:
    """The operator as saved: `:=` differs from `:` only for texts; None where the field has no order."""
    op = _NARROW[typed]
    if op not in field.ops:
        return None
    return ":" if op == ":=" and field.kind != "text" else op


def _near_field(typed: str) -> str | None:
    name = nearest(lookup_name(typed), list(all_names()))
    found = find_field(name) if name else None
    return found.name + ":" if found else None

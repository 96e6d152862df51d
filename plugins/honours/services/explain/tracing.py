"""What a rule looks at, read off its own SQL: through the facts back to the columns of the tables that hold them.

Nothing is declared beside the rules, so nothing can drift from them: a new rule is traced the day it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, BindParameter, FromClause, Join, Select, Subquery, Table
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import AliasedReturnsRows

from honours.regulation.rules import Rule


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """One thing that a rule looks at: a column of the nomination's own row, or a table read beyond it.

    ``column`` is empty for a table beyond: of other nominations, of the calendar, of files that came in.
    """

    table: str
    column: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is a column of the nomination's own row."""
        return bool(self.column)


class Tracing:
    """The facts of one rule book with what lies behind each of them."""

    def __init__(self, facts: CTE) -> None:
        self._facts = facts
        inner: Any = facts.element
        self._definitions: Mapping[str, ColumnElement[Any]] = inner.selected_columns
        froms = inner.get_final_froms() if isinstance(inner, Select) else []
        self._joins = {
            node.right: node.onclause for part in froms for node in visitors.iterate(part) if isinstance(node, Join)
        }
        self._known: dict[str, frozenset[Look]] = {}

    def looks(self, rule: Rule) -> tuple[frozenset[Look], ...]:
        """Return what lies behind each fact that the rule looks at, whether it shows it or only compares it."""
        return tuple(self._behind(name) for name in sorted(self.facts_of(rule)))

    def words(self, rule: Rule) -> frozenset[str]:
        """Return the words that the definitions of the rule's facts compare with."""
        return frozenset(word for name in self.facts_of(rule) for word in _words(self._definitions[name]))

    def facts_of(self, rule: Rule) -> frozenset[str]:
        """Return the names of the facts in the expressions of the rule."""
        expressions = (rule.found, rule.fails, rule.refers)
        return frozenset(
            column.name for expression in expressions for column in _columns(expression) if column.table is self._facts
        )

    def _behind(self, name: str) -> frozenset[Look]:
        if name not in self._known:
            found: set[Look] = set()
            for column in _columns(self._definitions[name]):
                found |= self._behind_column(column)
            self._known[name] = frozenset(found)
        return self._known[name]

    def _behind_column(self, column: Any) -> set[Look]:
        source = column.table
        if isinstance(source, Table):
            return {Look(source.name, column.name)}
        # A subquery beside the nomination: its tables, and the own columns by which it was joined.
        joined_by = _columns(self._joins[source]) if self._joins.get(source) is not None else ()
        keys = {Look(key.table.name, key.name) for key in joined_by if isinstance(key.table, Table)}
        return {Look(table) for table in _tables(source)} | keys


def _columns(expression: Any) -> Iterator[Any]:
    """Yield the columns in an expression; each has a ``table`` and a ``name``."""
    for node in visitors.iterate(expression):
        if isinstance(getattr(node, "table", None), FromClause):
            yield node


def _words(expression: Any) -> Iterator[str]:
    for node in visitors.iterate(expression):
        if isinstance(node, BindParameter) and isinstance(node.value, str):
            yield node.value
    for column in _columns(expression):
        if isinstance(column.table, CTE | Subquery):
            inner: Any = column.table.element
            yield from _words(inner.selected_columns[column.name])


def _tables(source: Any) -> set[str]:
    """Return the names of the tables that a subquery is made of, through those that it is made of itself."""
    found: set[str] = set()
    for node in visitors.iterate(source):
        if isinstance(node, Table):
            found.add(node.name)
        elif isinstance(node, AliasedReturnsRows):
            found |= _tables(node.element)
    return found

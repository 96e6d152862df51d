"""Which boundaries a rule has, and whether cases stand on both sides of each: shared by the rules of all schemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from sqlalchemy import Column, ColumnClause, Date, Integer, Numeric
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.visitors import iterate
from tests.regulation.rule_cases import Case

from honours.regulation.rules import Rule

_ORDERING = {operators.lt, operators.le, operators.gt, operators.ge}
_MEASURES = (Date, Numeric, Integer)
# Facts that only say who or what is the same as another: their value is nobody's boundary.
IDENTITIES = {
    "person_id",
    "person_name",
    "patent_no",
    "patentee",
    "unit_uscc",
    "unit_name",
    "project_name",
    "studio_no",
}
_STEPS = {int: 1, Decimal: Decimal("0.01"), date: timedelta(days=1)}


def comparisons(rule: Rule) -> int:
    """Return how many times the rule compares a date, an amount or a number with a bound."""
    return sum(_is_comparison(part) for predicate in (rule.fails, rule.refers) for part in iterate(predicate))


def steps(rule: str, cases: Iterable[Case]) -> dict[Any, set[tuple[str, frozenset[Any]]]]:
    """Return by category what the cases of the rule change by one step so that it says something else."""
    own = [(case, dict(_flat(case))) for case in cases if case.rule == rule]
    found: dict[Any, set[tuple[str, frozenset[Any]]]] = {}
    for (one, facts), (other, others) in combinations(own, 2):
        changed = [path for path in facts.keys() | others.keys() if facts.get(path) != others.get(path)]
        if one.category == other.category and one.verdict != other.verdict and len(changed) == 1:
            pair = (facts.get(changed[0]), others.get(changed[0]))
            if _is_one_step(*pair):
                found.setdefault(one.category, set()).add((changed[0], frozenset(pair)))
    return found


def _is_comparison(part: object) -> bool:
    if not isinstance(part, BinaryExpression) or part.operator not in _ORDERING:
        return False
    sides = [side for whole in (part.left, part.right) for side in iterate(whole)]
    return any(isinstance(side, Column | ColumnClause) and isinstance(side.type, _MEASURES) for side in sides)


def _is_one_step(one: Any, other: Any) -> bool:
    return type(one) is type(other) and any(
        isinstance(one, kind) and not isinstance(one, bool) and abs(one - other) == step
        for kind, step in _STEPS.items()
    )


def _flat(case: Case) -> Iterable[tuple[str, Any]]:
    """Yield each fact of a case with its path, and how many others beside it count."""
    yield "beside", sum(not facts.get("is_withdrawn", False) for _, facts in case.beside)
    yield from _leaves("", {fact: value for fact, value in case.facts.items() if fact not in IDENTITIES})


def _leaves(path: str, value: Any) -> Iterable[tuple[str, Any]]:
    match value:
        case Mapping():
            for key, part in value.items():
                yield from _leaves(f"{path}/{key}", part)
        case list() | tuple():
            for place, part in enumerate(value):
                yield from _leaves(f"{path}/{place}", part)
        case _:
            yield path, value

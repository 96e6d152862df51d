"""One select that counts what declared rules say, and its comparison with the numbers of a hand-written one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import CTE, Row, Select, and_, func, literal, not_, or_, select
from sqlalchemy.sql.elements import ColumnElement

from honours.regulation.rules import Rule


def counting(facts: CTE, rules: Sequence[Rule]) -> Select[tuple[int, ...]]:
    """Return one select that counts failures (_f) and referrals (_r) of every rule, from the rules as declared."""
    columns: list[ColumnElement[int]] = []
    for rule in rules:
        applies = facts.c.category.in_([category.value for category in rule.categories])
        is_failed = func.coalesce(rule.fails, literal(False))
        is_passed = func.coalesce(not_(or_(rule.fails, rule.refers)), literal(False))
        refers = and_(applies, not_(is_failed), not_(is_passed))
        columns.append(func.count().filter(and_(applies, rule.fails)).label(f"{rule.id}_f"))
        columns.append(func.count().filter(refers).label(f"{rule.id}_r"))
    return select(func.count().label("nominations"), *columns).select_from(facts)


def differing(by_hand: Row[tuple[int, ...]], declared: Row[tuple[int, ...]]) -> dict[str, tuple[int, int]]:
    """Return where the two count differently, and what the rules count that nobody wrote by hand."""
    expected, found = dict(by_hand._mapping), dict(declared._mapping)
    return {
        name: (expected.get(name, 0), found.get(name, 0))
        for name in expected.keys() | found.keys()
        if expected.get(name, 0) != found.get(name, 0)
    }

"""Judges a cycle by two books of rules in one statement and counts the nominations by what came out.

Each nomination is a text of one letter a rule under each book; the database groups by both texts, so what comes back is
a few hundred rows however many nominations there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import CTE, Select, Subquery, Text, and_, case, func, literal, not_, or_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.sql.visitors import iterate

from honours.domain.cycle import Category, Cycle
from honours.domain.money import Money
from honours.domain.states import NominationState, RulingOutcome
from honours.regulation.rules import Rule
from honours.storage.tables import entitlement, ruling
from honours.storage.unit_of_work import UnitOfWork

HONOURED = (NominationState.AWARDED, NominationState.PAID)
"""The states in which a nomination is honoured in fact."""
ONCE = {"compiled_cache": None}
"""How to execute a large statement that will not come again: to look it up would cost as much as to write it."""
_SIGN = "="
_AT_ONCE = 50
AnySelect = TypeVar("AnySelect", bound="Select[Any]")


@dataclass(frozen=True, slots=True)
class Book:
    """The facts of a cycle's nominations and the rules over them, by one law."""

    facts: CTE
    rules: tuple[Rule, ...]

    def of(self, category: Category) -> tuple[Rule, ...]:
        """Return the rules of one category; the letters of a nomination come in this order."""
        return tuple(rule for rule in self.rules if category in rule.categories)


@dataclass(frozen=True, slots=True)
class Group:
    """Nominations that came out alike: same letters, same words of a person, honoured in fact or not.

    ``granted`` is what those with an entitlement were granted in all, ``ungranted`` counts those without. ``numbers``
    holds the first of them, by number, where they may differ.
    """

    category: Category
    is_honoured: bool
    before: str
    after: str
    rulings: Mapping[str, RulingOutcome]
    nominations: int
    granted: Money
    ungranted: int
    numbers: tuple[str, ...]


def groups(
    cycle: Cycle, before: Book, after: Book, repriced: Collection[Category], most: int, work: UnitOfWork
) -> Iterator[Group]:
    """Yield the groups of the cycle, with at most ``most`` numbers each.

    Numbers are given where a letter differs, and of those honoured in a category that is ``repriced``.
    """
    statement = _counted(cycle, before, after, [category.value for category in repriced], most)
    for row in work.connection.execute(statement, execution_options=ONCE | {"yield_per": _AT_ONCE}):
        yield Group(
            category=Category(row.category),
            is_honoured=row.is_honoured,
            before=row.before,
            after=row.after,
            rulings={
                rule: RulingOutcome(word) for rule, _, word in (said.partition(_SIGN) for said in row.rulings or ())
            },
            nominations=row.nominations,
            granted=Money(row.granted_cny),
            ungranted=row.ungranted,
            numbers=tuple(row.numbers or ()),
        )


def self_contained(statement: AnySelect) -> AnySelect:
    """Return the select with its common table expressions inside itself, so that two of a kind fit in one statement."""
    return statement.add_cte(*_parts(statement), nest_here=True)


def _parts(statement: Select[Any]) -> list[CTE]:
    """Return the common table expressions of the select, each after those that it is made of.

    The walk goes level by level and meets a part below everything that is made of it, so the last meeting counts.
    """
    met = {part: place for place, part in enumerate(iterate(statement)) if isinstance(part, CTE)}
    return sorted(met, key=lambda part: -met[part])


def letters(book: Book, cycle: Cycle) -> Select[Any]:
    """Return the select of each nomination's number, category, state and letters, one letter a rule."""
    facts = book.facts.c
    by_category = {
        category.value: func.concat(*(func.left(rule.verdict, 1) for rule in rules), type_=Text())
        for category in cycle.categories
        if (rules := book.of(category))
    }
    said = case(by_category, value=facts.category, else_=literal("")) if by_category else literal("")
    return self_contained(select(facts.nomination_no, facts.category, facts.state, said.label("letters")))


def _pairs(cycle: Cycle, before: Book, after: Book) -> Subquery:
    """Return each nomination with its letters under both laws.

    Stacked and grouped, not joined: where the planner expects few rows, as in a cycle just taken in, it would judge
    the whole cycle again for every single nomination.
    """
    one, other = letters(before, cycle).subquery("one"), letters(after, cycle).subquery("other")
    both = union_all(
        select(one, literal(True).label("is_before")), select(other, literal(False).label("is_before"))
    ).subquery("both")
    return (
        select(
            both.c.nomination_no,
            both.c.category,
            both.c.state,
            func.max(both.c.letters).filter(both.c.is_before).label("before"),
            func.max(both.c.letters).filter(not_(both.c.is_before)).label("after"),
        )
        .group_by(both.c.nomination_no, both.c.category, both.c.state)
        .subquery("pairs")
    )


def _counted(cycle: Cycle, before: Book, after: Book, repriced: list[str], most: int) -> Select[Any]:
    pairs = _pairs(cycle, before, after)
    words = (
        select(
            ruling.c.nomination_no,
            func.array_agg(
                aggregate_order_by(func.concat(ruling.c.rule, _SIGN, ruling.c.outcome), ruling.c.rule),
                type_=ARRAY(Text),
            ).label("rulings"),
        )
        .where(ruling.c.cycle == str(cycle))
        .group_by(ruling.c.nomination_no)
        .subquery("words")
    )
    granted = (
        select(entitlement.c.nomination_no, func.sum(entitlement.c.amount_cny).label("amount_cny"))
        .where(entitlement.c.cycle == str(cycle))
        .group_by(entitlement.c.nomination_no)
        .subquery("granted")
    )
    p = pairs.c
    is_honoured = p.state.in_([state.value for state in HONOURED])
    may_differ = or_(p.before != p.after, and_(is_honoured, p.category.in_(repriced)))
    numbers = func.array_agg(aggregate_order_by(p.nomination_no, p.nomination_no), type_=ARRAY(Text)).filter(may_differ)
    keys = (p.category, is_honoured, p.before, p.after, words.c.rulings)
    return (
        select(
            p.category,
            is_honoured.label("is_honoured"),
            p.before,
            p.after,
            words.c.rulings,
            func.count().label("nominations"),
            func.coalesce(func.sum(granted.c.amount_cny), 0).label("granted_cny"),
            func.count().filter(granted.c.amount_cny.is_(None)).label("ungranted"),
            numbers[1:most].label("numbers"),
        )
        .select_from(
            pairs.outerjoin(words, words.c.nomination_no == p.nomination_no).outerjoin(
                granted, granted.c.nomination_no == p.nomination_no
            )
        )
        .group_by(*keys)
        .order_by(*keys)
    )

"""What a rule is, how its verdict is told in SQL, and how a fact is shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Text, case, cast, false, func, literal, not_, or_

from honours.domain.cycle import Category
from honours.domain.stages import Examination
from honours.domain.states import Verdict
from honours.regulation.rules.facts import NamedFacts

NOT_STATED = "未填写"
NEVER: ColumnElement[bool] = false()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule with the numbers in force filled in.

    ``sentence`` says in Chinese what is asked, ``required`` says it with the numbers, ``found`` is the SQL text of what
    the nomination states. ``covers`` lists the articles that the rule enforces, ``article`` among them.
    ``value_keys`` names the dated values that decide the rule: see :func:`in_force_since`.
    """

    id: str
    article: str
    examination: Examination
    categories: tuple[Category, ...]
    sentence: str
    required: str
    found: ColumnElement[str]
    fails: ColumnElement[bool] = NEVER
    refers: ColumnElement[bool] = NEVER
    also_covers: tuple[str, ...] = ()
    value_keys: tuple[str, ...] = ()

    @property
    def covers(self) -> tuple[str, ...]:
        """Every article that the rule enforces."""
        return (self.article, *self.also_covers)

    @property
    def verdict(self) -> ColumnElement[str]:
        """The verdict as SQL: a pass must be proven, so an unknown fact refers; a clear breach fails all the same."""
        return case(
            (self.fails, literal(Verdict.FAIL.value)),
            (not_(or_(self.fails, self.refers)), literal(Verdict.PASS.value)),
            else_=literal(Verdict.REFER.value),
        )


def joined(*parts: str | ColumnElement[Any]) -> ColumnElement[str]:
    """Return the parts as one SQL text."""
    return func.concat(*(literal(part) if isinstance(part, str) else part for part in parts), type_=Text())


def stated(fact: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a text or number as people read it."""
    return func.coalesce(func.nullif(func.btrim(cast(fact, Text)), ""), NOT_STATED)


def others(numbers: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the numbers of other nominations, or that there are none."""
    return func.coalesce(numbers, "无")


def order_found(facts: NamedFacts) -> ColumnElement[str]:
    """Return how a body's order of one category stands: the own place, how many there are, the last place, the ties."""
    return joined(
        "本项次序：",
        stated(facts.priority_no),
        "；申报数：",
        stated(facts.priority_entry_count),
        "；最大次序：",
        stated(facts.priority_highest_no),
        "；并列：",
        others(facts.priority_tied_nos),
    )


def is_order_broken(facts: NamedFacts) -> ColumnElement[bool]:
    """Return whether a place is shared or left out in the order."""
    return or_(facts.priority_tied_nos.is_not(None), facts.priority_highest_no != facts.priority_entry_count)


def yes_no(fact: ColumnElement[Any]) -> ColumnElement[str]:
    """Return 是, 否 or that nothing was stated."""
    return case((fact, literal("是")), (not_(fact), literal("否")), else_=literal(NOT_STATED))


def day(fact: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a date as 2025-10-20."""
    return func.coalesce(func.to_char(fact, "YYYY-MM-DD"), NOT_STATED)


def choice(fact: ColumnElement[Any], options: type[StrEnum]) -> ColumnElement[str]:
    """Return the Chinese label of a value out of a closed list; each option has a ``label``."""
    labels = {option.value: str(getattr(option, "label")) for option in options}  # noqa: B009
    return case(labels, value=fact, else_=literal(NOT_STATED))

"""The cases of both studio schemes: which facts of a faultless application differ, and what the rule then says.

Written like those of the award. What both schemes ask is written once and told for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.regulation.rule_cases import FAIL, PASS, REFER, Case
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE

from honours.domain.cycle import Category, Cycle

STD, DEMO = Category.STANDARD, Category.DEMONSTRATION
LEVELS = (STD, DEMO)
OTHER = {MODEL_CYCLE: EMPLOYEE_CYCLE, EMPLOYEE_CYCLE: MODEL_CYCLE}
_FREE_NUMBERS = {MODEL_CYCLE: "L2009", EMPLOYEE_CYCLE: "Z2009"}
# Each scheme counts for itself, so that the numbers do not depend on which module is read first.
_NUMBERS = {MODEL_CYCLE: count(1), EMPLOYEE_CYCLE: count(501)}


@dataclass(frozen=True)
class StudioCase(Case):
    """A case of a studio; what stands beside it may be of another cycle (``of``)."""

    cycle: Cycle = MODEL_CYCLE

    def __str__(self) -> str:
        return f"{self.cycle.scheme.value}-{super().__str__()}"


Facts = Mapping[str, Any]
Beside = Sequence[tuple[Category, Facts]]


def each(
    cycle: Cycle,
    rule: str,
    verdict: str,
    also: Facts | None = None,
    *,
    levels: Sequence[Category] = LEVELS,
    **facts: Any,
) -> list[StudioCase]:
    """Return the case at each level."""
    return [StudioCase(rule, level, verdict, facts, also or {}, cycle=cycle) for level in levels]


def flag(
    cycle: Cycle, rule: str, fact: str, *, passes: bool = True, levels: Sequence[Category] = LEVELS
) -> list[StudioCase]:
    """Return the three cases of a fact that must be so."""
    return [
        case
        for verdict, value in ((FAIL, not passes), (REFER, None), (PASS, passes))
        for case in each(cycle, rule, verdict, levels=levels, **{fact: value})
    ]


def doubt(cycle: Cycle, rule: str, fact: str, *, levels: Sequence[Category] = LEVELS) -> list[StudioCase]:
    """Return the cases of a fact on which a person decides when it is not so."""
    return [
        case
        for verdict, value in ((REFER, False), (REFER, None), (PASS, True))
        for case in each(cycle, rule, verdict, levels=levels, **{fact: value})
    ]


def own(cycle: Cycle, **facts: Any) -> dict[str, Any]:
    """Return facts with a unit, a leader and a name that no other case has; they tie the case to what is beside it."""
    number = next(_NUMBERS[cycle])
    return {
        "unit_uscc": f"91320211{number:010d}",
        "person_id": f"320211{number:012d}",
        "person_name": f"带头人{number}",
        "project_name": f"攻坚{number}号创新工作室",
        **facts,
    }


def number_of(cycle: Cycle, letter_of: Cycle | None = None) -> str:
    """Return a studio number that no other case has, with the letter of the other scheme when it is given."""
    return f"{_FREE_NUMBERS[letter_of or cycle]}-{next(_NUMBERS[cycle]):03d}"


def beside(
    cycle: Cycle, rule: str, verdict: str, others: Callable[[Facts], Beside], also: Facts | None = None
) -> list[StudioCase]:
    """Return a case at each level that is what ``others`` says of it together with what stands beside it."""
    cases: list[StudioCase] = []
    for level in LEVELS:
        facts = own(cycle)
        cases.append(StudioCase(rule, level, verdict, facts, also or {}, others(facts), cycle=cycle))
    return cases

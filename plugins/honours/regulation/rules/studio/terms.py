"""The numbers of the studios' regulations that are in force for one cycle.

Years of operation and of standing are counted up to the last day for nominations, as those of the award are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Cycle, Scheme
from honours.domain.resemblance import Closeness
from honours.regulation.closeness import closeness_on
from honours.regulation.loader import Regulation, regulation
from honours.regulation.rules.terms import latest_reaching


@dataclass(frozen=True, slots=True)
class StudioTerms:
    """What the rules compare with in both schemes."""

    cycle: Cycle
    call_on: date
    due_on: date
    leaders_min: int
    team_min: int
    projects_min: int
    ledgers_min: int
    closeness: Closeness

    @property
    def scheme(self) -> Scheme:
        """The scheme whose articles the rules cite."""
        return self.cycle.scheme


@dataclass(frozen=True, slots=True)
class ModelStudioTerms(StudioTerms):
    """What model-studio/5 to /8 compare with besides."""

    operating_years: int
    named_years: int

    @property
    def operating_since(self) -> date:
        """The latest day of founding that reaches the years of operation by the last day (model-studio/7.3)."""
        return latest_reaching(self.due_on, self.operating_years)

    @property
    def named_since(self) -> date:
        """The latest day of the first naming that reaches the years of standing by the last day (model-studio/8.1)."""
        return latest_reaching(self.due_on, self.named_years)


@dataclass(frozen=True, slots=True)
class EmployeeStudioTerms(StudioTerms):
    """What employee-studio/4.2 compares with besides."""

    frontline_min: int


def studio_terms_of(
    cycle: Cycle, call_on: date, due_on: date, source: Regulation | None = None
) -> ModelStudioTerms | EmployeeStudioTerms:
    """Return the numbers in force on ``due_on``; raise :class:`NotInForce` when there are none for that day."""
    law = source or regulation()

    def number(name: str) -> int:
        return law.number(f"rule.{cycle.scheme.value}.{name}").on(due_on)

    if cycle.scheme is Scheme.MODEL_WORKER_STUDIO:
        return ModelStudioTerms(
            cycle=cycle,
            call_on=call_on,
            due_on=due_on,
            leaders_min=number("leaders_min"),
            team_min=number("naming_team_min"),
            projects_min=number("projects_per_year_min"),
            ledgers_min=number("ledgers_min"),
            closeness=closeness_on(due_on, law),
            operating_years=number("operating_years_min"),
            named_years=number("named_years_min"),
        )
    return EmployeeStudioTerms(
        cycle=cycle,
        call_on=call_on,
        due_on=due_on,
        leaders_min=number("leaders_min"),
        team_min=number("team_min"),
        projects_min=number("results_per_year_min"),
        ledgers_min=number("ledgers_min"),
        closeness=closeness_on(due_on, law),
        frontline_min=number("frontline_min"),
    )

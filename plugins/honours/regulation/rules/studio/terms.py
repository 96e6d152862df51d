"""The numbers of the studios' regulations that are in force for one cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Cycle
from honours.regulation.loader import Regulation, regulation


@dataclass(frozen=True, slots=True)
class StudioTerms:
    """What the rules of model-studio/5 to /8 and employee-studio/4, /5, /11 compare with."""

    cycle: Cycle
    call_on: date
    due_on: date
    team_min: int


def studio_terms_of(cycle: Cycle, call_on: date, due_on: date, source: Regulation | None = None) -> StudioTerms:
    """Return the numbers in force on ``due_on``; raise :class:`NotInForce` when there are none for that day."""
    law = source or regulation()
    key = "naming_team_min" if cycle.scheme.value == "model_worker_studio" else "team_min"
    return StudioTerms(cycle, call_on, due_on, law.number(f"rule.{cycle.scheme.value}.{key}").on(due_on))

"""The made-up cycles in the order in which they are played, each on the day on which its call goes out by itself."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation
from honours.regulation.milestones import plan_forwards
from honours.services.sample.playing import PaperNumbers, PlannedCycle

# Call, minutes, notice, decision and, for awards, the letter to the province; no number comes twice within a year.
_PLAYED = (
    ("2024/model_worker_studio", 6, 9, 15, 27),
    ("2025/model_worker_studio", 5, 10, 14, 23),
    ("2025/employee_studio", 9, 12, 16, 25),
    ("2025/achievement_award", 18, 23, 31, 42, 43),
)
_DUE = "nominations_due"


def sample_cycles() -> tuple[PlannedCycle, ...]:
    """Return the cycles that are played, oldest first."""
    return tuple(_planned(Cycle.parse(cycle), *numbers) for cycle, *numbers in _PLAYED)


def _planned(
    cycle: Cycle, call: int, minutes: int, notice: int, decision: int, recommendation: int | None = None
) -> PlannedCycle:
    calendar = working_days()
    by = regulation().due(f"{cycle.scheme.value}.call_by").on(date(cycle.year, 12, 31)).in_cycle(cycle.year)
    call_on = calendar.working_day_from(by)
    due_on = next(step.on for step in plan_forwards(cycle.scheme, call_on, calendar) if step.code == _DUE)
    numbers = PaperNumbers(
        call=f"锡工办发〔{cycle.year}〕{call}号",
        minutes=f"主席办公会纪要〔{cycle.year}〕{minutes}号",
        notice=f"锡工办发〔{cycle.year}〕{notice}号",
        decision=f"锡工发〔{cycle.year}〕{decision}号",
        recommendation=f"锡工发〔{cycle.year}〕{recommendation}号" if recommendation else "",
    )
    return PlannedCycle(cycle, call_on, due_on, numbers)

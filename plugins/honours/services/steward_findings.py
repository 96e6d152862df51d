"""What the daily check can find, and how one finding is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What the steward can find."""

    HAND_OVER_LOST = "hand_over_lost"
    FLOW_PAUSED = "flow_paused"
    FLOW_MISSING = "flow_missing"
    NEXT_RUN_EMPTY = "next_run_empty"
    RUN_DEAD = "run_dead"
    WAIT_OVERDUE = "wait_overdue"
    MILESTONE_OVERDUE = "milestone_overdue"
    HOLIDAYS_MISSING = "holidays_missing"
    CALL_NOT_ISSUED = "call_not_issued"
    OBJECTION_SETTLED = "objection_settled"
    NOTICE_NOT_POSTED = "notice_not_posted"
    NOTICE_OVER = "notice_over"
    CONSULTATION_OPEN = "consultation_open"
    WINDOWS_MOVED = "windows_moved"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: on what, in Chinese what it is, and what was or is to be done."""

    code: Code
    subject: str
    says: str
    action: str

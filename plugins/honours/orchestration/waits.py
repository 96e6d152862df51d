"""What a stage waits for, looked up anew in our database and calendar by the worker and the triggerer alike.

A wait says whether it is over, until when it lasts at the earliest, and in Chinese what it waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from honours.domain.cycle import Cycle
from honours.orchestration.clock import SHANGHAI

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


class WaitFor(StrEnum):
    """The waits of the year."""

    NOMINATIONS_DUE = "nominations_due"
    POSTINGS_CLOSED = "postings_closed"
    SCORE_SHEETS_DUE = "score_sheets_due"
    SCORE_SHEETS_IN = "score_sheets_in"
    VERIFICATIONS_IN = "verifications_in"
    NOTICE_CLOSED = "notice_closed"
    CONSULTATIONS_IN = "consultations_in"
    PAYMENTS_SETTLED = "payments_settled"


@dataclass(frozen=True, slots=True)
class WaitState:
    """Where a wait stands; ``over_at`` is known for waits on a date and None for waits on people or the bank."""

    is_over: bool
    over_at: datetime | None
    says: str

    def seconds_left(self, now: datetime, longest: float) -> float:
        """Return how long to sleep before looking again, at most ``longest`` seconds."""
        if self.over_at is None:
            return longest
        return max(0.0, min(longest, (self.over_at - now).total_seconds()))


def look(wait_for: WaitFor, cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    """Return where the wait of the cycle stands at ``now``."""
    return _LOOKS[wait_for](cycle, now, work)


def end_of(day: date) -> datetime:
    """Return the end of the day, 24:00 in Asia/Shanghai."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def start_of(day: date) -> datetime:
    """Return the start of the day, 0:00 in Asia/Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)


def _until(day: date, now: datetime, what: str) -> WaitState:
    return WaitState(now >= end_of(day), end_of(day), f"{what}，到{day}24时为止")


def _provisional(what: str, closes_on: date) -> WaitState:
    return WaitState(False, None, f"{what}截止日{closes_on}为暂定日期，等待补录放假安排表后重新推算")


def _nominations_due(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services import stages

    return _until(stages.planned_on(cycle, "nominations_due", work), now, "等待推荐单位报送材料")


def _postings_closed(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.regulation.calendar import working_days
    from honours.services import publicity

    last = publicity.postings_close_on(cycle, work)
    if last is None:
        return WaitState(True, None, "没有需要等待的基层公示")
    if working_days().is_provisional(last):
        return _provisional("基层公示", last)
    return _until(last, now, "等待最后一项基层公示期满")


def _score_sheets_in(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services import stages
    from honours.services.review import scoring

    missing = scoring.missing_score_sheets(cycle, work)
    if missing:
        return WaitState(False, None, f"等待专家交回评分表，尚缺{len(missing)}份")
    # Until their day experts may still correct what they sent.
    opens_at = start_of(stages.planned_on(cycle, "scoring_done", work))
    return WaitState(now >= opens_at, opens_at, f"评分表已收齐，{opens_at.date()}起一并开启")


def _score_sheets_due(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services import stages
    from honours.services.review import scoring

    day = stages.planned_on(cycle, "scoring_done", work)
    missing = len(scoring.missing_score_sheets(cycle, work))
    if not missing:
        return WaitState(now >= start_of(day), start_of(day), f"评分表已收齐，{day}起一并开启")
    return _until(day, now, f"等待专家交回评分表，尚缺{missing}份")


def _verifications_in(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services.review import verification

    missing = verification.missing_forms(cycle, work)
    return WaitState(not missing, None, f"等待现场核实表交回，尚缺{len(missing)}份")


def _notice_closed(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services.notice.notices import current_notice

    notice = current_notice(cycle, work)
    if notice.is_confirmed:
        return WaitState(True, None, f"{notice.label}公示已确认期满")
    if not notice.has_start_proof:
        # A correction came while this waited: the new notice has to be posted before its window can run.
        return WaitState(True, None, f"{notice.label}公示尚未登记张贴，由后面的步骤登记")
    if notice.window.is_provisional:
        return _provisional("社会公示", notice.window.closes_on)
    return _until(notice.window.closes_on, now, "等待社会公示期满")


def _consultations_in(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services.notice.consultation import waiting

    missing = waiting.missing_answers(cycle, work)
    if not missing:
        return WaitState(True, None, "行业咨询的答复已全部收到")
    last = max((one.closing for one in missing), key=lambda closing: closing.closes_on)
    if last.is_provisional:
        return _provisional("行业咨询答复", last.closes_on)
    return _until(last.closes_on, now, f"等待行业咨询答复，尚缺{len(missing)}份")


def _payments_settled(cycle: Cycle, now: datetime, work: UnitOfWork) -> WaitState:
    from honours.services import disbursement

    unsettled = disbursement.unsettled(cycle, work)
    return WaitState(not unsettled, None, f"等待银行流水和回单，尚有{len(unsettled)}笔未结清")


_LOOKS: dict[WaitFor, Callable[[Cycle, datetime, UnitOfWork], WaitState]] = {
    WaitFor.NOMINATIONS_DUE: _nominations_due,
    WaitFor.POSTINGS_CLOSED: _postings_closed,
    WaitFor.SCORE_SHEETS_DUE: _score_sheets_due,
    WaitFor.SCORE_SHEETS_IN: _score_sheets_in,
    WaitFor.VERIFICATIONS_IN: _verifications_in,
    WaitFor.NOTICE_CLOSED: _notice_closed,
    WaitFor.CONSULTATIONS_IN: _consultations_in,
    WaitFor.PAYMENTS_SETTLED: _payments_settled,
}

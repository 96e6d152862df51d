"""What the people of a played year put into the forms of Airflow, by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from honours.domain.cycle import Cycle
from honours.domain.states import NominationState, RankingOutcome
from honours.services import stages
from honours.services.notice.projects import ranked_projects
from honours.services.sample.disputes import STRUCK_REASON
from honours.services.sample.year import SampleYear
from honours.storage.unit_of_work import UnitOfWork

CALL_DOCUMENT_NO = "锡工办发〔{year}〕18号"
NOTICE_DOCUMENT_NO = "锡工办发〔{year}〕31号"
DECISION_DOCUMENT_NO = "锡工发〔{year}〕42号"
_REFUSED_REASON = "经核实材料，不予认定"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: who sends it, which button, and the fields."""

    login: str
    option: str
    fields: Mapping[str, Any] = field(default_factory=dict)


class Answers:
    """Fills in the forms; what it needs to know it reads like the person who is asked."""

    def __init__(self, cycle: Cycle, year: SampleYear, work: UnitOfWork) -> None:
        self.cycle, self.year, self.work = cycle, year, work

    def fill(self, task_id: str) -> Filled:
        """Return the filled form of a step."""
        filled: Filled = getattr(self, f"_{task_id}")()
        return filled

    def opening(self) -> dict[str, Any]:
        """Return what a person fills in when starting the call by hand."""
        return {
            "document_no": CALL_DOCUMENT_NO.format(year=self.cycle.year),
            "call_on": self.year.season.call_on.isoformat(),
            "is_replay": True,
        }

    def _ask_intake_closed(self) -> Filled:
        return Filled("operations", "确认截止", {"is_checked": True, "note": "已逐家电话核对"})

    def _ask_referrals(self) -> Filled:
        refused = sorted({one.nomination_no for one in self.year.broken if one.is_refused})
        lines = "\n".join(f"{number} {_REFUSED_REASON}" for number in refused)
        return Filled("operations", "提交认定结果", {"refused": lines, "others_pass": True})

    def _ask_meeting(self) -> Filled:
        listed = ranked_projects(self.cycle, (NominationState.PROPOSED,), self.work)
        tied = [one.listed.nomination_no for one in listed if one.outcome is RankingOutcome.TIED]
        inside = [one.listed.nomination_no for one in listed if one.outcome is RankingOutcome.IN]
        return Filled(
            "operations",
            "提交会议结果",
            {
                "held_on": stages.planned_on(self.cycle, "meeting_held", self.work).isoformat(),
                "minutes_no": f"主席办公会纪要〔{self.cycle.year}〕23号",
                "not_approved": f"{inside[-2]} {STRUCK_REASON}",
                "chosen_of_tied": "\n".join(tied[:1]),
                "notice_posted_on": stages.planned_on(self.cycle, "notice_posted", self.work).isoformat(),
                "notice_document_no": NOTICE_DOCUMENT_NO.format(year=self.cycle.year),
                "decision_document_no": DECISION_DOCUMENT_NO.format(year=self.cycle.year),
            },
        )

    def _ask_notice_closed(self) -> Filled:
        return Filled("operations", "确认公示期满", {"is_checked": True, "note": "意见箱和邮箱均已清点"})

    def _ask_payment_approval(self) -> Filled:
        return Filled("finance", "同意付款", {"is_checked": True})

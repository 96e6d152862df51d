"""The chair's meeting and the objections of the studios' cycles: who is struck, who is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from honours.domain.cycle import Cycle, Scheme
from honours.services.sample.disputes import Dispute, dispute

STRUCK_REASON = "会议认为带动作用还不明显，本年度暂不命名"
_ONE_DAY = timedelta(days=1)
_GROUNDS = {
    Scheme.MODEL_WORKER_STUDIO: ("model-studio/7.3", "model-studio/7.5", "model-studio/15.3"),
    Scheme.EMPLOYEE_STUDIO: ("employee-studio/4.2", "employee-studio/4.7", "employee-studio/9"),
}


def studio_disputes(cycle: Cycle, on_notice: Sequence[str], posted_on: date, closes_on: date) -> list[Dispute]:
    """Return four objections: one upheld, one not, one still open when the notice ends, one that comes too late."""
    upheld, rejected, late, unsettled = on_notice[0], on_notice[2], on_notice[-2], on_notice[-1]
    team, results, deceit = _GROUNDS[cycle.scheme]
    first_on = posted_on + _ONE_DAY
    return [
        dispute(
            cycle,
            1,
            upheld,
            first_on,
            team,
            "两名成员从未参加过活动，名单不实。",
            "declined",
            {"finding": "逐人核对，情况属实", "is_upheld": "成立", "closed_on": closes_on},
        ),
        dispute(
            cycle,
            2,
            rejected,
            first_on,
            results,
            "获认定的课题应属另一部门。",
            "awarded",
            {"finding": "查阅立项文件，确由该工作室承担", "is_upheld": "不成立", "closed_on": closes_on},
        ),
        dispute(cycle, 3, unsettled, closes_on, deceit, "展示的成果与邻厂的雷同，请核查。", "held", {}),
        dispute(cycle, 4, late, closes_on + _ONE_DAY, deceit, "公示时出差在外，未能看到。", "awarded", {}),
    ]

"""The chair's meeting and the objections of the studios' cycles: who is struck, who is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from honours.domain.cycle import Cycle, Scheme
from honours.services.sample.disputes import Complaint, Dispute, six_disputes

STRUCK_REASON = "会议认为带动作用还不明显，本年度暂不命名"
_ONE_DAY = timedelta(days=1)
_GROUNDS = {
    Scheme.MODEL_WORKER_STUDIO: ("model-studio/7.3", "model-studio/7.5", "model-studio/15.3"),
    Scheme.EMPLOYEE_STUDIO: ("employee-studio/4.2", "employee-studio/4.7", "employee-studio/9"),
}


def studio_disputes(cycle: Cycle, on_notice: Sequence[str], posted_on: date, closes_on: date) -> list[Dispute]:
    """Return six objections.

    One is upheld, one not, one still open when the notice ends, one comes too late; two are anonymous, of which only
    the one with evidence holds its studio.
    """
    upheld, rejected, late, unsettled = on_notice[0], on_notice[2], on_notice[-2], on_notice[-1]
    unproven, proven = on_notice[3], on_notice[4]
    team, results, deceit = _GROUNDS[cycle.scheme]
    first_on, after = posted_on + _ONE_DAY, closes_on + _ONE_DAY
    return six_disputes(
        cycle,
        (
            Complaint(upheld, first_on, team, "两名成员从未参加过活动，名单不实。", "declined"),
            Complaint(rejected, first_on, results, "获认定的课题应属另一部门。", "awarded"),
            Complaint(unsettled, closes_on, deceit, "展示的成果与邻厂的雷同，请核查。", "held"),
            Complaint(late, after, deceit, "公示时出差在外，未能看到。", "awarded"),
            Complaint(unproven, first_on, results, "听说这个工作室平时没有人。", "awarded"),
            Complaint(proven, first_on, team, "附上的照片里的成员不是本单位的人。", "held"),
        ),
        closes_on,
        ("逐人核对，情况属实", "查阅立项文件，确由该工作室承担"),
    )

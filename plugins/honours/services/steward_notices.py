"""What the daily check finds of notices, consultations and windows that moved (award/12)."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.services.notice.notices import notices_of, standing
from honours.services.steward_findings import Code, Finding
from honours.storage.unit_of_work import UnitOfWork


def notice_findings(today: date, work: UnitOfWork) -> list[Finding]:
    """Return what a person has to take up: notices of reserves, consultations nobody ruled on, windows that moved."""
    return [*_late_notices(today, work), *_consultations(work), *_windows(today, work)]


def _late_notices(today: date, work: UnitOfWork) -> list[Finding]:
    """Find notices of reserves that were made after the stage had ended and that a person has to take up again."""
    with work:
        cycles = [Cycle.parse(row.cycle) for row in work.run("steward/list_late_notices").all()]
    action = "请在该周期“会议研究与社会公示”的运行中清除“登记重新公示张贴”（ask_posted_again）及其下游步骤"
    found = []
    for cycle in cycles:
        for notice in standing(notices_of(cycle, work)):
            subject = f"{cycle} {notice.notice_no}"
            if notice.is_confirmed:
                continue
            if not notice.has_start_proof:
                says = f"{cycle.label}{notice.label}公示已经生成，还没有登记张贴"
                found.append(Finding(Code.NOTICE_NOT_POSTED, subject, says, action))
            elif today > notice.window.closes_on and not notice.window.is_provisional:
                says = f"{cycle.label}{notice.label}公示已于{notice.window.closes_on}期满，还没有公布结果"
                found.append(Finding(Code.NOTICE_OVER, subject, says, action))
    return found


def _consultations(work: UnitOfWork) -> list[Finding]:
    with work:
        rows = work.run("steward/list_open_consultations").all()
    return [
        Finding(
            Code.CONSULTATION_OPEN,
            row.nomination_no,
            f"行业咨询意见尚未认定，项目仍在暂缓（{row.cycle}）",
            "请在该周期“会议研究与社会公示”的运行中清除（Clear）“认定行业咨询意见”及其后步骤，在“待操作”中认定",
        )
        for row in rows
    ]


def _windows(today: date, work: UnitOfWork) -> list[Finding]:
    """Tell each change of the holiday table that moved a window, on the day of the first check that knows of it."""
    with work:
        rows = work.run("steward/list_calendar_changes", {"today": today}).all()
    return [
        Finding(
            Code.WINDOWS_MOVED,
            f"{row.cycle} {row.change_no}",
            f"{row.found_on}发现放假安排有变：{row.moved}项期限已改按新日期，{row.kept}项已公布的日期未改，"
            f"{row.acted_upon}项已按原日期办理",
            f"请看待发文件夹 calendar 中的期限变动清单-{row.change_no}，逐项研究未改的和已办理的"
            + (f"；{row.notices}的公示文件须更正截止日" if row.notices else ""),
        )
        for row in rows
    ]

"""What is told of the chair's meetings: vote, minutes, approval and return, without the names of members (award/11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.builders import CYCLE
from tests.services.explain.cases import taken
from tests.services.notice.meetings import HELD_ON, approve, file_minutes, hold, minutes_name, names, result
from tests.services.notice.test_notice import number, ranked

from honours.domain.meetings import Votes
from honours.services.explain.page import page
from honours.services.explain.plain_text import as_text
from honours.services.explain.record import as_record
from honours.services.notice.meeting import (
    Recusal,
    ReturnMeeting,
    ReviewReturned,
    record_meeting,
    return_meeting,
    review_returned,
)
from honours.storage.settings import PROJECT_ROOT
from honours.storage.unit_of_work import UnitOfWork

FIRST, SECOND = number(1), number(2)
STOOD_BACK = (Recusal(FIRST, names()[0], "亲属"),)


def test_nobody_has_met_yet(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    told = taken(FIRST, unit_of_work)
    assert told.meetings == ()
    assert "主席会议\n" not in as_text(told)


def test_meeting_vote_and_minutes_that_decided_are_told(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90, 2: 80})
    hold(unit_of_work, result(recusals=STOOD_BACK, struck={SECOND: "材料待核"}))
    (first,) = taken(FIRST, unit_of_work).meetings
    assert (first.meeting_no, first.votes, first.recused, first.counts) == (1, Votes(6), 1, True)
    text = as_text(taken(SECOND, unit_of_work))
    assert "第1次会议记录  2025-11-24召开\n" in text
    assert "表决未通过：赞成2、反对5、弃权0。材料待核" in text
    assert f"纪要 主席办公会纪要2025-18（归档文件“{minutes_name(CYCLE)}”" in text
    assert "由经办人（业务）录入，2025-11-24由经办人（领导）核准" in text
    assert not any(name in as_text(taken(FIRST, unit_of_work)) for name in names())


def test_return_and_what_came_of_it_are_told_beside_the_meeting_that_counts(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90, 2: 80})
    file_minutes(unit_of_work)
    record_meeting(result(), unit_of_work)
    assert "等待领导在“待操作”中核准" in taken(FIRST, unit_of_work).awaits
    approve(unit_of_work, result())
    sent_back = ReturnMeeting(
        cycle=CYCLE,
        returned_by="leadership",
        returned_on=HELD_ON,
        reason="",
        entries={FIRST: "查重结论要补充"},
        run_id="run",
    )
    return_meeting(sent_back, unit_of_work)
    assert "等待经办人在“待操作”中复核" in taken(FIRST, unit_of_work).awaits
    found = ReviewReturned(
        cycle=CYCLE,
        restored={FIRST: "查重结论已补充"},
        refused={},
        found_by="operations",
        found_on=HELD_ON,
        run_id="run",
    )
    review_returned(found, unit_of_work)
    hold(unit_of_work, result())
    told = taken(FIRST, unit_of_work)
    assert [(one.meeting_no, one.counts) for one in told.meetings] == [(1, False), (2, True)]
    says = told.meetings[0].says
    assert says[2:] == (
        "由经办人（业务）录入，2025-11-24由经办人（领导）核准，这次核准已失效",
        "2025-11-24经办人（领导）：项目退回复核（查重结论要补充）",
        "2025-11-24经办人（业务）：复核后重新提请（查重结论已补充）",
    )
    kept = as_record(told)["meetings"][0]
    assert (kept["sent_back"]["kind"], kept["sent_back"]["outcome"], kept["votes"]["votes_for"]) == (
        "entries",
        "restored",
        7,
    )
    shown = page(told, date(2026, 1, 5), PROJECT_ROOT / "templates")
    assert "这次核准已失效" in shown
    assert "（不作为结果）" in shown

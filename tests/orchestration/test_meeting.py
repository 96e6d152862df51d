"""The questions on the chair's meeting: a bad form decides nothing, a good one once, and only who may answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from sqlalchemy import update
from tests.builders import CYCLE
from tests.orchestration.test_questions import answer, ask_again, asked, decisions, plan
from tests.services.notice.meetings import file_minutes, minutes_name, names
from tests.services.notice.test_notice import number, ranked, states

from honours.orchestration.forms import FormRefused
from honours.orchestration.human import NOT_NEEDED
from honours.orchestration.meeting import MeetingQuestion, carry_out_meeting
from honours.orchestration.meeting_approval import MeetingApprovalQuestion, ReturnedQuestion
from honours.orchestration.meeting_forms import absences_in, names_in, recusals_in, votes_in
from honours.services.notice.meeting import find_meeting, open_meeting
from honours.storage.tables import cycle as cycle_table
from honours.storage.tables import milestone
from honours.storage.unit_of_work import UnitOfWork

__all__ = ["asked"]
FIRST, SECOND, THIRD = number(1), number(2), number(3)
ALL = names()
APPROVED = {"is_checked": True}


def form(**changes: Any) -> dict[str, Any]:
    return {
        "held_on": "2025-11-24",
        "minutes_no": "主席办公会纪要2025-18",
        "minutes_file": minutes_name(CYCLE),
        "present": "、".join(ALL[:6]),
        "absent": f"{ALL[6]} 公务出差",
        "recusals": f"{FIRST} {ALL[0]} 申报人的直系亲属",
        "votes": f"{THIRD} 2 3 1 材料待核",
        "chosen_of_tied": None,
        "notice_posted_on": "2025-11-26",
        "notice_document_no": "锡工办发〔2025〕27号",
        "decision_document_no": "锡工办发〔2025〕28号",
        **changes,
    }


@pytest.fixture
def listed(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Three ranked entries of a replayed year, and the minutes in the archive."""
    ranked(unit_of_work, tmp_path / "in", {1: 90, 2: 80, 3: 70})
    plan(unit_of_work)
    with unit_of_work as work:
        work.connection.execute(update(cycle_table).values(is_replay=True))
        held = milestone.c.code == "meeting_held"
        work.connection.execute(update(milestone).where(held).values(planned_on=date(2025, 11, 25)))
    file_minutes(unit_of_work)
    return unit_of_work


def approve(given: dict[str, Any] | None = None, option: str = "核准", by: str = "leadership") -> Any:
    return answer(MeetingApprovalQuestion(), APPROVED if given is None else given, option, by)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"held_on": None}, "“会议日期”必须填写", id="no day"),
        pytest.param({"held_on": "2025-11-31"}, "“会议日期”.*应为日期", id="no such day"),
        pytest.param({"minutes_no": " "}, "“会议纪要编号”必须填写", id="no number of the minutes"),
        pytest.param({"minutes_file": None}, "“会议纪要文件名”必须填写", id="no minutes"),
        pytest.param({"minutes_file": "纪要.docx"}, "没有收到会议纪要文件", id="minutes that are not there"),
        pytest.param({"present": None}, "“出席人员”必须填写", id="nobody there"),
        pytest.param({"absent": ALL[6]}, "不是“姓名 原因”", id="away without a reason"),
        pytest.param({"absent": None}, f"没有写明出席还是缺席：{ALL[6]}", id="one left out"),
        pytest.param({"recusals": f"{FIRST} {ALL[0]}"}, "不是“编号 姓名 理由”", id="recused without a reason"),
        pytest.param({"votes": f"{THIRD} 2 3 材料待核"}, "不是“编号 赞成 反对 弃权 理由”", id="two numbers"),
        pytest.param({"votes": f"{THIRD} 2 4 1 材料待核"}, "合计 7，应等于出席减回避的 6 人", id="a vote too many"),
        pytest.param({"votes": f"{THIRD} 2 3 1"}, "未写不通过的理由", id="no reason"),
        pytest.param({"votes": "2025-JD-0101-999 2 3 1 重复"}, "不在名单上", id="not on the list"),
        pytest.param({"chosen_of_tied": FIRST}, "并非并列项目", id="not tied"),
        pytest.param({"notice_posted_on": "2025-11-23"}, "早于会议日期", id="posted the day before"),
        pytest.param({"notice_document_no": "锡工办发〔2025〕28号"}, "文号相同", id="one number for two documents"),
        pytest.param({"decision_document_no": None}, "“表扬（命名）决定文号”必须填写", id="no number"),
    ],
)
def test_form_of_the_meeting_that_cannot_be_taken_decides_nothing(
    listed: UnitOfWork, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(AirflowException, match=says) as refused:
        answer(MeetingQuestion(), form(**change))
    assert not isinstance(refused.value, AirflowFailException)
    assert find_meeting(CYCLE, listed) is None


@pytest.mark.parametrize("login", ["leadership", "finance", "admin", "audit"])
def test_form_of_somebody_who_may_not_enter_it_decides_nothing(listed: UnitOfWork, login: str) -> None:
    with pytest.raises(AirflowException, match=f"账号“{login}”不能录入会议结果"):
        answer(MeetingQuestion(), form(), by=login)
    assert find_meeting(CYCLE, listed) is None


def test_meeting_is_entered_by_one_and_approved_by_another_and_never_asked_again(
    listed: UnitOfWork, asked: list[dict[str, Any]]
) -> None:
    assert ask_again(ReturnedQuestion()) == NOT_NEEDED
    shown = str(MeetingQuestion().body(CYCLE, None, listed))  # type: ignore[arg-type]
    assert f"“{minutes_name(CYCLE)}”" in shown
    assert "应到7人，5人以上有效" in shown
    assert FIRST in shown
    assert answer(MeetingQuestion(), form()) == "operations录入第1次会议记录，等待另一人核准"
    assert "第1次会议记录（2025-11-24）已由operations录入" in ask_again(MeetingQuestion())
    assert set(states(listed).values()) == {"proposed"}
    record = str(MeetingApprovalQuestion().body(CYCLE, None, listed))  # type: ignore[arg-type]
    assert f"{ALL[0]}（申报人的直系亲属）" in record
    assert f"缺席：{ALL[6]}（公务出差）" in record
    assert f"| {THIRD} | 项目{THIRD} |  | 2 | 3 | 1 | 表决未通过 | 材料待核 |" in record
    with pytest.raises(AirflowException, match="“operations”不能核准"):
        approve(by="operations")
    assert approve() == "leadership核准第1次会议记录"
    assert "已由leadership于2025-11-25核准" in ask_again(MeetingApprovalQuestion())
    assert asked == []
    assert decisions(listed) == 0


@pytest.mark.parametrize(
    ("given", "option", "says"),
    [
        pytest.param({}, "核准", "必须打开开关", id="not ticked"),
        pytest.param({**APPROVED, "returned": f"{FIRST} 重复"}, "核准", "要退回请选择“退回”", id="both"),
        pytest.param({}, "退回", "没有写退回的理由", id="no reason"),
        pytest.param({"returned": FIRST}, "退回", "没有写理由", id="an entry without a reason"),
        pytest.param({"returned": "2025-JD-0101-999 重复"}, "退回", "不在提交会议的名单上", id="not on the list"),
    ],
)
def test_form_of_the_approval_that_cannot_be_taken_decides_nothing(
    listed: UnitOfWork, given: dict[str, Any], option: str, says: str
) -> None:
    answer(MeetingQuestion(), form())
    with pytest.raises(AirflowException, match=says) as refused:
        approve(given, option)
    assert not isinstance(refused.value, AirflowFailException)
    record = open_meeting(CYCLE, listed)
    assert record is not None
    assert not record.is_approved


def test_return_stops_the_stage_says_what_to_clear_and_goes_on_from_there(
    listed: UnitOfWork, asked: list[dict[str, Any]]
) -> None:
    answer(MeetingQuestion(), form())
    with pytest.raises(AirflowFailException, match=r"1个项目退回复核。请清除（Clear）步骤“复核退回项目”及其全部下游"):
        approve({"returned": f"{SECOND} 查重结论要补充"}, "退回")
    # A try that comes after all, or somebody who clears the approval only, is told the same.
    with pytest.raises(AirflowFailException, match=r"第1次会议记录已由leadership退回.*清除（Clear）步骤“复核退回项目”"):
        ask_again(MeetingApprovalQuestion())
    assert SECOND in str(ReturnedQuestion().body(CYCLE, None, listed))  # type: ignore[arg-type]
    with pytest.raises(AirflowException, match=f"没有写复核结论：{SECOND}"):
        answer(ReturnedQuestion(), {})
    found = {"refused": f"{SECOND} 与往年项目重复"}
    assert answer(ReturnedQuestion(), found) == "operations复核：重新提请0项，不再提请1项"
    assert ask_again(ReturnedQuestion()) == NOT_NEEDED
    shown = str(MeetingQuestion().body(CYCLE, None, listed))  # type: ignore[arg-type]
    assert "第1次会议记录已于2025-11-25由leadership退回（项目退回复核：1个项目退回复核）" in shown
    assert answer(MeetingQuestion(), form()) == "operations录入第2次会议记录，等待另一人核准"
    assert approve() == "leadership核准第2次会议记录"
    assert states(listed) == {FIRST: "proposed", SECOND: "declined", THIRD: "proposed"}
    assert asked == []


def test_list_that_changed_stops_the_approval_for_good(listed: UnitOfWork) -> None:
    answer(MeetingQuestion(), form())
    with listed as work:
        work.connection.exec_driver_sql("UPDATE honours.nomination SET project_name = '改了名' WHERE serial_no = 1")
    for _ in range(2):
        with pytest.raises(AirflowFailException, match="清除（Clear）步骤“复核退回项目”"):
            ask_again(MeetingApprovalQuestion())


def test_nothing_to_approve_stops_for_good(listed: UnitOfWork) -> None:
    with pytest.raises(AirflowFailException, match="没有等待核准的会议记录"):
        ask_again(MeetingApprovalQuestion())


def test_result_without_approval_is_not_carried_out(listed: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("honours.orchestration.runs.current_run_id", lambda: "run")
    answer(MeetingQuestion(), form())
    with pytest.raises(AirflowFailException, match="没有有效的核准"):
        carry_out_meeting.function(str(CYCLE))
    approve()
    for _ in range(2):
        assert carry_out_meeting.function(str(CYCLE)) == {"approved": 2, "declined": 1}
    assert states(listed) == {FIRST: "on_notice", SECOND: "on_notice", THIRD: "declined"}


def test_lines_of_the_forms_are_read_whatever_separates_them() -> None:
    assert names_in({"f": "甲、乙\n丙 丁，戊"}, "f", "某栏") == ("甲", "乙", "丙", "丁", "戊")
    assert absences_in({"f": "甲：病假\n乙 因公 出差"}, "f", "某栏") == {"甲": "病假", "乙": "因公 出差"}
    ((one),) = recusals_in({"f": f"{FIRST}，甲，直系 亲属"}, "f", "某栏")
    assert (one.nomination_no, one.member, one.reason) == (FIRST, "甲", "直系 亲属")
    voted = votes_in({"f": f"{FIRST} 3 2 1 条件 不成熟\n{SECOND} 6 0 0"}, "f", "某栏")
    assert str(voted[FIRST].votes) == "赞成3、反对2、弃权1"
    assert (voted[FIRST].reason, voted[SECOND].reason) == ("条件 不成熟", "")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        pytest.param(absences_in, "甲 病假\n甲 出差", id="away twice"),
        pytest.param(recusals_in, "第三项 甲 亲属", id="no number"),
        pytest.param(votes_in, f"{FIRST} 三 2 1 理由", id="a number in words"),
        pytest.param(votes_in, f"{FIRST} -3 2 1 理由", id="less than nobody"),
        pytest.param(votes_in, f"{FIRST} 6 0 0\n{FIRST} 6 0 0", id="voted twice"),
        pytest.param(names_in, 7, id="no text"),
    ],
)
def test_line_that_cannot_be_read_is_refused_by_its_label(read: Any, value: Any) -> None:
    with pytest.raises(FormRefused, match="“某栏”"):
        read({"f": value}, "f", "某栏")

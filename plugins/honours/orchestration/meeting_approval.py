"""Approval and return of the meeting's result (award/11, model-studio/9, employee-studio/6), and what was sent back.

A return stops the run. Whoever clears it from the re-examination on goes through the same steps again, each of which
looks at what stands in our database: what was examined is not examined again, and a new record is entered and approved.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.forms import FormRefused, confirm_in, note_in, reasons_in
from honours.orchestration.human import Answer, Question, text_field, tick_field

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


class ReturnedQuestion(Question):
    """Whether entries that were sent back from the meeting are put to it again."""

    name = "复核退回项目"
    says = (
        "核准会议结果时退回的项目，由经办人逐项复核：重新提请会议的写明复核结论，不再提请的写明理由。没有退回项目时自动通过。"
        "会议结果被退回后，从本步骤起连同全部下游清除（Clear），流程会重新生成名单、重新录入、重新核准。"
    )
    articles = ("award/11", "model-studio/9", "model-studio/12", "employee-studio/6")
    options = ("提交复核结论",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "restored": text_field("重新提请会议的编号及复核结论", "每行一条：编号 结论", multiline=True),
            "refused": text_field("不再提请的编号及理由", "每行一条：编号 理由", multiline=True),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return None: what was found has moved its entries, so that nothing is left to ask."""
        return None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the entries sent back; None when none waits."""
        from honours.services.notice.meeting.reviewing import returned_entries, returned_markdown

        waiting = returned_entries(cycle, work)
        return returned_markdown(waiting) if waiting else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Keep the findings and move the entries."""
        from honours.orchestration.days import bears
        from honours.services.notice.meeting import ReviewReturned, review_returned

        command = ReviewReturned(
            cycle=cycle,
            restored=reasons_in(answer.form, "restored", "重新提请会议的编号及复核结论"),
            refused=reasons_in(answer.form, "refused", "不再提请的编号及理由"),
            found_by=answer.given_by,
            found_on=bears(cycle, "meeting_held", work),
            run_id=answer.run_id,
        )
        restored, refused = review_returned(command, work)
        return f"{answer.given_by}复核：重新提请{restored}项，不再提请{refused}项"


class MeetingApprovalQuestion(Question):
    """Whether the record of the meeting is right; a person of the leadership who did not enter it answers."""

    name = "核准会议结果"
    says = (
        "由有核准权限的领导（不得是录入人）核对出席、回避、表决和纪要。核准后随即按表决结果进入公示，"
        "落实之后不能再退回，请核对清楚再核准；"
        "有误的选择“退回”：个别项目写编号和理由，退回复核；整份记录有误的只写理由。退回后此前的核准失效并留存，流程停在这里，"
        "清除（Clear）步骤“复核退回项目”及其全部下游后继续。"
    )
    articles = ("award/11", "model-studio/9", "employee-studio/6")
    options = ("核准",)
    returning = ("退回",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "is_checked": tick_field("核准：出席、回避、表决和纪要都已核对（必须打开开关）"),
            "returned": text_field("退回：项目编号及理由", "每行一条：编号 理由", multiline=True),
            "reason": text_field("退回：整份记录的理由", "不退回个别项目时必填", multiline=True),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who approved; refuse when there is no record, it was sent back, or its list has changed since."""
        from honours.orchestration.days import bears
        from honours.services.notice.meeting.approving import require_list_as_seen
        from honours.services.notice.meeting.records import NothingRecorded, SentBack, find_meeting

        found = find_meeting(cycle, work)
        if found is None:
            raise NothingRecorded(cycle)
        if not found.is_open:
            raise SentBack(found)
        if found.is_approved:
            return f"第{found.meeting_no}次会议记录已由{found.approved_by}于{found.approved_on}核准"
        require_list_as_seen(found, bears(cycle, "meeting_held", work), run_id, work)
        return None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the record with attendance, recusals and votes."""
        from honours.services.notice.meeting import open_meeting
        from honours.services.notice.meeting.records import NothingRecorded
        from honours.services.notice.meeting.register import record_markdown

        found = open_meeting(cycle, work)
        if found is None:
            raise NothingRecorded(cycle)
        return record_markdown(found, work)

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Approve the record, or send it back."""
        from honours.orchestration.days import bears
        from honours.services.notice.meeting import (
            ApproveMeeting,
            ReturnMeeting,
            approve_meeting,
            return_meeting,
        )
        from honours.services.notice.meeting.records import CLEAR

        entries = reasons_in(answer.form, "returned", "退回：项目编号及理由")
        reason = note_in(answer.form, "reason", "退回：整份记录的理由")
        on = bears(cycle, "meeting_held", work)
        if answer.option in self.returning:
            command = ReturnMeeting(
                cycle=cycle,
                returned_by=answer.given_by,
                returned_on=on,
                reason=reason,
                entries=entries,
                run_id=answer.run_id,
            )
            count = return_meeting(command, work)
            what = f"{count}个项目退回复核" if count else "整份会议记录退回重新录入"
            return f"{answer.given_by}退回了会议结果：{what}。{CLEAR}。"
        confirm_in(answer.form, "is_checked", "核准：出席、回避、表决和纪要都已核对")
        if entries or reason:
            raise FormRefused("退回", "两栏填有内容，却选择了“核准”。要退回请选择“退回”，核准时把这两栏清空")
        approval = ApproveMeeting(cycle=cycle, approved_by=answer.given_by, approved_on=on, run_id=answer.run_id)
        return f"{answer.given_by}核准第{approve_meeting(approval, work)}次会议记录"

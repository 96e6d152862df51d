"""The chair's meeting (award/11, model-studio/9, /12, employee-studio/6): its list, its result, and carrying it out.

The result counts once another person has approved it (:mod:`honours.orchestration.meeting_approval`).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.forms import day_in, numbers_in, text_in
from honours.orchestration.human import Answer, Question, day_field, text_field
from honours.orchestration.meeting_forms import absences_in, names_in, recusals_in, votes_in
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


@step(
    "拟定建议名单",
    "按评审或现场核实的结果生成提交主席会议的名单（Excel，带出席和表决的空栏），放入待发文件夹；名额线上并列的单独标出。",
    "award/11",
    "model-studio/12",
    "employee-studio/6",
)
def prepare_list(cycle: str) -> int:
    """Return how many projects the list for the meeting holds."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.notice import meeting

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return len(meeting.prepare_list(this, bears(this, "meeting_held", work), work).proposed)


class MeetingQuestion(Question):
    """What the chair's meeting decided on the list; one person enters it, another approves it in the next step."""

    name = "录入主席会议结果"
    says = (
        "会议研究后，先把会议纪要文件放入收件文件夹（名称见正文），再由经办人录入：会议日期、纪要、出席和缺席、回避、不是全票通过的"
        "表决、名额线上并列项目的取舍、公示起始日、公示和决定（表扬或命名）的文号。提交后不可更改；有误的由核准人退回后重新录入。"
    )
    articles = ("award/11", "award/12", "model-studio/9", "model-studio/12", "employee-studio/6")
    options = ("提交会议结果",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "held_on": day_field("会议日期（必填）"),
            "minutes_no": text_field("会议纪要编号（必填）"),
            "minutes_file": text_field("会议纪要文件名（必填）", "已放入收件文件夹的文件，例如 主席会议纪要（…）.docx"),
            "present": text_field("出席人员（必填）", "姓名，用空格或顿号隔开", multiline=True),
            "absent": text_field("缺席人员及原因", "每行一条：姓名 原因", multiline=True),
            "recusals": text_field("回避", "每行一条：编号 姓名 理由", multiline=True),
            "votes": text_field(
                "不是全票通过的表决",
                "每行一条：编号 赞成 反对 弃权 理由，例如 2025-KJ-0101-003 3 2 1 理由",
                multiline=True,
            ),
            "chosen_of_tied": text_field("并列项目中入选的编号", "每行一个；没有并列的不填", multiline=True),
            "notice_posted_on": day_field("公示起始日（必填）"),
            "notice_document_no": text_field("公示文号（必填）", "例如 锡工办发〔2026〕7号"),
            "decision_document_no": text_field("表扬（命名）决定文号（必填）", "例如 锡工办发〔2026〕8号"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who entered the record that stands; None before the first and after a return."""
        from honours.services.notice.meeting import open_meeting

        found = open_meeting(cycle, work)
        return f"第{found.meeting_no}次会议记录（{found.held_on}）已由{found.prepared_by}录入" if found else None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the list that was put to the meeting, its members, the minutes that came, and the last return."""
        from honours.orchestration.days import bears
        from honours.services.notice import meeting
        from honours.services.notice.meeting.register import asking_markdown

        on = bears(cycle, "meeting_held", work)
        return asking_markdown(cycle, on, meeting.prepare_list(cycle, on, work), work)

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Keep the result; nothing is moved before it is approved."""
        from honours.orchestration.days import bears
        from honours.services.notice.meeting import MeetingResult, record_meeting

        form = answer.form
        given = MeetingResult(
            cycle=cycle,
            held_on=day_in(form, "held_on", "会议日期"),
            minutes_no=text_in(form, "minutes_no", "会议纪要编号"),
            minutes_file=text_in(form, "minutes_file", "会议纪要文件名"),
            present=names_in(form, "present", "出席人员"),
            absent=absences_in(form, "absent", "缺席人员及原因"),
            recusals=recusals_in(form, "recusals", "回避"),
            votes=votes_in(form, "votes", "不是全票通过的表决"),
            chosen_of_tied=numbers_in(form, "chosen_of_tied", "并列项目中入选的编号"),
            notice_posted_on=day_in(form, "notice_posted_on", "公示起始日"),
            notice_document_no=text_in(form, "notice_document_no", "公示文号"),
            decision_document_no=text_in(form, "decision_document_no", "表扬（命名）决定文号"),
            prepared_by=answer.given_by,
            prepared_on=bears(cycle, "meeting_held", work),
            run_id=answer.run_id,
        )
        return f"{answer.given_by}录入第{record_meeting(given, work)}次会议记录，等待另一人核准"


@step(
    "落实会议结果",
    "核准有效、名单与会议看到的一致，才按表决结果办理：通过的进入公示，其余记为未获批准并写明票数。名单有变化的停在这里，"
    "日志写明从哪一步清除（Clear）。重复执行不会办理第二次。",
    "award/11",
    "award/12",
    "model-studio/9",
    "employee-studio/6",
)
def carry_out_meeting(cycle: str) -> dict[str, int]:
    """Carry out the approved result and return how many entries go to public notice and how many do not."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears
    from honours.services import stages
    from honours.services.notice import meeting

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    done = meeting.carry_out(this, bears(this, "meeting_held", work), runs.current_run_id(), work)
    record = meeting.open_meeting(this, work)
    if record is not None:
        stages.reach(this, "meeting_held", record.held_on, work)
    return {"approved": done.approved, "declined": done.declined}

"""The steps of the notice: the chair's meeting, the public notice, objections, the decision.

They rest on award/11 to award/13, model-studio/9 and employee-studio/6.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.forms import day_in, numbers_in, reasons_in, text_in
from honours.orchestration.human import Answer, Question, day_field, text_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


@step(
    "拟定建议名单",
    "按评审或现场核实的结果生成提交主席会议的名单（Excel），放入待发文件夹；名额线上并列的单独标出。",
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
    """What the chair's meeting decided on the list."""

    name = "录入主席会议结果"
    says = (
        "会议研究后，由经办人录入会议日期、纪要编号、不通过的项目和理由、名额线上并列项目的取舍、公示起始日、公示和决定（表扬或命名）的文号。"
        "名单见正文，也在待发文件夹。提交后内容不可更改。"
    )
    articles = ("award/11", "award/12", "model-studio/9", "model-studio/12", "employee-studio/6")
    options = ("提交会议结果",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "held_on": day_field("会议日期（必填）"),
            "minutes_no": text_field("会议纪要编号（必填）"),
            "not_approved": text_field("不通过的编号及理由", "每行一条：编号 理由", multiline=True),
            "chosen_of_tied": text_field("并列项目中入选的编号", "每行一个；没有并列的不填", multiline=True),
            "notice_posted_on": day_field("公示起始日（必填）"),
            "notice_document_no": text_field("公示文号（必填）", "例如 锡工办发〔2026〕7号"),
            "decision_document_no": text_field("表扬（命名）决定文号（必填）", "例如 锡工办发〔2026〕8号"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return what the meeting decided, after carrying it out once more; None before the meeting."""
        from honours.services.decisions import DecisionKind, find_decision
        from honours.services.notice.meeting import ChairMeeting, record_meeting

        found = find_decision(cycle, DecisionKind.CHAIR_MEETING, work)
        if found is None:
            return None
        standing = ChairMeeting(
            cycle=cycle,
            held_on=found.decided_on,
            minutes_no=found.answer["minutes_no"],
            approved_by=found.decided_by,
            not_approved=found.answer["struck"],
            chosen_of_tied=tuple(found.answer["chosen_of_tied"]),
            notice_posted_on=date.fromisoformat(found.answer["notice_posted_on"]),
            notice_document_no=found.answer["notice_document_no"],
            decision_document_no=found.answer["decision_document_no"],
            run_id=run_id,
        )
        record_meeting(standing, work)
        return f"{found.decided_on}会议结果已由{found.decided_by}录入"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the list that was put to the meeting."""
        from honours.orchestration.days import bears
        from honours.services.notice import meeting

        listed = meeting.prepare_list(cycle, bears(cycle, "meeting_held", work), work)
        places = "、".join(f"{category.label}{count}个" for category, count in listed.places.items() if count)
        tied = f"\n\n名额线上并列：{'、'.join(listed.tied)}；各类余额：{places or '无'}。" if listed.tied else ""
        return f"提请会议研究的共{len(listed.proposed)}项。{tied}\n\n{listed.markdown}"

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Record the meeting and move the projects on."""
        from honours.services import stages
        from honours.services.notice.meeting import ChairMeeting, record_meeting

        form = answer.form
        command = ChairMeeting(
            cycle=cycle,
            held_on=day_in(form, "held_on", "会议日期"),
            minutes_no=text_in(form, "minutes_no", "会议纪要编号"),
            approved_by=answer.given_by,
            not_approved=reasons_in(form, "not_approved", "不通过的编号及理由"),
            chosen_of_tied=numbers_in(form, "chosen_of_tied", "并列项目中入选的编号"),
            notice_posted_on=day_in(form, "notice_posted_on", "公示起始日"),
            notice_document_no=text_in(form, "notice_document_no", "公示文号"),
            decision_document_no=text_in(form, "decision_document_no", "表扬（命名）决定文号"),
            run_id=answer.run_id,
        )
        count = record_meeting(command, work)
        stages.reach(cycle, "meeting_held", command.held_on, work)
        return f"{answer.given_by}录入：{count}项进入社会公示"


@step(
    "发布社会公示",
    "生成公示文件（Word）和公示网页（HTML），写明公示期和异议受理渠道，放入待发文件夹，登记拟定的公示起止日期。"
    "公示期自下一步登记的实际张贴之日起算。",
    "award/12",
    "model-studio/9",
    "employee-studio/6",
)
def post_notice(cycle: str) -> str:
    """Produce the notice, record its planned window, and return the closing day as text."""
    from honours import wiring
    from honours.services.notice import posting

    return posting.post_notice(Cycle.parse(cycle), wiring.unit_of_work()).closes_on.isoformat()


@step(
    "公示结束，公布结果",
    "没有异议的项目授奖（命名）；有异议未查清的只暂缓该项，其余照常；异议成立的不予授奖（命名）。生成决定（Word）。"
    "每一项按它自己那份公示的公示期办理；缺少张贴或期满证明的不办理。"
    "公示期外收到的异议列成清单，转监督核查。",
    "award/12",
    "award/13",
    "model-studio/9",
    "employee-studio/6",
)
def conclude(cycle: str) -> dict[str, int]:
    """Conclude the notice and return how many projects came to which end."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears, reached
    from honours.services import stages
    from honours.services.notice import conclusion, posting

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    ends = conclusion.conclude(this, bears(this, "awarded", work), runs.current_run_id(), work)
    stages.reach(this, "notice_closed", posting.notice_closes_on(this, work).closes_on, work)
    reached(this, "awarded", work)
    return {"awarded": ends.awarded, "held": ends.held, "declined": ends.declined}

"""会议研究与社会公示：主席会议、公示、异议、公布结果、登记入册和挂牌（成果奖办法第十一至十三条，劳模工作室办法第九、十四条，职工工作室办法第六条）

**什么时候开始**
“资格审查与专家评审”办结后自动开始，一个周期一次运行。

**做什么**
1. 生成提交主席会议的名单（待发文件夹 `outbox/<周期>/notice/`，带出席和表决的空栏，供会场填写）；
2. 会议之后，先把会议纪要放入收件文件夹（名称如“主席会议纪要（2025年职工创新成果奖）.docx”），
   经办人再在“待操作”中录入会议结果：出席、回避、表决、并列取舍；另一人（领导）核准或退回，核准之后才按表决结果办理；
3. 生成社会公示文件和网页，请经办人张贴后登记日期、地址和照片（截图），公示期自实际张贴之日起算；
4. 等到公示期最后一个工作日24时。放假安排有变时自动重新推算；截止日还是暂定日期时一直等待，直到补录放假安排表。
   公示内容有更正的（更正登记表放入收件文件夹），新公示随即生成，登记张贴后重新计算公示期；
5. 再收一次收件文件夹，请经办人登记期满证明，核对异议登记是否齐全；
6. 成果奖与公示同时作行业咨询：抽取本专业专家并发出咨询表，等到全部交回或答复期满，汇总；有不利意见、不能确定或按规定
   须认定的未答复，请人在“待操作”中认定。命名工作室的周期没有这一支，显示“已跳过”；
7. 公示结束：无异议、咨询无碍的授奖（命名），有异议未查清或咨询未办结的只暂缓该项，生成表扬（命名）决定；允许递补的，
   询问由谁递补；
8. 成果奖：生成获奖证书制作清单，请人在“待操作”中确定奖章人选、选定推荐到省级评选的项目，再生成奖章名单和推荐函；
   命名工作室的周期没有这几步，显示“已跳过”；
9. 命名工作室的周期：登入名册、生成牌匾清单，请经办人登记挂牌；成果奖没有这几步，显示“已跳过”；
10. 质量闸口后移交“资金拨付与回单归档”，不等挂牌、奖章、推荐和递补。

**谁来处理**
会议结果、公示张贴、“公示期满”、行业咨询和递补由运营人员在“待操作”中办理，会议结果由领导核准；
谁可以录入和核准写在 `leadership.toml`，录入人不能核准自己的记录。填写有误会说明原因并重新询问，接受之后不能更改。
异议登记表、专家交回的行业咨询表放入收件文件夹，随到随收；没有答复的专家由“到期提醒”催交。
**会议结果被退回时**运行停在“核准会议结果”并显示失败：日志写明退回的项目和理由。在界面中清除（Clear）步骤“复核退回项目”，
勾选下游（Downstream），流程从复核继续：重新生成名单、录入第2次记录、重新核准。退回的记录和失效的核准都留存备查。

**什么时候需要留意**
公示期内收到异议：及时登记，答复文书在办结登记后自动生成。暂缓的项目在异议办结后、递补公示在期满后，由“每日对账检查”提醒，
并写明清除哪一步：补充公布清除“公示结束，公布结果”及其下游，递补公示清除“登记重新公示张贴”及其下游。递补的项目同样须作
行业咨询：登记张贴后清除“发出行业咨询表”及其下游。“发出行业咨询表”报专家不够：在专家名册中补充该专业的专家，收件后清除该步骤。
"""

from airflow.sdk import chain, dag

from honours.orchestration import consultation, honouring, meeting, meeting_approval, naming, postings
from honours.orchestration import notice as steps
from honours.orchestration.human import Ask
from honours.orchestration.intake import take_in_last
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import JOIN, claim, gate, hand_on, stage_options


@dag(**stage_options("notice", __doc__, "award/11", "award/12", "award/13", "model-studio/9", "employee-studio/6"))
def notice() -> None:
    """Declare the stage."""
    cycle = claim("notice")
    posted = Ask(task_id="ask_posted", cycle=cycle, question=postings.PostingQuestion())
    concluded = steps.conclude(cycle)
    entered = naming.enter_register(cycle)

    def wait(task_id: str, name: str) -> Wait:
        says = "等到公示期最后一个工作日24时，每次查看都按最新的放假安排重新推算。重新公示的先登记张贴再等待。"
        return Wait(
            task_id=task_id, cycle=cycle, wait_for="notice_closed", name=name, says=says, articles=("award/12",)
        )

    chain(
        cycle,
        Ask(task_id="ask_returned", cycle=cycle, question=meeting_approval.ReturnedQuestion()),
        meeting.prepare_list(cycle),
        Ask(task_id="ask_meeting", cycle=cycle, question=meeting.MeetingQuestion()),
        Ask(task_id="ask_meeting_approval", cycle=cycle, question=meeting_approval.MeetingApprovalQuestion()),
        meeting.carry_out_meeting(cycle),
        steps.post_notice(cycle),
        posted,
        wait("wait_for_notice", "等待社会公示期满"),
        take_in_last(),
        Ask(task_id="ask_posted_again", cycle=cycle, question=postings.PostingAgainQuestion()),
        wait("wait_for_notice_again", "等待重新公示期满"),
        take_in_last.override(task_id="take_in_again")(),
        Ask(task_id="ask_notice_closed", cycle=cycle, question=postings.NoticeClosedQuestion()),
        concluded,
        entered,
        Ask(task_id="ask_plaques", cycle=cycle, question=naming.PlaquesQuestion()),
    )
    chain(concluded, Ask(task_id="ask_reserve", cycle=cycle, question=postings.ReserveQuestion()))
    certificates = honouring.make_certificates(cycle)
    chain(
        concluded,
        certificates,
        Ask(task_id="ask_medals", cycle=cycle, question=honouring.MedalsQuestion()),
        honouring.make_medal_lists(cycle),
    )
    chain(
        certificates,
        Ask(task_id="ask_recommendation", cycle=cycle, question=honouring.RecommendationQuestion()),
        honouring.make_recommendation(cycle),
    )
    chain(
        posted,
        consultation.send_consultations(cycle),
        Wait(
            task_id="wait_for_consultations",
            cycle=cycle,
            wait_for="consultations_in",
            name="等待行业咨询答复",
            says="等到每位专家都已完整答复，或者答复期最后一个工作日24时。",
            articles=("award/12",),
        ),
        take_in_last.override(task_id="take_in_answers")(),
        Ask(task_id="ask_consultations_closed", cycle=cycle, question=consultation.ConsultationsClosedQuestion()),
        consultation.close_consultations(cycle),
        Ask(task_id="ask_consultation_rulings", cycle=cycle, question=consultation.ConsultationRulingsQuestion()),
        concluded,
    )
    chain([concluded, entered], gate.override(trigger_rule=JOIN)(cycle, "notice"), hand_on(cycle, "notice"))


notice()

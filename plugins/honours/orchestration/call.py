"""The steps of the call: open the cycle, send the documents, take in what comes until the due day.

They rest on award/10, model-studio/9 and employee-studio/6.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.confirmation import Confirmation
from honours.orchestration.forms import FormRefused, day_in, text_in
from honours.orchestration.human import Answer, Question, day_field, text_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork

_ARTICLES = ("award/10", "model-studio/9", "employee-studio/6")


def opening_params() -> dict[str, Param]:
    """Return the fields of the form with which a cycle is started by hand."""
    return {
        "document_no": Param(
            None,
            type=["null", "string"],
            title="发文字号",
            description="例如 锡工办发〔2025〕12号；留空时会在“待操作”中询问。",
            section="征集",
        ),
        "call_on": Param(
            None,
            type=["null", "string"],
            format="date",
            title="发布日期",
            description="通知的落款日期；留空为今天。",
            section="征集",
        ),
        "is_replay": Param(
            False,
            type="boolean",
            title="重放往年周期",
            description="只用于把已经过去的年度重新走一遍：各步骤落在计划日期上。正在办理的年度不得打开。",
            section="重放",
        ),
    }


def _is_open(cycle: Cycle, work: UnitOfWork) -> bool:
    from honours.services import stages

    try:
        stages.planned_on(cycle, "call_issued", work)
    except stages.CycleNotOpen:
        return False
    return True


def _open(
    cycle: Cycle, call_on: date, document_no: str, opened_by: str, work: UnitOfWork, *, is_replay: bool = False
) -> str:
    from honours.services import call

    command = call.OpenCycle(
        cycle=cycle, call_on=call_on, document_no=document_no, opened_by=opened_by, is_replay=is_replay
    )
    opened = call.open_cycle(command, work)
    return f"{cycle.label}已启动，材料报送截止 {opened.nominations_due_on}"


@step(
    "启动周期",
    "登记周期、发布日期和发文字号，排出全年各节点。触发时没有填发文字号的，由下一步询问。重复执行不会改变已登记的内容。",
    *_ARTICLES,
)
def open_cycle(cycle: str) -> str:
    """Open the cycle with what the run was started with; return what was done, in words."""
    from airflow.sdk import get_current_context

    from honours import wiring
    from honours.orchestration import clock

    context = get_current_context()
    given, run = context["params"], context["dag_run"]
    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    if _is_open(this, work):
        return f"{this.label}此前已启动"
    if not given.get("document_no"):
        return "未填写发文字号，由下一步询问"
    call_on = day_in(given, "call_on", "发布日期") if given.get("call_on") else clock.today()
    is_replay = given.get("is_replay") is True
    if is_replay and call_on >= clock.today():
        raise FormRefused("重放往年周期", f"只用于过去的年度，而发布日期是{call_on}")
    by = run.triggering_user_name or "定时启动"
    return _open(this, call_on, text_in(given, "document_no", "发文字号"), by, work, is_replay=is_replay)


class OpeningQuestion(Question):
    """With which document number the call goes out, when the timetable started the run."""

    name = "确定发文字号并启动征集"
    says = "定时启动的征集由劳动和经济工作部填写发文字号和发布日期后发出。触发时已填写发文字号的，本步骤自动通过。"
    articles = _ARTICLES
    options = ("发布征集通知",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "document_no": text_field("发文字号（必填）", "例如 锡工办发〔2025〕12号"),
            "call_on": day_field("发布日期（必填）"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return that the cycle is open, when it is."""
        return f"{cycle.label}已启动" if _is_open(cycle, work) else None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return what the person is asked."""
        return (
            f"**{cycle.label}**已到征集启动日。请填写申报通知的发文字号和发布日期，提交后立即生成通知和各单位工作簿。"
        )

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Open the cycle with the answer."""
        number = text_in(answer.form, "document_no", "发文字号")
        return _open(cycle, day_in(answer.form, "call_on", "发布日期"), number, answer.given_by, work)


@step(
    "生成申报通知和工作簿",
    "生成申报通知（Word）和每个推荐单位一份的申报工作簿（Excel），放入待发文件夹。重复执行不会生成第二份。",
    *_ARTICLES,
)
def produce_documents(cycle: str) -> dict[str, int]:
    """Return how many documents and workbooks the cycle has after producing them."""
    from honours import wiring
    from honours.orchestration.days import reached
    from honours.services import call

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    made = call.produce_documents(this, reached(this, "call_issued", work), work)
    return {"documents": made.documents, "workbooks": made.workbooks}


class IntakeClosedQuestion(Confirmation):
    """Whether all bodies have been heard, before the cycle goes on without those that sent nothing."""

    name = "确认收件截止"
    says = (
        "核对哪些推荐单位已经报送、哪些没有。确认后未报送的单位不再参加本周期。"
        "仍在催报的，先不要提交。表格是提问时的情况，之后收下的材料照常有效。"
    )
    articles = _ARTICLES
    options = ("确认截止",)
    decision = "intake_closed"
    tick = "已核对报送情况"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the table of bodies that have sent and have not."""
        from honours.services import call

        return str(call.intake_summary(cycle, work).as_markdown())

    def decided_on(self, cycle: Cycle, work: UnitOfWork) -> date:
        """Return the day on which nominations were due, after recording that it was reached."""
        from honours.orchestration.days import reached

        return reached(cycle, "nominations_due", work)

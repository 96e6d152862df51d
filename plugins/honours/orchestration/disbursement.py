"""The steps of the disbursement (award/14, award/18): plan, approve, pay, match lines and receipts, close the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.forms import confirm_in
from honours.orchestration.human import Answer, Question, tick_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork

_ARTICLES = ("award/14", "award/18", "model-studio/20", "employee-studio/12")


@step(
    "拟定付款",
    "每个获奖项目一笔奖金（不低于规定下限），每个新命名的工作室一笔一次性补贴，金额取规章数据。重复执行不会多出一笔。",
    *_ARTICLES,
)
def plan_payments(cycle: str) -> int:
    """Return how many payments the cycle has after planning."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears
    from honours.services import disbursement

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return int(disbursement.plan_payments(this, bears(this, "awarded", work), runs.current_run_id(), work))


class PaymentQuestion(Question):
    """Whether the payments may be sent to the bank."""

    name = "财务复核付款"
    says = (
        "由财务部门核对每一笔的收款人、账号末四位和金额后同意。同意之前不会生成付款文件；"
        "选择“暂不同意”流程停在这里，改正后清除本步骤重新询问。"
    )
    articles = _ARTICLES
    options = ("同意付款",)
    refusing = ("暂不同意",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {"is_checked": tick_field("已逐笔核对收款人、账号末四位和金额（必须打开开关）")}

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who approved, after carrying the approval out once more; None while a payment waits for one."""
        from honours.domain.states import PaymentState
        from honours.services import disbursement
        from honours.services.decisions import DecisionKind, find_decision
        from honours.services.disbursement.listing import payments

        found = find_decision(cycle, DecisionKind.PAYMENT_APPROVAL, work)
        if found is None:
            return None
        command = disbursement.ApprovePayments(
            cycle=cycle, approved_by=found.decided_by, approved_on=found.decided_on, run_id=run_id
        )
        disbursement.approve_payments(command, work)
        with work:
            if payments(cycle, (PaymentState.DRAFT,), work):
                return None
        return f"{found.decided_by}已于{found.decided_on}同意付款"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the payments with masked accounts; the same list lies in the outbox as a file."""
        from honours.orchestration.days import bears
        from honours.services import disbursement

        disbursement.payment_list(cycle, bears(cycle, "awarded", work), work)
        return str(disbursement.payments_markdown(cycle, work))

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Approve the payments."""
        from honours.orchestration.days import bears
        from honours.services import disbursement
        from honours.services.decisions import DecisionKind, find_decision

        confirm_in(answer.form, "is_checked", "已逐笔核对")
        day = bears(cycle, "awarded", work)
        # A further approval has to name its list, or the first one would be carried out again.
        is_further = find_decision(cycle, DecisionKind.PAYMENT_APPROVAL, work) is not None
        command = disbursement.ApprovePayments(
            cycle=cycle,
            approved_by=answer.given_by,
            approved_on=day,
            run_id=answer.run_id,
            list_sha256=disbursement.payment_list(cycle, day, work).sha256 if is_further else None,
        )
        disbursement.approve_payments(command, work)
        return f"{answer.given_by}同意付款"


@step(
    "生成付款文件",
    "把已复核的付款写成一份批量付款文件放入待发文件夹，由财务提交银行。已经写入文件的付款不会再写第二次。",
    *_ARTICLES,
)
def make_batch(cycle: str) -> str:
    """Make the batch file and return the batch, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears
    from honours.services import disbursement

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(disbursement.make_batch(this, bears(this, "awarded", work), runs.current_run_id(), work))


@step(
    "结清并归档",
    "每笔付款都有银行流水和回单后，获奖项目转为“奖金已发放”（工作室为“补贴已拨付”），本周期拨付办结。",
    *_ARTICLES,
)
def conclude(cycle: str) -> str:
    """Close the disbursement of the cycle and return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import reached
    from honours.services import disbursement

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(disbursement.conclude(this, reached(this, "disbursed", work), runs.current_run_id(), work))


@step(
    "核对银行流水和回单",
    "用已经收下的银行流水和回单核对全部未结清的付款：编号、金额、收款账号一致才算数，金额相近的不认，疑点留给财务。",
    *_ARTICLES,
)
def reconcile_all() -> str:
    """Match lines and receipts with the payments of all cycles and return the counts, in words."""
    from honours import wiring
    from honours.orchestration import clock, runs
    from honours.services import disbursement

    return str(disbursement.reconcile(None, clock.today(), runs.current_run_id(), wiring.unit_of_work()))

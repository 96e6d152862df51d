"""The steps of the on-site verification (model-studio/12): forms out, visits in, verdicts, rulings, exclusions."""

from __future__ import annotations

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination, Examiners
from honours.orchestration.branches import only_for
from honours.orchestration.rulings import RulingQuestion
from honours.orchestration.steps import step

_ARTICLE = "model-studio/12"


@step(
    "发出现场核实表",
    "只用于劳模创新工作室；其他项目不作现场核实，本步骤显示为“跳过”，属正常。"
    "为每个通过审核的工作室生成一张现场核实表（Excel），申报数预先填好，放入待发文件夹。重复执行不会生成第二份。",
    _ARTICLE,
)
def send_verification_forms(cycle: str) -> int:
    """Return how many forms the cycle has after making them; skip where nobody is visited."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import verification

    this = Cycle.parse(cycle)
    only_for(Examiners.VISITORS, this)
    work = wiring.unit_of_work()
    return int(verification.send_verification_forms(this, bears(this, "qualification_done", work), work))


@step(
    "审查现场核实结果",
    "逐项比对申报数和现场核实数：与申报不符的判为“不符合”，无法核实的留给人认定。审查之后不再接收核实表。重复执行结论不变。",
    _ARTICLE,
)
def judge_verification(cycle: str) -> str:
    """Judge the cycle by what the visits found and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import verification

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(verification.judge_verification(this, bears(this, "verification_done", work), work))


class VerificationReferralsQuestion(RulingQuestion):
    """What the visitors could not verify."""

    name = "认定现场无法核实的工作室"
    says = (
        "现场核实不到的、申报材料没有填写因而无从比对的，由人认定。逐项看表中的申报数、现场数和说明，"
        "把不通过的编号和理由每行一条写入表单，其余打开“均予通过”的开关。没有需要认定的工作室时本步骤自动通过。"
    )
    articles = (_ARTICLE,)
    examination = Examination.VERIFICATION
    milestone = Examiners.VISITORS.milestone
    source = "现场核实情况"


@step(
    "登记核实结果",
    "与申报不符或认定不通过的转为“不符合条件”，附条款、申报数和现场数；其余保持“资格审查通过”，提请会议研究。",
    _ARTICLE,
)
def advance_verified(cycle: str) -> str:
    """Exclude whom the visits and rulings shut out; return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears, reached
    from honours.services.review import verification

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    day = bears(this, "verification_done", work)
    counts = verification.advance_verified(this, day, runs.current_run_id(), work)
    reached(this, "verification_done", work)
    return str(counts)

"""The steps of the notice after the chair's meeting: the public notice, objections, the decision.

They rest on award/11 to award/13, model-studio/9 and employee-studio/6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from honours.domain.cycle import Cycle
from honours.orchestration.stage_dag import JOIN
from honours.orchestration.steps import step

if TYPE_CHECKING:
    pass


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
    "没有异议、行业咨询无碍的项目授奖（命名）；有异议未查清或咨询未办结的只暂缓该项，其余照常；异议或咨询意见成立的不予授奖（命名）。"
    "生成决定（Word）。每一项按它自己那份公示的公示期办理；缺少张贴或期满证明的不办理。"
    "公示期外收到的异议列成清单，转监督核查。",
    "award/12",
    "award/13",
    "model-studio/9",
    "employee-studio/6",
    trigger_rule=JOIN,
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

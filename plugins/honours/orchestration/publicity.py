"""The steps of posting and recommendation (award/10, model-studio/9, /11, employee-studio/6, /7): judge, let go on."""

from __future__ import annotations

from honours.domain.cycle import Cycle
from honours.orchestration.steps import step

_ARTICLES = ("award/10", "model-studio/9", "model-studio/11", "employee-studio/6", "employee-studio/7")


@step(
    "核验公示和推荐",
    "成果奖逐项核对基层公示的天数、证明、异议和推荐时间；工作室逐项核对单位申请、党政意见、推荐单位考核和次序。"
    "每项得出一条带条款的结论。",
    *_ARTICLES,
)
def judge(cycle: str) -> str:
    """Judge the postings and recommendations of the cycle and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears, reached
    from honours.services import publicity

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    if not this.scheme.names_studios:
        reached(this, "posting_closed", work)
    return str(publicity.judge(this, bears(this, "nominations_due", work), work))


@step(
    "推荐合格项目",
    "公示和推荐合格的申报转为“公示合格并推荐”（工作室为“初审合格并推荐”），不合格的转为“不符合条件”，各附理由。",
    *_ARTICLES,
)
def advance(cycle: str) -> str:
    """Move the nominations of the cycle on and return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import reached
    from honours.services import publicity

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(publicity.advance(this, reached(this, "nominations_due", work), runs.current_run_id(), work))
